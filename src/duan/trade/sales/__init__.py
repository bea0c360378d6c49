"""商机合同: from a lead to a confirmed order.

Owns leads, opportunities, quotes, contracts and orders of a terminal and its department. All that
grows from one lead is one deal: each row carries the lead's id as `deal_id`, and so does all that
follows from it in the modules above.

Words: deal 项目 · lead 线索 · opportunity 商机 · quote 报价 · contract 合同 · order 订单
Words: payment schedule 付款计划
Doors: commands, queries, events, types
"""
