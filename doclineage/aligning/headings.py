"""Headings whose words changed (another owner) are carried by what stands below them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import islice

from doclineage.aligning.assignment import assign
from doclineage.aligning.candidates import Scores
from doclineage.aligning.features import Features, Pair
from doclineage.aligning.sides import Side
from doclineage.settings import Settings
from doclineage.vietnamese.agencies import find_mentions

Linked = dict[Pair, tuple[str, float]]
#: The counterpart of the section that an owner stands in, and a role of its body.
_Post = tuple[int, str]


def carry_headings(
    seen: Features, scores: Scores, pairs: Mapping[Pair, tuple[str, float]], settings: Settings
) -> Linked:
    """Return the pairs with headings re-decided by text and children together.

    A heading pair that its own children contradict is given up first: half of all false links
    are short headings under the wrong parent. A copy is given up only for a better partner of
    both its headings.
    """
    votes = _votes(seen, pairs)
    rivals = _strongest(votes)
    copies = _sole_copies(seen, pairs)
    given_up = {
        pair
        for pair, found in pairs.items()
        if pair not in copies
        and seen.is_heading(pair)
        and _contradicted(pair, votes, rivals, found, seen)
    }
    while True:
        kept = {pair: found for pair, found in pairs.items() if pair not in given_up}
        carried = {**kept, **_by_children(seen, scores, votes, kept, settings)}
        missed = given_up & _missed_copies(pairs, carried)
        if not missed:
            break
        given_up -= missed
    return {**carried, **dict.fromkeys(_counterparts(seen, carried), ("role", _ROLE_SCORE))}


def _by_children(
    seen: Features, scores: Scores, votes: Mapping[Pair, float], kept: Linked, settings: Settings
) -> Linked:
    """Return the pairs of headings left over that what stands below them decides."""
    taken_p = {p for p, _ in kept}
    taken_c = {c for _, c in kept}
    values: dict[Pair, float] = {}
    for pair, share in votes.items():
        if pair[0] in taken_p or pair[1] in taken_c or not seen.is_heading(pair):
            continue
        if share >= settings.votes_floor:
            values[pair] = min(1.0, 0.55 * share + 0.45 * max(scores.values.get(pair, 0.0), 0.2))
    return {pair: ("children", values[pair]) for pair in assign(values, 0.0)}


def _missed_copies(pairs: Mapping[Pair, tuple[str, float]], carried: Linked) -> set[Pair]:
    """Return the copies one of whose units no other pair has taken."""
    taken_p = {p for p, _ in carried}
    taken_c = {c for _, c in carried}
    return {
        (p, c)
        for (p, c), (evidence, _) in pairs.items()
        if evidence == "exact" and not (p in taken_p and c in taken_c)
    }


def _sole_copies(seen: Features, pairs: Mapping[Pair, tuple[str, float]]) -> set[Pair]:
    """Return the copied headings whose words stand once on each side, in the same section.

    What stands below them moved then; the headings did not.
    """
    linked = dict(pairs.keys())
    counts = [
        Counter(side.keys[i] for i in side.indices if side.units[i].kind == "heading")
        for side in (seen.parent, seen.child)
    ]
    return {
        (p, c)
        for (p, c), (evidence, _) in pairs.items()
        if evidence == "exact"
        and seen.is_heading((p, c))
        and counts[0][seen.parent.keys[p]] == counts[1][seen.child.keys[c]] == 1
        and linked.get(seen.parent.parent_of(p), -1) == seen.child.parent_of(c)
    }


#: Levels above a unit that it votes for: none that we saw has more; votes grow with their square.
_LEVELS = 12
#: Characters that may stand before the body that a heading names ("Đề nghị ").
_OPENING = 10
#: What two owners of one role are worth where nothing below them speaks.
_ROLE_SCORE = 0.55


def _counterparts(seen: Features, pairs: Mapping[Pair, object]) -> list[Pair]:
    """Return headings left over that name counterpart bodies in counterpart sections.

    "Sở Tài chính" and "Phòng Kinh tế" whose tasks were all dropped: bound only where each is the
    other's sole candidate.
    """
    linked = dict(pairs.keys())
    taken = set(linked.values())
    left_p = {
        p: {(linked.get(seen.parent.parent_of(p), -2), role) for role in roles}
        for p, roles in _owners(seen.parent).items()
        if p not in linked
    }
    left_c = {
        c: {(seen.child.parent_of(c), role) for role in roles}
        for c, roles in _owners(seen.child).items()
        if c not in taken
    }
    sole_p, sole_c = _sole_partners(left_p, left_c), _sole_partners(left_c, left_p)
    return [(p, c) for p, c in sole_p.items() if sole_c.get(c) == p]


def _sole_partners(
    own: Mapping[int, set[_Post]], others: Mapping[int, set[_Post]]
) -> dict[int, int]:
    """Return the one other unit that shares a section and a role with each, where it is one."""
    holders: dict[_Post, list[int]] = defaultdict(list)
    for index, posts in others.items():
        for post in posts:
            holders[post].append(index)
    sole: dict[int, int] = {}
    for index, posts in own.items():
        # Two are looked at of each post: more tell no more.
        found = {other for post in posts for other in holders.get(post, ())[:2]}
        if len(found) == 1:
            sole[index] = found.pop()
    return sole


def _owners(side: Side) -> dict[int, frozenset[str]]:
    """Return the headings that name a body and nothing before it, with its roles."""
    headings = [i for i in side.indices if side.units[i].kind == "heading"]
    return {i: roles for i in headings if (roles := owner_roles(side.units[i].text))}


def owner_roles(text: str) -> frozenset[str]:
    """Return the roles of the body that a text opens with; none where it opens with no body.

    >>> sorted(owner_roles("Sở Tài chính") & owner_roles("Phòng Kinh tế")) != []
    True
    """
    found = find_mentions(text)
    if not found or found[0].body is None or found[0].span[0] > _OPENING:
        return frozenset()
    return found[0].body.roles


def _votes(seen: Features, pairs: Mapping[Pair, object]) -> dict[Pair, float]:
    """Return for each pair of sections the share of their linked units that link to each other.

    Both shares count (the smaller side alone would let one stray bullet carry a section); units
    without partner on either side do not vote.
    """
    together: Counter[Pair] = Counter()
    linked_p: Counter[int] = Counter()
    linked_c: Counter[int] = Counter()
    for p, c in pairs:
        above_p = list(islice(seen.parent.document.ancestors(p), _LEVELS))
        above_c = list(islice(seen.child.document.ancestors(c), _LEVELS))
        linked_p.update(above_p)
        linked_c.update(above_c)
        together.update((i, j) for i in above_p for j in above_c)
    return {
        (i, j): count / max(linked_p[i], linked_c[j]) for (i, j), count in sorted(together.items())
    }


def _strongest(votes: Mapping[Pair, float]) -> tuple[dict[int, float], dict[int, float]]:
    """Return the strongest vote for each section of the parent, and of the child."""
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for pair, vote in votes.items():
        for side, index in zip(best, pair, strict=True):
            side[index] = max(vote, side.get(index, 0.0))
    return best


def _contradicted(
    pair: Pair,
    votes: Mapping[Pair, float],
    rivals: tuple[Mapping[int, float], Mapping[int, float]],
    found: tuple[str, float],
    seen: Features,
) -> bool:
    """Tell whether both headings have linked children and none of them go together."""
    evidence, score = found
    if votes.get(pair, 0.0) > 0.0:
        return False
    other_p, other_c = rivals[0].get(pair[0], 0.0), rivals[1].get(pair[1], 0.0)
    if evidence == "exact":
        return other_p > 0.5 and other_c > 0.5 and len(seen.parent.keys[pair[0]]) < 8
    return other_p >= 0.5 or other_c >= 0.5 or (score < 0.75 and (other_p > 0 or other_c > 0))
