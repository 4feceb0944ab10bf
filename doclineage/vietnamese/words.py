"""Syllables of a text as keys for comparing, each with its place in the text.

A key is equal for texts that say the same: case, quotes, dashes, punctuation, tone placement,
abbreviations, number and date formats are folded away (domain reference 5.2, level L3).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.normalise import CAPITALS, fold_case, fold_marks, fold_syllable
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table


class Words(msgspec.Struct, frozen=True, gc=False):
    """The syllables of one text: `keys` (L3), `bare` (L5) and `spans`, all of one length.

    An expanded abbreviation gives several keys with the same span.
    """

    text: str
    keys: tuple[str, ...]
    bare: tuple[str, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where each syllable stands; found when asked for: keys alone align most units."""
        return _spans(self.text)

    def count(self, start: int, end: int) -> int:
        """Return how many syllables stand in the characters `start` to `end` of the text."""
        spans = self.spans
        return bisect_right(spans, (end, 0)) - bisect_left(spans, (start, 0))


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    return {
        row["short"]: tuple(fold_syllable(s) for s in row["full"].split())
        for row in load_table("abbreviations")
    }


def is_abbreviation(printed: str) -> bool:
    """Tell whether a word is an abbreviation of the table ("UBND")."""
    return printed in _abbreviations()


_SHORT = re.compile(r"(?<!\w)[A-ZĐ][A-ZĐa-z&-]*[A-ZĐ](?!\w)")


def abbreviations_in(text: str) -> dict[str, tuple[str, ...]]:
    """Return the abbreviations of the table that a text prints, in small letters, with their keys.

    >>> abbreviations_in("trường THCS")
    {'thcs': ('trung', 'học', 'cơ', 'sở')}
    """
    known = _abbreviations()
    printed = set(_SHORT.findall(text))
    return {short.lower(): known[short] for short in sorted(printed) if short in known}


@cache
def _token_pattern() -> re.Pattern[str]:
    # Nearly all tokens are plain words and no marker of a list: they are asked first, where they
    # begin like no abbreviation and no Roman number and are not what stands before a number.
    firsts = "".join(sorted({*"NHSTQIVX", *(s[0] for s in _abbreviations() if s[:2].isalpha())}))
    before = r"(?i:ng[aàáảãạ]y?|tháng|qu[ýy]|hàng|số)[\s:]"
    plain = rf"(?!{before})[^\W\d_{firsts}](?:[^\W_]{{2,}}|[^\W_](?!\)))"
    # What begins no token is passed over without asking for each kind.
    return re.compile(rf"(?=[\w{_SIGNS}])(?:{plain}|{_token_kinds()})", re.VERBOSE)


#: Signs that are tokens by themselves.
_SIGNS = "%≥≤<>|&"


def _token_kinds() -> str:
    """Return the pattern of every kind of token, in the order in which they are asked for."""
    return rf"""
        (?=[nN\d])(?i:ng[aàáảãạ]y?\s+)?
          \d{{1,2}}(?i:\s+tháng\s+|[/.-])\d{{1,2}}(?i:\s+năm\s+|[/.-])\d{{4}}(?!\d)
        | (?i:(?<=h[áa]ng\s)\d{{1,2}}|(?<=u[ýy]\s)(?:I{{1,3}}|IV|[1-4]))
          (?i:\s?[/-]\s?|\s+năm\s+)\d{{4}}(?!\d)
        | (?i:số):?\s+\d+(?:/\d{{4}})?(?=\s?/\s?[^\W\d_]|-[^\W\d_])
        | (?:(?<![^\n])|(?<=[;:.]\s))[a-zđ\d]{{1,2}}\)(?=\s)
        | (?i:tháng|qu[ýy])\s+[IVX]{{1,4}}(?!\w|\s?[/-]|(?i:\s+năm)\s+\d)
        | (?=\d)(?:
            \d+(?:[.,]\d+)*\s(?:nghìn|ngàn|triệu|t[ỷỉ])(?=\s+đồng)
          | \d{{1,2}}(?i:\s?giờ\s?|h)[0-5]\d(?i:\s?phút)?(?!\w)
          | \d{{1,2}}\s+(?i:tháng)\s+\d{{1,2}}(?![\w/]|[.,-]\d|\s+(?i:năm)\s)
          | \d{{1,2}}:[0-5]\d(?![\w:])
          | \d+(?:/\d+)?h(?!\w)
          | 0\d{{2,3}}(?:[ .]\d{{3}}){{2}}(?![\d.]|\s\d)
          | \d{{1,3}}(?:\ \d{{3}}){{2,}}(?!\d)
        )
        | \d+(?:[.,/]\d+)*(?:\s?%)?
        | [Hh]àng\s(?:ngày|tuần|tháng|quý|năm)(?!\w)
        | (?<!\w){any_of(_abbreviations())}(?!\w)
        | [^\W_]+
        | [{_SIGNS}]
    """


# ngày 05 tháng 3 năm 2026 | 5/3/2026
_DATE = re.compile(
    r"(?:ng\S+\s+)?(?P<d>\d{1,2})(?:\s+tháng\s+|[/.-])(?P<m>\d{1,2})(?:\s+năm\s+|[/.-])(?P<y>\d{4})",
    re.IGNORECASE,
)


# (tháng) 9 năm 2026 | 9/2026 | (quý) II-2026
_MONTH = re.compile(r"(?P<m>\d{1,2}|I{1,3}|IV)(?:\s?[/-]\s?|\s+năm\s+)(?P<y>\d{4})", re.IGNORECASE)
# số 61/2018(/NĐ-CP): with the word or without it a number is one
_NUMBERED = re.compile(r"số:?\s+(?P<n>[\d/]+)", re.IGNORECASE)
_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
# 2,5 tỷ (đồng)
_SCALED = re.compile(r"(?P<n>\d[\d.,]*)\s(?P<scale>\w+)")
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
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
    return f"{value:.15g}" if value < 1e15 else text


def _roman_key(token: str) -> str:
    """Return the key of a word; of a month or quarter in Roman numbers its number."""
    return (
        str(_MONTHS.index(token.upper()) + 1) if token.upper() in _MONTHS else fold_syllable(token)
    )


def _scaled_key(number: str, scale: str) -> str:
    value = number_value(number)
    whole = None if value is None else round(value * _SCALES[scale], 3)
    return f"{number} {scale}" if whole is None else f"{whole:.15g}"


# 01 tháng 11: 01/11
_DAY_OF_MONTH = re.compile(r"\s+tháng\s+", re.IGNORECASE)
# 0912.345.678 | 30 000 000: a number written in groups that are no thousands, or apart
_PARTED = re.compile(r"0\d{2,3}(?:[ .]\d{3}){2}|\d{1,3}(?: \d{3}){2,}")
# 16h30 | 16 giờ 30 phút | 16:30 | 24/24h
_HOUR = re.compile(
    r"(?P<h>\d{1,2})(?:\s?giờ\s?|h|:)(?P<m>\d{2})(?:\s?phút)?|(?P<n>\d+(?:/\d+)?)h",
    re.IGNORECASE,
)


def _hour_keys(token: str) -> tuple[str, ...] | None:
    """Return the keys of a time of day or of a number of hours, None where it is none."""
    hour = _HOUR.fullmatch(token)
    if hour is None:
        return None
    if hour["n"]:
        return _number_key(hour["n"]), "giờ"
    minutes = int(hour["m"])
    return (str(int(hour["h"])), "giờ", *([str(minutes)] if minutes else []))


@lru_cache(maxsize=65536)
def words(text: str) -> Words:
    """Return the syllables of `text`.

    >>> words("UBND xã, ngày 05/3/2026: 95 %").keys
    ('ủy', 'ban', 'nhân', 'dân', 'xã', '2026-3-5', '95', '%')
    """
    keys = tuple(chain.from_iterable(map(_token_keys, _tokens(text))))
    return Words(text=text, keys=keys, bare=tuple(map(_bare, keys)))


def _tokens(text: str) -> list[str]:
    """Return the tokens of a text; of one that is short they are kept for a while."""
    return _kept_tokens(text) if len(text) <= _KEPT else _token_pattern().findall(text)


#: Longer texts are cut up anew: the tokens of thousands of them would fill the memory.
_KEPT = 2_000


@lru_cache(maxsize=2048)
def _kept_tokens(text: str) -> list[str]:
    return _token_pattern().findall(text)


@lru_cache(maxsize=65536)
def _token_keys(token: str) -> tuple[str, ...]:
    """Return the keys of one word, number, date, abbreviation or sign."""
    short = _abbreviations().get(token)
    if short is not None or token.isalpha():
        return short or (fold_syllable(token),)
    day = _DATE.fullmatch(token)
    if day is not None:
        return (f"{day['y']}-{int(day['m'])}-{int(day['d'])}",)
    month = _MONTH.fullmatch(token)
    if month is not None:
        return (f"{_roman_key(month['m']).lstrip('0')}/{month['y']}",)
    if token[1:5] == "àng ":
        return "hằng", fold_syllable(token[5:])
    money = _SCALED.fullmatch(token)
    if money is not None:
        return (_scaled_key(money["n"], money["scale"]),)
    if token[-1] == ")" or not token[0].isdecimal():
        return _word_keys(token)
    if token.endswith("%"):
        return _number_key(token[:-1].rstrip()), "%"
    # 0912 345 678 | 30 000 000
    if _PARTED.fullmatch(token):
        token = re.sub("[ .]", "", token)
    token = _DAY_OF_MONTH.sub("/", token)
    return _hour_keys(token) or (_number_key(token),)


def _word_keys(token: str) -> tuple[str, ...]:
    """Return the keys of a word, or of one that stands before a number with it."""
    if token[-1] == ")":
        # "a) …; b) …": what a list is numbered with says nothing.
        return ()
    if token[0] == "&":
        return ("và",)
    numbered = _NUMBERED.fullmatch(token)
    if numbered:
        return (_number_key(numbered["n"]),)
    period, _, roman = token.partition(" ")
    return (fold_syllable(period), _roman_key(roman.strip())) if roman else (fold_syllable(token),)


@lru_cache(maxsize=16384)
def _spans(text: str) -> tuple[Span, ...]:
    tokens = _tokens(text)
    single = len(tokens) == len(words(text).keys)
    spans: list[Span] = []
    end = 0
    for token in tokens:
        # Between two tokens stands no letter, figure or sign: the first place found is its own.
        start = text.index(token, end)
        end = start + len(token)
        if single:
            # Each token has at least one key: here each has just one.
            spans.append((start, end))
        elif token.endswith("%") and len(token) > 1:
            spans += (start, start + len(token[:-1].rstrip())), (end - 1, end)
        else:
            spans += [(start, end)] * len(_token_keys(token))
    return tuple(spans)


@lru_cache(maxsize=65536)
def _bare(key: str) -> str:
    return fold_marks(key)


_QUOTED = re.compile(r"[“\"][^“”\"]{1,600}[”\"]")


def quotations(text: str) -> list[Span]:
    """Return the spans of what a text quotes, with the marks: a title, a watchword."""
    return [match.span() for match in _QUOTED.finditer(text)]


# Where one clause ends and the next begins: a semicolon; a full stop before what may begin a
# sentence ("… năm 2026. Báo cáo …", "… hoàn thành. 100% hộ …"); one that lost its blank
# ("… cam kết.Lập biên bản"). Not after a letter or a title by itself ("TP. Hà Nội").
_CLAUSE_END = re.compile(
    rf"""
    [;.!?…](?:    # the sign first: the search runs from sign to sign
        (?<=;) \s*
      | (?<=[\w)%”"…][.!?…])(?<!\bTP.)(?<!\bTX.)(?<!\bTS.)(?<!\bGS.)(?<!\bBS.)(?<!\bKS.)(?<!\bThS.)
        (?<!\b[^\W\d_].) [.!?…]* [”")]? \s+ (?=[{CAPITALS}“"(–-])
      | (?:(?<=[^\W\d_][^\W\d_]\.)|(?<=[/ ]\d{{4}}\.)) \s+ (?=\d)
      | (?<=[^\W\d_{CAPITALS}]\.) (?=[{CAPITALS}][^\W\d_{CAPITALS}])
    )
    """,
    re.VERBOSE,
)
# (Sở Y tế; Công an tỉnh): a list in brackets is no row of clauses
_BRACKETED = re.compile(r"\([^()]*\)")
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
    for match in _clause_ends(text):
        end = match.start() if match.group().startswith(";") else match.end()
        cuts.append((start, len(text[:end].rstrip())))
        start = match.end()
    cuts.append((start, len(text.rstrip())))
    whole: list[Span] = []
    spoken = words(text)
    for begin, end in cuts:
        short = spoken.count(begin, end) < _CLAUSE_WORDS
        if whole and short:
            whole[-1] = (whole[-1][0], end)
        elif begin < end:
            whole.append((begin, end))
    return tuple(whole)


def folded_clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a text, folded to lower case."""
    folded = fold_case(text)
    return (folded[start:end] for start, end in clauses(text))


def _clause_ends(text: str) -> Iterator[re.Match[str]]:
    bracketed = [match.span() for match in _BRACKETED.finditer(text)] if "(" in text else []
    for match in _CLAUSE_END.finditer(text):
        if not any(a < match.start() < b - 1 for a, b in bracketed):
            yield match
