"""The words of one PDF page and where they stand, in the order in which the file draws them.

pdfium is asked for the text of the page at once and for the place of a word's first and last
letter only: a call for every letter costs more than all the rest.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.vietnamese.normalise import clean
from doclineage.vietnamese.syllables import is_syllable

Box = tuple[float, float, float, float]

#: Characters of one page; the densest page of a gazette has 6,000.
MAX_CHARACTERS = 200_000
# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a printed line, and goes on.
_WORD = re.compile(r"(?P<word>[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe])|(?P<end>[\r\n]+)")
_LINE_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})
_ACCENTED = re.compile("[ăâđêôơưạ-ỹ]", re.IGNORECASE)
# A single letter is the name of a point (các điểm b, c và đ) at most.
_SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-ZĐ][^\W\d_]+(?!\w)")
#: Words looked at to judge a page; a page has about 500.
_SAMPLE = 250
#: Share of small words that are no syllables: 0.00 to 0.05 on sound pages of laws, 0.25 to 0.6 on
#: pages whose letters were torn out (LibreOffice without the right font).
TORN_SHARE = 0.12
#: Words drawn back over the words of their own line; a sound page has none.
_TORN_WORDS = 3
#: Base lines that differ by less than this share of the letter size are one line.
SAME_BASE = 0.3
#: The longest line of a page on its side, in points.
_LINE_LENGTH = 800.0
#: Degrees; a recognised scan may lie askew by 3, a watermark by 30 to 60.
_ASKEW = 10.0
_ASK_BOX = pdfium.FPDFText_GetLooseCharBox


class Face(NamedTuple):
    """How letters are set."""

    bold: bool
    italic: bool


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word: `index` is pdfium's number of its first character, or its `face` is known.

    Where the face is known so are the size and the base line of each letter, in `drawn`. `notes`
    are the footnotes that it referred to.
    """

    text: str
    left: float
    right: float
    index: int = -1
    face: Face | None = None
    drawn: tuple[tuple[float, float], ...] = ()
    notes: tuple[str, ...] = ()


class Run(msgspec.Struct, frozen=True):
    """Words drawn together on one base line: a printed line, a piece of one, or several columns.

    Places are in points from the top left of the page as shown; `size` is the letter size.
    """

    words: tuple[Word, ...]
    base: float
    size: float


class Sheet(msgspec.Struct, frozen=True):
    """The visible box of a page in its own coordinates, and its quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """The width as shown."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height as shown."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return ``(left, top, right, bottom)`` as shown of a box of the page's own."""
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turns == 3:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """Return the sheet of `page`."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        box.right, box.top = page.get_size()
    turns = pdfium.FPDFPage_GetRotation(page.raw) % 4
    return Sheet(left=box.left, bottom=box.bottom, right=box.right, top=box.top, turns=turns)


def runs_of(textpage: pypdfium2.PdfTextPage, sheet: Sheet) -> tuple[list[Run], list[str]]:
    """Return the runs of the page, and the texts across it that were left out (watermarks)."""
    text = textpage.get_text_range()
    letters = Letters(textpage, sheet)
    if len(text) != letters.count:
        # pdfium left characters out of the text: letter by letter its numbers fit.
        text = letters.text()
    runs: list[Run] = []
    askew: list[str] = []
    pieces: list[re.Match[str]] = []
    for match in (*_WORD.finditer(text), None):
        if match is not None and match.lastgroup == "word":
            pieces.append(match)
            if match.group()[-1] not in "\x02\ufffe":
                continue
        for group in letters.levels(pieces):
            start = group[0].start()
            if letters.is_askew(start):
                askew.append(clean(text[start : group[-1].end()]))
            else:
                runs.append(letters.run(group))
        pieces = []
    return runs, [" ".join(askew)] if askew else []


class Letters:
    """What pdfium knows about single characters of a page, asked through one buffer."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, sheet: Sheet) -> None:
        self._raw, self._sheet = textpage.raw, sheet
        self.count: int = pdfium.FPDFText_CountChars(textpage.raw)
        self._box = pdfium.FS_RECTF()
        self._box_reference = ctypes.byref(self._box)
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def is_askew(self, index: int) -> bool:
        """Tell whether a character is set aslant.

        Read from the matrix: pdfium's own angle takes a faked italic for a turn.
        """
        matrix = self._matrix
        if not pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix)):
            return False
        quarters = math.degrees(math.atan2(matrix.b, matrix.a)) / 90
        return abs(quarters - round(quarters)) * 90 > _ASKEW

    def base(self, index: int) -> float:
        """Return how far below the top of the page a character's base line lies."""
        pdfium.FPDFText_GetCharOrigin(
            self._raw, index, ctypes.byref(self._x), ctypes.byref(self._y)
        )
        return self._sheet.place(self._x.value, self._y.value, self._x.value, self._y.value)[1]

    def size(self, index: int) -> float:
        """Return the letter size of a character in points, 10 where the file gives none."""
        stated = pdfium.FPDFText_GetFontSize(self._raw, index)
        if not pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(self._matrix)):
            return stated or 10.0
        return stated * math.hypot(self._matrix.c, self._matrix.d) or 10.0

    def text(self) -> str:
        """Return all characters, U+0000 for each that is none."""
        codes = (pdfium.FPDFText_GetUnicode(self._raw, index) for index in range(self.count))
        return "".join(chr(c) if c < 0xD800 or 0xDFFF < c < 0x110000 else "\0" for c in codes)

    def box(self, index: int) -> Box:
        """Return the place of a character."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._raw, index, self._box_reference)
        return self._sheet.place(box.left, box.bottom, box.right, box.top)

    def levels(self, pieces: Sequence[re.Match[str]]) -> Iterator[Sequence[re.Match[str]]]:
        """Yield the words that pdfium holds to be one line, each alone where they rise or fall."""
        if not pieces:
            return
        first, last = pieces[0].start(), pieces[-1].end() - 1
        rise = abs(self.base(last) - self.base(first))
        # After `size` the matrix is that of `first`: a scan recognised askew climbs evenly.
        level = self.size(first) * SAME_BASE
        if rise < level or rise < level + abs(self._matrix.b) * _LINE_LENGTH:
            yield pieces
        else:
            yield from ([piece] for piece in pieces)

    def run(self, pieces: Sequence[re.Match[str]]) -> Run:
        """Return words of one level as a run."""
        first = pieces[0].start()
        return Run(tuple(self._words(pieces)), self.base(first), self.size(first))

    def _words(self, pieces: Sequence[re.Match[str]]) -> Iterator[Word]:
        if self._sheet.turns:
            for match in pieces:
                start, end = match.span()
                left, right = self.box(start)[0], self.box(end - 1)[2]
                yield Word(match.group(), min(left, right), max(left, right), start)
            return
        # Two calls a word are most of what reading costs.
        ask, raw, box, reference = _ASK_BOX, self._raw, self._box, self._box_reference
        origin = self._sheet.left
        for match in pieces:
            start, end = match.span()
            ask(raw, start, reference)
            left, right = box.left, box.right
            if end - start > 1:
                ask(raw, end - 1, reference)
                # A mark drawn over its letter may end left of it.
                right = max(right, box.right)
            yield Word(match.group(), left - origin, right - origin, start)


def is_torn(runs: Sequence[Run]) -> bool:
    """Tell whether letters were torn out of their words ("n i dung … ộ").

    Where a font lacks a letter the producer draws it from another font, after the line.
    """
    backward = sum(
        then.left < word.left - run.size for run in runs for word, then in pairwise(run.words)
    )
    return backward >= _TORN_WORDS or odd_share(runs) > TORN_SHARE


def odd_share(runs: Sequence[Run]) -> float:
    """Return the share of small words that are no syllables, 0 for a page in another language."""
    seen = odd = 0
    accented = False
    for run in runs:
        text = printed(run.words)
        accented = accented or _ACCENTED.search(text) is not None
        smalls = _SMALL_WORD.findall(text)
        seen += len(smalls)
        odd += sum(not is_syllable(small) for small in smalls)
        if seen > _SAMPLE:
            break
    return odd / seen if seen > 20 and accented else 0.0


def printed(words: Sequence[Word]) -> str:
    """Return the readable text of words that stand in one line."""
    text = " ".join([word.text for word in words])
    if "\x02" in text or "\ufffe" in text:
        text = text.translate(_LINE_HYPHENS)
    return clean(text)
