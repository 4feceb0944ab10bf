"""Deeds of a sentence worded anew that were left out of it.

"… giữ lại cấu kiện gỗ và lập hồ sơ ảnh" said as "các cấu kiện gỗ được giữ lại" keeps most of its
words: no share of the sentence tells that one of its deeds is gone, the share of the deed does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from doclineage.judging.carrying import UNDONE, Side, clauses_of, is_anew, without_facts
from doclineage.judging.sayings import opens_detail, sayings
from doclineage.model import Span
from doclineage.vietnamese.addressees import opening_bodies
from doclineage.vietnamese.content import blanked, content_syllables
from doclineage.vietnamese.deeds import is_undone, opens_with_deed
from doclineage.vietnamese.normalise import fold_case

#: Share of a deed up to which it was cut, and of the deeds beside it from which they were kept.
_CUT, _KEPT_BESIDE = 0.3, 0.6
#: Syllables from which on a piece of a sentence is a deed, and no word of a list.
_DEED = 5
_PARTED = re.compile(r",\s+|\s+và\s+|\s+đồng thời\s+")
#: What tells when, why or how, and not what: "nếu để xảy ra …", "theo quy định …".
_BESIDE = frozenset(
    ("nếu", "khi", "để", "nhằm", "theo", "do", "vì", "như", "kể", "trong", "sau", "trước")
)


def lost_deeds(side: Side, other: str, lost: Sequence[str]) -> tuple[str, ...]:
    """Return what clauses worded anew have to be done of which next to nothing is said.

    Clauses that are `lost` as a whole are told already.
    """
    if all(side.equal):
        return ()
    return tuple(
        deed
        for span in clauses_of(side)
        if side.text[slice(*span)] not in lost
        for deed in _lost_of(side, span, other)
        if not any(deed in told or told in deed for told in lost)
    )


def _lost_of(side: Side, span: Span, other: str) -> tuple[str, ...]:
    """Return the lost deeds of a clause; where little else is said, all is in other words."""
    clause = side.text[slice(*span)]
    doers = opening_bodies(clause)
    begun = doers[-1].span[1] if doers else 0
    pieces = _deeds(clause)
    undone = _undone(clause, pieces, begun, other)
    anew = is_anew(side, span)
    if not anew and not any(undone):
        return ()
    there = content_syllables(other)
    silent = [(a, b) for a, b, saying in sayings(clause) if not saying]
    work = blanked(without_facts(clause), [(0, begun), *silent])
    deeds = [content_syllables(work[slice(*piece)]) for piece in pieces]
    held = [sum(count for key, count in said.items() if key in there) for said in deeds]
    gone = [
        share <= UNDONE * said.total()
        if never
        # The first also says of what all of them are.
        else anew
        and piece != pieces[0]
        and said.total() >= _DEED
        and share <= _CUT * said.total()
        and not _is_beside(clause[slice(*piece)])
        for piece, said, share, never in zip(pieces, deeds, held, undone, strict=True)
    ]
    size = sum(said.total() for said, cut in zip(deeds, gone, strict=True) if not cut)
    kept = sum(share for share, cut in zip(held, gone, strict=True) if not cut)
    if kept < _KEPT_BESIDE * max(1, size):
        return ()
    return tuple(clause[slice(*piece)] for piece, cut in zip(pieces, gone, strict=True) if cut)


def _undone(clause: str, pieces: Sequence[Span], begun: int, other: str) -> list[bool]:
    """Tell of each piece whether a deed of its kind is done nowhere, where others stand beside."""
    opens = [opens_with_deed(clause[slice(*piece)]) for piece in pieces]
    return [
        any(opens[:place] + opens[place + 1 :])
        and is_undone(clause[max(start, begun) : end], other)
        for place, (start, end) in enumerate(pieces)
    ]


def _is_beside(deed: str) -> bool:
    return fold_case(deed).split()[0] in _BESIDE or opens_detail(deed)


def _deeds(text: str) -> tuple[Span, ...]:
    """Return the pieces of a sentence between its commas, short ones with the one before."""
    found: list[Span] = []
    start = 0
    ends = [*((m.start(), m.end()) for m in _PARTED.finditer(text)), (len(text), len(text))]
    for end, after in ends:
        if found and len(text[start:end].split()) < _DEED:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        start = after
    return tuple(found)
