"""Offices of persons, and whether a task went from a higher one to a lower; `data/offices.tsv`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from doclineage.model import Level
from doclineage.vietnamese.agencies import Mention, find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import clauses


class Office(NamedTuple):
    """An office that a text gives something to do; `body` is what it belongs to, where named."""

    text: str
    title: str
    rank: str
    deputy: bool
    body: Mention | None
    clause: str

    @property
    def kind(self) -> tuple[str, bool]:
        """Return what makes two offices one."""
        return self.title, self.deputy


#: From the highest; a deputy stands right below the one whose deputy it is.
_HEIGHTS = {("chief", False): 0, ("chief", True): 1, ("head", False): 2, ("head", True): 3}
_STAFF = 4


@cache
def _ranks() -> dict[str, str]:
    return {row["office"]: row["rank"] for row in load_table("offices")}


@cache
def _pattern() -> re.Pattern[str]:
    # Phó Chủ tịch | cấp phó của Giám đốc
    return re.compile(
        rf"(?<!\w)(?P<deputy>(?:cấp\s+)?phó\s+(?:của\s+)?)?(?P<title>{any_of(_ranks())})(?!\w)"
    )


@cache
def _opening() -> re.Pattern[str]:
    # Giao đồng chí … | do … làm Trưởng ban | Phân công …: who is named behind does it
    before = any_of(listed("responsibility", "addressing", "orders", "appoints"))
    # A title is among the words that address ("Chủ tịch UBND …"): it is the office itself here.
    return re.compile(rf"(?:^|[,(|])\W*(?:{before}\s+)*(?:phó\s+)?$|(?<!\w)do\s+(?:{before}\s+)*$")


@lru_cache(maxsize=4096)
def acting_offices(text: str) -> tuple[Office, ...]:
    """Return the offices that a text puts its tasks to, each at the beginning of a clause.

    >>> [o.text for o in acting_offices("Giao Phó Giám đốc Sở Y tế chủ trì; trình Chủ tịch ký")]
    ['Phó Giám đốc Sở Y tế']
    """
    found: list[Office] = []
    for start, end in clauses(text) if _pattern().search(fold_case(text)) else ():
        clause = text[start:end]
        folded, mentions = fold_case(clause), find_mentions(clause)
        for match in _pattern().finditer(folded):
            if not _opening().search(folded[: match.start()]):
                continue
            body = next((m for m in mentions if _goes_on(m, match.span())), None)
            last = max(match.end(), body.span[1] if body else 0)
            rank, deputy = _ranks()[match["title"]], match["deputy"] is not None
            said = clause[match.start() : last]
            found.append(Office(said, match["title"], rank, deputy, body, folded))
    return tuple(found)


def _goes_on(mention: Mention, title: tuple[int, int]) -> bool:
    """Tell whether a body's name holds a title or stands right behind it."""
    start, end = mention.span
    return end > title[1] and start <= title[1] + 1


def lowered(
    old: Iterable[Office], new: Iterable[Office], level: Level | None
) -> tuple[Office, Office] | None:
    """Return a higher office with the lower one that stands in its stead; `level` is the plan's.

    >>> pair = [acting_offices(f"{who} trực tiếp chỉ đạo") for who in ("Chủ tịch", "Chuyên viên")]
    >>> [office.text for office in lowered(*pair, "commune")]
    ['Chủ tịch', 'Chuyên viên']
    """
    before, after = tuple(old), tuple(new)
    counts = [Counter(office.kind for office in side) for side in (before, after)]
    for office in before:
        if counts[0][office.kind] <= counts[1][office.kind]:
            continue
        for other in after:
            gained = counts[1][other.kind] > counts[0][other.kind]
            if gained and _is_lower(office, other, level):
                return office, other
    return None


def _is_lower(old: Office, new: Office, level: Level | None) -> bool:
    if new.rank == "any":
        return new.deputy and not old.deputy and old.rank != "staff"
    height = _STAFF if new.rank == "staff" else _HEIGHTS[new.rank, new.deputy]
    if old.rank == "staff":
        return False
    if old.rank == "any" or _is_above(old, level):
        # Who heads a body above is answered by whoever heads one here.
        beside = old.rank == "head" and new.rank == "chief"
        return height == _STAFF or (new.deputy and not old.deputy and not beside)
    return height > _HEIGHTS[old.rank, old.deputy] and (old.rank == "chief" or height > 1)


def _is_above(office: Office, level: Level | None) -> bool:
    body = office.body
    if body is None or body.level is None or level is None or body.plural:
        return False
    return level_rank(body.level) < level_rank(level)
