"""Footnotes of a PDF page: the notes at its foot, and the raised marks that refer to them.

A note leaves the flow only where both are found: the label that begins a line of small print, or
is set above its line, at the foot of the page, and the same label set above its line further up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from doclineage.reading.pdf.layout import Row, rows_of
from doclineage.reading.pdf.tables import joined
from doclineage.reading.pdf.words import Letters, Run, Word, printed

#: Notes are set smaller than this share of the page's usual letter size.
_SMALL = 0.93
#: Notes of one page differ in size by less than this.
_SAME_SIZE = 1.04
#: A mark stands above its line by this share of the letter size, or is set smaller by this share.
_RAISED, _MARK_SIZE = 0.12, 0.8
#: Labels of one page; more are a list.
_MOST_NOTES = 40
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?")
# 1 Theo … | (2) Theo … | * Theo … | 3Theo … (the label glued to its first word)
_LABEL = re.compile(r"(?P<label>\d{1,3}|\*{1,3}|\(\d{1,2}\)|\[\d{1,2}\])(?P<glued>[^\W\d].*)?")
# niêm yết1. | phiên2, | 3 | trẻ em(1)
_MARKED = re.compile(
    r"(?P<word>.*?)(?P<label>\d{1,3}|\*{1,3}|\(\d{1,2}\)|\[\d{1,2}\])(?P<sign>[.,;:!?)\]”\"…]*)"
)
# m2, km3: units, not marks
_UNIT = re.compile(r"(?<!\w)[cdk]?m[23]")


class _Mark(NamedTuple):
    label: str
    rest: str
    """The word without the label."""


def attach_notes(runs: Sequence[Run], letters: Letters) -> tuple[list[Run], list[str]]:
    """Return the runs without footnotes, and the marks that were taken away.

    Each marked word carries its note instead.
    """
    usual = _usual_size(runs)
    if not any(_may_be_note(run, usual) for run in runs):
        return list(runs), []
    rows = rows_of(runs)
    start = _foot(rows, usual, letters)
    notes = _notes([row for row in rows[start:] if not _is_number(row)])
    marks = _marks(rows[:start], notes, letters)
    marked = {mark.label for mark in marks.values()}
    if not marked:
        return list(runs), []
    texts = {label: _text(rows, label) for label, rows in notes.items() if label in marked}
    gone = {id(word) for label in texts for word in _words(notes[label])}
    kept = (run for run in runs if id(run.words[0]) not in gone)
    taken = [*(mark.label for mark in marks.values()), *texts]
    return [_noted(run, marks, texts) for run in kept], taken


def _usual_size(runs: Sequence[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.words)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def _may_be_note(run: Run, usual: float) -> bool:
    """Tell whether a run begins as a note does: most pages are settled by this."""
    match = _LABEL.fullmatch(run.words[0].text)
    lone = len(run.words) == 1 and match is not None and not match["glued"]
    return match is not None and (not lone or run.size < usual * _SMALL)


def _words(rows: Sequence[Row]) -> list[Word]:
    return [word for row in rows for part in row for word in part.words]


def _set(word: Word, at: int, letters: Letters) -> tuple[float, float]:
    """Return the size and the base line of one letter of a word."""
    if word.index < 0:
        return word.drawn[at]
    return letters.size(word.index + at), letters.base(word.index + at)


def _is_raised(word: Word, at: int, beside: Word, letters: Letters) -> bool:
    """Tell whether the letter `at` of `word` is set above, or smaller than, what is beside it."""
    size, base = _set(word, at, letters)
    usual, line = _set(word, 0, letters) if at else _set(beside, 0, letters)
    return line - base > _RAISED * usual or size < usual * _MARK_SIZE


def _foot(rows: Sequence[Row], usual: float, letters: Letters) -> int:
    """Return the row where the notes at the foot of a page may begin."""
    start = len(rows)
    largest = usual * _SMALL
    while start:
        row = rows[start - 1]
        if not _is_number(row):
            # The label at the start may be larger than its note.
            size = _set(row[-1].words[-1], 0, letters)[0]
            if size > largest:
                break
            # A table in small print that stands above the notes is larger than these.
            largest = min(largest, size * _SAME_SIZE)
        start -= 1
    # Notes as large as the text are told by their raised labels.
    for index, row in enumerate(rows[:start]):
        words = row[0].words
        # The number of a table row stands apart from what is beside it.
        lone = len(row) == 1 and len(words) > 1 and words[1].left - words[0].right < row[0].size
        if lone and _LABEL.fullmatch(words[0].text) and _is_raised(words[0], 0, words[1], letters):
            return index
    return start


def _is_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.fullmatch(printed(row[0].words)) is not None


def _notes(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows of each note by the label that begins it, none where labels repeat."""
    notes: dict[str, list[Row]] = {}
    last: list[Row] | None = None
    for row in rows:
        words = _words([row])
        match = _LABEL.fullmatch(words[0].text)
        if match and (match["glued"] or len(words) > 1):
            if match["label"] in notes or len(notes) >= _MOST_NOTES:
                return {}
            last = notes[match["label"]] = [row]
        elif last is not None:
            last.append(row)
    return notes


def _text(rows: Sequence[Row], label: str) -> str:
    text = ""
    for row in rows:
        line = printed(_words([row]))
        text = joined(text, line) if text else line
    return text[len(label) :].lstrip()


def _marks(rows: Sequence[Row], notes: dict[str, list[Row]], letters: Letters) -> dict[int, _Mark]:
    """Return the marked words by id."""
    found: dict[int, _Mark] = {}
    for row in rows:
        for word, beside in _beside(_words([row])):
            for start, label, sign in _labels(word.text):
                if label in notes and _is_raised(word, start, beside, letters):
                    found[id(word)] = _Mark(label, word.text[:start] + sign)
                    break
    return found


def _labels(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where a mark may begin in a word, its label, what is printed behind it.

    >>> list(_labels("00:15,")), list(_labels("m2"))
    ([(3, '15', ','), (4, '5', ',')], [])
    """
    match = _MARKED.fullmatch(text)
    if match is None or _UNIT.search(text):
        return
    start, end = match.span("label")
    yield start, match["label"], match["sign"]
    if match["label"].isdigit():
        # A number may stand before the mark: 02 giờ 00 with the mark 2 is drawn as 002.
        for further in range(start + 1, end):
            yield further, text[further:end], match["sign"]


def _beside(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield each word with the one before it, the first with the one behind it."""
    if len(words) > 1:
        yield words[0], words[1]
        yield from ((word, before) for before, word in pairwise(words))


def _noted(run: Run, marks: dict[int, _Mark], texts: dict[str, str]) -> Run:
    """Return a run whose marked words carry their notes and no mark."""
    if not any(id(word) in marks for word in run.words):
        return run
    words: list[Word] = []
    for word in run.words:
        mark = marks.get(id(word))
        if mark is None:
            words.append(word)
            continue
        # A note that is referred to twice is given once.
        text = texts.pop(mark.label, "")
        note = (text,) if text else ()
        if not mark.rest and words:
            words[-1] = msgspec.structs.replace(words[-1], notes=(*words[-1].notes, *note))
        else:
            words.append(msgspec.structs.replace(word, text=mark.rest, notes=note))
    return msgspec.structs.replace(run, words=tuple(words))
