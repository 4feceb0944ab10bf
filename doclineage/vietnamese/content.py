"""What a text says beside its joining words, and texts with some of their places blanked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, filterfalse

from doclineage.model import Span
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits
from doclineage.vietnamese.words import abbreviations_in, words


@lru_cache(maxsize=4096)
def content_syllables(text: str) -> Counter[str]:
    """Count the syllables of a text that say something; numbers in words are numbers.

    Abbreviations count as what they stand for.
    """
    keys: Iterable[str] = words(with_digits(fold_case(text), text)).keys
    if short := abbreviations_in(text):
        keys = chain.from_iterable(short.get(key, (key,)) for key in keys)
    return Counter(filterfalse(light_words().__contains__, keys))


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return a text with blanks in some of its places: all else stands where it stood.

    >>> blanked("UBND xã lập tổ", [(0, 7)])
    '        lập tổ'
    """
    kept = list(text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)
