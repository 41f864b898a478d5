"""Publishing, undoing, rebuilding; what is refused changes nothing."""

import subprocess
import sys

import duckdb
import pytest

from data.ledger import Ledger
from publication.errors import PublicationError
from publication.publish import build, publish
from publication.reading import open_published
from tests.publication.office import AREAS, GRIDS, MONDAY, SUNDAY, accept


def test_nothing_is_published_before_the_first_publication(home):
    assert open_published(home) is None


def test_an_import_counts_once_it_is_published_and_no_longer_when_it_is_undone(home, published):
    first, second = accept(home, communities=AREAS), accept(home, grids=GRIDS)
    assert len(published(first).rows("grids")) == 0
    assert len(published(second).rows("grids")) == 2
    assert len(published(remove=[first]).rows("communities")) == 0
    assert Ledger(home).in_force() == (second,)
    assert [record.state for record in Ledger(home).imports()] == ["undone", "in_force"]


def test_every_publication_is_a_new_version_and_the_old_file_stays_as_it_was(home, published):
    first = accept(home, communities=AREAS)
    old = published(first)
    content = home.version_path(1).read_bytes()
    new = published(accept(home, grids=GRIDS))
    assert (old.version, new.version) == (1, 2)
    assert home.version_path(1).read_bytes() == content
    assert len(old.rows("grids")) == 0, "a reader of the old version goes on reading it"


def test_a_version_knows_its_imports_its_day_and_when_it_was_published(home, published):
    version = published(accept(home, file_name="社区.xlsx", communities=AREAS))
    assert (version.published_at, version.through_on) == (MONDAY, SUNDAY)
    assert version.imports().file_name.tolist() == ["社区.xlsx"]


def test_undoing_everything_leaves_an_empty_version(home, published):
    first = accept(home, communities=AREAS)
    published(first)
    empty = published(remove=[first])
    assert empty.through_on is None
    assert len(empty.places()) == len(empty.periods()) == len(empty.measures()) == 0


def test_an_import_that_does_not_exist_is_refused_and_nothing_changes(home, published):
    published(accept(home, communities=AREAS))
    with pytest.raises(PublicationError, match="no import 99"):
        published(99)
    with pytest.raises(PublicationError, match="no import 98"):
        published(remove=[98])
    assert home.current_version() == 1


def test_an_old_version_can_be_rebuilt_from_its_list_of_imports(home, published, tmp_path):
    first = accept(home, communities=AREAS, grids=GRIDS)
    old = published(first)
    published(accept(home, communities=AREAS.replace("300", "999")))
    rebuilt = tmp_path / "again.duckdb"
    build(home, Ledger(home).imports_of(1), rebuilt, 1, MONDAY)
    with duckdb.connect(str(rebuilt), read_only=True) as con:
        again = con.sql("SELECT * FROM measures ORDER BY metric, period_id, level, place_id").df()
    assert again.equals(old.measures())


def test_a_candidate_is_no_publication(home, published, tmp_path):
    published(accept(home, communities=AREAS))
    build(home, [], tmp_path / "candidate.duckdb", 2, MONDAY)
    assert home.current_version() == 1


def test_what_killed_publications_left_is_swept_by_the_next(home, published):
    published(accept(home, communities=AREAS))
    for name in (".governance-2.duckdb.tmp", "governance-3.duckdb", ".governance-2.duckdb.tmp.wal"):
        (home.versions_dir / name).write_bytes(b"half")
    (home.versions_dir / ".governance-2.duckdb.tmp.tmp").mkdir()
    Ledger(home).record_version(3, [1], MONDAY, "killed")
    published()
    assert sorted(path.name for path in home.versions_dir.iterdir()) == [
        "governance-1.duckdb", "governance-2.duckdb",
    ]  # fmt: skip
    assert Ledger(home).imports_of(3) == ()


def test_progress_is_told_step_by_step(home):
    told = []
    publish(
        home, add=[accept(home, communities=AREAS)], published_at=MONDAY,
        on_progress=lambda done, steps, text: told.append((done, steps, text.zh)),
    )  # fmt: skip
    assert [done for done, _, _ in told] == [0, 1, 2, 3]
    assert told[-1] == (3, 3, "第 1 版已发布")


PUBLISHER = """
import sys
from datetime import datetime
from data.home import Home
from publication.publish import publish
print(publish(Home(sys.argv[1]), add=[int(sys.argv[2])], published_at=datetime(2026, 11, 23)))
"""


def test_another_process_publishes_while_this_one_reads(home, published):
    reading = published(accept(home, communities=AREAS))
    done = subprocess.run(
        [sys.executable, "-c", PUBLISHER, str(home.path), str(accept(home, grids=GRIDS))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "2\n"
    assert len(reading.rows("grids")) == 0
    assert len(open_published(home).rows("grids")) == 2


def test_an_import_from_before_a_column_existed_is_still_read(home, published):
    import pyarrow.parquet as pq

    first = accept(home, communities=AREAS)
    path = Ledger(home).parquet_paths([first], "communities")[0]
    pq.write_table(pq.read_table(path).drop_columns(["party_members"]), path)
    rows = published(first).rows("communities")
    assert rows.party_members.isna().all()
    assert rows.resident_households.tolist() == [300, 150]
