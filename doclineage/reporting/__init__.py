"""Results to files and streams: one module a format, found through `WRITERS`.

A writer is ``write(reports, stream, *, language)``: `reports` are results of one kind, `stream`
takes bytes. A writer that cannot show a kind raises `WritingError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from doclineage.registry import WRITERS
from doclineage.wording import Language

__all__ = ["write_to"]


def write_to(
    name: str, reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi"
) -> None:
    """Write results by the writer called `name`."""
    WRITERS.load(name)(reports, stream, language=language)
