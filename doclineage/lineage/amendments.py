"""Which documents change another in part, and are read together with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from doclineage.lineage.authority import may_change
from doclineage.lineage.relations import AMENDING
from doclineage.model import Document, LineageEdge
from doclineage.vietnamese.designations import number_key
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

# Sửa đổi, bổ sung một số nội dung của Kế hoạch số 77/KH-UBND | về việc điều chỉnh Quyết định …;
# "bổ sung kinh phí thực hiện Kế hoạch số …" changes nothing of the plan
_AMENDS = re.compile(
    r"(?:kế hoạch |quyết định |nghị quyết )?(?:về )?(?:việc )?"
    r"(?:sửa đổi|bổ sung|điều chỉnh|đính chính)"
    rf"(?:(?!thực hiện|triển khai|[.;]).){{0,80}}?(?<!\w){any_of(KIND_NAMES)}\s"
)
# 77/KH-UBND
_NUMBER = re.compile(r"[0-9][^\s,;]*/[^\s,;]+")


def amended_by(graph: LineageGraph, doc_id: str) -> tuple[Document, ...]:
    """Return the present documents that change one in part, the earliest first."""
    sources = dict.fromkeys(e.source for e in graph.incoming.get(doc_id, ()) if _amends(graph, e))
    found = [graph.document(name) for name in sources]
    return tuple(sorted(found, key=lambda d: (str(d.letterhead.issued or ""), d.doc_id)))


def amended_here(graph: LineageGraph, doc_id: str) -> Iterator[str]:
    """Yield the documents that one changes in part."""
    for edge in graph.outgoing.get(doc_id, ()):
        if _amends(graph, edge):
            yield edge.target


def _amends(graph: LineageGraph, edge: LineageEdge) -> bool:
    """Tell whether a document is there to change another: its opening or its title says so."""
    source = graph.find(edge.source)
    if source is None or not may_change(graph, edge):
        return False
    if edge.relation in AMENDING and (edge.unit or "").startswith("head/"):
        return True
    number = graph.node(edge.target).number
    title = source.letterhead.title or ""
    if not number or not _AMENDS.match(fold_case(title)):
        return False
    return any(number_key(said) == number_key(number) for said in _NUMBER.findall(title))
