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
    without_copies,
)
from doclineage.lineage.doubts import node_name
from doclineage.lineage.expected import meant_directives
from doclineage.lineage.graph import LineageGraph
from doclineage.lineage.naming import document_called, nothing_to_audit
from doclineage.lineage.pairs import audit_pairs
from doclineage.lineage.parents import Basis, absent_leads, basis_of, near_of, parents_of
from doclineage.lineage.paths import lowest_plans
from doclineage.lineage.plain import Plain, clean, plain
from doclineage.lineage.relations import DIRECTIVES, ENDING
from doclineage.lineage.successors import Ended

__all__ = [
    "DIRECTIVES",
    "ENDING",
    "Basis",
    "Ended",
    "LineageGraph",
    "Plain",
    "absent_leads",
    "amended_by",
    "audit_pairs",
    "basis_of",
    "blank_documents",
    "build_graph",
    "clean",
    "content_words",
    "coverage",
    "derivation_candidates",
    "derived_share",
    "document_called",
    "is_task",
    "lowest_plans",
    "meant_directives",
    "near_of",
    "node_name",
    "nothing_to_audit",
    "parents_of",
    "plain",
    "present_chain",
    "uncited_source",
    "without_copies",
]
