"""One sentence for a person on why a link is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from doclineage.model import Document, FactChange, Link
from doclineage.wording import Phrase, phrase, shorten

_LONGEST = 80
#: Parts of a reason that no change has: what the link is, and what matched it.
_BASE = 2


def explain(
    link: Link, parent: Document, child: Document, evidence: str, gained: Sequence[str] = ()
) -> Phrase:
    """Return the reason of a link in both languages."""
    if link.relation == "omitted":
        return _omission(link, child)
    if link.relation == "added":
        return phrase("reason.added")
    base = phrase(f"reason.{link.relation}", **_counts(link))
    parts = [base, phrase(f"evidence.{evidence}", **_score(link.score))]
    parts += [_fact(change) for change in link.fact_changes if change.effect != "equal"][:4]
    if link.lost and link.relation == "changed":
        parts.append(phrase("reason.lost", count=len(link.lost), quote=_short(link.lost[0])))
    elif link.relation == "changed" and gained and len(parts) == _BASE:
        parts.append(phrase("reason.gained", count=len(gained), quote=_short(gained[0])))
    if link.moved:
        parts.append(
            phrase(
                "reason.moved",
                old=_section(parent, link.parents[0]),
                new=_section(child, link.children[0]),
            )
        )
    return Phrase("; ".join(p.vi for p in parts), "; ".join(p.en for p in parts))


def _score(score: float) -> dict[str, object]:
    """Return a score as each language writes decimals."""
    told = f"{score:.2f}"
    return {"score": told.replace(".", ","), "score_en": told}


def _counts(link: Link) -> dict[str, object]:
    return {
        "edits": len(link.edits),
        "noise": sum(edit.kind == "noise" for edit in link.edits),
        "places": sum(edit.kind == "localisation" for edit in link.edits),
        "coverage": f"{link.coverage:.0%}",
    }


def _omission(link: Link, child: Document) -> Phrase:
    best = link.rejected
    if best is None:
        return phrase("reason.omitted-alone")
    unit = child.units[best.unit]
    near = phrase("reason.omitted", path=unit.path, **_score(best.score))
    return Phrase(f"{near.vi}; {best.lacked}", f"{near.en}; {best.lacked_en}")


def _fact(change: FactChange) -> Phrase:
    kind, effect = phrase(f"fact.{change.kind}"), phrase(f"effect.{change.effect}")
    old = change.parent or "—"
    new = change.child or "—"
    return Phrase(
        f"{kind.vi} {effect.vi}: “{_short(old)}” → “{_short(new)}”",
        f"{kind.en} {effect.en}: “{_short(old)}” → “{_short(new)}”",
    )


def _section(document: Document, index: int) -> str:
    above = document.units[index].parent
    return document.units[above].path if above >= 0 else document.units[index].path


def _short(text: str) -> str:
    return shorten(text, _LONGEST)
