"""`duan import terminals` and `duan export terminals`, as a program or a person calls them."""

from __future__ import annotations

import argparse
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from duan.core.people import commands as people
from duan.edge.cli import files
from duan.edge.exchange.sheets.sheet import open_sheet
from duan.trade.terminals.models import Terminal
from tests import make

pytestmark = pytest.mark.django_db

GOOD = "名称,市代码,床位\n武汉协和医院,420100,100\n湖北省中医院（光谷院区）,420100,50\n"
WRONG = GOOD + "坏医院,420100,很多\n"
COUNTS = {"changed": 0, "same": 0, "duplicates": 0, "campuses": 1, "institutions": 1}


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan, monkeypatch):
    actor = make.somebody("sales_manager", on=wuhan, name="武汉经理")
    monkeypatch.setenv("DUAN_TOKEN", actor.token)
    return actor


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "医院.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def duan(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    files.register(parser.add_subparsers())
    options = parser.parse_args([str(one) for one in arguments])
    return options.action(options)


def names(actor) -> list[str]:
    make.as_(actor)
    return sorted(Terminal.objects.values_list("name", flat=True))


def test_a_good_file_is_loaded_and_counted(manager, file, capsys):
    status = duan("import", "terminals", file)

    out = capsys.readouterr().out
    assert status == 0, out
    assert names(manager) == ["光谷院区", "武汉协和医院", "湖北省中医院"]
    assert out == (
        "新增：2\n更新：0\n没有变化：0\n重复（未导入）：0\n有错误（未导入）：0\n其中院区：1\n"
        "为院区补建的医院：1\n✓ 导入完成\n"
    )


def test_a_dry_run_writes_nothing(manager, file, capsys):
    status = duan("import", "terminals", file, "--dry-run")

    assert (status, names(manager)) == (0, [])
    assert capsys.readouterr().out.endswith("✓ 检查完成\n")


def test_refused_rows_are_told_and_make_the_status_one(manager, file, capsys):
    file.write_text(WRONG, encoding="utf-8")

    status = duan("import", "terminals", file)

    out = capsys.readouterr().out
    assert (status, len(names(manager))) == (1, 3)
    assert out.splitlines()[0] == (
        "ERROR   第 4 行 C 床位：床位数「很多」不是整数。请只填数字，例如 1200"
    )


def test_a_program_reads_json(manager, file, capsys):
    file.write_text(WRONG, encoding="utf-8")

    status = duan("import", "terminals", file, "--json", "--dry-run")

    told = json.loads(capsys.readouterr().out)
    assert (status, told["state"]) == (1, "CHECKED")
    assert told["counts"] == {**COUNTS, "new": 2, "refused": 1}
    assert [(one["row"], one["code"]) for one in told["problems"]] == [(4, "BEDS_UNREADABLE")]


def test_a_mapping_from_a_file_is_used(manager, file, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"name": "名称", "region_code": "市代码"}), encoding="utf-8")

    duan("import", "terminals", file, "--mapping", mapping)

    make.as_(manager)
    assert Terminal.objects.get(name="武汉协和医院").beds is None


def test_an_account_is_named_and_asked_for_its_password(wuhan, file, monkeypatch):
    actor = make.nobody_special("武汉经理", password=make.PASSWORD)
    make.grant(actor, "sales_manager", on=wuhan)
    login = make.Account.objects.get(pk=actor.account_id).login_name
    monkeypatch.setattr("getpass.getpass", lambda _: make.PASSWORD)

    assert duan("import", "terminals", file, "--as", login) == 0
    assert len(names(actor)) == 3
    assert people.end_other_sessions(actor) == 0  # what was opened for this was closed again


def test_a_wrong_password_is_told(file, monkeypatch, capsys):
    monkeypatch.setattr("getpass.getpass", lambda _: "wrong")

    assert duan("import", "terminals", file, "--as", "admin") == 2
    assert capsys.readouterr().err.startswith("✗ 登录名或密码不对")


def test_an_unreadable_file_is_told(manager, file, capsys):
    file.write_bytes("名称,名称\n甲,乙\n".encode())

    assert duan("import", "terminals", file) == 2
    assert "表头重复" in capsys.readouterr().err


def test_a_missing_file_and_a_broken_mapping_are_told(manager, file, tmp_path, capsys):
    assert duan("import", "terminals", tmp_path / "没有.csv") == 2
    broken = tmp_path / "mapping.json"
    broken.write_text("[", encoding="utf-8")
    assert duan("import", "terminals", file, "--mapping", broken) == 2
    err = capsys.readouterr().err
    assert "没有这个文件" in err
    assert "不是有效的列对应文件" in err


def test_a_file_of_duplicates_alone_is_nothing_to_do_and_no_failure(manager, file, capsys):
    file.write_text("名称,市代码\n武汉市第一医院,420100\n", encoding="utf-8")
    duan("import", "terminals", file)
    file.write_text("名称,市代码\n武汉第一医院,420100\n", encoding="utf-8")
    capsys.readouterr()

    status = duan("import", "terminals", file)

    out = capsys.readouterr().out
    assert (status, names(manager)) == (0, ["武汉市第一医院"])
    assert out.startswith("新增：0\n更新：0\n没有变化：0\n重复（未导入）：1\n")
    assert out.endswith("✓ 没有需要导入的内容：每一行都已有\n")


def test_a_file_of_refused_rows_alone_has_the_status_one(manager, file, capsys):
    file.write_text("名称,市代码,床位\n坏医院,420100,很多\n", encoding="utf-8")

    assert duan("import", "terminals", file) == 1
    assert capsys.readouterr().out.endswith("✓ 没有需要导入的内容：每一行都有错误或已有\n")


def test_the_same_file_twice_is_told(manager, file, capsys):
    duan("import", "terminals", file)

    status = duan("import", "terminals", file)

    assert status == 2
    assert "已经导入过了" in capsys.readouterr().err


def test_what_is_exported_can_be_imported_again_without_a_change(manager, file, tmp_path, capsys):
    duan("import", "terminals", file)
    out = tmp_path / "终端.xlsx"

    assert duan("export", "terminals", out) == 0

    assert capsys.readouterr().out.endswith(f"✓ 已导出 3 行到 {out}\n")
    headers = [column.header for column in open_sheet(out, name="x").columns]
    assert headers[:4] == ["终端编号", "名称", "类型", "简称"]
    assert duan("import", "terminals", out, "--json", "--dry-run") == 0
    told = json.loads(capsys.readouterr().out)
    assert {name: n for name, n in told["counts"].items() if n} == {"same": 3}


def test_a_service_account_imports_with_its_token(wuhan, file, monkeypatch):
    admin = make.admin()
    service = people.add_service(admin, login_name="wms", display_name="WMS")
    token = people.issue_token(
        admin, account_id=service, name="导入", expires_at=timezone.now() + timedelta(days=1)
    )
    make.access.give_grant(
        admin, account_id=service, scope_id=wuhan, role_code="sales_manager", reason="接口"
    )
    monkeypatch.setenv("DUAN_TOKEN", token)

    assert duan("import", "terminals", file) == 0
