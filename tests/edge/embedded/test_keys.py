from __future__ import annotations

import pytest

from duan.edge.embedded import keys
from duan.edge.embedded.trouble import BadAddress


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    for name in keys.NAMES:
        monkeypatch.delenv(name, raising=False)


def test_keys_are_made_once_and_for_us_only(tmp_path):
    first = keys.take(tmp_path / "data")

    assert keys.take(tmp_path / "data") == first
    assert sorted(first) == sorted(keys.NAMES)
    assert {len(bytes.fromhex(key)) for key in first.values()} == {32}
    assert (tmp_path / "data" / keys.FILE).stat().st_mode & 0o777 == 0o600


def test_a_key_in_the_environment_wins(tmp_path, monkeypatch):
    kept = keys.take(tmp_path)
    monkeypatch.setenv("DUAN_INDEX_KEY", "ab" * 32)

    assert keys.take(tmp_path) == {**kept, "DUAN_INDEX_KEY": "ab" * 32}


def test_a_broken_file_is_never_replaced_by_new_keys(tmp_path):
    (tmp_path / keys.FILE).write_text("{")

    with pytest.raises(BadAddress, match="请从备份恢复这个文件"):
        keys.take(tmp_path)

    assert (tmp_path / keys.FILE).read_text() == "{"
