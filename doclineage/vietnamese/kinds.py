"""Kinds of documents: their names, codes, and the heading line that states one.

Domain reference 2.1. Names are matched whatever their case and tone placement; where no name
agrees so, without diacritics, for OCR damages exactly these.
"""

from __future__ import annotations

import re
from functools import cache

from doclineage.model import System
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.tables import load_table

# "KẾ HOẠCH:", "**CHỈ THỊ**", "# NGHỊ QUYẾT"
_ORNAMENT = re.compile(r"^[\s#*_>~-]+|[\s#*_:.~-]+$")
_SPACED_OUT = re.compile(r"(?:\w )+\w")
# Kinds whose name goes on in the same line: "LUẬT DOANH NGHIỆP", "PHÁP LỆNH DÂN SỐ".
_NAMED_KINDS = frozenset({"LUAT", "BLUAT", "PL"})
_SYSTEMS: dict[str, System] = {"party": "party", "state": "state", "assembly": "assembly"}

#: Every name of a kind, lower case, the longest first.
KIND_NAMES: tuple[str, ...] = tuple(
    sorted((row["name"] for row in load_table("kinds")), key=lambda name: (-len(name), name))
)


@cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["code"] for row in load_table("kinds")}


@cache
def _bare_codes() -> dict[str, str]:
    return {fold_marks(name): code for name, code in _codes().items()}


@cache
def _opening(*, bare: bool) -> re.Pattern[str]:
    names = [fold_marks(name) if bare else name for name in KIND_NAMES]
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?!\w)")


def kind_of(name: str) -> str | None:
    """Return the code of the kind whose name `name` begins with, the longest such name.

    >>> kind_of("Chương trình hành động"), kind_of("KE HOẠCH"), kind_of("Uỷ ban")
    ('CTr', 'KH', None)
    """
    key = " ".join(fold_case(name).split())
    match = _opening(bare=False).match(key)
    if match:
        return _codes()[match.group()]
    match = _opening(bare=True).match(fold_marks(key))
    return _bare_codes()[match.group()] if match else None


def kind_system(kind: str) -> System | None:
    """Return the system that alone writes documents of `kind`, None where several do.

    >>> kind_system("NĐ"), kind_system("KH")
    ('state', None)
    """
    systems = {row["system"] for row in load_table("kinds") if row["code"] == kind}
    return _SYSTEMS.get(systems.pop()) if len(systems) == 1 else None


def kind_name(kind: str) -> str | None:
    """Return the shortest name of a kind by its code, lower case.

    >>> kind_name("CTr")
    'chương trình'
    """
    names = [name for name, code in _codes().items() if code == kind]
    return min(names, key=lambda name: (len(name), name), default=None)


def heading_kind(line: str) -> str | None:
    """Return the kind that a heading line in capitals states, whatever OCR did to its marks.

    >>> heading_kind("KÉ HOẠCH"), heading_kind("BÁO CÁO THẨM TRA"), heading_kind("Kế hoạch")
    ('KH', 'BC', None)
    >>> heading_kind("LUẬT DOANH NGHIỆP"), heading_kind("KẾ HOẠCH TUYÊN TRUYỀN")
    ('LUAT', None)
    """
    text = _ORNAMENT.sub("", line[:200])
    if not text or text != text.upper():
        return None
    if _SPACED_OUT.fullmatch(text):
        return _joined_kind(text.replace(" ", ""))
    key = " ".join(fold_marks(text).split())
    if key in _bare_codes():
        return _bare_codes()[key]
    match = _opening(bare=True).match(key)
    kind = _bare_codes()[match.group()] if match else None
    return kind if kind in _NAMED_KINDS else _misread_kind(key)


def _joined_kind(text: str) -> str | None:
    key = fold_marks(text)
    found = {code for name, code in _bare_codes().items() if name.replace(" ", "") == key}
    return found.pop() if len(found) == 1 else None


def _misread_kind(key: str) -> str | None:
    """Return the kind whose name differs in one letter; short names are too alike for that."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - rare, and slow to import

    found = {
        code
        for name, code in _bare_codes().items()
        if len(name) >= 7 and Levenshtein.distance(key, name, score_cutoff=1) <= 1
    }
    return found.pop() if len(found) == 1 else None
