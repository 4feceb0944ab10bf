"""Office formulas to one line of text: fractions, powers and roots in plain signs."""

from __future__ import annotations

from doclineage.reading.word.markup import Element, m

_TEXT = m("t")
# What stands between or around the parts of a structure; the rest is read in order.
_JOINERS = {
    m("f"): ("", "/", ""),
    m("sSup"): ("", "^", ""),
    m("sSub"): ("", "_", ""),
    m("rad"): ("√", " ", ""),
    m("d"): ("(", "; ", ")"),
    m("func"): ("", " ", ""),
    m("eqArr"): ("", "; ", ""),
}


def formula(root: Element) -> str:
    """Return the formula as text: ``Điểm = (A - B)/C``.

    The tree is at most as deep as the parser allows (256), so that the descent is bounded.
    """
    tag = root.tag
    if tag == _TEXT:
        return root.text or ""
    if tag == m("nary"):
        return _summed(root)
    parts = [part for part in map(formula, root) if part]
    joiner = _JOINERS.get(tag)
    if joiner is None:
        return "".join(parts)
    before, between, after = joiner
    if tag == m("f"):
        parts = [f"({part})" if _is_compound(part) else part for part in parts]
    return before + between.join(parts) + after


def _summed(root: Element) -> str:
    """Return a sum, product or integral with its bounds: ``∑_i=1^n Xi``."""
    sign = next((found.get(m("val"), "∫") for found in root.iter(m("chr"))), "∫")
    low, high, body = (
        "".join(formula(child) for child in root.iterchildren(m(name)))
        for name in ("sub", "sup", "e")
    )
    return f" {sign}{'_' + low if low else ''}{'^' + high if high else ''} {body}"


def _is_compound(part: str) -> bool:
    return any(sign in part.strip() for sign in " +-–×*/=") and not part.startswith("(")
