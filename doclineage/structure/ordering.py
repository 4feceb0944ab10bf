"""Which class of markers stands above which, learned from the whole document before it is built.

Authors nest as they like: dashes above letters, letters above numbers, "+" above "-". A list that
goes on over items of another class (a, then 1 2, then b) stands above that class. Where the
document says nothing, or both, the prior rank decides (domain reference 3.1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from doclineage.model import Marker
from doclineage.structure.levels import NAMED, continues, key_of, level_of
from doclineage.structure.markers import is_misread, is_weak

Pair = tuple[str, str]
#: So many lists must begin right behind a bullet before bullets are taken to stand above them.
_LEAST_LISTS = 2
#: Classes that one document mixes; one with more is made to be slow.
_MOST_CLASSES = 24


def learned_order(proposed: Iterable[Sequence[Marker]]) -> frozenset[Pair]:
    """Return the pairs ``(outer, inner)`` of marker classes that the document shows.

    `proposed` are the markers that each paragraph may begin with, the likeliest first.
    """
    runs = list(_runs(proposed))
    votes = Counter([*_going_on(runs), *_bullet_pairs(runs)])
    votes.update(_below_bullets(runs))
    return frozenset(pair for pair, count in votes.items() if count and not votes[pair[1], pair[0]])


def _runs(proposed: Iterable[Sequence[Marker]]) -> Iterator[Marker | None]:
    """Yield the likeliest marker of each paragraph, None for one without.

    One that goes on from the last of its class is likelier: "C." behind "B." is no hundred.
    """
    last: dict[str, Marker] = {}
    for found in proposed:
        sure = [marker for marker in found if not is_misread(marker) and not is_weak(marker)]
        on = (m for m in sure if (before := last.get(key_of(m))) and _follows(before, m))
        marker = next(on, None) or next(iter(sure), None)
        if marker is not None:
            last[key_of(marker)] = marker
        yield marker


def _going_on(runs: Sequence[Marker | None]) -> Iterator[Pair]:
    """Yield each class that goes on over items of another, with that other."""
    last: dict[str, Marker] = {}
    between: dict[str, set[str]] = {}
    for marker in runs:
        if marker is None:
            continue
        key = key_of(marker)
        before = last.get(key)
        if before is not None and marker.ordinal is not None and _follows(before, marker):
            yield from ((key, other) for other in sorted(between[key]) if _may_learn(key, other))
        last[key], between[key] = marker, set()
        if len(last) > _MOST_CLASSES:
            return
        for other, seen in between.items():
            if other != key:
                seen.add(key)


def _follows(before: Marker, marker: Marker) -> bool:
    return continues(level_of(before, 0, ""), marker)


def _bullet_pairs(runs: Sequence[Marker | None]) -> Iterator[Pair]:
    """Yield the first class of each mixed run of bullets above the others."""
    first, others = "", set[str]()
    for marker in (*runs, None):
        if marker is not None and marker.scheme == "bullet":
            key = key_of(marker)
            first = first or key
            others |= {key} - {first}
            continue
        yield from ((first, other) for other in sorted(others))
        first, others = "", set()


def _below_bullets(runs: Sequence[Marker | None]) -> dict[Pair, int]:
    """Return the bullets that several lists begin right behind, above the class of those lists."""
    found: Counter[Pair] = Counter()
    for before, marker in pairwise(runs):
        if before is None or marker is None or before.scheme != "bullet":
            continue
        if marker.ordinal == 1 and marker.scheme != "bullet":
            found[key_of(before), key_of(marker)] += 1
    # Other classes that begin behind a bullet end it: what matters is that the bullet comes back.
    return {
        pair: count
        for pair, count in found.items()
        if count >= _LEAST_LISTS and _may_learn(*pair) and _comes_between(runs, *pair)
    }


def _comes_between(runs: Sequence[Marker | None], bullet: str, inner: str) -> bool:
    """Tell whether the bullet stands right before every list of the class, but the first items."""
    starts = [
        (before, marker)
        for before, marker in zip((None, *runs), runs, strict=False)
        if marker is not None and key_of(marker) == inner and marker.ordinal == 1
    ]
    return all(before is not None and key_of(before) == bullet for before, _ in starts)


def _may_learn(outer: str, inner: str) -> bool:
    """Tell classes whose order authors choose from those that have one: chapters, articles."""
    fixed = {*NAMED, "decimal"}
    return not any(key in fixed or key.startswith("decimal") for key in (outer, inner))
