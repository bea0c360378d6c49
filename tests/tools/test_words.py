from __future__ import annotations

from pathlib import Path

import pytest

from words import Word, clashes, main, page, words_of

FIELD = '''"""现场任务: visits and the clock that runs on them.

Words: visit 现场任务 · service crew 工程师组 · SLA 时限 ·
       UDI UDI 码
Doors: commands, queries
"""
'''


def word(en: str, zh: str, module: str = "trade.field") -> Word:
    return Word(en, zh, module, f"src/duan/{module.replace('.', '/')}/__init__.py")


def test_words_are_read_over_several_lines_until_the_next_heading():
    words, found = words_of("src/duan/trade/field/__init__.py", FIELD)
    assert found == []
    assert [(one.en, one.zh, one.module) for one in words] == [
        ("visit", "现场任务", "trade.field"),
        ("service crew", "工程师组", "trade.field"),
        ("SLA", "时限", "trade.field"),
        ("UDI UDI", "码", "trade.field"),
    ]


@pytest.mark.parametrize("entry", ["visit", "现场任务", "现场任务 visit"])
def test_an_entry_that_is_not_english_then_chinese_is_a_finding(entry):
    _, found = words_of("src/duan/a/__init__.py", f'"""A.\n\nWords: {entry}\n"""\n')
    assert [str(finding) for finding in found] == [
        f"src/duan/a/__init__.py:1: words 「{entry}」 is not `english 中文`"
    ]


def test_a_manual_longer_than_twenty_lines_is_a_finding():
    manual = '"""' + "line\n" * 21 + '"""\n'
    _, found = words_of("src/duan/a/__init__.py", manual)
    assert [finding.message for finding in found] == ["a manual has at most 20 lines"]


def test_one_chinese_term_with_two_english_words_clashes():
    found = clashes([word("visit", "现场任务"), word("job", "现场任务", "trade.care")])
    assert [(finding.path, finding.message) for finding in found] == [
        (
            "src/duan/trade/care/__init__.py",
            "`job 现场任务`: trade.field already says `visit 现场任务`",
        )
    ]


def test_one_english_word_with_two_chinese_terms_clashes_whatever_its_case():
    found = clashes([word("visit", "现场任务"), word("Visit", "拜访", "trade.terminals")])
    assert [finding.message for finding in found] == [
        "`Visit 拜访`: trade.field already says `visit 现场任务`"
    ]


def test_the_page_lists_the_words_by_their_english():
    text = page([word("visit", "现场任务"), word("Crew", "工程师组")])
    assert text.splitlines()[-2:] == [
        "| Crew | 工程师组 | `trade.field` |",
        "| visit | 现场任务 | `trade.field` |",
    ]


def test_check_compares_and_writing_makes_it_pass(checkout, capsys):
    root: Path = checkout({"src/duan/trade/field/__init__.py": FIELD})
    assert main(["--check"], root) == 1
    assert capsys.readouterr().out == "docs/words.md:1: words out of date: run `make fmt`\n"
    assert main([], root) == 0
    assert main(["--check"], root) == 0
