"""The served office: a real server, seven people who signed in before it was started anew.

It is asked over its routes and its websocket, as a browser or an attacker would.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks import _server
from benchmarks._server import BY_ACCOUNT, Visitor, serving
from office import accounts, saved_views
from office.permissions import Role
from tests.reports.packs import with_meeting
from tests.tree import ROOT
from tests.ui.door import Browser, behind
from tests.ui.people import GOOD, HERE, PEOPLE, THERE
from ui.guard import Guard

SHARED = {
    "松岫社区的问题": f"place={THERE}&m=zero_case",
    "汀蘅与松岫社区": f"place={HERE}&m=zero_case&at={HERE},{THERE}",
    "大家都看": "place=990102013&m=zero_case",
    "只看汀蘅": f"place={HERE}&m=zero_case",
}
"""Views that a leader has shared with the communities."""


@dataclass(frozen=True)
class Office:
    """The served office, and the cookies with which each of its people once signed in."""

    port: int
    cookies: dict[Role, str]
    home: Path

    def visit(self, who: Role) -> Visitor:
        """A window of somebody."""
        return Visitor(self.port, self.cookies[who])

    def get(self, path: str, who: Role | None = None, method: str = "GET") -> int:
        return self.answer(path, who, method)[0]

    def answer(
        self, path: str, who: Role | None = None, method: str = "GET", body: bytes = b"",
        **headers: str,
    ) -> tuple[int, bytes]:  # fmt: skip
        """What a bare request is answered; the path is sent as it stands."""
        sent = ({"Cookie": self.cookies[who]} if who else {}) | headers
        asking = http.client.HTTPConnection(_server.HOST, self.port, timeout=300)
        with contextlib.closing(asking):
            asking.request(method, path, body or None, sent)
            said = asking.getresponse()
            return said.status, said.read()


def prepared(home: Path) -> Path:
    """An office of seven people with a meeting, views that were shared, and the console."""
    shutil.copytree(with_meeting(), home)
    for viewer in PEOPLE.values():
        accounts.add(home, viewer, at=datetime.now(), by="tests")
        accounts.set_password(home, viewer.account, GOOD)
    for name, address in SHARED.items():
        saved_views.save_view(home, PEOPLE[Role.LEADER], name=name, address=address,
                              shared_with=Role.COMMUNITY, at=datetime.now())  # fmt: skip
    settings = home / "settings.toml"
    settings.write_text("[console]\nenabled = true\n", encoding="utf-8")
    settings.chmod(0o600)
    return home


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Office]:
    """Everybody signed in, and the server was started after that."""
    home = prepared(tmp_path_factory.mktemp("rights") / "home")
    variables = {"LINGTU_HOME": str(home), **BY_ACCOUNT}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        cookies = {role: signed_in(viewer.account) for role, viewer in PEOPLE.items()}
    with serving("app:app", ROOT, variables) as port:
        yield Office(port, cookies, home)


def signed_in(account: str) -> str:
    """The cookies of somebody who came in by the login's form, in another process."""
    browser = Browser(Guard(behind))
    assert browser.sign_in(account).status == 303
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def told(heard: list[ForwardMsg]) -> str:
    """Everything that a browser was told, whatever it makes of it."""
    content = b"".join(said.SerializeToString() for said in heard).decode("utf-8", "replace")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), content)


def offered(heard: list[ForwardMsg]) -> list[tuple[str, str]]:
    """The files that buttons hand over: what the log calls each, and its number."""
    deltas = [said.delta.new_element for said in heard if said.WhichOneof("type") == "delta"]
    buttons = [
        each.download_button for each in deltas if each.WhichOneof("type") == "download_button"
    ]
    return [(each.id.split("-", 2)[2], each.deferred_file_id) for each in buttons]


def fields_of(heard: list[ForwardMsg]) -> list[str]:
    """The numbers of the fields that hold a text or one of several choices."""
    deltas = [said.delta.new_element for said in heard if said.WhichOneof("type") == "delta"]
    kinds = ("selectbox", "text_input", "text_area")
    return [getattr(each, kind).id for each in deltas for kind in kinds if each.HasField(kind)]


def words_of(content: bytes) -> str:
    """Everything that can be read in a file."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
