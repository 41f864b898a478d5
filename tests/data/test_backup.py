"""A backup: everything comes back as it was, or nothing does, and a sentence says why."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
from datetime import datetime

import pytest

from data import backup, restoring, sealing
from data.backup import Backup, BackupError, back_up
from data.home import Home
from data.ledger import Ledger
from data.restoring import restore
from data.sealing import PIECE, SealedReader, SealedWriter, SealError
from office import accounts, keys
from office.answers import remember, remembered
from publication.reading import open_published
from tests import demonstration

WORDS = "松岫 云杪 correct horse 27"
AT = datetime(2026, 11, 23, 18, 0)
QUICK = 10
"""scrypt's cost in these tests."""


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    own = tmp_path_factory.mktemp("backup") / "office"  # what is kept in it is no other test's
    return Home(shutil.copytree(demonstration.one_community(), own))


@pytest.fixture
def saved(office, tmp_path):
    file = tmp_path / "office.lingtu"
    back_up(office, file, WORDS, at=AT, note="head", hardness=QUICK)
    return file


def sealed(tmp_path, content, name="x.lingtu"):
    file = tmp_path / name
    with file.open("wb") as target:
        writer = SealedWriter(target, WORDS, hardness=QUICK)
        writer.write(content)
        writer.finish()
    return file


def refused(file, tmp_path, passphrase=WORDS):
    """What the refusal says; nothing may be left of the attempt."""
    home = Home(tmp_path / "fresh" / "home")
    with pytest.raises((BackupError, SealError)) as refusal:
        restore(file, home, passphrase)
    assert not home.path.exists() and not list(home.path.parent.iterdir())
    return refusal.value.text.zh


def test_a_restored_home_gives_equal_values_the_same_persons_and_the_same_answers(tmp_path):
    source = Home(shutil.copytree(demonstration.one_community(), tmp_path / "office"))
    source.person_key()
    remember(
        source.path,
        [{"question": "place", "spelling": "松秀", "value": "松岫社区"}],
        at=AT,
        by="li",
    )
    file = tmp_path / "b.lingtu"
    made = back_up(source, file, WORDS, at=AT, note="head 17", hardness=QUICK)
    home = Home(tmp_path / "new")
    found = restore(file, home, WORDS)
    assert found == made and found.note == "head 17" and found.made_at == AT
    assert home.person_key() == source.person_key()
    assert home.current_version() == source.current_version()
    assert remembered(home.path) == remembered(source.path)
    assert Ledger(home).imports() == Ledger(source).imports()
    before, after = open_published(source).measures(), open_published(home).measures()
    assert before.equals(after) and len(before)
    numbers = Ledger(home).in_force()
    assert [path.read_bytes() for path in Ledger(home).parquet_paths(numbers, "grids")] == [
        path.read_bytes() for path in Ledger(source).parquet_paths(numbers, "grids")
    ]


def test_what_comes_back_is_for_its_owner_only(saved, tmp_path):
    home = tmp_path / "new"
    restore(saved, Home(home), WORDS)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    for path in home.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_nothing_of_the_content_can_be_read_from_the_file(saved):
    content = saved.read_bytes()
    for words in ("松岫社区".encode(), b"SQLite format", b"PAR1", b"person.key", b"manifest"):
        assert words not in content


def test_a_lock_and_half_written_files_stay_out(office, tmp_path):
    (office.path / ".CURRENT.1.tmp").write_text("9")
    (office.path / "a-link").symlink_to("/etc/passwd")
    try:
        made = back_up(office, tmp_path / "b", WORDS, at=AT, hardness=QUICK)
    finally:
        (office.path / ".CURRENT.1.tmp").unlink()
        (office.path / "a-link").unlink()
    assert "CURRENT" in made.files and "ledger.db" in made.files
    assert not {"lock", ".CURRENT.1.tmp", "a-link"} & set(made.files)
    assert not [name for name in made.files if name.endswith(("-wal", "-shm"))]


def test_the_key_of_the_cookies_is_not_kept_and_not_brought_back(tmp_path, monkeypatch):
    assert backup.SIGNING_KEY == keys.FILE_NAME
    office = Home(tmp_path / "office")
    accounts.make_first_admin(office.path, at=AT)
    keys.session_key(office.path)
    made = back_up(office, tmp_path / "new.lingtu", WORDS, at=AT, hardness=QUICK)
    assert keys.FILE_NAME not in made.files
    before = tuple(end for end in backup._LEFT_OUT if end != keys.FILE_NAME)
    monkeypatch.setattr(backup, "_LEFT_OUT", before)
    made = back_up(office, tmp_path / "old.lingtu", WORDS, at=AT, hardness=QUICK)
    assert keys.FILE_NAME in made.files
    restore(tmp_path / "old.lingtu", Home(tmp_path / "home"), WORDS)
    assert not (tmp_path / "home" / keys.FILE_NAME).exists()


def test_a_database_in_use_is_copied_whole(tmp_path):
    home = Home(tmp_path / "home")
    home.path.mkdir()
    writer = sqlite3.connect(home.path / "office.db")
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE t (x)")
    writer.execute("INSERT INTO t VALUES (1)")
    writer.commit()
    writer.execute("INSERT INTO t VALUES (2)")  # not committed: not part of the backup
    back_up(home, tmp_path / "b", WORDS, at=AT, hardness=QUICK)
    writer.rollback()
    writer.close()
    restore(tmp_path / "b", Home(tmp_path / "new"), WORDS)
    found = sqlite3.connect(tmp_path / "new" / "office.db").execute("SELECT x FROM t").fetchall()
    assert found == [(1,)]


def test_another_passphrase_is_refused(saved, tmp_path):
    assert "口令不对" in refused(saved, tmp_path, "松岫 云杪 correct horse 28")
    assert "口令不对" in refused(saved, tmp_path, "")


@pytest.mark.parametrize("where", [0, 5, 16, 20, 38, 45, 60, -1, -20, -70_000, 0.3, 0.5, 0.9])
def test_one_damaged_byte_anywhere_is_refused(saved, tmp_path, where):
    content = bytearray(saved.read_bytes())
    content[int(where * len(content)) if isinstance(where, float) else where] ^= 0x40
    saved.write_bytes(content)
    refused(saved, tmp_path)


@pytest.mark.parametrize("kept", [0, 10, 40, 56, 0.5, -1, -16, -17])
def test_a_file_that_was_cut_short_is_refused(saved, tmp_path, kept):
    content = saved.read_bytes()
    saved.write_bytes(content[: int(kept * len(content)) if isinstance(kept, float) else kept])
    refused(saved, tmp_path)


def test_pieces_cannot_be_left_out_swapped_repeated_or_added(tmp_path):
    file = sealed(tmp_path, os.urandom(3 * PIECE + 5))
    whole, start, size = file.read_bytes(), sealing._HEAD.size + 16, PIECE + 16
    head, pieces = (
        whole[:start],
        [whole[start + n * size : start + (n + 1) * size] for n in range(4)],
    )
    first, second, third, last = pieces
    for forged in (
        [first, second, third],
        [first, second, last],
        [second, first, third, last],
        [first, first, second, third, last],
        [first, second, third, last, b"x"],
        [first, second, third, last, last],
    ):
        file.write_bytes(head + b"".join(forged))
        with file.open("rb") as source, pytest.raises(SealError):
            reader = io.BufferedReader(SealedReader(source, WORDS, "x"), PIECE)
            while reader.read(PIECE):
                pass


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7])
def test_content_of_any_size_comes_back(tmp_path, size):
    content = os.urandom(size)
    file = sealed(tmp_path, content)
    with file.open("rb") as source:
        assert io.BufferedReader(SealedReader(source, WORDS, "x"), 1000).read() == content
    assert sealed(tmp_path, content, "y").read_bytes() != file.read_bytes(), "own salt, own nonces"


def hostile(tmp_path, *entries, files=None, manifest=None):
    """A backup by somebody who knows the passphrase and wishes us ill."""
    held = io.BytesIO()
    announced = {name: len(content) for name, content, _ in entries} if files is None else files
    made = Backup(AT, None, announced, "")

    manifest = manifest or json.dumps(made.as_json()).encode()
    with tarfile.open(fileobj=held, mode="w") as tar:
        for name, content, kind in [(backup.MANIFEST, manifest, tarfile.REGTYPE), *entries]:
            entry = tarfile.TarInfo(name)
            entry.type, entry.size = kind, len(content)
            if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                entry.linkname, entry.size = "/etc", 0
            tar.addfile(entry, io.BytesIO(content))
    return sealed(tmp_path, held.getvalue())


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/evil", "a/../../evil", "a//b", "./x", ".ssh/keys", "a/.b", "..", "a\\..\\b",
     "a\x01b", "imports/"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    file = hostile(tmp_path, ("good.txt", b"x", tarfile.REGTYPE), (name, b"x", tarfile.REGTYPE))
    refused(file, tmp_path)
    assert not (tmp_path / "evil").exists() and not (tmp_path / "fresh" / "evil").exists()


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]
)
def test_a_link_a_device_or_a_pipe_is_refused(tmp_path, kind):
    assert "已拒绝" in refused(hostile(tmp_path, ("x", b"", kind)), tmp_path)


def test_the_same_name_twice_and_one_that_was_not_announced_are_refused(tmp_path):
    twice = hostile(tmp_path, ("x", b"1", tarfile.REGTYPE), ("x", b"2", tarfile.REGTYPE))
    assert "已拒绝" in refused(twice, tmp_path)
    assert "已拒绝" in refused(hostile(tmp_path, ("x", b"1", tarfile.REGTYPE), files={}), tmp_path)
    assert "不完整" in refused(hostile(tmp_path, files={"x": 1}), tmp_path)
    assert "空间不够" in refused(hostile(tmp_path, files={"x": 2**60}), tmp_path)


@pytest.mark.parametrize("manifest", [b"{", b"[]", b'{"form": "1"}', b"\xff", b"{}"])
def test_a_table_of_contents_that_makes_no_sense_is_refused(tmp_path, manifest):
    assert "不完整" in refused(hostile(tmp_path, manifest=manifest), tmp_path)


def test_a_database_that_is_not_sound_is_refused(tmp_path):
    broken = ("office.db", b"SQLite format 3\x00" + b"\x07" * 5000, tarfile.REGTYPE)
    assert "不完整" in refused(hostile(tmp_path, broken), tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 100, os.urandom(5000)])
def test_any_other_file_is_named_as_no_backup(tmp_path, content):
    file = tmp_path / "other.zip"
    file.write_bytes(content)
    assert "不是岭图的备份文件" in refused(file, tmp_path)


def test_a_backup_never_overwrites_and_never_lies_in_the_home(office, saved):
    before = saved.read_bytes()
    with pytest.raises(BackupError, match="not overwritten"):
        back_up(office, saved, WORDS, at=AT, hardness=QUICK)
    assert saved.read_bytes() == before
    with pytest.raises(BackupError, match="inside"):
        back_up(office, office.path / "b", WORDS, at=AT, hardness=QUICK)


def test_an_empty_office_has_nothing_to_back_up(tmp_path):
    for home in (tmp_path / "none", tmp_path):
        with pytest.raises(BackupError, match="nothing to back up"):
            back_up(Home(home), tmp_path.parent / "b", WORDS, at=AT, hardness=QUICK)


def test_a_home_with_data_is_never_written_over(office, saved):
    before = sorted(office.path.rglob("*"))
    with pytest.raises(BackupError, match="empty folder"):
        restore(saved, office, WORDS)
    assert sorted(office.path.rglob("*")) == before


def test_a_restore_that_was_killed_leaves_nothing_that_stays(saved, tmp_path):
    left = tmp_path / "place" / f"{restoring._PREFIX}abc"
    left.mkdir(parents=True)
    (left / "person.key").write_bytes(b"x")
    restore(saved, Home(tmp_path / "place" / "home"), WORDS)
    assert [path.name for path in (tmp_path / "place").iterdir()] == ["home"]


def test_a_disk_that_is_full_leaves_no_half_backup(office, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SealedWriter, "finish", full)
    with pytest.raises(OSError, match="space"):
        back_up(office, tmp_path / "b", WORDS, at=AT, hardness=QUICK)
    assert not list(tmp_path.iterdir())
