"""Facts of both sides paired and compared, with the direction of each change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from doclineage.judging.bodies import changed_bodies, foreign_places
from doclineage.judging.crossings import (
    is_period_of,
    is_said_elsewhere,
    joined,
    without_sayings_of_all,
)
from doclineage.judging.directions import Compared, effect_of, is_amount, is_setting
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
from doclineage.judging.localisation import Setting, is_light
from doclineage.judging.members import changed_lists
from doclineage.judging.negations import (
    hidden_negations,
    reversed_words,
    softened,
    without_restated,
)
from doclineage.judging.noise import is_confusable
from doclineage.judging.places import meet
from doclineage.judging.printed import printed, printed_span
from doclineage.judging.repairs import facts_of_both
from doclineage.judging.unread_digits import figures_in, unread_digits
from doclineage.model import Edit, Effect, FactChange, FactKind, Span
from doclineage.vietnamese.facts import Fact, areas, is_unit
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import value_of
from doclineage.vietnamese.words import words

#: Duty words count only where the texts differ: both sides use the same ones elsewhere.
_ONLY_IN_EDITS: frozenset[FactKind] = frozenset({"modality", "negation", "scope", "frequency"})
#: Of these kinds a lost fact may only be a damaged word; of numbers only the words beside.
_MAY_BE_DAMAGED = _ONLY_IN_EDITS | {"deadline", "target", "quantity"}
#: Characters between a fact and the word that bounds it.
_REACH = 16
#: In an edit of more words than this a duty word is judged with its clause, not by itself.
_LONG_EDIT = 12
#: An exception is a fact of its own: whoever drops it binds, or frees, somebody else.
_EXCEPT = "except"
#: Facts are paired within a group only.
_GROUPS = ("deadline", "amount", "modality", "negation", "scope", "frequency", "reference")
#: A plain order binds like this; compare data/fact_words.tsv.
_PLAIN_ORDER = 3.0


def compare_facts(
    parent: str, child: str, difference: Difference, setting: Setting
) -> tuple[Compared, ...]:
    """Return the facts that differ, in the order of the parent's text."""
    if not difference.edits:
        return ()
    all_old, all_new = facts_of_both(parent, child, difference.edits)
    old = _relevant(all_old, difference.edits, side="parent")
    new = _relevant(all_new, difference.edits, side="child")
    old, new = with_partners(old, new, all_old, all_new, difference)
    old, new = without_sayings_of_all(*_cancel(old, new), all_old, all_new)
    old, new = without_moved(old, new, all_old, all_new)
    old, new = without_idle(old, new, difference.edits)
    old = [fact for fact in old if not is_period_of(fact, all_new)]
    new = [fact for fact in new if not is_period_of(fact, all_old)]
    old = without_higher(old, parent, child, setting)
    found: list[Compared] = []
    for group in _GROUPS:
        left = [fact for fact in old if _group(fact) == group]
        right = [fact for fact in new if _group(fact) == group]
        found += _paired(left, right, parent, child, difference)
    found = joined(_part_of_all(found), difference.edits)
    found = [compared for compared in found if not is_said_elsewhere(compared, all_old, all_new)]
    found = when_needed(found, old, parent)
    found = without_figures(without_restated(found, parent, child), parent, child)
    found = softened(without_harmless(found, difference), difference.edits)
    found += hidden_negations(difference.edits, parent, child)
    found += reversed_words(difference.edits, parent, child)
    bodies = changed_bodies(parent, child, difference, setting)
    bodies += foreign_places(parent, child, difference, setting)
    found += bodies
    found += without_told(changed_doers(parent, child, difference, setting), bodies)
    found = _without_lost_lead(found)
    found += changed_lists(parent, child, difference, setting)
    found += unread_digits(difference.edits, all_old, all_new, parent, child)
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
    return [
        fact
        for fact in facts
        if fact.kind not in _ONLY_IN_EDITS
        or is_amount(fact)
        or fact.normal == _EXCEPT
        or fact.unit == "times"
        or _touches(fact, real)
    ]


def _span(edit: Edit, side: str) -> Span:
    return edit.parent_span if side == "parent" else edit.child_span


def _doubted(compared: Compared, edits: Sequence[Edit]) -> Compared:
    """Say "unknown" of a lost fact of which a word may only be damaged: a person must look."""
    change, before, after = compared
    if change.kind in _MAY_BE_DAMAGED and change.child is None and before is not None:
        for edit in edits:
            if not meet(edit.parent_span, before):
                continue
            figures = change.kind not in _ONLY_IN_EDITS and figures_in(edit.parent_text)
            if not figures and is_confusable(edit.parent_text, edit.child_text):
                damaged = FactChange(
                    kind=change.kind, parent=change.parent, child=edit.child_text, effect="unknown"
                )
                return damaged, before, edit.child_span
    return change, before, after


def _is_rewrite(edit: Edit) -> bool:
    """Tell whether both sides run on so long that single duty words no longer correspond."""
    sizes = [len(text.split()) for text in (edit.parent_text, edit.child_text)]
    return max(sizes) > _LONG_EDIT


def _is_addition(edit: Edit) -> bool:
    """Tell whether an edit adds so much that it says something of its own."""
    return len(edit.child_text.split()) > _LONG_EDIT and len(edit.parent_text.split()) <= 1


def _touches(fact: Fact, spans: Sequence[Span]) -> bool:
    return any(meet(fact.span, span) for span in spans)


def _cancel(old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Take out the facts that both sides state alike, wherever they stand."""
    nouns = _renumbered(old, new)
    left = Counter(_identity(fact, nouns) for fact in old)
    right = Counter(_identity(fact, nouns) for fact in new)
    common = left & right
    return _without(old, common.copy(), nouns), _without(new, common.copy(), nouns)


def _renumbered(old: list[Fact], new: list[Fact]) -> set[str]:
    """Return what is counted once on both sides by other numbers: they may be exchanged."""
    left, right = _counts(old), _counts(new)
    return {noun for noun in left.keys() & right.keys() if left[noun] != right[noun]}


def _counts(facts: list[Fact]) -> dict[str, str]:
    """Return the number of each noun that is counted just once."""
    nouns = Counter(fact.unit for fact in facts if is_amount(fact))
    return {
        fact.unit: fact.normal
        for fact in facts
        if is_amount(fact) and fact.unit and nouns[fact.unit] == 1 and not is_light(fact.unit)
    }


def _identity(fact: Fact, nouns: set[str]) -> tuple[str, ...]:
    if is_amount(fact):
        unit = fact.unit or ""
        unit = unit if unit in nouns or is_unit(unit) else ""
        per = f"{fact.per_time}/{fact.per_whom}"
        return "amount", fact.normal, fact.bound or "", unit, per
    if fact.kind == "frequency":
        return fact.kind, fact.normal, fact.bound or ""
    return fact.kind, fact.normal, "before" if fact.bound == "before" else ""


def _without(facts: list[Fact], common: Counter[tuple[str, ...]], nouns: set[str]) -> list[Fact]:
    kept = []
    for fact in facts:
        if common[_identity(fact, nouns)] > 0:
            common[_identity(fact, nouns)] -= 1
        else:
            kept.append(fact)
    return kept


def _paired(
    left: list[Fact], right: list[Fact], parent: str, child: str, difference: Difference
) -> list[Compared]:
    """Pair what is left by unit and nearness, then compare."""
    found: list[Compared] = []
    open_right = list(right)
    # What says the same in other words is paired first, however far it moved.
    for fact in sorted(left, key=lambda one: not any(_says_same(one, o) for o in right)):
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
            effect = effect_of(fact, other)
            if effect == "weakened" and _cue_damaged(fact, other, parent, child):
                effect = "unknown"
            change = FactChange(
                kind=_kind(fact, other),
                parent=printed(fact, parent),
                child=printed(other, child),
                effect=effect,
            )
            found.append((change, printed_span(fact, parent), printed_span(other, child)))
        else:
            found += _gone(fact, parent, difference)
    own = [edit.child_span for edit in difference.edits if _is_addition(edit)]
    for fact in open_right:
        # What is added whole brings amounts of its own, which bind nothing of the parent's.
        if fact.kind != "target" or not _touches(fact, own):
            found += _added(fact, child)
    return found


def _gone(fact: Fact, parent: str, difference: Difference) -> list[Compared]:
    """Judge what only the parent states."""
    if _is_optional(fact, parent) or _is_spelt(fact, difference.edits):
        return []
    effect: Effect = "missing"
    if fact.kind == "modality" and fact.amount is not None:
        effect = "weakened" if fact.amount > _PLAIN_ORDER else "strengthened"
        if fact.amount == _PLAIN_ORDER:
            return []
    if fact.kind == "modality" and _is_rewritten(fact, difference.edits):
        effect = "unknown"
    change = FactChange(kind=fact.kind, parent=printed(fact, parent), child=None, effect=effect)
    return [(change, printed_span(fact, parent), None)]


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
        return fact.amount is None or fact.normal == "office"
    if fact.kind == "deadline":
        return is_setting(fact)
    return (
        fact.kind == "quantity"
        and fact.amount == 1
        and fold_case(text[fact.span[0] : fact.span[1]]) == "một"
    )


def _is_spelt(fact: Fact, edits: Sequence[Edit]) -> bool:
    """Tell whether a number only stands as a word instead: "4 tại chỗ", "bốn tại chỗ"."""
    return fact.kind == "quantity" and any(
        _touches(fact, [edit.parent_span])
        and any(fact.amount == value_of(key) for key in words(edit.child_text).keys)
        for edit in edits
    )


def _is_rewritten(fact: Fact, edits: Sequence[Edit]) -> bool:
    return any(
        _touches(fact, [edit.parent_span]) and len(edit.child_text.split()) >= _SAID_OTHERWISE
        for edit in edits
    )


def _says_same(fact: Fact, other: Fact) -> bool:
    return (
        fact.kind in {"deadline", "target", "quantity"}
        and _comparable(fact, other)
        and effect_of(fact, other) == "equal"
    )


def _cue_damaged(fact: Fact, other: Fact, parent: str, child: str) -> bool:
    """Tell whether the word that bounds a fact may only be damaged ("trê 70%" for "trên 70%")."""
    if fact.normal != other.normal or other.bound not in {None, "exact"}:
        return False
    start = printed_span(fact, parent)[0]
    cue = words(parent[start : fact.span[0]]).bare
    near = words(child[max(0, other.span[0] - _REACH) : other.span[0]]).bare
    return bool(cue) and is_confusable(" ".join(cue), " ".join(near[-len(cue) :]))


def _added(fact: Fact, child: str) -> list[Compared]:
    """Judge what only the child states: more precise where it is a deadline or an amount."""
    effect: Effect = "changed"
    if fact.kind == "modality":
        if fact.amount == _PLAIN_ORDER or fact.amount is None:
            return []
        effect = "weakened" if fact.amount < _PLAIN_ORDER else "strengthened"
    elif fact.kind in {"frequency", "deadline"} and _is_optional(fact, child):
        return []
    elif fact.kind in {"deadline", "target", "frequency"}:
        effect = "strengthened"
    elif fact.kind in {"quantity", "reference"}:
        return []
    change = FactChange(kind=fact.kind, parent=None, child=printed(fact, child), effect=effect)
    return [(change, None, printed_span(fact, child))]


def _distance(fact: Fact, other: Fact, where: float) -> float:
    if _says_same(fact, other):
        return abs(other.span[0] - where) - 1e6
    penalty = 0 if (fact.unit or "") == (other.unit or "") else 1000
    return penalty + abs(other.span[0] - where)


def _comparable(fact: Fact, other: Fact) -> bool:
    if is_amount(fact):
        if areas(fact.unit) and areas(other.unit):
            return True
        return fact.unit == other.unit or fact.normal.rstrip("%") == other.normal.rstrip("%")
    if fact.kind == "frequency":
        return (fact.unit == "hours") == (other.unit == "hours")
    if fact.kind == "deadline" and (is_setting(fact) or is_setting(other)):
        return fact.unit == other.unit
    return True
