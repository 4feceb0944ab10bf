"""Word-level differences between two texts, each told apart: noise, localisation, fact, wording."""

from __future__ import annotations

import msgspec
from rapidfuzz.distance import Indel

from doclineage.judging.localisation import Setting, is_localisation
from doclineage.judging.noise import Usage, is_noise
from doclineage.judging.passages import Passage
from doclineage.model import Edit, EditKind
from doclineage.settings import Settings
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.words import Words, words

Range = tuple[int, int]


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
    ranges = _widened(_ranges(left, right), left, right, parent, child)
    outside = len(left.keys) + len(right.keys)
    changed = sum(b - a + d - c for (a, b), (c, d) in ranges)
    likeness = 1.0 - changed / outside if outside else 1.0
    noisy = likeness >= settings.noise_similarity
    edits = []
    equal_left, equal_right = [True] * len(left.keys), [True] * len(right.keys)
    for one, two in ranges:
        before, after = Passage(parent, left, *one), Passage(child, right, *two)
        kind: EditKind = "wording"
        if noisy and is_noise(before, after, usage):
            kind = "noise"
        elif is_localisation(before.printed, after.printed, setting):
            kind = "localisation"
        else:
            equal_left[one[0] : one[1]] = [False] * (one[1] - one[0])
            equal_right[two[0] : two[1]] = [False] * (two[1] - two[0])
        edits.append(_edit(kind, before, after))
    held = sum(equal_left) + sum(equal_right)
    return Difference(
        left,
        right,
        tuple(edits),
        tuple(equal_left),
        tuple(equal_right),
        held / outside if outside else 1.0,
    )


def _ranges(left: Words, right: Words) -> list[tuple[Range, Range]]:
    """Return the differing syllable ranges; table rows are compared cell by cell."""
    cells_left, cells_right = _cells(left), _cells(right)
    if len(cells_left) != len(cells_right):
        cells_left, cells_right = [(0, len(left.keys))], [(0, len(right.keys))]
    found: list[tuple[Range, Range]] = []
    for (a, b), (c, d) in zip(cells_left, cells_right, strict=True):
        for one, two in _differing(left.keys[a:b], right.keys[c:d]):
            found.append(((one[0] + a, one[1] + a), (two[0] + c, two[1] + c)))
    return found


def _cells(side: Words) -> list[Range]:
    """Return the ranges between the borders of table cells."""
    borders = [place for place, key in enumerate(side.keys) if key == "|"]
    return list(zip([0, *(b + 1 for b in borders)], [*borders, len(side.keys)], strict=True))


def _differing(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[Range, Range]]:
    """Return differing ranges; a deletion beside an insertion is one replacement."""
    found: list[tuple[Range, Range]] = []
    for op in Indel.opcodes(left, right):
        if op.tag == "equal":
            continue
        one, two = (op.src_start, op.src_end), (op.dest_start, op.dest_end)
        if found and found[-1][0][1] == one[0] and found[-1][1][1] == two[0]:
            found[-1] = ((found[-1][0][0], one[1]), (found[-1][1][0], two[1]))
        else:
            found.append((one, two))
    return found


def _widened(
    ranges: list[tuple[Range, Range]], left: Words, right: Words, parent: str, child: str
) -> list[tuple[Range, Range]]:
    """Widen a difference inside the name of a body or territory to the whole name.

    "Sở Nội vụ" against "Sở Y tế" is one changed body, not one changed word.
    """
    if not ranges:
        return ranges
    names_left = _name_ranges(left, parent)
    names_right = _name_ranges(right, child)
    wide: list[tuple[Range, Range]] = []
    for one, two in ranges:
        back, ahead = _reach(one, names_left), _reach(two, names_right)
        before = max(one[0] - back[0], two[0] - ahead[0])
        after = max(back[1] - one[1], ahead[1] - two[1])
        limit_left = wide[-1][0][1] if wide else 0
        limit_right = wide[-1][1][1] if wide else 0
        before = max(0, min(before, one[0] - limit_left, two[0] - limit_right))
        after = max(0, min(after, len(left.keys) - one[1], len(right.keys) - two[1]))
        grown = ((one[0] - before, one[1] + after), (two[0] - before, two[1] + after))
        if wide and (grown[0][0] < wide[-1][0][1] or grown[1][0] < wide[-1][1][1]):
            wide[-1] = ((wide[-1][0][0], grown[0][1]), (wide[-1][1][0], grown[1][1]))
        else:
            wide.append(grown)
    return _merged(wide, ranges)


def _merged(
    wide: list[tuple[Range, Range]], ranges: list[tuple[Range, Range]]
) -> list[tuple[Range, Range]]:
    """Join widened ranges that now overlap the difference that follows."""
    out: list[tuple[Range, Range]] = []
    for one, two in wide:
        if out and (one[0] < out[-1][0][1] or two[0] < out[-1][1][1]):
            last = out[-1]
            out[-1] = (
                (last[0][0], max(last[0][1], one[1])),
                (last[1][0], max(last[1][1], two[1])),
            )
        else:
            out.append((one, two))
    # Widening must move both sides by the same number of equal syllables, or not at all.
    balanced = all(b - a >= 0 and d - c >= 0 for (a, b), (c, d) in out)
    return out if balanced else ranges


def _name_ranges(side: Words, text: str) -> list[Range]:
    found = []
    for mention in find_mentions(text):
        inside = [
            i
            for i, (start, end) in enumerate(side.spans)
            if start < mention.span[1] and mention.span[0] < end
        ]
        if inside and mention.body is not None:
            found.append((inside[0], inside[-1] + 1))
    return found


def _reach(own: Range, names: list[Range]) -> Range:
    """Return the range widened to the names that it cuts into."""
    start, end = own
    for a, b in names:
        if a < end and start < b:
            start, end = min(start, a), max(end, b)
    return start, end


def _edit(kind: EditKind, before: Passage, after: Passage) -> Edit:
    return Edit(
        kind=kind,
        parent_unit=None,
        parent_span=before.span,
        parent_text=before.printed,
        child_unit=None,
        child_span=after.span,
        child_text=after.printed,
    )
