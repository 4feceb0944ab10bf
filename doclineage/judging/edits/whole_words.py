"""Edits shown by whole words: a change in one syllable of a word is a change of the word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from doclineage.judging.edits import edit_of
from doclineage.judging.edits.passages import Passage
from doclineage.model import Edit, EditKind, Span
from doclineage.vietnamese.word_bounds import long_words
from doclineage.vietnamese.words import Words, words

#: Of edits that become one the gravest names it.
_GRAVEST: tuple[EditKind, ...] = ("fact", "wording", "localisation", "noise", "typography")


class _Run(msgspec.Struct):
    """Syllables that differ, `start` to `stop` (exclusive): of the parent, of the child."""

    start: list[int]
    stop: list[int]
    kind: EditKind
    grown: bool = False


class _Side(msgspec.Struct, frozen=True):
    """One text, its syllables, and the run of syllables that each of its long words has."""

    text: str
    spoken: Words
    bounds: tuple[Span, ...]


def by_words(edits: Sequence[Edit], parent: str, child: str) -> tuple[Edit, ...]:
    """Return the edits between two texts grown to the bounds of words; those that meet in one join.

    What lies between two edits is equal, syllable by syllable, so an edit grows on both sides
    alike. What it says beside words, and all that was judged from the edits, stays.
    """
    sides = _side(parent), _side(child)
    runs = [_run(edit, sides) for edit in edits]
    if not _is_even(runs, sides):
        return tuple(edits)
    while _grow(runs, sides):
        runs = _joined(runs, sides)
    return tuple(_edit(run, sides) for run in runs) if any(r.grown for r in runs) else tuple(edits)


def _side(text: str) -> _Side:
    spoken = words(text)
    places = [span[0] for span in spoken.spans]
    bounds = [(bisect_left(places, a), bisect_left(places, b)) for a, b in long_words(text)]
    return _Side(text, spoken, tuple(bound for bound in bounds if bound[1] - bound[0] > 1))


def _run(edit: Edit, sides: tuple[_Side, _Side]) -> _Run:
    start, stop = [], []
    for side, span in zip(sides, (edit.parent_span, edit.child_span), strict=True):
        start.append(bisect_left(side.spoken.spans, (span[0], 0)))
        stop.append(bisect_left(side.spoken.spans, (span[1], 0)))
    return _Run(start, stop, edit.kind)


def _is_even(runs: Sequence[_Run], sides: tuple[_Side, _Side]) -> bool:
    """Tell whether what lies between the edits is as long on both sides.

    It is not where an edit stands inside of an abbreviation: several syllables, one place.
    """
    at = [0, 0]
    ends = [len(side.spoken.keys) for side in sides]
    for start, stop in [*((run.start, run.stop) for run in runs), (ends, ends)]:
        if start[0] - at[0] != start[1] - at[1] or start[0] < at[0]:
            return False
        at = stop
    return True


def _grow(runs: Sequence[_Run], sides: tuple[_Side, _Side]) -> bool:
    """Let every edit grow to the bounds of the words that it cuts; tell whether one did."""
    grew = False
    for place, run in enumerate(runs):
        room = (
            runs[place - 1].stop[0] if place else 0,
            runs[place + 1].start[0] if place + 1 < len(runs) else len(sides[0].spoken.keys),
        )
        for side, own in enumerate(sides):
            for start, stop in _cut(own, run.start[side], run.stop[side]):
                before = min(max(0, run.start[side] - start), run.start[0] - room[0])
                after = min(max(0, stop - run.stop[side]), room[1] - run.stop[0])
                if before or after:
                    run.start = [at - before for at in run.start]
                    run.stop = [at + after for at in run.stop]
                    run.grown = grew = True
    return grew


def _cut(side: _Side, start: int, stop: int) -> list[Span]:
    """Return the words that the syllables from `start` to `stop` are a part of.

    An empty run cuts only what it stands inside of.
    """
    return [
        (a, b)
        for a, b in side.bounds
        if a < stop and start < b and (start < stop or a < start) and not (start <= a and b <= stop)
    ]


def _joined(runs: Sequence[_Run], sides: tuple[_Side, _Side]) -> list[_Run]:
    """Make one of the edits that meet inside of a word."""
    joined: list[_Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and last.stop == run.start and _is_inside(run.start, sides):
            kind = min(last.kind, run.kind, key=_GRAVEST.index)
            joined[-1] = _Run(last.start, run.stop, kind, grown=True)
        else:
            joined.append(run)
    return joined


def _is_inside(places: Sequence[int], sides: tuple[_Side, _Side]) -> bool:
    return any(
        a < place < b for place, side in zip(places, sides, strict=True) for a, b in side.bounds
    )


def _edit(run: _Run, sides: tuple[_Side, _Side]) -> Edit:
    before, after = (
        Passage(side.text, side.spoken, run.start[i], run.stop[i]) for i, side in enumerate(sides)
    )
    return edit_of(run.kind, before, after)
