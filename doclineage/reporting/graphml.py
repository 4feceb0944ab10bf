"""GraphML by networkx: Gephi and yEd open it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import BinaryIO

from doclineage.lineage import LineageGraph
from doclineage.reporting.refusal import refuse
from doclineage.wording import Language


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph; GraphML knows no None and no lists, so these become text or fall away."""
    del language
    import networkx  # noqa: PLC0415  # loaded only where a graph is written

    for report in reports:
        if not isinstance(report, LineageGraph):
            raise refuse(report, "graphml")
        plain: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node, fields in report.nx.nodes(data=True):
            plain.add_node(node, **_plain(fields))
        for source, target, fields in report.nx.edges(data=True):
            plain.add_edge(source, target, **_plain(fields))
        buffer = io.BytesIO()
        networkx.write_graphml(plain, buffer, encoding="utf-8")
        stream.write(buffer.getvalue())


# What XML 1.0 has no form for.
_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _plain(fields: dict[str, object]) -> dict[str, str | float | bool]:
    return {
        name: value if isinstance(value, bool | float | int) else _XML.sub("", _joined(value))
        for name, value in fields.items()
        if value is not None
    }


def _joined(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
