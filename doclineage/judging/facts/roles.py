"""Who only helps now with what the parent gave to do: "thẩm định", "phối hợp thẩm định"."""

from __future__ import annotations

import re
from functools import cache

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.model import Span
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.words import words

#: Syllables of the verb that is told with the word put before it.
_VERB = 2
# với, cùng: who helps is told, or whom one does it with: no role is lowered
_WITH = re.compile(r"\s*(?:với|cùng|chặt chẽ|giữa|liên ngành|một lần|\d)(?!\w)")


# vận động Nhân dân [tham gia]: whoever is moved to a thing has no role that could be lowered
_MOVES = re.compile(
    r"(?<!\w)(?:vận động|huy động|khuyến khích|động viên|kêu gọi|mời|thu hút|tạo điều kiện"
    r"|tuyên truyền)(?!\w)"
)


# học sinh [được] tư vấn: what somebody is given, not what he does
_SERVED = re.compile(r"(?<!\w)(?:được|nhận)(?!\w)(?!\s+(?:giao|phân công))[^;.:]*$")


def demoted(parent: str, child: str, difference: Difference) -> list[Compared]:
    """Return where a word of helping was put between a doer and the verb, in a clause without."""
    found: list[Compared] = []
    for edit in difference.edits:
        helping = _helping().fullmatch(fold_case(edit.child_text).strip())
        if edit.parent_text.strip() or helping is None:
            continue
        place, behind = edit.parent_span[1], edit.child_span[1]
        said = re.split(r"[;.:,|\n]", fold_case(parent)[:place])[-1]
        # A task that opens with its verb names nobody whose role could be lowered.
        if not said.strip() or _WITH.match(fold_case(child), behind):
            continue
        if _follows_helping(parent, place) or _MOVES.search(said) or _SERVED.search(said):
            continue
        before = _verb(parent, place)
        after = _verb(child, behind)
        if before and after:
            spans = before, (edit.child_span[0], after[1])
            found.append(change_at("agency", "weakened", (parent, child), *spans))
    return found


@cache
def _helping() -> re.Pattern[str]:
    return re.compile(any_of(listed("responsibility", "helps")))


def _follows_helping(text: str, place: int) -> bool:
    """Tell whether the clause says already before a place that somebody helps."""
    clause = re.split(r"[;.:\n]", fold_case(text)[:place])[-1]
    return re.search(rf"(?<!\w)(?:{_helping().pattern})(?!\w)", clause) is not None


def _verb(text: str, place: int) -> Span | None:
    """Return the first syllables behind a place, None where a comma stands there."""
    piece = re.match(r"[\w\s]*", text[place:])
    spans = words(piece.group()).spans[:_VERB] if piece else ()
    return (place + spans[0][0], place + spans[-1][1]) if spans else None
