"""The environment that the first call makes."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from commands import environment
from commands.environment import DEVELOPMENT, RUNTIME, SetUpError, pinned
from tests.tree import ROOT


@pytest.fixture
def bare(tmp_path):
    """The project as somebody just copied it, as far as the first call needs it."""
    for name in ("manage.py", "wording.py", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "commands", tmp_path / "commands")
    return tmp_path


def first_call(bare, *arguments):
    python = getattr(sys, "_base_executable", sys.executable)
    call = [python, "manage.py", *arguments]
    return subprocess.run(call, cwd=bare, capture_output=True, text=True, timeout=120, check=False)


def test_the_help_needs_no_installation(bare):
    done = first_call(bare, "--help")
    assert done.returncode == 0
    assert "values" in done.stdout
    assert not (bare / ".venv").exists()


def test_a_wrong_call_installs_nothing(bare):
    done = first_call(bare, "valeus")
    assert done.returncode == 2
    assert "是不是“values”" in done.stderr
    assert not (bare / ".venv").exists()


def test_missing_packages_are_explained_and_the_next_call_tries_again(bare):
    (bare / "packages").mkdir()
    for _ in range(2):
        done = first_call(bare, "imports", "--find-links", "packages")
        assert done.returncode == 3
        assert "缺少安装包" in done.stderr
        assert "pip download" in done.stderr
        assert "Traceback" not in done.stderr
    assert (bare / ".venv" / "install.log").exists()


def test_a_folder_of_packages_that_is_not_there_is_named(bare):
    done = first_call(bare, "imports", "--find-links", "nowhere")
    assert done.returncode == 3
    assert "nowhere" in done.stderr


@pytest.mark.parametrize(("said", "sentence"), [
    ("NewConnectionError: Temporary failure in name resolution", "The package index cannot be reached"),
    ("OSError: [Errno 28] No space left on device", "The disk is full"),
    ("ERROR: something else", "Its last lines"),
])  # fmt: skip
def test_what_pip_says_becomes_a_sentence(said, sentence):
    assert sentence in environment._explained(said, None).en


def test_an_old_python_is_told_which_one_is_needed(monkeypatch, capsys):
    import manage

    monkeypatch.setattr(manage, "OLDEST", (99, 0))
    assert manage.main() == 3
    assert "Python 3.11" in capsys.readouterr().err


def test_the_door_can_be_read_by_an_old_python():
    """Its own grammar stays that of Python 3.7, so that the sentence above can be said at all."""
    import ast

    ast.parse((ROOT / "manage.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_tests_need_what_the_dashboard_needs_and_more():
    assert pinned(RUNTIME).items() < pinned(DEVELOPMENT).items()


def test_a_changed_pin_is_noticed_and_a_changed_comment_is_not(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("# one\na==1\n")
    before = environment._fingerprint(file)
    file.write_text("# two\na==1\n")
    assert environment._fingerprint(file) == before
    file.write_text("a==2\n")
    assert environment._fingerprint(file) != before


def test_a_broken_environment_does_not_start_itself_for_ever(monkeypatch):
    monkeypatch.setattr(sys, "executable", str(environment.PYTHON))
    with pytest.raises(SetUpError, match="broken"):
        environment.go_inside([])
