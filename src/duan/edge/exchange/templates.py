"""The sheet that people fill in to bring us terminals."""

from __future__ import annotations

from pathlib import Path

from duan.edge.exchange.sheets.template import TemplateColumn, write_template
from duan.edge.exchange.sheets.write import OutColumn, write_csv
from duan.trade.terminals.commands.load_fields import FIELDS

_GUIDANCE = (
    "名称括号里的别名会成为别名，「院区」会建成医院下的院区。",
    "行政区划代码、省市区县名称任填一种即可；代码与名称都填时会互相核对。",
    "科室、病区等请在「上级」里填写上级终端的名称或编号；上级可以在同一个文件里。",
    "再次导入改过的文件时，按外部编号、统一社会信用代码或名称与地区找到已有的终端并更新；空白的格子不改动原来的内容。",
)


def write(path: Path, kind: str) -> None:
    """Write the template as `xlsx`, with lists and guidance, or as `csv`, with the header only."""
    if kind == "csv":
        with path.open("wb") as file:
            columns = [OutColumn(code=one.code, header=one.label) for one in FIELDS]
            write_csv(file, columns=columns, rows=[])
        return
    columns_to_fill = [
        TemplateColumn(
            code=one.code,
            header=one.label,
            required=one.required,
            hint=one.hint,
            example=one.example,
            choices=one.choices,
            kind="date" if one.code.endswith("_on") else "text",
            width=30 if one.code in ("name", "address") else 16,
        )
        for one in FIELDS
    ]
    write_template(
        path, columns=columns_to_fill, sheet_name="终端", guidance=_GUIDANCE, scratch=path.parent
    )
