"""The best candidate that an omission turned down, and what it lacked."""

from __future__ import annotations

from collections.abc import Collection

from doclineage.aligning.candidates import Scores
from doclineage.aligning.features import Features, match_text
from doclineage.model import Rejected
from doclineage.vietnamese.words import clauses, words
from doclineage.wording import phrase

#: A candidate below this score is not worth a person's look.
_WORTH_NAMING = 0.03
_LONGEST_QUOTE = 90


def best_rejected(
    seen: Features, scores: Scores, index: int, taken: Collection[int]
) -> Rejected | None:
    """Return the child unit nearest to parent unit `index`, free ones before those in a link."""
    mass = seen.parent_mass[index]
    if mass <= 0:
        return None
    own = seen.parent.grams[index]
    ranked = []
    for c in seen.child.indices:
        shared = sorted(seen.weights.get(gram, 0.0) for gram in own & seen.child.grams[c])
        share = sum(shared) / max(mass, seen.child_mass[c], 1e-9)
        score = max(share, scores.values.get((index, c), 0.0))
        if score >= _WORTH_NAMING:
            ranked.append((-score, c in taken, c))
    if not ranked:
        return None
    score, is_taken, c = min(ranked)
    quote = _lacking(match_text(seen.parent.units[index]), match_text(seen.child.units[c]))
    said = phrase("align.taken" if is_taken else "align.lacked", quote=quote)
    return Rejected(unit=c, score=round(-score, 4), lacked=said.vi, lacked_en=said.en)


def _lacking(parent: str, child: str) -> str:
    """Return the clause of the parent that the candidate holds least of."""
    held = set(words(child).bare)

    def share(span: tuple[int, int]) -> float:
        bare = words(parent[span[0] : span[1]]).bare
        return sum(key in held for key in bare) / max(1, len(bare))

    start, end = min(
        clauses(parent), key=lambda span: (share(span), span), default=(0, len(parent))
    )
    quote = parent[start:end]
    return (
        quote if len(quote) <= _LONGEST_QUOTE else f"{quote[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    )
