"""Whether a part, read in order beside the others, says what they leave out of their whole.

Weights cannot tell it of a part that is a formula ("Hoàn thành trước ngày 15/6/2026."): its words
stand in many units. What counts then is that the whole has just these words where the others have
none. Bodies and territories count by their being named, for a child names its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec
from rapidfuzz.distance import LCSseq

from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.words import words

Syllables = tuple[str, ...]

#: Stands for a body or a territory, whatever its name.
_NAMED = "@"
#: A part of fewer syllables is no clause.
_LEAST = 3
#: Longer units are not read in order: the cost grows with the product of the lengths.
_LONGEST = 4_000
#: Share of a part that the whole says even where the part names other bodies, which is asked first.
_BESIDE_NAMES = 0.35
#: Share of a part that must be new, in the order of the whole.
_NEW = 0.8
#: Share of the stretch of the whole that the part covers which it must say.
_DENSE = 0.6


class Completion(msgspec.Struct, frozen=True):
    """What a part adds to the others: shares 0..1."""

    new: float
    """Of the part, what stands in the whole and the others do not say."""
    filled: float
    """Of what the others leave out of the whole."""
    fit: float
    """How alike the whole and all its parts together are."""


def completes(whole: str, others: Sequence[str], part: str) -> Completion | None:
    """Return what `part` adds to the `others` of a whole, None where it is no part of it.

    >>> plan = "Rà soát, thống kê hộ nghèo; báo cáo kết quả về Sở Nội vụ."
    >>> completes(plan, ["Rà soát, thống kê hộ nghèo."], "Báo cáo kết quả về Phòng Kinh tế.")
    Completion(new=1.0, filled=1.0, fit=1.0)
    >>> completes(plan, ["Báo cáo kết quả về UBND tỉnh."], "Báo cáo kết quả về Phòng Kinh tế.")
    """
    said, own = words(whole).bare, words(part).bare
    if len(own) < _LEAST or len(said) + len(own) > _LONGEST:
        return None
    if LCSseq.similarity(said, own) < _BESIDE_NAMES * len(own):
        return None
    for reading in (_plainly, by_role) if find_mentions(part) else (_plainly,):
        found = _completion(reading(whole), tuple(map(reading, others)), reading(part))
        if found is not None:
            return found
    return None


def _plainly(text: str) -> Syllables:
    return words(text).bare


@lru_cache(maxsize=16384)
def by_role(text: str) -> Syllables:
    """Return the syllables of a text, every body and territory as one."""
    said: list[str] = []
    end = 0
    for mention in find_mentions(text):
        said += [*words(text[end : mention.span[0]]).bare, _NAMED]
        end = mention.span[1]
    return (*said, *words(text[end:]).bare)


def _completion(
    whole: Syllables, others: tuple[Syllables, ...], part: Syllables
) -> Completion | None:
    known = sum(others, ())
    if not part or not known or len(whole) + len(known) + len(part) > _LONGEST:
        return None
    if LCSseq.similarity(whole, part) < _NEW * len(part):
        return None
    held = LCSseq.similarity(whole, known)
    ahead, behind = (*part, *known), (*known, *part)
    together, start, text = max(
        (LCSseq.similarity(whole, behind), len(known), behind),
        (LCSseq.similarity(whole, ahead), 0, ahead),
        key=lambda found: (found[0], found[1]),
    )
    gain = together - held
    if gain < _NEW * len(part) or gain < _DENSE * _stretch(whole, text, start, len(part)):
        return None
    return Completion(
        new=gain / len(part),
        filled=gain / max(1, len(whole) - held),
        fit=2 * together / (len(whole) + len(text)),
    )


def _stretch(whole: Syllables, text: Syllables, start: int, length: int) -> int:
    """Return how many syllables of the whole lie from the first to the last that the part says."""
    places = [
        place
        for step in LCSseq.opcodes(whole, text)
        if step.tag == "equal"
        for place in (
            step.src_start + max(0, start - step.dest_start),
            step.src_end - 1 - max(0, step.dest_end - start - length),
        )
        if step.dest_start < start + length and step.dest_end > start
    ]
    return max(places) - min(places) + 1 if places else 0
