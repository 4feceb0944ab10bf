"""A14: do reports go to the plan's own issuer, in time for it to report upward?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.auditing.abolished import NO_DISTRICTS
from doclineage.auditing.evidence import each_link, link_finding
from doclineage.auditing.owners import Duties
from doclineage.auditing.rule import weighs
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding, Level
from doclineage.vietnamese.agencies import Mention, find_mentions, level_rank
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses

# Báo cáo kết quả … về Ban X | gửi Sở Y: the body right behind is the recipient.
_SENDS = re.compile(r"(?<!\w)(?:báo cáo|gửi|nộp)(?!\w)")
_TOWARD = re.compile(r"(?<!\w)(?:về|gửi|cho|đến|tới|báo cáo)\s*$")


@weighs("warning", "info")
def reporting_line(graph: LineageGraph) -> Iterator[Finding]:
    """A14: do reports go to the plan's own issuer, in time for it to report upward?

    Where the parent itself has the plan's level report to that body nothing is to be said, but of
    a task that now stands under another body; an abolished body is A04's to tell. A report copied
    from the parent goes past the plan's issuer, and its date leaves no time to collect; it weighs
    more where it also stands under another body than in the parent, or goes to a body of the
    higher level that the parent's report does not go to.
    """
    duties: dict[str, Duties] = {}
    for comparison, index, link in each_link(graph):
        if not link.parents or not link.children:
            continue
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        level = child.letterhead.level
        if parent.doc_id not in duties:
            duties[parent.doc_id] = Duties(parent)
        theirs = " ".join(parent.units[i].text for i in link.parents)
        for unit in (child.units[i] for i in link.children):
            recipient = _recipient(unit.text, level)
            if recipient is None or _is_gone(recipient, child):
                continue
            asked = duties[parent.doc_id]
            ordered = (_is_ordered(parent, asked, i, recipient, level) for i in link.parents)
            if not link.moved and any(ordered):
                continue
            dates = _shared_dates(theirs, unit.text)
            other = _is_another(recipient, theirs, level)
            yield link_finding(
                graph,
                comparison,
                index,
                "A14-other" if other else "A14-dated" if dates else "A14",
                "warning" if link.moved or other else "info",
                recipient=recipient.text,
                date=", ".join(dates),
            )


def _recipient(text: str, level: Level | None) -> Mention | None:
    """Return the body of a higher level to which a text sends a report."""
    if level is None:
        return None
    for start, end in clauses(text):
        clause = text[start:end]
        if not _SENDS.search(fold_case(clause)):
            continue
        for mention in find_mentions(clause):
            before = fold_case(clause[: mention.span[0]])
            above = mention.level is not None and level_rank(mention.level) < level_rank(level)
            if mention.body is not None and above and _TOWARD.search(before):
                return mention
    return None


def _is_gone(recipient: Mention, child: Document) -> bool:
    day = child.letterhead.issued
    return recipient.level == "district" and day is not None and day >= NO_DISTRICTS


def _is_ordered(
    parent: Document, asked: Duties, index: int, recipient: Mention, level: Level | None
) -> bool:
    """Tell whether a unit of the parent has bodies of the plan's level report to a body."""
    theirs = _recipient(parent.units[index].text, level)
    if theirs is None or theirs.body != recipient.body:
        return False
    return any(doer.level == level for doer in asked.doers(index))


def _is_another(recipient: Mention, parent: str, level: Level | None) -> bool:
    """Tell whether the parent's report goes up as well, and never to this body."""
    if _recipient(parent, level) is None:
        return False
    return all(mention.body != recipient.body for mention in find_mentions(parent))


def _shared_dates(parent: str, child: str) -> list[str]:
    """Return the deadlines that both texts state alike, as the child prints them."""
    theirs = {fact.normal for fact in find_facts(parent) if fact.kind == "deadline"}
    return [
        child[fact.span[0] : fact.span[1]]
        for fact in find_facts(child)
        if fact.kind == "deadline"
        and fact.normal in theirs
        and not (fact.unit or "").startswith(("term:", "event:"))
    ]
