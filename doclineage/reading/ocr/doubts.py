"""Which pages need recognition, whether it gave the better text, which words are doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
import pypdfium2

from doclineage.model import Block
from doclineage.reading.ocr.scans import Doubtful, Recognised, images_of
from doclineage.reading.pdf.words import TORN_SHARE, Box, Run, printed
from doclineage.vietnamese.syllables import is_syllable

#: Characters of a page that are looked at: 250 words tell as much as all.
_SAMPLE = 1_500
_WORD = re.compile(r"[^\W\d_]{2,}")
_ACCENTED = re.compile("[ăâđêôơưà-ãè-êìíò-õùúýĩũạ-ỹ]", re.IGNORECASE)
#: Words that a judgement must rest on.
_LEAST_WORDS = 20
#: A page with fewer words of its own, most of it a picture, is a scan with a stamp or a head.
_FEW_WORDS = 60
_PICTURE = 0.5
#: Share of words with accents: 0.7 to 0.85 in Vietnamese.
_ACCENTED_SHARE = 0.25
#: Share of characters that no font of ours has: codes that the file does not explain.
_UNEXPLAINED_SHARE = 0.1
_UNEXPLAINED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
#: Recognition must find so many times the good words of the text layer to replace it.
_CLEARLY_MORE = 1.15


def lacks_text(page: pypdfium2.PdfPage, text: str, *, drawn: bool) -> bool:
    """Tell whether a page has no text layer, or one that does not say what the page shows."""
    if drawn:
        return True
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    if len(words) < _FEW_WORDS and text:
        return _is_picture(page)
    good = _good_words(sample)
    if good >= len(words) * _ACCENTED_SHARE:
        small = [word for word in words if word.islower()]
        odd = sum(not is_syllable(word) for word in small)
        return len(small) >= _LEAST_WORDS and odd > TORN_SHARE * len(small)
    unexplained = len(_UNEXPLAINED.findall(sample))
    # Another language has no accents either: its pages are not pictures.
    return unexplained > _UNEXPLAINED_SHARE * len(sample) or (bool(text) and _is_picture(page))


def _is_picture(page: pypdfium2.PdfPage) -> bool:
    return any(share >= _PICTURE for _, share in images_of(page))


def is_better(found: Recognised, text: str) -> bool:
    """Tell whether recognition gave clearly more Vietnamese words than the text layer has."""
    if not found.runs:
        return False
    recognised = " ".join(printed(run.words) for run in found.runs)
    return not text or _good_words(recognised) > _CLEARLY_MORE * _good_words(text)


def _good_words(text: str) -> int:
    """Count the words that only Vietnamese has."""
    return sum(
        _ACCENTED.search(word) is not None and is_syllable(word) for word in _WORD.findall(text)
    )


def outside(runs: Sequence[Run], boxes: Sequence[Box]) -> list[Run]:
    """Return the runs without the words that stand in one of `boxes`."""
    if not boxes:
        return list(runs)
    kept = []
    for run in runs:
        level = run.base - run.size / 4
        words = tuple(
            word
            for word in run.words
            if not is_inside((word.left, level, word.right, level), boxes)
        )
        if words:
            kept.append(msgspec.structs.replace(run, words=words))
    return kept


def with_doubts(blocks: Sequence[Block], doubtful: Mapping[int, Sequence[Doubtful]]) -> list[Block]:
    """Return the blocks, those of recognised pages with the doubtful words that stand in each."""
    marked = []
    for block in blocks:
        words = doubtful.get(block.page or 0)
        if words is None or block.box is None:
            marked.append(block)
            continue
        inside = tuple(word.text for word in words if is_inside(word.box, (block.box,)))
        marked.append(msgspec.structs.replace(block, recognised=True, doubtful=inside))
    return marked


def is_inside(word: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether the middle of a word stands in one of `boxes`."""
    middle, level = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return any(
        left <= middle <= right and top <= level <= bottom for left, top, right, bottom in boxes
    )
