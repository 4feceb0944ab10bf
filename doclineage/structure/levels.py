"""Classes and ranks of markers, and what continues a list: what the outline decides with."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from doclineage.model import Marker, Scheme
from doclineage.structure.markers import follows, roman_value

# Outermost first; a prior, never a cage.
RANK: dict[Scheme, int] = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "article": 4,
    "upper": 5,
    "roman": 6,
    "arabic": 7,
    "decimal": 8,
    "clause": 7,
    "letter": 13,
    "point": 13,
    "bracketed": 14,
    "bullet": 15,
}
NAMED: frozenset[Scheme] = frozenset({"part", "chapter", "section", "subsection", "article"})
LEAD_IN_RANK = 12
HEADING_RANK = 12
_DASHES = "-–—\uf02d"


class Level(msgspec.Struct):
    """One open level of the stack; `index` is its item."""

    key: str
    rank: float
    index: int
    ordinal: int | None
    letter: str = ""
    open: bool = False
    """True where the text ends with a colon: what follows belongs below it."""


def level_of(marker: Marker, index: int, text: str) -> Level:
    """Return the level that an item opens."""
    return Level(
        key=key_of(marker),
        rank=rank_of(marker),
        index=index,
        ordinal=marker.ordinal,
        letter=marker.glyph.strip("( ")[:1],
        open=text.rstrip().endswith(":"),
    )


def key_of(marker: Marker) -> str:
    """Return the class of a marker: its scheme and, where it tells levels apart, its form."""
    glyph = marker.glyph.strip()
    if marker.scheme == "bullet":
        return f"bullet{'-' if glyph in _DASHES else glyph}"
    if marker.scheme == "decimal":
        form = "I" if glyph[:1].isupper() else "a" if glyph[:1].isalpha() else ""
        return f"decimal{form}{glyph.strip('.)').count('.')}"
    if marker.scheme in {"arabic", "clause"}:
        return f"arabic{')' if glyph.endswith(')') else '.'}"
    if marker.scheme in {"letter", "point"}:
        return f"letter{')' if glyph.endswith(')') else '.'}"
    if marker.scheme == "roman" and glyph[:1] in "ivx":
        return "romani"
    if marker.scheme == "bracketed":
        inner = glyph.strip("()")
        if inner.isdigit():
            return "bracketed1"
        return "bracketedi" if marker.ordinal == roman_value(inner.upper()) else "bracketeda"
    return marker.scheme


def rank_of(marker: Marker) -> float:
    """Return the prior rank of a marker, finer than that of its scheme."""
    rank = float(RANK[marker.scheme])
    glyph = marker.glyph.strip()
    if marker.scheme == "decimal":
        # "a.1)" stands below "a)", "1.1." below "1.".
        dots = glyph.strip(".)").count(".")
        if glyph[:1].isupper():
            return RANK["roman"] + dots
        return RANK["letter"] + dots / 10 if glyph[:1].isalpha() else rank + dots
    if marker.scheme == "bullet":
        return rank + (0.0 if glyph in _DASHES else 0.5 if glyph == "+" else 0.7)
    if marker.scheme in {"arabic", "clause"} and glyph.endswith(")"):
        return rank + 0.5
    if marker.scheme == "roman" and glyph[:1] in "ivx":
        return RANK["letter"] + 0.5
    return rank


def continues(level: Level, marker: Marker) -> bool:
    """Tell whether a marker is the very next of its list."""
    if marker.scheme in {"letter", "point"} or key_of(marker) == "bracketeda":
        letter = marker.glyph.strip("( ")[:1]
        inserted = letter == level.letter and len(marker.glyph.strip(" .:()-/–")) > 1
        return follows(letter, level.letter) or inserted
    if marker.scheme == "upper":
        return follows(marker.glyph[:1].lower(), level.letter.lower())
    if marker.ordinal is None or level.ordinal is None:
        return True
    inserted = marker.ordinal == level.ordinal and any(c.isalpha() for c in marker.glyph[1:])
    return marker.ordinal == level.ordinal + 1 or (inserted and marker.scheme != "roman")


def in_article(marker: Marker, above: Iterable[Marker | None]) -> Marker:
    """Call a number inside an article a clause (khoản), a letter a point (điểm)."""
    if marker.scheme not in {"arabic", "letter"}:
        return marker
    if not any(higher is not None and higher.scheme == "article" for higher in above):
        return marker
    scheme: Scheme = "clause" if marker.scheme == "arabic" else "point"
    return msgspec.structs.replace(marker, scheme=scheme)
