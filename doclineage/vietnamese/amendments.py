"""What an amending document says to change: where, which words, into which."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from doclineage.vietnamese.normalise import fold_case

Action = Literal["replace", "words", "repeal", "add"]

_QUOTED = r"[“\"«](?P<{}>[^“”\"«»]+)[”\"»]"
# thay (thế) cụm từ “a” bằng (cụm từ) “b” | điều chỉnh … từ “a” thành “b"
_WORDS = re.compile(
    rf"(?:cụm\s)?(?:từ|số)\s*{_QUOTED.format('old')}\s*(?:được\s)?(?:thay\s(?:thế\s)?)?"
    rf"(?:bằng|thành|sang)\s(?:các\s|cụm\s|từ\s|số\s)*{_QUOTED.format('new')}",
    re.IGNORECASE,
)
_NOW = (
    r"(?:(?:nay|xin|được|phải|cần|đề nghị)\s)*"
    r"(?:đính chính|sửa đổi|sửa|điều chỉnh|chỉnh sửa|chỉnh|đọc|viết|ghi|in|thay)\s"
    r"(?:(?:lại|đúng|sửa|thế|cho đúng)\s)*(?:là|thành|bằng)\s*:?\s*"
)
# đã in “a”, nay sửa lại là: “b” | “a” tại khoản 2 được đính chính thành “b”
_READ = re.compile(
    rf"{_QUOTED.format('old')}(?:\s(?:tại|ở)\s[^“”\"«»;]{{1,80}}?)?\s*[,;.:]?\s*"
    rf"{_NOW}{_QUOTED.format('new')}",
    re.IGNORECASE,
)
_PRINTED = r"(?<!\w)(?:đã\s|có\s)?(?:in|ghi|viết|đánh máy|trình bày)\s*(?:là|thành)?\s*:?\s*"
# đã ghi là 60 ngày, nay đính chính thành 40 ngày.
_READ_BARE = re.compile(
    rf"{_PRINTED}(?<=là\s)(?P<old>[^“”\"«»;:,]{{1,80}}?)\s*[,;]\s*nay\s{_NOW}"
    r"(?P<new>[^“”\"«»;:]{1,80}?)(?=[.;]?\s*$|[.;]\s)",
    re.IGNORECASE,
)
# Đã in: “a” (nay sửa lại là “b” stands in the next line)
_OPEN = re.compile(rf"{_PRINTED}[“\"«][^“”\"«»]+[”\"»]\s*[,;.]?\s*$", re.IGNORECASE)
# điều chỉnh thời hạn … từ ngày 05/12/2026 thành ngày 25/11/2026
_FROM_TO = re.compile(
    r"(?<!\w)từ\s(?P<old>[^“”\"«»;]{1,80}?)\s(?:thành|sang|lên|xuống(?:\scòn)?)\s"
    r"(?P<new>[^“”\"«»;]{1,80}?)(?=[.;]?\s*$|[.;]\s|\stại\s)",
    re.IGNORECASE,
)
_TEXT = re.compile(r"[“\"«](?P<text>.+)[”\"»]\s*[.;]*\s*$", re.DOTALL)
_CELL = re.compile(rf"(?:thành|bằng|là|như sau:?)\s*{_QUOTED.format('new')}", re.IGNORECASE)
_VERB = re.compile(
    r"(?<!\w)(?:(?P<repeal>bãi bỏ|hủy bỏ|huỷ bỏ|bỏ(?=\s(?:điểm|khoản|mục|điều|dòng|nội dung)))"
    r"|(?P<change>sửa đổi|điều chỉnh|đính chính|thay thế|thay|sửa)|(?P<add>bổ sung))(?!\w)"
)
# điểm c khoản 3 Mục III | dòng 5 Phụ lục II | mục 2.1, phần II
_PLACE = re.compile(
    r"(?<!\w)(?P<level>dòng|hàng|số thứ tự|stt|tiết|điểm|khoản|điều|tiểu mục|mục|chương|phần"
    r"|phụ lục)(?:\s(?:số|thứ))?\s(?P<value>[0-9]{1,3}[a-zđ]?(?:\.[0-9a-zđ]{1,2}){0,3}"
    r"|[ivxlc]{1,6}(?:\.[0-9a-zđ]{1,2}){0,3}|[a-zđ][0-9]?)(?!\w)"
)
_ANNEX = re.compile(r"(?<!\w)(?:phụ lục|phụ biểu|biểu)(?!\w)")
_ORDER = {
    "dòng": 0,
    "hàng": 0,
    "số thứ tự": 0,
    "stt": 0,
    "tiết": 0,
    "điểm": 1,
    "khoản": 2,
    "điều": 3,
    "tiểu mục": 3,
    "mục": 4,
    "chương": 5,
    "phần": 6,
    "phụ lục": 7,
}
_ROWS = frozenset({"dòng", "hàng", "số thứ tự", "stt"})
#: Characters of a provision that are looked at.
_LONGEST = 4_000


class Provision(NamedTuple):
    """One change: `place` are labels from the largest to the smallest, `row` is one of an annex."""

    action: Action
    place: tuple[str, ...]
    row: str | None
    old: str = ""
    new: str = ""


@lru_cache(maxsize=4096)
def find_provision(text: str) -> Provision | None:
    """Return what a unit of an amending document says to change, None where it says nothing.

    >>> find_provision("Sửa đổi khoản 4 Mục II như sau: “4. 90% số hộ có nước.”")
    Provision(action='replace', place=('ii', '4'), row=None, old='', new='4. 90% số hộ có nước.')
    >>> find_provision("Thay cụm từ “hằng quý” bằng cụm từ “hằng tháng” tại điểm b khoản 2 Mục II.")
    Provision(action='words', place=('ii', '2', 'b'), row=None, old='hằng quý', new='hằng tháng')
    """
    text = text[:_LONGEST]
    instruction = re.split(r"[“\"«]", text, maxsplit=1)[0]
    swapped = _WORDS.search(text) or _READ.search(text) or _READ_BARE.search(text)
    around = text[: swapped.start()] + text[swapped.end() :] if swapped else instruction
    place, row = find_place(around)
    if not place and row is None:  # sửa đổi cột “Thời gian” tại dòng 5 Phụ lục thành “…”
        place, row = find_place(text)
    if swapped:
        return Provision("words", place, row, swapped["old"].strip(), swapped["new"].strip())
    verb = _VERB.search(fold_case(instruction))
    if verb is None:
        return None
    if verb["repeal"]:
        return Provision("repeal", place, row)
    moved = _FROM_TO.search(instruction)
    if moved and verb["change"]:
        return Provision("words", place, row, moved["old"].strip(), moved["new"].strip())
    cell = _CELL.search(text) if row else None
    whole = _TEXT.match(text, len(instruction))
    new = cell["new"] if cell else whole["text"] if whole else ""
    if not new:
        return None
    return Provision(
        "add" if verb["add"] and not verb["change"] else "replace", place, row, "", new
    )


def is_unfinished(text: str) -> bool:
    """Tell whether a line says what was printed, and leaves what it should be to the next.

    >>> is_unfinished("- Đã in: “30 ngày”;"), is_unfinished("Đã in “30 ngày”, sửa là “20 ngày”.")
    (True, False)
    """
    return _OPEN.search(text[-_LONGEST:]) is not None and find_provision(text) is None


def find_place(text: str) -> tuple[tuple[str, ...], str | None]:
    """Return the one place that an instruction names, from the largest down, and a row's number.

    Places of one level in a row are several, of which nothing is said here.
    """
    folded = fold_case(re.sub(r"[“\"«][^“”\"«»]*[”\"»]", " ", text))
    found = list(_PLACE.finditer(folded))
    row = next(
        (m["value"] for m in found if _ORDER[m["level"]] == 0 and m["level"] != "tiết"), None
    )
    if row is not None and _ANNEX.search(folded):
        return (), row
    ranks = [_ORDER[match["level"]] for match in found]
    if any(low >= high for low, high in pairwise(ranks)):
        return (), None
    return tuple(match["value"] for match in reversed(found) if match["level"] != "phụ lục"), None
