"""Two documents laid against each other: matches, links, edits, facts."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from doclineage.model.base import Span, Value
from doclineage.model.display import Shown
from doclineage.model.document import Document

LinkRelation = Literal["identical", "noise", "localised", "reworded", "changed", "omitted", "added"]
FactKind = Literal[
    "deadline",
    "target",
    "quantity",
    "agency",
    "modality",
    "negation",
    "scope",
    "frequency",
    "reference",
]
Effect = Literal["weakened", "strengthened", "changed", "missing", "equal", "unknown"]
EditKind = Literal["typography", "noise", "localisation", "fact", "wording"]
Duty = Literal["required", "not-addressed", "review"]


class Edit(Value, frozen=True):
    """One difference in words; an empty span is an insertion or a deletion.

    `parent_unit` and `child_unit` are the unit indices that the spans point into.
    """

    kind: EditKind
    parent_unit: int | None
    parent_span: Span
    parent_text: str
    child_unit: int | None
    child_span: Span
    child_text: str


class FactChange(Value, frozen=True):
    """One fact that differs; `parent` and `child` are as printed, None where it is missing."""

    kind: FactKind
    parent: str | None
    child: str | None
    effect: Effect


class Rejected(Value, frozen=True):
    """The best candidate that an omission turned down."""

    unit: int
    score: float
    lacked: str
    lacked_en: str


class Match(Value, frozen=True):
    """A pairing that alignment proposes and judgement decides; one side empty is no partner."""

    parents: tuple[int, ...]
    children: tuple[int, ...]
    score: float
    moved: bool = False
    evidence: str = "none"
    """What spoke for it: exact, text, contained, children, context, none."""
    rejected: Rejected | None = None
    restated_parents: tuple[int, ...] = ()
    """Of the parents those that say again what another says: rows of an annex beside their task."""
    restated_children: tuple[int, ...] = ()


class Link(Value, frozen=True):
    """What became of one or more parent units in the child."""

    parents: tuple[int, ...]
    children: tuple[int, ...]
    relation: LinkRelation
    score: float
    moved: bool = False
    coverage: float = 0.0
    fact_changes: tuple[FactChange, ...] = ()
    edits: tuple[Edit, ...] = ()
    lost: tuple[str, ...] = ()
    """The clauses of the parent that the child does not carry, as printed."""
    reason: str = ""
    reason_en: str = ""
    duty: Duty | None = None
    duty_reason: str | None = None
    duty_reason_en: str | None = None
    rejected: Rejected | None = None


class Alignment(Shown, Value, frozen=True, tag_field="schema", tag="doclineage/alignment/1"):
    """Two documents and their links: every body and annex unit of both in exactly one link."""

    parent: Document
    child: Document
    links: tuple[Link, ...]

    def __hash__(self) -> int:
        return hash((self.parent, self.child, len(self.links)))

    def __repr__(self) -> str:
        counts = Counter(link.relation for link in self.links)
        told = ", ".join(f"{counts[relation]} {relation}" for relation in sorted(counts))
        ends = f"{self.parent.doc_id!r} -> {self.child.doc_id!r}"
        return f"Alignment({ends}: {len(self.links)} links{told and ': '}{told})"
