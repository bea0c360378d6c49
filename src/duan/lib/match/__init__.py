"""match: whether two names mean the same institution. Pure, deterministic, symmetric.

Owns: reading a name apart, its comparison key, blocking keys and scores. Places come from `duan.lib.cn`.
Doors: `read_name` → name, aliases, campus, base; `normalise` → key for equality; `duplicate_keys` →
what to group by before scoring; `score` → 0..1 with a reason in Chinese, proposals from `SAME` on.

Words: alias 别名 · campus 院区 · former name 曾用名 · duplicate search 查重 · normalise 归一化 · score 相似度
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
