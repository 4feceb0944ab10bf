"""What the rules share: places in sources, findings from wording."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from doclineage.lineage import LineageGraph
from doclineage.model import Comparison, Document, Finding, Link, Place, Severity
from doclineage.vietnamese.purposes import is_aim, is_situation
from doclineage.vietnamese.words import words
from doclineage.wording import Phrase, phrase, sentences


def fingerprint(code: str, places: Iterable[Place], message: str) -> str:
    """Return 12 hexadecimal digits that change when a code, a text or what is said of it does.

    Typography does not count: the texts are compared by their syllables.
    """
    parts = [code, message, *(_syllables(place.text) for place in places)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


@lru_cache(maxsize=1024)
def _syllables(text: str) -> str:
    return " ".join(words(text).keys)


def place(document: Document, index: int) -> Place:
    """Return where a unit stands in its source."""
    unit = document.units[index]
    return Place(
        doc_id=document.doc_id,
        source=document.source_of(index).path,
        unit=index,
        path=unit.path,
        page=unit.page,
        text=unit.text,
    )


def each_link(graph: LineageGraph) -> Iterator[tuple[Comparison, int, Link]]:
    """Yield every link of every comparison with its index."""
    for comparison in graph.comparisons:
        for index, link in enumerate(comparison.links):
            yield comparison, index, link


def units_saying(document: Document, units: Sequence[int], text: str) -> Sequence[int]:
    """Return those of some units that hold a text as printed, all of them where none does.

    What a plan merges stays several tasks: each fact and clause weighs as its own does.
    """
    return [index for index in units if text in document.units[index].text] or units


def is_heading(document: Document, indices: Iterable[int]) -> bool:
    """Tell whether all of some units are headings."""
    return all(document.units[index].kind == "heading" for index in indices)


def are_aims(document: Document, indices: Iterable[int]) -> bool:
    """Tell whether all of some units say what a document is for."""
    return all(is_aim(document.units[i].text, _headings(document, i)) for i in indices)


def are_narrative(document: Document, indices: Iterable[int]) -> bool:
    """Tell whether all of some units are paragraphs of a section on how things stand."""
    return all(
        document.units[i].kind == "paragraph"
        and is_situation(next(iter(_headings(document, i)), ""))
        for i in indices
    )


def _headings(document: Document, index: int) -> Iterator[str]:
    above = (document.units[place] for place in document.ancestors(index))
    return (unit.text for unit in above if unit.kind == "heading")


def has_task(document: Document, indices: Iterable[int]) -> bool:
    """Tell whether some units have a task: a heading and a closing sentence have none."""
    units = (document.units[index] for index in indices)
    return any(unit.kind != "heading" and not unit.path.startswith("end/") for unit in units)


def parent_of(graph: LineageGraph, plan: str, units: Iterable[int]) -> str | None:
    """Return the parent that a finding on units of a plan is told beside.

    Of several parents it is the first with one of the units in it: an auditor reads each fault
    once, next to what else is said of the place.
    """
    held = [comparison for comparison in graph.comparisons if comparison.child == plan]
    told = set(units)
    for comparison in held:
        if any(link.parents and told & set(link.children) for link in comparison.links):
            return comparison.parent
    return held[0].parent if held else None


def link_finding(
    graph: LineageGraph,
    comparison: Comparison,
    index: int,
    code: str,
    severity: Severity,
    **values: object,
) -> Finding:
    """Return a finding about one link; `values` fill its sentence."""
    link = comparison.links[index]
    parent, child = graph.document(comparison.parent), graph.document(comparison.child)
    return finding(
        code,
        severity,
        child.doc_id,
        parent.doc_id,
        parent_places=[place(parent, i) for i in link.parents],
        child_places=[place(child, i) for i in link.children],
        link=index,
        **values,
    )


def finding(
    code: str,
    severity: Severity,
    plan: str,
    parent: str | None,
    *,
    parent_places: Sequence[Place] = (),
    child_places: Sequence[Place] = (),
    link: int | None = None,
    **values: object,
) -> Finding:
    """Return a finding whose sentence and remedy stand in `wording.toml`."""
    name = code.split("-", maxsplit=1)[0]
    said = phrase(f"rule.{code}", **values)
    remedy = _remedy(code)
    return Finding(
        code=name,
        severity=severity,
        plan=plan,
        parent=parent,
        message=said.vi,
        message_en=said.en,
        remedy=remedy.vi,
        remedy_en=remedy.en,
        parent_places=tuple(parent_places),
        child_places=tuple(child_places),
        fingerprint=fingerprint(name, [*parent_places, *child_places], said.vi),
        link=link,
    )


def _remedy(code: str) -> Phrase:
    """Return what to do about a finding: that of its own code, else of the kind it is.

    "A08-ended-kept" has that of "A08-ended", "A08-missing" that of "A08".
    """
    known = sentences("remedy")
    while f"remedy.{code}" not in known and "-" in code:
        code = code.rpartition("-")[0]
    return phrase(f"remedy.{code}")
