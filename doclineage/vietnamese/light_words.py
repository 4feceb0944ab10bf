"""Joining words, which say nothing of their own: `data/light_words.tsv`."""

from __future__ import annotations

from functools import cache

from doclineage.vietnamese.tables import load_table


@cache
def light_words() -> frozenset[str]:
    """Return the joining words, as keys."""
    return frozenset(row["word"] for row in load_table("light_words"))
