"""Findings that a person has accepted, pinned to the texts that were accepted.

A waiver stands in `doclineage.toml` with its reason and date. It holds as long as both texts are
what they were; when one changes, the finding comes back and the waiver is named as suspect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from doclineage.auditing.evidence import finding
from doclineage.lineage import LineageGraph
from doclineage.model import Finding
from doclineage.settings import Settings, Waiver


def apply_settings(
    graph: LineageGraph, findings: Iterable[Finding], settings: Settings
) -> Iterator[Finding]:
    """Yield the findings with severities as tuned, waived ones as notes, suspect waivers last."""
    used: set[Waiver] = set()
    for found in findings:
        if found.code in settings.disabled_rules:
            continue
        severity = settings.rule_severity.get(found.code, found.severity)
        told = msgspec.structs.replace(found, severity=severity)
        waiver = _waiver_of(graph, told, settings.waivers)
        if waiver is not None:
            used.add(waiver)
            told = msgspec.structs.replace(
                told, severity="info", waived=f"{waiver.reason} ({waiver.date.isoformat()})"
            )
        yield told
    for waiver in settings.waivers:
        plan = _plan_of(graph, waiver.plan)
        if waiver not in used and plan is not None:
            yield finding(
                "A00",
                "warning",
                plan,
                None,
                code_waived=waiver.code,
                path=waiver.path,
                date=waiver.date.isoformat(),
            )


def _waiver_of(graph: LineageGraph, found: Finding, waivers: Iterable[Waiver]) -> Waiver | None:
    for waiver in waivers:
        same = (waiver.code, waiver.fingerprint) == (found.code, found.fingerprint)
        if same and _plan_of(graph, waiver.plan) == found.plan:
            return waiver
    return None


def _plan_of(graph: LineageGraph, name: str) -> str | None:
    """Return the id of the plan that a waiver names by its id or number."""
    for document in graph.documents:
        if name in {document.doc_id, document.letterhead.number}:
            return document.doc_id
    return None
