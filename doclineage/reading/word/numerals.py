"""The numbers of automatic lists as Word writes them (ECMA-376, part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
#: Word's own bound for list numbers; a hostile start value must not build a long string.
_LARGEST = 32_767


def numeral(number: int, form: str) -> str:
    """Return `number` in the form that Word calls `form`, in digits where the form is not known.

    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    number = min(number, _LARGEST)
    writer = _FORMS.get(form)
    # Forms other than digits begin with one.
    return str(number) if writer is None or number < 1 else writer(number)


def _roman(number: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        count, number = divmod(number, size)
        letters += letter * count
    return letters


#: Word itself counts to 780 in letters (zz… thirty times).
_MOST_LETTERS = 780


def _letter(number: int) -> str:
    if number > _MOST_LETTERS:
        return str(number)
    # Past z Word repeats the letter: aa, bb, cc.
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def _vietnamese(number: int) -> str:
    """Write `number` in words.

    >>> numeral(1, "vietnameseCounting"), numeral(15, "vietnameseCounting")
    ('một', 'mười lăm')
    """
    if number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds else []
    if hundreds and not tens and ones:
        words.append("lẻ")
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        special = {1: "mốt" if tens > 1 else "một", 5: "lăm" if tens else "năm"}
        words.append(special.get(ones, _DIGITS[ones]))
    return " ".join(words)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02d}".format,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "vietnameseCounting": _vietnamese,
    "ordinal": _ordinal,
    "numberInDash": "- {} -".format,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedParen": "({})".format,
    "decimalEnclosedFullstop": "{}.".format,
    "decimalFullWidth": _full_width,
    "hex": "{:X}".format,
}
