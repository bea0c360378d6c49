from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    HOSPITAL = "HOSPITAL", _("医院")
    CAMPUS = "CAMPUS", _("院区")
    BUILDING = "BUILDING", _("楼宇")
    DEPARTMENT = "DEPARTMENT", _("科室")
    WARD = "WARD", _("病区")
    ROOM = "ROOM", _("房间")
    PURCHASING_OFFICE = "PURCHASING_OFFICE", _("采购办")
    ENGINEERING_OFFICE = "ENGINEERING_OFFICE", _("医学工程科")
    CSSD = "CSSD", _("消毒供应中心")
    OPERATING_SUITE = "OPERATING_SUITE", _("手术室")
    DISTRIBUTOR = "DISTRIBUTOR", _("经销商")
    REGIONAL_AGENT = "REGIONAL_AGENT", _("区域代理")
    SERVICE_CREW = "SERVICE_CREW", _("服务队")
    TRAINING_CREW = "TRAINING_CREW", _("培训队")
    INSTALLATION_CREW = "INSTALLATION_CREW", _("安装队")


_SITES = (Kind.HOSPITAL, Kind.CAMPUS, Kind.BUILDING)
_UNITS = (Kind.DEPARTMENT, Kind.OPERATING_SUITE, Kind.CSSD)
TOP_KINDS = (
    Kind.HOSPITAL,
    Kind.DISTRIBUTOR,
    Kind.REGIONAL_AGENT,
    Kind.SERVICE_CREW,
    Kind.TRAINING_CREW,
    Kind.INSTALLATION_CREW,
)
MAY_STAND_UNDER: dict[Kind, tuple[Kind, ...]] = {
    Kind.HOSPITAL: (Kind.HOSPITAL,),
    Kind.CAMPUS: (Kind.HOSPITAL,),
    Kind.BUILDING: (Kind.HOSPITAL, Kind.CAMPUS),
    Kind.DEPARTMENT: (*_SITES, Kind.DEPARTMENT),
    Kind.WARD: (*_SITES, Kind.DEPARTMENT),
    Kind.ROOM: (*_SITES, Kind.WARD, *_UNITS),
    Kind.PURCHASING_OFFICE: (*_SITES, Kind.DISTRIBUTOR),
    Kind.ENGINEERING_OFFICE: _SITES,
    Kind.CSSD: _SITES,
    Kind.OPERATING_SUITE: (*_SITES, Kind.DEPARTMENT),
    Kind.DISTRIBUTOR: (),
    Kind.REGIONAL_AGENT: (Kind.DISTRIBUTOR,),
    Kind.SERVICE_CREW: (Kind.SERVICE_CREW, Kind.REGIONAL_AGENT, Kind.DISTRIBUTOR),
    Kind.TRAINING_CREW: (Kind.TRAINING_CREW, Kind.REGIONAL_AGENT, Kind.DISTRIBUTOR),
    Kind.INSTALLATION_CREW: (Kind.INSTALLATION_CREW, Kind.REGIONAL_AGENT, Kind.DISTRIBUTOR),
}


class Status(TextChoices):
    PROSPECT = "PROSPECT", _("潜在")
    ACTIVE = "ACTIVE", _("合作中")
    DORMANT = "DORMANT", _("休眠")
    CLOSED = "CLOSED", _("关停")
    MERGED = "MERGED", _("已合并")


MAY_BECOME: dict[Status, tuple[Status, ...]] = {
    Status.PROSPECT: (Status.ACTIVE, Status.CLOSED),
    Status.ACTIVE: (Status.DORMANT, Status.CLOSED),
    Status.DORMANT: (Status.ACTIVE, Status.CLOSED),
    Status.CLOSED: (Status.PROSPECT,),
    Status.MERGED: (),
}


class Level(TextChoices):
    ONE = "1", _("一级")
    TWO = "2", _("二级")
    THREE = "3", _("三级")
    UNRATED = "9", _("未定级")


class Grade(TextChoices):
    SPECIAL = "SPECIAL", _("特等")
    A = "A", _("甲等")
    B = "B", _("乙等")
    C = "C", _("丙等")
    NONE = "NONE", _("未评")


class Ownership(TextChoices):
    PUBLIC = "PUBLIC", _("公立")
    PRIVATE = "PRIVATE", _("民营")
    JOINT = "JOINT", _("合资")
    MILITARY = "MILITARY", _("军队")
    OTHER = "OTHER", _("其他")


class Channel(TextChoices):
    VISIT = "VISIT", _("上门拜访")
    PHONE = "PHONE", _("电话")
    WECHAT = "WECHAT", _("微信")
    VIDEO = "VIDEO", _("视频会议")
    MAIL = "MAIL", _("邮件")
    CONFERENCE = "CONFERENCE", _("学术会议")
    OTHER = "OTHER", _("其他")


class Purpose(TextChoices):
    FIRST_MEETING = "FIRST_MEETING", _("初次接触")
    NEEDS = "NEEDS", _("了解需求")
    DEMONSTRATION = "DEMONSTRATION", _("产品演示")
    NEGOTIATION = "NEGOTIATION", _("商务谈判")
    DELIVERY = "DELIVERY", _("交付跟进")
    TRAINING = "TRAINING", _("培训")
    SERVICE = "SERVICE", _("售后回访")
    COLLECTION = "COLLECTION", _("催收回款")
    OTHER = "OTHER", _("其他")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a terminal itself, apart from its name and its place in the tree."""

    short_name: str = ""
    aliases: tuple[str, ...] = ()
    region_code: str = ""
    address: str = ""
    level: str = Level.UNRATED.value
    grade: str = Grade.NONE.value
    ownership: str = Ownership.OTHER.value
    beds: int | None = None
    uscc: str = ""
    licence_no: str = ""
    licence_expires_on: date | None = None
    phones: tuple[str, ...] = ()
    phone_note: str = ""
    standard_codes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    longitude: float | None = None
    latitude: float | None = None
    attributes: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What is told of one interaction."""

    met_at: datetime
    channel: Channel
    purpose: Purpose
    summary: str
    result: str = ""
    next_step: str = ""
    next_on: date | None = None
    competitor: str = ""
    contact_ids: tuple[UUID, ...] = ()
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is told of a contact; phone and e-mail in full, before they are sealed."""

    name: str
    position: str = ""
    department: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a list of terminals is narrowed to; empty means all."""

    kind: str = ""
    status: str = ""
    region: str = ""
    level: str = ""
    tag: str = ""
    q: str = ""
    parent_id: UUID | None = None
    top: bool | None = None
