"""Noise or edit: typing and OCR damage is noise only when the evidence says so.

Procedure of domain reference 5.5. The words of both documents are the witness: the sound form's
syllable pairs are used elsewhere, the damaged one's are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from rapidfuzz.distance import Levenshtein

from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import Words, words

Range = tuple[int, int]
#: A difference longer than this, in syllables, is no slip of the pen.
_LONGEST = 4


class Usage:
    """How often each syllable and each pair of syllables stands in the two documents."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._single: Counter[str] = Counter()
        self._double: Counter[tuple[str, str]] = Counter()
        for text in texts:
            keys = words(text).keys
            self._single.update(keys)
            self._double.update(zip(keys, keys[1:], strict=False))

    def seen_elsewhere(self, keys: tuple[str, ...], own: Range) -> bool:
        """Tell whether a syllable of `own` stands in a pair that occurs more than here.

        >>> Usage(["nền tảng số", "nền tảng"]).seen_elsewhere(("nền", "tảng"), (0, 1))
        True
        """
        start, end = own
        pairs = [
            (keys[i], keys[i + 1]) for i in range(max(0, start - 1), min(end, len(keys) - 1))
        ]
        return any(self._double[pair] > 1 for pair in pairs)

    def count(self, key: str) -> int:
        """Return how often a syllable occurs."""
        return self._single[key]


@cache
def _guarded() -> frozenset[str]:
    """Syllables whose loss or change alters a fact: negation, duty, comparison, numbers."""
    kinds = {"modality", "negation", "comparator", "scope"}
    found = {
        syllable
        for row in load_table("fact_words")
        if row["kind"] in kinds
        for syllable in row["phrase"].split()
    }
    return frozenset(found | {row["word"] for row in load_table("number_words")})


def is_noise(
    left: Words, right: Words, one: Range, two: Range, parent: str, child: str, usage: Usage
) -> bool:
    """Tell whether the difference between two syllable ranges is typing or OCR damage."""
    before, after = left.keys[one[0] : one[1]], right.keys[two[0] : two[1]]
    if not before or not after or max(len(before), len(after)) > _LONGEST:
        return False
    if any(not key.isalpha() for key in (*before, *after)):
        return False
    if _is_name(left, one, parent) and _is_name(right, two, child):
        return False
    bare_before, bare_after = left.bare[one[0] : one[1]], right.bare[two[0] : two[1]]
    if _touches_fact(before, after, bare_before, bare_after):
        return False
    if len(before) == len(after):
        return _same_length(left, right, one, two, usage)
    return _one_lost(left, right, one, two, usage)


def _touches_fact(
    before: tuple[str, ...],
    after: tuple[str, ...],
    bare_before: tuple[str, ...],
    bare_after: tuple[str, ...],
) -> bool:
    """A guarded word that became another word is an edit; one that lost its marks may be noise."""
    if bare_before == bare_after and len(before) == len(after):
        changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        return any(a in _guarded() and b in _guarded() for a, b in changed)
    return bool((set(before) ^ set(after)) & _guarded())


def _is_name(side: Words, own: Range, text: str) -> bool:
    """Tell whether a range is a proper name: capital letters inside a sentence."""
    for start, _ in side.spans[own[0] : own[1]]:
        before = text[:start].rstrip()
        inside = bool(before) and not before.endswith((".", ":", "!", "?", "“", '"', "\n"))
        if not (inside and text[start : start + 1].isupper()):
            return False
    return True


def _same_length(left: Words, right: Words, one: Range, two: Range, usage: Usage) -> bool:
    """Same syllable count: marks lost or swapped, or one letter, and one side is no usual word."""
    pairs = list(
        zip(left.bare[one[0] : one[1]], right.bare[two[0] : two[1]], strict=True)
    )
    distance = sum(Levenshtein.distance(a, b) for a, b in pairs)
    if distance > 1:
        return False
    valid = [
        all(map(is_syllable, side.keys[own[0] : own[1]])) for side, own in ((left, one), (right, two))
    ]
    if not all(valid):
        return True
    seen_left = usage.seen_elsewhere(left.keys, one)
    seen_right = usage.seen_elsewhere(right.keys, two)
    if distance == 0:
        # Both forms in use elsewhere are two words that differ by a tone: năm, nắm.
        return not (seen_left and seen_right)
    return seen_left != seen_right or _both_rare(left, right, one, two, usage)


def _both_rare(left: Words, right: Words, one: Range, two: Range, usage: Usage) -> bool:
    """One letter differs and neither form is used elsewhere: the shorter lost a letter."""
    counts = [
        usage.count(key)
        for side, own in ((left, one), (right, two))
        for key in side.keys[own[0] : own[1]]
    ]
    return len(counts) == 2 and max(counts) == 1


def _one_lost(left: Words, right: Words, one: Range, two: Range, usage: Usage) -> bool:
    """One syllable lost: the shorter form is unseen elsewhere, the longer one is in use."""
    if abs((one[1] - one[0]) - (two[1] - two[0])) != 1:
        return False
    (short, own), (long, other) = sorted(
        ((left, one), (right, two)), key=lambda pair: pair[1][1] - pair[1][0]
    )
    rest = list(short.bare[own[0] : own[1]])
    if not rest or not _is_subsequence(rest, long.bare[other[0] : other[1]]):
        return False
    return not usage.seen_elsewhere(short.keys, own) and usage.seen_elsewhere(long.keys, other)


def _is_subsequence(part: list[str], whole: tuple[str, ...]) -> bool:
    remaining = iter(whole)
    return all(any(key == other for other in remaining) for key in part)
