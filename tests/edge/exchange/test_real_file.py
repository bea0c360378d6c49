"""1,062 real institutions as found in the wild load as they are."""

from __future__ import annotations

from collections import Counter

import pytest

from duan.trade.terminals.models import Terminal
from tests import make
from tests.edge.exchange.importing import checked, loaded, post, problems
from tests.lib.shared_data import shared_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_file():
    return shared_file("medical_institutions.csv")


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def steward():
    return make.somebody("data_steward", on=make.ROOT, name="主数据")


def test_every_row_is_accounted_for_and_none_is_refused(steward, real_file):
    client = make.client(steward)

    import_ = checked(client, real_file.read_bytes())

    told = problems(client, import_)
    assert import_["mapping"] == {
        "name": "name",
        "province": "province",
        "city": "city",
        "province_code": "province_code",
        "city_code": "city_code",
        "address": "address",
        "phones": "tel",
        "tags": "tags",
    }
    assert (import_["rows_total"], import_["counts"]) == (
        1062,
        {
            "new": 1057, "changed": 0, "same": 0, "refused": 0, "campuses": 28,
            "institutions": 17, "duplicates": 5,
        },
    )  # fmt: skip
    assert Counter((one["code"], one["severity"]) for one in told) == {
        ("TWICE_IN_FILE", "WARNING"): 5
    }
    assert [one["row"] for one in told] == [363, 364, 886, 948, 1059]


def test_a_load_keeps_aliases_campuses_regions_and_phones(steward, real_file):
    client = make.client(steward)

    import_ = loaded(client, real_file.read_bytes())

    make.as_(steward)
    assert import_["state"] == "LOADED", import_["message"]
    assert Terminal.objects.count() == 1057 + 17
    assert Terminal.objects.filter(kind="CAMPUS").count() == 28
    known = {one.name: one for one in Terminal.objects.select_related("parent")}
    assert known["北京华信医院"].aliases == ["清华大学第一附属医院"]
    assert known["山东省南山医院"].aliases == ["山东省警官总医院"]
    campus = known["武当山院区"]
    assert (campus.parent.name, campus.region_code) == ("太和医院", "420300")
    assert known["龙岩院区"].parent.name == "天津市儿童医院"
    assert known["云霄友好妇产医院"].phones == ["0596-8546913"]
    assert known["北京市垂杨柳医院"].tags == ["定点医院"]
    notes = Terminal.objects.exclude(phone_note="").values_list("phones", "phone_note")
    assert all(note for _, note in notes)
    regions = set(Terminal.objects.values_list("region_code", flat=True))
    assert len(regions) == 28


def test_the_same_file_again_is_refused_and_after_a_change_only_that_row_is_written(
    steward, real_file
):
    client = make.client(steward)
    first = loaded(client, real_file.read_bytes())

    again = checked(client, real_file.read_bytes())
    answer = post(client, f"{again['id']}/load")
    changed = real_file.read_text(encoding="utf-8").replace("望京中环南路6号", "望京中环南路7号")
    second = loaded(client, changed)

    assert again["already_loaded_as"] == first["id"]
    assert (answer.status_code, answer.json()["code"]) == (409, "already_loaded")
    assert {k: v for k, v in second["counts"].items() if v} == {
        "changed": 1, "same": 1056, "duplicates": 5,
    }  # fmt: skip


def test_it_is_taken_back_as_a_whole(steward, real_file):
    client = make.client(steward)
    import_ = loaded(client, real_file.read_bytes())

    answer = post(client, f"{import_['id']}/undo")

    make.as_(steward)
    assert (answer.status_code, answer.json()["state"]) == (202, "UNDONE")
    assert Terminal.objects.count() == 0
