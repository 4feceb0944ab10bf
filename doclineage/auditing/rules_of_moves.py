"""A10 and A11: what stands under another owner, and what the plan adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from doclineage.auditing.evidence import are_aims, each_link, finding, has_task, link_finding, place
from doclineage.auditing.higher_bodies import outranks
from doclineage.auditing.rule import weighs
from doclineage.lineage import LineageGraph, is_task
from doclineage.model import Comparison, Document, Finding, Severity, Unit
from doclineage.vietnamese.addressees import bodies_of, opening_bodies
from doclineage.vietnamese.agencies import Mention, bodies, exists_at, find_mentions
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words
from doclineage.wording import shorten

#: Names of many bodies, the plan's own among them.
_MANY = frozenset({"departments", "cells"})
#: Bodies of all fields: what one above does, the plan gives to whom it likes.
_GENERAL = _MANY | {"executive", "party-of-executive"}
# Ủy ban nhân dân các tỉnh | mỗi xã
_EACH = re.compile(r"(?<!\w)(?:các|mỗi|từng)(?!\w)")
#: Characters of a section's name in a sentence.
_LONGEST = 160
#: Share of a plan's tasks above which its additions are no list worth reading: the parent only
#: says in general what the plan works out.
_MOST = 0.5


@weighs("warning", "info")
def moves(graph: LineageGraph) -> Iterator[Finding]:
    """A10: does a task stand under another owner than in the parent?

    Nothing moved where neither side names an owner and each stands under what answers the other's
    heading, where the task itself names the same one, or where what is given to the plan's level as
    a whole stands under no owner in it. What only changed its place in one section is no move.
    """
    answers = {(c.parent, c.child): _answers(c) for c in graph.comparisons}
    for comparison, index, link in each_link(graph):
        parent, child = graph.document(comparison.parent), graph.document(comparison.child)
        if not link.moved or not has_task(parent, link.parents) or are_aims(parent, link.parents):
            continue
        old, new = link.parents[0], link.children[0]
        answered = answers[parent.doc_id, child.doc_id]
        severity = _weight(answered, parent, old, child, new)
        within = severity == "info" and _under_one_name(parent, old, child, new)
        if severity is not None and not within:
            yield link_finding(
                graph,
                comparison,
                index,
                "A10",
                severity,
                old=_section(parent, old),
                new=_section(child, new),
            )


def _answers(comparison: Comparison) -> frozenset[tuple[int, int]]:
    """Return which unit of the parent is linked with which of the plan."""
    return frozenset(
        pair for link in comparison.links for pair in product(link.parents, link.children)
    )


def _weight(
    answers: frozenset[tuple[int, int]], parent: Document, old: int, child: Document, new: int
) -> Severity | None:
    """Return how heavy a move weighs, None where none is one.

    It is expected where a task stands as the plan's level has it: by the level's own word, or
    under a counterpart (Ban Tổ chức Tỉnh ủy → Ban Xây dựng Đảng, Sở Y tế → Phòng Văn hóa - Xã hội).
    """
    before, after = _owners(parent, old), _owners(child, new)
    if not before:
        beside = not after and _stand_alike(answers, parent, old, child, new)
        return None if beside else "info"
    own = any(_is_whole(mention, child) for mention in before)
    whole = own or _names_own_level(parent, old, child)
    if _named_alike(parent, old, child, new) or (whole and not after):
        return None
    general = _roles(before) <= _GENERAL or not _has_counterpart(before, child)
    return "info" if whole or general or _roles(before) & _roles(after) else "warning"


def _has_counterpart(above: Sequence[Mention], child: Document) -> bool:
    """Tell whether bodies are no department above, or the plan's level has one of their field.

    A commune has no newspaper: who opens its column is its own to say. A plan of the state gives
    no work to offices of the Party.
    """
    level, system = child.letterhead.level, child.letterhead.system
    if level is None or not all(outranks(mention, level) for mention in above):
        return True
    roles = _roles(above)
    return any(
        body.roles & roles
        and body.level in {level, "any"}
        and exists_at(body, level, child.letterhead.issued)
        and not (system == "state" and body.system == "party")
        for body in bodies().values()
    )


def _owners(document: Document, index: int) -> tuple[Mention, ...]:
    """Return who does a task: its row's cell, the nearest heading with bodies, its own words.

    Its own words come before a heading that names many ("Các sở, ban, ngành tỉnh").
    """
    unit = document.units[index]
    if lead := bodies_of(unit.cells.get("lead", "")):
        return lead
    own = tuple(m for m in opening_bodies(unit.text) if m.body)
    for above in document.ancestors(index):
        over = document.units[above]
        named = [m for m in opening_bodies(over.text) if m.body] if over.kind == "heading" else []
        if named:
            return own if own and _roles(named) <= _MANY else tuple(named)
    return own


def _roles(bodies: Sequence[Mention]) -> frozenset[str]:
    return frozenset().union(*(mention.body.roles for mention in bodies if mention.body))


def _named_alike(parent: Document, old: int, child: Document, new: int) -> bool:
    """Tell whether both tasks begin with one body, and no heading gives them to a single other."""
    texts = parent.units[old].text, child.units[new].text
    one, other = ([m for m in opening_bodies(text) if m.body] for text in texts)
    if not one or not other or _roles(one) != _roles(other):
        return False
    return _owners(parent, old) == tuple(one) and _roles(_owners(child, new)) <= (
        _roles(other) | _MANY
    )


def _stand_alike(
    answers: frozenset[tuple[int, int]], parent: Document, old: int, child: Document, new: int
) -> bool:
    """Tell whether a heading above the one task answers one above the other."""
    above = product(parent.ancestors(old), child.ancestors(new))
    return any(pair in answers for pair in above)


def _names_own_level(parent: Document, index: int, child: Document) -> bool:
    """Tell whether the parent's section names the plan's own level, or all bodies, as a whole.

    "UBND các xã, phường", "Các cơ quan, đơn vị" never stand as headings in a ward's plan: the ward
    says which of its own bodies does the work, and that is no move.
    """
    for above in parent.ancestors(index):
        unit = parent.units[above]
        if unit.kind == "heading":
            return any(_is_whole(mention, child) for mention in find_mentions(unit.text))
    return False


def _is_whole(mention: Mention, child: Document) -> bool:
    each = mention.plural or _EACH.search(fold_case(mention.text)) is not None
    if each and mention.level is not None and mention.level == child.letterhead.level:
        return True
    return bool(mention.body and mention.body.level == "any" and mention.body.roles & _MANY)


def _section(document: Document, index: int) -> str:
    unit = _heading(document, index)
    return f"{unit.path} {unit.text}" if unit else document.units[index].path


def _heading(document: Document, index: int) -> Unit | None:
    above = (document.units[place] for place in document.ancestors(index))
    return next((unit for unit in above if unit.kind == "heading"), None)


def _under_one_name(parent: Document, old: int, child: Document, new: int) -> bool:
    """Tell whether the nearest headings of both are called the same."""
    one, other = _heading(parent, old), _heading(child, new)
    return one is not None and other is not None and words(one.text).keys == words(other.text).keys


@weighs("info")
def additions(graph: LineageGraph) -> Iterator[Finding]:
    """A11: what does the plan add?

    One finding a section, and a single one where most of the plan is its own. What answers another
    parent that the plan is held to is no addition.
    """
    answered: dict[str, set[int]] = {}
    for comparison, _, link in each_link(graph):
        if link.parents:
            answered.setdefault(comparison.child, set()).update(link.children)
    told: set[str] = set()
    for comparison in sorted(graph.comparisons, key=lambda c: len(_added(graph, c))):
        child = graph.document(comparison.child)
        added = _added(graph, comparison)
        own = {i: n for i, n in added.items() if i not in answered.get(child.doc_id, ())}
        if child.doc_id in told or not own:
            continue
        told.add(child.doc_id)
        yield from _additions(graph, comparison, own)


def _added(graph: LineageGraph, comparison: Comparison) -> dict[int, int]:
    """Return the tasks that answer none of the parent's, each with its link."""
    child = graph.document(comparison.child)
    return {
        link.children[0]: number
        for number, link in enumerate(comparison.links)
        if link.relation == "added" and is_task(child, link.children[0])
    }


def _additions(
    graph: LineageGraph, comparison: Comparison, added: dict[int, int]
) -> Iterator[Finding]:
    child = graph.document(comparison.child)
    total = sum(is_task(child, index) for index in child.content())
    if len(added) > 1 and len(added) > _MOST * total:
        sections: dict[int | None, list[int]] = {None: list(added)}
    else:
        sections = {}
        for index in added:
            sections.setdefault(_outermost(child, index), []).append(index)
    for section, units in sections.items():
        if len(units) == 1:
            yield link_finding(graph, comparison, added[units[0]], "A11", "info")
            continue
        heading = child.units[section] if section is not None else None
        places = units if heading else dict.fromkeys(_outermost(child, i) or i for i in units)
        yield finding(
            "A11-section" if heading else "A11-most",
            "info",
            comparison.child,
            comparison.parent,
            child_places=[place(child, index) for index in places],
            count=len(units),
            total=total,
            section=shorten(f"{heading.path} {heading.text}", _LONGEST) if heading else "",
        )


def _outermost(document: Document, index: int) -> int | None:
    above = [i for i in document.ancestors(index) if document.units[i].kind == "heading"]
    return above[-1] if above else None
