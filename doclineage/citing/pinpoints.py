"""Places inside a cited document: "các điểm a, b khoản 1, khoản 3 Điều 12 và Điều 15 …".

The order is always from small to large (domain reference 4.1): what is named first waits for the
larger place that follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from doclineage.model import Pinpoint

_LEVELS = {
    "điểm": "point",
    "khoản": "clause",
    "điều": "article",
    "tiểu mục": "section",
    "mục": "section",
    "chương": "chapter",
    "phần": "part",
    "phụ lục": "annex",
}
# Parts of a point or clause that have no place of their own in the model: only the span shows them.
_FINER = r"(?:tiết|đoạn|ý)(?:\s(?:thứ\s\w{2,5}|[0-9]{1,2}|[a-zđ](?!\w)))(?:\s(?:của\s)?)"
_ORDER = ("point", "clause", "article", "section", "chapter", "part", "annex")
_WIDE = frozenset({"chapter", "part", "section"})
_VALUE = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[a-zđ]?|[ivxlc]{1,6}(?:\.[0-9]{1,2}){0,2}"
    r"|thứ\s\w{2,5}|[a-zđ][0-9]?)(?!\w)"
)
# điểm a, b và đ | các khoản 1, 2 | Điều 5a
_GROUP = (
    r"(?:các\s)?(?:tiểu mục|điểm|khoản|điều|mục|chương|phần|phụ lục)"
    rf"(?:\ssố)?\s{_VALUE}(?:(?:,\s?|\s(?:và|hoặc|đến)\s){_VALUE}){{0,30}}"
)
# Between two groups; "của" and "thuộc" only part a small place from a large one.
_BETWEEN = r"(?:[,;]\s?|\s(?:(?:và|hoặc|của|thuộc)\s)?|,\svà\s)"
_RUN = re.compile(
    rf"(?<!\w)(?:từ\s)?(?:{_FINER})?{_GROUP}(?:{_BETWEEN}{_GROUP}|\sđến\s(?:hết\s)?{_GROUP}){{0,30}}"
)
_PARTS = re.compile(
    rf"(?P<level>tiểu mục|điểm|khoản|điều|mục|chương|phần|phụ lục)(?!\w)(?:\ssố)?"
    rf"|(?P<to>đến)|(?<![\w.])(?P<value>{_VALUE})"
)
# Between a run and its document: "Điều 5 của Nghị định", "Phụ lục I ban hành kèm theo Thông tư".
_LINK = re.compile(r"\s?(?:,\s)?(?:của\s)?(?:\(?(?:được\s)?(?:ban hành\s)?kèm theo\s)?")


@dataclass(frozen=True, slots=True)
class PinpointRun:
    """A run of places in a text, and the places themselves."""

    start: int
    end: int
    places: tuple[Pinpoint, ...]


def find_runs(text: str, key: str) -> tuple[PinpointRun, ...]:
    """Return the runs of places in reading order.

    >>> run, = find_runs("điểm a khoản 1, khoản 3 Điều 12", "điểm a khoản 1, khoản 3 điều 12")
    >>> [(place.point, place.clause, place.article) for place in run.places]
    [('a', '1', '12'), (None, '3', '12')]
    """
    return tuple(
        PinpointRun(match.start(), match.end(), _places(text, key, match.start(), match.end()))
        for match in _RUN.finditer(key)
    )


def run_before(runs: tuple[PinpointRun, ...], key: str, start: int) -> PinpointRun | None:
    """Return the run that leads to the document at `start`."""
    place = bisect_right(runs, start, key=lambda run: run.end) - 1
    if place < 0:
        return None
    return runs[place] if _LINK.fullmatch(key, runs[place].end, start) else None


def _places(text: str, key: str, start: int, end: int) -> tuple[Pinpoint, ...]:
    places: list[Pinpoint] = []
    level, range_to = "", False
    below: str | None = None
    at = start
    for part in _PARTS.finditer(key, start, end):
        if part["level"]:
            apart = "," in key[at : part.start()] or "và" in key[at : part.start()]
            below, level = (None if apart else level), _LEVELS[part["level"]]
            first = True
        elif part["to"]:
            range_to = True
        elif level:
            value = text[part.start("value") : part.end("value")]
            if range_to and level == "article" and places and places[-1].article:
                places[-1] = _with(places[-1], "article_to", value)
            else:
                _add(places, level, value, below=below if level in _WIDE else "", first=first)
            first, range_to = False, False
        at = part.end()
    return tuple(places)


def _add(places: list[Pinpoint], level: str, value: str, *, below: str | None, first: bool) -> None:
    """Add one place: it closes what waits for it, or stands for itself.

    A chapter closes only the group that stands `below` it at once: "Điều 6 và Mục 2 Chương III".
    """
    waiting = [
        i
        for i, place in enumerate(places)
        if first and _waits(place, level) and (below == "" or _widest(place) == below)
    ]
    for i in waiting:
        places[i] = _with(places[i], level, value)
    if not waiting:
        places.append(_with(Pinpoint(), level, value))


def _waits(place: Pinpoint, level: str) -> bool:
    """Tell whether all that `place` has is smaller than `level`."""
    return all(getattr(place, larger) is None for larger in _ORDER[_ORDER.index(level) :])


def _widest(place: Pinpoint) -> str | None:
    """Return the widest level that `place` has."""
    return next((name for name in reversed(_ORDER) if getattr(place, name)), None)


def _with(place: Pinpoint, level: str, value: str) -> Pinpoint:
    """Return `place` with one level set."""
    fields = {name: getattr(place, name) for name in (*_ORDER, "article_to")}
    return Pinpoint(**{**fields, level: value})
