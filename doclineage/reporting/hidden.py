"""Characters that no reader sees: in every output for people they stand as replacement marks.

They could hide words, turn what follows around, end a string or move a cursor. One character
becomes one mark, so that places in a text stay where they are.
"""

from __future__ import annotations

import re

_MARK = "\N{REPLACEMENT CHARACTER}"
# Line feeds and tabs are left: they are layout.
_HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    r"\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # directions, widths of nothing
    r"\ufff9-\ufffb\U000e0000-\U000e0fff"  # notes between lines, tags
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
)
_EVERY = re.compile(f"[{_HIDDEN}]")
#: At a terminal colours are made of the escape character: texts have lost it before.
_AT_TERMINAL = re.compile(f"(?!\x1b)[{_HIDDEN}]")
#: What some system does not take in the name of a file.
_NOT_IN_NAMES = re.compile(rf'[{_HIDDEN}\t\n\r<>:"/\\|?*]')
#: Bytes of a name that leave room for what is put behind it: systems take 255.
_LONGEST_NAME = 200


def visible(text: str) -> str:
    r"""Return a text whose hidden characters are seen as marks.

    >>> visible("a\u202eb\x00c\U000e0041\ud800")
    'a�b�c��'
    """
    return _EVERY.sub(_MARK, text)


def visible_at_terminal(text: str) -> str:
    """Return what is printed with its hidden characters as marks, its colours kept."""
    return _AT_TERMINAL.sub(_MARK, text)


def all_visible(value: object) -> object:
    r"""Return lists and mappings of texts with every text made visible.

    >>> all_visible({"a": ["b\x00", 1]})
    {'a': ['b�', 1]}
    """
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list | tuple):
        return [all_visible(part) for part in value]
    if isinstance(value, dict):
        return {visible(str(name)): all_visible(part) for name, part in value.items()}
    return value


def file_name(stem: str) -> str:
    r"""Return the name of a file, its suffix to come, that every system takes.

    >>> file_name("KH 45\u202e:\n"), file_name("...")
    ('KH 45___', '_')
    """
    name = _NOT_IN_NAMES.sub("_", stem).encode()[:_LONGEST_NAME].decode("utf-8", "ignore")
    return name.strip(". ") or "_"
