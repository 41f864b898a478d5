"""What Streamlit offers and nobody needs is closed; a page runs its own scripts and no others."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.middleware import CLOSED, Dress

PAGE = '<html lang="x"><head><script>var ours = 1;</script></head><body></body></html>'


def answering(_request):
    return HTMLResponse(PAGE)


CLIENT = TestClient(
    Starlette(routes=[Route("/{path:path}", answering)], middleware=[Middleware(Dress)])
)


@pytest.mark.parametrize("path", CLOSED)
def test_what_nobody_needs_is_closed(path):
    found = CLIENT.get(path)
    assert found.status_code == 404 and "ours" not in found.text


def test_a_page_runs_the_scripts_that_it_came_with_and_no_others():
    said = dict(
        part.strip().split(" ", 1)
        for part in CLIENT.get("/overview").headers["content-security-policy"].split(";")
    )
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", said["script-src"])
    assert said["default-src"] == said["connect-src"] == said["form-action"] == "'self'"
    assert said["object-src"] == said["base-uri"] == said["frame-ancestors"] == "'none'"
    assert not re.search(r"https?:|wss?:|\*|unsafe-eval", " ".join(said.values()))
