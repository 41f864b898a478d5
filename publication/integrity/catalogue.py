"""Every integrity check there is: found by walking ``publication/integrity/checks``."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from metrics.integrity import Check
from publication.integrity import checks as folder


@cache
def checks() -> dict[str, Check]:
    """Key -> check, in their declared order."""
    found = [
        importlib.import_module(f"{folder.__name__}.{module.name}").CHECK
        for module in pkgutil.iter_modules(folder.__path__)
    ]
    found.sort(key=lambda check: (check.order, check.key))
    return {check.key: check for check in found}
