"""Names of bodies that no table has, known by how they begin: "Chi cục Thủy lợi … tỉnh"."""

from __future__ import annotations

from functools import cache

from doclineage.vietnamese.phrases import any_of, listed

#: Words of the longest name of a body.
_LONGEST = 9


@cache
def unlisted_name() -> str:
    """Return a pattern of such a name, folded, up to the word that says its level."""
    heads = any_of(listed("responsibility", "office") | listed("district_words", "head"))
    return rf"{heads}(?!\w){plain_words(_LONGEST)}"


@cache
def plain_words(most: int) -> str:
    """Return a pattern of up to so many words of which none begins another part of a sentence."""
    apart = any_of(listed("responsibility", "apart"))
    return rf"(?:\s+(?!{apart}(?!\w))[\w&\-/]+,?){{0,{most}}}?"
