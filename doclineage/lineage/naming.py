"""Documents by the names that people know them by, in questions and complaints."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from doclineage.errors import UnusableInputError
from doclineage.lineage.doubts import node_name
from doclineage.lineage.parents import absent_leads
from doclineage.vietnamese.designations import number_key

if TYPE_CHECKING:
    from doclineage.lineage.graph import LineageGraph

#: Documents that a complaint names.
_SHOWN = 3


def document_called(graph: LineageGraph, name: str) -> str:
    """Return the id of the one document that a name fits.

    What is only cited counts where nothing here fits. Raises `UnusableInputError` for a name that
    fits no document, or several.
    """
    found = _called(graph, name)
    if len(found) == 1:
        return found[0]
    known = found or [document.doc_id for document in graph.documents]
    several = (f"{node_name(node)} ({', '.join(node.sources)})" for node in map(graph.node, known))
    shown = "; ".join(islice(several, _SHOWN)) + ("; …" if len(known) > _SHOWN else "")
    code = "error.several-parents" if found else "error.parent-not-here"
    raise UnusableInputError(name, code, shown)


def _called(graph: LineageGraph, name: str) -> list[str]:
    key, file = number_key(name), PurePath(name)
    found = [
        node
        for node in graph.lineage.nodes
        if node.id == name
        or (key and node.number and number_key(node.number) == key)
        or any(file in {PurePath(path), PurePath(PurePath(path).name)} for path in node.sources)
    ]
    exact = [node.id for node in found if node.id == name]
    here = [node.id for node in found if node.present]
    return exact or here or [node.id for node in found]


def nothing_to_audit(graph: LineageGraph) -> UnusableInputError:
    """Return what keeps an audit from its work: which documents are missing, where that is said."""
    place = ", ".join(sorted(d.source.path for d in graph.documents)[:_SHOWN]) or "."
    cited = [c for d in graph.documents for c in absent_leads(graph, d)]
    names = list(dict.fromkeys(filter(None, (c.number or c.title for c in cited))))
    if not names:
        return UnusableInputError(place, "error.no-plan", str(len(graph.documents)))
    return UnusableInputError(place, "error.no-parent", "; ".join(names[:_SHOWN]))
