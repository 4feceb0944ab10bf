"""Letters of the encodings from before Unicode, as programs of today show them.

Such text comes as the signs that Latin-1 or cp1252 has at its codes: TCVN3 and VISCII have one
code a letter, VNI the letter and its mark, cp1258 the letter and its tone. Domain reference 5.3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from doclineage.vietnamese.tables import load_table

Encoding = Literal["tcvn3", "vni", "cp1258", "viscii"]

#: In the order in which they are tried; of equals the first wins.
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni", "cp1258", "viscii")

# .VnTime | ABCDEF+.VnTimeH,Bold | .VnArial NarrowH | VnTimeBold
_TCVN3_FONT = re.compile(r"(?:[A-Z]{6}\+)?\.?Vn[A-Z3]")
# VNI-Times | ABCDEF+VNI-Helve-Condense
_VNI_FONT = re.compile(r"(?:[A-Z]{6}\+)?VNI[-_ ]?[A-Z]", re.IGNORECASE)
_FACE = re.compile(r",.*|(?:[-, ]*(?:Bold|Italic|Oblique|Regular|Normal|Roman|MT))+$")
#: Characters of a font's name; Windows takes 31, files that lie any number.
_LONGEST_NAME = 100


class LegacyFont(NamedTuple):
    """What a font's name tells of the letters set in it; some fonts draw small ones as capitals."""

    encoding: Encoding
    capitals: bool = False


@lru_cache(maxsize=1024)
def legacy_font(name: str) -> LegacyFont | None:
    """Return what the name of a font from before Unicode tells, None for any other font.

    >>> legacy_font("ABCDEF+.VnTimeH,Bold")
    LegacyFont(encoding='tcvn3', capitals=True)
    >>> legacy_font("Times New Roman")
    """
    if len(name) > _LONGEST_NAME:
        return None
    if _VNI_FONT.match(name):
        return LegacyFont("vni")
    if _TCVN3_FONT.match(name):
        return LegacyFont("tcvn3", _FACE.sub("", name).endswith("H"))
    return None


def decode_letters(text: str, encoding: Encoding, *, wide: bool = False) -> str:
    r"""Return `text` with the signs of `encoding` as the letters that they stand for.

    `wide` also takes signs as a program left them that mistook the bytes for cp1258.

    >>> decode_letters("Uû ban nh©n d©n", "tcvn3"), decode_letters("Uûy ban nhaân daân", "vni")
    ('Uỷ ban nhân dân', 'Ủy ban nhân dân')
    """
    if encoding == "vni":
        letters = _signs(encoding)
        text = text.translate(_byte_signs()) if wide else text
        return _VNI_SIGN.sub(lambda match: letters.get(match.group(), match.group()), text)
    decoded = text.translate(_codes(encoding, wide=wide))
    return unicodedata.normalize("NFC", decoded) if encoding == "cp1258" else decoded


def is_written(word: str, encoding: Encoding, *, wide: bool = False) -> bool:
    """Tell whether every letter of `word` outside ASCII is a sign of `encoding`."""
    known = _alphabet(encoding, wide=wide)
    return all(sign < "\x80" or sign in known for sign in word)


def unsymbolised(text: str) -> str:
    r"""Return `text` with the signs of a symbol font as cp1252 shows their codes.

    >>> unsymbolised("\uf043\uf0a8n")
    'C¨n'
    """
    return text.translate(_symbol_signs()) if _SYMBOL_SIGN.search(text) else text


def shifted_marks(parts: list[str]) -> list[str]:
    """Return pieces of one VNI text with a mark that begins a piece put behind its letter.

    >>> shifted_marks(["nha", "ân"])
    ['nhaâ', 'n']
    """
    moved = list(parts)
    for index in range(1, len(moved)):
        before, part = moved[index - 1], moved[index]
        if before and part and before[-1] + part[0] in _signs("vni"):
            moved[index - 1], moved[index] = before + part[0], part[1:]
    return moved


# Where programs put the signs of a font that says it has no letters, as old fonts often did.
_SYMBOL_SIGN = re.compile("[\uf020-\uf0ff]")
# A letter with its mark, or a letter that has a code of its own.
_VNI_SIGN = re.compile("[AEOUYaeouyÔÖôö][ÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜËùøûõïâáàåãäêéèúüë]|[ÍÌÆÓÒÔÖÎÑíìæóòôöîñ]")


@cache
def _signs(encoding: Encoding) -> dict[str, str]:
    """Return the letters by how cp1252 shows their codes."""
    if encoding == "cp1258":
        return {_shown(code): _cp1258(code) for code in range(0x80, 0x100)}
    found: dict[str, str] = {}
    for row in load_table("legacy_letters"):
        sign, letter = row[encoding], row["letter"]
        if encoding == "vni":
            found[sign] = letter
            if len(sign) == 2:
                # A capital with a small mark is as frequent, the other way round a slip.
                for mark in (sign[1].lower(), sign[1].upper()):
                    found.setdefault(sign[0] + mark, letter)
        elif sign:
            found[_shown(int(sign, 16))] = letter
    return found


@cache
def _codes(encoding: Encoding, *, wide: bool) -> Mapping[int, str]:
    """Return a table for `str.translate`."""
    signs = _signs(encoding)
    table = {ord(sign): letter for sign, letter in signs.items()}
    for code in range(0x80, 0x100):
        letter = signs.get(_shown(code))
        if letter is not None:
            table.setdefault(code, letter)
            if wide:
                table.setdefault(ord(_cp1258(code)), letter)
    return table


@cache
def _alphabet(encoding: Encoding, *, wide: bool) -> frozenset[str]:
    if encoding == "vni":
        return frozenset("".join(_signs(encoding)))
    return frozenset(map(chr, _codes(encoding, wide=wide)))


@cache
def _symbol_signs() -> dict[int, str]:
    return {0xF000 + code: _shown(code) for code in range(0x20, 0x100)}


@cache
def _byte_signs() -> dict[int, str]:
    """Return the table from what cp1258 shows back to cp1252."""
    found = {ord(_cp1258(code)): _shown(code) for code in range(0xC0, 0x100)}
    return {sign: shown for sign, shown in found.items() if chr(sign) != shown}


def _shown(code: int) -> str:
    """Return what cp1252 shows at a code; where it has nothing, programs pass the code through."""
    return bytes([code]).decode("cp1252", "ignore") or chr(code)


def _cp1258(code: int) -> str:
    return bytes([code]).decode("cp1258", "ignore") or _shown(code)
