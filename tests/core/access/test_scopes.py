"""Where a new scope may stand: names side by side, and the region that it answers for."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from duan.core.access.commands import RegionUnusable, ScopeNameTaken
from duan.core.access.models import Scope
from duan.core.kernel.errors import Refused
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hubei():
    """A scope without a region, below the one that answers for the province."""
    return make.scope("鄂东组", under=make.scope("湖北省", region_code="420000"))


@pytest.mark.parametrize(
    ("code", "refusal", "message"),
    [
        ("110000", "region_unusable", "区划 110000 不在上级辖区「湖北省」（420000）之内，请修改。"),
        ("420000", "region_taken", "区划 420000 已由辖区「湖北省」负责，请换一个代码或留空。"),
    ],
)
def test_a_region_is_answered_for_once_and_inside_the_one_above(code, refusal, message, hubei):
    """A file's row finds its scope by the region: two answers would be none."""
    before = Scope.objects.count()

    with pytest.raises(Refused) as told:
        make.scope("新组", under=hubei, region_code=code)

    assert (told.value.code, str(told.value)) == (refusal, message)
    assert Scope.objects.count() == before


def test_a_region_that_does_not_exist_is_refused(hubei):
    with pytest.raises(RegionUnusable) as told:
        make.scope("新组", under=hubei, region_code="420110")

    assert str(told.value) == (
        "行政区划代码“420110”不在国家标准 GB/T 2260 中：请填写六位代码，"
        "例如 420111（湖北省武汉市洪山区）；开发区请填所在区县的代码。"
    )
    assert [place.field for place in told.value.where] == ["region_code"]


@pytest.mark.parametrize("code", ["420100", "420111", "429004"])
def test_a_city_or_county_of_the_region_above_is_let_in(code, hubei):
    scope = make.scope("新组", under=hubei, region_code=code)

    assert Scope.objects.get(pk=scope).region_code == code


def test_the_database_too_refuses_two_scopes_of_one_region(hubei):
    make.as_(make.admin())

    with (
        pytest.raises(IntegrityError, match="scope_region_is_answered_once"),
        transaction.atomic(),
    ):
        Scope.objects.create(
            id=999_999, parent_id=1, path="1/999999/", name="又一个", region_code="420000"
        )


def test_two_scopes_of_one_name_cannot_stand_side_by_side():
    make.scope("华东")

    with pytest.raises(ScopeNameTaken) as refusal:
        make.scope("华东")

    assert str(refusal.value) == "「全公司」下已有辖区「华东」，请换一个名称。"
    assert Scope.objects.filter(name="华东").count() == 1
