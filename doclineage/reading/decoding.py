"""The bytes of a text file to text: in Unicode, or in the signs that cp1252 has for its bytes.

Domain reference 5.1 step 1. A decoder takes the bytes and returns the text, or None where they
are not its own; the first that answers wins. What old encodings mean is `reading.legacy`'s to say.
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
_FOREIGN = re.compile(r"[^\x00-\x7f]")


class Decoded(NamedTuple):
    """The text; `damaged` counts its lost characters, `old` is True where it was not Unicode."""

    text: str
    damaged: int = 0
    old: bool = False


def decode(data: bytes, place: str) -> Decoded:
    """Return `data` as text; raises ReadingError where it is none."""
    for decoder in (_marked, _unmarked_wide, _utf8, _damaged_utf8):
        decoded = decoder(data)
        if decoded is not None:
            break
    else:
        decoded = _eight_bit(data)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) * 1000 > _MOST_CONTROL * max(len(sample), 1000):
        raise ReadingError(place, "error.binary-text", "control characters")
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _counted(data[len(mark) :].decode(encoding, "replace"))
    return None


def _unmarked_wide(data: bytes) -> Decoded | None:
    """Read UTF-16 or UTF-32 without a mark: the high bytes of its spaces and digits are zero."""
    zeros = [data[place:_SAMPLE:4].count(0) * 4 for place in range(4)]
    length = min(len(data), _SAMPLE)
    if zeros[3] >= length - 4 and zeros[2] * 2 > length:
        encoding = "utf-32-le"
    elif zeros[0] >= length - 4 and zeros[1] * 2 > length:
        encoding = "utf-32-be"
    else:
        even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
        if max(even, odd) * 5 < length * 2 or min(even, odd) * 20 > max(even, odd):
            return None
        encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = data.decode(encoding, "replace")
    # A file cut short ends in half a character.
    return _counted(text) if text.count("\ufffd") < 2 else None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = len(_FOREIGN.findall(text)) - damaged
    # Old encodings are nearly all damage in UTF-8; one cut character is not.
    if damaged * 1000 > _MOST_DAMAGED * sound and not (damaged == 1 and sound > 10):
        return None
    return Decoded(text, damaged)


def _counted(text: str) -> Decoded:
    return Decoded(text, text.count("\ufffd"))


def _eight_bit(data: bytes) -> Decoded:
    """Read one byte a character; where cp1252 has no sign the byte is passed through."""
    return Decoded(data.decode("cp1252", "doclineage-pass"), old=True)


def _pass_through(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return fault.object[fault.start : fault.end].decode("latin-1"), fault.end


codecs.register_error("doclineage-pass", _pass_through)
