"""From edits and facts to the relation of a link, its coverage and its lost clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from doclineage.judging.carrying import (
    Side,
    carried,
    content_size,
    is_said,
    replacements,
    stands,
    stands_beside_facts,
)
from doclineage.judging.edits import Difference
from doclineage.judging.exchanges import leads_from_above
from doclineage.judging.local_details import with_details, without_local
from doclineage.judging.localisation import Setting, is_light, without_names
from doclineage.judging.places import Places, meet
from doclineage.judging.sayings import opens_detail
from doclineage.model import Edit, FactChange, LinkRelation, Span
from doclineage.settings import Settings
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
    coverage, lost = carried(old, child, settings, around.elsewhere)
    facts = [
        fact
        for fact in facts
        if not _goes_with_clause(fact, parent, lost)
        and not _goes_with_owner(fact, edits)
        and not _goes_elsewhere(fact, edits, around.elsewhere)
    ]
    _, gained = carried(new, parent, settings)
    pieces = [
        piece for piece in _dropped(edits, old, child, lost) if not is_said(piece, around.elsewhere)
    ]
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
    return tuple(piece for piece in pieces if not stands(piece, child, parent, _KNOWN))


def _marked(
    edits: Sequence[Edit], facts: Sequence[tuple[FactChange, Span | None, Span | None]]
) -> tuple[Edit, ...]:
    told = [fact for fact in facts if fact[0].effect != "equal"]
    befores = Places(before for _, before, _ in told if before)
    afters = Places(after for _, _, after in told if after)
    return tuple(_mark(edit, befores, afters) for edit in edits)


def _dropped(edits: Sequence[Edit], old: Side, child: str, lost: Sequence[str]) -> list[str]:
    """Return the pieces of clauses that stand nowhere in the child, none across two units."""
    told = [clause.rstrip(" ;.") for clause in lost]
    pieces = [
        piece
        for e in edits
        if _drops(e, old.text)
        for span in _lines(old.text, e.parent_span)
        if content_size(piece := old.text[slice(*span)].strip())
        and not stands_beside_facts(span, old.text, _around(span, old), child)
    ]
    return [
        piece
        for piece in pieces
        if not any(piece.rstrip(" ;.") in clause or clause in piece for clause in told)
    ]


def _lines(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a span that lie in one unit each."""
    start = span[0]
    for line in text[slice(*span)].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _around(span: Span, side: Side) -> str:
    """Return what says the task that a piece is of, the whole text where it is of none."""
    inside = (side.text[a:b] for a, b in side.units if a <= span[0] and span[1] <= b)
    return next(inside, side.text)


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


def _goes_with_clause(
    fact: tuple[FactChange, Span | None, Span | None], parent: str, lost: Sequence[str]
) -> bool:
    """Tell whether a duty word is missing only because its whole clause is."""
    change, before, _ = fact
    if change.kind not in _OF_CLAUSE or change.child is not None or before is None:
        return False
    places = ((parent.find(clause), len(clause)) for clause in lost if clause != parent)
    return any(start <= before[0] and before[1] <= start + size for start, size in places)


def _goes_with_owner(
    fact: tuple[FactChange, Span | None, Span | None], edits: Sequence[Edit]
) -> bool:
    """Tell whether "chủ trì" is missing because its owner stands above the child's task."""
    change, before, _ = fact
    if change.kind != "modality" or change.child is not None or before is None:
        return False
    return any(edit.kind == "localisation" and meet(edit.parent_span, before) for edit in edits)


def _goes_elsewhere(
    fact: tuple[FactChange, Span | None, Span | None], edits: Sequence[Edit], texts: Sequence[str]
) -> bool:
    """Tell whether a fact is missing because another unit says the piece that it stands in."""
    change, before, _ = fact
    if change.parent is None or change.child is not None or before is None:
        return False
    told = [text for text in texts if fold_case(change.parent) in fold_case(text)]
    return bool(told) and any(
        meet(edit.parent_span, before) and is_said(edit.parent_text, told) for edit in edits
    )


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
        and content_size(without_local(without_names(edit.child_text))) > _PIECE
        and not opens_detail(edit.child_text)
    )


def _is_piece(edit: Edit, parent: str) -> bool:
    """Tell whether a dropped text is a member of a list, or more than a few words."""
    text = edit.parent_text
    content = content_size(text)
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
