"""Which syllables of a text make one word: "nền tảng" is one, though it is two syllables.

Vietnamese writes no bounds between words; underthesea finds them where it is installed (extra
``words``). It is loaded when words are first asked for: that takes a second, each text then about
a thousandth of one.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec

from doclineage.model import Span
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table
from doclineage.wording import say

_SPACE = re.compile(r"\s")
_SYLLABLE = re.compile(r"[^\W\d_]+")
# nền tảng | Bến Đò
_WRITTEN_APART = re.compile(r"[^\W\d_]+(?:[ ]+[^\W\d_]+)+")
#: Syllables of two usual words; one word of so many is a term or a name.
_TWO_WORDS = 4
#: Tables of names and terms, and the column that holds them.
_TERMS = (
    ("administrative_terms", "term"),
    ("agencies", "name"),
    ("kinds", "name"),
    ("abbreviations", "full"),
)


@cache
def can_find_words() -> bool:
    """Tell whether words can be found here: whether underthesea is installed."""
    return find_spec("underthesea") is not None


@lru_cache(maxsize=4096)
def long_words(text: str) -> tuple[Span, ...]:
    """Return the spans of the words of `text` that are written apart, in order.

    A word never runs over the end of a line. Without underthesea there are none, of which a
    warning tells once.
    """
    if not can_find_words():
        _warn()
        return ()
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        found += [(start + a, start + b) for a, b in _words_of_line(line)]
        start += len(line) + 1
    return tuple(found)


@cache
def _warn() -> None:
    warnings.warn(say("notice.no-words", "en"), UserWarning, stacklevel=2)


def _words_of_line(line: str) -> list[Span]:
    """Lead the words of a line back to their places by counting what is no space."""
    places = [place for place, letter in enumerate(line) if not letter.isspace()]
    tokens = _tokenizer()(line) if places else []
    sizes = [len(_SPACE.sub("", token)) for token in tokens]
    if sum(sizes) != len(places):
        # Some character was made two or dropped on the way: nothing is guessed back.
        return []
    terms = [match.span() for match in _term_pattern().finditer(line)]
    found, at = set(terms), 0
    for size in filter(None, sizes):
        span = places[at], places[at + size - 1] + 1
        found.update(_without(span, terms, line))
        at += size
    return sorted(found)


def _without(span: Span, terms: list[Span], line: str) -> list[Span]:
    """Return the words in a span that underthesea took for one: terms stand for themselves.

    It likes to glue signs, numbers and two common words together, "phối hợp kiểm tra".
    """
    start, parts = span[0], []
    inside = [term for term in terms if term[0] < span[1] and span[0] < term[1]]
    for a, b in [*inside, (span[1], span[1])]:
        parts += [match.span() for match in _WRITTEN_APART.finditer(line, start, max(start, a))]
        start = max(start, b)
    words: list[Span] = []
    for a, b in parts:
        syllables = [match.span() for match in _SYLLABLE.finditer(line, a, b)]
        if len(syllables) == _TWO_WORDS and line[a:b].islower():
            words += [(syllables[0][0], syllables[1][1]), (syllables[2][0], syllables[3][1])]
        else:
            words.append((a, b))
    return words


@cache
def _tokenizer() -> Callable[[str], list[str]]:
    from underthesea import word_tokenize  # noqa: PLC0415  # an extra, and slow to load

    fixed = _fixed_words()

    def tokenize(line: str) -> list[str]:
        # Always the same list: underthesea goes on using the last one that it was given.
        tokens: list[str] = word_tokenize(line, use_token_normalize=False, fixed_words=fixed)
        return tokens

    return tokenize


@cache
def _term_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_terms())}(?!\w)")


@cache
def _fixed_words() -> list[str]:
    """Return the terms as underthesea wants them: patterns in which it escapes the blanks."""
    return [re.escape(term).replace(r"\ ", " ") for term in _terms()]


@cache
def _terms() -> list[str]:
    """Return the names and terms that are one word each, the longest first, as they are printed."""
    terms = {row[column] for table, column in _TERMS for row in load_table(table)}
    forms = {
        form
        for term in terms
        if " " in term
        for form in (term, term[:1].lower() + term[1:], term[:1].upper() + term[1:], term.upper())
    }
    return sorted(forms, key=lambda term: (-len(term), term))
