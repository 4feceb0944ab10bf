"""The head of a citation: the kind and number, or what stands for them.

A head is found before its date, issuer and title are read: where a title ends depends on where
the next head begins (domain reference 4.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from doclineage.citing.line import Line
from doclineage.model import Span
from doclineage.vietnamese.designations import DesignationMention, own_number
from doclineage.vietnamese.issuers import is_generic, is_meeting, issuer_end
from doclineage.vietnamese.kinds import KIND_NAMES, kind_of
from doclineage.vietnamese.laws import LawMention, bears_number, law_at
from doclineage.vietnamese.normalise import fold_marks

Form = Literal["number", "law", "issuer", "dated", "short", "anaphora", "plural"]

_KIND = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, KIND_NAMES))})(?!\w)")
# Kinds that are too general to be told by an issuer alone ("Văn bản của Sở Nội vụ").
_VAGUE_KINDS = frozenset({"CV", "DA", "HĐ", "BB", "PA", "QH", "CL", "SY", "PG", "PC", "PB", "L"})
# [Kế hoạch] số | [Công văn] hỏa tốc số: | [Quyết định] (nothing); OCR reads "sô", "s6"
_TO_NUMBER = re.compile(
    r"\s*(?:(?:\w{2,7}\s){0,3}"
    r"(?:s[ốôồổỗộoòóỏõọ6]\s?(?:(?:ký\s)?hiệu)?\s?[:.]?|số,\s?ký hiệu\s?:?)\s*)?"
)
_SELF = re.compile(r"\s(?:này|kèm theo này)(?!\w)")
# [Kế hoạch] nêu trên | [Kế hoạch] trên, — but never "Kế hoạch trên địa bàn"
_ANAPHORA = re.compile(
    r"\s(?:(?:đã\s)?nêu trên|nói trên|trên đây|đã nêu|dẫn trên|đó|ấy"
    r"|trên(?=\s?(?:$|[,.;:)])|\s(?:và|thì|để|đã|được|theo|trước|trong|tại|là|có|phải|cần|nếu"
    r"|về|gửi|nhằm|do|với|vào|đến|cho|bằng)(?!\w)))"
    r"(?!\w)"
)
# [Nghị định] 123, [Nghị quyết] số 57 của
_SHORT = re.compile(r"\s(?:số\s)?(?P<ordinal>[0-9]{1,4})(?![\w%]|[/.,-]\w)")
# What follows a short form that is believed although nothing in full came before it; units of
# time and money do not ("Báo cáo 6 tháng", "Kế hoạch 5 năm").
_AFTER_SHORT = re.compile(
    r"(?=\s?(?:$|[,.;:()”\"])|\sngày\s?[0-9.…]|\s(?:và|của|về|thì|có|được|là|tại|đã|trên|quy|hướng|nêu|cũng|để"
    r"|như|trong|với|đối|bởi|theo|này|phải|không|còn|nhằm)(?!\w))"
)
_OF = re.compile(r"\scủa\s")
# Only what this document carries out or rests on is told by a title without a number.
_GOVERNED = re.compile(r"(?:thực hiện|triển khai|căn cứ|cụ thể hóa|quán triệt)\s$")
_SHORT_TITLE = re.compile(r"\s(?:về\s)?(?P<title>[^,;.:()“”\"0-9]{4,120}?)\scủa\s")
_PLURAL = re.compile(r"(?<!\w)(?:các|những|mọi|nhiều|một số)\s$")
# Nghị quyết Trung ương 8 khóa XIII | Nghị quyết Trung ương 6 (khóa XII)
_PLENUM = re.compile(r"\strung ương\s(?:[0-9]{1,2}|\w{2,5})(?:,?\s\(?khóa\s[ivx]+\)?)?")
# Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam (sửa đổi, bổ sung năm 2025)
_CONSTITUTION = re.compile(
    r"hiến pháp(?P<state>\snước\scộng hòa xã hội chủ nghĩa việt nam)?"
    r"(?:\s\(?(?:được\s)?sửa đổi, bổ sung\s(?:một số điều\s)?năm\s(?P<amended>[12][0-9]{3})\)?)?"
)
_ENACTS = re.compile(r"\W{0,4}(?:quốc hội|ủy ban thường vụ quốc hội) ban hành ")
# [Căn cứ] Điều lệ Đảng Cộng sản Việt Nam | [Điều 9] Điều lệ Công đoàn Việt Nam
_STATUTE_OF = re.compile(
    r"\s(?:đảng(?: cộng sản việt nam)?(?: khóa [ivx]+)?(?!\s(?:bộ|ủy|viên))(?!\w)"
    r"|(?=mặt trận|công đoàn|hội|đoàn|liên đoàn|liên minh))"
)
_RESTS_ON = re.compile(r"(?:căn cứ|căn cứ vào|theo|quy định của|quy định tại|điều \d{1,2})\s$")
# Trường Đại học [Luật Hà Nội]
_OF_SCHOOL = re.compile(r"(?:đại học|khoa|ngành|cử nhân|thạc sĩ|tiến sĩ|công ty)\s$")
_LAW_NUMBER = re.compile(r"\s?(?:\(?luật\s)?số\s?:?\s*")
_LAW_YEAR = re.compile(r"\s\(?(?:năm\s)?(?P<year>(?:19|20)[0-9]{2})\)?(?![\w/]|[.-][0-9])")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a citation begins and how far its kind and number go.

    `issuer` is the span of an issuer that belongs to the head itself, `name` that of a law's name;
    `sure` is False for a short form that only its full form before it makes one. A law that an
    amending law is named by is `nested` in it: date and issuer after it are the amending law's.
    """

    start: int
    end: int
    form: Form
    kind: str | None
    number: DesignationMention | None = None
    issuer: Span | None = None
    name: Span | None = None
    ordinal: str | None = None
    year: int | None = None
    sure: bool = True
    nested: bool = False


def find_heads(line: Line) -> tuple[Head, ...]:
    """Return the heads of a text in reading order, none quoted.

    None stands inside another but the laws that an amending law is named by.
    """
    found: list[Head] = []
    end = 0
    for head in sorted(_candidates(line), key=lambda head: (head.start, -head.end)):
        if line.is_quoted(head.start) or (head.start < end and not head.nested):
            continue
        if not head.nested:
            end = head.end
            if head.form == "law" and head.number is None and _is_enacted(line, head):
                continue
        found.append(head)
    return tuple(found)


def _is_enacted(line: Line, head: Head) -> bool:
    """Tell whether a law is this one itself: "Quốc hội ban hành Luật …"."""
    return _ENACTS.fullmatch(line.key, 0, head.start) is not None


def _candidates(line: Line) -> Iterator[Head]:
    used: set[int] = set()
    for match in _KIND.finditer(line.key):
        for head in _heads_at(line, match.start(), match.end()):
            yield head
            if head.number:
                used.add(head.number.span[0])
    yield from _kindless(line, used)


def _kindless(line: Line, used: set[int]) -> Iterator[Head]:
    """Yield the numbers without a kind before them: list members, and OCR-damaged kinds."""
    own = own_number(line.text) if line.key.lstrip().startswith("số") else None
    for number in line.designations:
        if number.span[0] in used or (own and number.span == own.span):
            continue
        if _FORM.search(line.key, max(0, number.span[0] - 20), number.span[0]):
            continue
        start, kind = _damaged_kind(line, number.span[0])
        if kind is None and number.blank:
            continue
        yield Head(
            start=start, end=number.span[1], form="number", kind=kind or number.kind, number=number
        )


_SO = re.compile(r"(?<!\w)s[ốôồổỗộoòóỏõọ6]\s?:?\s?$")
# Mẫu số [01/BC-THA]: a form, no document.
_FORM = re.compile(r"(?<!\w)(?:mẫu|biểu|biểu mẫu|phụ lục|tờ khai|hóa đơn)\s(?:số\s?:?\s?)?$")
# KH số [12/KH-UBND], NĐ [30/2020/NĐ-CP]
_SHORT_KIND = re.compile(
    r"(?<!\w)(?:NQ|NĐ|QĐ|CT|TTLT|TTr|TT|KH|CTr|TB|HD|BC|KL|CV|CĐ)\s(?:[Ss]ố\s?:?\s?)?$"
)


@cache
def _bare_kind_before() -> re.Pattern[str]:
    names = "|".join(re.escape(fold_marks(name)) for name in KIND_NAMES)
    return re.compile(rf"(?<!\w)(?:{names})\s(?:so\s?:?\s?)?$")


def _damaged_kind(line: Line, position: int) -> tuple[int, str | None]:
    """Return where the citation of a bare number begins, and the kind that OCR left before it."""
    floor = max(0, position - 40)
    before = line.key[floor:position]
    kind = _bare_kind_before().search(fold_marks(before))
    if kind:
        return floor + kind.start(), kind_of(line.text[floor + kind.start() : position])
    short = _SHORT_KIND.search(line.text, max(0, position - 12), position)
    if short:
        return short.start(), None
    link = _SO.search(before)
    return (floor + link.start() if link else position), None


def _heads_at(line: Line, start: int, end: int) -> tuple[Head, ...]:
    kind = kind_of(line.key[start:end])
    if _SELF.match(line.key, end):
        return ()
    laws = _laws(line, start, kind)
    numbered = None if laws else _numbered(line, start, end, kind)
    if numbered:
        return (numbered,)
    if laws or not line.text[start].isupper():
        return laws
    plural = _PLURAL.search(line.key, max(0, start - 8), start) is not None
    head = _standing_for(line, start, end, kind) or _by_issuer(
        line, start, end, kind, plural=plural
    )
    return (head,) if head else ()


def _numbered(line: Line, start: int, end: int, kind: str | None) -> Head | None:
    number = line.number_from(end)
    if number is None or number.span[0] - end > 40:
        return None
    if not _TO_NUMBER.fullmatch(line.key, end, number.span[0]):
        return None
    if _KIND.search(line.key, end, number.span[0]):
        return None
    return Head(start=start, end=number.span[1], form="number", kind=kind, number=number)


def _laws(line: Line, start: int, kind: str | None) -> tuple[Head, ...]:
    """Return the law at `start`, and the laws that it is named by where it amends them."""
    if kind == "HP":
        constitution = _constitution(line, start) if line.text[start].isupper() else None
        return (constitution,) if constitution else ()
    law = law_at(line.text, start)
    if law is None or _OF_SCHOOL.search(line.key, max(0, start - 12), start):
        return ()
    nested = tuple(_nested(line, span) for span in law.amended)
    if nested and nested[-1].end > law.end:
        # "Luật sửa đổi, bổ sung một số điều của Luật Đầu tư số 61/2020/QH14"
        name = (start + _name_offset(line.text[start:]), nested[-1].end)
        return (Head(start, nested[-1].end, "law", law.kind, name=name), *nested)
    return (_with_number(line, start, law), *nested)


def _with_number(line: Line, start: int, law: LawMention) -> Head:
    end = law.end
    name = (start + _name_offset(line.text[start:end]), end)
    number = line.number_from(end)
    if number and _LAW_NUMBER.fullmatch(line.key, end, number.span[0]):
        year = _LAW_YEAR.match(line.key, number.span[1])
        end = year.end() if year and year.group().startswith(" năm") else number.span[1]
        return Head(start, end, "law", law.kind, number, name=name)
    year = _LAW_YEAR.match(line.key, end)
    if year:
        return Head(start, year.end(), "law", law.kind, name=name, year=int(year["year"]))
    return Head(start, end, "law", law.kind, name=name)


def _nested(line: Line, span: Span) -> Head:
    """Return a law inside an amending law's name, with its own number where it is known by it."""
    start, end = span
    name = (start + _name_offset(line.text[start:end]), end)
    law = Head(start, end, "law", kind_of(line.key[start:end]), name=name, nested=True)
    number = line.number_from(end)
    if number is None or not _LAW_NUMBER.fullmatch(line.key, end, number.span[0]):
        return law
    enacted = _ENACTS.match(line.key) is not None
    if enacted or bears_number(" ".join(line.text[name[0] : end].split()), number.number or ""):
        return replace(law, end=number.span[1], number=number)
    return law


def _name_offset(text: str) -> int:
    """Return how long the words before a law's name are ("Bộ luật ", "Luật ")."""
    opening = re.match(r"(?:bộ luật|luật|pháp lệnh)\s", text, re.IGNORECASE)
    return opening.end() if opening else 0


def _constitution(line: Line, start: int) -> Head | None:
    match = _CONSTITUTION.match(line.key, start)
    if match is None:
        return None
    year = _LAW_YEAR.match(line.key, match.end())
    if year:
        return Head(start, year.end(), "law", "HP", year=int(year["year"]))
    if not match["state"] and not match["amended"]:
        return None
    return Head(start, match.end(), "law", "HP")


def _standing_for(line: Line, start: int, end: int, kind: str | None) -> Head | None:
    anaphora = _ANAPHORA.match(line.key, end)
    if anaphora:
        return Head(start, anaphora.end(), "anaphora", kind)
    short = _SHORT.match(line.key, end)
    if short and kind not in _VAGUE_KINDS:
        stop = short.end("ordinal")
        sure = _AFTER_SHORT.match(line.key, stop) is not None
        return Head(start, stop, "short", kind, ordinal=short["ordinal"], sure=sure)
    return None


def _by_issuer(line: Line, start: int, end: int, kind: str | None, *, plural: bool) -> Head | None:
    """Return a head that only its issuer or its date tells ("Kế hoạch của Ban Thường vụ …")."""
    if kind in _VAGUE_KINDS:
        return None
    if kind == "ĐL":
        return _statute(line, start, end)
    meeting = _of_meeting(line, start, end) if kind == "NQ" else None
    if meeting:
        return meeting
    of = _OF.match(line.key, end)
    if of:
        stop = issuer_end(line.text, line.key, of.end())
        if stop == of.end() or is_generic(line.text[of.end() : stop]):
            return None
        form: Form = "plural" if plural else "issuer"
        return Head(start, stop, form, kind, issuer=(of.end(), stop))
    if plural:
        return None
    return _named_by_title(line, start, end, kind) or _dated(line, start, end, kind)


def _statute(line: Line, start: int, end: int) -> Head | None:
    """Return the statute of a body, which has neither number nor date."""
    of = _STATUTE_OF.match(line.key, end)
    if of is None or not _RESTS_ON.search(line.key, max(0, start - 30), start):
        return None
    stop = issuer_end(line.text, line.key, end + 1) if of.end() == end + 1 else of.end()
    return Head(start, stop, "issuer", "ĐL", name=(end + 1, stop)) if stop > end + 1 else None


def _dated(line: Line, start: int, end: int, kind: str | None) -> Head | None:
    """Return "Kế hoạch ngày 15/4/2026 [của …]"."""
    day = line.date_from(end)
    if day and day.day and line.key[end : day.span[0]] in {" ", ", "}:
        return Head(start, end, "dated", kind)
    return None


def _named_by_title(line: Line, start: int, end: int, kind: str | None) -> Head | None:
    """Return "[Thực hiện] Kế hoạch tuyên truyền pháp luật của Sở Tư pháp": a title, then who."""
    if not _GOVERNED.search(line.key, max(0, start - 30), start):
        return None
    title = _SHORT_TITLE.match(line.key, end)
    if title is None or any(
        line.text[other.start()].isupper() for other in _KIND.finditer(line.key, end, title.end())
    ):
        return None
    stop = issuer_end(line.text, line.key, title.end())
    if stop == title.end() or is_generic(line.text[title.end() : stop]):
        return None
    span = (title.start("title"), title.end("title"))
    return Head(start, stop, "issuer", kind, issuer=(title.end(), stop), name=span)


def _of_meeting(line: Line, start: int, end: int) -> Head | None:
    plenum = _PLENUM.match(line.key, end)
    if plenum:
        return Head(start, plenum.end(), "issuer", "NQ")
    at = end + 1 + (len("của ") if line.key.startswith("của ", end + 1) else 0)
    if line.key[end : end + 1] != " " or not is_meeting(line.key, at):
        return None
    stop = issuer_end(line.text, line.key, at)
    if stop == at or is_generic(line.text[at:stop]):
        return None
    return Head(start, stop, "issuer", "NQ", issuer=(at, stop))
