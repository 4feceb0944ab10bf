"""What a plan is called beside itself, held to another parent; why a document is held to none."""

from __future__ import annotations

from doclineage.model import AuditReport, Document
from doclineage.reporting.tree.data import CHANGES
from doclineage.wording import Language, Phrase, phrase, say


def versus(report: AuditReport, plan: str, parent: str | None, language: Language) -> str | None:
    """Return the parent that a plan is held to here, None where the plan has no other."""
    parents = {row.parent for row in report.plans if row.plan == plan and row.parent}
    if parent is None or len(parents) < 2 or parent not in parents:
        return None
    return say("table.versus", language, parent=_short(report.document(parent)))


def unmatched(report: AuditReport, doc_id: str) -> Phrase:
    """Return why a document was compared with none: it changes another, or has no parent here."""
    for citation in report.document(doc_id).citations:
        if citation.relation in CHANGES and citation.subject is None and citation.target:
            changed = _short(report.document(citation.target))
            relation = phrase(f"citation.{citation.relation}")
            vi = say("table.changes", "vi", relation=relation.vi, changed=changed)
            return Phrase(vi, say("table.changes", "en", relation=relation.en, changed=changed))
    return phrase("table.unmatched")


def _short(document: Document) -> str:
    head = document.letterhead
    return head.number or head.title or document.source.path
