"""Facts of texts whose damaged words are read as the sound side prints them.

"trứớc ngày 15/6" bounds a day like "trước ngày 15/6": what is only damaged loses no fact.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from doclineage.judging.edits.letters import read_digits
from doclineage.model import Edit, Span
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.words import words

#: Where a piece stands in the text as it is, and in the text as it is read.
_Piece = tuple[Span, Span]


#: A word of duty may become another by its marks ("nên", "nền"); what counts or dates may not.
_DUTY = frozenset({"modality", "negation"})


def facts_of_both(
    parent: str, child: str, edits: Sequence[Edit]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return the facts of both texts, noise read as its sound side, at their places.

    Where only marks differ ("Điêu 17", "thang 5") the numbers, days and places beside are kept.
    """
    noise = [edit for edit in edits if edit.kind == "noise"]
    marks = [edit for edit in edits if edit.kind == "noise" or _is_misprint(edit)]
    found = _facts(parent, child, noise)
    if len(marks) == len(noise):
        return found
    repaired = _facts(parent, child, marks)
    old, new = (
        tuple(
            sorted(
                [f for f in was if _is_duty(f)] + [f for f in now if not _is_duty(f)],
                key=lambda fact: (fact.span, fact.kind),
            )
        )
        for was, now in zip(found, repaired, strict=True)
    )
    return old, new


def _is_duty(fact: Fact) -> bool:
    return fact.kind in _DUTY or (fact.kind == "scope" and fact.bound is None)


def _is_misprint(edit: Edit) -> bool:
    """Tell whether two texts differ in marks only, or in letters read for digits."""
    before, after = words(edit.parent_text), words(edit.child_text)
    if not before.bare or not after.bare:
        return False
    marks = before.bare == after.bare and before.keys != after.keys
    return marks or read_digits(edit.parent_text) == read_digits(edit.child_text)


def _facts(
    parent: str, child: str, damaged: Sequence[Edit]
) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    # "toàn diện_": the line under a word is no letter of it.
    parent, child = parent.replace("_", " "), child.replace("_", " ")
    if not damaged:
        return find_facts(parent), find_facts(child)
    sound = [_sound(edit) for edit in damaged]
    return (
        _read(parent, [edit.parent_span for edit in damaged], sound),
        _read(child, [edit.child_span for edit in damaged], sound),
    )


def _sound(edit: Edit) -> str:
    """Return the side whose words are syllables or numbers, the parent's where both are.

    What stands on one side only (a word typed twice, a page number) is left out of both.
    """
    if not edit.parent_text or not edit.child_text:
        return ""
    if not _is_sound(edit.parent_text) and _is_sound(edit.child_text):
        return edit.child_text
    return edit.parent_text


def _is_sound(text: str) -> bool:
    keys = words(text).keys
    return all(is_syllable(key) or not any(c.isalpha() for c in key) for key in keys)


def _read(text: str, places: Sequence[Span], sound: Sequence[str]) -> tuple[Fact, ...]:
    read, pieces, last = "", list[_Piece](), 0
    for (start, end), printed in zip(places, sound, strict=True):
        read += text[last:start]
        pieces.append(((start, end), (len(read), len(read) + len(printed))))
        read += printed
        last = end
    read += text[last:]
    return tuple(
        msgspec.structs.replace(
            fact, span=(_back(fact.span[0], pieces), _back(fact.span[1], pieces))
        )
        for fact in find_facts(read)
    )


def _back(position: int, pieces: Sequence[_Piece]) -> int:
    """Lead a place in the text as it is read back to the text as it is."""
    shift = 0
    for (start, end), (first, last) in pieces:
        if position <= first:
            break
        if position < last:
            return min(start + position - first, end)
        shift = end - last
    return position + shift
