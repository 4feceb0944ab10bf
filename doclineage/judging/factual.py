"""Facts of both sides paired and compared, with the direction of each change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from doclineage.judging.edits import Difference
from doclineage.judging.localisation import Setting, answers, is_light, is_localisation
from doclineage.judging.noise import is_confusable
from doclineage.model import Edit, Effect, FactChange, FactKind, Span
from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.cues import speaks_about
from doclineage.vietnamese.designations import find_designations
from doclineage.vietnamese.facts import Fact, find_facts, is_unit
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words

Compared = tuple[FactChange, Span | None, Span | None]

#: Duty words count only where the texts differ: both sides use the same ones elsewhere.
_ONLY_IN_EDITS: frozenset[FactKind] = frozenset({"modality", "negation", "scope", "frequency"})
_AMOUNTS: frozenset[FactKind] = frozenset({"target", "quantity"})
_STRICTNESS = {"min": 3, "above": 3, "exact": 2, "max": 3, "below": 3, "effort": 1, "about": 1}
_CEILINGS = frozenset({"max", "below"})
#: In an edit of more words than this a duty word is judged with its clause, not by itself.
_LONG_EDIT = 12
#: An exception is a fact of its own: whoever drops it binds, or frees, somebody else.
_EXCEPT = "except"
#: Facts are paired within a group only.
_GROUPS: tuple[frozenset[FactKind], ...] = (
    frozenset({"deadline"}),
    _AMOUNTS,
    frozenset({"modality"}),
    frozenset({"negation"}),
    frozenset({"scope"}),
    frozenset({"frequency"}),
    frozenset({"reference"}),
)
# phấn đấu đạt | tối thiểu | từ, right before an amount; trở lên, soon after it.
_BOUND_BEFORE = re.compile(
    r"(?<!\w)(?:phấn đấu(?: đạt)?|tối thiểu|ít nhất|không dưới|từ|trên|hơn|vượt|tối đa|không quá"
    r"|dưới|khoảng|gần|xấp xỉ)\s+(?:đạt\s+|là\s+)?$"
)
_UNIT_AFTER = re.compile(
    r"\s+(?:(?:nghìn|triệu|tỷ)(?:\s+đồng)?|ha|sào|m2|km|ngày làm việc|giờ|tháng)(?!\w)"
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
    old, new = _cancel(old, new)
    found: list[Compared] = []
    for group in _GROUPS:
        left = [fact for fact in old if fact.kind in group]
        right = [fact for fact in new if fact.kind in group]
        found += _paired(left, right, parent, child, difference)
    found += _agencies(parent, child, difference, setting)
    found += _foreign_places(parent, child, difference, setting)
    found += _exchanged(parent, child, setting)
    found += _unread_digits(difference.edits, find_facts(parent), find_facts(child))
    found = [_doubted(compared, difference.edits) for compared in found]
    return tuple(sorted(found, key=lambda c: (c[1] or (1 << 30, 0), c[2] or (0, 0), c[0].kind)))


def _relevant(facts: Sequence[Fact], edits: Sequence[Edit], *, side: str) -> list[Fact]:
    real = [_span(edit, side) for edit in edits if edit.kind != "noise" and not _is_rewrite(edit)]
    noise = [_span(edit, side) for edit in edits if edit.kind == "noise"]
    return [
        fact
        for fact in facts
        if (fact.kind not in _ONLY_IN_EDITS or fact.normal == _EXCEPT or _touches(fact, real))
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
    if fact.kind in _AMOUNTS:
        unit = fact.unit if fact.unit is not None and is_unit(fact.unit) else ""
        return "amount", fact.normal, fact.bound or "", unit
    return fact.kind, fact.normal, fact.bound or ""


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
        where = _mapped_position(fact.span[0], difference)
        choices = sorted(
            (
                (_distance(fact, other, where), i)
                for i, other in enumerate(open_right)
                if _comparable(fact, other)
            )
        )
        if choices:
            other = open_right.pop(choices[0][1])
            change = FactChange(
                kind=fact.kind if fact.kind != "quantity" else other.kind,
                parent=_printed(fact, parent),
                child=_printed(other, child),
                effect=_effect(fact, other),
            )
            found.append((change, _printed_span(fact, parent), _printed_span(other, child)))
        else:
            if fact.kind == "frequency" and fact.amount is None:
                continue
            effect: Effect = "missing"
            if fact.kind == "modality" and fact.amount is not None:
                effect = "weakened" if fact.amount > _PLAIN_ORDER else "strengthened"
                if fact.amount == _PLAIN_ORDER:
                    continue
            change = FactChange(
                kind=fact.kind, parent=_printed(fact, parent), child=None, effect=effect
            )
            found.append((change, _printed_span(fact, parent), None))
    found += [c for fact in open_right for c in _added(fact, child)]
    return found


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


def _mapped_position(position: int, difference: Difference) -> float:
    """Return where in the child a place of the parent would stand."""
    shift = 0
    for edit in difference.edits:
        if edit.parent_span[0] <= position:
            shift = edit.child_span[0] - edit.parent_span[0]
            if edit.parent_span[1] <= position:
                shift = edit.child_span[1] - edit.parent_span[1]
    return position + shift


def _distance(fact: Fact, other: Fact, where: float) -> float:
    penalty = 0 if (fact.unit or "") == (other.unit or "") else 1000
    return penalty + abs(other.span[0] - where)


def _comparable(fact: Fact, other: Fact) -> bool:
    if fact.kind in _AMOUNTS:
        return fact.unit == other.unit or fact.normal.rstrip("%") == other.normal.rstrip("%")
    return True


def _effect(fact: Fact, other: Fact) -> Effect:
    if fact.kind == "deadline":
        return _later(fact, other)
    if fact.kind in _AMOUNTS:
        return _lower(fact, other)
    if fact.kind in {"modality", "scope", "frequency"}:
        if fact.amount is None or other.amount is None:
            return "unknown"
        if fact.amount == other.amount:
            return "equal" if fact.normal == other.normal else "changed"
        return "weakened" if other.amount < fact.amount else "strengthened"
    return "changed"


def _later(fact: Fact, other: Fact) -> Effect:
    """Compare two deadlines: a later one is weaker; a term and a day cannot be compared."""
    if fact.amount is None or other.amount is None or fact.unit != other.unit:
        return "unknown"
    if fact.normal.startswith("--") != other.normal.startswith("--"):
        return "unknown"
    if fact.amount == other.amount:
        # "trước ngày 30" ends a day sooner than "trong ngày 30".
        if fact.bound == other.bound:
            return "equal"
        return "weakened" if fact.bound == "before" else "strengthened"
    return "weakened" if other.amount > fact.amount else "strengthened"


def _lower(fact: Fact, other: Fact) -> Effect:
    """Compare two amounts; for a ceiling more is weaker, else less is."""
    if fact.unit != other.unit or fact.amount is None or other.amount is None:
        return "unknown"
    ceiling = fact.bound in _CEILINGS or other.bound in _CEILINGS
    if fact.amount != other.amount:
        weaker = other.amount > fact.amount if ceiling else other.amount < fact.amount
        if fact.unit == "%" or fact.bound != "exact" or other.bound != "exact":
            return "weakened" if weaker else "strengthened"
        return "changed"
    strict, now = _STRICTNESS[fact.bound or "exact"], _STRICTNESS[other.bound or "exact"]
    if strict == now:
        return "equal" if fact.bound == other.bound else "changed"
    return "weakened" if now < strict else "strengthened"


def _printed(fact: Fact, text: str) -> str:
    """Return a fact as printed, with the word that bounds it ("từ 95% trở lên")."""
    start, end = _printed_span(fact, text)
    return text[start:end]


def _printed_span(fact: Fact, text: str) -> Span:
    start, end = fact.span
    if fact.kind not in _AMOUNTS:
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


# --- bodies ----------------------------------------------------------------------------------


def _agencies(parent: str, child: str, difference: Difference, setting: Setting) -> list[Compared]:
    """Return bodies that one side names and the other replaced by none of their role."""
    found: list[Compared] = []
    for edit in difference.edits:
        if edit.kind in {"noise", "localisation"}:
            continue
        old = _bodies(parent, edit.parent_span)
        new = _bodies(child, edit.child_span)
        names_new = {m.body.name for m in _all_bodies(child) if m.body}
        lost = [
            m
            for m in old
            if not any(answers(m, n, setting) for n in new)
            and (m.body is None or m.body.name not in names_new)
        ]
        gained = [n for n in new if not any(answers(m, n, setting) for m in old)]
        for mention, other in zip(lost, [*gained, *[None] * len(lost)], strict=False):
            if other is None and _is_damaged(mention.text, edit.child_text):
                continue
            if other is not None and is_localisation(mention.text, other.text, setting):
                continue
            change = FactChange(
                kind="agency",
                parent=mention.text,
                child=other.text if other else None,
                effect="changed" if other else "missing",
            )
            found.append((change, mention.span, other.span if other else None))
    return found


#: Share of a body's syllables that must stand in the child for its name to be merely damaged.
_NAME_LEFT = 0.6


def _is_damaged(name: str, text: str) -> bool:
    """Tell whether a body's name stands in a text with a syllable lost or a word put in."""
    own, there = words(name).bare, words(text).bare
    return len(own) > 2 and LCSseq.similarity(own, there) >= _NAME_LEFT * len(own)


def _foreign_places(
    parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return the names of other units of the child's level that the child puts in."""
    found: list[Compared] = []
    own, level = setting.child_territory, setting.child_level
    if own is None or level is None:
        return found
    known = fold_case(parent)
    for edit in difference.edits:
        if edit.kind == "noise":
            continue
        for mention in find_mentions(child):
            inside = mention.span[0] < edit.child_span[1] and edit.child_span[0] < mention.span[1]
            place = mention.place
            if not inside or not place or mention.level != level or place in own or place in known:
                continue
            change = FactChange(
                kind="agency" if mention.body else "scope",
                parent=edit.parent_text or None,
                child=mention.text,
                effect="changed",
            )
            found.append((change, edit.parent_span, mention.span))
    return found


def _bodies(text: str, span: Span) -> list[Mention]:
    return [m for m in _all_bodies(text) if m.span[0] < span[1] and span[0] < m.span[1]]


def _all_bodies(text: str) -> list[Mention]:
    """Return the bodies that can be held to account: "cơ quan, đơn vị" names nobody."""
    numbers = [mention.span for mention in find_designations(text)]
    return [
        mention
        for mention in find_mentions(text)
        if mention.body is not None
        and not mention.body.roles <= _VAGUE
        and not speaks_about(text[: mention.span[0]])
        and not any(a <= mention.span[0] < b for a, b in numbers)
    ]


_VAGUE = frozenset({"departments", "communes", "neighbourhoods", "cells", "schools", "unions"})


def _exchanged(parent: str, child: str, setting: Setting) -> list[Compared]:
    """Return two bodies that changed places: who leads now supports."""
    old, new = _all_bodies(parent), _all_bodies(child)
    if len(old) < 2 or len(old) != len(new):
        return []
    straight = [answers(m, n, setting) for m, n in zip(old, new, strict=True)]
    if all(straight):
        return []
    wrong = [place for place, right in enumerate(straight) if not right]
    first, last = wrong[0], wrong[-1]
    if len(wrong) != 2 or not answers(old[first], new[last], setting):
        return []
    if not answers(old[last], new[first], setting):
        return []
    # In a list ("Sở A và Sở B") the order says nothing.
    if is_light(parent[old[first].span[1] : old[last].span[0]]):
        return []
    change = FactChange(
        kind="agency", parent=old[first].text, child=new[first].text, effect="changed"
    )
    return [(change, old[first].span, new[first].span)]


_DIGIT = re.compile(r"\d")


def _unread_digits(
    edits: Sequence[Edit], old: Sequence[Fact], new: Sequence[Fact]
) -> list[Compared]:
    """Return differences in digits that no fact explains: never noise, never mere wording."""
    unread: list[Compared] = []
    for edit in edits:
        before, after = _DIGIT.findall(edit.parent_text), _DIGIT.findall(edit.child_text)
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
