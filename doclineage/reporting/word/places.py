"""Where the units of a document stand among the paragraphs of the Word file they were read from.

Units know no paragraphs: cut ones were joined, tables became rows. Both sides are laid out as one
string of bare letters; units whose letters stand there once are sure, and hold the others between.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from doclineage.model import Document
from doclineage.reporting.word.text import Element
from doclineage.vietnamese.normalise import fold_marks

#: Letters from which on a text that stands once is no chance.
_SURE = 12
#: Letters of the start of a unit that find it where its end is not as the file has it.
_START = 40
_PLAIN = re.compile(r"[bcdfghjklmnpqrstvwxz0-9]")
#: What a paragraph holds that is not its own text, or that no reader sees.
_APART = frozenset({"p", "txbxContent", "del", "moveFrom", "Fallback", "sdtPr", "pPr"})


def paragraphs_of(body: Element) -> list[Element]:
    """Return the paragraphs that a comment can hang on, in reading order: none in text boxes."""
    found: list[Element] = []
    stack = list(reversed(body))
    while stack:
        element = stack.pop()
        name = _local(element)
        if name == "p":
            found.append(element)
        elif name not in _APART:
            stack.extend(reversed(element))
    return found


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(paragraph: Element) -> Iterator[str]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = _local(element)
        if name == "t":
            yield element.text or ""
        elif name not in _APART:
            stack.extend(reversed(element))


def _letters(text: str) -> str:
    """Return the bare letters and digits of a text, without accents."""
    return "".join(filter(str.isalnum, fold_marks(unicodedata.normalize("NFC", text))))


def _consonants(text: str) -> str:
    """Return the plain consonants and digits of a text: what old encodings leave as they are.

    >>> _consonants("Kế hoạch 12"), _consonants("KÕ ho¹ch 12"), _consonants("Keá hoaïch 12")
    ('khch12', 'khch12', 'khch12')
    """
    return "".join(_PLAIN.findall(unicodedata.normalize("NFC", text).lower()))


def locate(document: Document, paragraphs: Sequence[Element]) -> list[tuple[int, int] | None]:
    """Return for each unit the first and the last of its paragraphs, None where it is not found."""
    texts = ["".join(_text(paragraph)) for paragraph in paragraphs]
    places = _locate(document, texts, _letters)
    if sum(place is not None for place in places) * 2 < len(places):
        # Units of a file in an old encoding (TCVN3, VNI) were decoded, the file was not.
        return _locate(document, texts, _consonants)
    return places


def _locate(
    document: Document, texts: Sequence[str], key_of: Callable[[str], str]
) -> list[tuple[int, int] | None]:
    pieces = list(map(key_of, texts))
    starts = list(accumulate(map(len, pieces[:-1]), initial=0))
    keys = [key_of(unit.text) for unit in document.units]
    return [
        None
        if span is None
        else (bisect_right(starts, span[0]) - 1, bisect_left(starts, span[1]) - 1)
        for span in _spans(keys, "".join(pieces))
    ]


def _spans(keys: Sequence[str], stream: str) -> list[tuple[int, int] | None]:
    """Return where each key stands: the sure ones first, the others in order between them."""
    once = dict(_sure(keys, stream))
    sure = dict(_rising(list(once.items())))
    limits: list[int] = []
    limit = len(stream)
    for index in reversed(range(len(keys))):
        limits.append(limit)
        limit = sure.get(index, limit)
    limits.reverse()
    found: list[tuple[int, int] | None] = []
    cursor = 0
    for index, key in enumerate(keys):
        start, length = once.get(index, -1), len(key)
        if start < 0 and key:
            start = stream.find(key, cursor, limits[index])
            if start < 0 and length > _START:
                length = _START
                start = stream.find(key[:length], cursor, limits[index])
        found.append((start, start + length) if start >= 0 else None)
        # What stands out of order (a number beside a motto) is sure and bounds nothing.
        if start >= 0 and (index in sure or index not in once):
            cursor = max(cursor, start + length)
    return found


def _sure(keys: Sequence[str], stream: str) -> Iterator[tuple[int, int]]:
    for index, key in enumerate(keys):
        if len(key) >= _SURE:
            start = stream.find(key)
            if start >= 0 and stream.find(key, start + 1) < 0:
                yield index, start


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose second numbers rise: what was moved is left out."""
    tails: list[int] = []
    rows: list[int] = []
    before: list[int | None] = []
    for row, (_, start) in enumerate(pairs):
        at = bisect_left(tails, start)
        before.append(rows[at - 1] if at else None)
        tails[at:] = [start, *tails[at + 1 :]]
        rows[at:] = [row, *rows[at + 1 :]]
    chosen: list[tuple[int, int]] = []
    step = rows[-1] if rows else None
    while step is not None:
        chosen.append(pairs[step])
        step = before[step]
    return chosen[::-1]
