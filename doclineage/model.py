"""The values that travel between the rooms: frozen, flat, without behaviour beyond look-up.

Indices point into `Document.units`; scores and coverages are 0..1; spans are half-open character
ranges ``(start, end)`` of a unit's `text`; pages are 1-based; what is not known is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

System = Literal["party", "state", "assembly", "front", "other"]
Zone = Literal["head", "body", "annex", "tail"]
UnitKind = Literal["heading", "paragraph", "bullet", "row", "label"]
Scheme = Literal[
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "clause",
    "point",
    "upper",
    "roman",
    "arabic",
    "decimal",
    "letter",
    "bracketed",
    "bullet",
]
LinkRelation = Literal["identical", "noise", "localised", "reworded", "changed", "omitted", "added"]
CitationRelation = Literal[
    "implements",
    "based_on",
    "refers_to",
    "amends",
    "supplements",
    "replaces",
    "repeals",
    "suspends",
    "corrects",
    "extends",
    "guides",
    "details",
    "attached_to",
    "approves",
    "consolidates",
    "replies_to",
    "follows_up",
    "reports_on",
]
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
Severity = Literal["error", "warning", "info"]
Level = Literal["central", "province", "district", "commune"]
Span = tuple[int, int]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all values: frozen, slotted, compared by content."""


# --- reading ---------------------------------------------------------------------------------


class Notice(Value, frozen=True):
    """A doubt met while reading: it never stops the work."""

    code: str
    message: str
    message_en: str
    unit: int | None = None
    page: int | None = None


class Source(Value, frozen=True):
    """Where a document came from."""

    path: str
    sha256: str
    media_type: str
    pages: int | None = None


class Cell(Value, frozen=True):
    """One table cell as read; its paragraphs are parted by line feeds."""

    text: str
    column: int
    span: int = 1
    continued: bool = False
    """True where the cell repeats the one above it (merged downward)."""


class Block(Value, frozen=True):
    """One paragraph, line or table row as the file has it, with what the layout told.

    `label` is a list number that the file computes and does not store ("1.", "a)", "-"); `bold`
    and `italic` count the characters at the start of `text` that are set so (a bold run-in
    heading has ``0 < bold < len(text)``); `heading` is a heading level the file claims, 1 the
    outermost, never more than a hint; `line` is True for one printed line of a paragraph that
    may go on in the next block (PDF, hard-wrapped text), False for a whole paragraph; `gap` is
    True where white space or a blank line parts it from the block before; `box` is ``(left, top,
    right, bottom)`` in points from the top left of the page.
    """

    text: str
    page: int | None = None
    label: str | None = None
    bold: int = 0
    italic: int = 0
    centred: bool = False
    heading: int | None = None
    style: str | None = None
    indent: float | None = None
    size: float | None = None
    line: bool = False
    gap: bool = False
    box: tuple[float, float, float, float] | None = None
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    quoted: bool = False
    note: bool = False
    """True for a footnote or endnote, placed after the block that refers to it."""


class Reading(Value, frozen=True):
    """What a reader makes of one file."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    notices: tuple[Notice, ...] = ()


# --- structure and citations -----------------------------------------------------------------


class Marker(Value, frozen=True):
    """A number, letter or bullet in front of a unit.

    `ordinal` is its place in its list (II is 2, đ is 5), None for a bullet; `glyph` is the marker
    as printed or as Word computes it: "II.", "5a.", "đ)", "-".
    """

    scheme: Scheme
    ordinal: int | None
    glyph: str


class Unit(Value, frozen=True):
    """The smallest piece that is aligned and judged; see the contract for `path`."""

    path: str
    zone: Zone
    kind: UnitKind
    marker: Marker | None
    text: str
    parent: int
    page: int | None = None
    cells: dict[str, str] = {}


class Letterhead(Value, frozen=True):
    """Who issued what, when; `origins` says where each field was found."""

    system: System | None = None
    kind: str | None = None
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    superior: str | None = None
    place: str | None = None
    title: str | None = None
    signer: str | None = None
    sign_post: str | None = None
    recipients: tuple[str, ...] = ()
    origins: dict[str, str] = {}
    level: Level | None = None
    territory: str | None = None
    """The unit that the issuer governs, as printed: "phường Bến Đò", "tỉnh Sông Lam"."""


class Pinpoint(Value, frozen=True):
    """A place inside a cited document, from the smallest to the largest."""

    point: str | None = None
    clause: str | None = None
    article: str | None = None
    article_to: str | None = None
    section: str | None = None
    chapter: str | None = None
    part: str | None = None
    annex: str | None = None


class Citation(Value, frozen=True):
    """One mention of another document; `subject` is None for this document, else a citation."""

    unit: int
    span: Span
    kind: str | None
    number: str | None
    issued: date | None
    issuer: str | None
    title: str | None
    relation: CitationRelation
    pinpoint: tuple[Pinpoint, ...] = ()
    subject: int | None = None
    target: str | None = None
    issuer_inferred: bool = False
    antecedent: int | None = None
    """The citation that an anaphora ("Kế hoạch nêu trên") or short form stands for."""
    year: int | None = None
    cue: str | None = None
    confidence: float = 1.0


class Document(Value, frozen=True, tag_field="schema", tag="doclineage/document/1"):
    """One document: its designation, its units in reading order, what it cites."""

    doc_id: str
    source: Source
    letterhead: Letterhead
    units: tuple[Unit, ...]
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()

    def children(self, index: int) -> tuple[int, ...]:
        """Return the indices of the units directly below unit `index` (-1 for the top)."""
        return tuple(i for i, unit in enumerate(self.units) if unit.parent == index)

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the indices of the units above unit `index`, the nearest first."""
        index = self.units[index].parent
        while index >= 0:
            yield index
            index = self.units[index].parent

    def content(self) -> tuple[int, ...]:
        """Return the indices of the body and annex units, those that are aligned."""
        return tuple(i for i, unit in enumerate(self.units) if unit.zone in {"body", "annex"})


# --- alignment -------------------------------------------------------------------------------


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


class Alignment(Value, frozen=True, tag_field="schema", tag="doclineage/alignment/1"):
    """Two documents and their links: every body and annex unit of both in exactly one link."""

    parent: Document
    child: Document
    links: tuple[Link, ...]


# --- lineage ---------------------------------------------------------------------------------


class NearMatch(Value, frozen=True):
    """A citation that fits a document of the set but for its number or date."""

    document: str
    citation: int
    target: str
    differs: tuple[str, ...]


class LineageNode(Value, frozen=True):
    """One document of the graph, present or only cited."""

    id: str
    number: str | None
    kind: str | None
    issued: date | None
    issuer: str | None
    title: str | None
    present: bool
    sources: tuple[str, ...] = ()
    level: Level | None = None


class LineageEdge(Value, frozen=True):
    """One relation, from the citing document to the cited one, with the words that say so."""

    source: str
    target: str
    relation: CitationRelation
    evidence: str
    unit: str | None
    confidence: float
    document: str | None = None
    """The document whose unit holds the evidence."""


class Lineage(Value, frozen=True, tag_field="schema", tag="doclineage/lineage/1"):
    """The graph as plain values, nodes and edges in a fixed order."""

    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]


# --- audit -----------------------------------------------------------------------------------


class Place(Value, frozen=True):
    """A place in a source that a person can go to."""

    doc_id: str
    source: str
    unit: int
    path: str
    page: int | None
    text: str


class Finding(Value, frozen=True):
    """One thing for an auditor to look at, with its evidence on both sides."""

    code: str
    severity: Severity
    plan: str
    parent: str | None
    message: str
    message_en: str
    remedy: str
    remedy_en: str
    parent_places: tuple[Place, ...] = ()
    child_places: tuple[Place, ...] = ()
    link: int | None = None
    """The index of the link among the links of this plan's comparison."""


class Comparison(Value, frozen=True):
    """The links of one plan with its parent; the documents stand once in the report."""

    parent: str
    child: str
    links: tuple[Link, ...]


class PlanSummary(Value, frozen=True):
    """One row of the audit's table; counts are of parent or child units, shares are 0..1."""

    plan: str
    parent: str | None
    name: str
    coverage: float | None
    identical: int
    noise: int
    localised: int
    reworded: int
    changed: int
    omitted: int
    required: int
    added: int
    copied: float | None
    basis: Literal["right", "wrong", "missing", "assumed"]


class AuditReport(Value, frozen=True, tag_field="schema", tag="doclineage/audit/1"):
    """What an audit found: a row a plan, the findings, and all that they rest on."""

    plans: tuple[PlanSummary, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]

    def document(self, doc_id: str) -> Document:
        """Return the document `doc_id`."""
        return next(document for document in self.documents if document.doc_id == doc_id)

    def alignment(self, plan: str) -> Alignment | None:
        """Return the alignment of `plan` with its first parent, None where it has none."""
        for comparison in self.comparisons:
            if comparison.child == plan:
                return Alignment(
                    parent=self.document(comparison.parent),
                    child=self.document(plan),
                    links=comparison.links,
                )
        return None
