"""Bodies that are gone, looked at again: somebody whom no table knows may have their place.

A child that names its own villages, cells or teams where the parent named the child, or a body
that no commune has, takes nothing away. What stood beside one lost body is lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from doclineage.judging.edits import Difference
from doclineage.judging.facts.bodies import named_bodies
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.localisation import Setting
from doclineage.judging.places import meet
from doclineage.model import FactChange, Span
from doclineage.vietnamese.agencies import Mention, exists_at, find_mentions, level_rank
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed, listed_pattern
from doclineage.vietnamese.stand_ins import begins_stand_in, has_counterpart
from doclineage.vietnamese.words import words


def told_once(
    bodies: Sequence[Compared], parent: str, child: str, difference: Difference, setting: Setting
) -> list[Compared]:
    """Return the bodies that are gone, without those that the child's own took the place of."""
    kept = [
        c
        for c in bodies
        if not _is_taken_over(c, parent, child, difference, setting)
        and not _are_issuers(c[0], setting)
    ]
    joined = _joined(kept, parent, difference)
    return _at_places(_with_unlisted(joined, (parent, child), difference), (parent, child))


# niêm yết [tại trụ sở UBND xã]: where a thing is done, and not who does it
_PLACE = re.compile(
    r"(?<!\w)(?:tại|ở|trên)\s+(?:(?:trụ sở|văn phòng|khuôn viên|bảng tin|trang thông tin điện tử"
    r"|cổng thông tin điện tử)(?:\s+(?:của|làm việc))*\s+)?$"
)


def _at_places(bodies: Sequence[Compared], texts: tuple[str, str]) -> list[Compared]:
    """Say of a body that is gone from where a thing is done that it is done there no more."""
    told, there = [], fold_case(texts[1])
    for change, before, after in bodies:
        said = fold_case(texts[0][: before[0]]) if before and change.effect == "missing" else ""
        place = _PLACE.search(said)
        if place is None or before is None:
            told.append((change, before, after))
        elif not re.search(rf"(?<!\w)tại\s+{_first_word(texts[0], before)}(?!\w)", there):
            told.append(change_at("scope", "missing", texts, (place.start(), before[1]), None))
    return told


def _first_word(text: str, span: Span) -> str:
    """Return what a body is by its first word: "tại trạm" is enough of "tại Trạm Y tế"."""
    return re.escape(fold_case(text[slice(*span)]).split()[0])


#: Syllables of the longest name of a body that no table has.
_NAME = 8


def _with_unlisted(
    bodies: Sequence[Compared], texts: tuple[str, str], difference: Difference
) -> list[Compared]:
    """Name what stands in the very place of a body that is gone, though no table has it."""
    told = []
    for change, before, after in bodies:
        edit = next((e for e in difference.edits if e.parent_span == before), None)
        if edit is None or change.effect != "missing" or not _is_name(edit.child_text.strip()):
            told.append((change, before, after))
        else:
            told.append(change_at("agency", "changed", texts, before, edit.child_span))
    return told


def _is_name(said: str) -> bool:
    """Tell whether a text is one name of a body by how it begins."""
    named = _begins_name().match(fold_case(said)) is not None
    return named and said[:1].isupper() and len(words(said).keys) <= _NAME


@cache
def _begins_name() -> re.Pattern[str]:
    heads = listed("responsibility", "doer", "body", "office") | listed("district_words", "head")
    return re.compile(rf"{any_of(heads | listed('branches', 'above', 'below'))}\s+\w")


def _are_issuers(change: FactChange, setting: Setting) -> bool:
    """Tell whether each side names its own issuer: "Bộ Y tế yêu cầu", "UBND xã yêu cầu"."""
    if change.parent is None or change.child is None or not setting.descends:
        return False
    if setting.parent_level == setting.child_level:
        return False
    sides = (change.parent, setting.parent_issuer), (change.child, setting.child_issuer)
    keys = [(words(text).keys, words(issuer or "").keys) for text, issuer in sides]
    return all(issuer[: len(own)] == own for own, issuer in keys)


def _is_taken_over(
    compared: Compared, parent: str, child: str, difference: Difference, setting: Setting
) -> bool:
    change, before, _ = compared
    if change.effect != "missing" or before is None or setting.child_level != "commune":
        return False
    if setting.parent_level == setting.child_level:
        return False
    edit = next((e for e in difference.edits if meet(e.parent_span, before)), None)
    old = next((m for m in named_bodies(parent) if m.span == before), None)
    if edit is None or old is None or old.body is None:
        return False
    if _is_child_itself(old, setting):
        return True
    put_in = _beside_bodies(child, edit.child_span)
    units = _names_units(put_in) or _is_vague(child, edit.child_span)
    if _is_named_whole(old, setting):
        return units
    if begins_stand_in(old.body, put_in):
        return True
    if not units and _doer().match(fold_case(put_in)) is None:
        return False
    return not exists_at(old.body, "commune", None) and not has_counterpart(old.body)


def _is_child_itself(old: Mention, setting: Setting) -> bool:
    """Tell whether a parent gave a task to the body that issues the child: it need not say so."""
    issuer = next((m for m in find_mentions(setting.child_issuer or "") if m.body), None)
    return (
        issuer is not None
        and old.level == setting.child_level
        and old.plural
        and old.body == issuer.body
    )


def _beside_bodies(text: str, span: Span) -> str:
    """Return what a place says beside the bodies of the table that it names."""
    said, position = "", span[0]
    for mention in named_bodies(text):
        if meet(mention.span, span):
            said += text[position : mention.span[0]] + " "
            position = max(position, mention.span[1])
    return (said + text[position : span[1]]).strip()


@cache
def _doer() -> re.Pattern[str]:
    names = any_of({*listed("responsibility", "doer", "body"), "đội", "hệ thống", "cổng", "trang"})
    return re.compile(rf"\W*(?:(?:các|những|mỗi|từng)\s+)?{names}(?!\w)")


def _names_units(text: str) -> bool:
    return listed_pattern("responsibility", "units").search(fold_case(text)) is not None


def _is_vague(text: str, span: Span) -> bool:
    """Tell whether bodies are named by what they are ("các phòng", "các chi bộ")."""
    return any(
        m.body is not None and m not in named_bodies(text)
        for m in find_mentions(text)
        if meet(m.span, span)
    )


def _is_named_whole(old: Mention, setting: Setting) -> bool:
    """Tell whether a parent named whole governments or committees below it, the child's too.

    "UBND cấp tỉnh" of a ministry, "Đảng ủy các xã, phường" of a province.
    """
    if old.body is None or not old.body.roles & {"executive", "party-committee"}:
        return False
    above = level_rank(setting.parent_level) if setting.parent_level else -1
    below = old.level is None or level_rank(old.level) > above
    return below and old.place is None


#: Between two bodies of one list, or a body and the one that a report goes through.
_BESIDE = re.compile(r"[\s,(]*(?:(?:và|với|qua|thông qua|cùng|các)\s+)*")


def _joined(found: Sequence[Compared], parent: str, difference: Difference) -> list[Compared]:
    """Tell once of bodies that stood side by side in one edit and are gone together."""
    told: list[Compared] = []
    for compared in found:
        change, before, _ = compared
        last = told[-1] if told else None
        if (
            last is not None
            and last[1] is not None
            and before is not None
            and change.effect == "missing"
            and last[0].kind == change.kind == "agency"
            and _BESIDE.fullmatch(fold_case(parent[last[1][1] : before[0]]))
            and _share_edit(last[1], before, difference)
        ):
            whole = (
                last[1][0],
                before[1] + _closes(parent[last[1][0] : before[1]], parent, before[1]),
            )
            joined = FactChange(
                kind="agency",
                parent=parent[slice(*whole)],
                child=last[0].child,
                effect=last[0].effect,
            )
            told[-1] = joined, whole, last[2]
        else:
            told.append(compared)
    return told


def _closes(said: str, text: str, end: int) -> int:
    """Return 1 where the bracket that was opened in what is said closes right behind it."""
    return int(said.count("(") > said.count(")") and text[end : end + 1] == ")")


def _share_edit(one: Span, two: Span, difference: Difference) -> bool:
    return any(meet(e.parent_span, one) and meet(e.parent_span, two) for e in difference.edits)
