"""看板: a few numbers that say how the business goes, each clickable down to its rows.

Owns no tables. A key figure is one file: what it is called, its formula, unit, source and owner,
which permissions its rows need, and one query that returns these rows. The number is the sum over
the rows and nothing else, so whoever doubts it can count.

Words: KPI 指标 · numerator 分子 · denominator 分母 · ageing 账龄
Doors: queries, types
"""
