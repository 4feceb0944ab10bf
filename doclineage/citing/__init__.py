"""Text to citations and their relations, and citations to documents of the corpus."""

from doclineage.citing.attaching import attach
from doclineage.citing.finding import find_citations
from doclineage.citing.near import near_matches
from doclineage.citing.resolve import Resolution, designate, resolutions, resolve
from doclineage.citing.versions import distinct, unite_versions

__all__ = [
    "Resolution",
    "attach",
    "designate",
    "distinct",
    "find_citations",
    "near_matches",
    "resolutions",
    "resolve",
    "unite_versions",
]
