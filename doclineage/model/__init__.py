"""The values that travel between the rooms: frozen, flat, without behaviour beyond look-up.

Indices point into `Document.units`; scores and coverages are 0..1; spans are half-open character
ranges ``(start, end)`` of a unit's `text`; pages are 1-based; what is not known is None.
"""

from __future__ import annotations

from doclineage.model.alignment import (
    Alignment,
    Duty,
    Edit,
    EditKind,
    Effect,
    FactChange,
    FactKind,
    Link,
    LinkRelation,
    Match,
    Rejected,
)
from doclineage.model.audit import (
    AuditReport,
    Comparison,
    Finding,
    Place,
    PlanSummary,
    Severity,
    Unread,
)
from doclineage.model.base import Level, Span, System, Value
from doclineage.model.document import (
    Citation,
    CitationRelation,
    Document,
    Letterhead,
    Marker,
    Pinpoint,
    Scheme,
    Unit,
    UnitKind,
    Version,
    VersionStatus,
    Zone,
)
from doclineage.model.lineage import Lineage, LineageEdge, LineageNode, NearMatch
from doclineage.model.reading import (
    Account,
    Block,
    Cell,
    Discrepancy,
    Dropped,
    DropReason,
    Notice,
    Reading,
    Source,
)

__all__ = [
    "Account",
    "Alignment",
    "AuditReport",
    "Block",
    "Cell",
    "Citation",
    "CitationRelation",
    "Comparison",
    "Discrepancy",
    "Document",
    "DropReason",
    "Dropped",
    "Duty",
    "Edit",
    "EditKind",
    "Effect",
    "FactChange",
    "FactKind",
    "Finding",
    "Letterhead",
    "Level",
    "Lineage",
    "LineageEdge",
    "LineageNode",
    "Link",
    "LinkRelation",
    "Marker",
    "Match",
    "NearMatch",
    "Notice",
    "Pinpoint",
    "Place",
    "PlanSummary",
    "Reading",
    "Rejected",
    "Scheme",
    "Severity",
    "Source",
    "Span",
    "System",
    "Unit",
    "UnitKind",
    "Unread",
    "Value",
    "Version",
    "VersionStatus",
    "Zone",
]
