"""应收与逾期: of the money that is owed to us today, how much is late, and how old it is."""

from __future__ import annotations

from typing import Final

from duan.insight.metrics.types import Kpi

RECEIVABLES: Final = Kpi(
    id="receivables",
    code="K15",
    name="应收逾期率",
    name_en="Overdue receivables",
    formula="已过到期日的未收金额 ÷ 应收节点的未收金额合计（截至今天）；"
    "未到条件的节点与未到期的质保金不算应收或不算逾期",
    formula_en="Open amount past its due day ÷ open amount of all milestones due (as of today); "
    "what still waits for its condition is not owed yet",
    unit="PERCENT_OF_YUAN",
    of_period=False,
    source="回款节点的金额、已收金额与到期日",
    owner="财务负责人",
    needs=("money.see",),
    states={
        "NOT_YET": ("未到期", "Not yet due"),
        "D1_30": ("逾期 1-30 天", "1-30 days late"),
        "D31_60": ("逾期 31-60 天", "31-60 days late"),
        "D61_90": ("逾期 61-90 天", "61-90 days late"),
        "D91_180": ("逾期 91-180 天", "91-180 days late"),
        "D181": ("逾期 180 天以上", "More than 180 days late"),
    },
    rows="""
SELECT m.id, m.scope_id, m.terminal_id,
       CASE WHEN m.due_on < %(today)s THEN m.amount - m.received ELSE 0 END AS num,
       m.amount - m.received AS den,
       CASE WHEN m.due_on >= %(today)s THEN 'NOT_YET'
            WHEN %(today)s::date - m.due_on <= 30 THEN 'D1_30'
            WHEN %(today)s::date - m.due_on <= 60 THEN 'D31_60'
            WHEN %(today)s::date - m.due_on <= 90 THEN 'D61_90'
            WHEN %(today)s::date - m.due_on <= 180 THEN 'D91_180'
            ELSE 'D181' END AS state,
       m.due_on AS day,
       m.due_on::text AS sort,
       m.contract_no AS title,
       m.kind AS detail,
       'milestone' AS link_kind,
       m.id AS link_id
  FROM money_milestone m
 WHERE m.scope_id = ANY(%(scopes)s) AND m.status = 'DUE'
""",
)
