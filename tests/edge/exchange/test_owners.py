"""A file is its owner's: what stood in it may be of regions that the next importer must not see."""

from __future__ import annotations

import pytest

from duan.edge.exchange.models import Import, ImportDuplicate, ImportProblem
from duan.trade.terminals.types import Profile
from tests import make
from tests.edge.exchange.importing import checked, loaded, post

pytestmark = pytest.mark.django_db

FILE = """名称,市代码,床位
武汉第一医院,420100,很多
武汉第二医院,420100,1
武汉第二医院,420100,1
武汉市第二医院,420100,1
"""


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def wuhan():
    return make.scope("武汉", region_code="420100")


@pytest.fixture
def manager(wuhan):
    return make.somebody("sales_manager", on=wuhan)


@pytest.mark.parametrize("where", ["the same region", "the whole company"])
def test_a_colleague_neither_sees_nor_touches_an_import(manager, wuhan, where):
    import_ = checked(make.client(manager), FILE)
    place = wuhan if where == "the same region" else make.ROOT
    colleague = make.somebody("data_steward", on=place)
    client = make.client(colleague)

    reads = [client.get(f"/api/imports/{import_['id']}{what}").status_code
             for what in ("", "/problems", "/duplicates", "/errors")]  # fmt: skip
    does = [post(client, f"{import_['id']}/{what}", body).status_code
            for what, body in (("check", {"mapping": import_["mapping"]}), ("load", {}), ("undo", {}))]  # fmt: skip

    assert reads + does == [404] * 7
    assert client.get("/api/imports").json()["items"] == []


def test_the_database_itself_hides_what_was_found_in_a_colleagues_file(manager, wuhan):
    checked(make.client(manager), FILE)

    found = {}
    for who in (manager, make.somebody("data_steward", on=wuhan)):
        make.as_(who)
        models = (Import, ImportProblem, ImportDuplicate)
        found[who.account_id] = [model.objects.exists() for model in models]

    assert list(found.values()) == [[True] * 3, [False] * 3]


def test_a_colleague_who_brings_the_same_file_finds_what_is_there(manager, wuhan):
    good = "名称,市代码\n武汉第二医院,420100\n"
    loaded(make.client(manager), good)

    again = loaded(make.client(make.somebody("data_steward", on=wuhan)), good)

    assert again["already_loaded_as"] is None
    assert (again["counts"]["new"], again["counts"]["same"]) == (0, 1)


def test_only_terminals_where_one_may_import_are_proposed(wuhan):
    other = make.scope("武昌")
    theirs = make.somebody("data_steward", on=other)
    make.terminal("武汉市第一医院", by=theirs, on=other, profile=Profile(region_code="420100"))
    importer = make.somebody("sales_manager", on=wuhan)
    make.grant(importer, "viewer", on=other)
    client = make.client(importer)

    import_ = checked(client, "名称,市代码\n武汉第一医院,420100\n")

    page = client.get(f"/api/imports/{import_['id']}/duplicates").json()
    assert (page["items"], import_["counts"]["new"]) == ([], 1)
