"""What is usual: syllables side by side in the two documents and in administrative texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import chain, pairwise

from doclineage.judging.edits.passages import Passage
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import words


class Usage:
    """How often each syllable and each pair of syllables stands in the two documents."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys = [words(text).keys for text in texts]

    # Counted when first asked for: most pairs of documents never ask.
    @cached_property
    def _single(self) -> Counter[str]:
        return Counter(chain.from_iterable(self._keys))

    @cached_property
    def _double(self) -> Counter[tuple[str, str]]:
        return Counter(chain.from_iterable(map(pairwise, self._keys)))

    def is_used(self, passage: Passage, rival: Passage | None = None) -> bool:
        """Tell whether a syllable of the passage stands in a pair that is in use elsewhere.

        What stands in a rival's place may be the same damage done twice: it is in use only where
        the rival's pair is not used far more often.
        """
        pairs = _pairs(passage)
        if rival is None or len(rival.keys) != len(passage.keys):
            return any(self._is_in_use(pair, None) for pair in pairs if pair)
        return any(
            self._is_in_use(pair, other)
            for pair, other in zip(pairs, _pairs(rival), strict=False)
            if pair
        )

    def _is_in_use(self, pair: tuple[str, str], rival: tuple[str, str] | None) -> bool:
        if is_usual(pair):
            return True
        count = self._double[pair]
        return count > 1 and (rival is None or self._double[rival] < _OUTWEIGHS * count)

    def count(self, key: str) -> int:
        """Return how often a syllable occurs."""
        return self._single[key]


#: How many times as often as its rival a form stands in two documents for that to be its damage.
_OUTWEIGHS = 5
# , ; : . ( ): what parts two syllables so that they make no pair
_PARTED = re.compile(r"[^\s\w/-]")


def _pairs(passage: Passage) -> list[tuple[str, str] | None]:
    """Return the pairs of syllables that reach into a passage, None where a comma parts one."""
    keys, spans = passage.words.keys, passage.words.spans
    first, last = passage.start - 1, min(passage.stop, len(keys) - 1)
    return [
        (keys[i], keys[i + 1])
        if i >= 0 and not _PARTED.search(passage.text, spans[i][1], spans[i + 1][0])
        else None
        for i in range(first, last)
    ]


@cache
def _usual_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(
        (row["first"], then) for row in load_table("usual_pairs") for then in row["then"].split()
    )


@cache
def _fixed_pairs() -> frozenset[tuple[str, str]]:
    """Return the pairs of syllables within the phrases that carry facts ("dứt điểm")."""
    return frozenset(
        pair for row in load_table("fact_words") for pair in pairwise(words(row["phrase"]).keys)
    )


def is_usual(pair: tuple[str, str]) -> bool:
    """Tell whether two syllables often follow each other in administrative texts."""
    return pair in _usual_pairs() or pair in _fixed_pairs()


@cache
def usual_syllables() -> frozenset[str]:
    """Return the syllables of the pairs that often follow each other."""
    return frozenset(chain.from_iterable(_usual_pairs()))


@cache
def _compounds() -> re.Pattern[str]:
    names = {fold_case(row["word"]) for row in load_table("compounds")}
    return re.compile(rf"(?<!\w){any_of(names)}(?!\w)")


#: Characters of the longest compound.
_COMPOUND = 20


def in_compound(passage: Passage) -> bool:
    """Tell whether a passage is a part of a known word of several syllables ("tái định cư")."""
    start, end = passage.span
    first = max(0, start - _COMPOUND)
    near = fold_case(passage.text[first : end + _COMPOUND])
    return any(
        match.start() + first < end and start < match.end() + first
        for match in _compounds().finditer(near)
    )
