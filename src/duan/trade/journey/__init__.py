"""全程: the thread of one deal and its devices, from the lead to the renewal.

Owns no table: each module below tells its steps of a deal to whoever may see them; here they become
one line of stages with who, when, how long, and what is missing. Only the order of the stages and
who brings what is missing are known here.

Words: journey 全程 · stage 阶段
Doors: queries, types
"""
