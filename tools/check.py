"""Every gate of `make check`, named, two at a time; a failed one shows what it said.

`check.py` runs them all; `check.py ruff mypy` runs the named ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
AT_ONCE = 2


@dataclass(frozen=True)
class Gate:
    name: str
    says: str
    command: list[str]
    folder: Path = ROOT
    needs: Path = ROOT
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    gate: Gate
    code: int
    seconds: float
    output: str


def gates() -> list[Gate]:
    """Slowest first, so that the two workers end together."""
    web = ROOT / "web"
    module = [PYTHON, "-W", "error", "-m"]
    settings = {"DJANGO_SETTINGS_MODULE": "duan.edge.config.settings"}
    contracts = {"PYTHONPATH": "tools"}
    npm = ["npm", "run", "--silent", "check"]
    return [
        Gate("mypy", "类型（strict）", [PYTHON, "-m", "mypy"]),
        Gate("web", "网页：Biome、类型、依赖方向", npm, web, web / "package.json"),
        Gate("django", "Django 自检", [*module, "django", "check"], environment=settings),
        Gate("missing", "缺少的迁移", [PYTHON, "-W", "error", "tools/missing.py"]),
        Gate("imports", "模块的方向与门", [str(BIN / "lint-imports")], environment=contracts),
        Gate("ruff", "ruff 规则", [*module, "ruff", "check", "--quiet"]),
        Gate("format", "ruff 格式", [*module, "ruff", "format", "--check", "--quiet"]),
        Gate("sizes", "文件、函数、类的大小", [PYTHON, "tools/sizes.py"]),
        Gate("reasons", "例外都有理由", [PYTHON, "tools/reasons.py"]),
        Gate("querysets", "查询与 SQL 的写法", [PYTHON, "tools/querysets.py"]),
        Gate("migrations", "迁移的写法", [PYTHON, "tools/migrations.py"]),
        Gate("words", "词汇表", [PYTHON, "tools/words.py", "--check"]),
        Gate("hosts", "不含本机路径与软件源地址", [PYTHON, "tools/hosts.py"]),
    ]


def run(gate: Gate) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        gate.command,
        cwd=gate.folder,
        env={**os.environ, **gate.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Outcome(gate, done.returncode, time.monotonic() - began, done.stdout)


def main(names: list[str]) -> int:
    known = gates()
    unknown = set(names) - {gate.name for gate in known}
    if unknown:
        print(f"没有这些检查：{'、'.join(sorted(unknown))}", file=sys.stderr)
        return 2
    chosen = [gate for gate in known if gate.needs.exists() and (not names or gate.name in names)]
    failed = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for future in as_completed([pool.submit(run, gate) for gate in chosen]):
            outcome = future.result()
            mark = "✗" if outcome.code else "✓"
            print(
                f"{mark} {outcome.gate.name:<11}{outcome.gate.says}（{outcome.seconds:.1f} 秒）",
                flush=True,
            )
            if outcome.code:
                failed.append(outcome.gate.name)
                print(outcome.output, flush=True)
    if failed:
        print(f"✗ 未通过：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
