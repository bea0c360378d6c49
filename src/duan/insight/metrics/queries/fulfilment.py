"""履约率 OTIF (K5): order lines in full and on or before the day first promised."""

from __future__ import annotations

from typing import Final

from duan.insight.metrics.types import Kpi

FULFILMENT: Final = Kpi(
    id="fulfilment",
    code="K5",
    name="履约率",
    name_en="On time in full",
    formula="在原承诺日当天或之前全数到货的订单行 ÷ 承诺日落在期间内的订单行；"
    "还没到承诺日、也没交齐的行不算",
    formula_en="Order lines arrived in full on or before the day first promised ÷ order lines "
    "promised within the period; lines neither due nor complete are left out",
    unit="PERCENT_OF_COUNT",
    of_period=True,
    source="订单行的数量与承诺日；出库单上经复核的设备与到货日",
    owner="供应链负责人",
    needs=("sales.see", "delivery.see"),
    states={
        "MET": ("按时交齐", "On time in full"),
        "LATE": ("交齐但迟了", "In full but late"),
        "SHORT": ("没有交齐", "Short"),
        "NOTHING": ("还没到货", "Nothing arrived"),
    },
    rows="""
SELECT l.id, l.scope_id, l.terminal_id,
       (a.in_time >= l.quantity)::int::numeric AS num,
       1::numeric AS den,
       CASE WHEN a.in_time >= l.quantity THEN 'MET'
            WHEN a.arrived >= l.quantity THEN 'LATE'
            WHEN a.arrived > 0 THEN 'SHORT'
            ELSE 'NOTHING' END AS state,
       o.commit_on AS day,
       o.commit_on::text AS sort,
       o.order_no || ' · ' || p.name || ' ' || m.name AS title,
       a.arrived || '/' || l.quantity || ' ' || m.unit_name
         || coalesce(' · ' || a.last_on::text, '') AS detail,
       'deal' AS link_kind,
       o.deal_id AS link_id
  FROM sales_order o
  JOIN sales_orderline l ON l.order_id = o.id
  JOIN catalog_model m ON m.id = l.model_id
  JOIN catalog_product p ON p.id = m.product_id
 CROSS JOIN LATERAL (
       SELECT count(u.id) AS arrived,
              count(u.id) FILTER (WHERE (s.arrived_at AT TIME ZONE %(zone)s)::date <= o.commit_on)
                AS in_time,
              max((s.arrived_at AT TIME ZONE %(zone)s)::date) AS last_on
         FROM delivery_shipmentline sl
         JOIN delivery_shipment s ON s.id = sl.shipment_id AND s.status = 'ARRIVED'
         JOIN delivery_shipmentunit u ON u.line_id = sl.id
        WHERE sl.order_line_id = l.id) AS a
 WHERE o.scope_id = ANY(%(scopes)s)
   AND o.commit_on >= %(starts_on)s AND o.commit_on < %(ends_on)s
   AND (o.commit_on < %(today)s OR a.in_time >= l.quantity)
""",
)
