"""Files whose name promises something else than they hold, and files without rows."""

from __future__ import annotations

import pytest

from duan.edge.exchange import reading
from duan.edge.exchange.reading import UnusableFile


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("名单.xlsx", "名称,地址\n甲医院,乙路\n", "NOT_A_WORKBOOK", "内容却是文本"),
        ("名单.csv", "名称,地址\n", "NO_ROWS", "没有数据行"),
    ],
)
def test_a_file_that_is_not_what_it_seems_is_refused(tmp_path, name, content, code, told):
    path = tmp_path / "upload"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(UnusableFile, match=told) as refused:
        reading.opened(path, name=name)

    assert refused.value.code == code
