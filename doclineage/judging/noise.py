"""Noise or edit: typing and OCR damage is noise only when the evidence says so.

Procedure of domain reference 5.5. The words of both documents are the witness: the sound form's
syllable pairs are used elsewhere, the damaged one's are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from doclineage.judging.passages import Passage
from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import words

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
            self._double.update(pairwise(keys))

    def seen_elsewhere(self, passage: Passage) -> bool:
        """Tell whether a syllable of the passage stands in a pair that occurs more than here."""
        keys = passage.words.keys
        first, last = max(0, passage.start - 1), min(passage.stop, len(keys) - 1)
        return any(self._double[keys[i], keys[i + 1]] > 1 for i in range(first, last))

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


def is_noise(before: Passage, after: Passage, usage: Usage) -> bool:
    """Tell whether the difference between two passages is typing or OCR damage."""
    old, new = before.keys, after.keys
    if not old or not new or max(len(old), len(new)) > _LONGEST:
        return False
    if any(not key.isalpha() for key in (*old, *new)):
        return False
    if (_is_name(before) and _is_name(after)) or _touches_fact(before, after, usage):
        return False
    if len(old) == len(new):
        return _same_length(before, after, usage)
    return _one_lost(before, after, usage)


def is_confusable(before: str, after: str) -> bool:
    """Tell whether one text may be the other with marks or a letter damaged."""
    old, new = words(before).bare, words(after).bare
    if len(old) != len(new) or not old:
        return False
    return sum(Levenshtein.distance(a, b) for a, b in zip(old, new, strict=True)) <= 1


def _touches_fact(before: Passage, after: Passage, usage: Usage) -> bool:
    """Tell whether a word that carries a fact changed.

    Where only marks differ it may be noise after all, once one form is in use and the other not
    ("nền tảng" twelve times, "nên tầng" here only).
    """
    if not (set(before.keys) ^ set(after.keys)) & _guarded():
        return False
    if not all(map(is_syllable, (*before.keys, *after.keys))):
        return False
    alike = is_confusable(before.printed, after.printed)
    return not (alike and usage.seen_elsewhere(before) != usage.seen_elsewhere(after))


def _is_name(passage: Passage) -> bool:
    """Tell whether a passage is a proper name: capital letters inside a sentence."""
    text = passage.text
    for start, _ in passage.words.spans[passage.start : passage.stop]:
        before = text[:start].rstrip()
        inside = bool(before) and not before.endswith((".", ":", "!", "?", "“", '"', "\n"))
        if not (inside and text[start : start + 1].isupper()):
            return False
    return True


def _same_length(before: Passage, after: Passage, usage: Usage) -> bool:
    """Judge equal lengths: marks or one letter differ, and one side is no usual word."""
    pairs = zip(before.bare, after.bare, strict=True)
    distance = sum(Levenshtein.distance(a, b) for a, b in pairs)
    if distance > 1:
        return False
    if not (all(map(is_syllable, before.keys)) and all(map(is_syllable, after.keys))):
        return True
    seen_before, seen_after = usage.seen_elsewhere(before), usage.seen_elsewhere(after)
    if distance == 0:
        # Both forms in use elsewhere are two words that differ by a tone: năm, nắm.
        return not (seen_before and seen_after)
    return seen_before != seen_after or _both_rare(before, after, usage)


def _both_rare(before: Passage, after: Passage, usage: Usage) -> bool:
    """Tell whether neither form is used elsewhere: one of them lost a letter."""
    counts = [usage.count(key) for key in (*before.keys, *after.keys)]
    return len(counts) == 2 and max(counts) == 1


def _one_lost(before: Passage, after: Passage, usage: Usage) -> bool:
    """Tell whether a syllable was lost: the shorter form is unseen, the longer one in use."""
    short, long = sorted((before, after), key=lambda passage: len(passage.keys))
    if len(long.keys) - len(short.keys) != 1 or not _is_subsequence(short.bare, long.bare):
        return False
    return not usage.seen_elsewhere(short) and usage.seen_elsewhere(long)


def _is_subsequence(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    remaining = iter(whole)
    return all(any(key == other for other in remaining) for key in part)
