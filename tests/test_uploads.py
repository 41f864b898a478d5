"""Uploads: refused politely before they are read, and never kept."""

from __future__ import annotations

import gc
import tempfile
from dataclasses import dataclass

import pytest

from ui import uploads
from ui.uploads import Batch, UploadRefused, close_all, sweep


@dataclass
class Upload:
    name: str
    content: bytes = b"x"
    claimed: int | None = None

    @property
    def size(self) -> int:
        return len(self.content) if self.claimed is None else self.claimed

    def getvalue(self) -> bytes:
        assert self.claimed is None, "it was read"
        return self.content


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "many",
    [
        [Upload("a.xlsx", claimed=65 * 2**20)],
        [Upload(f"{n}.xlsx", claimed=60 * 2**20) for n in range(5)],
        [Upload(f"{n}.xlsx", claimed=1) for n in range(201)],
    ],
)
def test_too_much_is_refused_before_it_is_read(many, own_folder):
    with pytest.raises(UploadRefused):
        Batch(many)
    assert not list(own_folder.iterdir())


def test_files_lie_together_and_go_when_the_batch_is_closed(own_folder):
    batch = Batch([Upload("a.shp"), Upload("a.dbf"), Upload("a.dbf", b"y")])
    shp, dbf, other = batch.paths
    assert shp.parent == dbf.parent != other.parent
    assert other.read_bytes() == b"y"
    batch.close()
    assert not list(own_folder.iterdir())


def test_files_go_when_nobody_holds_the_batch(own_folder):
    batch = Batch([Upload("a.xlsx")])
    assert list(own_folder.iterdir())
    del batch
    gc.collect()
    assert not list(own_folder.iterdir())


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\x.xlsx", "/abs.xlsx", "a\x00b.xlsx", "..", ""]
)
def test_a_name_cannot_leave_its_folder(name, own_folder):
    (path,) = Batch([Upload(name)]).paths
    assert path.resolve().is_relative_to(own_folder)
    assert path.parent.name.startswith("files")


def test_no_upload_outlives_the_server(own_folder):
    batches = [Batch([Upload("a.xlsx")]), Batch([Upload("b.xlsx")])]
    close_all()
    assert batches and not list(own_folder.iterdir())


def test_only_what_nobody_uses_is_swept(own_folder):
    batch = Batch([Upload("a.xlsx")])
    left = own_folder / f"{uploads.PREFIX}left"
    left.mkdir()
    (left / ".lock").touch()
    made_of_it = own_folder / "lingtu-reading-left"
    made_of_it.mkdir()
    sweep()
    assert not left.exists()
    assert not made_of_it.exists()
    assert batch.paths[0].exists()
