"""Splits and merges: a unit left over whose content fills the gap of a pair."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from doclineage.aligning.candidates import Scores
from doclineage.aligning.completing import Completion, completes
from doclineage.aligning.features import UNIT, Features, Pair
from doclineage.aligning.sides import Side, match_text
from doclineage.aligning.turning import Decided, Group
from doclineage.settings import Settings

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
#: How alike a whole and its two parts are that makes a likelier pair than any weak one.
_WHOLE = 0.9
#: Siblings on either side whose wholes a part is held against, whatever its words.
_NEAREST = 4


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
    weak = {
        pair: scores.held[pair]
        for pair, (evidence, score) in sorted(pairs.items())
        if evidence != "exact" and score < _SURE
    }
    forth = {(c, p): held for (p, c), held in weak.items()}
    back = {pair: held[::-1] for pair, held in weak.items()}
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
    found = []
    for (part, given), held_here in weak.items():
        candidates = _candidates(seen, partner, part_side, part)
        for whole in sorted(candidates.keys() - {given}):
            other = partner[whole]
            trio = part, whole, other
            if _fills_rather(
                seen, part_side, whole_side, trio, held_here, settings
            ) or _makes_whole(part_side, whole_side, trio):
                found.append((part, given))
                break
    return found


def _fills_rather(
    seen: Features,
    part_side: Side,
    whole_side: Side,
    trio: tuple[int, int, int],
    held_here: tuple[float, float],
    settings: Settings,
) -> bool:
    """Tell by weight whether the part says what the other leaves out, and hardly its own whole."""
    part, whole, other = trio
    if held_here[0] >= _HELD_WELL:
        return False
    own, known = part_side.grams[part], part_side.grams[other]
    inside = own & whole_side.grams[whole]
    weight = seen.weigh(inside)
    held = weight / max(1, seen.mass(part_side, part))
    if held < settings.containment_floor or seen.weigh(inside & known) > _FRESH * weight:
        return False
    gap = whole_side.grams[whole] - known
    fills = held >= held_here[1] and seen.weigh(inside & gap) >= _FILLED * seen.weigh(gap)
    return fills or (_beside(part_side, part, (other,)) and held > held_here[1] + _SAME_SECTION)


def _makes_whole(part_side: Side, whole_side: Side, trio: tuple[int, int, int]) -> bool:
    """Tell whether the part and the other, read in order, are the whole."""
    part, whole, other = trio
    if "heading" in (part_side.units[part].kind, whole_side.units[whole].kind):
        return False
    added = _completion(part_side, whole_side, part, whole, (other,))
    return added is not None and added.fit >= _WHOLE


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
    open_to = frozenset(wholes)
    whole_of = {part: whole for whole in wholes for part in groups[whole]}
    for part in parts:
        near = _near(part_side, part, whole_of)
        candidates = _candidates(seen, open_to, part_side, part)
        best = _best_whole(seen, groups, {**near, **candidates}, part, settings, merging=merging)
        if best is not None:
            groups[best].append(part)
            whole_of[part] = best


def _near(side: Side, part: int, whole_of: Mapping[int, int]) -> dict[int, int]:
    """Return the wholes of the nearest siblings, with no weight: a formula says nothing of them."""
    above = side.parent_of(part)
    places = range(max(0, part - _NEAREST), min(len(side.units), part + _NEAREST + 1))
    return {
        whole_of[place]: 0
        for place in places
        if place in whole_of and side.parent_of(place) == above
    }


def _candidates(seen: Features, wholes: Container[int], side: Side, part: int) -> dict[int, int]:
    """Return the wholes that hold a good share of a part, with the weight of what they hold."""
    shared = seen.shared_with(side, part)
    least = _HELD_BESIDE * seen.mass(side, part)
    return {w: weight for w, weight in shared.items() if w in wholes and weight >= least}


def _best_whole(
    seen: Features,
    groups: Mapping[int, list[int]],
    candidates: Mapping[int, int],
    part: int,
    settings: Settings,
    *,
    merging: bool,
) -> int | None:
    sides = (seen.parent, seen.child) if merging else (seen.child, seen.parent)
    ranked: list[tuple[float, int, int]] = []
    for whole in sorted(candidates):
        worth = max(
            _by_weight(seen, sides, groups[whole], (part, whole), settings),
            _in_order(seen, sides, groups[whole], (part, whole)),
        )
        if worth > 0:
            away = min(abs(part - other) for other in groups[whole])
            ranked.append((-worth, away, whole))
    return min(ranked)[2] if ranked else None


def _by_weight(
    seen: Features,
    sides: tuple[Side, Side],
    others: Sequence[int],
    pair: Pair,
    settings: Settings,
) -> float:
    """Return what speaks for a part by the weight of what it shares with the whole, 0 nothing."""
    (part_side, whole_side), (part, whole) = sides, pair
    own = part_side.grams[part]
    mass = seen.mass(part_side, part)
    if mass < _OWN_WEIGHT:
        return 0.0
    inside = own & whole_side.grams[whole]
    weight = seen.weigh(inside)
    held = weight / mass
    if held < _HELD_BESIDE:
        return 0.0
    known = {gram for other in others for gram in part_side.grams[other]}
    beside = _beside(part_side, part, others)
    # What the other parts of the group say already does not speak for this one.
    fresh = seen.weigh(inside & known) <= _FRESH * weight or (
        beside and held >= _HELD_WHOLLY and _adds_up(whole_side, whole, part_side, (part, *others))
    )
    if fresh and held >= settings.containment_floor:
        return held + _SAME_SECTION * beside
    if fresh and beside and held >= _HELD_BESIDE:
        gap = whole_side.grams[whole] - known
        filled = seen.weigh(inside & gap) / max(1, seen.weigh(gap))
        return filled * held if filled >= _FILLED else 0.0
    return 0.0


def _in_order(seen: Features, sides: tuple[Side, Side], others: Sequence[int], pair: Pair) -> float:
    """Return what speaks for a part by its place in the whole, 0 nothing.

    A formula must stand under the section of another part: elsewhere it belongs to others.
    """
    (part_side, whole_side), (part, whole) = sides, pair
    above = {part_side.parent_of(other) for other in others}
    at_home = part_side.parent_of(part) in above
    if not at_home and seen.mass(part_side, part) < _OWN_WEIGHT:
        return 0.0
    added = _completion(part_side, whole_side, part, whole, others)
    if added is None:
        return 0.0
    beside = _beside(part_side, part, others)
    if added.filled < _FILLED and not beside:
        return 0.0
    return added.new * max(added.fit, added.filled) + _SAME_SECTION * beside


def _completion(
    part_side: Side, whole_side: Side, part: int, whole: int, others: Sequence[int]
) -> Completion | None:
    return completes(
        match_text(whole_side.units[whole]),
        [match_text(part_side.units[other]) for other in sorted(others)],
        match_text(part_side.units[part]),
    )


def _beside(side: Side, part: int, others: Sequence[int]) -> bool:
    """Tell whether a part stands next to another part of the group, under the same section."""
    return any(
        abs(part - other) == 1 and side.parent_of(part) == side.parent_of(other) for other in others
    )


def _adds_up(whole_side: Side, whole: int, part_side: Side, parts: Sequence[int]) -> bool:
    """Tell whether the parts together are about as long as the whole."""
    length = sum(len(part_side.units[part].text) for part in parts)
    return length <= _MENDED * len(whole_side.units[whole].text)
