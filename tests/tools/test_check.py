from __future__ import annotations

import sys

import pytest

import check


@pytest.fixture
def gates(monkeypatch):
    """Return a function that replaces the project's gates by Python one-liners, name → code."""

    def given(**scripts: str) -> None:
        made = [check.Gate(n, n, [sys.executable, "-c", code]) for n, code in scripts.items()]
        monkeypatch.setattr(check, "gates", lambda: made)

    return given


def test_all_gates_run_and_a_failed_one_shows_what_it_said(gates, capfd):
    gates(good="print('quiet')", bad="import sys; print('a.py:1: wrong'); sys.exit(3)")
    assert check.main([]) == 1
    seen = capfd.readouterr()
    assert "a.py:1: wrong\n" in seen.out
    assert "quiet" not in seen.out
    assert seen.err == "✗ 未通过：bad\n"


def test_a_gate_can_be_named_alone(gates, capfd):
    gates(good="pass", bad="raise SystemExit(1)")
    assert check.main(["good"]) == 0
    assert "bad" not in capfd.readouterr().out


def test_an_unknown_gate_is_refused_before_any_runs(gates, capfd):
    gates(bad="raise SystemExit(1)")
    assert check.main(["nonsense"]) == 2
    assert capfd.readouterr().err == "没有这些检查：nonsense\n"


def test_the_names_of_the_gates_are_their_own():
    names = [gate.name for gate in check.gates()]
    assert len(names) == len(set(names))
