"""An audit as one page: matrix, findings, both texts of every cell; texts stand in it once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from doclineage.lineage import is_task
from doclineage.model import (
    AuditReport,
    Comparison,
    Document,
    Duty,
    Edit,
    EditKind,
    Effect,
    FactKind,
    Finding,
    Link,
    LinkRelation,
    PlanSummary,
    Severity,
    Span,
    Unread,
)
from doclineage.reporting.audit_tasks import link_of, waived_for
from doclineage.reporting.hidden import visible
from doclineage.reporting.page import render_page
from doclineage.reporting.pages.pooling import Pool, rebuilt
from doclineage.reporting.plan_names import unmatched
from doclineage.settings import NEAR_FLOOR
from doclineage.wording import Language, phrase, sentences

#: Groups of wording that the page's script speaks from.
_GROUPS = ("report", "relation", "duty", "fact", "effect", "severity", "edit", "basis")
_FIRST_PLANE = "\uffff"
_STYLES = ("base", "report")
_SCRIPTS = ("core", "words", "audit", "matrix", "search", "detail", "listing", "paper", "report")
_KINDS: dict[str, tuple[str, ...]] = {
    "relations": get_args(LinkRelation),
    "duties": get_args(Duty),
    "facts": get_args(FactKind),
    "effects": get_args(Effect),
    "severities": get_args(Severity),
    "edits": get_args(EditKind),
}


def audit_page(report: AuditReport, language: Language) -> bytes:
    """Return an audit as a page."""
    counted = Counter(finding.severity for finding in report.findings)
    return render_page(
        "report.html.j2",
        _Payload(report).data(),
        language,
        styles=_STYLES,
        scripts=_SCRIPTS,
        parents=[
            _name(report.document(parent))
            for parent in dict.fromkeys(plan.parent for plan in report.plans if plan.parent)
        ],
        plans=len({plan.plan for plan in report.plans}),
        counted=counted,
        left_out=len(report.unmatched) + len(report.unread),
    )


def _name(document: Document) -> str:
    head = document.letterhead
    return " · ".join(filter(None, [head.number, head.issuer])) or document.source.path


class _Payload:
    """What the script reads: rows of numbers, and the texts that the numbers stand for."""

    def __init__(self, report: AuditReport) -> None:
        self.report = report
        self.pool = Pool()
        self.documents = {document.doc_id: i for i, document in enumerate(report.documents)}
        self.pairs = {(c.parent, c.child): i for i, c in enumerate(report.comparisons)}
        #: Units whose text the page rebuilds: document, unit → comparison, link.
        self.rebuilt: dict[tuple[int, int], tuple[int, int]] = {}
        #: Units that findings name, also outside of what is compared.
        self.named: defaultdict[str, set[int]] = defaultdict(set)
        for finding in report.findings:
            for place in (*finding.parent_places, *finding.child_places):
                self.named[place.doc_id].add(place.unit)

    def data(self) -> dict[str, Any]:
        """Return the data of the page."""
        report = self.report
        comparisons = [self._comparison(i, c) for i, c in enumerate(report.comparisons)]
        findings = [self._finding(finding) for finding in report.findings]
        return {
            "words": {code: said for group in _GROUPS for code, said in sentences(group).items()},
            "kinds": _KINDS,
            "plans": [self._plan(plan) for plan in report.plans],
            "comparisons": comparisons,
            "findings": findings,
            "documents": [self._document(i, d) for i, d in enumerate(report.documents)],
            "unmatched": {
                self.documents[doc_id]: unmatched(report, doc_id) for doc_id in report.unmatched
            },
            "unread": self._files(report.unread),
            "passed": self._files(report.passed),
            "near": NEAR_FLOOR,
            "texts": self.pool.texts,
        }

    def _files(self, files: Iterable[Unread]) -> list[list[int]]:
        return [[self.pool.add(text) for text in (f.path, f.message, f.message_en)] for f in files]

    def _plan(self, plan: PlanSummary) -> dict[str, Any]:
        return {
            "plan": self.documents[plan.plan],
            "comparison": self.pairs.get((plan.parent or "", plan.plan)),
            "name": plan.name,
            "coverage": plan.coverage,
            "copied": plan.copied,
            "basis": plan.basis,
            "added": self._added(plan),
            "ownWords": plan.own_words,
        }

    def _added(self, plan: PlanSummary) -> list[int]:
        """Return the links that the plan's count of additions stands for: tasks of its own."""
        pair = self.pairs.get((plan.parent or "", plan.plan))
        if pair is None:
            return []
        child = self.report.document(plan.plan)
        return [
            number
            for number, link in enumerate(self.report.comparisons[pair].links)
            if not link.parents and any(is_task(child, unit) for unit in link.children)
        ]

    def _comparison(self, number: int, comparison: Comparison) -> dict[str, Any]:
        parent, child = (self.documents[i] for i in (comparison.parent, comparison.child))
        return {
            "parent": parent,
            "child": child,
            "links": [
                self._link(number, place, _settled(link, comparison), parent, child)
                for place, link in enumerate(comparison.links)
            ],
        }

    def _link(self, number: int, place: int, link: Link, parent: int, child: int) -> list[object]:
        whole = self._rebuilds(link, parent, child)
        if whole:
            self.rebuilt.setdefault((child, link.children[0]), (number, place))
        rejected = link.rejected and [
            link.rejected.unit,
            link.rejected.score,
            *self.pool.sentence(link.rejected.lacked, link.rejected.lacked_en),
        ]
        row = [
            link.parents,
            link.children,
            _KINDS["relations"].index(link.relation),
            link.score,
            int(link.moved),
            link.coverage,
            self.pool.sentence(link.reason, link.reason_en),
            [self._edit(edit, parent, child, whole=whole) for edit in link.edits],
            None if link.duty is None else _KINDS["duties"].index(link.duty),
            self.pool.sentence(link.duty_reason or "", link.duty_reason_en or ""),
            [
                [
                    _KINDS["facts"].index(change.kind),
                    self.pool.add_known(change.parent),
                    self.pool.add_known(change.child),
                    _KINDS["effects"].index(change.effect),
                ]
                for change in link.fact_changes
            ],
            rejected,
        ]
        while not row[-1]:  # what is absent at the end of a row is not written
            row.pop()
        return row

    def _rebuilds(self, link: Link, parent: int, child: int) -> bool:
        """Tell whether the child's text follows from the parent's and the edits."""
        if len(link.parents) != 1 or len(link.children) != 1 or not link.edits:
            return False
        texts = [
            self.report.documents[parent].units[link.parents[0]].text,
            self.report.documents[child].units[link.children[0]].text,
        ]
        sides = {(edit.parent_unit, edit.child_unit) for edit in link.edits}
        own = {(link.parents[0], link.children[0])}
        return sides == own and rebuilt(texts[0], link.edits) == texts[1]

    def _edit(self, edit: Edit, parent: int, child: int, *, whole: bool) -> list[object]:
        """Return an edit by its spans; where edits rebuild the child, with the words put in."""
        kind = _KINDS["edits"].index(edit.kind)
        before = self._span(parent, edit.parent_unit, edit.parent_span)
        if whole:
            return [kind, *before, self.pool.add(edit.child_text)]
        after = self._span(child, edit.child_unit, edit.child_span)
        return [kind, edit.parent_unit, *before, edit.child_unit, *after]

    def _span(self, document: int, unit: int | None, span: Span) -> Span:
        """Return a span as scripts count: what lies beyond the first plane counts twice."""
        text = "" if unit is None else self.report.documents[document].units[unit].text
        if text.isascii() or max(text) <= _FIRST_PLANE:
            return span
        start, end = (
            at + sum(letter > _FIRST_PLANE for letter in visible(text[:at])) for at in span
        )
        return start, end

    def _finding(self, finding: Finding) -> list[object]:
        pair = self.pairs.get((finding.parent or "", finding.plan))
        comparison = None if pair is None else self.report.comparisons[pair]
        places = [
            [[self.documents[p.doc_id], p.unit] for p in side if p.doc_id in self.documents]
            for side in (finding.parent_places, finding.child_places)
        ]
        return [
            finding.code,
            _KINDS["severities"].index(finding.severity),
            self.documents[finding.plan],
            pair,
            link_of(finding, comparison),
            self.pool.sentence(finding.message, finding.message_en),
            self.pool.sentence(finding.remedy, finding.remedy_en),
            *places,
            self._waived(finding),
        ]

    def _waived(self, finding: Finding) -> list[int] | None:
        vi, en = (waived_for(finding, language) for language in get_args(Language))
        return None if vi is None or en is None else self.pool.sentence(vi, en)

    def _document(self, number: int, document: Document) -> dict[str, Any]:
        head = document.letterhead
        return {
            "name": _name(document),
            "number": head.number,
            "issuer": head.issuer,
            "issued": head.issued and f"{head.issued:%d/%m/%Y}",
            "title": head.title,
            "path": document.source.path,
            "pages": document.source.pages,
            "notices": [[n.message, n.message_en] for n in document.doubts],
            "units": {
                str(index): self._unit(number, document, index)
                for index in sorted({*document.content(), *self.named[document.doc_id]})
            },
        }

    def _unit(self, number: int, document: Document, index: int) -> list[object]:
        """Return path, page, text or where it is rebuilt from; then kind and the unit above."""
        unit = document.units[index]
        source = self.rebuilt.get((number, index))
        text: object = self.pool.add(unit.text) if source is None else source
        return [unit.path, unit.page, text, int(unit.kind == "heading"), unit.parent]


def _settled(link: Link, comparison: Comparison) -> Link:
    """Return a link as it weighs.

    Neither what the plan answers by being issued is held against it nor what was repealed before.
    """
    void = link.relation == "omitted" and comparison.is_void(link)
    if not void and not comparison.answers(link):
        return link
    said = phrase("duty.repealed" if void else "duty.own-plan")
    return msgspec.structs.replace(
        link, duty="not-addressed", duty_reason=said.vi, duty_reason_en=said.en
    )
