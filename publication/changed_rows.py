"""Which stored rows made a number read otherwise: the rows behind it in two versions, compared."""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import duckdb

from data.catalogue import contracts
from data.contract import ORIGIN_TYPES
from data.home import Home
from data.ledger import Ledger
from publication.errors import PublicationError
from publication.evidence import ORIGIN, evidence
from publication.preview import candidate_folder
from publication.publish import Progress, build
from publication.reading import Published
from wording import Text

CANNOT_COMPARE = Text(
    "第 {version} 版的文件结构与本版本不同，无法逐行对照。",
    "The file of version {version} is of another form; its rows cannot be compared one by one.",
)

Kind = Literal["new", "changed", "gone"]


@dataclass(frozen=True)
class ChangedRow:
    """A row that is new, changed or gone, and where it comes from.

    File, sheet, row and import are those of the later version, of the earlier one for a row that is
    gone. ``fields`` are the columns that differ, each with what stood there and what stands now.
    """

    dataset: str
    kind: Kind
    import_id: int
    file: str
    sheet: str
    row: int
    place_id: str | None
    fields: tuple[tuple[str, Any, Any], ...] = ()


def changed_rows(
    old: Published, new: Published, key: str, place_id: str, period_id: str
) -> tuple[ChangedRow, ...]:
    """The rows behind a number that differ between two versions, dataset by dataset.

    Empty where the same rows are counted: then it was who reported, or the definition.
    """
    before, after = (_by_dataset(one, key, place_id, period_id) for one in (old, new))
    found: list[ChangedRow] = []
    for dataset in dict.fromkeys([*before, *after]):
        found += _compared(dataset, before.get(dataset, []), after.get(dataset, []))
    return tuple(found)


@contextlib.contextmanager
def version_of(
    home: Home, version: int, *, published_at: datetime, on_progress: Progress | None = None
) -> Iterator[Published]:
    """A published version, built again from its imports for a while where its file is gone.

    ``published_at`` is when it was published: what the office decided by then counts.
    """
    path = home.version_path(version)
    if path.exists():
        yield Published(path)
        return
    with candidate_folder(home) as folder:
        again = folder / "again.duckdb"
        imports = Ledger(home).imports_of(version)
        build(home, imports, again, version, published_at, on_progress=on_progress)
        yield Published(again)


def _by_dataset(
    published: Published, key: str, place_id: str, period_id: str
) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    try:
        found = evidence(published, key, place_id, period_id)
    except PublicationError:
        return rows  # a number that this version does not have stands on no rows
    except duckdb.Error as error:
        raise PublicationError(CANNOT_COMPARE.format(version=published.version)) from error
    for row in found.rows:
        rows[row["dataset"]].append(row)
    return rows


def _compared(
    dataset: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> Iterator[ChangedRow]:
    key = contracts()[dataset].key
    old, new = _keyed(before, key), _keyed(after, key)
    for name, rows in new.items():
        earlier = old.get(name, [])
        left = _without([_content(row) for row in earlier], rows)
        for row in left:
            if len(earlier) == 1 and len(rows) == 1:
                yield _changed(dataset, "changed", row, _differing(earlier[0], row))
            else:
                yield _changed(dataset, "new", row)
    for name, rows in old.items():
        later = new.get(name, [])
        if len(later) == 1 and len(rows) == 1:
            continue
        for row in _without([_content(row) for row in later], rows):
            yield _changed(dataset, "gone", row)


def _keyed(
    rows: Sequence[Mapping[str, Any]], key: Sequence[str]
) -> dict[tuple[Any, ...], list[Mapping[str, Any]]]:
    """Rows by their key; a row without one is known by its content."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        name = tuple(row.get(column) for column in key)
        found[name if key and None not in name else ("", *_content(row))].append(row)
    return found


def _without(
    known: list[tuple[Any, ...]], rows: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The rows whose content is not among the known ones, each of which is used once."""
    left, unused = [], list(known)
    for row in rows:
        content = _content(row)
        if content in unused:
            unused.remove(content)
        else:
            left.append(row)
    return left


def _columns(row: Mapping[str, Any]) -> list[str]:
    return [name for name in row if name not in ORIGIN and name not in ORIGIN_TYPES]


def _content(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _columns(row))


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[tuple[str, Any, Any], ...]:
    names = dict.fromkeys([*_columns(before), *_columns(after)])
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple((name, then, now) for name, then, now in pairs if then != now)


def _changed(
    dataset: str,
    kind: Kind,
    row: Mapping[str, Any],
    differing: tuple[tuple[str, Any, Any], ...] = (),
) -> ChangedRow:
    return ChangedRow(
        dataset, kind, int(row["import_id"]), str(row["file"] or ""), str(row["sheet"] or ""),
        int(row["row"]), row["place_id"], differing,
    )  # fmt: skip
