"""What a writer says of a result that it cannot show."""

from __future__ import annotations

from doclineage.errors import WritingError


def refuse(report: object, format_name: str) -> WritingError:
    """Return the error for a kind of result that a format has no form for."""
    return WritingError(format_name, "error.wrong-writer", type(report).__name__)
