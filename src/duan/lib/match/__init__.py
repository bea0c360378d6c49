"""match: whether two names mean the same institution. Pure, deterministic, symmetric.

Owns: reading a name apart, its comparison key, blocking keys and scores. Places come from `duan.lib.cn`.
Doors: `read_name` → name, aliases, campus, base; `normalise` → key for equality; `duplicate_keys` →
what to group by before scoring; `score` → 0..1 with a reason in Chinese, proposals from `SAME` on.

Words: 别名 alias · 院区 campus · 曾用名 former name · 查重 duplicate search · 归一化 normalise · 相似度 score
"""

from __future__ import annotations

from duan.lib.match.names import InstitutionName, read_name
from duan.lib.match.normal import normalise
from duan.lib.match.scores import SAME, SIMILAR, Score, duplicate_keys, score

__all__ = [
    "SAME",
    "SIMILAR",
    "InstitutionName",
    "Score",
    "duplicate_keys",
    "normalise",
    "read_name",
    "score",
]
