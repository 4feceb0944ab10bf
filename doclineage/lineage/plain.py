"""Fields of nodes and edges as plain values that any graph format can hold."""

from __future__ import annotations

import re

import msgspec

# What XML 1.0 has no form for, and what no other format is the better for.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Plain = str | float | bool


def clean(text: str) -> str:
    r"""Return a text without the characters that XML cannot hold.

    >>> clean("Kế\x00 hoạch\x1b")
    'Kế hoạch'
    """
    return _FORBIDDEN.sub("", text)


def plain(fields: dict[str, object]) -> dict[str, Plain]:
    """Return fields without None and without lists: these become text or fall away."""
    return {
        name: value if isinstance(value, bool | float | int) else clean(_joined(value))
        for name, value in fields.items()
        if value is not None and value != ()
    }


def _joined(value: object) -> str:
    return "; ".join(map(_worded, value)) if isinstance(value, tuple) else str(value)


def _worded(value: object) -> str:
    """Return one member of a list; of a cited place its parts, "point b clause 2 article 5"."""
    if not isinstance(value, msgspec.Struct):
        return str(value)
    parts = msgspec.structs.asdict(value).items()
    return " ".join(f"{name} {part}" for name, part in parts if part)
