"""What is not needed is not stored: every artefact of a home is searched after the whole inbox."""

import csv
import re
import shutil
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import python_calamine

from data.answers import read_answers
from data.home import Home
from data.ledger import Ledger
from office.answers import remembered
from publication.answering import contents_of, keep_answers
from publication.opening import READ_CONFIG
from tests.demonstration import INBOX, demonstration

IDENTITY_NUMBER = re.compile(r"^99\d{15}[\dX]$")
TELEPHONE = re.compile(r"^140000\d{5}$")
SECRET_HEADERS = ("诉求摘要", "信访人", "当事人", "地址", "住址", "出生")


@pytest.fixture(scope="module")
def home():
    return Home(demonstration())


def _secrets():
    """Identity numbers, telephones and petition texts as they stand in the inbox."""
    found = set()
    for path in INBOX.iterdir():
        if path.suffix in {".xlsx", ".xls"}:
            book = python_calamine.CalamineWorkbook.from_path(path)
            tables = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        elif path.suffix == ".csv":
            encoding = "utf-8-sig" if path.read_bytes().startswith(b"\xef\xbb\xbf") else "gb18030"
            tables = [list(csv.reader(path.read_text(encoding=encoding).splitlines()))]
        else:
            continue
        for rows in tables:
            header = next(
                (row for row in rows if sum(isinstance(v, str) and bool(v) for v in row) > 3), []
            )
            texts = [
                i
                for i, h in enumerate(header)
                if isinstance(h, str) and any(s in h for s in SECRET_HEADERS)
            ]
            for row in rows:
                for index, value in enumerate(row):
                    text = f"{value:.0f}" if isinstance(value, float) else str(value)
                    if (
                        IDENTITY_NUMBER.match(text)
                        or TELEPHONE.match(text)
                        or (index in texts and len(text) > 8 and text not in header)
                    ):
                        found.add(text)
    return found


def test_no_identity_number_telephone_or_petition_text_is_in_the_home(home):
    secrets = _secrets()
    assert len(secrets) > 5000  # the inbox is full of them
    for path in home.path.rglob("*.parquet"):
        for column in pq.read_table(path).columns:
            for value in column.unique().to_pylist():
                assert str(value) not in secrets, path.name
    for path in home.path.rglob("*.duckdb"):
        with duckdb.connect(str(path), config=READ_CONFIG) as version:
            for (table,) in version.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                for column in version.sql(f'SELECT * FROM "{table}"').to_arrow_table().columns:
                    found = secrets.intersection(map(str, column.unique().to_pylist()))
                    assert not found, table
    for path in filter(Path.is_file, home.path.rglob("*")):
        if path.suffix not in {".parquet", ".duckdb"}:
            content = path.read_bytes().decode("utf-8", "replace")
            assert not [secret for secret in secrets if secret in content], path.name


# Sheets of private persons: whose names stand in these columns has no office role.
PRIVATE = {"06": "姓名", "09": "信访人", "15": "当事人"}


def _threes(text):
    return {text[i : i + 3] for i in range(len(text) - 2)}


def _private_names():
    """Names of volunteers, petitioners and parties; not of their namesakes in an office role."""
    private, others = set(), {*PRIVATE.values()}
    for path in INBOX.glob("*.xls*"):
        header = PRIVATE.get(path.name[:2])
        book = python_calamine.CalamineWorkbook.from_path(path)
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python()
            heads = [(i, str(h)) for row in rows[:8] for i, h in enumerate(row)]
            private_at = {i for i, h in heads if header and header in h}
            in_office = {i for i, h in heads if header is None or "责任人" in h}
            for row in rows:
                private.update(
                    w for i in private_at for w in re.split(r"[、,，;；/\s]+", str(row[i]))
                )
                others.update(three for i in in_office for three in _threes(str(row[i])))
    return {name for name in private - others if re.fullmatch("[\u4e00-\u9fff]{3}", name)}


def _strings(home):
    """Every different text of every table of the home, and each of its other files as one."""
    for path in filter(Path.is_file, home.path.rglob("*")):
        if path.suffix == ".parquet":
            tables = [pq.read_table(path)]
        elif path.suffix == ".duckdb":
            with duckdb.connect(str(path), config=READ_CONFIG) as version:
                names = version.execute("SELECT table_name FROM duckdb_tables()").fetchall()
                tables = [version.sql(f'SELECT * FROM "{n}"').to_arrow_table() for (n,) in names]
        else:
            yield path.name, path.read_bytes().decode("utf-8", "ignore")
            continue
        for table in tables:
            for column in table.columns:
                if pa.types.is_string(column.type):
                    yield from ((path.name, text) for text in column.unique().to_pylist() if text)


def test_no_volunteer_petitioner_or_party_is_named_anywhere_in_the_home(home):
    names = _private_names()
    assert len(names) > 1000
    for where, text in _strings(home):
        assert not _threes(text) & names, where


def test_no_file_of_the_home_is_an_upload_or_a_returned_workbook(home):
    kept = {path.suffix for path in home.path.rglob("*") if path.is_file()}
    assert kept <= {".db", ".db-wal", ".db-shm", ".duckdb", ".key", ".parquet", ""}


def test_remembered_answers_name_nobody(home, tmp_path):
    own = Home(shutil.copytree(home.path, tmp_path / "home"))
    answers, at = read_answers(INBOX / "answers.toml"), datetime(2026, 11, 23, 9)
    keep_answers(own, contents_of([INBOX]), answers, at=at, by="tests")
    assert remembered(own.path)
    kept = b"".join(path.read_bytes() for path in own.path.glob("office.db*"))
    secrets = _secrets()
    assert not [secret for secret in secrets if secret.encode() in kept]


def test_volunteers_and_petitioners_have_no_name_in_the_store(home):
    ledger = Ledger(home)
    ids = [record.import_id for record in ledger.imports()]
    for dataset in ("volunteers", "volunteer_service", "petitions", "cases", "accidents"):
        for path in ledger.parquet_paths(ids, dataset):
            names = [n for n in pq.read_schema(path).names if n.startswith("person")]
            assert names == []


def test_the_secret_of_the_home_is_readable_by_its_owner_only(home):
    assert (home.path / "person.key").stat().st_mode & 0o777 == 0o600
