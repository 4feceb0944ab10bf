"""Documents and their citations to a graph: who implements, amends, replaces what."""

from __future__ import annotations

from doclineage.lineage.build import build_graph
from doclineage.lineage.graph import LineageGraph
from doclineage.lineage.parents import Basis, cites, parents_of

__all__ = ["Basis", "LineageGraph", "build_graph", "cites", "parents_of"]
