"""What a writer says of a result that it cannot show."""

from __future__ import annotations

from doclineage.errors import WritingError


def refuse(report: object, format_name: str) -> WritingError:
    """Return the error for a kind of result that a format has no form for."""
    return WritingError(
        format_name, "error.wrong-writer", f"{type(report).__name__.lower()} → {format_name}"
    )
