"""Text to citations and their relations, and citations to documents of the corpus."""

from doclineage.citing.finding import find_citations
from doclineage.citing.resolve import (
    NearMatch,
    Resolution,
    designate,
    near_matches,
    resolutions,
    resolve,
)

__all__ = [
    "NearMatch",
    "Resolution",
    "designate",
    "find_citations",
    "near_matches",
    "resolutions",
    "resolve",
]
