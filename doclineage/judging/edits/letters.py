"""Letters that are read or typed for one another: how far apart two words are in print."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from doclineage.vietnamese.normalise import fold_case, fold_marks, fold_tones
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
    """Count the letters in which two words differ, as they are, look or begin in speech."""
    apart = min(OSA.distance(one, two), OSA.distance(look(one), look(two)))
    if apart <= 1:
        return apart
    return min(apart, 1 + OSA.distance(_heard(one), _heard(two)))


def _heard(key: str) -> str:
    """Return a key as some regions speak its first sound: "trồng" as "chồng", "giục" as "dục"."""
    for written, heard in (("tr", "ch"), ("gi", "d")):
        if key.startswith(written):
            return heard + key.removeprefix(written)
    return key


def look(key: str) -> str:
    """Return a key with shapes folded that print alike (level L6)."""
    for pair, single in (("nli", "nh"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "n")):
        key = key.replace(pair, single)
    return key.translate(SHAPES)


SHAPES = str.maketrans("0158", "olsb")
#: "1" is read for an i as well ("d1ện").
SLIM = str.maketrans("0158", "oisb")


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


# b, đ, ii, iv: a point of a clause, a section, a quarter.
_LABEL = re.compile(r"[b-hj-np-tv-xzđ]|[ivx]{1,5}")


def is_label(key: str) -> bool:
    """Tell whether a key is a letter or a Roman number that names a place in a text."""
    return _LABEL.fullmatch(key) is not None


def is_misread(parts: Sequence[str], words_there: str) -> bool:
    """Tell whether a digit stands in the place of a letter of a word: "1uật", "qu0c"."""
    text = "".join(parts)
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS or not words_there:
        return False
    there, read = fold_marks(words_there), fold_marks(text)
    without = "".join(filter(str.isalpha, read))
    apart = min(letters_apart(read.translate(shapes), there) for shapes in (SHAPES, SLIM))
    return apart <= 1 and apart < OSA.distance(without, there)


#: Letters of a word, of which a digit among them is one.
_FEWEST_LETTERS = 2
