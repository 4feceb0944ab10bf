"""How sure a match is: the share of matches like it that are right.

Likeness is no probability: of the pairs with a likeness of 0.6, ninety-seven in a hundred are
right. The knots are shares counted on the children that the gate derives (tests/gate, open half
and seeds that no measure uses, 2026-11), drawn down a little where few were seen: real plans are
harder than derived ones. The gate holds them against the held-out half.
"""

from __future__ import annotations

from bisect import bisect_right

Knots = tuple[tuple[float, float], ...]

#: Likeness and share of right matches, by what spoke for the match.
_KNOTS: dict[str, Knots] = {
    "exact": ((0.0, 1.0),),
    "text": ((0.42, 0.93), (0.6, 0.975), (0.8, 0.992), (1.0, 0.999)),
    "contained": ((0.42, 0.80), (0.5, 0.93), (0.7, 0.975), (0.9, 0.994), (1.0, 0.998)),
    "context": ((0.42, 0.65), (0.5, 0.85), (0.7, 0.92), (1.0, 0.98)),
    "children": ((0.3, 0.93), (0.6, 0.98), (1.0, 0.995)),
    "role": ((0.0, 0.85), (1.0, 0.95)),
    # Of what has no partner: one less the likeness of the best candidate turned down.
    "none": ((0.0, 0.85), (0.3, 0.92), (0.6, 0.97), (0.8, 0.99), (1.0, 0.996)),
}


def confidence(evidence: str, likeness: float) -> float:
    """Return 0..1, how many of the matches with this evidence and likeness are right.

    >>> confidence("exact", 1.0), confidence("text", 0.7), confidence("context", 0.45)
    (1.0, 0.9835, 0.725)
    """
    knots = _KNOTS[evidence]
    at = bisect_right(knots, (likeness, 2.0))
    if at == 0 or at == len(knots):
        return knots[min(at, len(knots) - 1)][1]
    (low, below), (high, above) = knots[at - 1], knots[at]
    return round(below + (above - below) * (likeness - low) / (high - low), 4)
