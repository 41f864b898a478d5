"""No page leads where its reader may not go: the words stay, the link goes."""

from __future__ import annotations

import re

import pytest

from office.permissions import SCREENS, Role, may_open
from tests.test_every_page import opened, text
from tests.ui.people import PEOPLE
from views.html import link, tag, without_links


def led_to(visit):
    return set(re.findall(r'<a [^>]*href="([a-z_]+)[?#"]', text(visit))) & SCREENS


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMIN, Role.ANALYST, Role.COMMUNITY])
def test_a_page_leads_only_where_its_reader_may_go(looking, role):
    looking(PEOPLE[role])
    visit = opened("pages/watch/overview.py")
    assert not visit.exception and "网格" in text(visit)
    assert {screen for screen in led_to(visit) if not may_open(PEOPLE[role], screen)} == set()


def test_whoever_may_go_everywhere_is_led_on(looking):
    looking(PEOPLE[Role.CLERK])
    assert {"explore", "grid_map"} <= led_to(opened("pages/watch/overview.py"))


def test_words_stay_and_a_button_that_would_be_refused_goes():
    shown = tag(
        "p", link("甲<乙", "explore", {"m": "a"}, class_="lt-x"), link("去", "import_data", {},
        class_="lt-button"), link("看", "overview", {"lang": "zh"}),
    )  # fmt: skip
    assert without_links(shown, {"explore", "import_data"}) == (
        '<p><span class="lt-x">甲&lt;乙</span>'
        '<a href="overview?lang=zh" data-soft="1" target="_self">看</a></p>'
    )
    assert without_links(shown, ()) is shown
