"""What a plan is called where it stands next to itself, held to another parent."""

from __future__ import annotations

from doclineage.model import AuditReport, Document
from doclineage.wording import Language, say


def versus(report: AuditReport, plan: str, parent: str | None, language: Language) -> str | None:
    """Return the parent that a plan is held to here, None where the plan has no other."""
    parents = {row.parent for row in report.plans if row.plan == plan and row.parent}
    if parent is None or len(parents) < 2 or parent not in parents:
        return None
    return say("table.versus", language, parent=_short(report.document(parent)))


def _short(document: Document) -> str:
    head = document.letterhead
    return head.number or head.title or document.source.path
