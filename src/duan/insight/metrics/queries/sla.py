"""SLA 达成率 (K7): of the clocks that ran out, how many were met."""

from __future__ import annotations

from typing import Final

from duan.insight.metrics.types import Kpi

SLA: Final = Kpi(
    id="sla",
    code="K7",
    name="SLA 达成率",
    name_en="SLA attainment",
    formula="按时的时限 ÷ 期限落在期间内的时限（每张报修单两个：响应、修复）；"
    "已超期仍未完成的现在就算未达成，还在走、没到期的不算",
    formula_en="Clocks met ÷ clocks whose deadline lies within the period (two a ticket: respond "
    "and fix); an open overdue one counts as missed now, a running one is left out",
    unit="PERCENT_OF_COUNT",
    of_period=True,
    source="报修单的响应期限与受理时间、修复期限与解决时间",
    owner="服务负责人",
    needs=("care.see",),
    states={
        "MET": ("按时", "Met"),
        "LATE": ("超时完成", "Done late"),
        "OVERDUE": ("超期未完成", "Overdue"),
    },
    rows="""
SELECT md5(t.id::text || c.clock)::uuid AS id, t.scope_id, t.terminal_id,
       (c.done_at IS NOT NULL AND c.done_at <= c.due_at)::int::numeric AS num,
       1::numeric AS den,
       CASE WHEN c.done_at IS NULL THEN 'OVERDUE'
            WHEN c.done_at <= c.due_at THEN 'MET'
            ELSE 'LATE' END AS state,
       (c.due_at AT TIME ZONE %(zone)s)::date AS day,
       to_char(c.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS sort,
       t.ticket_no || ' · ' || t.title AS title,
       c.clock || ' ' || t.sla_class AS detail,
       'ticket' AS link_kind,
       t.id AS link_id
  FROM (SELECT id, 'RESPOND' AS clock, respond_due_at AS due_at, taken_at AS done_at
          FROM care_ticket
         WHERE scope_id = ANY(%(scopes)s)
           AND respond_due_at >= %(starts_at)s AND respond_due_at < %(ends_at)s
         UNION ALL
        SELECT id, 'FIX', due_at, resolved_at
          FROM care_ticket
         WHERE scope_id = ANY(%(scopes)s)
           AND due_at >= %(starts_at)s AND due_at < %(ends_at)s) AS c
  JOIN care_ticket t ON t.id = c.id
 WHERE c.done_at IS NOT NULL OR c.due_at < %(now)s
""",
)
