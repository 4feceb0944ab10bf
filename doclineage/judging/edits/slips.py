"""The slips in what differs between two texts: damaged, broken, glued and doubled syllables.

A gap between equal syllables may hold damage beside a change of words or names: what is damage is
taken off its ends, piece by piece, and the rest is judged as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA

from doclineage.judging.edits.letters import is_confusable
from doclineage.judging.edits.noise import is_noise
from doclineage.judging.edits.passages import Passage
from doclineage.judging.edits.usage import Usage
from doclineage.model import Span
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.tables import load_table

Range = tuple[int, int]
#: Places of both texts that answer each other.
Gap = tuple[Range, Range]
_Names = tuple[list[Range], list[Range]]

#: Sizes of a piece on both sides, in the order in which they are tried: one damaged syllable, one
#: broken or two glued, then what was broken at another place.
_SIZES = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3), (3, 3), (4, 3), (3, 4))
#: Syllables of a run that is written twice.
_DOUBLED = 3
# the dash before "- 4 -", and the one behind it
_DASH_BEFORE = re.compile(r"(?:^|\s)[-–—]\s*$")
_DASH_AFTER = re.compile(r"\s*[-–—](?:\s|$)")


def slips_in(
    gaps: Sequence[tuple[Passage, Passage]], names: _Names, usage: Usage
) -> frozenset[Gap]:
    """Return the pieces of gaps that are noise.

    Where a text shows damage beyond doubt, what would be doubtful alone is damage as well.
    """
    found = [piece for gap in gaps for piece in _pieces(gap, names, usage, damaged=False)]
    if any(map(_is_sure, found)):
        found = [piece for gap in gaps for piece in _pieces(gap, names, usage, damaged=True)]
    return frozenset((_range(before), _range(after)) for before, after in found)


def _range(passage: Passage) -> Range:
    return passage.start, passage.stop


def _is_sure(piece: tuple[Passage, Passage]) -> bool:
    """Tell whether one side of a piece can be no words."""
    return any(not all(map(is_syllable, side.keys)) for side in piece)


def _pieces(
    gap: tuple[Passage, Passage], names: _Names, usage: Usage, *, damaged: bool
) -> list[tuple[Passage, Passage]]:
    """Take the pieces that are noise off both ends of a gap.

    Beside other words a piece must be damaged beyond doubt, or in its marks only.
    """
    if _is_slip(*gap, names, usage, damaged=damaged):
        return [gap]
    found: list[tuple[Passage, Passage]] = []
    rest = gap
    for at_end in (False, True):
        while any(side.start < side.stop for side in rest):
            taken = next(
                (
                    (piece, left)
                    for piece, left in _cuts(rest, at_end=at_end)
                    if _may_be_one(*piece) and _is_slip(*piece, names, usage, damaged=damaged)
                ),
                None,
            )
            if taken is None:
                break
            found.append(taken[0])
            rest = taken[1]
    if any(side.start < side.stop for side in rest):
        if not all(side.keys for side in rest) and _is_slip(*rest, names, usage, damaged=damaged):
            return [*found, rest]
        found = [piece for piece in found if _is_sure(piece) or piece[0].bare == piece[1].bare]
    return found


def _may_be_one(before: Passage, after: Passage) -> bool:
    """Tell whether two pieces share so many letters that it is worth asking more."""
    old, new = "".join(before.bare), "".join(after.bare)
    if not (old.isalpha() and new.isalpha()):
        return True
    return OSA.distance(old, new) <= max(_APART, len(old) // 2)


#: So many letters may differ in any piece: one of them may look like two ("m", "rn").
_APART = 3


def _cuts(
    rest: tuple[Passage, Passage], *, at_end: bool
) -> list[tuple[tuple[Passage, Passage], tuple[Passage, Passage]]]:
    """Return the pieces that may be taken off one end, each with what is left."""
    room = [side.stop - side.start for side in rest]
    sizes = [size for size in _SIZES if size[0] <= room[0] and size[1] <= room[1]]
    cuts = []
    for size in sizes:
        parts = [_cut(side, n, at_end=at_end) for side, n in zip(rest, size, strict=True)]
        cuts.append(((parts[0][0], parts[1][0]), (parts[0][1], parts[1][1])))
    return cuts


def _cut(side: Passage, size: int, *, at_end: bool) -> tuple[Passage, Passage]:
    at = side.stop - size if at_end else side.start + size
    first = Passage(side.text, side.words, side.start, at)
    second = Passage(side.text, side.words, at, side.stop)
    return (second, first) if at_end else (first, second)


def _is_slip(
    before: Passage, after: Passage, names: _Names, usage: Usage, *, damaged: bool
) -> bool:
    if before.keys and after.keys:
        return is_noise(before, after, usage, damaged=damaged) or _is_marred(
            before, after, names, usage
        )
    longer, own = (before, names[0]) if before.keys else (after, names[1])
    return (
        (_is_doubled(longer) and not _is_beside_name(longer, own))
        or longer.keys == ("|",)
        or _is_rubbish(longer)
        or _is_page_number(longer)
        or _is_of_date(longer)
        or _is_of_designation(longer)
        or _is_lost_in_name(before, after, names)
    )


def _is_doubled(passage: Passage) -> bool:
    """Tell whether a run of syllables is written twice: "đạt từ từ 90%"; "dần dần" is a word."""
    size = passage.stop - passage.start
    if size > _DOUBLED or not all(key.isalpha() for key in passage.keys):
        return False
    said = fold_case(passage.printed)
    before, after = _beside(passage.text, passage.span)
    if not (_ends_with(before, said) or _begins_with(after, said)):
        return False
    # "từ từ 90%" is no "từ từ" of its own.
    return f"{said} {said}" not in _reduplications() or after.lstrip()[:1].isdecimal()


#: Characters more than a place has, looked at on either side: they tell how words are folded.
_CONTEXT = 8
_PRINTED = re.compile(r"\S")


def _beside(text: str, place: Span) -> tuple[str, str]:
    """Return what stands before and behind a place, folded, of twice its length but for blanks."""
    start, end = place
    room = end - start + _CONTEXT
    first = max(0, len(text[:start].rstrip()) - room)
    behind = _PRINTED.search(text, end)
    last = behind.start() + room if behind else len(text)
    return fold_case(text[first:start]), fold_case(text[end:last])


def _ends_with(before: str, said: str) -> bool:
    """Tell whether a text ends with some words, and a blank behind them."""
    head = before.rstrip()
    whole = not _is_letter(head[: len(head) - len(said)][-1:])
    return len(head) < len(before) and head.endswith(said) and whole


def _begins_with(after: str, said: str) -> bool:
    """Tell whether a text begins with a blank, and some words behind it."""
    rest = after.lstrip()
    whole = not _is_letter(rest[len(said) : len(said) + 1])
    return len(rest) < len(after) and rest.startswith(said) and whole


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_beside_name(passage: Passage, own: list[Range]) -> bool:
    """Tell whether a run repeats the end of a name, and is no part of it.

    "Sở Xây dựng xây dựng phương án": the second is what the body does.
    """
    if len(passage.keys) < _VERB:
        return False
    return any(stop in {passage.start, passage.stop} for _, stop in own)


#: Syllables of a verb that may follow a name which ends with it; one by itself is typed twice.
_VERB = 2


@cache
def _reduplications() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("reduplications"))


def _is_of_date(passage: Passage) -> bool:
    """Tell whether a damaged "ngày" stands before its date, which is read without it."""
    return (
        len(passage.keys) == 1
        and not is_syllable(passage.keys[0])
        and is_confusable(passage.keys[0], "ngày")
        and "".join(passage.words.keys[passage.stop : passage.stop + 1]).count("-")
        == _DASHES_OF_DATE
    )


# 57-NQ/TW | 09 / CT-UBND, behind "số"
_DESIGNATION = re.compile(r"\s*\d+(?:/\d{4})?\s?[/-]\s?[^\W\d_]")


def _is_of_designation(passage: Passage) -> bool:
    """Tell whether a damaged "số" stands before the number that is read without it."""
    end = passage.span[1]
    return passage.bare == ("so",) and _DESIGNATION.match(passage.text, end) is not None


#: 2026-3-5
_DASHES_OF_DATE = 2


# ~ || } ★ : what a stamp or a crease leaves in what is read of a page
_RUBBISH = re.compile(r"[~|{}★☆■□●^¬¦§\\<>=_]")
#: So many such signs in one place are no print; of so many syllables at most.
_FEWEST_SIGNS = 3
_FEW_WORDS = 4


def _is_rubbish(passage: Passage) -> bool:
    """Tell whether a few syllables stand among signs that no sentence has: "★ ỦY BAN ~|| }"."""
    keys, spans = passage.keys, passage.words.spans
    if len(keys) > _FEW_WORDS or any(map(str.isdigit, "".join(keys))):
        return False
    start = spans[passage.start - 1][1] if passage.start else 0
    end = spans[passage.stop][0] if passage.stop < len(spans) else len(passage.text)
    return len(_RUBBISH.findall(passage.text, start, end)) >= _FEWEST_SIGNS


def _is_page_number(passage: Passage) -> bool:
    """Tell whether a text has the number of a page in it: "hoạt động - 4 - kinh doanh"."""
    start, end = passage.span
    if len(passage.keys) != 1 or not passage.printed.isdecimal():
        return False
    if passage.text[:start].endswith("\n") and passage.text[end : end + 1] == "\n":
        return True
    return (
        _DASH_BEFORE.search(passage.text[:start]) is not None
        and _DASH_AFTER.match(passage.text, end) is not None
    )


def _is_marred(before: Passage, after: Passage, names: _Names, usage: Usage) -> bool:
    """Tell whether a name is damaged, so that it is a name on one side only."""
    if not is_confusable(before.printed, after.printed):
        return False
    inside = [
        max((b - a for a, b in own if a <= side.start and side.stop <= b), default=0)
        for side, own in zip((before, after), names, strict=True)
    ]
    if (inside[0] > 0) == (inside[1] > 0):
        return False
    if before.bare == after.bare or max(inside) >= _LONG_NAME:
        return True
    return usage.is_used(before, after) != usage.is_used(after, before)


#: Syllables of a name so long that one damaged letter makes no other word of it.
_LONG_NAME = 3


def _is_lost_in_name(before: Passage, after: Passage, names: _Names) -> bool:
    """Tell whether one syllable was lost inside of a name: "Ủy ban nhân tỉnh"."""
    sides = (before, names[0]), (after, names[1])
    (longer, own), (shorter, others) = sides if before.keys else sides[::-1]
    if len(longer.keys) != 1 or shorter.keys:
        return False
    whole = next((n for n in own if n[0] < longer.start and longer.stop < n[1]), None)
    # Where what is left is a name as well, another body may be meant.
    return whole is not None and not any(
        start < shorter.start < stop and stop - start >= whole[1] - whole[0] - 1
        for start, stop in others
    )
