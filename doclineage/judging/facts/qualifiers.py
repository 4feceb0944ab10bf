"""Words that say which of those named a rule reaches: put in they narrow it, gone they widen it.

"người cao tuổi" and "người cao tuổi thuộc hộ nghèo"; "lao động nữ" and "toàn bộ người lao động".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.places import meet
from doclineage.model import Effect, Span
from doclineage.vietnamese.normalise import fold_case

# [người cao tuổi chưa có lương hưu] thuộc hộ nghèo: which of them
_BELONGS = re.compile(
    r"\s*(?:mà\s+)?(?:thuộc|là|nằm\s+trong|trong)\s+(?:diện|hộ|nhóm|đối tượng|gia đình)(?!\w)"
    r"(?:\s+[^\W\d]+){1,6}\s*"
)
_WHOM = (
    r"(?:người|hộ|học sinh|sinh viên|trẻ em|trẻ|lao động|phụ nữ|thanh niên|cán bộ|công nhân"
    r"|giáo viên|hội viên|đoàn viên|bệnh nhân|doanh nghiệp|cơ sở|hợp tác xã|nông dân|thai phụ)"
)
_PERSONS = re.compile(rf"(?<!\w){_WHOM}(?!\w)[^;.:]*$")
#: Characters before a word of which of them in which it is said of whom, and how many such words
#: of a text are looked at: no real paragraph has so many.
_REACH, _MOST = 160, 40
#: Words of which of them, right behind whom a rule reaches.
_WHICH = (
    r"(?:nữ|nam|nghèo|cận nghèo|khuyết tật|mồ côi|khó khăn|cao tuổi|dân tộc thiểu số|siêu nhỏ"
    r"|nhỏ và vừa|nhỏ|mới thành lập|mới tuyển dụng|hợp đồng|thời vụ|ngoài công lập|công lập)"
)
_QUALIFIED = re.compile(rf"(?<!\w)(?P<whom>{_WHOM})\s+(?P<which>{_WHICH})(?!\w)")
_ALL = r"(?:toàn bộ|toàn thể|tất cả|mọi|100%)"


def changed_qualifiers(
    parent: str, child: str, difference: Difference, told: Sequence[Compared]
) -> list[Compared]:
    """Return whom a rule reaches now where a word of which of them came or went."""
    found = [
        *_belonging(parent, child, difference),
        *_of_all(parent, child, "strengthened", of_parent=True),
        *_of_all(child, parent, "weakened", of_parent=False),
    ]
    scopes = [c for c in told if c[0].kind == "scope" and c[0].effect != "missing"]
    return [
        (change, before, after)
        for change, before, after in found
        if not any(_share(before, old) or _share(after, new) for _, old, new in scopes)
    ]


def _share(one: Span | None, two: Span | None) -> bool:
    return one is not None and two is not None and meet(one, two)


def _belonging(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return where "thuộc hộ nghèo" was put in or left out behind whom a rule reaches."""
    found: list[Compared] = []
    for edit in difference.edits:
        said, gone = edit.child_text or edit.parent_text, not edit.child_text
        if edit.kind != "wording" or (edit.child_text and edit.parent_text):
            continue
        text, span = (parent, edit.parent_span) if gone else (child, edit.child_span)
        folded = fold_case(text)
        whom = _PERSONS.search(folded, max(0, span[0] - _REACH), span[0])
        other = fold_case(child if gone else parent)
        if whom is None or not _BELONGS.fullmatch(fold_case(said)):
            continue
        if " ".join(fold_case(said).split()[-2:]) in other:
            continue
        place = (whom.start(), span[1])
        across = edit.child_span if gone else edit.parent_span
        start = max(0, across[0] - (span[0] - whom.start()))
        sides = (place, (start, across[0])) if gone else ((start, across[0]), place)
        effect: Effect = "strengthened" if gone else "weakened"
        found.append(change_at("scope", effect, (parent, child), *sides))
    return found


def _of_all(text: str, other: str, effect: Effect, *, of_parent: bool) -> list[Compared]:
    """Return whom one side names by a part and the other, all of them, by no part."""
    found: list[Compared] = []
    folded, there = fold_case(text), fold_case(other)
    for match in islice(_QUALIFIED.finditer(folded), _MOST):
        whole = re.compile(
            rf"(?<!\w){_ALL}\s+(?:các\s+|số\s+|những\s+)?(?:người\s+|cán\s+bộ\s+)?"
            rf"{match['whom']}(?!\s+{_WHICH}(?!\w))(?!\w)"
        )
        all_of = whole.search(there)
        if all_of is None or whole.search(folded) or match.group() in there:
            continue
        spans = match.span(), all_of.span()
        sides = spans if of_parent else spans[::-1]
        texts = (text, other) if of_parent else (other, text)
        found.append(change_at("scope", effect, texts, *sides))
    return found
