"""From edits and facts to the relation of a link, its coverage and its lost clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from doclineage.judging.carrying import (
    Side,
    carried,
    content_size,
    floor_of,
    is_anew,
    is_said,
    replacements,
    stands,
    without_facts,
    without_held,
)
from doclineage.judging.deeds import lost_deeds
from doclineage.judging.edits import Difference
from doclineage.judging.facts.exchanges import leads_from_above
from doclineage.judging.localisation import Setting, is_light, without_names
from doclineage.judging.localisation.details import with_details, without_local
from doclineage.judging.places import Places, edits_at
from doclineage.judging.sayings import opens_detail
from doclineage.model import Edit, FactChange, LinkRelation, Span
from doclineage.settings import Settings
from doclineage.vietnamese.addressees import qualified_subject
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import words


class Verdict(msgspec.Struct, frozen=True):
    """What is said of one pair of texts."""

    relation: LinkRelation
    coverage: float
    fact_changes: tuple[FactChange, ...]
    edits: tuple[Edit, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]


class Around(NamedTuple):
    """What is known of two texts beside their words."""

    units: tuple[tuple[Span, ...], tuple[Span, ...]]
    """Where the units of either side say what is to be done, each counted by itself."""
    elsewhere: Sequence[str] = ()
    """The child's units that answer nothing: what they say of the parent is not lost."""
    above: str = ""
    """What the child's headings over its units say: its tasks need not say it again."""
    setting: Setting = Setting()
    """Whose texts these are: a body from above that still leads is no faithful localisation."""


def verdict_of(
    parent: str,
    child: str,
    difference: Difference,
    facts: Sequence[tuple[FactChange, Span | None, Span | None]],
    settings: Settings,
    around: Around | None = None,
) -> Verdict:
    """Return the verdict over two texts whose differences and facts are known."""
    around = around or Around(units=(((0, len(parent)),), ((0, len(child)),)))
    if not difference.edits and not facts:
        return Verdict("identical", 1.0, (), (), (), ())
    edits = difference.edits
    old, new = _sides((parent, child), difference, facts, around)
    said = f"{child}\n{around.above}" if around.above else child
    coverage, lost = carried(old, child, settings, around.elsewhere, around.above)
    starts = ((parent.find(clause), len(clause)) for clause in lost if clause != parent)
    gone = Places((start, start + size) for start, size in starts)
    facts = [
        fact
        for fact in facts
        if not _goes_with_clause(fact, gone)
        and not _goes_with_owner(fact, edits)
        and not _goes_elsewhere(fact, edits, around.elsewhere)
        and not _goes_with_subject(fact, parent)
    ]
    _, gained = carried(new, parent, settings)
    pieces = _cut(edits, old, (child, said), lost, settings, around)
    if pieces and coverage == 1.0:
        held = sum(difference.equal_parent) / max(1, len(difference.equal_parent))
        coverage = round(held, 4)
    lost = (*lost, *pieces)
    gained = gained or _added(difference.edits, parent, child)
    marked = _marked(difference.edits, facts)
    edits = _with_details(marked, parent, child, around.setting)
    changes = tuple(change for change, _, _ in facts)
    local = any(edit.kind == "localisation" for edit in edits)
    above = local and leads_from_above(child, around.setting)
    relation: LinkRelation = _unchanged(edits, from_above=above)
    if any(change.effect != "equal" for change in changes) or lost or gained:
        relation = "changed"
    return Verdict(relation, coverage, changes, edits, lost, gained)


def _cut(
    edits: Sequence[Edit],
    old: Side,
    said: tuple[str, str],
    lost: Sequence[str],
    settings: Settings,
    around: Around,
) -> list[str]:
    """Return the pieces and deeds that are lost beside whole clauses, and said nowhere else."""
    pieces = [
        piece
        for piece in _dropped(edits, old, said, lost, settings)
        if not is_said(piece, around.elsewhere)
    ]
    deeds = lost_deeds(old, said[1], (*lost, *pieces))
    return [*pieces, *(deed for deed in deeds if not is_said(deed, around.elsewhere))]


def _sides(
    texts: tuple[str, str],
    difference: Difference,
    facts: Sequence[tuple[FactChange, Span | None, Span | None]],
    around: Around,
) -> tuple[Side, Side]:
    edits = difference.edits
    answered = tuple(before for change, before, _ in facts if before and change.child is not None)
    return (
        Side(
            texts[0],
            difference.parent,
            difference.equal_parent,
            replacements(edits, "parent"),
            around.units[0],
            answered,
            nothing_new=all(difference.equal_child),
        ),
        Side(
            texts[1],
            difference.child,
            difference.equal_child,
            replacements(edits, "child"),
            around.units[1],
        ),
    )


def _added(edits: Sequence[Edit], parent: str, child: str) -> tuple[str, ...]:
    """Return the pieces that stand nowhere in the parent."""
    pieces = (e.child_text for e in edits if _adds(e))
    return tuple(
        piece for piece in pieces if not stands(without_facts(piece), child, parent, _KNOWN)
    )


def _marked(
    edits: Sequence[Edit], facts: Sequence[tuple[FactChange, Span | None, Span | None]]
) -> tuple[Edit, ...]:
    told = [fact for fact in facts if fact[0].effect != "equal"]
    befores = Places(before for _, before, _ in told if before)
    afters = Places(after for _, _, after in told if after)
    return tuple(_mark(edit, befores, afters) for edit in edits)


def _dropped(
    edits: Sequence[Edit],
    old: Side,
    said: tuple[str, str],
    lost: Sequence[str],
    settings: Settings,
) -> list[str]:
    """Return the pieces of clauses that stand nowhere in the child, none across two units.

    `said` is what the child says, and the same with the headings above it.
    """
    told = [clause.rstrip(" ;.") for clause in lost]
    pieces = [
        piece
        for e in edits
        if _drops(e, old.text) and e.parent_span[1] > qualified_subject(old.text)
        for span, unit in _within(old, e.parent_span)
        for piece in _pieces(span, unit, old, said, settings)
    ]
    return [
        piece
        for piece in pieces
        if not any(piece.rstrip(" ;.") in clause or clause in piece for clause in told)
    ]


def _within(side: Side, span: Span) -> Iterator[tuple[Span, str]]:
    """Yield the parts of a span that lie in one line of one task each, with that task."""
    for start, end in side.units:
        place, last = max(start, span[0]), min(end, span[1])
        for line in side.text[place:last].split("\n") if place < last else ():
            yield (place, place + len(line)), side.text[start:end]
            place += len(line) + 1


def _pieces(
    span: Span, unit: str, old: Side, said: tuple[str, str], settings: Settings
) -> Iterator[str]:
    """Yield the clauses of a dropped part of a task that the child says nowhere."""
    text = _BASELINE.sub(_blank, without_held(old.text, said[0])[slice(*span)])
    floor = floor_of(old, span, settings)
    anew = is_anew(old, span)
    # Who does a task opens it, and may be said in the heading above.
    there = said[anew or old.text[: span[0]].strip() == ""]
    if stands(text, unit, there, floor):
        return
    if anew and not _ends_at_joints(old.text, span):
        return  # what was cut inside a saying is how it was put
    for start, end in _parts(text):
        if content_size(text[start:end]) and not stands(
            without_facts(text[start:end]), unit, there, floor
        ):
            yield old.text[span[0] + start : span[0] + end].strip()


# (năm 2025: 26 vụ): how it stood before, which nobody has to do
_BASELINE = re.compile(
    r"\((?:so với\s+|trong\s+)?năm\s+(?:19|20)\d\d(?:\s*:|\s+(?:là|đạt|có|toàn))[^()]*\)?"
)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


# …, | … và | – at the beginning and at the end of a member or a clause
_JOINT_BEFORE = re.compile(r"(?:^|[\n,;:.(]|(?<!\w)(?:và|hoặc|cùng|với))\s*$")
_JOINT_BEHIND = re.compile(r"\s*(?:$|[\n,;:.)]|(?:và|hoặc|cùng|với)(?!\w))")
_JOINT_WITHIN = re.compile(r"\s*(?:[,;:.]|(?:và|hoặc)(?!\w))")


def _ends_at_joints(text: str, span: Span) -> bool:
    """Tell whether a piece is a member of a list or a clause, and no words out of one."""
    start, end = span
    folded = fold_case(text)
    opens = _JOINT_BEFORE.search(folded[max(0, start - _REACH) : start]) is not None
    begins = opens or _JOINT_WITHIN.match(folded, start, end) is not None
    piece = folded[start:end].rstrip()
    ends = _JOINT_BEHIND.match(folded, end) is not None or piece.endswith(
        (",", ";", ".", " và", " hoặc")
    )
    return begins and ends


#: Characters before a piece in which a joint stands.
_REACH = 12


def _parts(text: str) -> Iterator[Span]:
    """Yield where the clauses of a dropped part stand: a piece across two clauses is two."""
    start = 0
    for part in text.split(";"):
        yield start, start + len(part)
        start += len(part) + 1


def _with_details(
    edits: tuple[Edit, ...], parent: str, child: str, setting: Setting
) -> tuple[Edit, ...]:
    """Count what the child's level has of its own as mapped, where nothing else is worded anew."""
    told = with_details(edits, parent, child, setting)
    return told if _unchanged(told, from_above=False) == "localised" else edits


def _unchanged(edits: Sequence[Edit], *, from_above: bool) -> LinkRelation:
    """Return what edits make of a text of which nothing that binds was touched."""
    kinds = {edit.kind for edit in edits if not _is_joining(edit)}
    if "localisation" not in kinds:
        kinds = {edit.kind for edit in edits}
    if kinds <= {"noise"}:
        return "noise"
    if kinds <= {"noise", "localisation"} and not from_above:
        return "localised"
    return "reworded"


#: Words of duty that say nothing by themselves once the clause that they stand in is lost.
_OF_CLAUSE = frozenset({"modality", "negation", "scope"})


def _goes_with_clause(fact: tuple[FactChange, Span | None, Span | None], clauses: Places) -> bool:
    """Tell whether a duty word is missing only because its whole clause is."""
    change, before, _ = fact
    if change.kind not in _OF_CLAUSE or change.child is not None or before is None:
        return False
    return clauses.hold(before)


def _goes_with_owner(
    fact: tuple[FactChange, Span | None, Span | None], edits: Sequence[Edit]
) -> bool:
    """Tell whether "chủ trì" is missing because its owner stands above the child's task."""
    change, before, _ = fact
    if change.kind != "modality" or change.child is not None or before is None:
        return False
    return any(edit.kind == "localisation" for edit in edits_at(edits, before))


def _goes_elsewhere(
    fact: tuple[FactChange, Span | None, Span | None], edits: Sequence[Edit], texts: Sequence[str]
) -> bool:
    """Tell whether a fact is missing because another unit says the piece that it stands in."""
    change, before, _ = fact
    if change.parent is None or change.child is not None or before is None:
        return False
    told = [text for text in texts if fold_case(change.parent) in fold_case(text)]
    return bool(told) and any(is_said(e.parent_text, told) for e in edits_at(edits, before))


def _goes_with_subject(fact: tuple[FactChange, Span | None, Span | None], parent: str) -> bool:
    """Tell whether a word is missing that says which communes have to do what the child does."""
    change, before, _ = fact
    if change.kind not in _OF_CLAUSE or change.child is not None or before is None:
        return False
    return before[1] <= qualified_subject(parent)


#: Share of an added piece that the parent says too, from which on nothing was added.
_KNOWN = 0.5
#: Content syllables that, dropped at once, are a piece of the task and no mere word.
_PIECE = 5
_LISTED_PIECE = 3


def _drops(edit: Edit, parent: str) -> bool:
    """Tell whether an edit drops a piece of a clause: an item of a list, or more than words."""
    return edit.kind == "wording" and is_light(edit.child_text) and _is_piece(edit, parent)


def _adds(edit: Edit) -> bool:
    """Tell whether an edit adds a piece that is more than names of the place."""
    return (
        edit.kind == "wording"
        and is_light(edit.parent_text)
        and sum(word[:1].isupper() for word in edit.child_text.split()) * 3
        < len(words(edit.child_text).keys)
        and content_size(without_local(without_names(without_facts(edit.child_text)))) > _PIECE
        and not opens_detail(edit.child_text)
    )


def _is_piece(edit: Edit, parent: str) -> bool:
    """Tell whether a dropped text is a member of a list, or more than a few words."""
    text = _BASELINE.sub(_blank, edit.parent_text)
    content = content_size(without_facts(text))
    before = parent[: edit.parent_span[0]].rstrip()
    after = parent[edit.parent_span[1] :].lstrip()
    beside = before.endswith((",", " và")) or after.startswith((",", "và "))
    listed = beside or text.lower().startswith("và ") or "," in text
    return content >= (_LISTED_PIECE if listed else _PIECE)


def _is_joining(edit: Edit) -> bool:
    """Tell whether only joining words came or went: a change of names brings that along."""
    return edit.kind == "wording" and is_light(edit.parent_text) and is_light(edit.child_text)


def _mark(edit: Edit, befores: Places, afters: Places) -> Edit:
    """Mark an edit that touches a changed fact."""
    if befores.meet(edit.parent_span) or afters.meet(edit.child_span):
        return msgspec.structs.replace(edit, kind="fact")
    return edit
