"""Compare Vietnamese administrative documents and trace their lineage.

The names below are the public interface; each is imported on first use, so that
``import doclineage`` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from doclineage.errors import DoclineageError
    from doclineage.model import Alignment, AuditReport, Document, Finding, Link, Unit
    from doclineage.pipeline import (
        LineageGraph,
        align_documents,
        audit_lineage,
        compare_lineage,
        compare_texts,
        read_document,
        trace_lineage,
        write_report,
    )
    from doclineage.settings import Settings

__all__ = [
    "Alignment",
    "AuditReport",
    "DoclineageError",
    "Document",
    "Finding",
    "LineageGraph",
    "Link",
    "Settings",
    "Unit",
    "align_documents",
    "audit_lineage",
    "compare_lineage",
    "compare_texts",
    "read_document",
    "trace_lineage",
    "write_report",
]
__version__ = "0.1.0"

_ROOMS = {
    "Alignment": "model",
    "AuditReport": "model",
    "DoclineageError": "errors",
    "Document": "model",
    "Finding": "model",
    "LineageGraph": "pipeline",
    "Link": "model",
    "Settings": "settings",
    "Unit": "model",
    "align_documents": "pipeline",
    "audit_lineage": "pipeline",
    "compare_lineage": "pipeline",
    "compare_texts": "pipeline",
    "read_document": "pipeline",
    "trace_lineage": "pipeline",
    "write_report": "pipeline",
}


def __getattr__(name: str) -> object:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module 'doclineage' has no attribute {name!r}")
    value = getattr(import_module(f"doclineage.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
