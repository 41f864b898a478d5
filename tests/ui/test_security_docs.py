"""docs/security.md against the code: every item of the standard, every named test, its claims."""

from __future__ import annotations

import ast
import re

import pytest

from office import accounts, sessions
from tests.tree import ROOT, source_files
from tests.ui.door import Browser, behind
from tests.ui.people import AT, GOOD, PEOPLE
from ui import login_page
from ui.guard import Guard

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ITEMS = re.findall(r"^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \| (.+) \|$", PAGE, re.M)
LEVEL_1 = [
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.2.5",
    "1.3.1",
    "1.3.2",
    "1.5.1",
    "2.1.1",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "3.2.1",
    "3.2.2",
    "3.3.1",
    "3.4.1",
    "3.4.2",
    "3.5.1",
    "3.5.2",
    "3.5.3",
    "4.1.1",
    "4.4.1",
    "5.2.1",
    "5.2.2",
    "5.3.1",
    "5.3.2",
    "6.1.1",
    "6.2.1",
    "6.2.2",
    "6.2.3",
    "6.2.4",
    "6.2.5",
    "6.2.6",
    "6.2.7",
    "6.2.8",
    "6.3.1",
    "6.3.2",
    "6.4.1",
    "6.4.2",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.4.1",
    "7.4.2",
    "8.1.1",
    "8.2.1",
    "8.2.2",
    "8.3.1",
    "9.1.1",
    "9.1.2",
    "9.1.3",
    "9.2.1",
    "10.4.1",
    "10.4.2",
    "10.4.3",
    "10.4.4",
    "10.4.5",
    "11.3.1",
    "11.3.2",
    "11.4.1",
    "12.1.1",
    "12.2.1",
    "12.2.2",
    "13.4.1",
    "14.2.1",
    "14.3.1",
    "15.1.1",
    "15.2.1",
    "15.3.1",
]
"""The requirements of level 1 of OWASP ASVS 5.0.0."""
BY_WORDS = {"6.1.1", "6.4.2", "15.1.1"}
"""What is met by being written down, or by not being there."""


def test_every_item_of_level_1_is_answered_once_and_in_order():
    assert [number for number, _, _ in ITEMS] == LEVEL_1
    stands = {stand for _, stand, _ in ITEMS}
    assert stands == {"met", "partly", "operator", "does not apply"}


@pytest.mark.parametrize(("number", "stand", "how"), ITEMS, ids=[item[0] for item in ITEMS])
def test_every_test_that_an_item_names_is_there(number, stand, how):
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", how)
    assert named or stand != "met" or number in BY_WORDS
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not name or name in tests, f"{number}: {path}::{name}"


def _calls(*names: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in source_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names
    ]


def test_no_command_passes_through_a_shell():
    assert _calls("os.system", "os.popen", "subprocess.getoutput") == []
    for path in source_files():
        assert "shell=True" not in path.read_text(encoding="utf-8"), path


def test_no_code_is_made_from_text():
    assert _calls("eval", "exec", "compile", "pickle.loads", "pickle.load", "yaml.load") == []


def test_no_weak_hash_is_used():
    assert _calls("hashlib.md5", "hashlib.sha1", "random.random", "random.choice") == []


def test_the_forms_of_passwords_mask_and_let_managers_fill_them():
    forms = [
        login_page.sign_in("token", "/", "", "zh"),
        login_page.choose_password("token", "/", "zh", asks_current=True),
    ]
    fields = [field for form in forms for field in re.findall(r"<input[^>]*>", form)]
    secret = [field for field in fields if 'type="password"' in field]
    assert len(secret) == 4
    assert all(re.search(r'autocomplete="(current|new)-password"', field) for field in secret)
    assert not any("onpaste" in field or 'autocomplete="off"' in field for field in fields)


def test_a_token_has_256_bits_and_none_comes_twice(tmp_path, quick):
    (viewer, *_) = PEOPLE.values()
    accounts.add(tmp_path, viewer, at=AT, by="tests")
    tokens = {
        sessions.sign_in_vouched(
            tmp_path, viewer.account, address="", at=AT, limits=sessions.Limits()
        )
        for _ in range(20)
    }
    assert len(tokens) == 20 and all(token and len(token) >= 43 for token in tokens)


def test_signing_in_again_ends_the_session_before(with_accounts):
    browser = Browser(Guard(behind))
    browser.submit("/login", account="clerk", password=GOOD)
    before, form = dict(browser.cookies), Browser(browser.app)
    again = form.get("/login").text
    token = re.search(r'name="form_token" value="([0-9a-f]+)"', again)
    assert token
    form.cookies |= {"lingtu_session": before["lingtu_session"]}
    form.post("/login", form_token=token[1], account="leader", password=GOOD)
    assert form.get("/overview").text.endswith("leader")
    assert Browser(browser.app, cookies=before).get("/overview").status == 303
