"""Deeds that are only prepared now: "triển khai" that became "nghiên cứu triển khai"."""

from __future__ import annotations

import re
from functools import cache

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.localisation import is_light
from doclineage.judging.places import mentions_at
from doclineage.model import Edit
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.facts.fact import phrases
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of

# . ; : , and a line's end, a word of duty or of order: behind one of these a deed begins
_BEGINS = re.compile(
    r"(?:^|[.;:,|\n–-]|(?<!\w)(?:phải|cần|sẽ|và|để|tiếp tục|chủ động|tích cực|có trách nhiệm))\s*$"
)
# [tham mưu] xây dựng kế hoạch: who writes a paper for another does it by that
_PAPER = re.compile(
    r"\s+(?:[^\W\d]+\s+){0,5}?(?:kế hoạch|văn bản|quy chế|quy định|quy trình|đề án|chương trình"
    r"|phương án|nghị quyết|quyết định|dự toán|báo cáo|chỉ thị|tờ trình|hướng dẫn|công văn)(?!\w)"
)
# [nghiên cứu] khoa học: what is put in makes a noun
_NOUN = re.compile(r"\s+(?:khoa học|sinh|thực tiễn|lý luận|viên)(?!\w)")
#: A division does what its commune is asked to do by that: only in the place of what it was itself
#: asked to do is it less.
_ADVISES = ("tham mưu", "đề xuất")
#: Characters before a deed in which a doer, or a word of duty, ends.
_REACH = 40


def put_off(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return where a word of preparing was put before a deed that both sides name."""
    found: list[Compared] = []
    for edit in difference.edits:
        if edit.kind != "wording" or not edit.child_text or not is_light(edit.parent_text):
            continue
        said = fold_case(edit.child_text).strip(" ,")
        if _preparing().fullmatch(said) is None or said in fold_case(parent):
            continue
        if said.startswith(_ADVISES) and not _has_same_doer(edit, parent, child):
            continue
        if _begins_deed(edit, child) and _is_same_deed(edit, parent, child):
            spans = edit.parent_span, edit.child_span
            found.append(change_at("modality", "weakened", (parent, child), *spans))
    return found


@cache
def _preparing() -> re.Pattern[str]:
    return re.compile(any_of(phrases("preparing")))


def _begins_deed(edit: Edit, child: str) -> bool:
    """Tell whether an edit stands where a deed begins: first in its clause, or behind its doer."""
    start = edit.child_span[0]
    if _BEGINS.search(fold_case(child[max(0, start - _REACH) : start])):
        return True
    before = mentions_at(find_mentions(child), (max(0, start - 2), start))
    return any(mention.body is not None for mention in before)


def _has_same_doer(edit: Edit, parent: str, child: str) -> bool:
    """Tell whether the body right before an edit is the one that the parent names there."""
    place = edit.child_span[0]
    for mention in mentions_at(find_mentions(child), (max(0, place - 2), place)):
        start = edit.parent_span[0]
        return fold_case(parent[:start]).rstrip().endswith(fold_case(mention.text))
    return False


def _is_same_deed(edit: Edit, parent: str, child: str) -> bool:
    """Tell whether the same deed stands right behind, and no paper, of which that is the writing.

    "nghiên cứu, triển khai" is two deeds, of which one was asked for.
    """
    old, new = fold_case(parent[edit.parent_span[1] :]), fold_case(child[edit.child_span[1] :])
    there = re.match(r"\s*\w+\s+\w+", old)
    if new[:1] != " " or there is None or not new.lstrip().startswith(there.group().lstrip()):
        return False
    advises = fold_case(edit.child_text).strip().startswith(_ADVISES)
    return not (_NOUN.match(new) or (advises and _PAPER.match(new)))
