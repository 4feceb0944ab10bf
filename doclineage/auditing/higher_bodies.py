"""Bodies above a plan's own level that it gives work to, though it can only ask them; A04."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from doclineage.auditing.evidence import finding, parent_of, place
from doclineage.auditing.owners import Duties
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding, Level
from doclineage.vietnamese.addressees import bodies_of, heading_owners, opening_bodies
from doclineage.vietnamese.agencies import Mention, find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.unlisted import unlisted_name
from doclineage.vietnamese.words import clauses

# Sở Y tế | Công an tỉnh | Thành ủy: the name itself says the level. A tax office, a court or "Ban
# Tổ chức" without one may be the plan's own, or of several communes.
_SAYS_LEVEL = re.compile(
    r"(?<!\w)(?:sở|bộ|tỉnh|thành phố|thành ủy|thành đoàn|trung ương|chính phủ|thủ tướng)(?!\w)"
)
# Sở Y tế đã hướng dẫn …: what was done is not given out.
_DONE = re.compile(r"\s*(?:,?\s*(?:đã|vừa)(?!\w)|ban hành(?!\w))")


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(listed('responsibility', 'asks'))}(?!\w)")


@cache
def _unlisted() -> re.Pattern[str]:
    # Chi cục Thủy lợi tỉnh tuần tra …
    return re.compile(rf"\W*(?:giao\s+)?(?P<name>{unlisted_name()})\s+(?:cấp\s+)?$")


class Rank(NamedTuple):
    """A plan's level, and the folded names of the territories above it that it answers to."""

    level: Level
    places: frozenset[str]

    def is_below(self, mention: Mention) -> bool:
        """Tell whether a body is above this rank: its name says so, or is the territory's own."""
        if is_above(mention, self.level):
            return True
        # Báo và phát thanh, truyền hình Sông Lam; a company is named by the province anywhere.
        public = mention.body is not None and mention.body.system != "other"
        return public and mention.place in self.places and outranks(mention, self.level)


def rank_of(graph: LineageGraph, plan: Document) -> Rank | None:
    """Return the rank of a plan, None where its level is not known."""
    level = plan.letterhead.level
    if level is None:
        return None
    heads = [
        graph.document(c.parent).letterhead for c in graph.comparisons if c.child == plan.doc_id
    ]
    names = {
        mention.place
        for head in heads
        if head.level and level_rank(head.level) < level_rank(level)
        for mention in find_mentions(head.territory or "")
        if mention.place
    }
    return Rank(level, frozenset(names))


def higher_bodies(graph: LineageGraph) -> Iterator[Finding]:
    """Yield a finding for each body above a plan's level that it gives work to, all places."""
    for doc_id in dict.fromkeys(comparison.child for comparison in graph.comparisons):
        plan = graph.document(doc_id)
        rank = rank_of(graph, plan)
        for bodies in _given(plan, rank).values() if rank else ():
            places = dict(bodies)
            yield finding(
                "A04-above",
                "error",
                doc_id,
                parent_of(graph, doc_id, places),
                child_places=[place(plan, index) for index in places],
                body=bodies[0][1],
                count=len(places),
            )


def _given(plan: Document, rank: Rank) -> dict[str, list[tuple[int, str]]]:
    """Return where a plan gives work to bodies above it, by the folded name."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index in _speaking(plan):
        for name in given_above(plan, index, rank):
            found.setdefault(fold_case(name), []).append((index, name))
    return found


def _speaking(plan: Document) -> list[int]:
    """Return the tasks of a plan, and the headings that they stand under."""
    tasks = set(Duties(plan).tasks())
    above = {heading for index in tasks for heading in plan.ancestors(index)}
    return sorted(tasks | {i for i in above if plan.units[i].kind == "heading"})


def given_above(plan: Document, index: int, rank: Rank) -> Iterator[str]:
    """Yield the names of the bodies above a rank that one unit gives work to."""
    unit = plan.units[index]
    if unit.kind == "row":
        yield from (m.text for m in bodies_of(unit.cells.get("lead", "")) if rank.is_below(m))
        return
    if any(_asking().match(fold_case(plan.units[i].text)) for i in (index, *plan.ancestors(index))):
        return
    if unit.kind == "heading":
        yield from (m.text for m in heading_owners(unit.text) if rank.is_below(m))
        yield from _opening_unlisted(unit.text, rank)
        return
    for start, end in clauses(unit.text):
        clause = unit.text[start:end]
        if not _asking().match(fold_case(clause)):
            yield from _opening(clause, rank)


def _opening(clause: str, rank: Rank) -> Iterator[str]:
    """Yield the bodies above a rank that a clause begins with and says to do something."""
    for mention in opening_bodies(clause):
        if rank.is_below(mention) and _does(clause[mention.span[1] :]):
            yield mention.text
    for name in _opening_unlisted(clause, rank):
        if _does(clause[clause.index(name) + len(name) :]):
            yield name


def _opening_unlisted(text: str, rank: Rank) -> Iterator[str]:
    """Yield the body that no table has and that a text begins with ("Chi cục Thủy lợi tỉnh")."""
    folded = fold_case(text)
    for mention in find_mentions(text):
        named = _unlisted().match(folded[: mention.span[0]])
        if named and mention.body is None and is_above(mention, rank.level):
            yield text[named.start("name") : mention.span[1]]
            return


def _does(behind: str) -> bool:
    """Tell whether what stands behind a body says what it is to do."""
    folded = fold_case(behind)
    return bool(folded.strip(" .;:,")) and not _DONE.match(folded)


def is_above(mention: Mention, level: Level) -> bool:
    """Tell whether a name says by itself that a body is of a level above one."""
    return outranks(mention, level) and _SAYS_LEVEL.search(fold_case(mention.text)) is not None


def outranks(mention: Mention, level: Level) -> bool:
    """Tell whether a body is of a level above one, by the table of bodies or its place."""
    return mention.level is not None and level_rank(mention.level) < level_rank(level)
