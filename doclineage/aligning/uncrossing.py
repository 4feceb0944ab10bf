"""Pairs that went across sections though their own sections hold units nearly as like.

"Mỗi xã có 02 câu lạc bộ" among the aims and "nhân rộng câu lạc bộ" among the duties of an
association share their rare words: where each document says both, aim answers aim.
"""

from __future__ import annotations

from collections.abc import Mapping

from doclineage.aligning.candidates import Scores
from doclineage.aligning.features import Features, Pair
from doclineage.aligning.turning import Decided

#: Share of its likeness that a unit may lose with one of its own section in the other's stead.
_HOME = 0.85


def uncrossed(seen: Features, scores: Scores, pairs: dict[Pair, Decided]) -> dict[Pair, Decided]:
    """Return the pairs, those that stand astray given up for a unit left over at home."""
    linked = dict(pairs.keys())
    astray = [pair for pair, (evidence, _) in pairs.items() if evidence != "exact"]
    astray = [pair for pair in astray if _is_astray(seen, linked, pair)]
    if not astray:
        return pairs
    rivals = _rivals(scores)
    turned = dict(pairs)
    taken = {side: {pair[side] for pair in pairs} for side in (0, 1)}
    for pair in astray:
        least = _HOME * scores.values.get(pair, 1.0)
        nearer = [
            (scores.values[rival], rival)
            for side in (0, 1)
            for rival in rivals[side].get(pair[side], ())
            if rival[1 - side] not in taken[1 - side]
            and scores.values[rival] >= least
            and _is_at_home(seen, linked, rival)
        ]
        if nearer:
            value, rival = max(nearer)
            del turned[pair]
            turned[rival] = "context", value
            for side in (0, 1):
                taken[side].add(rival[side])
    return turned


def _rivals(scores: Scores) -> tuple[dict[int, list[Pair]], dict[int, list[Pair]]]:
    """Return the scored pairs of the units of either side."""
    found: tuple[dict[int, list[Pair]], dict[int, list[Pair]]] = ({}, {})
    for pair in scores.values:
        for side, units in enumerate(found):
            units.setdefault(pair[side], []).append(pair)
    return found


def _is_astray(seen: Features, linked: Mapping[int, int], pair: Pair) -> bool:
    """Tell whether a pair of tasks stands in sections that are no pair."""
    units = seen.parent.units[pair[0]], seen.child.units[pair[1]]
    if any(unit.kind == "heading" for unit in units):
        return False
    return not _is_at_home(seen, linked, pair)


def _is_at_home(seen: Features, linked: Mapping[int, int], pair: Pair) -> bool:
    """Tell whether the sections of a pair are a pair."""
    above = seen.parent.parent_of(pair[0]), seen.child.parent_of(pair[1])
    return above[0] >= 0 and linked.get(above[0]) == above[1]
