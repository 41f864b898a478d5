"""All checks of one version, asked together."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date

from data.home import Home
from metrics.integrity import Outcome
from publication.integrity.catalogue import checks
from publication.integrity.material import Material
from publication.reading import Published


def ask(home: Home, published: Published, end_on: date) -> Mapping[str, Outcome]:
    """Check -> what it finds in the year up to a day, in the order of the catalogue.

    Nothing is found where there are no rows; a check says itself what it lacks.
    """
    with closing(Material(home, published, end_on)) as material:
        return {key: check.look(material) for key, check in checks().items()}
