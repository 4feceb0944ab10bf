"""What graph files say of a node and an edge."""

from __future__ import annotations

import msgspec

from doclineage.lineage import Plain, clean, plain
from doclineage.model import LineageEdge, LineageNode
from doclineage.reporting.hidden import visible
from doclineage.vietnamese.kinds import kind_name


def node_fields(node: LineageNode) -> dict[str, Plain]:
    """Return the plain fields of a node, its id apart."""
    fields = plain(msgspec.structs.asdict(node))
    return {name: value for name, value in fields.items() if name != "id"}


def edge_fields(edge: LineageEdge) -> dict[str, Plain]:
    """Return the plain fields of an edge, its ends apart."""
    fields = plain(msgspec.structs.asdict(edge))
    return {name: value for name, value in fields.items() if name not in {"source", "target"}}


def label(node: LineageNode) -> str:
    """Return what a person calls a document: its number, else its title, kind or id.

    What no reader sees in it stands as marks.
    """
    kind = (kind_name(node.kind) if node.kind else None) or node.kind
    return visible(clean(node.number or node.title or kind or node.id))
