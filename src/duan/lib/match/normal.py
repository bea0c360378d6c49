"""One written form for a name, so that equal names compare equal as text."""

from __future__ import annotations

import re
import unicodedata

_TRADITIONAL = (
    "醫医區区縣县衛卫婦妇兒儿總总門门診诊療疗學学屬属臺台廣广東东國国華华陽阳漢汉濟济協协軍军長长寧宁鎮镇鄉乡龍龙蘭兰爾尔腫肿結结傳传復复專专業业職职會会紅红產产"
    "黃黄馬马鄭郑楊杨雲云貴贵遼辽慶庆烏乌魯鲁齊齐蘇苏溫温瀋沈濱滨鐵铁鋼钢嶺岭島岛灣湾義义錫锡無无揚扬陰阴陝陕寶宝盧卢閩闽廈厦澤泽機机動动電电設设備备術术養养護护"
    "號号務务處处與与為为體体驗验檢检製制藥药連连運运進进遠远達达鐘钟關关開开陸陆際际隊队隨随雙双靜静頭头順顺風风飛飞館馆駐驻鳳凤麗丽齒齿興兴聯联勝胜勞劳動动勢势"
    "喬乔單单團团圖图場场墊垫壽寿夾夹奧奥實实寬宽對对導导層层岡冈峽峡嶼屿幹干庫库應应廠厂張张強强彈弹後后從从徑径愛爱態态懷怀戰战擴扩時时書书曉晓條条榮荣樂乐標标"
    "樹树橋桥檔档歐欧歷历氣气湧涌滄沧滅灭濕湿灘滩瀏浏燈灯狀状獨独瑪玛畫画當当瘋疯癒愈監监盤盘確确碼码禮礼種种穩稳競竞節节範范糧粮級级純纯細细綜综綠绿維维網网緊紧"
    "線线縱纵績绩繁繁織织續续羅罗聖圣聽听腦脑膚肤臨临舊旧艦舰藍蓝蘆芦蟲虫術术補补裝装見见視视計计訂订訓训記记許许試试話话該该詳详認认語语調调論论諾诺謝谢證证識识"
)
_SIGNS = "()[]{}<>《》「」『』【】〔〕“”‘’\"'`·•・.,，。、;；:：!！?？-—–―_~～/\\|*＊#&+＆"
_PLAIN = str.maketrans(
    dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)) | dict.fromkeys(_SIGNS, "")
)

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = r"[零〇一二三四五六七八九十百]"
_NUMBERED = re.compile(
    rf"第({_NUMERAL}+)"
    r"|(?<![第零〇一二三四五六七八九])([零〇一二三四五六七八九]{2,})(?=(?:中心|职工|总)?医院)"
    r"|(?<=[省市区县州旗])([一二三四五六七八九十])(?=(?:人民|中医)?医?院)"
)
_SHORT_AFFILIATE = re.compile(
    r"附属?第?([一二三四五六七八九十]|\d+)(?:医院|院)|附属?(?:第)?([一二三四五六七八九十])(?=人民|中医|儿童)"
)
_ORDINAL_FIRST = re.compile(r"第(\d+)附属医院")
_ORDINAL_HOUSE = re.compile(r"第(\d+)院$")
_ARMY = re.compile(
    r"(?:中国)?(?:人民)?(?:解放军)?联勤保障部队第?(?=\d)|(?:中国人民)?解放军第?(?=\d)"
)
_REWRITES = (
    (re.compile(r"中医院"), "中医医院"),
    (re.compile(r"妇幼院"), "妇幼保健院"),
    (re.compile(r"医大(?=附|第|总|医院)"), "医科大学"),
    (re.compile(r"重医(?=附)"), "重庆医科大学"),
    (re.compile(r"医院(?:股份|责任)?有限(?:责任)?公司$"), "医院"),
)
_MAY_REWRITE = re.compile(r"中医院|妇幼院|医大|重医|公司|附|解放军|联勤|第\d+院")


def normalise(text: str) -> str:
    """Make the comparison key of a name: width, case, signs, blanks, traditional characters and numerals.

    第一/第1/一 (附一院, 县三医院) become 第1; 中医院 is 中医医院; brackets vanish, their content stays.
    Place names stay as written: 武汉市 and 武汉 differ here and meet in `score`. Idempotent.
    """
    plain, before = _half_width(text), text
    while plain != before:  # taking a blank away can bring an accent to a letter
        plain, before = _half_width(plain), plain
    plain, before = _NUMBERED.sub(_numbered, plain), ""
    while plain != before and _MAY_REWRITE.search(plain):
        plain, before = _rewritten(plain), plain
    return plain


def _half_width(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().translate(_PLAIN).split())


def _rewritten(plain: str) -> str:
    for pattern, new in _REWRITES:
        plain = pattern.sub(new, plain)
    plain = _ARMY.sub("解放军第", plain)
    plain = _SHORT_AFFILIATE.sub(_affiliate, plain)
    plain = _ORDINAL_FIRST.sub(r"附属第\1医院", plain)
    return _ORDINAL_HOUSE.sub(r"第\1医院", plain)


def _affiliate(found: re.Match[str]) -> str:
    if found[2]:
        return f"附属第{arabic(found[2])}"
    return f"附属第{arabic(found[1])}医院"


def _numbered(found: re.Match[str]) -> str:
    if found[1]:
        return f"第{arabic(found[1])}"
    if found[2]:
        return "".join(str(_DIGITS[c]) for c in found[2])
    return f"第{arabic(found[3])}"


def arabic(numeral: str) -> str:
    """一 → 1, 十二 → 12, 九〇七 → 907, 一百零三 → 103; digits stay."""
    if numeral.isdigit() and numeral.isascii():
        return str(int(numeral))
    if "十" not in numeral and "百" not in numeral:
        return str(int("".join(str(_DIGITS[c]) for c in numeral)))
    total, digit = 0, 0
    for char in numeral:
        if char == "百":
            total, digit = total + max(digit, 1) * 100, 0
        elif char == "十":
            total, digit = total + max(digit, 1) * 10, 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)
