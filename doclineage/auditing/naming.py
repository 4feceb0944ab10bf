"""What a finding calls a document: its number or title, and its day."""

from __future__ import annotations

from datetime import date

from doclineage.model import Document

#: Documents that are named where any of them may be meant; more say no more.
MOST_NAMED = 5


def designation(document: Document) -> str:
    """Return the name of a document and its day."""
    return f"{name_of(document)}, {said_day(document.letterhead.issued)}"


def said_day(value: date | None) -> str:
    """Return a day as it is printed, a dash for none."""
    return value.strftime("%d/%m/%Y") if value else "—"


def name_of(document: Document) -> str:
    """Return the number of a document, else its title, else its file."""
    head = document.letterhead
    return head.number or head.title or document.source.path
