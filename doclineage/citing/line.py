"""One unit's text prepared for searching: its key, its numbers and dates, what is quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from doclineage.model import Span
from doclineage.vietnamese.dates import DateMention, find_dates
from doclineage.vietnamese.designations import DesignationMention, find_designations
from doclineage.vietnamese.normalise import fold_case

_QUOTED = re.compile(r"“[^“”]{0,4000}”|\"[^\"]{0,4000}\"|«[^«»]{0,4000}»")
# ủy ban nhân dần | uy ban nhan dân: the commonest issuer as recognition reads it, sign for sign
_COMMITTEE = re.compile(
    r"[uúùủũụưứừửữự][yýỳỷỹỵ] b[aáàảãạăâ]n nh[aáàảãạăâấầẩẫậ]n d[aáàảãạăâấầẩẫậ]n(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A text, its key of the same length, and what was found in it by number and date."""

    text: str
    key: str
    quoted: tuple[Span, ...]
    designations: tuple[DesignationMention, ...]
    dates: tuple[DateMention, ...]
    _number_starts: list[int] = field(default_factory=list)
    _date_starts: list[int] = field(default_factory=list)

    def number_from(self, start: int) -> DesignationMention | None:
        """Return the first number at or after `start`."""
        place = bisect_left(self._number_starts, start)
        return self.designations[place] if place < len(self.designations) else None

    def date_from(self, start: int) -> DateMention | None:
        """Return the first date at or after `start`."""
        place = bisect_left(self._date_starts, start)
        return self.dates[place] if place < len(self.dates) else None

    def is_quoted(self, position: int) -> bool:
        """Tell whether `position` lies inside quotation marks."""
        place = bisect_left(self.quoted, (position + 1, 0)) - 1
        return place >= 0 and self.quoted[place][0] <= position < self.quoted[place][1]


def read_line(text: str) -> Line:
    """Return `text` prepared; its key has one character for each of its own."""
    key = _COMMITTEE.sub("ủy ban nhân dân", fold_case(text).replace("\n", " "))
    quoted = tuple(match.span() for match in _QUOTED.finditer(text))
    designations = find_designations(text)
    dates = find_dates(text)
    return Line(
        text=text,
        key=key,
        quoted=quoted,
        designations=designations,
        dates=dates,
        _number_starts=[mention.span[0] for mention in designations],
        _date_starts=[mention.span[0] for mention in dates],
    )
