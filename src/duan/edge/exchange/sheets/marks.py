"""Words that our own files carry and that the reader knows again."""

from __future__ import annotations

EXAMPLE_MARK = "示例行，导入时跳过"
MARK_HEADER = "示例标记"
GUIDE_SHEET = "填写说明"
CHOICES_SHEET = "选项"
REASON_HEADER = "错误原因"
ADVICE_HEADER = "怎么改"
ROW_HEADER = "原行号"
OWN_SHEETS = frozenset({GUIDE_SHEET, CHOICES_SHEET})
OWN_HEADERS = frozenset({REASON_HEADER, ADVICE_HEADER, ROW_HEADER})
