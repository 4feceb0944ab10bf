"""The door to `tests/formats`: how much of a Word file's tree other formats of it have."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "formats"))

from forms import convert, shares

__all__ = ["convert", "format_measures"]


def format_measures() -> dict[str, dict[str, float]]:
    """Return the share of equal units by format as "formats", nothing without LibreOffice."""
    with TemporaryDirectory() as folder:
        found = shares(Path(folder))
    return {"formats": found} if found else {}
