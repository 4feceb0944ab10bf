"""Words whose keystrokes were left undone by the input method: "choongs", "gioi71".

Telex writes a mark as a letter (TCVN keyboards, Unikey), VNI as a digit; where the input method is
off, or the word was corrected by hand, the keys stand in the text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.syllables import is_syllable

_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
#: VNI's digits and the keys of Telex that mean the same; 6 doubles the letter that bears it.
_VNI = str.maketrans("12345789", "sfrxjwwd")


def are_keystrokes(typed: str, word: str) -> bool:
    """Tell whether `typed` is no word but the keys by which `word` is typed.

    >>> [are_keystrokes(keys, "chống") for keys in ("choongs", "chong61", "chôngs", "chông")]
    [True, True, True, False]
    """
    if is_syllable(typed) or not is_syllable(word):
        return False
    letters = fold_marks("".join(filter(str.isalpha, typed)))
    remaining = iter(letters)
    if not all(letter in remaining for letter in fold_marks(word)):
        return False
    return _keys(_spelt(typed)) == _keys(word)


def are_typed(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether syllables are the keys by which others are typed, on either side."""
    return len(old) == len(new) and any(
        all(x == y or are_keystrokes(x, y) for x, y in zip(*sides, strict=True))
        for sides in ((old, new), (new, old))
    )


def _spelt(typed: str) -> str:
    """Return keys with VNI's digits as those of Telex ("gioi71": "gioiws")."""
    if not any(map(str.isdigit, typed)) or not typed[:1].isalpha():
        return typed
    doubled = next((letter for letter in reversed(fold_marks(typed)) if letter in "aeo"), "")
    return typed.replace("6", doubled).translate(_VNI)


@lru_cache(maxsize=4096)
def _keys(word: str) -> Counter[str]:
    """Count the keys of a word in Telex; one "w" may serve for both letters of "ươ"."""
    keys: list[str] = []
    for char in unicodedata.normalize("NFD", fold_case(word).replace("đ", "dd")):
        if char in {_BREVE, _HORN}:
            keys.append("w")
        elif char == _CIRCUMFLEX:
            keys.append(next(key for key in reversed(keys) if key in "aeo"))
        else:
            keys.append(_TONES.get(char, char))
    counted = Counter(keys)
    counted["w"] = min(counted["w"], 1)
    return counted
