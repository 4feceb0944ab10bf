"""The parents that children are derived from, as far as they are there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from doclineage import Document, read_document

from .synthetic import plan

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
#: Name, file, and how many of its first chapters or sections are used (None: all).
_FILES: tuple[tuple[str, Path, int | None], ...] = (
    ("province", ROOT / "corpus" / "ke-hoach-118-tinh-song-lam.docx", None),
    ("city", SHARED / "seeds" / "001_93c23c263a7d8027.txt", None),
    ("law", SHARED / "data" / "text-laws" / "luat-kiem-toan-nha-nuoc.corpus.txt", 120),
)


@cache
def parents(*, held_out: bool = False) -> tuple[tuple[str, Document], ...]:
    """Return the parents by name; shared files that are absent are left out."""
    found = [
        (name, _first_units(read_document(path), limit))
        for name, path, limit in _FILES
        if path.is_file()
    ]
    found += [(f"plan{seed}", plan(seed, held_out=held_out)) for seed in (1, 2, 3)]
    return tuple(found)


def _first_units(document: Document, limit: int | None) -> Document:
    """Return the document up to the first content units, cut where a heading begins."""
    if limit is None or len(document.content()) <= limit:
        return document
    ends = [i for i in document.content()[:limit] if document.units[i].kind == "heading"]
    return msgspec.structs.replace(document, units=document.units[: ends[-1]], citations=())
