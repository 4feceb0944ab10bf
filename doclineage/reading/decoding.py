"""The bytes of a text file to Unicode, and what was doubtful on the way.

Domain reference 5.1 step 1 and 5.3. A decoder takes the bytes and returns the text, or None where
they are not its own; the first that answers wins.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from doclineage.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Bytes looked at where a sample is as good as the whole.
_SAMPLE = 65_536
#: Control characters in a thousand: text has none, an executable over a hundred.
_MOST_CONTROL = 3
#: Damaged characters in a thousand that a UTF-8 file may hold (a cut end, a bad disk).
_MOST_DAMAGED = 10
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Ủ, ế, đ, ư after UTF-8 was read as cp1252 and saved again: no sound text has these pairs.
_TWICE = re.compile("á[º»]|Ä[‘\x90\x91]|Æ[°¡]")
# à, é and the like: "XÃ" before a hard space has the same look, so alone it proves nothing.
_MAYBE_TWICE = re.compile("[ÃÂÄÆá][\x80-\u00bf‘’“”]")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


class Decoded(NamedTuple):
    """The text; `doubt` is the code of a notice, `times` how often it was met."""

    text: str
    doubt: str | None = None
    times: int = 0


def decode(data: bytes, place: str) -> Decoded:
    """Return `data` as text; raises ReadingError where it is none."""
    for decoder in (_marked, _unmarked_utf16, _utf8, _damaged_utf8, _cp1258):
        decoded = decoder(data)
        if decoded is not None:
            break
    else:
        raise ReadingError(place, "error.binary-text", "unknown encoding")
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 1000 > _MOST_CONTROL * max(len(sample), 1000):
        raise ReadingError(place, "error.binary-text", "control characters")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _damaged(text) if "\ufffd" in text else _repaired(text)
    return None


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: every other byte of its spaces and digits is zero."""
    even, odd = data[:_SAMPLE:2], data[1:_SAMPLE:2]
    zeros = (even.count(0), odd.count(0))
    if max(zeros) * 5 < len(even) or min(zeros) * 20 > max(zeros):
        return None
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    try:
        return Decoded(data.decode(encoding))
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return _repaired(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(_FOREIGN.findall(text)) - damaged
    # Old encodings are nearly all damage in UTF-8; one cut character is not.
    if damaged * 1000 > _MOST_DAMAGED * sound and not (damaged == 1 and sound > 10):
        return None
    return _damaged(text)


def _damaged(text: str) -> Decoded:
    return Decoded(text, "damaged-characters", text.count("\ufffd"))


def _cp1258(data: bytes) -> Decoded | None:
    """Read Windows-1258, in which a tone is a character of its own after its vowel.

    Older encodings (TCVN3, VNI) have no tones of that kind: their decoders belong before this
    one, and until they are written their text is let through with a doubt.
    """
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    foreign = len(_FOREIGN.findall(text))
    likely = len(_TONE.findall(text)) * 10 > foreign
    return Decoded(text) if likely else Decoded(text, "unsure-encoding", foreign)


def _repaired(text: str) -> Decoded:
    """Undo UTF-8 that was read as cp1252 and encoded again, whole or line by line."""
    if not _TWICE.search(text):
        return Decoded(text)
    whole = _once(text)
    if whole is not None:
        return Decoded(whole, "double-encoding", 1)
    lines = text.split("\n")
    mended = [_once(line) if _MAYBE_TWICE.search(line) else None for line in lines]
    count = sum(line is not None for line in mended)
    if not count:
        return Decoded(text)
    joined = "\n".join(new or old for new, old in zip(mended, lines, strict=True))
    return Decoded(joined, "double-encoding", count)


def _once(text: str) -> str | None:
    # cp1252 leaves five bytes undefined; programs pass them through as they are.
    raw = bytearray()
    try:
        for piece in re.split("([\x81\x8d\x8f\x90\x9d]+)", text):
            raw += piece.encode("latin-1" if piece[:1] in _UNDEFINED else "cp1252")
        return raw.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


_UNDEFINED = frozenset("\x81\x8d\x8f\x90\x9d")
