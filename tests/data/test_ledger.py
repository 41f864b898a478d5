"""The ledger of imports: what was accepted stays, and only versions decide what counts."""

from datetime import date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.home import Home
from data.ledger import Ledger

MONDAY = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "office")


def accept(home, name="网格.xlsx", **tables):
    return Ledger(home).add_import(
        file_name=name,
        sha256="ab" * 32,
        imported_at=MONDAY,
        imported_by="clerk",
        tables=tables or {"grids": rows("C1")},
        report={"文件": name},
    )


def rows(*communities, as_of=date(2026, 11, 22)):
    return pa.table({"community_id": list(communities), "as_of_on": [as_of] * len(communities)})


def test_an_empty_home_has_no_imports_and_is_not_touched_by_the_question(home):
    assert Ledger(home).imports() == []
    assert Ledger(home).in_force() == ()
    assert Ledger(home).imports_of(1) == ()
    assert not home.path.exists()


def test_an_import_is_remembered_with_its_file_its_day_and_its_communities(home):
    number = accept(home, grids=rows("C2", "C1", "C2"), facilities=rows("C1"))
    (record,) = Ledger(home).imports()
    assert (record.import_id, record.file_name, record.imported_by) == (
        number,
        "网格.xlsx",
        "clerk",
    )
    assert (record.imported_at, record.report) == (MONDAY, {"文件": "网格.xlsx"})
    facilities, grids = record.datasets
    assert (grids.dataset, grids.rows, grids.communities) == ("grids", 3, ("C1", "C2"))
    assert grids.as_of_on == date(2026, 11, 22)
    assert facilities.communities == ("C1",)


def test_the_rows_of_an_import_lie_in_one_parquet_file_per_dataset(home):
    first, second = accept(home, grids=rows("C1")), accept(home, grids=rows("C2"))
    paths = Ledger(home).parquet_paths([second, first], "grids")
    assert [path.relative_to(home.path).as_posix() for path in paths] == [
        "imports/000001/grids.parquet",
        "imports/000002/grids.parquet",
    ]
    assert pq.read_table(paths[1])["community_id"].to_pylist() == ["C2"]
    assert Ledger(home).parquet_paths([first, second], "facilities") == []


def test_only_the_version_in_force_decides_what_counts(home):
    ledger = Ledger(home)
    first, second, third = accept(home), accept(home), accept(home)

    def states():
        return {record.import_id: record.state for record in ledger.imports()}

    assert set(states().values()) == {"not_published"}
    ledger.record_version(1, [first, second], MONDAY, "import")
    assert set(states().values()) == {"not_published"}
    home.set_current(1)
    assert states() == {first: "in_force", second: "in_force", third: "not_published"}
    ledger.record_version(2, [second], MONDAY, "undo")
    home.set_current(2)
    assert states() == {first: "undone", second: "in_force", third: "not_published"}
    assert ledger.in_force() == (second,)
    assert ledger.imports_of(1) == (first, second)


def test_a_version_that_never_came_into_force_is_forgotten(home):
    ledger = Ledger(home)
    first, second = accept(home), accept(home)
    ledger.record_version(1, [first], MONDAY, "import")
    home.set_current(1)
    ledger.record_version(2, [first, second], MONDAY, "import, killed before the end")
    ledger.forget_versions_after(1)
    assert ledger.imports_of(2) == ()
    assert [record.state for record in ledger.imports()] == ["in_force", "not_published"]


def test_what_was_given_up_leaves_nothing_and_what_was_published_stays(home):
    ledger = Ledger(home)
    first, second = accept(home), accept(home)
    ledger.record_version(1, [first], MONDAY, "import")
    home.set_current(1)
    ledger.record_version(2, [], MONDAY, "undo")
    home.set_current(2)
    ledger.discard([first, second, 99])
    assert [(r.import_id, r.state) for r in ledger.imports()] == [(first, "undone")]
    assert [folder.name for folder in home.imports_dir.iterdir()] == [f"{first:06d}"]
    assert accept(home) == second + 1


def test_no_number_of_a_version_is_given_twice(home):
    assert [Ledger(home).next_version() for _ in range(3)] == [1, 2, 3]


def test_what_a_killed_import_left_behind_is_swept_by_the_next(home):
    accept(home)
    for orphan in (".000002.tmp", "000002"):
        (home.imports_dir / orphan).mkdir()
        (home.imports_dir / orphan / "grids.parquet").write_bytes(b"half")
    number = accept(home)
    assert sorted(path.name for path in home.imports_dir.iterdir()) == ["000001", f"{number:06d}"]


def test_an_import_whose_files_cannot_be_written_leaves_no_row(home):
    class Broken(dict):
        def items(self):
            yield "grids", rows("C1")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        Ledger(home).add_import(
            file_name="a.xlsx", sha256="", imported_at=MONDAY, imported_by="clerk",
            tables=Broken(grids=rows("C1")), report={},
        )  # fmt: skip
    assert Ledger(home).imports() == []
    assert accept(home) == 2
    assert [record.import_id for record in Ledger(home).imports()] == [2]


def test_an_import_made_while_the_lock_is_held_does_not_wait_for_itself(home):
    with home.locked():
        assert accept(home) == 1
