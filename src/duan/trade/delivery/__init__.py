"""出库: goods leave only after each unit was scanned against the order.

Owns shipments with their lines, the units checked onto them, every scan with its verdict, and the
arrival at the terminal. Prices stay in sales: a keeper needs none.

Words: shipment 出库单 · outbound check 出库复核 · scan 扫码记录 · arrival 到货
Doors: commands, queries, events, types
"""
