"""Damaged and dishonest containers: truncated, circular, lying about themselves, leaving their folder."""

import struct
import zipfile

import pytest

from tests.data.books import COMMUNITIES, book
from tests.data.reading.files import accepted, communities_xml, is_refused, xlsx


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(attack, tmp_path, share):
    path = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    raw = path.read_bytes()
    path.write_bytes(raw[: int(share * len(raw))])
    assert is_refused(attack(path))


def compound(entries, chain):
    """A compound file of one sector of FAT: ``chain`` as it stands, and named directory entries."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for n in range(1, 109):
        struct.pack_into("<I", head, 76 + 4 * n, 0xFFFFFFFF)
    fat = b"".join(struct.pack("<I", n) for n in chain).ljust(512, b"\xff")
    directory = b""
    for name, kind, start, size in entries:
        text = (name + "\0").encode("utf-16-le")
        entry = bytearray(text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1))
        entry += struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
        entry += b"\0" * 36 + struct.pack("<IQ", start, size)
        directory += bytes(entry)
    return bytes(head) + fat + directory.ljust(512, b"\0")


def test_a_compound_file_whose_chains_run_in_circles(attack, tmp_path):
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, 2**31)]
    path = tmp_path / "a.xls"
    path.write_bytes(compound(entries, [0xFFFFFFFD, 1, 3, 2]) + b"\x09\x08" * 512)
    assert is_refused(attack(path))


@pytest.mark.parametrize("record", [
    struct.pack("<HH", 0x00FC, 8) + struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF),
    struct.pack("<HH", 0x0200, 14) + struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0),
    struct.pack("<HH", 0x00BD, 0xFFFF) + b"\0" * 20,
    struct.pack("<HH", 0x00E5, 2) + b"\xff\xff",
])  # fmt: skip
def test_an_xls_whose_records_lie_about_their_counts(attack, tmp_path, record):
    start = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    sheet = struct.pack("<HHIBBBB", 0x0085, 10, 4096, 0, 0, 1, 0) + b"s"
    body = (start + sheet[:13] + record + struct.pack("<HH", 10, 0)).ljust(4096, b"\0")
    part = (
        struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x10, 0, 0, 0, 0)
        + record
        + struct.pack("<HH", 10, 0)
    )
    stream = body + part.ljust(4096, b"\0")
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 18), 0xFFFFFFFE]
    path = tmp_path / "a.xls"
    entries = [("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, len(stream))]
    path.write_bytes(compound(entries, chain) + stream)
    report = attack(path)
    assert "error" in report or accepted(report) == 0


def test_paths_and_links_inside_zips_lead_nowhere(attack, tmp_path):
    path = tmp_path / "a.zip"
    outside = tmp_path / "outside.shp"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.shp")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("link.dbf", "/etc/passwd")
        archive.writestr("../outside.shp", b"\0\0\x27\x0a" + b"\0" * 100)
        archive.writestr("../outside.dbf", b"\x03" + b"\0" * 100)
    assert is_refused(attack(path))
    assert not outside.exists()


def test_part_names_that_leave_the_workbook(attack, tmp_path):
    path = xlsx(tmp_path / "a.xlsx", communities_xml())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../../../tmp/evil", "x")
        archive.writestr("/etc/evil", "x")
    assert accepted(attack(path)) == 2


def test_a_child_that_dies_or_hangs_refuses_its_file_only(attack, tmp_path, monkeypatch):
    from data import sandbox

    path = book(tmp_path / "a.xlsx", {"s": COMMUNITIES})
    for body in (
        "import os; os.abort()",
        "while True: pass",
        "print('no json')",
        "raise SystemExit(3)",
    ):
        program = tmp_path / "data" / "reading" / "child.py"
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(
            "import resource; resource.setrlimit(resource.RLIMIT_CPU, (2, 2))\n" + body
        )
        monkeypatch.setattr(sandbox, "ROOT", tmp_path)
        assert is_refused(attack(path))
