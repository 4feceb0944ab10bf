"""The graph with its comparisons to findings: one rule a code (domain reference 6.1)."""

from __future__ import annotations

import msgspec

from doclineage.auditing.amendments import Amendments, repealed_units
from doclineage.auditing.evidence import fingerprint
from doclineage.auditing.rule_guides import rule_guides
from doclineage.auditing.rules_of_issue import answered_units
from doclineage.auditing.summary import summarise
from doclineage.auditing.waivers import apply_settings, check_codes
from doclineage.errors import RegistryError
from doclineage.lineage import LineageGraph, blank_documents, content_words
from doclineage.model import AuditReport, Document, Finding, Severity, Unread
from doclineage.registry import RULES
from doclineage.wording import phrase

__all__ = [
    "Amendments",
    "answered_units",
    "audit_graph",
    "check_codes",
    "repealed_units",
    "rule_guides",
    "severity_rank",
]

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def severity_rank(severity: Severity) -> int:
    """Return 0 for an error, larger for what weighs less."""
    return _SEVERITIES.index(severity)


def audit_graph(graph: LineageGraph) -> AuditReport:
    """Run every rule that is switched on over a graph whose comparisons are made.

    A document of which next to nothing was read is named as unread, and none of its pairs judged.
    """
    unmatched, blank = _unmatched(graph), blank_documents(graph)
    kept = (c for c in graph.comparisons if blank.isdisjoint({c.parent, c.child}))
    graph = graph.with_comparisons(tuple(kept), graph.settings)
    settings = graph.settings
    # Decisions may come from a workbook of another version: what no rule asks for is suspect there.
    check_codes(msgspec.structs.replace(settings, waivers=()))
    codes = [code for code in RULES if code not in settings.disabled_rules]
    raw = [finding for code in codes for finding in _ask(code, graph)]
    findings = list(apply_settings(graph, raw, settings))
    plans = tuple(summarise(graph, comparison) for comparison in graph.comparisons)
    order = {document.doc_id: place for place, document in enumerate(graph.documents)}
    findings.sort(key=lambda finding: _key(finding, order))
    return AuditReport(
        plans=plans,
        findings=tuple(findings),
        documents=graph.documents,
        comparisons=graph.comparisons,
        unmatched=unmatched,
        unread=tuple(_unread(graph.document(name)) for name in sorted(blank)),
    )


def _unread(document: Document) -> Unread:
    said = phrase("error.no-body", detail=content_words(document))
    return Unread(path=document.source.path, message=said.vi, message_en=said.en)


def _ask(code: str, graph: LineageGraph) -> list[Finding]:
    """Return what one rule finds; raises `RegistryError` for another package's that fails."""
    if not RULES.is_foreign(code):
        return list(RULES.load(code)(graph))
    try:
        return [_pinnable(found, graph) for found in RULES.load(code)(graph)]
    except Exception as fault:  # whatever the code of others raises
        detail = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
        raise RegistryError(f"{code} ({RULES[code]})", "error.broken-rule", detail) from fault


def _pinnable(found: Finding, graph: LineageGraph) -> Finding:
    """Return a finding with its fingerprint; raises ValueError for one of a plan not here."""
    if graph.find(found.plan) is None:
        raise ValueError(f"plan = {found.plan!r}")
    places = (*found.parent_places, *found.child_places)
    pin = found.fingerprint or fingerprint(found.code, places, found.message)
    return msgspec.structs.replace(found, fingerprint=pin)


def _unmatched(graph: LineageGraph) -> tuple[str, ...]:
    """Return the documents that no comparison touches: a plan must not vanish in silence.

    What is attached to another document is read as part of it.
    """
    seen = {doc_id for pair in graph.comparisons for doc_id in (pair.parent, pair.child)}
    seen |= graph.attached.keys()
    return tuple(d.doc_id for d in graph.documents if d.doc_id not in seen)


def _key(finding: Finding, order: dict[str, int]) -> tuple[int, int, tuple[int, ...], str, str]:
    """Order by plan, weight, place in the parent, code."""
    places = finding.parent_places or finding.child_places
    return (
        order.get(finding.plan, -1),
        severity_rank(finding.severity),
        tuple(place.unit for place in places),
        finding.code,
        finding.message,
    )
