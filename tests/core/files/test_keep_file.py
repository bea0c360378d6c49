from __future__ import annotations

import stat

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from duan.core.audit.models import Entry, Subject
from duan.core.audit.queries import sentence
from duan.core.files import commands, policies, queries
from duan.core.files.models import File
from duan.core.files.types import JPEG, KINDS, LONGEST_NAME, MOST_BYTES, KeptFile
from duan.core.kernel.errors import NotFound, Place
from tests import make
from tests.core.files import contents
from tests.core.files.contents import digest_of, on_disk, where


def keep(who, scope, content=contents.JPEG, name="铭牌.jpg"):
    return commands.keep_file(who, scope_id=scope, name=name, content=content)


def stored(who, pk):
    make.as_(who)
    return File.objects.get(pk=pk)


def test_a_photo_is_kept_byte_by_byte_with_the_place_it_was_taken(east, engineer):
    pk = keep(engineer, east)

    kept, path = queries.get_file(make.as_(engineer), pk)
    assert path.read_bytes() == contents.JPEG
    assert kept == KeptFile(
        id=pk,
        scope_id=east,
        name="铭牌.jpg",
        content_type="image/jpeg",
        size=len(contents.JPEG),
        sha256=digest_of(contents.JPEG),
        kept_by=engineer.account_id,
        kept_at=stored(engineer, pk).kept_at,
    )


def test_the_log_says_what_was_kept_by_its_digest_and_not_by_a_name_that_may_tell_too_much(
    east, engineer
):
    pk = keep(engineer, east, name="张主任13812345678.jpg")

    make.as_(engineer)
    entry = Entry.objects.latest("pk")
    assert sentence(entry.command, entry.details) == "保存附件：JPEG 图片，0.1 KB"
    assert entry.details["sha256"] == digest_of(contents.JPEG)
    assert "13812345678" not in str(entry.details)
    subjects = Subject.objects.filter(entry=entry).values_list("kind", "subject_id", "scope_id")
    assert list(subjects) == [("file", pk, east)]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (contents.JPEG, "image/jpeg"),
        (contents.PNG, "image/png"),
        (contents.WEBP, "image/webp"),
        (contents.PDF, "application/pdf"),
    ],
)
def test_the_kind_is_read_from_the_content_whatever_the_name_says(
    east, engineer, content, content_type
):
    pk = keep(engineer, east, content, name="page.html")

    assert stored(engineer, pk).content_type == content_type


REFUSED = {
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "a GIF that is also a script": b"GIF89a=1;alert(1)",
    "a program": b"MZ\x90\x00",
    "a page before a PDF": b"<html>%PDF-1.7",
    "a RIFF that is no WebP": b"RIFF\x1a\x00\x00\x00WAVEfmt ",
    "half the mark of a PNG": b"\x89PNG\r\n",
    "one zero": b"\0",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_and_no_pdf_is_refused_and_leaves_nothing(east, engineer, what):
    with pytest.raises(commands.FileKindNotAllowed) as refusal:
        keep(engineer, east, REFUSED[what], name="铭牌.jpg")

    listed = "JPEG 图片、PNG 图片、WebP 图片、PDF 文件"
    assert str(refusal.value) == f"文件内容不是可以保存的类型，没有保存。可以上传：{listed}。"
    assert refusal.value.where == (Place("file", f"应为：{listed}"),)
    make.as_(engineer)
    assert (File.objects.count(), on_disk()) == (0, [])


def test_an_empty_file_is_refused(east, engineer):
    with pytest.raises(commands.FileIsEmpty) as refusal:
        keep(engineer, east, b"")

    assert str(refusal.value) == "文件是空的，没有保存。请重新拍照或选择文件。"
    assert on_disk() == []


def test_ten_megabytes_are_kept_and_one_byte_more_is_not(east, engineer):
    largest = contents.JPEG.ljust(MOST_BYTES, b"\0")

    with pytest.raises(commands.FileTooLarge) as refusal:
        keep(engineer, east, largest + b"\0")
    assert str(refusal.value) == "文件超过 10 MB，没有保存。请压缩或分成几个文件后重新上传。"
    assert on_disk() == []

    assert keep(engineer, east, largest)
    assert on_disk() == [digest_of(largest)]


def test_equal_contents_lie_once_and_each_keeping_is_an_evidence_of_its_own(east, engineer):
    west = make.scope("华西")
    other = make.somebody("engineer", on=west)

    first, second = keep(engineer, east), keep(engineer, east, name="复印.jpg")
    third = keep(other, west)

    assert on_disk() == [digest_of(contents.JPEG)]
    assert len({first, second, third}) == 3
    assert {kept.name for kept in files_as(engineer, first, second, third)} == {
        "铭牌.jpg",
        "复印.jpg",
    }


def files_as(who, *ids):
    make.as_(who)
    return queries.files_named(ids).values()


def test_a_file_is_known_in_its_own_region_only(east, engineer):
    pk = keep(engineer, east)
    stranger = make.somebody("data_steward", on=make.scope("华西"))
    before = on_disk()

    with pytest.raises(NotFound):
        queries.get_file(make.as_(stranger), pk)
    with pytest.raises(NotFound):
        keep(stranger, east, contents.PDF)

    assert queries.files_named([pk]) == {}
    assert on_disk() == before


def test_files_are_named_in_one_query_however_many(east, engineer, django_assert_num_queries):
    ids = [keep(engineer, east, name=f"{n}.jpg") for n in range(3)]

    make.as_(engineer)
    for some in (ids[:1], ids):
        with django_assert_num_queries(1):
            assert set(queries.files_named(some)) == set(some)


def test_a_content_can_be_read_by_us_alone(east, engineer):
    keep(engineer, east)

    path = where(contents.JPEG)
    modes = [
        stat.S_IMODE(place.stat().st_mode) for place in (path.parent.parent, path.parent, path)
    ]
    assert modes == [0o700, 0o700, 0o600]


def damage(path):
    path.write_bytes(path.read_bytes()[:-1] + b"\0")


@pytest.mark.parametrize(
    "harm", [damage, lambda path: path.unlink(), lambda path: path.write_bytes(b"")]
)
def test_a_damaged_or_lost_content_proves_nothing_and_is_not_shown(east, engineer, harm):
    pk = keep(engineer, east)
    harm(where(contents.JPEG))

    with pytest.raises(queries.FileIsDamaged) as refusal:
        queries.get_file(make.as_(engineer), pk)

    assert str(refusal.value) == (
        "附件「铭牌.jpg」的内容已丢失或损坏，与保存时不一致，不能作为凭证打开。"
        "请联系管理员从备份恢复。"
    )


def test_a_damaged_content_is_whole_again_when_the_same_photo_comes_again(east, engineer):
    pk = keep(engineer, east)
    damage(where(contents.JPEG))

    keep(engineer, east)

    _, path = queries.get_file(make.as_(engineer), pk)
    assert path.read_bytes() == contents.JPEG


@pytest.mark.parametrize(
    "statement",
    ["UPDATE files_file SET sha256 = repeat('0', 64)", "DELETE FROM files_file"],
    ids=["change", "delete"],
)
def test_evidence_can_neither_be_changed_nor_deleted(east, engineer, statement):
    keep(engineer, east)

    make.as_(engineer)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"sha256": "A" * 64}, "file_is_named_by_its_digest"),
        ({"sha256": "../../etc/passwd"}, "file_is_named_by_its_digest"),
        ({"size": 0}, "file_has_a_size_that_we_keep"),
        ({"content_type": "text/html"}, "file_is_of_a_kind_that_we_keep"),
    ],
)
def test_the_database_itself_refuses_a_row_that_cannot_be_true(east, engineer, wrong, constraint):
    row = stored(engineer, keep(engineer, east))
    row.pk = make.new_id()
    for name, value in wrong.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


NAMES = {
    "铭牌.jpg": "铭牌.jpg",
    "PHOTO.JPEG": "PHOTO.JPEG",
    "page.html": "page.html.jpg",
    "../../etc/passwd": "passwd.jpg",
    "C:\\Users\\李雷\\签字.jpg": "签字.jpg",
    "a\r\nSet-Cookie: x.jpg": "aSet-Cookie: x.jpg",
    "gpj.\u202eexe.jpg": "gpj.exe.jpg",
    "": "附件.jpg",
    " .. ": "附件.jpg",
    "/": "附件.jpg",
    ".jpg": "jpg.jpg",
    "长" * 300 + ".jpg": "长" * 196 + ".jpg",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_becomes_a_plain_one(name):
    assert policies.plain_name(name, JPEG) == NAMES[name]


@given(st.text(max_size=400), st.sampled_from(KINDS))
def test_every_name_becomes_one_that_can_be_stored_and_ends_as_its_kind(name, kind):
    plain = policies.plain_name(name, kind)

    assert plain.lower().endswith(kind.endings)
    assert 0 < len(plain) <= LONGEST_NAME
    assert plain.isprintable()
    assert "/" not in plain
    assert policies.plain_name(plain, kind) == plain


@pytest.mark.parametrize(
    ("size", "shown"),
    [(1, "0.1 KB"), (1024, "1.0 KB"), (1024 * 1024, "1.0 MB"), (MOST_BYTES, "10.0 MB")],
)
def test_a_size_is_shown_as_people_read_it(size, shown):
    assert policies.shown_size(size) == shown
