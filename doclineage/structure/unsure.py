"""Words that a scan shows without certainty, told where they stand in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclineage.model import Block, Notice, Unit
from doclineage.structure.units import Built
from doclineage.wording import phrase, shorten

# 25/4/2026 | 85% | 118/KH-UBND | III/2026 | 46@/TTg-CĐS
_NUMBER = re.compile(r"\d|[%‰]|(?<![^\W_])[IVXLC]+(?![^\W_])")
#: Share of a unit's words that must be doubtful for the whole to be so, and how many at least.
_UNSURE_SHARE, _LEAST_WORDS = 0.2, 3
#: Characters of the words that a notice quotes.
_QUOTED = 120


def unsure(blocks: Sequence[Block], built: Built) -> Iterator[Notice]:
    """Yield a notice for each unit with doubtful numbers, and for each that is doubtful as such."""
    for index, (unit, origins) in enumerate(zip(built.units, built.origins, strict=True)):
        words = [word for origin in origins for word in blocks[origin].doubtful]
        if not words:
            continue
        inside = _inside(words, unit)
        numbers = [word for word in inside if _NUMBER.search(word)]
        if numbers:
            yield _notice("unsure-numbers", numbers, index)
        count = len(inside)
        if count >= max(_LEAST_WORDS, _UNSURE_SHARE * len(unit.text.split())):
            yield _notice("unsure-words", inside, index)


def _inside(words: Sequence[str], unit: Unit) -> list[str]:
    """Return the words that stand in this unit: a block may be parted into several."""
    glyph = unit.marker.glyph if unit.marker else ""
    texts = (unit.text, *unit.cells.values(), glyph)
    return [word for word in words if any(word in text for text in texts)]


def _notice(code: str, words: Sequence[str], unit: int) -> Notice:
    quoted = shorten(", ".join(f"“{word}”" for word in words), _QUOTED)
    said = phrase(f"notice.{code}", count=len(words), words=quoted)
    return Notice(code=code, message=said.vi, message_en=said.en, unit=unit)
