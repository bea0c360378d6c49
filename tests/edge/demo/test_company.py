from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from duan.core.access.models import Grant, Scope
from duan.core.access.queries import scopes_by_region, scopes_in_reach
from duan.core.kernel.actor import Nobody
from duan.core.people.commands import sign_in
from duan.core.people.queries import open_sessions
from duan.core.people.types import Passed
from duan.edge.demo import names
from duan.edge.demo.company import found_company
from duan.edge.demo.founding import CompanyIsThere
from duan.edge.demo.staff import BIG_REGIONS, COLLEAGUES, SITES
from duan.lib import cn
from duan.lib.cn.regions import all_region_names
from duan.trade.terminals.models import AttributeSet, Contact, Interaction, Terminal
from duan.trade.terminals.types import Kind, Status
from tests import make
from tests.edge.demo.conftest import PASSWORD

MANAGERS = {c.login_name: c.scope for c in COLLEAGUES if c.role == "sales_manager"}


def test_it_has_these_kinds_of_terminals(company):
    company.account("md.steward")

    kinds = Counter(Terminal.objects.values_list("kind", flat=True))

    assert kinds == {
        Kind.HOSPITAL: 80,
        Kind.CAMPUS: 32,
        Kind.BUILDING: 16,
        Kind.DEPARTMENT: 304,
        Kind.WARD: 128,
        Kind.ROOM: 64,
        Kind.OPERATING_SUITE: 48,
        Kind.CSSD: 16,
        Kind.PURCHASING_OFFICE: 32,
        Kind.ENGINEERING_OFFICE: 48,
        Kind.DISTRIBUTOR: 6,
        Kind.REGIONAL_AGENT: 4,
        Kind.SERVICE_CREW: 3,
        Kind.TRAINING_CREW: 2,
        Kind.INSTALLATION_CREW: 2,
    }


def test_the_same_seed_tells_the_same_story(company):
    company.account("md.steward")

    hospitals = Terminal.objects.filter(kind=Kind.HOSPITAL).order_by("terminal_no")

    assert hospitals.values_list("terminal_no", "name").first() == (
        "T0000018",
        "霁川大学附属第一医院",
    )
    assert hospitals.values_list("terminal_no", "name").last() == (
        "T0000783",
        "泠泽社区卫生服务中心",
    )
    assert Contact.objects.count() == 290
    assert Counter(hospitals.values_list("status", flat=True)) == {
        Status.PROSPECT: 37,
        Status.ACTIVE: 35,
        Status.DORMANT: 3,
        Status.CLOSED: 5,
    }


def test_half_a_year_of_meetings_is_told(company):
    company.account("md.steward")
    now = make.database_now()

    meetings = list(Interaction.objects.order_by("met_at"))

    assert len(meetings) == 150
    assert now - timedelta(days=185) < meetings[0].met_at
    assert meetings[-1].met_at < now
    assert {meeting.met_at.weekday() for meeting in meetings} <= {0, 1, 2, 3, 4}
    assert not [m for m in meetings if "{" in f"{m.summary}{m.result}{m.next_step}"]


def test_three_sets_of_attributes_are_published(company):
    sets = AttributeSet.objects.order_by("published_at")

    assert list(sets.values_list("kind", "region_code", "department_code", "title", "version")) == [
        ("HOSPITAL", "", "", "医院概况", 1),
        ("DEPARTMENT", "", "32", "影像设备现状", 1),
        ("HOSPITAL", "420000", "", "湖北省集采信息", 1),
    ]


@pytest.mark.parametrize(("login_name", "big"), MANAGERS.items())
def test_a_manager_sees_his_region_and_no_other(company, login_name, big):
    company.account(login_name)

    seen = set(Terminal.objects.filter(kind=Kind.HOSPITAL).values_list("region_code", flat=True))

    ours = {site.province for site in SITES if site.province in BIG_REGIONS[big]}
    assert {code[:2] + "0000" for code in seen} == ours
    assert Terminal.objects.filter(kind=Kind.HOSPITAL).count() == sum(
        site.hospitals for site in SITES if site.province in ours
    )


def test_every_province_belongs_to_a_big_region(company):
    company.account("admin")

    provinces = {region.code for region in cn.child_regions() if region.code < "700000"}

    assert provinces <= scopes_by_region().keys()
    assert {code for codes in BIG_REGIONS.values() for code in codes} == provinces
    paths = dict(Scope.objects.values_list("region_code", "path"))
    assert {paths[code].count("/") for code in provinces} == {3}


def test_the_manager_of_central_china_may_import_rows_of_hubei(company):
    manager = company.account("hz.manager")

    reach = scopes_in_reach(manager, "terminals.import")

    assert {scopes_by_region()[code] for code in ("420000", "420100", "410000")} <= set(reach)
    assert scopes_by_region()["350000"] not in reach


def test_everybody_signs_in_with_the_password_and_need_not_change_it(company):
    names = [
        account["login_name"] for account in company.accounts if account["login_name"] != "admin"
    ]

    answers = [sign_in(Nobody(), login_name=name, password=PASSWORD) for name in names]

    assert [isinstance(answer, Passed) for answer in answers] == [True] * 24
    assert [answer.must_change_password for answer in answers] == [False] * 24


def test_accounts_are_announced_by_region_title_and_name(company):
    about = {account["login_name"]: account["about"] for account in company.accounts}

    assert next(iter(about)) == "admin"
    assert about["hz.manager"] == "华中大区 区域经理 周敏"
    assert about["hz.hospital"].endswith("医院 设备科 邓颖")


def test_every_grant_says_why(company):
    company.account("admin")

    reasons = set(Grant.objects.values_list("reason", flat=True))

    assert reasons == {colleague.reason for colleague in COLLEAGUES} | {
        "系统初始化",
        "系统自动处理",
        "院方验收与报修",
    }


def test_no_session_of_the_founding_stays_open(company):
    admin = company.account("admin")

    assert [row["current"] for row in open_sessions(admin)] == [True]


def test_telephone_numbers_are_masked(company):
    company.account("md.steward")

    shown = set(Contact.objects.exclude(phone_masked="").values_list("phone_masked", flat=True))

    assert {text[:7] for text in shown} == {"199****"}


def test_invented_places_are_on_no_map():
    """Not the name of a region, in force or abolished, nor a part of one."""
    words = {names.place(number) for number in range(160)}
    regions = {name for found in all_region_names().values() for name in found}

    assert len(words) == 160
    assert {word for word in words for region in regions if word in region} == set()


def test_it_is_founded_by_few_commands(company):
    assert company.commands() <= 2000


def test_a_second_company_is_refused_and_changes_nothing(company):
    before = Scope.objects.count(), make.Account.objects.count()

    with pytest.raises(CompanyIsThere) as refusal:
        found_company(PASSWORD)

    assert (refusal.value.code, str(refusal.value)) == (
        "company_is_there",
        "库里已有辖区或账号，演示公司只能装入空库。要重新生成，请先换一个空的数据目录。",
    )
    assert (Scope.objects.count(), make.Account.objects.count()) == before
