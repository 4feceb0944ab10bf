"""Text in the encodings from before Unicode, made from text of today by the tables themselves."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import product

from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.tables import load_table

# None first.
_ONSETS = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())  # noqa: SIM905
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


@cache
def _signs(encoding: str) -> dict[str, str]:
    signs = {}
    for row in load_table("legacy_letters"):
        sign = row[encoding]
        if sign:
            signs[row["letter"]] = sign if encoding == "vni" else _shown(int(sign, 16))
    return signs


def _shown(code: int) -> str:
    return bytes([code]).decode("cp1252", "ignore") or chr(code)


def encode(text: str, encoding: str) -> str:
    """Return `text` as a program of today shows it in an old encoding.

    TCVN3 has no accented capitals but seven: the others become small, as they were typed.
    """
    signs = _signs(encoding)
    return "".join(signs.get(letter) or signs.get(letter.lower(), letter) for letter in text)


def old_bytes(text: str, encoding: str) -> bytes:
    """Return `text` as the bytes of a file in an old encoding."""
    return b"".join(
        sign.encode("cp1252", "ignore") or sign.encode("latin-1") for sign in encode(text, encoding)
    )


@cache
def syllables() -> tuple[str, ...]:
    """Return every syllable that onsets, rimes and tones allow."""
    rimes = [rime for row in load_table("rimes") for rime in row["rimes"].split()]
    made = set()
    for onset, rime, tone in product(_ONSETS, rimes, _TONES):
        # The tone stands on the last vowel that may bear it; which one does not matter here.
        place = max(i for i, letter in enumerate(rime) if letter in "aăâeêioôơuưy") + 1
        word = unicodedata.normalize("NFC", onset + rime[:place] + tone + rime[place:])
        if is_syllable(word):
            made.add(word)
    return tuple(sorted(made))
