"""What is asked of a graph, as values: paths, doubts, expected units, the way of a task."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from doclineage.model.alignment import LinkRelation
from doclineage.model.audit import Severity
from doclineage.model.base import Value
from doclineage.model.lineage import LineageEdge

DoubtKind = Literal[
    "no-basis",
    "cycle",
    "child-before-parent",
    "basis-issued-later",
    "cites-later",
    "skipped-level",
    "stale-basis",
    "basis-ended-since",
    "uncited-source",
]
UnitStatus = Literal["present", "cited", "unlinked", "missing"]
TaskOutcome = Literal["carried", "thinned", "lost", "not-addressed"]


class RelationPath(Value, frozen=True):
    """A way up: `edges[i]` leads from `documents[i]` to `documents[i + 1]`, which it cites."""

    documents: tuple[str, ...]
    edges: tuple[LineageEdge, ...] = ()


class GraphDoubt(Value, frozen=True):
    """One thing in a graph that a person should look at, with the sentences that show it.

    `documents` begins with the one that is doubtful; `since` is the day from which it is so.
    """

    kind: DoubtKind
    severity: Severity
    documents: tuple[str, ...]
    edges: tuple[LineageEdge, ...]
    message: str
    message_en: str
    since: date | None = None
    share: float | None = None
    """How much of the text is another's, 0..1, where the doubt rests on that."""


class ExpectedUnit(Value, frozen=True):
    """A unit that should have a plan for a directive.

    `status` is "present" where its plan is here, "cited" where others speak of it, "unlinked"
    where the unit has documents here that lead nowhere near the directive, else "missing";
    `documents` are those meant.
    """

    unit: str
    directive: str
    status: UnitStatus
    documents: tuple[str, ...] = ()


class TaskStep(Value, frozen=True):
    """What became of a task in one document of a chain.

    `units` and `paths` are where it stands there, empty where it does not; `relation` is the
    gravest of the links that lead there, None at the root; `coverage` is how much of the root's
    task has come so far, 0..1.
    """

    document: str
    units: tuple[int, ...]
    paths: tuple[str, ...]
    coverage: float
    relation: LinkRelation | None = None
    lost: tuple[str, ...] = ()
    """The clauses that the document above had and this one does not carry, as printed."""


class TaskTrace(Value, frozen=True):
    """The way of one task down a chain, from the root directive to the last plan.

    `ended_in` is the first document where no unit answers it, `thinned_in` the first that carries
    only part of it; `plan` is the last of the chain, also where the way ended above it.
    """

    plan: str
    unit: int
    path: str
    text: str
    steps: tuple[TaskStep, ...]
    outcome: TaskOutcome
    ended_in: str | None = None
    thinned_in: str | None = None
    reason: str = ""
    reason_en: str = ""


class LineageCheck(Value, frozen=True, tag_field="schema", tag="doclineage/check/1"):
    """What was asked of one graph and found: doubts, expected units, tasks lost on the way."""

    documents: int
    doubts: tuple[GraphDoubt, ...]
    expected: tuple[ExpectedUnit, ...] = ()
    tasks: tuple[TaskTrace, ...] = ()
    names: dict[str, str] = msgspec.field(default_factory=dict)
    """What people know the documents by that are named above."""
    as_of: date | None = None
