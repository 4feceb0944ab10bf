"""Facts of both sides paired and compared, with the direction of each change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from doclineage.judging.bodies import changed_bodies, foreign_places
from doclineage.judging.directions import Compared, effect_of, is_amount
from doclineage.judging.duty_words import (
    when_needed,
    with_partners,
    without_figures,
    without_harmless,
    without_idle,
    without_moved,
)
from doclineage.judging.edits import Difference, mapped_position
from doclineage.judging.exchanges import changed_doers, without_told
from doclineage.judging.levels import without_higher
from doclineage.judging.localisation import Setting
from doclineage.judging.members import changed_lists
from doclineage.judging.negations import hidden_negations, softened, without_restated
from doclineage.judging.noise import is_confusable
from doclineage.model import Edit, Effect, FactChange, FactKind, Span
from doclineage.vietnamese.facts import Fact, cue_start, find_facts, is_unit
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words

#: Duty words count only where the texts differ: both sides use the same ones elsewhere.
_ONLY_IN_EDITS: frozenset[FactKind] = frozenset({"modality", "negation", "scope", "frequency"})
#: Characters between a fact and the word that bounds it.
_REACH = 16
#: In an edit of more words than this a duty word is judged with its clause, not by itself.
_LONG_EDIT = 12
#: An exception is a fact of its own: whoever drops it binds, or frees, somebody else.
_EXCEPT = "except"
#: Facts are paired within a group only.
_GROUPS = ("deadline", "amount", "modality", "negation", "scope", "frequency", "reference")
# phấn đấu đạt | tối thiểu | từ, right before an amount; trở lên, soon after it.
_BOUND_BEFORE = re.compile(
    r"(?<!\w)(?:phấn đấu(?: đạt)?|tối thiểu|ít nhất|không dưới|từ|trên|hơn|vượt|tối đa|không quá"
    r"|dưới|khoảng|gần|xấp xỉ)\s+(?:đạt\s+|là\s+)?$"
)
_UNIT_AFTER = re.compile(
    r"\s+(?:(?:nghìn|triệu|tỷ)(?:\s+đồng)?|ha|sào|m2|m3|mét|km|kg|tấn|lít|ngày làm việc"
    r"|giờ|tháng tuổi|tháng|tuổi)(?!\w)"
)
_BOUND_AFTER = re.compile(r"(?:\s+[^\s.;,]+){0,3}?\s+trở (?:lên|xuống)")
#: A plain order binds like this; compare data/fact_words.tsv.
_PLAIN_ORDER = 3.0


def compare_facts(
    parent: str, child: str, difference: Difference, setting: Setting
) -> tuple[Compared, ...]:
    """Return the facts that differ, in the order of the parent's text."""
    if not difference.edits:
        return ()
    old = _relevant(find_facts(parent), difference.edits, side="parent")
    new = _relevant(find_facts(child), difference.edits, side="child")
    old, new = with_partners(old, new, find_facts(parent), find_facts(child), difference)
    old, new = _cancel(old, new)
    old, new = without_moved(old, new, find_facts(parent), find_facts(child))
    old, new = without_idle(old, new, difference.edits)
    old = without_higher(old, parent, child, setting)
    found: list[Compared] = []
    for group in _GROUPS:
        left = [fact for fact in old if _group(fact) == group]
        right = [fact for fact in new if _group(fact) == group]
        found += _paired(left, right, parent, child, difference)
    found = _part_of_all(found)
    found = when_needed(found, old, parent)
    found = without_figures(without_restated(found, parent, child), parent, child)
    found = softened(without_harmless(found, difference), difference.edits)
    found += hidden_negations(difference.edits, parent, child)
    bodies = changed_bodies(parent, child, difference, setting)
    bodies += foreign_places(parent, child, difference, setting)
    found += bodies
    found += without_told(changed_doers(parent, child, difference, setting), bodies)
    found = _without_lost_lead(found)
    found += changed_lists(parent, child, difference, setting)
    found += _unread_digits(difference.edits, find_facts(parent), find_facts(child))
    found = [_doubted(compared, difference.edits) for compared in found]
    return tuple(sorted(found, key=lambda c: (c[1] or (1 << 30, 0), c[2] or (0, 0), c[0].kind)))


def _group(fact: Fact) -> str:
    return "amount" if is_amount(fact) else fact.kind


def _part_of_all(found: list[Compared]) -> list[Compared]:
    """Say "weakened" of a share below all that stands where the parent said all."""
    all_lost = any(
        c.kind == "scope" and c.child is None and c.effect == "missing" for c, _, _ in found
    )
    told: list[Compared] = []
    for change, before, after in found:
        share = change.kind == "target" and change.parent is None and "%" in (change.child or "")
        if all_lost and share and "100" not in (change.child or ""):
            weaker = FactChange(kind="target", parent=None, child=change.child, effect="weakened")
            told.append((weaker, before, after))
        else:
            told.append((change, before, after))
    return told


def _without_lost_lead(found: list[Compared]) -> list[Compared]:
    """Leave out that nobody "chủ trì" any more where it is said that the leader is missing."""
    ends = [b[1] for change, b, _ in found if change.kind == "agency" and b and not change.child]
    return [
        (change, before, after)
        for change, before, after in found
        if change.kind != "modality"
        or change.child is not None
        or before is None
        or not any(0 <= before[0] - end <= 1 for end in ends)
    ]


def _relevant(facts: Sequence[Fact], edits: Sequence[Edit], *, side: str) -> list[Fact]:
    real = [_span(edit, side) for edit in edits if edit.kind != "noise" and not _is_rewrite(edit)]
    noise = [_span(edit, side) for edit in edits if edit.kind == "noise"]
    return [
        fact
        for fact in facts
        if (
            fact.kind not in _ONLY_IN_EDITS
            or is_amount(fact)
            or fact.normal == _EXCEPT
            or _touches(fact, real)
        )
        and not _touches(fact, noise)
    ]


def _span(edit: Edit, side: str) -> Span:
    return edit.parent_span if side == "parent" else edit.child_span


def _doubted(compared: Compared, edits: Sequence[Edit]) -> Compared:
    """Say "unknown" of a lost duty word that may only be damaged: a person must look."""
    change, before, after = compared
    if change.kind in _ONLY_IN_EDITS and change.child is None and before is not None:
        for edit in edits:
            a, b = edit.parent_span
            inside = a < before[1] and before[0] < b
            if inside and is_confusable(edit.parent_text, edit.child_text):
                damaged = FactChange(
                    kind=change.kind, parent=change.parent, child=edit.child_text, effect="unknown"
                )
                return damaged, before, edit.child_span
    return change, before, after


def _is_rewrite(edit: Edit) -> bool:
    """Tell whether both sides run on so long that single duty words no longer correspond."""
    sizes = [len(text.split()) for text in (edit.parent_text, edit.child_text)]
    return max(sizes) > _LONG_EDIT


def _touches(fact: Fact, spans: Sequence[Span]) -> bool:
    return any(a < fact.span[1] and fact.span[0] < b for a, b in spans)


def _cancel(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take out the facts that both sides state alike, wherever they stand."""
    left = Counter(map(_identity, old))
    right = Counter(map(_identity, new))
    common = left & right
    return _without(old, common.copy()), _without(new, common.copy())


def _identity(fact: Fact) -> tuple[str, ...]:
    if is_amount(fact):
        unit = fact.unit if fact.unit is not None and is_unit(fact.unit) else ""
        return "amount", fact.normal, fact.bound or "", unit
    return fact.kind, fact.normal, "before" if fact.bound == "before" else ""


def _without(facts: list[Fact], common: Counter[tuple[str, ...]]) -> list[Fact]:
    kept = []
    for fact in facts:
        if common[_identity(fact)] > 0:
            common[_identity(fact)] -= 1
        else:
            kept.append(fact)
    return kept


def _paired(
    left: list[Fact], right: list[Fact], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Pair what is left by unit and nearness, then compare."""
    found: list[Compared] = []
    open_right = list(right)
    for fact in left:
        where = mapped_position(fact.span[0], difference)
        choices = sorted(
            (
                (_distance(fact, other, where), i)
                for i, other in enumerate(open_right)
                if _comparable(fact, other)
            )
        )
        if choices:
            other = open_right.pop(choices[0][1])
            if fact.normal == other.normal and _cue_damaged(fact, other, difference.edits):
                continue
            change = FactChange(
                kind=_kind(fact, other),
                parent=_printed(fact, parent),
                child=_printed(other, child),
                effect=effect_of(fact, other),
            )
            found.append((change, _printed_span(fact, parent), _printed_span(other, child)))
        else:
            if _is_optional(fact, parent):
                continue
            effect: Effect = "missing"
            if fact.kind == "modality" and fact.amount is not None:
                effect = "weakened" if fact.amount > _PLAIN_ORDER else "strengthened"
                if fact.amount == _PLAIN_ORDER:
                    continue
            if fact.kind == "modality" and _is_rewritten(fact, difference.edits):
                effect = "unknown"
            change = FactChange(
                kind=fact.kind, parent=_printed(fact, parent), child=None, effect=effect
            )
            found.append((change, _printed_span(fact, parent), None))
    found += [c for fact in open_right for c in _added(fact, child)]
    return found


def _kind(fact: Fact, other: Fact) -> FactKind:
    """Return the kind of a change: a threshold on one side makes a scope of both."""
    if other.kind == "scope" or fact.kind == "quantity":
        return other.kind
    return fact.kind


#: Words put in place of a duty word from which on the duty may have been said otherwise.
_SAID_OTHERWISE = 4


def _is_optional(fact: Fact, text: str) -> bool:
    """Tell whether a fact may be left unsaid: "thường xuyên", or "một" where nothing bounds it."""
    if fact.kind == "frequency":
        return fact.amount is None
    return (
        fact.kind == "quantity"
        and fact.amount == 1
        and fold_case(text[fact.span[0] : fact.span[1]]) == "một"
    )


def _is_rewritten(fact: Fact, edits: Sequence[Edit]) -> bool:
    return any(
        _touches(fact, [edit.parent_span]) and len(edit.child_text.split()) >= _SAID_OTHERWISE
        for edit in edits
    )


def _cue_damaged(fact: Fact, other: Fact, edits: Sequence[Edit]) -> bool:
    """Tell whether the word that bounds a fact is only damaged ("truớc ngày 15/6")."""
    return any(
        edit.kind == "noise"
        and (_near(edit.parent_span, fact.span) or _near(edit.child_span, other.span))
        for edit in edits
    )


def _near(one: Span, two: Span) -> bool:
    return one[0] - _REACH < two[1] and two[0] - _REACH < one[1]


def _added(fact: Fact, child: str) -> list[Compared]:
    """Judge what only the child states: more precise where it is a deadline or an amount."""
    effect: Effect = "changed"
    if fact.kind == "modality":
        if fact.amount == _PLAIN_ORDER or fact.amount is None:
            return []
        effect = "weakened" if fact.amount < _PLAIN_ORDER else "strengthened"
    elif fact.kind == "frequency" and fact.amount is None:
        return []
    elif fact.kind in {"deadline", "target", "frequency"}:
        effect = "strengthened"
    elif fact.kind in {"quantity", "reference"}:
        return []
    change = FactChange(kind=fact.kind, parent=None, child=_printed(fact, child), effect=effect)
    return [(change, None, _printed_span(fact, child))]


def _distance(fact: Fact, other: Fact, where: float) -> float:
    penalty = 0 if (fact.unit or "") == (other.unit or "") else 1000
    return penalty + abs(other.span[0] - where)


def _comparable(fact: Fact, other: Fact) -> bool:
    if is_amount(fact):
        return fact.unit == other.unit or fact.normal.rstrip("%") == other.normal.rstrip("%")
    return True


def _printed(fact: Fact, text: str) -> str:
    """Return a fact as printed, with the word that bounds it ("từ 95% trở lên")."""
    start, end = _printed_span(fact, text)
    return text[start:end]


def _printed_span(fact: Fact, text: str) -> Span:
    start, end = fact.span
    if fact.kind == "deadline":
        return cue_start(text, fact), end
    if not is_amount(fact):
        return start, end
    if unit := _UNIT_AFTER.match(fold_case(text[end : end + 24])):
        end += unit.end()
    if fact.bound in {None, "exact"}:
        return start, end
    before = _BOUND_BEFORE.search(fold_case(text[max(0, start - 30) : start]))
    after = _BOUND_AFTER.match(fold_case(text[end : end + 40]))
    return (
        start - len(before.group()) if before else start,
        end + after.end() if after else end,
    )


def _numbers(text: str) -> list[str]:
    """Return the numbers of a text, in an order that says nothing of their places."""
    return sorted(key for key in words(text).keys if any(c.isdigit() for c in key))


def _unread_digits(
    edits: Sequence[Edit], old: Sequence[Fact], new: Sequence[Fact]
) -> list[Compared]:
    """Return differences in digits that no fact explains: never noise, never mere wording."""
    unread: list[Compared] = []
    for edit in edits:
        before, after = _numbers(edit.parent_text), _numbers(edit.child_text)
        if edit.kind != "wording" or not before or not after or before == after:
            continue
        if any(_touches(f, [edit.parent_span]) for f in old) and any(
            _touches(f, [edit.child_span]) for f in new
        ):
            continue
        change = FactChange(
            kind="quantity", parent=edit.parent_text, child=edit.child_text, effect="changed"
        )
        unread.append((change, edit.parent_span, edit.child_span))
    return unread
