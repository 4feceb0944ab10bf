"""Findings that a person has decided on, each decision pinned to the texts that were seen.

A decision stands in `doclineage.toml` or in a workbook of findings, with its reason and date. It
holds as long as both texts are what they were; when one changes, the finding comes back and what
was accepted is named as suspect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

from doclineage.auditing.evidence import finding
from doclineage.errors import SettingsError
from doclineage.lineage import LineageGraph
from doclineage.model import Decision, Finding
from doclineage.registry import RULES
from doclineage.settings import Settings, Waiver
from doclineage.wording import phrase

#: The code of what was accepted and no longer fits the texts; no rule asks for it.
_SUSPECT = "A00"
#: Plan, code and fingerprint: what a decision is pinned to.
_Pin: TypeAlias = tuple[str, str, str]


def check_codes(settings: Settings, place: str = "settings") -> None:
    """Refuse settings that name a rule which is not there: it would be passed over in silence."""
    stated = {
        "disabled_rules": settings.disabled_rules,
        "rule_severity": settings.rule_severity,
        "waivers": [waiver.code for waiver in settings.waivers],
    }
    known = [_SUSPECT, *RULES] if any(stated.values()) else []
    for name, codes in stated.items():
        if unknown := sorted(set(codes) - set(known)):
            detail = f"{name}: {', '.join(unknown):.80}; {', '.join(known)}"
            raise SettingsError(place, "error.unknown-rule", detail)


def apply_settings(
    graph: LineageGraph, findings: Iterable[Finding], settings: Settings
) -> Iterator[Finding]:
    """Yield the findings with severities as tuned, waived ones as notes, suspect waivers last."""
    pinned = _pinned(graph, settings.waivers)
    used: set[_Pin] = set()
    for found in findings:
        if found.code in settings.disabled_rules:
            continue
        severity = settings.rule_severity.get(found.code, found.severity)
        told = msgspec.structs.replace(found, severity=severity)
        pin = (found.plan, found.code, found.fingerprint)
        if pin in pinned:
            used.add(pin)
            told = _decided(told, pinned[pin])
        yield told
    for pin, waiver in pinned.items():
        if pin not in used and waiver.choice == "accepted":
            yield _suspect(pin[0], waiver)


def _suspect(plan: str, waiver: Waiver) -> Finding:
    """Return the doubt about what was accepted, with where and when as far as it is known."""
    said = [
        *([phrase("decision.at", path=waiver.path)] if waiver.path.strip() else []),
        *([phrase("decision.on", day=f"{waiver.date:%d/%m/%Y}")] if waiver.date else []),
    ]
    return finding(
        _SUSPECT,
        "warning",
        plan,
        None,
        code_waived=waiver.code,
        plan_name=waiver.plan,
        where="".join(f" {part.vi}" for part in said),
        where_en="".join(f" {part.en}" for part in said),
    )


def _pinned(graph: LineageGraph, waivers: Iterable[Waiver]) -> dict[_Pin, Waiver]:
    """Return the decisions on plans that are here by what they are pinned to, the first one wins.

    A plan is named by its id or number.
    """
    plans: dict[str, str] = {}
    for document in graph.documents:
        for name in (document.doc_id, document.letterhead.number):
            if name is not None:
                plans.setdefault(name, document.doc_id)
    pinned: dict[_Pin, Waiver] = {}
    for waiver in waivers:
        if waiver.plan in plans:
            pinned.setdefault((plans[waiver.plan], waiver.code, waiver.fingerprint), waiver)
    return pinned


def _decided(found: Finding, waiver: Waiver) -> Finding:
    decision = Decision(choice=waiver.choice, reason=waiver.reason, date=waiver.date)
    if waiver.choice != "accepted":
        return msgspec.structs.replace(found, decision=decision)
    when = f" ({waiver.date.isoformat()})" if waiver.date else ""
    reason = waiver.reason or phrase("decision.no-reason").vi
    return msgspec.structs.replace(
        found, severity="info", waived=f"{reason}{when}", decision=decision
    )
