"""Word-level differences between two texts, each told apart: noise, localisation, fact, wording."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import Indel

from doclineage.judging.edits.noise import is_damaged
from doclineage.judging.edits.passages import Passage
from doclineage.judging.edits.slips import Gap, Range, slips_in
from doclineage.judging.edits.usage import Usage
from doclineage.judging.localisation import Setting, is_localisation
from doclineage.judging.localisation.counterparts import find_counterparts
from doclineage.judging.places import meeting
from doclineage.model import Edit, EditKind, Span
from doclineage.settings import Settings
from doclineage.vietnamese.agencies import find_mentions, mended_names, title_start
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import Words, words

#: Syllables of both sides that answer each other: equal ones, or noise and its sound form.
Anchor = Gap


class Difference(msgspec.Struct, frozen=True):
    """What differs between two texts; `equal_…` flags the syllables that both share."""

    parent: Words
    child: Words
    edits: tuple[Edit, ...]
    equal_parent: tuple[bool, ...]
    equal_child: tuple[bool, ...]
    similarity: float
    """Share of syllables that both hold in order, noise and localisation counted as held."""


def compare_words(
    parent: str, child: str, setting: Setting, usage: Usage, settings: Settings
) -> Difference:
    """Return the differences between two texts; equal keys give none."""
    left, right = words(parent), words(child)
    if left.keys == right.keys:
        whole = (True,) * len(left.keys)
        return Difference(left, right, (), whole, whole, 1.0)
    anchors = _equal_pairs(left, right)
    total = len(left.keys) + len(right.keys)
    names = _names(left, parent), _names(right, child)
    gaps = [
        (Passage(parent, left, *a), Passage(child, right, *b))
        for a, b in _gaps(anchors, left, right)
    ]
    held = 2 * len(anchors) + sum(_held(x, y, names) for x, y in gaps)
    near = held >= settings.noise_similarity * total
    noise = slips_in(gaps, names, usage) if near else frozenset()
    anchors = _without_torn_names(sorted([*anchors, *noise]), left, right, names)
    if near:
        anchors = _between_names(anchors, left, right, names, setting)
    edits = []
    equal_left, equal_right = [True] * len(left.keys), [True] * len(right.keys)
    for one, two in sorted(
        [anchor for anchor in anchors if anchor in noise]
        + [_without_equal_end(gap, left, right, names) for gap in _gaps(anchors, left, right)]
    ):
        before, after = Passage(parent, left, *one), Passage(child, right, *two)
        kind: EditKind = "wording"
        if (one, two) in noise:
            kind = "noise"
        elif _is_local(before, after, setting):
            kind = "localisation"
        else:
            equal_left[one[0] : one[1]] = [False] * (one[1] - one[0])
            equal_right[two[0] : two[1]] = [False] * (two[1] - two[0])
        edits.append(edit_of(kind, before, after))
    equal = sum(equal_left) + sum(equal_right)
    return Difference(
        left, right, tuple(edits), tuple(equal_left), tuple(equal_right), equal / max(1, total)
    )


def _held(before: Passage, after: Passage, names: tuple[list[Range], list[Range]]) -> int:
    """Count the syllables of a gap that say nothing of rewording: damaged ones, and names."""
    if is_damaged(before, after):
        return len(before.keys) + len(after.keys)
    return sum(
        min(stop, side.stop) - max(start, side.start)
        for side, own in zip((before, after), names, strict=True)
        for start, stop in _cut(own, (side.start, side.stop))
    )


def _is_local(before: Passage, after: Passage, setting: Setting) -> bool:
    """Tell whether an edit only maps names to the child's level, damaged or not."""
    if is_localisation(before.printed, after.printed, setting):
        return True
    if setting.parent_level == setting.child_level:
        return False
    if _names_itself(before, after):
        return True
    printed = before.printed, after.printed
    if not any(map(find_mentions, printed)):
        # Of two sides that answer each other one names something soundly.
        return False
    mended = mended_names(before.printed), mended_names(after.printed)
    return mended != printed and is_localisation(*mended, setting)


def _equal_pairs(left: Words, right: Words) -> list[Anchor]:
    """Return which syllables of both sides correspond; table rows are compared cell by cell."""
    cells_left, cells_right = _cells(left), _cells(right)
    if len(cells_left) != len(cells_right):
        cells_left, cells_right = [(0, len(left.keys))], [(0, len(right.keys))]
    pairs: list[Anchor] = []
    for place, ((a, b), (c, d)) in enumerate(zip(cells_left, cells_right, strict=True)):
        if place:
            pairs.append(((a - 1, a), (c - 1, c)))
        for op in Indel.opcodes(left.keys[a:b], right.keys[c:d]):
            if op.tag == "equal":
                size = op.src_end - op.src_start
                i, j = a + op.src_start, c + op.dest_start
                pairs += [((i + n, i + n + 1), (j + n, j + n + 1)) for n in range(size)]
    return pairs


def _cells(side: Words) -> list[Range]:
    """Return the ranges between the borders of table cells."""
    borders = [place for place, key in enumerate(side.keys) if key == "|"]
    return list(zip([0, *(b + 1 for b in borders)], [*borders, len(side.keys)], strict=True))


def _gaps(anchors: list[Anchor], left: Words, right: Words) -> list[Gap]:
    """Return the ranges between what corresponds, where something differs."""
    found: list[Gap] = []
    i = j = 0
    ends = (len(left.keys), len(left.keys)), (len(right.keys), len(right.keys))
    for one, two in [*anchors, ends]:
        if one[0] > i or two[0] > j:
            found.append(((i, one[0]), (j, two[0])))
        i, j = one[1], two[1]
    return found


def _without_torn_names(
    anchors: list[Anchor], left: Words, right: Words, names: tuple[list[Range], list[Range]]
) -> list[Anchor]:
    """Drop the anchors inside a name that a difference cuts.

    "Sở Nội vụ" against "Sở Y tế" is one changed body, not two changed words. A name cut on one
    side may cut one on the other, so this goes on until nothing more falls.
    """
    while True:
        torn: tuple[set[int], set[int]] = (set(), set())
        for gap in _gaps(anchors, left, right):
            for side, part in enumerate(gap):
                # An empty gap cuts only what it stands inside of.
                for name in _cut(names[side], part):
                    torn[side].update(range(*name))
        if not any(torn):
            return anchors
        old, new = torn
        kept = [
            (one, two)
            for one, two in anchors
            if old.isdisjoint(range(*one)) and new.isdisjoint(range(*two))
        ]
        if len(kept) == len(anchors):
            return anchors
        anchors = kept


def _between_names(
    anchors: list[Anchor],
    left: Words,
    right: Words,
    names: tuple[list[Range], list[Range]],
    setting: Setting,
) -> list[Anchor]:
    """Add what corresponds between names that fell as a whole: there their parts say nothing.

    "Sở Y tế chỉ đạo các bệnh viện", "Phòng Văn hóa chỉ đạo Trạm Y tế" share what stands between.
    A list of names that is mapped as one stays one.
    """
    found = list(anchors)
    for gap in _gaps(anchors, left, right):
        masked = [
            _masked(side, part, own)
            for side, part, own in zip((left, right), gap, names, strict=True)
        ]
        if not all(any(isinstance(key, str) for key in keys) for keys in masked):
            continue
        if _is_local(
            Passage(left.text, left, *gap[0]), Passage(right.text, right, *gap[1]), setting
        ):
            continue
        for op in Indel.opcodes(*masked):
            if op.tag == "equal":
                i, j = gap[0][0] + op.src_start, gap[1][0] + op.dest_start
                size = op.src_end - op.src_start
                found += [((i + n, i + n + 1), (j + n, j + n + 1)) for n in range(size)]
    return sorted(found)


def _cut(names: Sequence[Range], part: Range) -> Sequence[Range]:
    """Return the names that a part holds syllables of, or stands inside of."""
    return meeting(names, part, _whole)


def _whole(name: Range) -> Range:
    return name


def _masked(side: Words, part: Range, names: list[Range]) -> list[str | tuple[Words, int]]:
    """Return the keys of a part, those inside of names as what equals nothing."""
    inside = {n for a, b in _cut(names, part) for n in range(max(a, part[0]), min(b, part[1]))}
    return [(side, n) if n in inside else side.keys[n] for n in range(*part)]


def _without_equal_end(
    gap: Gap, left: Words, right: Words, names: tuple[list[Range], list[Range]]
) -> Gap:
    """Shorten a gap by the syllables that both sides end with, up to the names in it."""
    one, two = gap
    bounds = [
        max([part[0], *(end for _, end in _cut(own, part))])
        for part, own in zip((one, two), names, strict=True)
    ]
    size = 0
    while (
        one[1] - size > bounds[0]
        and two[1] - size > bounds[1]
        and left.keys[one[1] - size - 1] == right.keys[two[1] - size - 1]
    ):
        size += 1
    return (one[0], one[1] - size), (two[0], two[1] - size)


def _names_itself(before: Passage, after: Passage) -> bool:
    """Tell whether each text names its own document: "Chỉ thị này", "Kế hoạch này"."""
    return all(
        fold_case(side.printed) in KIND_NAMES
        and side.words.keys[side.stop : side.stop + 1] == ("này",)
        for side in (before, after)
    )


def _names(side: Words, text: str) -> list[Range]:
    """Return the syllable ranges of the bodies and territories that a text names."""
    places = sorted(
        [(title_start(text, mention), mention.span[1]) for mention in find_mentions(text)]
        + [part.span for part in find_counterparts(text)]
    )
    found: list[Range] = []
    place, spans = 0, side.spans
    for first, last in places:
        while place < len(spans) and spans[place][1] <= first:
            place += 1
        start = place
        while place < len(spans) and spans[place][0] < last:
            place += 1
        if place > start:
            found.append((start, place))
    return found


def mapped_position(position: int, difference: Difference) -> float:
    """Return where in the child a place of the parent would stand."""
    begun = bisect_right(difference.edits, position, key=lambda edit: edit.parent_span[0])
    if not begun:
        return position
    last = difference.edits[begun - 1]
    passed = last.parent_span[1] <= position
    return position + last.child_span[passed] - last.parent_span[passed]


def with_other_kinds(difference: Difference, parent: str, elsewhere: Sequence[Span]) -> Difference:
    """Add as localisation what the parent says of other kinds of communes than the child's."""
    if not elsewhere:
        return difference
    left_out = []
    for start, end in elsewhere:
        place = int(mapped_position(start, difference))
        left_out.append(
            Edit(
                kind="localisation",
                parent_unit=None,
                parent_span=(start, end),
                parent_text=parent[start:end],
                child_unit=None,
                child_span=(place, place),
                child_text="",
            )
        )
    edits = sorted([*difference.edits, *left_out], key=lambda edit: edit.parent_span)
    return msgspec.structs.replace(difference, edits=tuple(edits))


def edit_of(kind: EditKind, before: Passage, after: Passage) -> Edit:
    """Return the edit that turns one passage into another, not yet placed in a unit."""
    return Edit(
        kind=kind,
        parent_unit=None,
        parent_span=before.span,
        parent_text=before.printed,
        child_unit=None,
        child_span=after.span,
        child_text=after.printed,
    )
