"""What can be chosen on the explore page; every choice goes into the address."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data.catalogue import contracts
from metrics.metric import Metric
from publication.breakdown import offered, title_of
from ui import answers, session
from views.explore import choice
from views.explore.choice import BY_PLACE, COMPARISONS, VIEWS, Asked
from views.explore.parts import BY_PARTS
from views.places import LEVEL_NAMES, period_name
from wording import Text

METRICS = Text("指标", "Metrics")
PLACES = Text("对照的地点", "Places side by side")
LEVEL = Text("层级：{name}", "Level: {name}")
BY = Text("按{name}细分", "By {name}")
PLACE = Text("地点", "place")
SINCE = Text("自{name}", "From {name}")
LABELS = {
    choice.LEVEL: Text("层级", "Level"),
    choice.AGAINST: Text("比较", "Compare"),
    choice.BY: Text("细分", "Break down"),
    choice.SINCE: Text("起始时段", "First period"),
    choice.VIEW: Text("看法", "View"),
}
"""What the controls are called for those who do not see them."""


def _set(widget: str, argument: str) -> None:
    value = st.session_state[widget]
    session.set_argument(argument, ",".join(value) if isinstance(value, list) else value or "")


def _pick(at: Any, argument: str, options: dict[str, str], chosen: str) -> None:
    """A list to choose one from; what is chosen goes into the address."""
    key = f"explore-{argument}"
    st.session_state[key] = chosen
    at.selectbox(
        session.say(LABELS[argument]), list(options), key=key,
        format_func=lambda each: options.get(each, each), on_change=_set, args=(key, argument),
        label_visibility="collapsed",
    )  # fmt: skip


def _several(
    at: Any, argument: str, options: dict[str, str], chosen: list[str], words: Text
) -> None:
    key = f"explore-{argument}"
    st.session_state[key] = chosen
    most = choice.MOST_METRICS if argument == choice.METRICS else choice.MOST_PLACES
    at.multiselect(
        session.say(words), list(options), key=key, max_selections=most,
        format_func=lambda each: options.get(each, each), on_change=_set, args=(key, argument),
        label_visibility="collapsed", placeholder=session.say(words),
    )  # fmt: skip


def draw(asked: Asked) -> None:
    """What can be chosen, in two rows."""
    say = session.say
    first, second = st.columns([1.25, 1], gap="small")
    names = {key: say(metric.name) for key, metric in answers.metrics().items()}
    _several(first, choice.METRICS, names, [metric.key for metric in asked.metrics], METRICS)
    tree = answers.places()
    container = tree.container(asked.place.place_id) or asked.place
    inside = [container, *(p for p in tree.all if container in tree.lineage(p.place_id)[:-1])]
    places = {p.place_id: p.short_path for p in inside if p.level in asked.metric.levels}
    places |= {each.place_id: each.short_path for each in asked.places}
    _several(second, choice.PLACES, places, [each.place_id for each in asked.places], PLACES)
    at = st.columns([0.8, 1, 1.15, 1.05], gap="small")
    levels = choice.levels_of(asked.metric, asked.place, tree)
    levels = levels if asked.level in levels else (*levels, asked.level)
    named = {each: say(LEVEL.format(name=LEVEL_NAMES[each])) for each in levels}
    _pick(at[0], choice.LEVEL, named, asked.level)
    against = {each: say(words) for each, words in COMPARISONS.items()}
    _pick(at[1], choice.AGAINST, against, asked.against)
    _pick(at[2], choice.BY, _dimensions(asked), asked.by)
    starts = choice.start_offered(asked, answers.periods())
    _pick(at[3], choice.SINCE, {
        each.period_id: say(SINCE.format(name=period_name(each))) for each in starts
    }, asked.span[0].period_id)  # fmt: skip
    st.session_state["explore-view"] = asked.view
    st.segmented_control(
        say(LABELS[choice.VIEW]), list(VIEWS), key="explore-view",
        format_func=lambda each: say(VIEWS[each]), on_change=_set,
        args=("explore-view", choice.VIEW), label_visibility="collapsed",
    )  # fmt: skip


def _dimensions(asked: Asked) -> dict[str, str]:
    """Place, and the dimensions of the datasets behind the metric."""
    say = session.say
    named = {key: say(words) for key, words in dimension_names(asked.metric).items()}
    return {BY_PLACE: say(BY.format(name=PLACE)), **named}


def dimension_names(metric: Metric) -> dict[str, Text]:
    """What each breakdown of a metric is called; of several datasets, with that of its own."""
    found = offered(metric)
    words = BY if len({one.dataset for one in found}) < 2 else BY_PARTS
    return {
        one.key: words.format(
            name=title_of(one).inside(), title=title_of(one).inside(),
            dataset=contracts()[one.dataset].title,
        )
        for one in found
    }  # fmt: skip
