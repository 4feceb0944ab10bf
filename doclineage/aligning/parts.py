"""Splits and merges: a unit left over whose content fills the gap of a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from doclineage.aligning.candidates import Scores, holders_of
from doclineage.aligning.features import UNIT, Features, Gram, Pair, Side
from doclineage.settings import Settings

Group = tuple[tuple[int, ...], tuple[int, ...]]
Decided = tuple[str, float]

#: Weight (about four rare syllable pairs) that a part must bring for itself.
_OWN_WEIGHT = 24 * UNIT
#: Of what the part brings, at most so much may stand in the pair's other side already.
_FRESH = 0.55
#: A part with local additions of its own, next to the others: it must fill so much of what they
#: leave out, and so much of itself must come from the whole.
_FILLED = 0.6
_HELD_BESIDE = 0.3
#: A clause whose words the next one repeats is a part all the same where the whole holds it to
#: this share and is no shorter than its parts together, but for what mending adds.
_HELD_WHOLLY = 0.85
_MENDED = 1.1
#: What standing next to the other parts is worth where two wholes hold a part alike.
_SAME_SECTION = 0.15
#: Pairs above this score, or whose parent is held to this share, are never given up for a split.
_SURE = 0.75
_HELD_WELL = 0.6


def join_parts(
    seen: Features, pairs: Mapping[Pair, Decided], settings: Settings
) -> dict[Group, Decided]:
    """Return groups: pairs, widened by the left-over units that are parts of them."""
    parents_of: dict[int, list[int]] = {c: [p] for p, c in sorted(pairs)}
    children_of: dict[int, list[int]] = {p: [c] for p, c in sorted(pairs)}
    _widen(seen, children_of, _left(seen.child.indices, parents_of), settings, merging=False)
    used = {p for p, found in children_of.items() if len(found) > 1}
    mergeable = {c: [p] for (p, c) in sorted(pairs) if p not in used}
    _widen(seen, mergeable, _left(seen.parent.indices, children_of), settings, merging=True)
    groups: dict[Group, Decided] = {}
    for (p, c), (evidence, score) in sorted(pairs.items()):
        children = tuple(sorted(children_of[p]))
        parents = tuple(sorted(mergeable.get(c, [p])))
        whole = len(children) == 1 and len(parents) == 1
        groups[parents, children] = (evidence if whole else "contained", score)
    return groups


def parts_of_others(
    seen: Features, scores: Scores, pairs: Mapping[Pair, Decided], settings: Settings
) -> set[Pair]:
    """Return weak pairs one side of which rather completes what another unit begins.

    One stock clause that an omitted unit shares must not tear a split or a merge apart: the part
    stands wholly in another linked unit, says what its partner there leaves out, and holds only
    a little of the unit that it was given to.
    """
    weak = [
        (pair, scores.held[pair])
        for pair, (evidence, score) in sorted(pairs.items())
        if evidence != "exact" and score < _SURE
    ]
    forth = {(c, p): held for (p, c), held in weak if held[0] < _HELD_WELL}
    back = {pair: (held[1], held[0]) for pair, held in weak if held[1] < _HELD_WELL}
    split = _completing(seen, seen.child, seen.parent, forth, dict(pairs.keys()), settings)
    partner = {c: p for p, c in pairs}
    merged = _completing(seen, seen.parent, seen.child, back, partner, settings)
    return {(p, c) for c, p in split} | set(merged)


def _completing(
    seen: Features,
    part_side: Side,
    whole_side: Side,
    weak: Mapping[Pair, tuple[float, float]],
    partner: Mapping[int, int],
    settings: Settings,
) -> list[Pair]:
    """Return the weak (part, whole) whose part completes another whole, by its `partner` there."""
    wanted = frozenset[Gram]().union(*(part_side.grams[part] for part, _ in weak))
    holders = holders_of(seen, whole_side, sorted(partner), wanted)
    found = []
    for (part, given), (_, held_here) in weak.items():
        own = part_side.grams[part]
        for whole in sorted({w for gram in own for w in holders.get(gram, ())} - {given}):
            other = partner[whole]
            inside = own & whole_side.grams[whole]
            weight = seen.weigh(inside)
            held = weight / max(1, seen.weigh(own))
            known = part_side.grams[other]
            if held < settings.containment_floor or seen.weigh(inside & known) > _FRESH * weight:
                continue
            gap = whole_side.grams[whole] - known
            fills = held >= held_here and seen.weigh(inside & gap) >= _FILLED * seen.weigh(gap)
            if fills or (_beside(part_side, part, (other,)) and held > held_here + _SAME_SECTION):
                found.append((part, given))
                break
    return found


def _left(indices: tuple[int, ...], taken: Mapping[int, object]) -> list[int]:
    return [index for index in indices if index not in taken]


def _widen(
    seen: Features,
    groups: dict[int, list[int]],
    left: list[int],
    settings: Settings,
    *,
    merging: bool,
) -> None:
    """Give each left-over unit to the pair whose one side holds it and whose other lacks it.

    Splitting, `groups` maps a parent unit to its children; merging, a child unit to its parents.
    """
    whole_side = seen.child if merging else seen.parent
    part_side = seen.parent if merging else seen.child
    parts = [part for part in left if part_side.units[part].kind != "heading"]
    wholes = [whole for whole in sorted(groups) if whole_side.units[whole].kind != "heading"]
    wanted = frozenset[Gram]().union(*(part_side.grams[part] for part in parts))
    holders = holders_of(seen, whole_side, wholes, wanted)
    for part in parts:
        best = _best_whole(seen, groups, holders, part, settings, merging=merging)
        if best is not None:
            groups[best].append(part)


def _best_whole(
    seen: Features,
    groups: Mapping[int, list[int]],
    holders: Mapping[Gram, list[int]],
    part: int,
    settings: Settings,
    *,
    merging: bool,
) -> int | None:
    whole_side = seen.child if merging else seen.parent
    part_side = seen.parent if merging else seen.child
    own = part_side.grams[part]
    mass = seen.weigh(own)
    if mass < _OWN_WEIGHT:
        return None
    shared: Counter[int] = Counter()
    for gram in own & holders.keys():
        for whole in holders[gram]:
            shared[whole] += seen.weights[gram]
    least = min(settings.containment_floor, _HELD_BESIDE) * mass
    ranked: list[tuple[float, int]] = []
    for whole in sorted(whole for whole, weight in shared.items() if weight >= least):
        inside = own & whole_side.grams[whole]
        known = {gram for other in groups[whole] for gram in part_side.grams[other]}
        held = shared[whole] / mass
        beside = _beside(part_side, part, groups[whole])
        # What the other parts of the group say already does not speak for this one.
        fresh = seen.weigh(inside & known) <= _FRESH * shared[whole] or (
            beside
            and held >= _HELD_WHOLLY
            and _adds_up(whole_side, whole, part_side, (part, *groups[whole]))
        )
        if fresh and held >= settings.containment_floor:
            ranked.append((-held - _SAME_SECTION * beside, whole))
        elif fresh and beside:
            gap = whole_side.grams[whole] - known
            filled = seen.weigh(inside & gap) / max(1, seen.weigh(gap))
            if filled >= _FILLED and held >= _HELD_BESIDE:
                ranked.append((-filled * held, whole))
    return min(ranked)[1] if ranked else None


def _beside(side: Side, part: int, others: Sequence[int]) -> bool:
    """Tell whether a part stands next to another part of the group, under the same section."""
    return any(
        abs(part - other) == 1 and side.parent_of(part) == side.parent_of(other) for other in others
    )


def _adds_up(whole_side: Side, whole: int, part_side: Side, parts: Sequence[int]) -> bool:
    """Tell whether the parts together are about as long as the whole."""
    length = sum(len(part_side.units[part].text) for part in parts)
    return length <= _MENDED * len(whole_side.units[whole].text)
