"""HTML: one file a result, which opens offline and asks for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from doclineage.lineage import LineageGraph
from doclineage.model import AuditReport
from doclineage.reporting.pages.audit import audit_page
from doclineage.reporting.pages.tree import tree_page
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one result as a page; a page holds one."""
    report = reports[0] if len(reports) == 1 else reports
    if isinstance(report, AuditReport):
        stream.write(audit_page(report, language))
    elif isinstance(report, LineageGraph):
        stream.write(tree_page(report, language))
    else:
        raise refuse(report, "html")
