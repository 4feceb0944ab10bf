"""Words that steer the reading of a document's frame, from `data/cues.tsv`."""

from __future__ import annotations

import re
from functools import cache

from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


@cache
def cues(kind: str) -> tuple[str, ...]:
    """Return the cues of one kind, the longest first."""
    found = {row["cue"] for row in load_table("cues") if row["kind"] == kind}
    return tuple(sorted(found, key=lambda cue: (-len(cue), cue)))


@cache
def _opening(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[-+*]\s*)?{any_of(cues(kind))}(?!\w)")


@cache
def _ending(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(cues(kind))}$")


def starts_basis(text: str) -> bool:
    """Tell whether a paragraph begins as a basis does.

    >>> starts_basis("Căn cứ Luật Tổ chức chính quyền địa phương;")
    True
    """
    return _opening("basis").match(fold_case(text[:60])) is not None


def starts_closing(text: str) -> bool:
    """Tell whether a paragraph begins as a closing one does ("Trên đây là …")."""
    return _opening("closing").match(fold_case(text[:60])) is not None


def ends_open(text: str) -> bool:
    """Tell whether a line ends so that its sentence must go on ("… và", "… của", a comma)."""
    if text.endswith((",", "(")):
        return True
    end = fold_case(text[-16:])
    return _ending("open").search(end) is not None and _ending("whole").search(end) is None


def speaks_about(text: str) -> bool:
    """Tell whether a body named right behind `text` is spoken about, not given anything to do.

    >>> speaks_about("bầu cử đại biểu "), speaks_about("chủ trì, phối hợp với ")
    (True, False)
    """
    return _ending("about").search(fold_case(text[-40:]).rstrip()) is not None
