"""CSV for spreadsheets: UTF-8 with a byte order mark, formula characters made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from doclineage.lineage import LineageGraph
from doclineage.model import AuditReport, LineageCheck, LineageNode, Place
from doclineage.reporting.cells import legible, looks_like_formula
from doclineage.reporting.graphs.attributes import label, node_fields
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language, say


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write the findings of audits, or the edges of graphs, as rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for report in reports:
        writer.writerows([list(map(harmless, row)) for row in _rows(report, language)])
    stream.write(b"\xef\xbb\xbf" + text.getvalue().encode())


def write_nodes(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write the nodes of graphs as rows; `csv` has their edges."""
    del language
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for report in reports:
        if not isinstance(report, LineageGraph):
            raise refuse(report, "csv-nodes")
        # Gephi knows a table of nodes by these two; the rest are the fields.
        names = [name for name in LineageNode.__struct_fields__ if name != "id"]
        writer.writerow(["id", "label", *names])
        for node in report.lineage.nodes:
            fields = node_fields(node)
            cells = [node.id, label(node), *(str(fields.get(name, "")) for name in names)]
            writer.writerow(list(map(harmless, cells)))
    stream.write(b"\xef\xbb\xbf" + text.getvalue().encode())


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, its text legible.

    >>> harmless("=HYPERLINK(1)"), harmless("- Như trên")
    ("'=HYPERLINK(1)", "'- Như trên")
    """
    cell = legible(cell)
    return f"'{cell}" if looks_like_formula(cell) else cell


def _rows(report: object, language: Language) -> Iterator[list[str]]:
    if isinstance(report, AuditReport):
        yield from _findings(report, language)
    elif isinstance(report, LineageGraph):
        yield ["source", "target", "relation", "evidence", "unit", "confidence"]
        for edge in report.lineage.edges:
            yield [
                edge.source,
                edge.target,
                edge.relation,
                edge.evidence,
                edge.unit or "",
                f"{edge.confidence:.2f}",
            ]
    elif isinstance(report, LineageCheck):
        yield from _checked(report, language)
    else:
        raise refuse(report, "csv")


def _checked(report: LineageCheck, language: Language) -> Iterator[list[str]]:
    """Yield a row a doubt, a row an expected unit, a row a task that did not come whole."""
    yield ["what", "severity", "document", "related", "message", "evidence"]
    for doubt in report.doubts:
        first, *others = doubt.documents
        message = doubt.message if language == "vi" else doubt.message_en
        evidence = "\n".join(edge.evidence for edge in doubt.edges)
        yield [doubt.kind, doubt.severity, first, "; ".join(others), message, evidence]
    for unit in report.expected:
        status = say(f"expected.{unit.status}", language)
        documents = "; ".join(unit.documents)
        yield [f"unit-{unit.status}", "", unit.unit, unit.directive, status, documents]
    for trace in report.tasks:
        if trace.outcome in {"lost", "thinned"}:
            document = trace.ended_in or trace.thinned_in or trace.plan
            reason = trace.reason if language == "vi" else trace.reason_en
            root = f"{trace.steps[0].document} {trace.path}"
            yield [f"task-{trace.outcome}", "", document, root, reason, trace.text]


def _findings(report: AuditReport, language: Language) -> Iterator[list[str]]:
    yield [
        "code",
        "severity",
        "plan",
        "parent",
        "message",
        "remedy",
        "parent_place",
        "parent_text",
        "child_place",
        "child_text",
        "decision",
        "reason",
        "fingerprint",
    ]
    for finding in report.findings:
        yield [
            finding.code,
            finding.severity,
            finding.plan,
            finding.parent or "",
            finding.message if language == "vi" else finding.message_en,
            finding.remedy if language == "vi" else finding.remedy_en,
            *_side(finding.parent_places),
            *_side(finding.child_places),
            finding.decision.choice if finding.decision else "",
            finding.decision.reason if finding.decision else "",
            finding.fingerprint,
        ]


def _side(places: Sequence[Place]) -> tuple[str, str]:
    where = "; ".join(
        f"{place.path} (p. {place.page})" if place.page else place.path for place in places
    )
    return where, "\n".join(place.text for place in places)
