"""Copies first: units with equal keys, repeated ones told apart by their surroundings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from doclineage.aligning.features import Features, Pair
from doclineage.aligning.sides import Side

#: Pairs of equal units that are weighed against each other.
_MOST_PAIRS = 10_000

_Key = tuple[bool, tuple[str, ...]]


def exact_pairs(seen: Features) -> list[Pair]:
    """Return the pairs of units with equal keys, each unit at most once.

    Where a key repeats, the pair whose sections go together wins, then the same label, then the
    order of reading.
    """
    left, right = _by_key(seen.parent), _by_key(seen.child)
    shared = [key for key in left if key in right]
    pairs = [
        (left[key][0], right[key][0])
        for key in shared
        if len(left[key]) == 1 and len(right[key]) == 1
    ]
    linked = dict(pairs)
    for key in shared:
        if len(left[key]) > 1 or len(right[key]) > 1:
            for pair in _pair_repeated(seen, left[key], right[key], linked):
                linked[pair[0]] = pair[1]
                pairs.append(pair)
    return sorted(pairs)


def _by_key(side: Side) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = defaultdict(list)
    for index in side.indices:
        if side.keys[index]:
            found[side.units[index].kind == "heading", side.keys[index]].append(index)
    return found


def _pair_repeated(
    seen: Features, left: list[int], right: list[int], linked: dict[int, int]
) -> Iterator[Pair]:
    if len(left) * len(right) > _MOST_PAIRS:
        # So many copies of one line tell nothing apart: they go in order.
        yield from zip(left, right, strict=False)
        return
    ranked = sorted(
        ((-_surroundings(seen, p, c, linked), abs(i - j), p, c))
        for i, p in enumerate(left)
        for j, c in enumerate(right)
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, p, c in ranked:
        if p not in used_left and c not in used_right:
            used_left.add(p)
            used_right.add(c)
            yield p, c


def _surroundings(seen: Features, p: int, c: int, linked: dict[int, int]) -> float:
    """Count what speaks for a pair beside its text."""
    above_p, above_c = seen.parent.parent_of(p), seen.child.parent_of(c)
    score = 0.0
    if above_p >= 0 and above_c >= 0:
        score += 2.0 * (linked.get(above_p) == above_c)
        score += 1.0 * (seen.parent.keys.get(above_p) == seen.child.keys.get(above_c))
    below_p = seen.parent.children.get(p, ())
    below_c = set(seen.child.children.get(c, ()))
    score += 3.0 * any(linked.get(index) in below_c for index in below_p)
    below_keys = {seen.child.keys[index] for index in below_c}
    score += 2.0 * any(seen.parent.keys[index] in below_keys for index in below_p)
    one, two = seen.parent.units[p], seen.child.units[c]
    # A copy as a bullet and one as a row of an annex each have their like.
    score += 1.0 * (one.zone == two.zone) + 1.0 * (one.kind == two.kind)
    score += 0.5 * (one.path == two.path)
    return score
