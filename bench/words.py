"""What people type: one to four characters, a seeded set, common and rare alike."""

from __future__ import annotations

import itertools
import random
import re
from typing import Any

import psycopg

_COMMON = [
    *"医院科人民第一二中心市区县病内外卫生大学东西南北口妇骨眼室楼护",
    "医院", "人民", "附属", "中医", "中心", "内科", "外科", "病区", "卫生", "社区", "大学", "骨科", "眼科",
    "口腔", "妇幼", "保健", "手术", "护士", "诊室", "东院", "第一", "第二", "儿童", "肿瘤", "康复", "器械",
    "南京", "北京", "上海", "广州", "武汉", "成都", "海口", "呼和", "乌鲁", "人民医院", "中医医院", "附属第一",
    "卫生院", "卫生服务", "保健院", "心内科", "消化内", "急诊", "重症", "ICU", "一病区", "东区护士",
    "yy", "rmyy", "zyy", "nk", "wk", "y", "x", "szx", "dyy", "fsyy", "njs", "bjs", "hfs",
]  # fmt: skip
_SAMPLE = """
SELECT name, initials, terminal_no, phones FROM terminals_terminal
 WHERE parent_id IS NULL ORDER BY md5(id::text || %s) LIMIT %s
"""
_INSIDE = """
SELECT name, initials FROM terminals_terminal TABLESAMPLE SYSTEM (0.1) REPEATABLE (7)
 WHERE parent_id IS NOT NULL ORDER BY md5(id::text) LIMIT %s
"""
_HANZI = "龘鑫淼焱垚犇孚嵊弋圳圩坞埔栾濠"


def typed(db: psycopg.Connection[Any], *, seed: int = 11) -> list[str]:
    """Return some 500 queries, most of them distinct, in a fixed random order.

    Common words, pieces of names that exist, initials, codes, phones, and what no name contains.
    """
    dice = random.Random(seed)  # noqa: S311 - a fixed set, no secret
    found = list(_COMMON)
    for name, initials, number, phones in db.execute(_SAMPLE, [str(seed), 110]).fetchall():
        found.append(_piece(dice, name))
        found.append(_piece(dice, name))
        found.append(_piece(dice, initials))
        luck = dice.random()
        if luck < 0.15:
            found.append(number)
        elif luck < 0.3:
            found.append(re.sub(r"\D", "", phones[0]))
    for name, initials in db.execute(_INSIDE, [40]).fetchall():
        found.append(_piece(dice, name))
        found.append(_piece(dice, initials))
    found += [*_HANZI[:8], *(a + b for a, b in itertools.pairwise(_HANZI))]
    dice.shuffle(found)
    return found


def _piece(dice: random.Random, text: str) -> str:
    size = min(len(text), dice.choice((1, 2, 2, 3, 3, 4, 4)))
    start = 0 if dice.random() < 0.5 else dice.randrange(len(text) - size + 1)
    return text[start : start + size]
