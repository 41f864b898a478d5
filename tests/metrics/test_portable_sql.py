"""The same text must run on DuckDB and on Spark SQL: what is not portable is not written."""

import re

import pytest

from metrics.catalogue import metrics

FORBIDDEN = {
    "FILTER": r"\bFILTER\s*\(",
    "QUALIFY": r"\bQUALIFY\b",
    "ASOF": r"\bASOF\b",
    "macros": r"\bMACRO\b",
    "integer division with //": r"//",
    "casts with ::": r"::",
    "list functions": r"\b(list|list_\w+|array|array_\w+|unnest|struct_\w+|string_agg|listagg|group_concat)\s*\(",
    "lists": r"\[",
    "the row before, which is 0 or NULL": r"\b(lag|lead|first_value|last_value|nth_value)\s*\(",
    "other spellings of a join": r"\b(SEMI|ANTI|POSITIONAL|LATERAL|NATURAL)\s+JOIN\b|\bLATERAL\b",
    "PIVOT and samples": r"\b(PIVOT|UNPIVOT|TABLESAMPLE|USING\s+SAMPLE)\b",
    "short conditions of one engine": r"\b(if|ifnull|nvl|iff|decode|try_cast)\s*\(",
    "LIMIT": r"\bLIMIT\b",
    "geometry": r"\bST_\w+\s*\(",
    "quantiles": r"\b(quantile_\w+|percentile_\w+|median|mode)\s*\(",
    "EXCLUDE or REPLACE in a star": r"\*\s*(EXCLUDE|REPLACE|EXCEPT)\b",
    "GROUP BY ALL": r"\bGROUP\s+BY\s+ALL\b",
    "ARG_MAX": r"\b(arg_max|arg_min|any_value|bool_or|bool_and)\s*\(",
    "concatenation with ||": r"\|\|",
    "dollar parameters": r"\$\w+",
    "double quotes": r'"',
    "VARCHAR without a length": r"\bVARCHAR\b",
    "date functions of one engine": r"\b(strptime|strftime|date_diff|epoch\w*|make_date)\s*\(",
    "the clock": r"\b(current_date|current_timestamp|now|today)\b",
    "SELECT *": r"\bSELECT\s+\*",
    "JOIN USING": r"\bUSING\s*\(",
    "ordering, but in a window": r"\bORDER\s+BY\b(?![^()]*\)\s+AS\s+\w+)",
}

TEXTS = [
    (key, sql)
    for key, metric in metrics().items()
    for sql in (metric.rows, *metric.rows_by_level.values())
]


@pytest.mark.parametrize("habit", FORBIDDEN)
def test_no_indicator_uses_what_only_one_engine_knows(habit):
    found = [key for key, sql in TEXTS if re.search(FORBIDDEN[habit], sql, re.I)]
    assert not found


def test_every_division_is_between_doubles():
    """15 / 2 is 7 on one engine and 7.5 on the other."""
    for key, sql in TEXTS:
        for left in re.findall(r"([\w.)]+)\s*/\s*\d+", sql):
            assert left.split(".")[-1] in {"households", "40", "30"} or left.endswith(")"), key


def items_of_selects(sql):
    """The expressions between SELECT and its FROM, at the same depth of brackets."""
    tokens = re.split(r"(\(|\)|,|\bSELECT\b(?:\s+DISTINCT\b)?|\bFROM\b)", sql, flags=re.I)
    lists, open_lists, depth = [], [], 0
    for token in tokens:
        word = token.strip().upper()
        if word.startswith("SELECT"):
            open_lists.append((depth, [""]))
            continue
        if word == "FROM" and open_lists and open_lists[-1][0] == depth:
            lists.append(open_lists.pop()[1])
        depth += (token == "(") - (token == ")")
        if open_lists:
            at, items = open_lists[-1]
            if token == "," and depth == at:
                items.append("")
            else:
                items[-1] += token
    return [item.strip() for found in lists for item in found]


def test_every_column_has_a_name_of_its_own():
    for key, sql in TEXTS:
        items = items_of_selects(sql)
        assert items
        for item in items:
            assert re.search(r"\bAS\s+\w+$", item, re.I), f"{key}: {item}"


def test_every_ratio_is_a_double():
    """Decimals are divided differently by different engines."""
    for key, sql in TEXTS:
        for column in ("numerator", "denominator"):
            assert re.search(rf"\bAS {column}\b", sql), f"{key} yields no {column}"
