"""Text normalisation with the way back to the source, and fold levels for comparing.

`clean` makes readable text (domain reference 5.1, steps 2 to 4) and is idempotent; the `fold_…`
functions make keys that are never shown. All but `clean` keep one character for one character, so
that an offset in the key is an offset in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from doclineage.model import Span

# Look-alikes that keyboards, OCR and old converters leave behind (step 3), and the many spaces.
_LOOK_ALIKES = {
    "Ð": "Đ",
    "Ɖ": "Đ",
    "ð": "đ",
    "ɖ": "đ",
    "ı": "i",
    **dict(
        zip(
            "АВЕКМНОРСТУХасеорхуіΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѕЅІЈјһԁԛԝɡ",
            "ABEKMHOPCTYXaceopxyiABEZHIKMNOPTYXosSIJjhdqwg",
            strict=True,
        )
    ),
    **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u2008\u2002\u2003\u2005\u2006\u3000\t\v\f", " "),
    **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e", ""),
    **dict.fromkeys("\u2066\u2067\u2068\u2069", ""),
}
_TABLE = str.maketrans(_LOOK_ALIKES)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u2028\u2029\ufffe\uffff]")
_SPACES = re.compile(r" {2,}")
_HAS_FOREIGN = re.compile("[" + re.escape("".join(_LOOK_ALIKES)) + "]")

# Greek letters that are signs of their own but in the middle of a word.
_GREEK = dict(zip("αικνρτυχγ", "aikvptuxy", strict=True))
_LATIN = "[a-z\u00e0-\u024f\u1ea1-\u1ef9]"
_GREEK_IN_WORD = re.compile(f"(?<={_LATIN})[{''.join(_GREEK)}](?={_LATIN})")
# Ligatures, Roman numbers and mathematical letters that stand for plain ones (NFKC).
_STYLED = re.compile("[\ufb00-\ufb06\u2160-\u217f\U0001d400-\U0001d7ff]")
# A tone typed before the mark of its vowel: composed alone they keep apart.
_VOWEL_MARKS = "\u0302\u0306"
_MARKS = re.compile(f"[\u0300\u0301\u0303\u0309{_VOWEL_MARKS}]{{2,}}")
_RARE = re.compile(f"[\u0302\u0306{''.join(_GREEK)}{_STYLED.pattern[1:]}")

# Tone marks as combining characters, in NFD.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def clean(text: str) -> str:
    r"""Return `text` in NFC with plain spaces, no invisible marks, no look-alike letters.

    >>> clean("Ðảng\u00a0 u\u0309y")
    'Đảng ủy'
    """
    # Both questions cost a fraction of the patterns below, which few texts need.
    printable, plain = text.isprintable(), text.isascii()
    if not printable:
        text = _CONTROL.sub("", text)
    if not plain:
        text = unicodedata.normalize("NFC", text)
    rare = not plain and _RARE.search(text) is not None
    if rare:
        # What is not seen may stand between two marks.
        text = _without_rare(text.translate(_TABLE))
    if not (printable and plain) and _HAS_FOREIGN.search(text):
        # A look-alike may carry a combining mark: compose once more.
        text = unicodedata.normalize("NFC", text.translate(_TABLE))
    if "  " in text:
        text = _SPACES.sub(" ", text)
    if rare:
        text = _without_greek(text)
    return text.strip()


# A letter with the combining marks that follow it.
_CLUSTER = re.compile(r"[^\u0300-\u036f]?[\u0300-\u036f]*")


def clean_with_spans(text: str) -> tuple[str, tuple[Span, ...]]:
    r"""Return `clean(text)`, and which characters of `text` each of its characters stands for.

    >>> clean_with_spans("a\u0301  b")
    ('á b', ((0, 2), (2, 3), (4, 5)))
    """
    letters: list[str] = []
    spans: list[Span] = []
    for match in _CLUSTER.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        if _RARE.search(letter):
            letter = _without_rare(letter.translate(_TABLE))
        letter = letter.translate(_TABLE)
        letter = _CONTROL.sub("", unicodedata.normalize("NFC", letter))
        if letter == " " and (not letters or letters[-1] == " "):
            continue
        letters.extend(letter)
        spans.extend([match.span()] * len(letter))
    plain = _without_greek("".join(letters))
    start = len(plain) - len(plain.lstrip())
    plain = plain.strip()
    return plain, tuple(spans[start : start + len(plain)])


def _without_rare(text: str) -> str:
    """Return `text` with plain letters for styled ones, and a vowel's mark before its tone."""
    text = _STYLED.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _MARKS.sub(_vowel_marks_first, text))


def _vowel_marks_first(match: re.Match[str]) -> str:
    return "".join(sorted(match.group(), key=lambda sign: sign not in _VOWEL_MARKS))


def _without_greek(text: str) -> str:
    return _GREEK_IN_WORD.sub(lambda match: _GREEK[match.group()], text)


def _strip_marks(letter: str, marks: str | None) -> str:
    if letter in "đĐ":
        return letter if marks is not None else ("d" if letter == "đ" else "D")
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) == 1:
        return letter
    kept = [
        c for c in parts if not unicodedata.combining(c) or (marks is not None and c not in marks)
    ]
    whole = unicodedata.normalize("NFC", "".join(kept))
    return whole if len(whole) == 1 else letter


#: The capital letters, for character classes: the accented ones alternate
#: in Unicode, so that a range such as À-Ỹ holds both.
CAPITALS = "A-Z" + "".join(
    c for c in map(chr, (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))) if c.isupper()
)

_LETTERS = [chr(i) for i in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_TONELESS = str.maketrans({c: _strip_marks(c, _TONES) for c in _LETTERS})
_BARE = str.maketrans({c: _strip_marks(c, None) for c in _LETTERS})
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("–—‒−‑―", "-"),
        "İ": "I",
        "²": "2",
        "³": "3",
    }
)

# With the sign of the ångström, whose small letter is that of Å.
_PLAIN = _BARE | _QUOTES | {0x212B: "A"}
_HAS_QUOTE = re.compile("[" + "".join(map(chr, _QUOTES)) + "]")

# oà, uý … in open syllables, not after q: type B spelling to type A (domain reference 5.1, 6).
_TYPE_B = re.compile(r"([ouOU])(?<![qQ].)([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")
_PAIRS = {"oa", "oe", "uy"}


def _to_type_a(match: re.Match[str]) -> str:
    first, second = match.group(1), match.group(2)
    parts = unicodedata.normalize("NFD", second)
    if (first + parts[0]).lower() not in _PAIRS:
        return match.group()
    return unicodedata.normalize("NFC", first + parts[1:]) + parts[0]


def fold_tone_placement(text: str) -> str:
    """Return `text` with the tone on the first vowel of final oa, oe, uy; same length.

    >>> fold_tone_placement("khoá, uỷ, quý, hoàn, thuỷ")
    'khóa, ủy, quý, hoàn, thủy'
    """
    return text if text.isascii() else _TYPE_B.sub(_to_type_a, text)


def fold_typography(text: str) -> str:
    """Return level L2: tone placement, quotes and dashes folded; same length."""
    # str.translate walks every letter: most texts have nothing to fold.
    return fold_tone_placement(text.translate(_QUOTES) if _HAS_QUOTE.search(text) else text)


#: Of texts longer than this only the last few are kept folded, and of far longer ones none: what is
#: kept of thousands of them would fill the memory.
_SHORT, _LONG = 2_000, 200_000
_FEW = 16


def fold_case(text: str) -> str:
    """Return level L2 in lower case; same length."""
    if len(text) <= _SHORT:
        return _kept_case(text)
    return _long_case(text) if len(text) <= _LONG else _case(text)


def _case(text: str) -> str:
    return fold_typography(text).lower()


_kept_case = lru_cache(maxsize=16384)(_case)
_long_case = lru_cache(maxsize=_FEW)(_case)


def fold_tones(text: str) -> str:
    """Return level L4: lower case without the five tones; same length.

    >>> fold_tones("Đẩy mạnh nền tảng")
    'đây manh nên tang'
    """
    return text.translate(_QUOTES).lower().translate(_TONELESS)


def fold_marks(text: str) -> str:
    """Return level L5: lower case without any diacritic, đ as d; same length.

    >>> fold_marks("Đẩy mạnh nền tảng")
    'day manh nen tang'
    """
    # str.translate walks every letter: once is enough, and of ASCII there is nothing to fold.
    if text.isascii():
        return text.lower()
    if len(text) <= _SHORT:
        return _kept_marks(text)
    return _long_marks(text) if len(text) <= _LONG else _marks(text)


def _marks(text: str) -> str:
    return text.translate(_PLAIN).lower()


_kept_marks = lru_cache(maxsize=16384)(_marks)
_long_marks = lru_cache(maxsize=_FEW)(_marks)


@lru_cache(maxsize=65536)
def fold_syllable(syllable: str) -> str:
    """Return the key of one syllable: tone placement and i/y folded, lower case.

    >>> fold_syllable("Uỷ"), fold_syllable("kĩ"), fold_syllable("tay"), fold_syllable("quí")
    ('ủy', 'kỹ', 'tay', 'quý')
    """
    key = fold_typography(syllable).lower()
    match = _SINGLE_I.fullmatch(key) if len(key) <= _LONGEST_SINGLE_I else None
    if match:
        return match.group(1) + match.group(2).translate(_I_TO_Y)
    return key


# Only whole syllables of h, k, l, m, s, t, v, qu + i (domain reference 5.1, 7).
_LONGEST_SINGLE_I = len("qui")
_SINGLE_I = re.compile(r"(h|k|l|m|s|t|v|qu)([iìíỉĩị])")
_I_TO_Y = str.maketrans("iìíỉĩị", "yỳýỷỹỵ")
