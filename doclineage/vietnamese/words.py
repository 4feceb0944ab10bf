"""Syllables of a text as keys for comparing, each with its place in the text.

A key is equal for texts that say the same: case, quotes, dashes, punctuation, tone placement,
abbreviations, number and date formats are folded away (domain reference 5.2, level L3).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.normalise import CAPITALS, fold_marks, fold_syllable
from doclineage.vietnamese.tables import load_table


class Words(msgspec.Struct, frozen=True):
    """The syllables of one text: `keys` (L3), `bare` (L5) and `spans`, all of one length.

    An expanded abbreviation gives several keys with the same span.
    """

    keys: tuple[str, ...]
    bare: tuple[str, ...]
    spans: tuple[Span, ...]


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {
        row["short"]: tuple(fold_syllable(s) for s in row["full"].split())
        for row in load_table("abbreviations")
    }


@cache
def _token_pattern() -> re.Pattern[str]:
    shorts = "|".join(re.escape(s) for s in sorted(_abbreviations(), key=lambda s: (-len(s), s)))
    return re.compile(
        rf"""
        (?:ng[aàáảãạ]y?\s+)?(?P<d>\d{{1,2}})(?:\s+tháng\s+|[/.-])(?P<m>\d{{1,2}})(?:\s+năm\s+|[/.-])(?P<y>\d{{4}})(?!\d)
        | (?P<number>\d+(?:[.,/]\d+)*)(?P<percent>\s?%)?
        | (?<!\w)(?P<short>{shorts})(?!\w)
        | (?P<word>\w+)
        | (?P<sign>[%≥≤<>|])
        """,
        re.VERBOSE,
    )


_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def number_value(text: str) -> float | None:
    """Return the value of a number in Vietnamese notation, None where it is none.

    >>> number_value("1.234,5"), number_value("08"), number_value("1/2")
    (1234.5, 8.0, None)
    """
    plain = text.replace(".", "") if _THOUSANDS.fullmatch(text) else text
    plain = plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _number_key(text: str) -> str:
    value = number_value(text)
    if value is None:
        return "/".join(part.lstrip("0") or "0" for part in text.split("/"))
    return f"{value:g}" if value < 1e15 else text


@lru_cache(maxsize=65536)
def words(text: str) -> Words:
    """Return the syllables of `text`.

    >>> words("UBND xã, ngày 05/3/2026: 95 %").keys
    ('ủy', 'ban', 'nhân', 'dân', 'xã', '2026-3-5', '95', '%')
    """
    keys: list[str] = []
    spans: list[Span] = []
    for match in _token_pattern().finditer(text):
        start, end = span = match.span()
        kind = match.lastgroup
        if kind == "word":
            keys.append(fold_syllable(match.group()))
            spans.append(span)
        elif kind == "y":
            keys.append(f"{match['y']}-{int(match['m'])}-{int(match['d'])}")
            spans.append(span)
        elif kind == "short":
            expanded = _abbreviations()[match["short"]]
            keys.extend(expanded)
            spans.extend([span] * len(expanded))
        elif kind == "sign":
            keys.append(match.group())
            spans.append(span)
        else:
            middle = match.end("number")
            keys.append(_number_key(match["number"]))
            spans.append((start, middle))
            if kind == "percent":
                keys.append("%")
                spans.append((end - 1, end))
    return Words(keys=tuple(keys), bare=tuple(map(_bare, keys)), spans=tuple(spans))


@lru_cache(maxsize=65536)
def _bare(key: str) -> str:
    return fold_marks(key)


# Where one clause ends and the next begins: "; " or a full stop before a capital.
_CLAUSE_END = re.compile(rf";\s*|(?<=[^\W\d_])[.!?…]+[”\"]?\s+(?=[{CAPITALS}“\"])")
#: A piece shorter than this many syllables is no clause of its own.
_CLAUSE_WORDS = 3


@lru_cache(maxsize=16384)
def clauses(text: str) -> tuple[Span, ...]:
    """Return the spans of the clauses of `text`, parted at semicolons and sentence ends.

    >>> [text[a:b] for text in ["Rà soát, đôn đốc; kịp thời báo cáo."] for a, b in clauses(text)]
    ['Rà soát, đôn đốc', 'kịp thời báo cáo.']
    """
    cuts: list[Span] = []
    start = 0
    for match in _CLAUSE_END.finditer(text):
        end = match.start() if match.group().startswith(";") else match.end()
        cuts.append((start, len(text[:end].rstrip())))
        start = match.end()
    cuts.append((start, len(text.rstrip())))
    whole: list[Span] = []
    for begin, end in cuts:
        short = len(words(text[begin:end]).keys) < _CLAUSE_WORDS
        if whole and short:
            whole[-1] = (whole[-1][0], end)
        elif begin < end:
            whole.append((begin, end))
    return tuple(whole)
