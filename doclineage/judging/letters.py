"""Letters that are read or typed for one another: how far apart two words are in print."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from doclineage.vietnamese.normalise import fold_case, fold_tones
from doclineage.vietnamese.words import words


def is_confusable(before: str, after: str) -> bool:
    """Tell whether one text may be the other with marks or a letter damaged.

    >>> is_confusable("phải", "phả"), is_confusable("Internet", "Intemet")
    (True, True)
    """
    old, new = words(before).bare, words(after).bare
    return len(old) == len(new) > 0 and distance(old, new) <= 1


def distance(old: Sequence[str], new: Sequence[str]) -> int:
    """Count damaged letters; letters that look alike and swapped neighbours count little."""
    return sum(letters_apart(a, b) for a, b in zip(old, new, strict=True))


def letters_apart(one: str, two: str) -> int:
    """Count the letters in which two words differ, as they are or as they look."""
    return min(OSA.distance(one, two), OSA.distance(look(one), look(two)))


def look(key: str) -> str:
    """Return a key with shapes folded that print alike (level L6)."""
    for pair, single in (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n")):
        key = key.replace(pair, single)
    return key.translate(SHAPES)


SHAPES = str.maketrans("0158", "olsb")


#: Letters that are read for one another in a poor print (level L6).
ALIKE = str.maketrans("heu", "bcn")


#: Letters that stand in a number for a digit only: "2O26", "l5%".
_MISREAD = str.maketrans("oli", "011")
_NUMBER = re.compile(r"[0-9oli]*[0-9][0-9oli/.,%-]*")


def read_digits(printed: str) -> list[str]:
    """Return the words of a text, the letters in numbers that were read for digits as digits."""
    return [
        word.translate(_MISREAD) if _NUMBER.fullmatch(word) else word
        for word in fold_case(printed).split()
    ]


@lru_cache(maxsize=4096)
def spoken(key: str) -> tuple[str, str]:
    """Return the letters of a syllable and its tone, whatever letter bears it: "khỏang", "khoảng".

    No two syllables differ in the place of the tone alone, so no fact can.
    """
    letters = fold_tones(key)
    marks = unicodedata.normalize("NFD", key), unicodedata.normalize("NFD", letters)
    tone = Counter(marks[0]) - Counter(marks[1])
    return letters, "".join(sorted(tone.elements()))
