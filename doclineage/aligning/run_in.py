"""Headings that the other document runs into the task below: "Công an xã: phối hợp kiểm tra …"."""

from __future__ import annotations

from collections import defaultdict

from doclineage.aligning.features import Features
from doclineage.aligning.headings import owner_roles
from doclineage.aligning.turning import Decided, Group, Turned, widened
from doclineage.vietnamese.words import words

#: Characters within which what leads in ends with its colon: longer ones are sentences.
_LONGEST_LEAD = 120


def join_run_in(seen: Features, groups: dict[Group, Decided]) -> dict[Group, Decided]:
    """Return the groups, each widened by the left-over headings that open its one unit."""
    joined = groups
    for side in (0, 1):
        joined = widened(joined, side, _run_in(seen.turned(joined, side)))
    return joined


def _run_in(view: Turned) -> dict[int, list[int]]:
    """Return by facing unit the headings left over whose tasks it carries, and which open it."""
    opened: dict[int, set[int]] = defaultdict(set)
    for one, own in view.carried.items():
        lead = _lead(view.facing.units[one].text)
        headings = {view.side.parent_of(unit) for unit in own} if lead else set()
        for heading in headings - view.taken - {-1}:
            unit = view.side.units[heading]
            if unit.kind == "heading" and _says(lead, unit.text):
                opened[heading].add(one)
    found: dict[int, list[int]] = defaultdict(list)
    for heading, units in sorted(opened.items()):
        if len(units) == 1:
            found[units.pop()].append(heading)
    return found


def _lead(text: str) -> str:
    """Return what leads in to a task, with its colon; nothing where nothing does.

    >>> _lead("Công an xã: phối hợp kiểm tra."), _lead("Phối hợp kiểm tra.")
    ('Công an xã', '')
    """
    lead, colon, rest = text[:_LONGEST_LEAD].partition(":")
    return lead if colon and rest.strip() else ""


def _says(lead: str, heading: str) -> bool:
    """Tell whether a lead names the body of a heading or its counterpart, or says its words."""
    roles = owner_roles(heading)
    if roles:
        return bool(roles & owner_roles(lead))
    said, head = set(words(lead).bare), set(words(heading).bare)
    return said <= head or head <= said
