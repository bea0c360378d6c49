"""The entry of the `duan` command: subcommands come from the modules beside this one."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from duan.edge.cli import accounts, db, describing, files, serving
from duan.edge.embedded.trouble import DatabaseTrouble

_WITHOUT_DATABASE = {"db", "openapi"}
_LONG_LIVED = {"run", "serve"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; its exit status. Trouble with the database is told, not traced."""
    parser = argparse.ArgumentParser(prog="duan", description="端：医疗器械 ERP")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令", title="命令")
    for module in (serving, db, accounts, describing, files):
        module.register(commands)
    options = parser.parse_args(argv)
    try:
        with contextlib.ExitStack() as stack:
            if options.command not in _WITHOUT_DATABASE:
                db.enter()
            if options.command in _LONG_LIVED:
                stack.enter_context(db.watched())
            if "django" in options:
                _load_django()
            return int(options.action(options))
    except DatabaseTrouble as trouble:
        print(f"✗ {trouble}（{trouble.code}）", file=sys.stderr)
        return 1


def _load_django() -> None:
    """Set Django up: after the database is known, and only where a subcommand asked for it."""
    import django  # inline: most subcommands start faster without it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duan.edge.config.settings")
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
