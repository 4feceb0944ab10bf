"""One document: letterhead, numbered units, what it cites."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from doclineage.errors import ArgumentTypeError
from doclineage.model.base import Level, Span, System, Value
from doclineage.model.display import Shown
from doclineage.model.reading import Notice, Source

#: The code of the notice that names fields which many documents do not have.
NOT_PRINTED = "not-printed"
Zone = Literal["head", "body", "annex", "tail"]
UnitKind = Literal["heading", "paragraph", "bullet", "row", "label"]
VersionStatus = Literal["draft", "issued", "corrected"]
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
    cells: dict[str, str] = msgspec.field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.path, self.text, self.parent))


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
    origins: dict[str, str] = msgspec.field(default_factory=dict)
    level: Level | None = None
    territory: str | None = None
    """The unit that the issuer governs, as printed: "phường Bến Đò", "tỉnh Sông Lam"."""
    number_code: str | None = None
    """What a number that was left blank says all the same: "KH-UBND" of "Số:    /KH-UBND"."""
    confidences: dict[str, float] = msgspec.field(default_factory=dict)
    """How sure each field of `origins` is, 0..1."""

    def __hash__(self) -> int:
        return hash((self.number, self.issued, self.issuer, self.title))


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
    candidates: tuple[str, ...] = ()
    """Where `target` is None: the documents that the citation may mean."""
    doubts: tuple[str, ...] = ()
    """Why none of them is the target: "ambiguous", "number-only", or the fields that contradict."""
    deciding: tuple[str, ...] = ()
    """What the citation leaves unsaid and would decide between them: date, issuer, title, kind."""


class Version(Value, frozen=True):
    """One file that holds a document; `likeness` is the share of its text that the leader has."""

    source: Source
    status: VersionStatus
    likeness: float = 1.0


class Attached(Value, frozen=True):
    """A document in a file of its own that is part of this one: an annex, a plan of a decision.

    Its units are `count` of this document's from `first` on; none where this one has its text.
    """

    doc_id: str
    source: Source
    first: int
    count: int


class Document(Shown, Value, frozen=True, tag_field="schema", tag="doclineage/document/1"):
    """One document: its designation, its units in reading order, what it cites."""

    doc_id: str
    source: Source
    letterhead: Letterhead
    units: tuple[Unit, ...]
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    versions: tuple[Version, ...] = ()
    """The files that hold this document, the one that is read first; empty where it is one."""
    attached: tuple[Attached, ...] = ()
    """The documents in files of their own whose units stand at the end of `units`."""

    def __hash__(self) -> int:
        # What equal documents have in common, and cheap: units would take as long as reading them.
        return hash((self.doc_id, self.source))

    def __repr__(self) -> str:
        counted = f"{len(self.units)} units, {len(self.citations)} citations"
        return f"Document({self.doc_id!r} from {self.source.path!r}: {counted})"

    @property
    def doubts(self) -> tuple[Notice, ...]:
        """The notices that ask for a look: not that of fields which many documents do not print."""
        return tuple(notice for notice in self.notices if notice.code != NOT_PRINTED)

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

    def source_of(self, index: int) -> Source:
        """Return the file in which unit `index` stands: an annex may lie in one of its own."""
        held = (a.source for a in self.attached if a.first <= index < a.first + a.count)
        return next(held, self.source)


class SameDocument:
    """A document, and some of its units, as a key of what is kept of them.

    The very same ones: to hash all that a document says takes as long as to read it.
    """

    def __init__(self, document: Document, chosen: Collection[int] = ()) -> None:
        self.document, self.chosen = document, chosen

    def __hash__(self) -> int:
        return hash((id(self.document), id(self.chosen)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SameDocument):
            return False
        return other.document is self.document and other.chosen is self.chosen


def expect_documents(place: str, given: Iterable[Document]) -> tuple[Document, ...]:
    """Return documents as a tuple; raises ArgumentTypeError, a TypeError, for anything else."""
    if isinstance(given, Document) or not isinstance(given, Iterable):
        raise ArgumentTypeError(place, "error.one-document", type(given).__name__)
    documents = tuple(given)
    for other in documents:
        if not isinstance(other, Document):
            raise ArgumentTypeError(place, "error.no-document", type(other).__name__)
    return documents
