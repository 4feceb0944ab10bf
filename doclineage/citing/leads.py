"""Which line above leads a unit: "Bãi bỏ các văn bản sau:" and the items below it.

The tree tells it where the items are its children; in a flat text they follow it one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from doclineage.citing.cues import Cue
from doclineage.citing.line import Line
from doclineage.citing.lists import Lead, lead_at
from doclineage.citing.mentions import Mention
from doclineage.model import Unit

_COLON = re.compile(r":\s*$")
# Bộ Y tế có trách nhiệm: | Giao Phòng Văn hóa - Xã hội chủ trì: what follows others will do.
_DUTY = re.compile(r"(?<!\w)(?:trách nhiệm|nhiệm vụ|giao|chủ trì|phân công|đề nghị|yêu cầu)(?!\w)")


@dataclass(frozen=True, slots=True)
class Led:
    """A lead, and the citation that it speaks of where it is passive ("A được sửa đổi bởi:")."""

    lead: Lead
    unit: int
    changed: int | None = None


@dataclass(slots=True)
class Leads:
    """The leads of the units read so far."""

    _by_unit: dict[int, Led] = field(default_factory=dict)
    _duties: set[int] = field(default_factory=set)
    _latest: Led | None = None

    def above(self, units: Sequence[Unit], index: int) -> Led | None:
        """Return the lead of the items that unit `index` belongs to."""
        unit = units[index]
        led = self._by_unit.get(unit.parent)
        if led is None and self._latest and units[self._latest.unit].parent == unit.parent:
            led = self._latest
        return led

    def is_duty(self, unit: Unit) -> bool:
        """Tell whether a unit is an item of what others are told to do."""
        return unit.parent in self._duties

    def note(
        self,
        index: int,
        line: Line,
        cues: Sequence[Cue],
        mentions: Sequence[Mention],
        last: int | None,
    ) -> None:
        """Remember what unit `index` says of those below it; `last` is its last citation."""
        colon = _COLON.search(line.text)
        if colon is None:
            return
        floor = mentions[-1].end if mentions else 0
        lead = lead_at(line, cues, floor, colon.start())
        if lead:
            self._latest = Led(lead, index, last if lead.passive else None)
            self._by_unit[index] = self._latest
        elif _DUTY.search(line.key):
            self._duties.add(index)

    def close(self, index: int) -> None:
        """End the list of a flat text: unit `index` names no document at its beginning."""
        if self._latest and self._latest.unit != index:
            self._latest = None
