"""Documents and their citations to a graph: who implements, amends, replaces what."""

from __future__ import annotations

from doclineage.lineage.amendments import amended_by
from doclineage.lineage.blank import blank_documents, content_words
from doclineage.lineage.build import build_graph
from doclineage.lineage.coverage import present_chain
from doclineage.lineage.covering import coverage, is_task
from doclineage.lineage.derivation import (
    derivation_candidates,
    derived_share,
    uncited_source,
)
from doclineage.lineage.doubts import node_name
from doclineage.lineage.graph import LineageGraph
from doclineage.lineage.parents import Basis, absent_leads, basis_of, near_of, parents_of
from doclineage.lineage.paths import lowest_plans, top_directives
from doclineage.lineage.relations import DIRECTIVES, ENDING
from doclineage.lineage.successors import Ended

__all__ = [
    "DIRECTIVES",
    "ENDING",
    "Basis",
    "Ended",
    "LineageGraph",
    "absent_leads",
    "amended_by",
    "basis_of",
    "blank_documents",
    "build_graph",
    "content_words",
    "coverage",
    "derivation_candidates",
    "derived_share",
    "is_task",
    "lowest_plans",
    "near_of",
    "node_name",
    "parents_of",
    "present_chain",
    "top_directives",
    "uncited_source",
]
