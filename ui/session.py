"""What one reader chose, for the pages: read once per run by the frame."""

from __future__ import annotations

import streamlit as st

from ui.address import Choice
from wording import Text

_KEY = "_choice"


def remember(choice: Choice) -> None:
    """Keep the choice of this run."""
    st.session_state[_KEY] = choice


def choice() -> Choice:
    """The choice of this run; every page starts here."""
    kept: Choice = st.session_state[_KEY]
    return kept


def language() -> str:
    """The language of this run."""
    return choice().language


def say(text: Text) -> str:
    """A wording in the reader's language."""
    return text.in_(language())


def argument(name: str) -> str:
    """A further query parameter of the page; empty when it is absent."""
    return str(st.query_params.get(name, ""))


def set_argument(name: str, value: str) -> None:
    """Write a query parameter of the page into the address."""
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]
