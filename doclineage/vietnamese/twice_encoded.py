"""UTF-8 that a program took for cp1252 (or Latin-1) and encoded as UTF-8 again."""

from __future__ import annotations

import re

# Ủ, ế, đ, ư read so, and read so once more: no sound text has these pairs.
_SURE = re.compile("á[º»]|Ä[‘\x90\x91]|Æ[°¡]|Ã[¡„†]Â")
# à, é and the like: "XÃ" before a hard space has the same look, so alone it proves nothing.
_MAYBE = re.compile("[ÃÂÄÆá][\x80-\u00bf‘’“”]")
# cp1252 leaves five bytes undefined; programs pass them through as they are.
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"
_PIECES = re.compile(f"([{_UNDEFINED}]+)")
#: Times that one text is looked through: some were saved wrongly twice.
_MOST_TIMES = 3


def undo_twice_encoded(text: str, *, sure: bool = False) -> str | None:
    """Return what `text` was before it was encoded twice, None where it was not.

    `sure` says that the document is known to be so, which settles short texts.

    >>> undo_twice_encoded("á»¦y ban nhÃ¢n dÃ¢n"), undo_twice_encoded("XÃ HỘI")
    ('Ủy ban nhân dân', None)
    """
    found = None
    for _ in range(_MOST_TIMES):
        if not (_MAYBE if sure else _SURE).search(text):
            break
        before = _before(text)
        if before is None:
            break
        found = text = before
    return found


def may_be_twice_encoded(text: str) -> bool:
    """Tell whether `text` has what text that was encoded twice has, and others rarely."""
    return _MAYBE.search(text) is not None


def shows_twice_encoded(text: str) -> bool:
    """Tell whether `text` has what only text that was encoded twice has."""
    return _SURE.search(text) is not None


def _before(text: str) -> str | None:
    # The hard space that is half of an "à" was often made a plain one.
    return _read_again(text) or _read_again(text.replace("Ã ", "Ã\xa0"))


def _read_again(text: str) -> str | None:
    raw = bytearray()
    try:
        for piece in _PIECES.split(text):
            raw += piece.encode("latin-1" if piece[:1] in _UNDEFINED else "cp1252")
        return raw.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
