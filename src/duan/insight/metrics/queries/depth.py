"""覆盖深度 (K4): in how many departments of the hospitals we are in do our devices work."""

from __future__ import annotations

from typing import Final

from duan.insight.metrics.types import Kpi

DEPTH: Final = Kpi(
    id="depth",
    code="K4",
    name="覆盖深度",
    name_en="Coverage depth",
    formula="有在用设备的科室 ÷ 有在用设备的医院里登记的全部科室（截至现在）；"
    "科室下直接设的病区、房间里的设备算该科室的",
    formula_en="Departments with a device in service ÷ all departments recorded in hospitals with "
    "a device in service (as of now); a ward or room right below counts for its department",
    unit="PERCENT_OF_COUNT",
    of_period=False,
    source="终端档案里的科室（不含关停、已合并）；设备档案里状态为在用的设备",
    owner="销售负责人",
    needs=("terminals.see", "assets.see"),
    states={
        "COVERED": ("已有设备", "Has devices"),
        "EMPTY": ("还没有设备", "No device yet"),
    },
    rows="""
SELECT d.id, d.scope_id, d.id AS terminal_id,
       (used.units IS NOT NULL)::int::numeric AS num,
       1::numeric AS den,
       CASE WHEN used.units IS NULL THEN 'EMPTY' ELSE 'COVERED' END AS state,
       NULL::date AS day,
       d.root_id || ' ' || d.pinyin_key AS sort,
       d.name AS title,
       coalesce(used.units, 0)::text AS detail,
       'terminal' AS link_kind,
       d.id AS link_id
  FROM terminals_terminal d
  JOIN (SELECT DISTINCT t.root_id
          FROM assets_unit u JOIN terminals_terminal t ON t.id = u.terminal_id
         WHERE u.status = 'IN_SERVICE' AND u.scope_id = ANY(%(scopes)s)) AS active
    ON active.root_id = d.root_id
  LEFT JOIN (SELECT CASE WHEN w.kind = 'DEPARTMENT' THEN w.id ELSE w.parent_id END AS id,
                    count(*) AS units
               FROM assets_unit u JOIN terminals_terminal w ON w.id = u.department_id
              WHERE u.status = 'IN_SERVICE' AND u.scope_id = ANY(%(scopes)s)
              GROUP BY 1) AS used
    ON used.id = d.id
 WHERE d.kind = 'DEPARTMENT' AND d.status NOT IN ('CLOSED', 'MERGED')
   AND d.scope_id = ANY(%(scopes)s)
""",
)
