"""Clauses that a plan seems to have lost and says in other words, or at another place.

Whoever words a plan anew keeps the words that count and turns the rest: "mỗi thôn có từ 03 tuyên
truyền viên" for "xây dựng đội ngũ tuyên truyền viên, mỗi thôn ít nhất 03 người". A clause that was
cut leaves nothing behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from doclineage.auditing.evidence import units_saying
from doclineage.model import Document, Link
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.content import blanked, content_syllables
from doclineage.vietnamese.facts.fact import pattern
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import folded_clauses

#: Share of a clause's syllables from which on the units that answer its task say it in other
#: words, and the same where they hold all its figures. Of some 90 clauses that three families cut
#: on purpose or worded anew, those cut had at most a third of theirs left, most others half.
_ANEW = 0.5
_ANEW_WITH_FIGURES = 0.35
#: The same of a unit that answers another task: it must say nearly the clause itself.
_ELSEWHERE = 0.7
#: Syllables from which on a clause says enough for a share to mean something; a shorter one is a
#: member of a list, whose neighbours have the same words. A figure says more.
_SEVERAL = 5
_SEVERAL_WITH_FIGURES = 3
#: Syllables from which on a word that the task has twice may answer for both.
_MANY = 8


def is_kept(parent: Document, child: Document, link: Link, clause: str) -> bool:
    """Tell whether a plan says a lost clause of its parent in other words, or elsewhere.

    One of two that the parent leaves to choose from may be gone, as may what only points to other
    places of the parent; what may not happen any more need not become rarer.
    """
    if _CHOICE.match(fold_case(clause)) or _POINTER.search(fold_case(clause)):
        return True
    own = answering(child, link.children)
    if is_ended(clause, own):
        return True
    saying = units_saying(parent, link.parents, clause)
    here = content_syllables(" ".join(parent.units[i].text for i in saying))
    there = content_syllables(" ".join(own))
    said = [content_syllables(without_names(clause)), content_syllables(clause)]
    return any(_is_anew(some, here, there) for some in said) or any(
        some.total() >= _SEVERAL
        and share_of(some, content_syllables(child.units[i].text)) >= _ELSEWHERE
        for some in said
        for i in others(child, link.children)
    )


# hoặc lắp ghép: one of two ways
_CHOICE = re.compile(r"\W*hoặc(?!\w)")
# thực hiện điểm b mục 2 phần II và điểm d mục 1 phần III Kế hoạch này
_POINTER = re.compile(
    r"(?<!\w)thực hiện\s+(?:theo\s+)?(?:(?:điểm|khoản|mục|phần)\s+[\w.]{1,5}[\s,]*(?:và\s+)?)+"
    r"(?:của\s+)?(?:(?:kế hoạch|chỉ thị|chương trình|văn bản)\s+này)?\W*$"
)
# số vụ cháy giảm ít nhất 30% so với năm 2025 | giảm 20% số hộ nghèo
_FEWER = re.compile(r"(?<!\w)(?:giảm|kéo giảm|hạ)(?!\w)")
_THAN = re.compile(r"(?<!\w)(?:so với|so|tỷ lệ|tổng|số(?: vụ| ca| người)?)(?!\w)")


def is_ended(clause: str, texts: Iterable[str]) -> bool:
    """Tell whether a plan lets not happen at all what a clause of its parent has become rarer."""
    folded = fold_case(clause)
    if not _FEWER.search(folded):
        return False
    what = _THAN.sub(" ", _FEWER.sub(" ", folded))
    said = content_syllables(" ".join(word for word in what.split() if not _counts(word)))
    return any(
        pattern("negation").search(one) and share_of(said, content_syllables(one)) >= _ELSEWHERE
        for text in texts
        for one in folded_clauses(text)
    )


def _counts(word: str) -> bool:
    return any(map(str.isdigit, word)) or word in {"ít", "nhất", "tối", "thiểu", "năm"}


def answering(child: Document, children: Sequence[int]) -> list[str]:
    """Return the texts of the units that answer a task, and of the lead-ins that they stand under.

    "Mở đợt cao điểm từ ngày 20/5 đến ngày 20/6, tập trung:" holds for each item below it.
    """
    above = {i for child_unit in children for i in child.ancestors(child_unit)} - {*children}
    leads = [child.units[i].text for i in sorted(above) if child.units[i].kind != "heading"]
    return [child.units[i].text for i in children] + leads


def others(child: Document, children: Sequence[int]) -> Iterable[int]:
    """Return the units of a plan that answer something else, and say more than a heading."""
    return (i for i in child.content() if i not in children and child.units[i].kind != "heading")


def share_of(said: Counter[str], there: Counter[str]) -> float:
    """Return how much of what a text says stands in another one."""
    return _share(said, said, there)


def _is_anew(said: Counter[str], here: Counter[str], there: Counter[str]) -> bool:
    figures = [key for key in said if any(map(str.isdigit, key))]
    if said.total() < (_SEVERAL_WITH_FIGURES if figures else _SEVERAL):
        return False
    held = figures and all(there[key] >= here[key] for key in figures)
    if said.total() < _SEVERAL and not held:
        return False
    share = _share(said, said if said.total() >= _MANY else here, there)
    return share >= _ANEW or (bool(held) and share >= _ANEW_WITH_FIGURES)


def _share(said: Counter[str], here: Counter[str], there: Counter[str]) -> float:
    """Return how much of a clause stands in a text; what its task says more often, in part."""
    held = sum(n * min(1.0, there[key] / max(1, here[key])) for key, n in said.items())
    return held / max(1, said.total())


def without_names(clause: str) -> str:
    """Return a clause without the bodies and places that it names: a lower level has its own."""
    return blanked(clause, [mention.span for mention in find_mentions(clause)])
