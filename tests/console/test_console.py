"""The analyst's console: harmless questions are answered, everything else is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from console import running
from console.child import MOST_ROWS, SECONDS
from console.running import ROOT, Answer, ConsoleRefusal, run
from tests.console import forked
from tests.console.attacks import ATTACKS

UNHURRIED_S = 120.0
"""For whatever the clock is not to stop, however busy the machine is."""

HARMLESS = (
    "SELECT n, count(*) AS c FROM numbers GROUP BY ALL ORDER BY 1 LIMIT 3",
    "FROM numbers SELECT n WHERE n = 1",
    "WITH a AS (SELECT n FROM numbers), b AS (SELECT * FROM a) SELECT sum(n) FROM b",
    "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r WHERE i < 5) SELECT * FROM r",
    "SELECT n, row_number() OVER w, lag(n, 1) OVER w, sum(n) OVER (ORDER BY n ROWS 2 PRECEDING) "
    "FROM numbers WINDOW w AS (ORDER BY n DESC) LIMIT 5",
    "SELECT count(DISTINCT n) FILTER (WHERE n > 2), median(n), quantile_cont(n, 0.9) FROM numbers",
    "SELECT CASE WHEN n > 1 THEN '多' ELSE '少' END AS 多少, CAST(n AS DOUBLE) / 3, n IN (1, 2), "
    "n BETWEEN 1 AND 2, -n, COALESCE(NULL, n) FROM numbers LIMIT 2",
    "SELECT DATE_TRUNC('month', DATE '2026-11-23'), DATE '2026-11-23' + INTERVAL 3 DAY, "
    "EXTRACT(year FROM DATE '2026-11-23'), strftime(DATE '2026-11-23', '%G-W%V')",
    "SELECT a.n FROM numbers a LEFT JOIN numbers b USING (n) WHERE a.n NOT IN (SELECT 7) LIMIT 1",
    "SELECT * EXCLUDE (n), n + 1 AS m FROM numbers QUALIFY row_number() OVER (ORDER BY n) = 1",
    "SELECT * FROM main.numbers INTERSECT SELECT range FROM range(3)",
    "SELECT list_transform([1, 2], lambda x: x + 1), string_agg(n, ',' ORDER BY n) FROM numbers",
    "VALUES (1, '一'), (2, '二')",
    "SELECT 1;",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("console")
    (folder / "secret.csv").write_text("name\n无名氏\n", encoding="utf-8")
    path = folder / "console-1.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE numbers AS SELECT range AS n FROM range(100000)")
    return path


def state_of(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
    }


def answered(database: Path, sql: str, rows: int = MOST_ROWS) -> Answer:
    """What a statement answers that is given its time."""
    return run(database, sql, seconds=UNHURRIED_S, rows=rows)


def outcome(database: Path, sql: str, reasons: Sequence[str] = ()) -> str:
    """Why a statement is refused; what may be stopped by the clock gets a second of it."""
    try:
        run(database, sql, seconds=1 if "slow" in reasons else UNHURRIED_S)
    except ConsoleRefusal as refusal:
        assert refusal.text.zh
        assert refusal.text.en
        assert str(database) not in refusal.text.zh
        return refusal.code
    return "answered"


def test_every_attack_is_refused_for_its_reason_and_nothing_is_touched(database, monkeypatch):
    monkeypatch.setattr(running, "_ask", forked.asker())
    before = state_of(database.parent)
    assert len(ATTACKS) >= 60
    statements = {
        name: sql.replace("{folder}", str(database.parent)) for name, (sql, *_) in ATTACKS.items()
    }
    with ThreadPoolExecutor(2) as two:
        found = dict(zip(
            statements,
            two.map(lambda name: outcome(database, statements[name], ATTACKS[name][1:]), statements),
            strict=True,
        ))  # fmt: skip
    wrong = {name: code for name, code in found.items() if code not in ATTACKS[name][1:]}
    assert wrong == {}
    assert state_of(database.parent) == before
    assert not (ROOT / ".tmp").exists()


@pytest.mark.parametrize("name", ["copy inside with", "read csv", "repeat bomb", "nested brackets"])
def test_an_attack_on_the_real_process_ends_like_one_on_its_fork(database, name):
    assert outcome(database, ATTACKS[name][0]) in ATTACKS[name][1:]
    assert SECONDS == 5


@pytest.mark.parametrize("sql", HARMLESS)
def test_a_harmless_question_is_answered(database, sql):
    assert answered(database, sql).rows


def test_an_answer_brings_names_types_and_values(database):
    answer = answered(
        database,
        "SELECT 7 AS 户数, 0.5 AS 占比, DATE '2026-11-23' AS 日期, NULL AS 空, true AS 是否, "
        "'=1+1' AS 公式, 9007199254740993 AS 大数, 'nan'::DOUBLE AS 非数",
    )
    assert [column.name for column in answer.columns] == [
        "户数", "占比", "日期", "空", "是否", "公式", "大数", "非数",
    ]  # fmt: skip
    assert answer.rows == ((7, 0.5, "2026-11-23", None, True, "=1+1", "9007199254740993", "nan"),)
    assert answer.columns[0].type == "INTEGER"
    assert not answer.is_cut


def test_a_long_answer_is_cut_and_says_so(database):
    answer = answered(database, "SELECT n FROM numbers", rows=100)
    assert len(answer.rows) == 100
    assert answer.is_cut


def test_an_answer_of_the_right_length_is_not_called_cut(database):
    assert not answered(database, "SELECT n FROM numbers LIMIT 100", rows=100).is_cut


def test_a_wide_answer_is_cut_by_its_size(database):
    answer = answered(database, "SELECT repeat('汉', 10000) AS 字 FROM numbers")
    assert isinstance(answer, Answer)
    assert answer.is_cut
    assert all(len(text) == 2001 for (text,) in answer.rows)


def test_a_wrong_column_is_explained_without_the_place_of_the_file(database):
    with pytest.raises(ConsoleRefusal) as caught:
        answered(database, "SELECT nope FROM numbers")
    assert caught.value.code == "database"
    assert "nope" in caught.value.text.zh


def test_a_slow_question_is_stopped_on_time(database):
    with pytest.raises(ConsoleRefusal) as caught:
        run(database, "SELECT max(hash(range)) FROM range(1000000000000)", seconds=0.5)
    assert caught.value.code == "slow"
    assert "0.5" in caught.value.text.en
