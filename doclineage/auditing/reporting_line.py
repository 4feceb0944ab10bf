"""A14: do reports go to the plan's own issuer, in time for it to report upward?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from doclineage.auditing.abolished import NO_DISTRICTS
from doclineage.auditing.evidence import each_link, link_finding
from doclineage.auditing.higher_bodies import outranks
from doclineage.auditing.owners import Duties
from doclineage.auditing.rule import weighs
from doclineage.lineage import LineageGraph
from doclineage.model import Document, Finding, Level
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.member_lists import commune_parts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses

# Báo cáo kết quả … về Ban X | gửi Sở Y: the body right behind is the recipient.
_SENDS = re.compile(r"(?<!\w)(?:báo cáo|gửi|nộp)(?!\w)")
_TOWARD = re.compile(r"(?<!\w)(?:về|gửi|cho|đến|tới|báo cáo)\s*$")


@weighs("warning", "info")
def reporting_line(graph: LineageGraph) -> Iterator[Finding]:
    """A14: do reports go to the plan's own issuer, in time for it to report upward?

    Where the parent itself has the plan's level report to that body nothing is to be said, but of
    a task that now stands under another body and does not have the plan's issuer report; a part of
    the commune that reports there itself goes past it. An abolished body is A04's to tell. A
    report copied from the parent goes past the plan's issuer, and its date leaves no time to
    collect; it weighs more where it also stands under another body than in the parent, and the plan
    does not itself name who sends it, or goes to a body of the higher level that the parent's
    report does not go to.
    """
    duties = cache(Duties)
    for comparison, index, link in each_link(graph):
        if not link.parents or not link.children:
            continue
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        level = child.letterhead.level
        theirs = " ".join(parent.units[i].text for i in link.parents)
        for number in link.children:
            unit = child.units[number]
            sent = sent_above(unit.text, level)
            if sent is None or _is_gone(sent[0], child):
                continue
            recipient, senders = sent[0], _senders(duties(child), number, sent[1])
            asked = duties(parent)
            ordered = (_is_ordered(parent, asked, i, recipient, level) for i in link.parents)
            past = any(map(_is_part, senders))
            by_issuer = not senders or _are_issuers(senders, child)
            is_told = any(ordered)
            if is_told and not past and (by_issuer or not link.moved):
                continue
            is_named = is_told and bool(find_mentions(sent[1]))
            dates = _shared_dates(theirs, unit.text)
            other = _is_another(recipient, theirs, level)
            yield link_finding(
                graph,
                comparison,
                index,
                "A14-other" if other else "A14-dated" if dates else "A14",
                "warning" if (link.moved and not is_named) or other or past else "info",
                recipient=recipient.text,
                date=", ".join(dates),
            )


def _recipient(text: str, level: Level | None) -> Mention | None:
    """Return the body of a higher level to which a text sends a report."""
    sent = sent_above(text, level)
    return sent[0] if sent else None


def sent_above(text: str, level: Level | None) -> tuple[Mention, str] | None:
    """Return the body of a higher level to which a text sends a report, and what says who does."""
    if level is None:
        return None
    for start, end in clauses(text):
        clause = text[start:end]
        if not _SENDS.search(fold_case(clause)):
            continue
        for mention in find_mentions(clause):
            before = fold_case(clause[: mention.span[0]])
            if mention.body is not None and outranks(mention, level) and _TOWARD.search(before):
                return mention, clause[: mention.span[0]]
    return None


def _senders(duties: Duties, index: int, before: str) -> list[Mention]:
    """Return who sends a report: whom the clause names before it, else who has the task."""
    return list(find_mentions(before)[-1:]) or list(duties.doers(index))


def _is_part(sender: Mention) -> bool:
    """Tell whether a sender is thôn, tổ dân phố …: no body of its own."""
    return sender.body is None and commune_parts().search(fold_case(sender.text)) is not None


def _are_issuers(senders: Sequence[Mention], child: Document) -> bool:
    """Tell whether the plan's issuer sends, by its name or by that of its territory."""
    issuer = next((m.body for m in find_mentions(child.letterhead.issuer or "") if m.body), None)
    return all(
        sender.body == issuer if sender.body else sender.level == child.letterhead.level
        for sender in senders
    )


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
