"""Numbers, letters and bullets in front of a line: schemes propose, the outline decides.

Each reader takes a line and returns the marker that it begins with, or None. Domain reference
3.1 to 3.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from doclineage.model import Marker, Scheme
from doclineage.registry import SCHEMES
from doclineage.vietnamese.normalise import CAPITALS
from doclineage.vietnamese.tables import load_table

#: The order of điểm in Vietnamese lists; Word counts in the English order instead.
LETTERS = "abcdđeghiklmnopqrstuvxy"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_FORM = re.compile(r"C?(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

Reader = Callable[[str], Marker | None]

_NAMED = (
    r"(?:(?:thứ|THỨ)\s+(?P<word>\w+(?:\s+\w+)?)|(?P<plain>[Mm]ột|MỘT|[Hh]ai|HAI|[Bb]a|BA|[Bb]ốn|BỐN"
    r"|[Nn]ăm|NĂM|[Ss]áu|SÁU|[Bb]ảy|BẢY)(?!\w)|(?P<roman>[IVXLC]+)|(?P<digits>\d{1,3})|(?P<upper>[A-ZĐ]))"
)
_END = r"(?:\s*[.:)]|\s+[-–](?=\s)|(?=\s)|$)"
# Phần thứ nhất | PHẦN I. | Chương II | Mục 1.
_PART = re.compile(rf"(?:PHẦN|Phần)\s+{_NAMED}{_END}")
_CHAPTER = re.compile(rf"(?:CHƯƠNG|Chương)\s+{_NAMED}{_END}")
_SECTION = re.compile(rf"(?:MỤC|Mục)\s+{_NAMED}{_END}")
_SUBSECTION = re.compile(rf"(?:TIỂU MỤC|Tiểu mục)\s+{_NAMED}{_END}")
# Điều 5. | Điều 5a: | ĐIỀU 12 | Điều 7 Quyền của … (the full stop lost)
_ARTICLE = re.compile(
    r"(?:Điều|ĐIỀU)\s+(?P<digits>\d{1,4})(?P<letter>[a-zđ]\d?)?"
    rf"(?:\s*[.:](?!\d)|\s*$|(?P<weak>(?=\s+[{CAPITALS}])))"
)
# I. | II- | III/ | IV)
_ROMAN = re.compile(r"(?P<roman>[IVXLC]{1,7})\s*[.)/–-](?=\s|[^\W\d_]|$)")
# ll. | 1V. | IIl- | IL. : a Roman number as OCR reads it
_MISREAD_ROMAN = re.compile(r"(?P<roman>[IVXLl1|]{2,6})\s*[.)/–-](?=\s|[^\W\d_])")
_AS_ROMAN = str.maketrans("l1|L", "IIII")
#: The strokes of Roman numbers as recognition reads them on scans.
STROKES = str.maketrans({**dict.fromkeys("LTJÌÍl1|![]iïíìj", "I"), "H": "II", "U": "II", "Y": "V"})
# 1. | 1- | 1/ | 1)
_ARABIC = re.compile(
    r"(?!\d{1,3}(?:\s[-–]\s?|[-–])\d|\d{1,4}[/-][A-ZĐ]{2,}[-/])"  # 5 - 7 hộ | 12/KH-UBND
    r"(?P<digits>\d{1,3})(?P<letter>[a-zđ])?\s?[.)/–-](?=\s+\S|[^\W\d_]|[\[(“\"]|\s*$)"
)
# 1.1. | 2.3.4 | a.1) | II.1.
_DECIMAL = re.compile(
    r"(?P<digits>[1-9]\d?(?:\.[1-9]\d?){1,4})(?:[.)](?=\s|[^\W\d_])|(?=\s))"
    r"|(?P<below>(?:[a-zđ]|[IVX]{1,5})(?:\.[1-9]\d?){1,3})[.)](?=\s)"
)
# a) | đ. | a-
_LETTER = re.compile(
    rf"(?P<letter>[a-zđ])(?P<digit>\d)?(?:\s?\)|[.](?=\s|[{CAPITALS}])|\s?[/–-](?=\s))"
)
# i) | iv)
_SMALL_ROMAN = re.compile(r"(?P<roman>[ivx]{1,5})\s?\)")
# A. | B- | Đ)
_UPPER = re.compile(r"(?P<upper>[A-ZĐ])(?:\s?\)|[.](?=\s|$)|\s?[/–-](?=\s))")
# (1) | (a) | (iv)
_BRACKETED = re.compile(r"\((?:(?P<digits>\d{1,2})|(?P<roman>[ivx]{1,5})|(?P<letter>[a-zđ]))\)")
# -100% hộ dân: a dash close to a number is a bullet only where others stand before it.
_BULLET = re.compile(
    r"(?P<glyph>[-–—+*•·●○◦▪■□▫❖➢➤✓✔>\uf0b7\uf0a7\uf02d\uf0d8\uf076])(?=\s|[^\W\d_\s]|[“\"(]|(?<=[-–])\d)"
)
_WORD_BULLET = re.compile(r"o(?=\s+[A-ZĐ])")

# A line that goes on like this speaks of an article, it does not open one.
_SPEAKS_OF = re.compile(
    r"\s*(?:của|này|Nghị|Luật|Bộ luật|Thông tư|Quyết định|khoản|và|đến|,|;"
    r"|(?:Kế hoạch|Chỉ thị|Chương trình|Đề án|Hướng dẫn|Quy chế|Quy định|Kết luận|Công văn|Phụ lục)"
    r"\s(?:số\s|này|kèm))"
)


def roman_value(numeral: str) -> int | None:
    """Return the number that a Roman numeral below 200 stands for, None where it is none.

    >>> roman_value("XIV"), roman_value("IIX")
    (14, None)
    """
    if not numeral or not _ROMAN_FORM.fullmatch(numeral):
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def letter_value(letter: str) -> int:
    """Return the place of a list letter, in the Vietnamese order where it has the letter.

    >>> letter_value("đ"), letter_value("e"), letter_value("f")
    (5, 6, 6)
    """
    return 1 + (LETTERS.find(letter) if letter in LETTERS else _ENGLISH.find(letter))


def follows(letter: str, before: str) -> bool:
    """Tell whether `letter` comes next after `before` in the Vietnamese or the English order.

    >>> follows("đ", "d"), follows("e", "d"), follows("g", "d")
    (True, True, False)
    """
    return any(
        letter in order and before in order and order.index(letter) == order.index(before) + 1
        for order in (LETTERS, _ENGLISH)
    )


def _named_value(match: re.Match[str]) -> int | None:
    if match["digits"]:
        return int(match["digits"])
    if match["roman"]:
        return roman_value(match["roman"])
    if match["upper"]:
        return letter_value(match["upper"].lower())
    words = (match["word"] or match["plain"]).lower().split()
    table = {row["word"]: int(row["value"]) for row in load_table("ordinals")}
    for count in (2, 1):
        if (value := table.get(" ".join(words[:count]))) is not None:
            return value
    return None


def _read_named(pattern: re.Pattern[str], scheme: Scheme, line: str) -> Marker | None:
    match = pattern.match(line)
    if match is None or _SPEAKS_OF.match(line, match.end()):
        return None
    value = _named_value(match)
    glyph = match.group()
    if match["word"] and value is not None:
        # "thứ nhất Quy định chung": the second word may already be the title.
        words = match["word"].split()
        if len(words) == 2 and f"{words[0]} {words[1]}".lower() not in _two_word_ordinals():
            glyph = line[: match.start("word") + len(words[0])]
    return None if value is None else Marker(scheme=scheme, ordinal=value, glyph=glyph)


def _two_word_ordinals() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("ordinals") if " " in row["word"])


def read_part(line: str) -> Marker | None:
    """Read "Phần thứ nhất", "PHẦN I."."""
    return _read_named(_PART, "part", line)


def read_chapter(line: str) -> Marker | None:
    """Read "Chương II"."""
    return _read_named(_CHAPTER, "chapter", line)


def read_section(line: str) -> Marker | None:
    """Read "Mục 1."."""
    return _read_named(_SECTION, "section", line)


def read_subsection(line: str) -> Marker | None:
    """Read "Tiểu mục 2"."""
    return _read_named(_SUBSECTION, "subsection", line)


def read_article(line: str) -> Marker | None:
    """Read "Điều 5.", "Điều 5a:"; without its full stop only where no citation goes on."""
    match = _ARTICLE.match(line)
    if match is None or (match["weak"] is not None and _SPEAKS_OF.match(line, match.end())):
        return None
    return Marker(scheme="article", ordinal=int(match["digits"]), glyph=match.group())


def is_weak(marker: Marker) -> bool:
    """Tell whether a marker lacks its full stop, so that only the sequence can speak for it.

    >>> is_weak(Marker(scheme="article", ordinal=7, glyph="Điều 7"))
    True
    """
    return marker.scheme == "article" and marker.glyph[-1:].isalnum()


def is_close(marker: Marker, line: str) -> bool:
    """Tell a dash right before a number: a bullet, or the sign of a negative number.

    >>> is_close(Marker(scheme="bullet", ordinal=None, glyph="-"), "-100% hộ dân")
    True
    """
    return marker.scheme == "bullet" and line[len(marker.glyph) :][:1].isdigit()


def read_roman(line: str) -> Marker | None:
    """Read "I.", "IV-"."""
    match = _ROMAN.match(line)
    value = roman_value(match["roman"]) if match else None
    if match is None or value is None:
        return None
    return Marker(scheme="roman", ordinal=value, glyph=match.group())


def read_small_roman(line: str) -> Marker | None:
    """Read "i)", "iv)"."""
    match = _SMALL_ROMAN.match(line)
    value = roman_value(match["roman"].upper()) if match else None
    if match is None or value is None:
        return None
    return Marker(scheme="roman", ordinal=value, glyph=match.group())


def read_misread_roman(line: str) -> Marker | None:
    """Read "ll.", "1V.": the glyph stays as printed, the ordinal is what it was."""
    match = _MISREAD_ROMAN.match(line)
    if match is None or match["roman"].isdigit() or roman_value(match["roman"]) is not None:
        return None
    value = roman_value(match["roman"].translate(_AS_ROMAN))
    return None if value is None else Marker(scheme="roman", ordinal=value, glyph=match.group())


def is_misread(marker: Marker) -> bool:
    """Tell whether OCR took letters of a Roman number for others.

    >>> is_misread(Marker(scheme="roman", ordinal=2, glyph="ll."))
    True
    """
    numeral = marker.glyph.strip(" .)/–-")
    return marker.scheme == "roman" and roman_value(numeral.upper()) is None


def roman_numeral(value: int) -> str:
    """Return `value` as a Roman numeral.

    >>> roman_numeral(14)
    'XIV'
    """
    units = (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")
    numeral = ""
    for unit, letters in (*units, (1, "I")):
        count, value = divmod(value, unit)
        numeral += letters * count
    return numeral


def read_arabic(line: str) -> Marker | None:
    """Read "1.", "2-", "3a)"."""
    match = _ARABIC.match(line)
    if match is None or int(match["digits"]) == 0 or match["digits"].startswith("0"):
        return None
    return Marker(scheme="arabic", ordinal=int(match["digits"]), glyph=match.group())


def read_decimal(line: str) -> Marker | None:
    """Read "1.1.", "2.3.4", "a.1)"."""
    match = _DECIMAL.match(line)
    if match is None:
        return None
    value = int((match["digits"] or match["below"]).rsplit(".", 1)[1])
    return Marker(scheme="decimal", ordinal=value, glyph=match.group())


def read_letter(line: str) -> Marker | None:
    """Read "a)", "đ.", "a1)"."""
    match = _LETTER.match(line)
    if match is None:
        return None
    return Marker(scheme="letter", ordinal=letter_value(match["letter"]), glyph=match.group())


def read_upper(line: str) -> Marker | None:
    """Read "A.", "B-"."""
    match = _UPPER.match(line)
    if match is None:
        return None
    value = letter_value(match["upper"].lower())
    return Marker(scheme="upper", ordinal=value, glyph=match.group())


def read_bracketed(line: str) -> Marker | None:
    """Read "(1)", "(iv)", "(a)"."""
    match = _BRACKETED.match(line)
    if match is None:
        return None
    if match["digits"]:
        value: int | None = int(match["digits"])
    elif match["roman"]:
        value = roman_value(match["roman"].upper())
    else:
        value = letter_value(match["letter"])
    return Marker(scheme="bracketed", ordinal=value, glyph=match.group())


def read_bracketed_letter(line: str) -> Marker | None:
    """Read "(i)", "(v)", "(x)" as letters: what they are the sequence decides."""
    match = _BRACKETED.match(line)
    if match is None or not match["roman"] or len(match["roman"]) > 1:
        return None
    value = letter_value(match["roman"])
    return Marker(scheme="bracketed", ordinal=value, glyph=match.group())


def read_bullet(line: str) -> Marker | None:
    """Read "-", "+", "•"."""
    match = _BULLET.match(line) or _WORD_BULLET.match(line)
    return Marker(scheme="bullet", ordinal=None, glyph=match.group()) if match else None


# Readers by the first character of a line, the likeliest first.
_WORDS = ("Phần", "PHẦN", "Chương", "CHƯƠNG", "Mục", "MỤC", "Tiểu", "TIỂU", "Điều", "ĐIỀU")
_OF_WORDS = (read_part, read_chapter, read_subsection, read_section, read_article)
_OF_CAPITALS = (read_decimal, read_roman, read_upper, read_misread_roman)
_OF_SMALL = (read_decimal, read_letter, read_small_roman, read_bullet, read_misread_roman)
_OF_DIGITS = (read_decimal, read_arabic, read_misread_roman)
_OF_BRACKETS = (read_bracketed, read_bracketed_letter)
_OF_SIGNS = (read_bullet, read_misread_roman)


def _readers(line: str) -> tuple[Reader, ...]:
    first = line[0]
    if first.isdigit():
        return _OF_DIGITS
    if first.isupper():
        return _OF_WORDS if line.startswith(_WORDS) else _OF_CAPITALS
    if first.islower():
        return _OF_SMALL
    return _OF_BRACKETS if first == "(" else _OF_SIGNS


# Most lines are settled by this alone: a word, a number or a bullet that a scheme may know.
_MAY_BEGIN = re.compile(
    r"(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|TIỂU|Tiểu|Điều|ĐIỀU)\s"
    r"|\d|\([\da-zđ]|[IVXLCl1|]{1,7}\s?[.)/–-]|[ivx]{1,5}\s?\)|[A-Za-zĐđ]\d?\s?[).\-/–]|o\s"
    r"|[-–—+*•·●○◦▪■□▫❖➢➤✓✔>\uf0b7\uf0a7\uf02d\uf0d8\uf076]"
)


@cache
def _foreign() -> tuple[Reader, ...]:
    """Return the schemes that other packages add; they propose behind our own."""
    names = [name for name in SCHEMES if not SCHEMES[name].startswith("doclineage.")]
    return tuple(SCHEMES.load(name) for name in names)


def markers(line: str) -> tuple[Marker, ...]:
    """Return every marker that `line` may begin with, the likeliest scheme first.

    >>> [marker.scheme for marker in markers("C. Giải pháp")]
    ['roman', 'upper']
    """
    foreign = _foreign()
    own = _readers(line) if _MAY_BEGIN.match(line) else ()
    if not (own or foreign):
        return ()
    found = (read(line) for read in (*own, *foreign))
    return tuple(marker for marker in found if marker is not None)


def has_marker(line: str) -> bool:
    """Tell whether `line` begins like a numbered or bulleted item."""
    return bool(markers(line))
