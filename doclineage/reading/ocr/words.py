"""A recogniser's table of words to lines with places, as a text layer gives them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median

import msgspec

from doclineage.reading.pdf.words import Box, Face, Run, Word
from doclineage.vietnamese.syllables import is_syllable

# level page block paragraph line word left top width height confidence text
_COLUMNS, _WORD_LEVEL = 12, "5"
#: Height of capitals, digits and tall small letters as a share of the letter size (Times: 0.662,
#: 0.676, 0.683; Arial 0.716).
_TALL = 0.67
_TALL_LETTER = re.compile("[A-ZĐƠƯ0-9bdđfhkl]")
_RAISING = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309")
# What stands below the line: tails, brackets, commas, the dot of a tone.
_LOW = re.compile("[gjpqyQ,;()\\[\\]{}|/\u0323]")
_LETTER = re.compile(r"[^\W_]")
#: How far letters with tails hang below the line, as a share of the letter size.
_HANGING = 0.21
#: Lines set smaller than the usual size, by these shares of it: notes and recipients are 0.75 of
#: it at least. What looks smaller still was measured wrong.
_SMALLEST, _SAME_SIZE = 0.5, 0.88
#: Words that a size of its own must rest on.
_SURE_WORDS = 2
# Marks that do not stand between blanks; marks that no word ends in; marks that a line begins
# with. What else seems to be there are specks and rests of rules.
_FOREIGN_MARK = re.compile(r"[^\w\-–—+*•·●○▪■□:;…/&%=“”\"()<>≥≤]|_")
# 12⁄3/⁄2026: no two slashes stand side by side. | ngày30
_SLASHES = re.compile("[/\u2044\u2215]+")
_GLUED = re.compile(r"(?:(?<=^ngày)|(?<=^tháng)|(?<=^năm)|(?<=^số))(?=\d)")
_AT_ENDS = "`´¨^ˆ~|_¬¦"
_HEAD_MARK = re.compile(r"[-–—+*•·●○▪■□…“\"(<>≥≤]+")
#: A dash is so many times wider than high: 0.33 by 0.06 of the letter size.
_DASHES, _LEVEL_MARKS, _DASH_SHAPE = "-–—", "-–—…=+", 0.67
#: A dash stands above the foot of its line by this share of the height of the words.
_MIDDLE = 0.1
#: A mark further from the word before it than this, in heights of that word, is a speck.
_BESIDE = 1.0
#: Marks alone that the engine is less sure of than this are specks too.
_SPECK = 60.0
#: Words further apart than this, in heights of the second, may be text and a scrawl beside it.
_GAP = 1.2
# I. | a) | (2) | -
_MARKER = re.compile(r"\(?(?:[IVXLC\d]{1,5}|\w)[.)/:-]{1,2}|[^\w\s]")
# 31/5/2026. | 85% | 12
_NUMBER = re.compile(r"\d{1,4}(?:[./,-]\d{1,4}){0,2}%?[.;,:]?")
#: A line without a syllable as sure as the first and without a sign as sure as the second is pen
#: strokes or the rim of a stamp.
_UNSOUND, _SCRAWL = 30.0, 85.0
_LETTERS = re.compile(r"[^\W\d_]+")


class Seen(msgspec.Struct, frozen=True):
    """One recognised word: its place in pixels, how sure the engine is (0..100)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float

    @property
    def box(self) -> Box:
        """The place as a box."""
        return (self.left, self.top, self.right, self.bottom)

    def moved(self, right: int, down: int) -> Seen:
        """Return the word at another place."""
        return msgspec.structs.replace(
            self,
            left=self.left + right,
            top=self.top + down,
            right=self.right + right,
            bottom=self.bottom + down,
        )


def lines_of(table: str) -> list[list[Seen]]:
    """Return the words of Tesseract's table, line by line."""
    rows = (line.split("\t") for line in table.split("\n"))
    words = [row for row in rows if len(row) == _COLUMNS and row[0] == _WORD_LEVEL]
    lines = (list(group) for _, group in groupby(words, key=lambda row: row[1:5]))
    found = ([seen for row in line if (seen := _seen(row)) is not None] for line in lines)
    return [line for line in map(_without_specks, found) if line]


def _without_specks(line: list[Seen]) -> list[Seen]:
    """Return a line without marks at its head or apart; a line of marks alone is none."""
    if not any(_LETTER.search(word.text) for word in line):
        return []
    line = sorted(line, key=lambda word: word.left)
    head = 0
    while not _LETTER.search(line[head].text) and not _HEAD_MARK.fullmatch(line[head].text):
        head += 1
    if _is_underline(line[head], line[head + 1 :]):
        head += 1
    kept = [line[head]]
    for word in line[head + 1 :]:
        near = word.left - kept[-1].right < _BESIDE * (kept[-1].bottom - kept[-1].top)
        if near or _LETTER.search(word.text):
            kept.append(word)
    return kept


def _is_underline(mark: Seen, words: Sequence[Seen]) -> bool:
    """Tell whether a mark at the head of a line lies at its foot, where no dash does."""
    if _LETTER.search(mark.text) or not words:
        return False
    lettered = [word for word in words if _LETTER.search(word.text)]
    foot = median(word.bottom for word in lettered)
    high = median(word.bottom - word.top for word in lettered)
    return mark.text in _DASHES and mark.bottom > foot - _MIDDLE * high


def _seen(row: Sequence[str]) -> Seen | None:
    text = unicodedata.normalize("NFC", row[11].strip())
    text = _GLUED.sub(" ", _SLASHES.sub("/", text))
    try:
        left, top, width, height = (int(number) for number in row[6:10])
        confidence = float(row[10])
    except ValueError:
        return None
    if not _LETTER.search(text):
        # A small dash is read as any mark at times: its shape tells.
        level = height < width * _DASH_SHAPE and len(text) == 1
        text = "-" if level and text not in _LEVEL_MARKS else _FOREIGN_MARK.sub("", text)
        if confidence < _SPECK and not level:
            return None
        if text in _DASHES and not level:
            return None
    text = _even(text.strip(_AT_ENDS))
    return Seen(text, left, top, left + width, top + height, confidence) if text else None


def _even(text: str) -> str:
    """Return a word in small letters where only letters after its first seem to be large.

    Ơ, Ô, S and C look alike in both sizes: "tỜ", "viỆc" are no way to write a syllable.
    """
    small = text.lower()
    odd = text[:1].islower() and text != small
    return small if odd and is_syllable(small.strip(',.;:()“”"')) else text


def parted(lines: Sequence[list[Seen]]) -> tuple[list[list[Seen]], list[str]]:
    """Return the lines that are text, and the readings of scrawls that are not."""
    kept, scrawls = [], []
    for line in lines:
        pieces = list(_pieces(line))
        text = [word for piece in pieces if not _is_scrawl(piece) for word in piece]
        # A rest that is no line of its own is a part of what was scrawled over.
        if text and not _is_scrawl(text):
            kept.append(text)
        scrawls += [" ".join(w.text for w in piece) for piece in pieces if _is_scrawl(piece)]
    return kept, scrawls


def _pieces(line: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Yield the parts of a line between wide gaps."""
    piece: list[Seen] = []
    for word in line:
        if piece and word.left - piece[-1].right > _GAP * (word.bottom - word.top):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _is_scrawl(line: Sequence[Seen]) -> bool:
    """Tell whether a line holds nothing that is sure to be a word or a number."""
    if len(line) < 3 and all(_NUMBER.fullmatch(word.text) for word in line):
        return False
    if len(line) == 1 and _MARKER.fullmatch(line[0].text):
        return False
    return not any(map(_is_solid, line))


def _is_solid(word: Seen) -> bool:
    letters = _LETTERS.findall(word.text)
    if any(len(piece) > 1 and is_syllable(piece) for piece in letters):
        return word.confidence >= _UNSOUND
    return word.confidence >= _SCRAWL and sum(map(str.isalnum, word.text)) > 1


def runs_of_lines(lines: Sequence[list[Seen]], scale: float) -> list[Run]:
    """Return lines as runs in points, `scale` of which make a pixel."""
    usual = _usual_size(lines)
    runs = []
    for line in lines:
        base = _base(line, usual)
        size = _size(line, base) or usual
        # Letters are whole pixels high, and a speck above a line makes them look higher.
        small = len(line) > _SURE_WORDS and _SMALLEST * usual < size < _SAME_SIZE * usual
        settled = size if small else usual
        runs.append(Run(tuple(_words(line, scale)), base * scale, round(settled * scale, 1)))
    return runs


def _words(line: Sequence[Seen], scale: float) -> Iterator[Word]:
    for word in sorted(line, key=lambda word: word.left):
        face = Face(bold=False, italic=False)
        yield Word(word.text, word.left * scale, word.right * scale, face=face)


def _usual_size(lines: Sequence[list[Seen]]) -> float:
    """Return the letter size that most words have."""
    sizes = []
    for line in lines:
        size = _size(line, _base(line, 0))
        sizes += [size] * len(line) if size is not None else []
    if sizes:
        return float(median(sizes))
    heights = [word.bottom - word.top for line in lines for word in line]
    return median(heights) / _TALL if heights else 1.0


def _base(line: Sequence[Seen], size: float) -> float:
    """Return where the letters of a line stand: the foot of those that do not hang below it."""
    lettered = [word for word in line if _LETTER.search(word.text)]
    standing = [word.bottom for word in lettered if not _LOW.search(_parted(word.text))]
    if standing:
        return median(standing)
    if lettered:
        return median(word.bottom for word in lettered) - _HANGING * size
    return median(word.bottom for word in line)


def _size(line: Sequence[Seen], base: float) -> float | None:
    """Return the letter size of a line, told by its tall letters without marks upon them."""
    heights = [
        base - word.top
        for word in line
        if _TALL_LETTER.search(word.text)
        and base > word.top
        and _RAISING.isdisjoint(_parted(word.text))
    ]
    return median(heights) / _TALL if heights else None


def _parted(text: str) -> str:
    return unicodedata.normalize("NFD", text)
