"""留痕: one entry a command, insert-only, with a sentence that a person can read.

Words: entry 留痕记录 · subject 对象
"""
