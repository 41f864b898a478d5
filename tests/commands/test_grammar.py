"""How a command line is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.command import commands
from commands.grammar import CallError, language_of, read


def test_every_command_of_this_version_is_there():
    assert list(commands()) == [
        "audit", "backup", "bench", "demo", "evidence", "handbook", "import", "imports", "pack",
        "purge", "restore", "run", "test", "undo", "user", "values",
    ]  # fmt: skip


@pytest.mark.parametrize("call", [["--home", "h", "imports"], ["imports", "--home", "h"]])
def test_the_home_may_be_named_before_or_after_the_command(call):
    assert read(call, "zh").home == Path.cwd() / "h"


def test_the_later_of_two_homes_wins():
    assert read(["--home", "a", "imports", "--home", "b"], "zh").home.name == "b"


def test_the_default_home_is_in_the_project():
    assert read(["imports"], "zh").home.parts[-2:] == ("data", "local")


def test_a_slip_of_the_pen_gets_a_suggestion():
    with pytest.raises(CallError) as caught:
        read(["valeus"], "zh")
    assert "是不是“values”" in caught.value.text.zh
    assert "Did you mean “values”" in caught.value.text.en


@pytest.mark.parametrize("call", [
    ["values", "--nope"],
    ["values", "--level", "province"],
    ["import"],
    ["import", "x.xlsx", "--as-of", "22.11.2026"],
    ["undo", "first"],
    ["undo"],
    ["--json"],
])  # fmt: skip
def test_a_wrong_call_is_a_sentence_in_both_languages(call):
    with pytest.raises(CallError) as caught:
        read(call, "zh")
    assert "--help" in caught.value.text.zh
    assert "--help" in caught.value.text.en


def test_options_are_not_guessed_from_their_beginning():
    with pytest.raises(CallError):
        read(["values", "--met", "volunteer_hours"], "zh")


def test_filters_of_values_repeat():
    options = read(["values", "--period", "2026-W46", "--period", "2026-W47"], "zh")
    assert options.period == ["2026-W46", "2026-W47"]


def test_what_follows_test_goes_to_pytest():
    options = read(["test", "-k", "week", "-x", "tests/metrics"], "zh")
    assert sorted(options.pytest_arguments) == ["-k", "-x", "tests/metrics", "week"]


def test_the_order_of_what_goes_to_pytest_is_kept():
    assert read(["test", "-k", "week", "tests/data"], "zh").pytest_arguments == [
        "-k", "week", "tests/data",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "language"),
    [(["values"], "zh"), (["values", "--lang", "en"], "en"), (["--lang=en", "values"], "en")],
)
def test_the_language_is_known_before_the_call_is_understood(call, language):
    assert language_of(call) == language


def test_help_comes_in_the_language_asked_for(capsys):
    with pytest.raises(SystemExit):
        read(["--lang", "en", "--help"], "en")
    assert "lists the ledger of imports" in capsys.readouterr().out
