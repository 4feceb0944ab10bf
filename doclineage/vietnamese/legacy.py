"""Text of the time before Unicode to Unicode: which encoding it is, told by font or by syllables.

The decoder wins whose output holds the most Vietnamese syllables, line by line, because documents
mix old and new text. Plain ASCII words are never touched. Domain reference 5.3.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from doclineage.vietnamese.legacy_letters import (
    ENCODINGS,
    Encoding,
    LegacyFont,
    decode_letters,
    is_written,
    shifted_marks,
    unsymbolised,
)
from doclineage.vietnamese.syllables import is_syllable

#: Share of the accented words of a line that must be syllables once decoded: abbreviations and
#: names of other languages are not.
_DECODED_SHARE = 0.75
#: Share of them that may be syllables as they stand: VNI writes some words as Unicode does.
_STANDING_SHARE = 0.5
#: Different words that show an encoding in a document; a single one may be a sign ("10µm").
_SURE_WORDS = 3
#: The same in one line of a document that has not shown it.
_SURE_IN_LINE = 2
#: By so many words another encoding must be better than the one that the document has shown.
_LIKELY_WORDS = 1.5
#: Lines looked at to find the encodings of a document.
_SAMPLE_LINES = 3_000

# Letters as all these encodings show them: not quotes, dashes, blanks and digits.
_WORD = re.compile("[A-Za-z\x80-\x9f\xa1-\u024f\u02c6\u02dc\u0300-\u0323\u1e00-\u1eff\u20ab]+")
_ASCII_LETTERS = re.compile("[A-Za-z]")
# m² | cm³ | µm | °C: read as old letters these are syllables too.
_UNIT = re.compile("[A-Za-z]{1,3}[¹²³]|[µ°º][A-Za-z]{1,2}")
# Signs that are letters in an old encoding and stand around words in Unicode.
_AROUND = "«»·°®©§¶¹²³ªº¨¬­¯´¸×÷±¡¿¢£¤¥¦¼½¾"
# What Vietnamese in Unicode does not have: signs of Latin-1 that are none of its letters, a vowel
# with a mark of VNI behind it, a small letter among capitals.
# One class comes first, so that the search skips what is plain at once, then one for the rest.
_ODD = "\x80-\x9f\xa1-\xbf×÷ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüþÿðÐ"
_SUSPECT = re.compile(
    f"[{_ODD}À-ÿ](?:(?<=[{_ODD}])|(?<=[a-z][ÌÒ])|(?<=[A-Zaeouy][À-ÿ])"
    "(?:(?<=[AEOUYaeouy][ÙÕùõ])|(?<=[AEOaeo][Ââ])|(?<=[Aa][ÁÀÃÊÉÈÚáàãêéèú])"
    "|(?<=[A-Z]{2}[à-ÿ])|(?<=[A-Z][à-ÿ])(?=[A-Z])))"
)
# Letters that Vietnamese has in Unicode only.
_MODERN = re.compile("[ĂăĐđƠơƯư\u1ea0-\u1ef9]")
#: Below so many of these for one suspect sign a document is old throughout.
_MODERN_SHARE = 0.02


class Part(NamedTuple):
    """A piece of a line and what its font tells."""

    text: str
    font: LegacyFont | None = None


class Decoded(NamedTuple):
    """The pieces in Unicode, and which encodings were undone."""

    parts: tuple[str, ...]
    encodings: frozenset[Encoding] = frozenset()


class Shown(NamedTuple):
    """What a document shows: its encodings, and whether it holds nothing else."""

    encodings: frozenset[Encoding] = frozenset()
    old: bool = False


def decode_line(
    parts: Sequence[Part],
    shown: Shown = Shown(),  # noqa: B008  # a frozen value
) -> Decoded:
    """Return the pieces of one line or paragraph in Unicode, as many as there were.

    `shown` is what the whole document shows (`shown_encodings`).

    >>> decode_line([Part("C¨n cø LuËt "), Part("§Êt ®ai")]).parts
    ('Căn cứ Luật ', 'Đất đai')
    >>> decode_line([Part("céng hoµ", LegacyFont("tcvn3", capitals=True))]).parts
    ('CỘNG HOÀ',)
    """
    found: list[str] = []
    used: set[Encoding] = set()
    for hint, group in groupby(parts, key=lambda part: part.font and part.font.encoding):
        pieces = list(group)
        if hint:
            pieces = [piece._replace(text=unsymbolised(piece.text)) for piece in pieces]
        text = "".join(piece.text for piece in pieces)
        encoding = _told(text, hint, shown) if hint else _guessed(text, shown)
        if encoding is not None and not text.isascii():
            used.add(encoding)
        found += _decoded(pieces, encoding, wide=hint is not None)
    return Decoded(tuple(found), frozenset(used))


def shown_encodings(text: str, *, old: bool = False) -> Shown:
    """Return the encodings that enough words of a document show; `old` says it is not Unicode."""
    if not (old or is_suspect(text)):
        return Shown()
    words: dict[Encoding, Counter[str]] = {encoding: Counter() for encoding in ENCODINGS}
    lines = (line for line in text.split("\n") if old or is_suspect(line))
    for line in islice(lines, _SAMPLE_LINES):
        accented = _accented(line)
        if (best := _best(accented)) is not None:
            words[best].update(word for word in accented if _reads(word, best))
    likely = [name for name in ENCODINGS if len(words[name]) >= (1 if old else _SURE_WORDS)]
    if not likely:
        return Shown(old=old)
    modern, suspects = len(_MODERN.findall(text)), len(_SUSPECT.findall(text))
    if old or modern < _MODERN_SHARE * suspects:
        return Shown(frozenset({max(likely, key=lambda name: words[name].total())}), old=True)
    return Shown(frozenset(likely))


def is_suspect(text: str) -> bool:
    """Tell whether `text` holds what Vietnamese in Unicode does not."""
    return not text.isascii() and _SUSPECT.search(text) is not None


def is_modern(text: str) -> bool:
    """Tell whether `text` has a letter that no old encoding shows: quicker than `is_suspect`."""
    return _MODERN.search(text) is not None


def has_old_words(text: str) -> bool:
    """Tell whether a word of `text` is a syllable in an old encoding only.

    >>> has_old_words("Uû ban nh©n d©n"), has_old_words("120 m², ±5%")
    (True, False)
    """
    return any(
        not _stands(word) and any(_reads(word, encoding) for encoding in ENCODINGS)
        for word in _accented(text)
    )


def _told(text: str, hint: Encoding, shown: Shown) -> Encoding | None:
    """Return the encoding of text in a font of `hint`: modern text may stand in an old font.

    Some words are syllables both ways ("Tên"): the document's others settle those. Where none is
    old the font's name is left from a template, and nobody has the font.
    """
    words = _accented(text)
    standing = sum(map(_stands, words))
    told = sum(_reads(word, hint, wide=True) for word in words)
    both = 0 < told == standing and not is_suspect(text)
    return None if standing > told or (both and hint not in shown.encodings) else hint


def _guessed(text: str, shown: Shown) -> Encoding | None:
    """Return the encoding that a line shows, by itself or in a document that has shown it."""
    likely, old = shown
    if not (likely or is_suspect(text)):
        return None
    words = _accented(text)
    best = _best(words, likely)
    if old:
        return best or next(iter(likely), None)
    if best is None or best in likely:
        return best
    sure = len({word for word in words if _reads(word, best)})
    return best if sure >= _SURE_IN_LINE else None


def _best(words: Sequence[str], likely: frozenset[Encoding] = frozenset()) -> Encoding | None:
    """Return the encoding in which the most words are syllables, None where none is convincing."""
    if not words:
        return None
    standing = sum(map(_stands, words))
    read = {name: sum(_reads(word, name) for word in words) for name in ENCODINGS}
    best = max(ENCODINGS, key=lambda name: read[name] + (name in likely) * _LIKELY_WORDS)
    if read[best] <= standing or read[best] < _DECODED_SHARE * len(words):
        return None
    return best if best in likely or standing <= _STANDING_SHARE * len(words) else None


def _accented(text: str) -> list[str]:
    """Return the words with letters outside ASCII; a letter alone or a unit tells nothing."""
    return [
        word
        for word in _WORD.findall(text)
        if len(word) > 1 and not word.isascii() and not _UNIT.fullmatch(word)
    ]


def _stands(word: str) -> bool:
    """Tell whether a word is a syllable as it stands."""
    return _is_word(unicodedata.normalize("NFC", word).strip(_AROUND))


def _is_word(word: str) -> bool:
    """Tell whether a word is a syllable without a capital in the middle."""
    mixed = any(first.islower() and then.isupper() for first, then in pairwise(word))
    return not mixed and is_syllable(word)


def _reads(word: str, encoding: Encoding, *, wide: bool = False) -> bool:
    """Tell whether a word is a syllable once decoded."""
    return is_written(word, encoding, wide=wide) and _is_word(
        decode_letters(word, encoding, wide=wide)
    )


def _decoded(parts: Sequence[Part], encoding: Encoding | None, *, wide: bool) -> list[str]:
    texts = [part.text for part in parts]
    if encoding is None:
        return texts
    if encoding == "vni":
        texts = shifted_marks(texts)
    whole = encoding == "tcvn3" and _is_in_capitals("".join(texts))
    decoded = []
    for part, text in zip(parts, texts, strict=True):
        letters = decode_letters(text, encoding, wide=wide)
        if whole or (part.font is not None and part.font.capitals):
            letters = letters.upper()
        elif encoding == "tcvn3":
            letters = _with_capitals(text, letters)
        decoded.append(letters)
    return decoded


def _with_capitals(signs: str, letters: str) -> str:
    """Return `letters` with the accented ones raised in words whose plain ones are capitals.

    TCVN3 has no accented capitals to type: fonts of their own draw them.

    >>> _with_capitals("TØNH Uû X·", "TỉNH Uỷ Xã")
    'TỈNH Uỷ Xã'
    """
    raised = list(letters)
    for match in _WORD.finditer(signs):
        plain = _ASCII_LETTERS.findall(match.group())
        if len(plain) > 1 and all(map(str.isupper, plain)):
            start, end = match.span()
            raised[start:end] = letters[start:end].upper()
    return "".join(raised)


def _is_in_capitals(text: str) -> bool:
    """Tell whether a line was typed in capitals.

    >>> _is_in_capitals("CéNG HOµ X· HéI CHñ NGHÜA"), _is_in_capitals("Uû ban")
    (True, False)
    """
    plain = _ASCII_LETTERS.findall(text)
    return len(plain) > 2 and all(map(str.isupper, plain))
