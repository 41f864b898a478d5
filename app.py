"""The front door: the application that ``uvicorn app:app`` and ``streamlit run app.py`` serve."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402
from starlette.requests import Request  # noqa: E402
from starlette.responses import Response  # noqa: E402
from starlette.routing import Mount, Route  # noqa: E402
from starlette.staticfiles import StaticFiles  # noqa: E402

from ui.ahead import looking_out  # noqa: E402
from ui.geometry import ROUTES  # noqa: E402
from ui.guard import Guard  # noqa: E402
from ui.middleware import Dress  # noqa: E402
from ui.settings import home  # noqa: E402
from ui.shield import Shield  # noqa: E402
from ui.uploads import close_all, sweep  # noqa: E402
from ui.words import script  # noqa: E402

SWITCHES_EVERY_S = 0.0005
"""How long a script computes before another thread may. The loop that answers everybody gives its
place up at every message it sends; at Python's usual 5 ms it would spend its day waiting."""


async def page_script(request: Request) -> Response:
    """The script that every page loads: its words and its links."""
    return Response(
        script(), media_type="text/javascript", headers={"Cache-Control": "private, max-age=86400"}
    )


@contextlib.asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Import what is heavy before the first visit, and take it out of every later collection;
    no upload outlives the server. Meanwhile new versions are asked ahead of their viewers."""
    sys.setswitchinterval(SWITCHES_EVERY_S)
    os.umask(0o077)  # what this process writes is its owner's only
    home().shut()
    importlib.import_module("ui.warm")
    gc.collect()
    gc.freeze()
    sweep()
    with looking_out():
        yield
    close_all()


app = st.App(
    ROOT / "ui" / "frame.py",
    routes=[
        *ROUTES,
        Route("/lingtu.js", page_script),
        Mount("/assets", StaticFiles(directory=ROOT / "static"), name="assets"),
    ],
    middleware=[Middleware(Shield), Middleware(Guard), Middleware(Dress)],
    lifespan=lifespan,
)
