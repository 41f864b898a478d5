"""Finding by what somebody remembers: a name, pinyin initials, an article, a place, a passport."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin

from metrics.commitments.catalogue import commitments
from metrics.metric import Metric
from ui import answers, passports
from views import passport
from views.passport import PassportError
from views.places import Place
from wording import Text

MOST = 8
METRIC = Text("指标", "Metric")
PLACE = Text("地点", "Place")
ARTICLE = Text("第 {number} 条", "Article {number}")
NUMBER = Text("编号 {code}", "Number {code}")
NUMBERED = Text("{metric}，{place}，{period}", "{metric}, {place}, {period}")
OLDER = Text("{name}（第 {version} 版；这里显示现行数据）",
             "{name} (version {version}; the data in force are shown)")  # fmt: skip
NOTHING = Text(
    "没有找到“{asked}”。可以输入指标名、拼音首字母（如 xfajdfl）、条文（如第13条）、"
    "地点名或数字编号。",
    "Nothing found for “{asked}”. Try the name of a metric, an article (such as article 13), a "
    "place, or the number of a figure.",
)
_ARTICLE = re.compile(
    r"(?:第\s*)?(\d{1,2}|[一二三四五六七八九十]{1,3})\s*条|(?:article|art\.?)\s*(\d{1,2})", re.I
)
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True)
class Hit:
    """Something that was found: what kind, its name, and where it is, as a page and parameters."""

    kind: Text
    name: Text
    page: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class Hits:
    """What was found, the best first, or a sentence that says why nothing was."""

    found: tuple[Hit, ...] = ()
    trouble: Text | None = None


def search(asked: str) -> Hits:
    """What somebody may mean; at most a few, the best first."""
    text = " ".join(asked.split())
    if not text:
        return Hits()
    article, is_code = _ARTICLE.fullmatch(text), text in answers.places().by_id
    if passport.looks_like_one(text) and article is None and not is_code:
        try:
            return Hits((_numbered(text),))
        except PassportError as error:
            return Hits(trouble=error.text)
    if article is not None:
        found = _of_article(_number(article[1] or article[2]))
    else:
        found = [*_metrics(text), *_places(text)]
        if text.isdecimal() and len(text) <= 2:  # "²" is a digit that is no number
            found = [*_of_article(int(text)), *found]
    return Hits(tuple(found[:MOST]), None if found else NOTHING.format(asked=text[:32]))


def _numbered(code: str) -> Hit:
    it = passports.resolve(code)
    metric = answers.metrics().get(it.metric)
    place = answers.places().by_id.get(it.place_id)
    if metric is None or place is None:
        raise PassportError(passport.NOT_THERE.format(code=code, version=it.version))
    name = NUMBERED.format(metric=metric.name, place=place.name, period=it.period_id)
    if not it.is_current:
        name = OLDER.format(name=name, version=it.version)
    query = {"m": it.metric, "place": it.place_id, "period": it.period_id}
    return Hit(NUMBER.format(code=code), name, "explore", query)


def _number(written: str) -> int:
    """13 of "13" and of "十三"."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _of_article(number: int) -> list[Hit]:
    """The metrics of an article, and its commitments."""
    kind = ARTICLE.format(number=number)
    hits = [
        Hit(kind, metric.name, "explore", {"m": metric.key})
        for metric in answers.metrics().values()
        if metric.clause == str(number)
    ]
    promised = [each for each in commitments().values() if each.article == number]
    return [*hits, *(Hit(kind, each.title, "commitments", {}) for each in promised)]


def _metrics(text: str) -> list[Hit]:
    ranked = [
        (rank, number, metric)
        for number, metric in enumerate(answers.metrics().values())
        if (rank := _rank(text, _spellings(metric))) is not None
    ]
    ranked.sort(key=lambda each: each[:2])
    return [Hit(METRIC, metric.name, "explore", {"m": metric.key}) for _, _, metric in ranked]


def _places(text: str) -> list[Hit]:
    ranked = [
        (rank, place.place_id, place)
        for place in answers.places().all
        if (rank := _rank(text, (*_written(place.name), place.place_id))) is not None
    ]
    ranked.sort(key=lambda each: each[:2])
    return [
        Hit(PLACE, _placed(place), "explore", {"place": place.place_id}) for _, _, place in ranked
    ]


def _placed(place: Place) -> Text:
    return Text(place.short_path, place.short_path)


def _spellings(metric: Metric) -> tuple[str, ...]:
    return (*_written(metric.name.zh), metric.name.en, metric.key, metric.key.replace("_", " "))


@cache
def _written(name: str) -> tuple[str, ...]:
    """A Chinese name, its pinyin initials and its full pinyin."""
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    return name, initials, "".join(lazy_pinyin(name))


def _rank(text: str, spellings: Sequence[str]) -> int | None:
    """0 for the name itself, 1 for its beginning, 2 for a part of it; None for neither."""
    sought = text.casefold()
    ranks = []
    for spelling in spellings:
        written = spelling.casefold()
        if written == sought:
            return 0
        if written.startswith(sought):
            ranks.append(1)
        elif sought in written:
            ranks.append(2)
    words = sought.split()
    if not ranks and len(words) > 1:
        joined = " ".join(spellings).casefold()
        return 3 if all(word in joined for word in words) else None
    return min(ranks, default=None)
