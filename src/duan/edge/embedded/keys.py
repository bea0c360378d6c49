"""The installation's own keys when the database is somebody else's: one file in the data directory.

With the embedded server they lie among its secrets. Here they are made at the first start; whoever
loses the file loses the sessions and the sealed telephone numbers with it, so back it up.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Final

from duan.edge.embedded import durable
from duan.edge.embedded.account import holder
from duan.edge.embedded.trouble import BadAddress

FILE: Final = "keys.json"
NAMES: Final = ("DUAN_SESSION_KEY", "DUAN_INDEX_KEY", "DUAN_DJANGO_KEY")


def take(data_dir: Path) -> dict[str, str]:
    """Return the three keys by the names of their environment variables, 32 bytes in hex each.

    A variable that is set already wins. Raises `BadAddress` when the file cannot be read.
    """
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    if len(given) == len(NAMES):
        return given
    path = data_dir / FILE
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        made = {name: secrets.token_hex(32) for name in NAMES}
        durable.write(path, json.dumps(made, indent=1) + "\n", holder(data_dir))
    try:
        kept = {name: str(json.loads(path.read_text("utf-8"))[name]) for name in NAMES}
    except (OSError, ValueError, KeyError) as error:
        raise BadAddress(
            f"{path} 读不出来，没有它就打不开会话和已加密的号码。请从备份恢复这个文件。"
        ) from error
    return {**kept, **given}
