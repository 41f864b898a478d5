"""Every answer carries the headers that keep foreign pages out; what nobody needs is closed."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.middleware import ALWAYS, CLOSED, Dress


def answering(_request):
    return JSONResponse({"told": "everything"})


CLIENT = TestClient(
    Starlette(routes=[Route("/{path:path}", answering)], middleware=[Middleware(Dress)])
)


@pytest.mark.parametrize("name", sorted(ALWAYS))
def test_every_answer_carries_its_headers(name):
    assert CLIENT.get("/geometry/grid.json").headers[name] == ALWAYS[name]


@pytest.mark.parametrize("path", CLOSED)
def test_what_nobody_needs_is_closed(path):
    found = CLIENT.get(path)
    assert found.status_code == 404 and "everything" not in found.text
