"""The units in which commitments are counted, by the word that ledgers write."""

from __future__ import annotations

from collections.abc import Mapping

from wording import Text

UNITS: Mapping[str, Text] = {
    "%": Text("%", "%"),
    "个": Text("个", "items"),
    "人": Text("人", "persons"),
    "名": Text("名", "persons"),
    "支": Text("支", "teams"),
    "次": Text("次", "times"),
    "场": Text("场", "events"),
    "件": Text("件", "matters"),
    "项": Text("项", "items"),
    "份": Text("份", "documents"),
    "站": Text("站", "stations"),
    "台": Text("台", "terminals"),
    "家": Text("家", "firms"),
    "户": Text("户", "households"),
    "户次": Text("户次", "household visits"),
    "条": Text("条", "items"),
    "处": Text("处", "sites"),
    "分钟": Text("分钟", "minutes"),
    "万元": Text("万元", "10,000 yuan"),
    "平方米": Text("平方米", "m²"),
    "平方米/百户": Text("平方米/百户", "m² per 100 households"),
    "户/名": Text("户/名", "households per worker"),
    "名/万人": Text("名/万人", "persons per 10,000 residents"),
    "社区": Text("个社区", "communities"),
    "小区": Text("个小区", "housing estates"),
    "网格": Text("个网格", "grids"),
    "组织": Text("个组织", "organisations"),
    "企业": Text("家企业", "companies"),
}
"""Word -> wording in both languages."""

SHARE = Text("占比", "share")
"""A share from 0 to 1; only views turn it into a percentage."""


def unit(word: str) -> Text:
    """The wording of a unit as a ledger writes it; one that is not known stands as written."""
    return UNITS.get(word) or Text(word, word)
