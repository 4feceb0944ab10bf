"""The units that should have a plan, as a person lists them."""

from __future__ import annotations

import re
from pathlib import Path

from doclineage.errors import UnusableInputError
from doclineage.settings import written_text

# 1. phường Bến Đò | 2) xã Khe Ngàn | - xã Cồn Bãi
_LIST_MARK = re.compile(r"^\s*(?:[-*•+–]|\d+[.)])\s+")


def read_units(path: str | Path) -> tuple[str, ...]:
    """Return the units that a text file lists, one a line; bullets and numbers fall away.

    Empty lines and those that begin with "#" count for nothing. Raises `UnusableInputError` for
    a file that cannot be read or lists none.
    """
    try:
        lines = written_text(Path(path)).splitlines()
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        reason = "UTF-8" if isinstance(fault, UnicodeDecodeError) else reason
        raise UnusableInputError(str(path), "error.unreadable", reason) from fault
    stripped = (_LIST_MARK.sub("", line).strip() for line in lines)
    units = tuple(unit for unit in stripped if unit and not unit.startswith("#"))
    if not units:
        raise UnusableInputError(str(path), "error.no-units")
    return units
