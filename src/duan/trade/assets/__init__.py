"""设备档案: one identity for each unit, from goods-in to scrapping.

Owns a unit's identifier, serial, lot and dates, where it stood when, its status, and what covers
its repairs: the warranty that acceptance starts, and the service contracts after it. In a
warehouse a unit belongs to the warehouse's scope, from shipping on to its terminal's.

Words: unit 设备 · stay 存放经历 · cover 保障 · place 所在地
Doors: commands, queries, events, types
"""
