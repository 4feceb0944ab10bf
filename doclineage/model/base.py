"""The base of all values, and the words that several of them share."""

from __future__ import annotations

from typing import Literal

import msgspec

System = Literal["party", "state", "assembly", "front", "other"]
Level = Literal["central", "province", "district", "commune"]
Span = tuple[int, int]


class Value(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The base of all values: frozen, slotted, compared by content."""
