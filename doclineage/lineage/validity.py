"""What was in force when: ends of documents, the graph of one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from doclineage.lineage.authority import may_change
from doclineage.lineage.relations import ENDING
from doclineage.model import (
    Document,
    Letterhead,
    Lineage,
    LineageEdge,
    LineageNode,
    NodeState,
    Value,
)
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

# "Nghị định này …" as the subject of its sentence: "trái với Nghị định này" speaks of others, and
# "Từ ngày Luật này có hiệu lực đến …" of a time.
_ITSELF = rf"(?:^|[.;:]\s){any_of(KIND_NAMES)}\snày\s(?:[^.;]{{0,60}}\s)?"
# Nghị định này có hiệu lực thi hành kể từ ngày 01/7/2026 | … này có hiệu lực từ ngày ký
_BEGINS = re.compile(_ITSELF + r"có\shiệu\slực(?:\sthi\shành)?\s?(?:kể\s)?từ\s?(?P<day>.{0,60})")
# Quyết định này có hiệu lực … đến hết ngày 31/12/2027 | Chỉ thị này hết hiệu lực từ ngày 01/01/2028
_ENDS = re.compile(
    _ITSELF + r"(?:hết\shiệu\slực(?:\sthi\shành)?\s?(?:kể\s)?từ"
    r"|có\shiệu\slực[^.;]{0,80}\sđến(?P<through>\shết)?)\s?(?P<day>.{0,60})"
)
#: Characters of a unit that are looked at: the sentence on force is a short clause of its own.
_LONGEST = 2_000
# năm 2025 | giai đoạn 2021 - 2025 | đến năm 2030
_YEAR = re.compile(r"(?<![\d/.])(?P<year>20\d\d)(?![\d/])")
_PERIOD = re.compile(r"(?<!\w)(?:năm|giai đoạn|nhiệm kỳ|năm học|quý \w+|tháng \d+)\s?/?\s?20\d\d")
# Kế hoạch triển khai Luật Đất đai năm 2024: the year is the law's.
_OF_A_LAW = re.compile(r"(?<!\w)(?:luật|bộ luật|pháp lệnh|hiến pháp|nghị quyết|nghị định)(?!\w)")
#: Kinds that are drawn up for a period which their title names.
_PERIODIC = frozenset({"KH", "CTr", "ĐA", "DA", "PA"})
#: Zones whose units may say when a document begins or ends; quoted annexes speak of others.
_SPEAKING = frozenset({"body", "head", "tail"})


class Ending(Value, frozen=True):
    """The end of a document: the first day on which it no longer holds, None where unsaid.

    `by` is the document that ended it and `edge` the sentence; both are None where its own text
    or title ends it. An end of some places only (`partial`) leaves the document in force.
    """

    document: str
    state: NodeState
    since: date | None
    by: str | None = None
    edge: LineageEdge | None = None
    partial: bool = False


def endings(graph: LineageGraph, doc_id: str) -> tuple[Ending, ...]:
    """Return what ends a document, the earliest first, ends of unknown day last."""
    found = [*_ended_by_others(graph, doc_id), *_ended_by_itself(graph, doc_id)]
    return tuple(sorted(found, key=_order))


def _order(ending: Ending) -> tuple[bool, date, str, str]:
    return ending.since is None, ending.since or date.max, ending.state, ending.by or ""


def _ended_by_others(graph: LineageGraph, doc_id: str) -> Iterator[Ending]:
    for edge in graph.incoming.get(doc_id, ()):
        state = ENDING.get(edge.relation)
        if state is not None and may_change(graph, edge):
            yield Ending(
                document=doc_id,
                state=state,
                since=begins(graph, edge.source),
                by=edge.source,
                edge=edge,
                partial=bool(edge.pinpoint),
            )


def _ended_by_itself(graph: LineageGraph, doc_id: str) -> Iterator[Ending]:
    document = graph.find(doc_id)
    stated = stated_end(document) if document is not None else None
    since = stated or _end_of_period(graph.node(doc_id))
    if since is not None:
        yield Ending(document=doc_id, state="expired", since=since)


def begins(graph: LineageGraph, doc_id: str) -> date | None:
    """Return the day from which a document holds: the one it states, else that of its issue."""
    document = graph.find(doc_id)
    stated = stated_begin(document) if document is not None else None
    return stated or graph.node(doc_id).issued


def stated_begin(document: Document) -> date | None:
    """Return the day from which a document says that it holds, None where it names no day."""
    return next((day for _, day in _stated(document, "begin")), None)


def stated_end(document: Document) -> date | None:
    """Return the first day on which a document says that it no longer holds."""
    for through, day in _stated(document, "end"):
        return _after(day) if through else day
    return None


def _stated(document: Document, which: str) -> Iterator[tuple[bool, date]]:
    for unit in document.units:
        # What an amending document quotes speaks of the amended one.
        if unit.zone in _SPEAKING and "hiệu lực" in unit.text and unit.text[0] not in '“"':
            found = _found_day(unit.text, which)
            if found is not None:
                yield found


@lru_cache(maxsize=16384)
def _found_day(text: str, which: str) -> tuple[bool, date] | None:
    """Return the day of a sentence on beginning or end, and whether it is the last in force."""
    key = fold_case(text[:_LONGEST])
    match = (_BEGINS if which == "begin" else _ENDS).search(key)
    if match is None:
        return None
    day = next(iter(find_dates(match["day"])), None)
    if day is None or day.date is None or day.span[0] > len("ngày "):
        return None
    return which == "end" and bool(match["through"]), day.date


def _end_of_period(node: LineageNode) -> date | None:
    """Return the day after the period that the title of a plan names."""
    period = period_of(node) if node.issued else None
    return period and period[1]


def period_of(head: LineageNode | Letterhead) -> tuple[date, date] | None:
    """Return the first day of the period that a plan's title names, and the day after its last.

    A year before the plan's own looks back.
    """
    named = period_named(head)
    return None if named and head.issued and named[1].year <= head.issued.year else named


def period_named(head: LineageNode | Letterhead) -> tuple[date, date] | None:
    """Return what `period_of` does, the period of a plan that looks back too.

    A title that names a law may name the law's year.
    """
    title = fold_case(head.title or "")
    if head.kind not in _PERIODIC or not _PERIOD.search(title) or _OF_A_LAW.search(title):
        return None
    years = [int(match["year"]) for match in _YEAR.finditer(title)]
    return date(min(years), 1, 1), date(max(years) + 1, 1, 1)


def is_looked_back_on(ending: Ending, head: LineageNode | Letterhead) -> bool:
    """Tell whether a plan is of the very time that was over: it may rest on what held then."""
    named, since = period_named(head), ending.since
    return ending.by is None and since is not None and named is not None and named[1] <= since


def _after(day: date) -> date | None:
    return date.fromordinal(day.toordinal() + 1) if day < date.max else None


def state_on(graph: LineageGraph, doc_id: str, day: date) -> NodeState:
    """Return whether a document was in force on a day, as far as the graph knows.

    "unknown" where its own day of issue, or that of what ends it, is unknown.
    """
    start = begins(graph, doc_id)
    if start is not None and start > day:
        return "not-yet"
    ends = [ending for ending in endings(graph, doc_id) if not ending.partial]
    for ending in ends:
        if ending.since is not None and ending.since <= day:
            return ending.state
    undated = any(ending.since is None for ending in ends)
    return "unknown" if undated or graph.node(doc_id).issued is None else "in-force"


def as_of(graph: LineageGraph, day: date) -> LineageGraph:
    """Return the graph as it stood on a day, the day itself included.

    Documents issued later are left out, and with them what only they say and cite; each node
    gets its `state`. A document of unknown date stays. Nothing that was read is read anew:
    a citation that was bound stays bound.
    """
    later = {node.id for node in graph.lineage.nodes if node.issued and node.issued > day}
    edges = tuple(edge for edge in graph.lineage.edges if _said_by(edge, later))
    cited = {name for edge in edges for name in (edge.source, edge.target)}
    documents = tuple(d for d in graph.documents if d.doc_id not in later)
    here = {document.doc_id for document in documents}
    near = tuple(n for n in graph.near if n.document in here and n.target in here)
    comparisons = tuple(c for c in graph.comparisons if {c.parent, c.child} <= here)
    kept = [n for n in graph.lineage.nodes if n.id not in later and (n.present or n.id in cited)]
    pruned = graph.replace(
        documents=documents,
        lineage=Lineage(nodes=tuple(kept), edges=edges, as_of=day),
        near=near,
        comparisons=comparisons,
    )
    nodes = [msgspec.structs.replace(n, state=state_on(pruned, n.id, day)) for n in kept]
    return pruned.replace(lineage=msgspec.structs.replace(pruned.lineage, nodes=tuple(nodes)))


def _said_by(edge: LineageEdge, later: set[str]) -> bool:
    return not later & {edge.source, edge.target, edge.document or edge.source}
