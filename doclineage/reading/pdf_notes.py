"""Footnotes of a PDF page: small print at its foot, and the raised marks that refer to it.

A note leaves the flow only where both are found: the label that begins a line of small print, and
the same label set above its line somewhere on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from doclineage.reading.pdf_layout import Row, rows_of
from doclineage.reading.pdf_tables import joined
from doclineage.reading.pdf_words import MARK_SIZE, RAISED, Letters, Run, Word, printed

#: Notes are set smaller than this share of the page's usual letter size.
_SMALL = 0.93
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


def attach_notes(runs: Sequence[Run], letters: Letters) -> list[Run]:
    """Return the runs without footnotes; each marked word carries its note instead."""
    usual = _usual_size(runs)
    if not any(run.size < usual * _SMALL for run in runs):
        return list(runs)
    notes = _notes(_foot(rows_of(runs), usual))
    below = {id(word) for rows in notes.values() for word in _words(rows)}
    marks = _marks([run for run in runs if id(run.words[0]) not in below], notes, letters)
    marked = {mark.label for mark in marks.values()}
    if not marked:
        return list(runs)
    texts = {label: _text(rows, label) for label, rows in notes.items() if label in marked}
    gone = {id(word) for label in texts for word in _words(notes[label])}
    return [_noted(run, marks, texts) for run in runs if id(run.words[0]) not in gone]


def _usual_size(runs: Sequence[Run]) -> float:
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.words)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def _words(rows: Sequence[Row]) -> list[Word]:
    return [word for row in rows for part in row for word in part.words]


def _foot(rows: Sequence[Row], usual: float) -> list[Row]:
    """Return the rows of small print that end a page, without its number."""
    start = len(rows)
    while start and (rows[start - 1][0].size < usual * _SMALL or _is_number(rows[start - 1])):
        start -= 1
    return [row for row in rows[start:] if not _is_number(row)]


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


def _marks(runs: Sequence[Run], notes: dict[str, list[Row]], letters: Letters) -> dict[int, _Mark]:
    """Return the marked words by id."""
    found: dict[int, _Mark] = {}
    for index, run in enumerate(runs):
        for word in run.words:
            match = _MARKED.fullmatch(word.text)
            if match is None or match["label"] not in notes or _UNIT.search(word.text):
                continue
            beside = runs[max(0, index - 1) : index + 2]
            if _is_raised(word, match.start("label"), beside, letters):
                found[id(word)] = _Mark(match["label"], match["word"] + match["sign"])
    return found


def _is_raised(word: Word, start: int, beside: Sequence[Run], letters: Letters) -> bool:
    """Tell whether the letters of `word` from `start` on stand above their line or are smaller."""
    if word.index < 0:
        return word.raised == start
    size, base = letters.size(word.index + start), letters.base(word.index + start)
    for run in beside:
        lower = run.base - base
        near = -RAISED * run.size < lower < run.size * MARK_SIZE
        if near and (lower > RAISED * run.size or size < run.size * MARK_SIZE):
            return True
    return False


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
        note = (texts[mark.label],)
        if not mark.rest and words:
            words[-1] = msgspec.structs.replace(words[-1], notes=(*words[-1].notes, *note))
        else:
            words.append(msgspec.structs.replace(word, text=mark.rest, notes=note))
    return msgspec.structs.replace(run, words=tuple(words))
