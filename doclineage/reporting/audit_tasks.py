"""Findings grouped by the task that they speak of, so that its place is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from doclineage.model import AuditReport, Comparison, Finding, Place
from doclineage.wording import Language, say


class Task(NamedTuple):
    """One task of a plan: what the rules say of it, and where it stands.

    `places` pairs the side (``parent-place``, ``child-place``, ``nearest``) with the place.
    """

    findings: tuple[Finding, ...]
    places: tuple[tuple[str, Place], ...]

    @property
    def path(self) -> str:
        """Return the task's place in short, the parent's first: ``IV.3/b2 → IV.2/p1``."""
        sides = dict.fromkeys(side for side, _ in self.places if side != "nearest")
        paths = (_few([p.path for side, p in self.places if side == name]) for name in sides)
        return " → ".join(dict.fromkeys(paths))


#: Places named of a finding that has a crowd of them; all are in the JSON and the workbook.
_NAMED = 20


def _few(paths: Sequence[str]) -> str:
    more = len(paths) - _NAMED
    return ", ".join(paths[:_NAMED]) + (f", … (+{more})" if more > 0 else "")


def tasks_of(
    report: AuditReport, found: Sequence[Finding], comparison: Comparison | None
) -> tuple[list[Task], list[Task]]:
    """Return the tasks with an error or a warning and those with notes only, each worst first."""
    groups: dict[object, list[Finding]] = {}
    for finding in found:
        groups.setdefault(_key(finding, comparison), []).append(finding)
    tasks = [Task(tuple(group), _places(report, group, comparison)) for group in groups.values()]
    loud: list[Task] = []
    quiet: list[Task] = []
    for task in tasks:
        is_loud = any(finding.severity != "info" for finding in task.findings)
        (loud if is_loud else quiet).append(task)
    return loud, quiet


def waived_for(finding: Finding, language: Language) -> str | None:
    """Return why and when a finding was accepted, None where it was not."""
    if finding.waived is None or finding.decision is None or finding.decision.reason:
        return finding.waived
    unsaid, day = say("decision.no-reason", language), finding.decision.date
    return f"{unsaid} ({day.isoformat()})" if day else unsaid


def _key(finding: Finding, comparison: Comparison | None) -> object:
    link = link_of(finding, comparison)
    return finding if link is None else link


def link_of(finding: Finding, comparison: Comparison | None) -> int | None:
    """Return the link that a finding speaks of, also where it names only units of the plan.

    What speaks of several tasks belongs to none of them.
    """
    if finding.link is not None or comparison is None:
        return finding.link
    units = {place.unit for place in finding.child_places if place.doc_id == comparison.child}
    links = [i for i, link in enumerate(comparison.links) if units & set(link.children)]
    whole = len(links) == 1 and units <= set(comparison.links[links[0]].children)
    return links[0] if whole else None


def _places(
    report: AuditReport, group: Sequence[Finding], comparison: Comparison | None
) -> tuple[tuple[str, Place], ...]:
    parents = dict.fromkeys(place for finding in group for place in finding.parent_places)
    children = dict.fromkeys(place for finding in group for place in finding.child_places)
    nearest = None if children else _nearest(report, group, comparison)
    return (
        *(("parent-place", place) for place in parents),
        *(("child-place", place) for place in children),
        *((("nearest", nearest),) if nearest else ()),
    )


def _nearest(
    report: AuditReport, group: Sequence[Finding], comparison: Comparison | None
) -> Place | None:
    """Return where an auditor should look in the plan before believing an omission."""
    links = [f.link for f in group if f.link is not None and f.code == "A01"]
    if comparison is None or not links:
        return None
    best = comparison.links[links[0]].rejected
    if best is None:
        return None
    child = report.document(comparison.child)
    unit = child.units[best.unit]
    return Place(
        doc_id=child.doc_id,
        source=child.source_of(best.unit).path,
        unit=best.unit,
        path=unit.path,
        page=unit.page,
        text=unit.text,
    )
