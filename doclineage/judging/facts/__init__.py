"""Facts of both sides paired and compared, with the direction of each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from doclineage.judging.edits import Difference
from doclineage.judging.edits.letters import is_confusable
from doclineage.judging.facts.agents import exchanged_agents, lost_leads, with_new_leaders
from doclineage.judging.facts.bodies import changed_bodies, foreign_places
from doclineage.judging.facts.cancelling import cancelled
from doclineage.judging.facts.ceilings import brought_to_none, without_underlined
from doclineage.judging.facts.clausewise import lent_bodies, shared_days, strayed
from doclineage.judging.facts.crossings import (
    is_pace,
    is_period_of,
    joined,
    without_said_elsewhere,
    without_spans,
)
from doclineage.judging.facts.cut_members import cut_members, without_cut
from doclineage.judging.facts.denials import (
    traded,
    with_verbs,
    without_allowed,
    without_freed,
    without_kept,
)
from doclineage.judging.facts.directions import Compared, is_amount
from doclineage.judging.facts.duty_words import (
    when_needed,
    with_partners,
    without_harmless,
    without_idle,
    without_moved,
)
from doclineage.judging.facts.exceptions import excepted, turned, with_grown_exceptions
from doclineage.judging.facts.exchanges import changed_doers, without_told
from doclineage.judging.facts.levels import without_higher, without_totals
from doclineage.judging.facts.members import changed_lists, rejoined, without_members
from doclineage.judging.facts.negations import (
    softened,
    softened_anew,
    undone,
    without_doubled,
    without_restated,
    without_turned,
)
from doclineage.judging.facts.other_ends import without_other_ends
from doclineage.judging.facts.pairing import LONG_EDIT, paired
from doclineage.judging.facts.putting_off import put_off
from doclineage.judging.facts.qualifiers import changed_qualifiers
from doclineage.judging.facts.reckoned import without_counted_days, without_reckoned, without_twins
from doclineage.judging.facts.repairs import facts_of_both
from doclineage.judging.facts.replaced import told_once
from doclineage.judging.facts.reversals import (
    hidden_negations,
    milder_sanctions,
    milder_words,
    rarer_words,
    reversed_words,
)
from doclineage.judging.facts.roles import demoted
from doclineage.judging.facts.said_otherwise import without_complements, without_said_otherwise
from doclineage.judging.facts.said_together import (
    is_of_recurring,
    with_second,
    without_conditions,
    without_orders,
    without_own_pace,
    without_times,
)
from doclineage.judging.facts.shuffled import shuffled
from doclineage.judging.facts.standing import without_standing
from doclineage.judging.facts.starts import moved_starts
from doclineage.judging.facts.universals import narrowed, shrunk, widened, without_sayings_of_all
from doclineage.judging.facts.unread_digits import figures_in, unread_digits
from doclineage.judging.localisation import Setting
from doclineage.judging.places import Places, edits_at, meet
from doclineage.model import Edit, FactChange, FactKind, Span
from doclineage.vietnamese.facts import ECHO, EXCEPT, Fact

#: Duty words count only where the texts differ: both sides use the same ones elsewhere.
_ONLY_IN_EDITS: frozenset[FactKind] = frozenset({"modality", "negation", "scope", "frequency"})
#: Of these kinds a lost fact may only be a damaged word; of numbers only the words beside.
_MAY_BE_DAMAGED = _ONLY_IN_EDITS | {"deadline", "target", "quantity"}


def compare_facts(
    parent: str, child: str, difference: Difference, setting: Setting
) -> tuple[Compared, ...]:
    """Return the facts that differ, in the order of the parent's text."""
    if not difference.edits:
        return ()
    all_old, all_new = facts_of_both(parent, child, difference.edits)
    moved, placed = shuffled(all_old, all_new, parent, child)
    lent, taken = strayed(all_old, all_new, placed, parent, child)
    settled = [*placed, *taken]
    old, new = _open(all_old, all_new, settled, difference)
    old, new = without_sayings_of_all(*cancelled(old, new), parent, child)
    sides, texts = (all_old, all_new), (parent, child)
    old, new = without_counted_days(*without_spans(old, new), sides, texts)
    old, new = without_reckoned(*without_twins(old, new, sides, texts), sides, texts)
    old, new = without_times(old, new)
    said = [*old, *new]
    old, new = without_underlined(*without_turned(old, new, sides, texts), sides, texts)
    old, new = without_other_ends(*without_restated(old, new, *texts), *texts)
    kept = {*old, *new}
    settled += [fact for fact in said if fact not in kept]
    old, new = without_moved(old, new, all_old, all_new)
    old, new = without_idle(old, new, difference.edits)
    old, new = _without_paces(old, all_new), _without_paces(new, all_old)
    old = without_higher(old, parent, child, setting)
    old, new = without_totals(old, new, parent, child, setting)
    old, none_of = brought_to_none(old, new, parent, child)
    found = none_of + paired(old, new, parent, child, difference)
    found = shared_days(found, sides, texts)
    found = joined(_part_of_all(found), difference.edits)
    found = without_own_pace(without_said_elsewhere(found, all_old, all_new), sides, texts)
    found = when_needed(excepted(found), old, parent)
    found = narrowed(without_doubled(found, parent, child), new, parent, child, difference)
    found = softened(without_harmless(found, difference), difference.edits)
    found = softened_anew(found, parent, child)
    found = widened(found, parent, child, difference) + shrunk(difference, new)
    found = _with_negations(found, sides, settled, texts, difference)
    found = _with_bodies(found, parent, child, difference, setting)
    found = turned(found, sides, texts) + moved + lent
    found = with_grown_exceptions(found, sides, texts, difference)
    starts = moved_starts(parent, child, found)
    found += starts + without_told(unread_digits(difference.edits, sides, texts), starts)
    doubted = [_doubted(compared, difference.edits) for compared in found]
    return tuple(sorted(doubted, key=lambda c: (c[1] or (1 << 30, 0), c[2] or (0, 0), c[0].kind)))


def _open(
    all_old: Sequence[Fact],
    all_new: Sequence[Fact],
    settled: Sequence[Fact],
    difference: Difference,
) -> tuple[list[Fact], list[Fact]]:
    """Return the facts of either side that the edits touch and that are not settled yet."""
    told = set(settled)
    edits = difference.edits
    old = [f for f in _relevant(all_old, all_new, edits, side="parent") if f not in told]
    new = [f for f in _relevant(all_new, all_old, edits, side="child") if f not in told]
    return with_partners(old, new, all_old, all_new, difference)


def _without_paces(facts: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """Return the facts without periods and paces that the other side says in its own way."""
    said = (is_period_of, is_pace, is_of_recurring)
    return [fact for fact in facts if not any(is_said(fact, others) for is_said in said)]


def _with_negations(
    found: list[Compared],
    sides: tuple[Sequence[Fact], Sequence[Fact]],
    settled: Sequence[Fact],
    texts: tuple[str, str],
    difference: Difference,
) -> list[Compared]:
    """Add what says the contrary now, leave out what is said otherwise only."""
    found = found + hidden_negations(difference.edits, *texts)
    found += without_told(reversed_words(difference.edits, *texts), found)
    found += without_told(milder_words(difference.edits, *texts), found)
    found += without_told(milder_sanctions(*texts, difference), found)
    found += without_told(rarer_words(*texts, difference), found)
    found += put_off(*texts, difference)
    kept = without_complements(found, *texts)
    turned = len(kept) < len(found)
    kept = without_said_otherwise(kept, *texts, difference)
    if not turned and not any(change.kind == "negation" for change, _, _ in kept):
        told = Places(before for _, before, _ in kept if before is not None)
        softer = [f for f in sides[0] if told.meet(f.span)]
        kept += undone(*sides, [*settled, *softer], *texts) or traded(*sides, *texts)
    kept = without_conditions(without_kept(kept, *texts, difference), *texts)
    kept = with_second(without_orders(kept, difference), *texts)
    kept = _without_order_of(kept)
    kept = with_verbs(without_allowed(kept, *texts), *texts, difference.edits)
    return without_freed(kept, texts[0])


def _with_bodies(
    found: list[Compared], parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Add who does a task and whom it reaches; what these tell is told of no word beside them."""
    bodies = changed_bodies(parent, child, difference, setting)
    bodies = told_once(bodies, parent, child, difference, setting)
    bodies = with_new_leaders(bodies, parent, child, setting)
    bodies += foreign_places(parent, child, difference, setting)
    bodies += without_told(lent_bodies(parent, child, setting), bodies)
    bodies += without_told(changed_doers(parent, child, difference, setting), bodies)
    bodies += without_told(demoted(parent, child, difference), bodies)
    bodies += without_told(lost_leads(parent, child), bodies)
    bodies += without_told(exchanged_agents(parent, child, difference), bodies)
    lists = changed_lists(parent, child, difference, setting)
    lists += rejoined(parent, child, difference)
    found = without_standing(found, parent, child, setting)
    told = without_members(_without_lost_lead([*found, *bodies]), lists) + lists
    reach = cut_members(parent, child, difference, told)
    reach += changed_qualifiers(parent, child, difference, [*told, *reach])
    return without_cut(told, reach) + reach


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


def _without_order_of(found: list[Compared]) -> list[Compared]:
    """Leave out that "phải" is gone right before a deed that another is said to stand for."""
    starts = [b[0] for c, b, _ in found if c.kind == "modality" and b and c.child]
    return _without_gone(found, lambda gone: any(0 <= start - gone[1] <= 1 for start in starts))


def _without_lost_lead(found: list[Compared]) -> list[Compared]:
    """Leave out that nobody "chủ trì" any more where that is told of the leader."""
    led = [(c.child, b) for c, b, _ in found if c.kind == "agency" and b]
    return _without_gone(
        found,
        lambda gone: any(
            meet(gone, place) or (not new and 0 <= gone[0] - place[1] <= 1) for new, place in led
        ),
    )


def _without_gone(found: list[Compared], is_told: Callable[[Span], bool]) -> list[Compared]:
    """Leave out the words of duty that are gone from where something else tells it."""
    return [
        (change, before, after)
        for change, before, after in found
        if change.kind != "modality"
        or change.child is not None
        or before is None
        or not is_told(before)
    ]


def _relevant(
    facts: Sequence[Fact], others: Sequence[Fact], edits: Sequence[Edit], *, side: str
) -> list[Fact]:
    paced = any(map(_is_paced, others))
    real = Places(
        _span(edit, side) for edit in edits if edit.kind != "noise" and not _is_rewrite(edit)
    )
    return [
        fact
        for fact in facts
        if fact.unit != ECHO
        and (
            fact.kind not in _ONLY_IN_EDITS
            or is_amount(fact)
            or fact.normal == EXCEPT
            or fact.unit == "times"
            or (paced and _is_paced(fact))
            or real.meet(fact.span)
        )
    ]


def _is_paced(fact: Fact) -> bool:
    """Tell whether a fact says how often: beside one of the other side it counts anywhere."""
    return fact.kind == "frequency" and fact.amount is not None


def _span(edit: Edit, side: str) -> Span:
    return edit.parent_span if side == "parent" else edit.child_span


def _doubted(compared: Compared, edits: Sequence[Edit]) -> Compared:
    """Say "unknown" of a lost fact of which a word may only be damaged: a person must look."""
    change, before, after = compared
    if change.kind in _MAY_BE_DAMAGED and change.child is None and before is not None:
        for edit in edits_at(edits, before):
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
    return max(sizes) > LONG_EDIT
