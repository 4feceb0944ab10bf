"""What an audit found and what it rests on."""

from __future__ import annotations

from collections import Counter
from datetime import date as Date  # noqa: N812  # a field below is called date
from typing import Literal, get_args

from doclineage.errors import NoSuchDocumentError
from doclineage.model.alignment import Alignment, Link
from doclineage.model.base import Value
from doclineage.model.display import Opened
from doclineage.model.document import Document

Severity = Literal["error", "warning", "info"]
Choice = Literal["accepted", "to-mend", "later"]


class Decision(Value, frozen=True):
    """What a person decided about a finding, and why."""

    choice: Choice
    reason: str
    date: Date | None = None


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
    fingerprint: str = ""
    """Changes when a text or what is said of it does; a waiver is pinned to it."""
    waived: str | None = None
    """Why and when a person accepted this, from `doclineage.toml` or a decided workbook."""
    decision: Decision | None = None
    link: int | None = None
    """The index of the link among the links of this plan's comparison."""


class Comparison(Value, frozen=True):
    """The links of one plan with its parent; the documents stand once in the report."""

    parent: str
    child: str
    links: tuple[Link, ...]
    answered: tuple[int, ...] = ()
    """The parent's units of which the plan lacks nothing but the request for the plan itself."""

    repealed: tuple[int, ...] = ()
    """The parent's units that an amendment had repealed before the plan: nothing is asked there."""

    def is_void(self, link: Link) -> bool:
        """Tell whether what a link is about was repealed before the plan."""
        return bool(link.parents) and {*link.parents} <= {*self.repealed}

    def answers(self, link: Link) -> bool:
        """Tell whether an omission asks for nothing but the plan, which answers it by being."""
        return link.relation == "omitted" and {*link.parents} <= {*self.answered}


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
    own_words: bool = False
    """Most is said in words of the plan's own: what is told as omitted wants an eye first."""


class RuleGuide(Value, frozen=True, tag_field="schema", tag="doclineage/rule/1"):
    """What one rule of the audit asks, looks at, weighs and advises."""

    code: str
    title: str
    title_en: str
    question: str
    question_en: str
    evidence: str
    evidence_en: str
    severity: str
    """When a finding weighs what."""
    severity_en: str
    remedy: str
    remedy_en: str
    severities: tuple[Severity, ...]
    """All that the rule's findings may have before `doclineage.toml` tunes them."""


class Unread(Value, frozen=True):
    """A file that was given and could not be read, or hardly at all, and why."""

    path: str
    message: str
    message_en: str


class AuditReport(Opened, Value, frozen=True, tag_field="schema", tag="doclineage/audit/1"):
    """What an audit found: a row a plan, the findings, and all that they rest on."""

    plans: tuple[PlanSummary, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    comparisons: tuple[Comparison, ...]
    unmatched: tuple[str, ...] = ()
    """Documents that were compared with none: no parent of theirs is in the set."""
    unread: tuple[Unread, ...] = ()
    passed: tuple[Unread, ...] = ()
    """Files in the folders that are no documents, and what they are."""

    def document(self, doc_id: str) -> Document:
        """Return the document `doc_id`; raises NoSuchDocumentError, a KeyError."""
        for document in self.documents:
            if document.doc_id == doc_id:
                return document
        raise NoSuchDocumentError(str(doc_id), "error.no-such-document")

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

    def __hash__(self) -> int:
        return hash((self.plans, self.findings))

    def __repr__(self) -> str:
        counts = Counter(finding.severity for finding in self.findings)
        told = ", ".join(f"{counts[severity]} {severity}" for severity in get_args(Severity))
        held = f"{len(self.documents)} documents, {len(self.plans)} plans"
        return f"AuditReport({held}; {len(self.findings)} findings: {told})"
