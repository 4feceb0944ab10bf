"""The best candidate that an omission turned down, and what it lacked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from doclineage.aligning.candidates import Scores
from doclineage.aligning.features import Features
from doclineage.aligning.sides import match_text
from doclineage.model import Rejected
from doclineage.vietnamese.words import clauses, words
from doclineage.wording import phrase

#: A candidate below this score is not worth a person's look.
_WORTH_NAMING = 0.03
_LONGEST_QUOTE = 90


def best_rejected(
    seen: Features, scores: Scores, omitted: Sequence[int], taken: Collection[int]
) -> dict[int, Rejected]:
    """Return for each omitted parent unit the child unit nearest to it, free ones first."""
    ranked: dict[int, tuple[float, bool, int]] = {}
    for p in omitted:
        mass = seen.mass(seen.parent, p)
        for c, weight in seen.shared_with(seen.parent, p).items():
            share = weight / max(mass, seen.mass(seen.child, c), 1)
            score = max(share, scores.values.get((p, c), 0.0))
            found = (-score, c in taken, c)
            if score >= _WORTH_NAMING and (p not in ranked or found < ranked[p]):
                ranked[p] = found
    return {p: _told(seen, p, *found) for p, found in ranked.items()}


def _told(seen: Features, p: int, negative: float, is_taken: bool, c: int) -> Rejected:  # noqa: FBT001
    quote = _lacking(match_text(seen.parent.units[p]), match_text(seen.child.units[c]))
    said = phrase("align.taken" if is_taken else "align.lacked", quote=quote)
    return Rejected(unit=c, score=round(-negative, 4), lacked=said.vi, lacked_en=said.en)


def _lacking(parent: str, child: str) -> str:
    """Return the clause of the parent that the candidate holds least of."""
    held = set(words(child).bare)

    def share(span: tuple[int, int]) -> float:
        bare = words(parent[span[0] : span[1]]).bare
        return sum(map(held.__contains__, bare)) / max(1, len(bare))

    start, end = min(
        clauses(parent), key=lambda span: (share(span), span), default=(0, len(parent))
    )
    quote = parent[start:end]
    return (
        quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    )
