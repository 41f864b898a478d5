"""Signing in as a browser shows it: login, refresh, the menu of the role, what is closed, sign out."""

from __future__ import annotations

import re
import shutil
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks._server import BY_ACCOUNT
from office import accounts
from office.permissions import Role
from tests import demonstration
from tests.browser.conftest import serving, window_of
from tests.ui.people import GOOD, PEOPLE, THERE


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The demonstration office with two accounts, served to people who sign in."""
    home = tmp_path_factory.mktemp("login") / "home"
    shutil.copytree(demonstration.demonstration(), home)
    for role in (Role.CLERK, Role.COMMUNITY):
        accounts.add(home, PEOPLE[role], at=datetime.now(), by="tests")
        accounts.set_password(home, PEOPLE[role].account, GOOD)
    with serving(home, **BY_ACCOUNT) as url:
        yield url


def sign_in(page: Page, account: str) -> None:
    page.fill("#account", account)
    page.fill("#password", GOOD)
    page.click("button")
    page.wait_for_selector(".lt h1")


def test_a_link_leads_through_the_login_to_its_page_and_a_refresh_stays(office, page: Page):
    page.goto(f"{office}/volunteers?place={THERE}&period=2026-W46")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    sign_in(page, "clerk")
    expect(page).to_have_url(re.compile(rf"/volunteers\?.*place={THERE}"))
    expect(page.locator(".lt-menu-foot")).to_contain_text("文员丁 · 数据管理员")
    page.reload()
    page.wait_for_selector(".lt h1")
    expect(page.locator(".lt-menu-foot")).to_contain_text("文员丁")
    cookie = next(c for c in page.context.cookies() if c["name"] == "lingtu_session")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")


def test_the_menu_is_that_of_the_role_and_an_address_is_no_way_around_it(office, page: Page):
    page.goto(office)
    sign_in(page, "community")
    menu = page.locator("nav.lt-menu")
    expect(menu).to_contain_text("督办销号")
    for closed in ("数据导入", "周例会", "系统管理"):
        expect(menu).not_to_contain_text(closed)
    page.goto(f"{office}/admin?tab=accounts")
    expect(page.locator(".lt-trouble")).to_contain_text("您的账号不能打开“系统管理”")
    page.goto(f"{office}/overview?place={THERE}")
    expect(page.locator(".lt-remark").first).to_contain_text("不在您的查看范围内")
    expect(page.locator("body")).not_to_contain_text("松岫社区")
    expect(page.locator("body")).to_contain_text("其他社区平均")


def test_signing_out_ends_the_window_that_is_still_open(office, chromium: Browser):
    # Not the page that may have no error: the icon of an ended window is refused, as it should be.
    context = window_of(chromium, locale="zh-CN")
    page, second = context.new_page(), context.new_page()
    page.goto(office)
    sign_in(page, "clerk")
    second.goto(f"{office}/login/account")
    expect(second.locator("dl")).to_contain_text("文员丁")
    second.click("text=退出登录")
    expect(second.locator(".said")).to_contain_text("已退出登录")
    page.click("nav.lt-menu a >> text=志愿服务")
    expect(page.locator(".lt-trouble")).to_contain_text("登录已失效")
    page.click("text=去登录")
    expect(page).to_have_url(re.compile("/login"))
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 800)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_login_fits_its_screen_in_both_languages(office, page: Page, width, height, language):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{office}/login?lang={language}")
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    expect(page.locator("button")).to_be_in_viewport()
    said = page.locator("main").inner_text()
    assert ("Sign in" in said) is (language == "en")
    assert ("登录" in said) is (language == "zh")


FOREIGN = """<!doctype html><title>foreign</title>
<iframe id=framed src="{office}/overview"></iframe>
<form id=out method=post action="{office}/login/out" target=nowhere></form>
<iframe name=nowhere></iframe>"""
READS = """async office => {
    const socket = await new Promise(done => {
        const wire = new WebSocket(office.replace("http", "ws") + "/_stcore/stream", "streamlit");
        wire.onopen = () => done("open"); wire.onerror = () => done("refused");
    });
    const read = await fetch(office + "/geometry/community.json", {credentials: "include"})
        .then(answer => answer.text(), () => "refused");
    document.getElementById("out").submit();
    return [socket, read];
}"""


def test_a_foreign_page_opens_reads_frames_and_sends_nothing(office, chromium: Browser):
    context = window_of(chromium, locale="zh-CN")
    page = context.new_page()
    page.goto(office)
    sign_in(page, "clerk")
    context.route(
        "http://evil.example/",
        lambda asked: asked.fulfill(body=FOREIGN.format(office=office), content_type="text/html"),
    )
    foreign = context.new_page()
    foreign.goto("http://evil.example/")
    assert foreign.evaluate(READS, office) == ["refused", "refused"]
    framed = foreign.frame_locator("#framed")
    expect(framed.locator(".lt")).to_have_count(0)
    expect(framed.locator("form")).to_have_count(0)
    page.reload()
    expect(page.locator(".lt-menu-foot")).to_contain_text("文员丁")
    context.close()
