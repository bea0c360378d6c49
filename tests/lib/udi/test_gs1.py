from __future__ import annotations

from datetime import date

import pytest

from duan.lib.udi import Agency, Udi, UnreadableUdi, parse

TODAY = date(2026, 11, 22)
DI = "06901234567892"


def refused(text: str) -> UnreadableUdi:
    with pytest.raises(UnreadableUdi) as refusal:
        parse(text, on=TODAY)
    return refusal.value


def test_an_element_string_is_read_into_its_parts():
    text = f"]d201{DI}1114123117150707" + "10A213B1\x1d211234\x1d240REF-88.1\r\n"

    assert parse(text, on=TODAY) == Udi(
        agency=Agency.GS1,
        di=DI,
        serial="1234",
        lot="A213B1",
        produced_on=date(2014, 12, 31),
        expires_on=date(2015, 7, 7),
        additional={"240": "REF-88.1"},
        elements=(
            ("01", DI),
            ("11", "141231"),
            ("17", "150707"),
            ("10", "A213B1"),
            ("21", "1234"),
            ("240", "REF-88.1"),
        ),
        symbology="]d2",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"01{DI}10B26D01\x1d17290331",
        f"01{DI}10B26D01|17290331",
        f"01{DI}10B26D01{{GS}}17290331",
        f"01{DI}10B26D01^]17290331",
        f"01{DI}10B26D01~17290331",
        f"]C1\x1d01{DI}17290331\x1d10B26D01\x1d",
        f"(01){DI}(10)B26D01(17)290331",
        f" (01) {DI} (17) 290331 (10) B26D01 ",
        f"（01）{DI}（17）２９０３３１（10）Ｂ２６Ｄ０１",
        f"(01){DI}(17)290331(17)290331(10)B26D01",
    ],
)
def test_scanners_and_keyboards_write_the_same_thing_in_many_ways(text):
    read = parse(text, on=TODAY)

    assert read.hri() == f"(01){DI}(17)290331(10)B26D01"
    assert (read.lot, read.expires_on) == ("B26D01", date(2029, 3, 31))


def test_brackets_may_belong_to_a_lot():
    assert parse(f"(01){DI}(10)AB(77)C", on=TODAY).lot == "AB(77)C"


@pytest.mark.parametrize(
    ("text", "di"),
    [
        (DI, DI),
        ("6901234567892", DI),
        ("]E06901234567892", DI),
        ("]I126901234567896", "26901234567896"),
        ("96385074", "00000096385074"),
    ],
)
def test_a_bare_key_is_a_di(text, di):
    read = parse(text, on=TODAY)

    assert (read.di, read.elements) == (di, (("01", di),))


def test_the_indicator_tells_the_level_of_packing():
    assert (parse(DI, on=TODAY).indicator, parse(DI, on=TODAY).package_level) == ("0", 0)
    assert parse("(01)26901234567896(10)B26D01", on=TODAY).package_level == 2


def test_a_carton_names_what_it_contains_and_how_many():
    read = parse(f"(02){DI}(37)24(10)B26D01", on=TODAY)

    assert (read.di, read.lot, read.additional) == (DI, "B26D01", {"37": "24"})


@pytest.mark.parametrize(
    ("element", "day"),
    [
        ("17760101", date(2076, 1, 1)),
        ("17770101", date(1977, 1, 1)),
        ("17280200", date(2028, 2, 29)),
        ("17270200", date(2027, 2, 28)),
    ],
)
def test_two_digits_of_a_year_lie_near_today_and_day_00_is_the_last_of_the_month(element, day):
    assert parse(f"01{DI}{element}", on=TODAY).expires_on == day


def test_late_in_a_century_low_years_belong_to_the_next():
    assert parse(f"01{DI}17100101", on=date(2085, 1, 1)).expires_on == date(2110, 1, 1)
    assert parse(f"01{DI}17360101", on=date(2085, 1, 1)).expires_on == date(2036, 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "element", "message"),
    [
        (
            "(01)06901234567893(17)290331(10)A",
            "CHECK_DIGIT",
            "01",
            "（01）产品标识“06901234567893”末位校验不符，应为 2：请重新扫码，手工录入的请逐位核对。",
        ),
        (
            "(01)6901234567892(17)290331",
            "LENGTH",
            "01",
            "（01）产品标识应为 14 位，“6901234567892”是 13 位：请重新扫码，手工录入的请对照标签补全或删去多余字符。",
        ),
        (
            f"01{DI}10B26D0117290331211234567890ABC",
            "LENGTH",
            "10",
            "（10）批号应为 1 至 20 位，“B26D0117290331211234567890ABC”是 29 位：扫描枪可能丢失了分隔符，请重新扫码或改用摄像头扫码。",
        ),
        (
            f"(01){DI}(17)280230",
            "DATE_INVALID",
            "17",
            "（17）失效日期“280230”不是有效日期，应为年月日六位（如 290331）：请重新扫码或核对标签。",
        ),
        (
            f"(01){DI}(10)批A1",
            "CHARSET",
            "10",
            "（10）批号“批A1”含有不可用的字符“批”，只能用英文字母、数字和半角符号：请关闭中文输入法后重新扫码。",
        ),
        (
            "(17)290331(10)A1",
            "NO_DI",
            "",
            "条码中没有产品标识（01）：产品标识和生产标识可能印在两个条码上，请先扫描带（01）的条码。",
        ),
        (
            f"(01){DI}(11)290401(17)290331",
            "DATE_ORDER",
            "",
            "生产日期 2029-04-01 晚于失效日期 2029-03-31：请重新扫码或核对标签。",
        ),
        (
            f"(01){DI}(10)A(10)B",
            "DUPLICATE_AI",
            "10",
            "（10）批号出现两次且不相同（“A”和“B”）：请分开扫描每一个条码。",
        ),
        (
            f"01{DI}77XYZ",
            "UNKNOWN_AI",
            "",
            f"“01{DI}77XYZ”从第 17 个字符“77XY”起不是已知的 GS1 应用标识符：请确认扫的是 UDI 条码，并检查扫描枪是否丢失了分隔符。",
        ),
        (
            "]Q1https://example.com",
            "NOT_GS1",
            "",
            "条码前缀“]Q1”说明这不是 GS1 条码，也不是 MA 码：请扫描标签上带 UDI 字样的那一个条码。",
        ),
        ("\r\n", "EMPTY", "", "没有读到内容：请重新扫码，或输入产品标识。"),
    ],
)
def test_a_refusal_says_what_is_wrong_where_and_what_to_do(text, code, element, message):
    refusal = refused(text)

    assert (refusal.code, refusal.element, refusal.message_zh) == (code, element, message)


@pytest.mark.parametrize(
    ("text", "code", "element"),
    [
        (f"(01){DI}(17)291331", "DATE_INVALID", "17"),
        (f"(01){DI}(10)A 1", "CHARSET", "10"),
        (f"(01){DI}(30)２x", "CHARSET", "30"),
        (f"(01){DI}(21)", "LENGTH", "21"),
        (f"01{DI}1729", "LENGTH", "17"),
        (f"01{DI}17\x1d29033110A", "CHARSET", "17"),
        (f"(01){DI}(37)24", "EXCLUSIVE", "01+37"),
        (f"(01){DI}(02){DI}(37)24", "EXCLUSIVE", "01+02"),
        (f"(02){DI}", "REQUIRES", "02->37"),
        (f"(01){DI}(10)A(17)B", "LENGTH", "17"),
        ("6901234567890", "CHECK_DIGIT", ""),
        ("hello", "UNKNOWN_AI", ""),
        ("(99", "UNKNOWN_AI", ""),
    ],
)
def test_what_contradicts_the_rules_is_refused(text, code, element):
    refusal = refused(text)

    assert (refusal.code, refusal.element) == (code, element)


def test_a_long_text_is_cut_in_the_message():
    assert len(refused(f"(01){DI}(10){'批' * 5000}").message_zh) < 150
