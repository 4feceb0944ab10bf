"""From edits and facts to the relation of a link, its coverage and its lost clauses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from doclineage.judging.edits import Difference
from doclineage.judging.localisation import is_light
from doclineage.model import Edit, FactChange, LinkRelation, Span
from doclineage.settings import Settings
from doclineage.vietnamese.words import Words, clauses, words


class Verdict(msgspec.Struct, frozen=True):
    """What is said of one pair of texts."""

    relation: LinkRelation
    coverage: float
    fact_changes: tuple[FactChange, ...]
    edits: tuple[Edit, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]


#: A clause shorter than this, in syllables, is too short to count as gained or lost by itself.
_CLAUSE_WORDS = 4


def verdict_of(
    parent: str,
    child: str,
    difference: Difference,
    facts: Sequence[tuple[FactChange, Span | None, Span | None]],
    settings: Settings,
) -> Verdict:
    """Return the verdict over two texts whose differences and facts are known."""
    if not difference.edits:
        return Verdict("identical", 1.0, (), (), (), ())
    coverage, lost = _carried(parent, difference.parent, difference.equal_parent, child, settings)
    facts = [fact for fact in facts if not _goes_with_clause(fact, parent, lost)]
    _, gained = _carried(child, difference.child, difference.equal_child, parent, settings)
    pieces = [
        e.parent_text
        for e in difference.edits
        if _drops(e, parent)
        and not _stands(e.parent_text, child)
        and not any(e.parent_text in clause or clause in e.parent_text for clause in lost)
    ]
    if pieces and coverage == 1.0:
        held = sum(difference.equal_parent) / max(1, len(difference.equal_parent))
        coverage = round(held, 4)
    lost = (*lost, *pieces)
    if any(_adds(e) and not _stands(e.child_text, parent) for e in difference.edits):
        gained = gained or ("",)
    edits = tuple(_mark(edit, facts) for edit in difference.edits)
    changes = tuple(change for change, _, _ in facts)
    kinds = {edit.kind for edit in edits if not _is_joining(edit)}
    if "localisation" not in kinds:
        kinds = {edit.kind for edit in edits}
    relation: LinkRelation
    if any(change.effect != "equal" for change in changes) or lost or gained:
        relation = "changed"
    elif kinds <= {"noise"}:
        relation = "noise"
    elif kinds <= {"noise", "localisation"}:
        relation = "localised"
    else:
        relation = "reworded"
    return Verdict(relation, coverage, changes, edits, lost, gained)


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


def _carried(
    text: str, own: Words, equal: tuple[bool, ...], other: str, settings: Settings
) -> tuple[float, tuple[str, ...]]:
    """Return the share of the clauses of `text` that `other` carries, and those that it does not.

    A clause counts by the better of two measures: syllables kept in order, and syllable pairs
    kept anywhere (a clause may have been moved within the text).
    """
    pairs = set(pairwise(words(other).bare))
    spans = clauses(text)
    shares = [_share(span, own, equal, pairs) for span in spans]
    if len(spans) == 1:
        # One sentence: what is cut off its end is lost too, though no clause is.
        share = shares[0]
        return (1.0 if share >= _WHOLE else round(share, 4)), (
            () if share >= settings.clause_floor else (text,)
        )
    lost = tuple(
        text[a:b]
        for (a, b), share in zip(spans, shares, strict=True)
        if share < settings.clause_floor and own.count(a, b) >= _CLAUSE_WORDS
    )
    total = max(1, sum(own.count(a, b) >= _CLAUSE_WORDS for a, b in spans))
    return round((total - len(lost)) / total, 4), lost


#: One sentence of which this much is kept counts as carried whole.
_WHOLE = 0.75


def _share(span: Span, own: Words, equal: tuple[bool, ...], pairs: set[tuple[str, str]]) -> float:
    first = own.count(0, span[0])
    inside = range(first, first + own.count(*span))
    if not inside:
        return 1.0
    in_order = sum(equal[i] for i in inside) / len(inside)
    own_pairs = [(own.bare[i], own.bare[j]) for i, j in pairwise(inside)]
    anywhere = sum(pair in pairs for pair in own_pairs) / len(own_pairs) if own_pairs else 0.0
    return max(in_order, anywhere)


#: Content syllables that, dropped at once, are a piece of the task and no mere word.
_PIECE = 5
_LISTED_PIECE = 3
#: Share of a piece that must stand elsewhere for it to count as moved.
_MOVED = 0.6


def _drops(edit: Edit, parent: str) -> bool:
    """Tell whether an edit drops a piece of a clause: an item of a list, or more than words."""
    return edit.kind == "wording" and is_light(edit.child_text) and _is_piece(edit, parent)


def _adds(edit: Edit) -> bool:
    """Tell whether an edit adds a piece that is more than names of the place."""
    spoken = words(edit.child_text).keys
    return (
        edit.kind == "wording"
        and is_light(edit.parent_text)
        and len(spoken) > _PIECE
        and sum(word[:1].isupper() for word in edit.child_text.split()) * 3 < len(spoken)
    )


def _stands(piece: str, text: str) -> bool:
    """Tell whether most of a piece stands somewhere in a text: it was moved, not dropped."""
    own = set(pairwise(words(piece).bare))
    there = set(pairwise(words(text).bare))
    return len(own & there) >= _MOVED * max(1, len(own))


def _is_piece(edit: Edit, parent: str) -> bool:
    """Tell whether a dropped text is a member of a list, or more than a few words."""
    text = edit.parent_text
    content = sum(not is_light(key) for key in words(text).keys)
    before = parent[: edit.parent_span[0]].rstrip()
    after = parent[edit.parent_span[1] :].lstrip()
    beside = before.endswith((",", " và")) or after.startswith((",", "và "))
    listed = beside or text.lower().startswith("và ") or "," in text
    return content >= (_LISTED_PIECE if listed else _PIECE)


def _is_joining(edit: Edit) -> bool:
    """Tell whether only joining words came or went: a change of names brings that along."""
    return edit.kind == "wording" and is_light(edit.parent_text) and is_light(edit.child_text)


def _mark(edit: Edit, facts: Sequence[tuple[FactChange, Span | None, Span | None]]) -> Edit:
    """Mark an edit that touches a changed fact."""
    for change, before, after in facts:
        if change.effect == "equal":
            continue
        if _overlaps(edit.parent_span, before) or _overlaps(edit.child_span, after):
            return msgspec.structs.replace(edit, kind="fact")
    return edit


def _overlaps(one: Span, two: Span | None) -> bool:
    return two is not None and one[0] < two[1] and two[0] < one[1]
