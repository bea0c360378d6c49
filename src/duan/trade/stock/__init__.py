"""库存: warehouses, what came in by scan, and what went out.

Owns warehouses, intakes with the units received on them, and the movements of every unit in and
out. A unit's identity belongs to assets; what is in stock is what stands in a warehouse.

Words: warehouse 仓库 · intake 入库单 · movement 出入库记录
Doors: commands, queries, events, types
"""
