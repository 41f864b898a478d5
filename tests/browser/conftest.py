"""The dashboard as a browser sees it: a real server, a real Chromium, nothing from outside."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks import _server
from tests import demonstration
from tests.tree import ROOT

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 120_000
"""Other tests run beside these, and a machine may be busy."""
expect.set_options(timeout=PATIENCE_MS)
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const heading = document.querySelector('.lt h1, .lt-mt-head h1');
  const now = performance.now();
  const text = document.body.innerText;
  const moving = !app || app.dataset.testScriptState !== 'notRunning' || !heading;
  if (moving || window.ltText !== text) { window.ltText = text; window.ltSince = now; }
  return !moving && now - window.ltSince > 600;
}"""
HARMLESS = ("Unrecognized feature", "allow-scripts and allow-same-origin")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextlib.contextmanager
def serving(home: Path, **variables: str) -> Iterator[str]:
    """Serve the dashboard of a home; the address it answers at."""
    with _server.serving("app:app", ROOT, {"LINGTU_HOME": str(home), **variables}) as port:
        yield f"http://{_server.HOST}:{port}"


def window_of(chromium: Browser, **more: Any) -> BrowserContext:
    """A window of its own, as patient as the others."""
    context = chromium.new_context(**more)
    context.set_default_timeout(PATIENCE_MS)
    return context


def settled(page: Page) -> None:
    """Wait until the script of the page has run and its words stand still: now they can be read."""
    page.wait_for_function(SETTLED, polling=100)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"] or None, args=FLAGS, timeout=3 * PATIENCE_MS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def office() -> Iterator[str]:
    """The demonstration office, served."""
    with serving(demonstration.demonstration()) as url:
        yield url


@pytest.fixture
def empty_office() -> Iterator[str]:
    """An office without any data, served; ask for it before the page, which must close first."""
    with serving(demonstration.empty()) as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page that asks nobody but us and has no error to report."""
    context = window_of(chromium, viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname != "127.0.0.1":
            outside.append(url)

    def said(kind: str, text: str) -> None:
        if kind == "error" and not any(words in text for words in HARMLESS):
            errors.append(text)

    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))
    page.on("console", lambda message: said(message.type, message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert outside == []
    assert errors == []
