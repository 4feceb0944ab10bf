"""A match to its link: edits told apart, facts compared, clauses counted, duty named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType
from typing import NamedTuple

import msgspec

from doclineage.errors import expect
from doclineage.judging.cells import Said, changed_cells, unsaid_cells
from doclineage.judging.columns import LinedUp, lined_up
from doclineage.judging.duty import duty_of
from doclineage.judging.edits import Difference, compare_words, with_other_kinds
from doclineage.judging.edits.usage import Usage
from doclineage.judging.edits.whole_words import by_words
from doclineage.judging.facts import compare_facts
from doclineage.judging.facts.directions import Compared
from doclineage.judging.joining import cut_at_joints, in_order_of
from doclineage.judging.localisation import Setting, setting_of
from doclineage.judging.localisation.commune_kinds import for_other_kinds
from doclineage.judging.owners_above import with_owners_above
from doclineage.judging.reasons import explain
from doclineage.judging.restated import restated, with_restated
from doclineage.judging.verdict import Around, Verdict, verdict_of
from doclineage.model import Document, Edit, Letterhead, Link, Match, Source, Span, Unit
from doclineage.settings import DEFAULTS, Settings
from doclineage.vietnamese.agencies import issuer_level, issuer_territory
from doclineage.vietnamese.content import blanked
from doclineage.vietnamese.legacy import Part, decode_line, is_suspect
from doclineage.vietnamese.normalise import clean

__all__ = ["judge_matches", "judge_pair"]


class _Whole(NamedTuple):
    """What a child says beside the units of one match."""

    apart: Sequence[str]
    said: Said


def judge_matches(
    parent: Document, child: Document, matches: Sequence[Match], settings: Settings = DEFAULTS
) -> tuple[Link, ...]:
    """Return one link a match, in the order of the matches."""
    setting = setting_of(parent.letterhead, child.letterhead, settings.communes)
    usage = Usage(
        unit.text for document in (parent, child) for unit in document.units if unit.zone != "tail"
    )
    apart = tuple(
        child.units[index].text
        for match in matches
        if not match.parents
        for index in match.children
    )
    whole = _Whole(apart, Said(child))
    links = [_judge(parent, child, match, setting, usage, settings, whole) for match in matches]
    return tuple(_with_duties(parent, child, links, setting))


def judge_pair(
    parent: str,
    child: str,
    parent_issuer: str | None = None,
    child_issuer: str | None = None,
    settings: Settings = DEFAULTS,
) -> Link:
    """Return the link of two texts that are said to correspond; both are unit 0."""
    for text in (parent, child):
        if not isinstance(text, str):
            raise TypeError(f"two texts (str) are compared, not {type(text).__name__}")
    for issuer in (parent_issuer, child_issuer):
        expect("compare_texts", issuer, (str, NoneType), "error.no-issuer")
    sides = [
        _single(text, issuer) for text, issuer in ((parent, parent_issuer), (child, child_issuer))
    ]
    # Two empty texts are a pair of equal ones: neither lacks what the other has.
    nothing = not parent.strip() and not child.strip()
    match = Match(
        parents=(0,) if parent.strip() or nothing else (),
        children=(0,) if child.strip() or nothing else (),
        score=1.0,
        evidence="given",
    )
    return judge_matches(sides[0], sides[1], [match], settings)[0]


def _single(text: str, issuer: str | None) -> Document:
    """Return a document of one paragraph, issued by `issuer`."""
    if is_suspect(text):
        text = "".join(decode_line([Part(text)]).parts)
    unit = Unit(path="p1", zone="body", kind="paragraph", marker=None, text=clean(text), parent=-1)
    head = Letterhead(issuer=issuer, level=issuer_level(issuer), territory=issuer_territory(issuer))
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=head, units=(unit,))


def _judge(
    parent: Document,
    child: Document,
    match: Match,
    setting: Setting,
    usage: Usage,
    settings: Settings,
    whole: _Whole,
) -> Link:
    if not match.parents or not match.children:
        return _explained(_alone(match), parent, child, match.evidence)
    parents, children = _ordered(parent, child, match)
    printed, left_starts = _joined(parent, parents)
    rows = lined_up(parent, parents, child, children)
    right, right_starts = _joined(child, children, rows)
    elsewhere = for_other_kinds(printed, right, setting)
    left = blanked(printed, elsewhere)

    def compare(old: str, new: str) -> tuple[Difference, tuple[Compared, ...]]:
        difference = compare_words(old, new, setting, usage, settings)
        difference = with_owners_above(difference, child, children, setting)
        return difference, compare_facts(old, new, difference, setting)

    difference, facts = compare(left, right)
    above = _above(child, children)
    for side, again in enumerate(restated(parent, child, match)):
        if again is not None:
            said = right if side else left
            facts = with_restated(facts, said, again, compare, of_parent=side == 0)
    facts += changed_cells(parent, child, match, facts, above, setting)
    facts += unsaid_cells(parent, match, left, f"{right}\n{above}", whole.said, setting)
    tasks = _tasks(parent, parents, left_starts), _tasks(child, children, right_starts, rows)
    difference = with_other_kinds(difference, printed, elsewhere)
    around = Around(tasks, whole.apart, above, setting)
    verdict = _squeezed(verdict_of(left, right, difference, facts, settings, around))
    told = by_words(verdict.edits, left, right) if settings.word_edits else verdict.edits
    edits = cut_at_joints(told, left, right, left_starts, right_starts)
    placed = _led_back(edits, (parents, children), (left_starts, right_starts), rows)
    link = _link(match, verdict, placed)
    return _explained(link, parent, child, match.evidence, verdict.gained)


def _link(match: Match, verdict: Verdict, edits: tuple[Edit, ...]) -> Link:
    return Link(
        parents=match.parents,
        children=match.children,
        relation=verdict.relation,
        score=match.score,
        moved=match.moved,
        coverage=verdict.coverage,
        fact_changes=verdict.fact_changes,
        edits=edits,
        lost=verdict.lost,
    )


def _squeezed(verdict: Verdict) -> Verdict:
    """Say what is told of a text with blanks in one breath."""
    if "  " not in "".join([*(c.parent or "" for c in verdict.fact_changes), *verdict.lost]):
        return verdict
    changes = tuple(
        msgspec.structs.replace(change, parent=change.parent and " ".join(change.parent.split()))
        for change in verdict.fact_changes
    )
    lost = tuple(" ".join(clause.split()) for clause in verdict.lost)
    return msgspec.structs.replace(verdict, fact_changes=changes, lost=lost)


def _alone(match: Match) -> Link:
    """Return the link of units that nothing answers."""
    relation = "omitted" if match.parents else "added"
    return Link(
        parents=match.parents,
        children=match.children,
        relation=relation,  # type: ignore[arg-type]  # one of the two literals
        score=match.score,
        rejected=match.rejected,
    )


def _explained(
    link: Link, parent: Document, child: Document, evidence: str, gained: Sequence[str] = ()
) -> Link:
    said = explain(link, parent, child, evidence, gained)
    return msgspec.structs.replace(link, reason=said.vi, reason_en=said.en)


def _ordered(parent: Document, child: Document, match: Match) -> tuple[list[int], list[int]]:
    """Return the units of a match that say it first, the parts of a whole in its order."""
    parents = [index for index in match.parents if index not in match.restated_parents]
    children = [index for index in match.children if index not in match.restated_children]
    if len(parents) == 1 and len(children) > 1:
        children = in_order_of(parent, parents[0], child, children)
    elif len(children) == 1 and len(parents) > 1:
        parents = in_order_of(child, children[0], parent, parents)
    return parents, children


#: No row whose columns stand in another order.
_AS_PRINTED: Mapping[int, LinedUp] = {}


def _joined(
    document: Document, indices: Sequence[int], rows: Mapping[int, LinedUp] = _AS_PRINTED
) -> tuple[str, list[int]]:
    """Return the texts of several units as one, and where each begins in it."""
    text, starts = "", []
    for index in indices:
        text += "\n" if text else ""
        starts.append(len(text))
        text += rows[index].text if index in rows else document.units[index].text
    return text, starts


def _tasks(
    document: Document,
    indices: Sequence[int],
    starts: Sequence[int],
    rows: Mapping[int, LinedUp] = _AS_PRINTED,
) -> tuple[Span, ...]:
    """Return where each unit says in the joined text what is to be done: a row by one cell.

    Who does a row's task, with whom and by when are facts and no clauses of it; so is a heading
    beside its tasks.
    """
    spans = []
    told = [i for i in indices if document.units[i].kind != "heading"]
    for index, start in zip(indices, starts, strict=True):
        if told and index not in told:
            continue
        text = rows[index].text if index in rows else document.units[index].text
        task = document.units[index].cells.get("task") or text
        at = max(text.find(task), 0)
        spans.append((start + at, start + min(at + len(task), len(text))))
    return tuple(spans)


def _above(document: Document, indices: Sequence[int]) -> str:
    """Return the headings over some units, without those that are among them."""
    over = dict.fromkeys(above for index in indices for above in document.ancestors(index))
    units = (document.units[above] for above in over if above not in indices)
    return "\n".join(unit.text for unit in units if unit.kind == "heading")


def _led_back(
    edits: Iterable[Edit],
    units: tuple[Sequence[int], Sequence[int]],
    starts: tuple[list[int], list[int]],
    rows: Mapping[int, LinedUp],
) -> tuple[Edit, ...]:
    """Lead the spans of edits back from the joined texts to the units as they are printed."""
    placed = (_placed(edit, *units, *starts) for edit in edits)
    return tuple(_printed(edit, rows) for edit in placed)


def _placed(
    edit: Edit,
    parents: Sequence[int],
    children: Sequence[int],
    left: list[int],
    right: list[int],
) -> Edit:
    """Lead the spans of an edit back from the joined text to its units."""
    parent_unit, parent_span = _back(edit.parent_span, parents, left)
    child_unit, child_span = _back(edit.child_span, children, right)
    return msgspec.structs.replace(
        edit,
        parent_unit=parent_unit,
        parent_span=parent_span,
        child_unit=child_unit,
        child_span=child_span,
    )


def _printed(edit: Edit, rows: Mapping[int, LinedUp]) -> Edit:
    """Lead the span of an edit back to where the cell stands in print."""
    row = None if edit.child_unit is None else rows.get(edit.child_unit)
    return edit if row is None else row.printed_at(edit)


def _back(span: Span, indices: Sequence[int], starts: list[int]) -> tuple[int, Span]:
    place = max(i for i, start in enumerate(starts) if start <= span[0])
    return indices[place], (span[0] - starts[place], span[1] - starts[place])


def _with_duties(
    parent: Document, child: Document, links: list[Link], setting: Setting
) -> list[Link]:
    omitted = {link.parents[0] for link in links if link.relation == "omitted"}
    told = []
    for link in links:
        if link.relation != "omitted":
            told.append(link)
            continue
        duty, said = duty_of(parent, child, link.parents[0], omitted, setting)
        told.append(
            msgspec.structs.replace(link, duty=duty, duty_reason=said.vi, duty_reason_en=said.en)
        )
    return told
