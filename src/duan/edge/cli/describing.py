"""`duan openapi`: the interface's own description, as kept in docs/openapi.json."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    openapi = commands.add_parser("openapi", help="写出接口说明（OpenAPI 3.1）")
    openapi.add_argument("file", nargs="?", type=Path, help="省略时写到标准输出")
    openapi.set_defaults(action=write, django=True)


def write(options: argparse.Namespace) -> int:
    text = description()
    if options.file is None:
        sys.stdout.write(text)
    else:
        options.file.write_text(text, encoding="utf-8")
    return 0


def description() -> str:
    """Return the OpenAPI document as stable, readable JSON."""
    from duan.edge.api.mount import api  # inline: Django loads only for the commands that need it

    schema = api.get_openapi_schema(path_prefix="/api")
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
