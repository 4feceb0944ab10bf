"""Facts of two kinds that say one thing: each alone would be told as lost here and added there.

"mỗi năm" that became "đến năm 2030" is a rarer duty, no stricter deadline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from doclineage.judging.facts.directions import Compared
from doclineage.judging.places import edits_at, meet
from doclineage.model import Edit, Effect, FactChange, FactKind, Span
from doclineage.vietnamese.facts import Fact

#: Units of an amount that are time: such an amount is a term under another bound.
_TIME_UNITS = frozenset({"giờ", "ngày", "ngày làm việc", "tuần", "tháng", "năm", "phút"})


def without_said_elsewhere(
    found: list[Compared], old: Sequence[Fact], new: Sequence[Fact]
) -> list[Compared]:
    """Leave out a frequency of one side only that is said as often on the other after all."""
    often = [[f for f in facts if f.kind == "frequency"] for facts in (old, new)]
    normals = [{f.span: f.normal for f in reversed(facts)} for facts in often]
    counts = [Counter(f.normal for f in facts) for facts in often]

    def is_said(compared: Compared) -> bool:
        change, before, after = compared
        if change.kind != "frequency" or (before is not None and after is not None):
            return False
        side, place = (0, before) if before is not None else (1, after)
        normal = normals[side].get(place) if place is not None else None
        own, other = (counts[at][normal] if normal else 0 for at in (side, 1 - side))
        # What the child says twice is no stricter; what it says once less is gone.
        return other >= (own if before is not None else 1)

    return [compared for compared in found if not is_said(compared)]


def is_pace(fact: Fact, others: Sequence[Fact]) -> bool:
    """Tell whether "trong năm" says how often, as "mỗi năm" does on the other side."""
    return (
        fact.kind == "deadline"
        and fact.normal == "--"
        and any(f.kind == "frequency" and f.amount is not None for f in others)
    )


def is_period_of(fact: Fact, others: Sequence[Fact]) -> bool:
    """Tell whether a frequency is the period of an amount of the other side ("/tháng")."""
    return fact.kind == "frequency" and any(
        other.per_time is not None and other.per_time == fact.amount for other in others
    )


def without_spans(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take out a duration that one side counts and the other sets: "02 ngày", "trong 02 ngày".

    "khi quá 10 ngày" sets it too: whoever has ten days is late after them.
    """
    for counted, set_in in ((old, new), (new, old)):
        for fact in [f for f in counted if (f.kind, f.bound) in _COUNTED]:
            said = f"{fact.normal} {fact.unit}"
            term = next((f for f in set_in if f.kind == "deadline" and f.normal == said), None)
            if term is not None:
                counted.remove(fact)
                set_in.remove(term)
    return old, new


#: Kinds and bounds of amounts that may be how long a term of the other side is.
_COUNTED = frozenset({("quantity", "exact"), ("scope", "above")})


def joined(found: list[Compared], edits: Sequence[Edit]) -> list[Compared]:
    """Join a lost fact with an added one of another kind that stands in its place."""
    told = list(found)
    losing, gaining = ({kinds[side] for kinds, _ in _CROSSINGS} for side in (0, 1))
    if not any(c.parent is None and c.kind in gaining for c, _, _ in found):
        return told
    for lost in found:
        if lost[0].child is not None or lost[1] is None or lost[0].kind not in losing:
            continue
        for kinds, effect in _CROSSINGS:
            added = next(
                (
                    c
                    for c in told
                    if c[0].parent is None
                    and c[2] is not None
                    and (lost[0].kind, c[0].kind) == kinds
                    and _crosses(kinds, lost, c, edits)
                ),
                None,
            )
            if added is not None:
                # What both count as time is a term, however each side bounds it.
                change = FactChange(
                    kind="deadline" if kinds == ("target", "deadline") else lost[0].kind,
                    parent=lost[0].parent,
                    child=added[0].child,
                    effect=_of_terms(lost[0].parent, added[0].child) or effect,
                )
                told[told.index(lost)] = change, lost[1], added[2]
                told.remove(added)
                break
    return told


_CROSSINGS: tuple[tuple[tuple[FactKind, FactKind], Effect], ...] = (
    (("frequency", "deadline"), "weakened"),
    (("deadline", "target"), "changed"),
    (("target", "deadline"), "changed"),
    (("target", "scope"), "weakened"),
    (("target", "modality"), "weakened"),
)
# cơ bản hoàn thành: nearly all, where an effort is no share
_NEARLY = re.compile(r"cơ bản(?!\w)")
#: Characters between the edits of two facts of which one stands for the other.
_BESIDE = 12
# 100%: all of what is counted
_WHOLE = re.compile(r"\D{0,24}100\s*(?:%|phần trăm)")


def _crosses(
    kinds: tuple[FactKind, FactKind], lost: Compared, added: Compared, edits: Sequence[Edit]
) -> bool:
    """Tell whether an added fact stands where one was lost: "phần lớn" for "100%"."""
    before, after = lost[1], added[2]
    if before is None or after is None:
        return False
    if kinds[1] in {"scope", "modality"}:
        # A share of all that softens to a word: all other shares may be lost beside one.
        said = added[0].effect == "weakened" and _WHOLE.fullmatch(lost[0].parent or "")
        if kinds[1] == "modality" and not _NEARLY.match((added[0].child or "").lower()):
            return False
        return bool(said) and _in_one_edit(before, after, edits, _BESIDE)
    if not _in_one_edit(before, after, edits):
        return False
    return "target" not in kinds or _is_term(added) or _is_term(lost)


def _of_terms(before: str | None, after: str | None) -> Effect | None:
    """Compare "ít nhất 07 ngày" with "trong 03 ngày" of one unit: what lasts shorter is weaker."""
    said = [_LASTS.search(text or "") for text in (before, after)]
    if None in said or not _LEAST.search(before or ""):
        return None
    (old, unit), (new, other) = ((int(m[1]), m[2].lower()) for m in said if m)
    if unit != other or old == new:
        return None
    return "weakened" if new < old else "strengthened"


# 07 ngày
_LASTS = re.compile(r"(?<!\d)(\d{1,4})\s+(giờ|ngày|tuần|tháng|năm)(?!\w)", re.IGNORECASE)
_LEAST = re.compile(r"(?<!\w)(?:ít nhất|tối thiểu|không dưới|trở lên)(?!\w)", re.IGNORECASE)


def _is_term(compared: Compared) -> bool:
    printed = (compared[0].child or compared[0].parent or "").lower()
    return any(printed.endswith(unit) for unit in _TIME_UNITS)


def _in_one_edit(before: Span, after: Span, edits: Sequence[Edit], beside: int = 0) -> bool:
    """Tell whether one edit puts a fact for another, or one that is so many characters away."""
    near = after[0] - beside, after[1] + beside
    return any(
        meet(edit.child_span, near) or (beside > 0 and _lies_by(edit.child_span, near))
        for edit in edits_at(edits, before)
    )


def _lies_by(place: Span, near: Span) -> bool:
    """Tell whether a place that may be empty lies within another."""
    return near[0] <= place[0] and place[1] <= near[1]
