"""Whom a sentence gives something to do, by where a body stands in it.

Words that steer the reading: `data/responsibility.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from doclineage.vietnamese.agencies import Mention, find_mentions
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.words import clauses, quotations

# Sở A, Sở B và các …; thủ trưởng các …: one list of bodies.
_LISTING = re.compile(
    r"(?:[\s,;/&–-]|(?<!\w)(?:và|cùng|với|các|mỗi|từng|tất cả|thủ trưởng|giám đốc|chủ tịch|trưởng"
    r"|người đứng đầu|lãnh đạo|đồng chí|chính quyền)(?!\w))*"
)
_SUPPORTS = re.compile(r"(?:phối hợp(?: với| cùng)?|cùng)\s*(?:các\s*)?$")
# các sở | mỗi ngành: what follows is a noun.
_SEVERAL = re.compile(r"(?<!\w)(?:các|mỗi|từng|một số|những)\s+$")
#: Names of many bodies: each level has its own, what stands behind them in a list is not theirs.
_COLLECTIVE = frozenset({"departments", "cells", "schools"})

#: Characters beside a body in which the words that steer it stand: a list of titles may go before.
_REACH = 300


def _before(folded: str, mention: Mention) -> str:
    return folded[max(0, mention.span[0] - _REACH) : mention.span[0]]


@cache
def _words(*kinds: str) -> str:
    return any_of(listed("responsibility", *kinds))


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{_words('addressing')}\s+)*")


@cache
def _behind(kind: str) -> re.Pattern[str]:
    """Return what ends right before a body that stands behind words of a kind."""
    people = r"(?:(?:các|thủ trưởng|người đứng đầu|chủ tịch|giám đốc|đồng chí|toàn)\s+)*"
    return re.compile(rf"(?<!\w){_words(kind)}\s+{people}$")


@cache
def _joined() -> re.Pattern[str]:
    # Chỉ đạo Hạt Kiểm lâm khu vực và …
    words = _words("orders", "steers")
    return re.compile(rf"(?<!\w)(?P<words>{words})\s+[^;:.]{{1,80}}(?:,|(?<!\w)và)\s+(?:các\s+)?$")


@cache
def _acting() -> re.Pattern[str]:
    # … (Phòng Kinh tế, Hạ tầng và Đô thị) chủ trì
    return re.compile(rf"\)?\s*,?\s*{_words('names')}(?!\w)")


def bodies_of(text: str) -> tuple[Mention, ...]:
    """Return who may be given a task: bodies, and territories that stand for their bodies.

    >>> [m.text for m in bodies_of("Thuế giá trị gia tăng")]
    []
    """
    return tuple(m for m in find_mentions(text) if (m.body or m.plural) and _is_name(text, m))


def _is_name(text: str, mention: Mention) -> bool:
    """Tell whether a name is one where it stands: no part of a number, no word of one syllable.

    "Ngành nghề nông thôn", "Phòng, chống …" name nobody; "các ngành", "Thuế tỉnh" do.
    """
    start, end = mention.span
    if text[start - 1 : start] in {"/", "-"} and start and "/" in text[:start].rpartition(" ")[2]:
        return False  # 571/CT-TTg
    before = fold_case(text[max(0, start - _REACH) : start])
    if " " in mention.text or mention.body is None or _SEVERAL.search(before):
        return not before.endswith("nông ")
    if mention.text[:1].islower():
        return False
    behind = text[end:].lstrip()
    short = mention.text.isupper() and len(mention.text) > 1
    return short or not behind or behind[:1].isupper() or behind[:1] in ":;.)"


def opening_bodies(text: str) -> list[Mention]:
    """Return the bodies that a text begins with, after words such as "Giao", "Đề nghị các"."""
    opening = _opening().match(fold_case(text))
    start = opening.end() if opening else 0
    found: list[Mention] = []
    for mention in bodies_of(text):
        between = fold_case(text[start : mention.span[0]])
        if _LISTING.fullmatch(between) is None:
            break
        found.append(mention)
        start = mention.span[1]
    return found


@cache
def _unlisted() -> re.Pattern[str]:
    # Các doanh nghiệp … | Đội Thuế khu vực …
    heads = _words("unlisted")
    return re.compile(rf"\W*(?P<name>(?P<many>(?:các|mỗi|từng)\s+)?{heads}(?!\w))")


def unlisted_doer(text: str) -> str | None:
    """Return how a text names a doer that no table has, where it begins with one.

    >>> unlisted_doer("Các doanh nghiệp tự trang bị bình chữa cháy.")
    'Các doanh nghiệp'
    """
    found = _unlisted().match(fold_case(text))
    if found is None or opening_bodies(text):
        return None
    behind = text[found.end() :].split()
    if not found["many"] and not (behind and behind[0][:1].isupper()):
        return None
    name = [text[slice(*found.span("name"))]]
    for word in behind:
        if not word[:1].isupper():
            break
        name.append(word.rstrip(",;"))
    return " ".join(name)


def addressees(text: str) -> tuple[Mention, ...]:
    """Return the bodies that a task itself addresses, each at the beginning of a clause."""
    found = [m for start, end in clauses(text) for m in opening_bodies(text[start:end])]
    return _one_level(found)


def heading_owners(text: str) -> tuple[Mention, ...]:
    """Return the owners that a heading names: nothing else stands before the first body."""
    found = bodies_of(text)
    opening = _opening().match(fold_case(text))
    start = opening.end() if opening else 0
    return _one_level(found) if found and found[0].span[0] <= start else ()


def ordered_bodies(text: str) -> tuple[Mention, ...]:
    """Return the bodies that are told to do something, wherever that stands.

    >>> told = ordered_bodies("UBND tỉnh yêu cầu UBND các xã, phường và Công an xã tuần tra")
    >>> [m.text for m in told]
    ['UBND các xã, phường', 'Công an xã']
    """
    return _listed_behind(text, "orders")


def steered_bodies(text: str) -> tuple[Mention, ...]:
    """Return the bodies that somebody steers in a task, and those that are said to act."""
    return (*_listed_behind(text, "steers"), *_beside_unknown(text), *acting_bodies(text))


def acting_bodies(text: str) -> tuple[Mention, ...]:
    """Return the bodies that are said to act, wherever in a text: "do Công an cấp xã chủ trì"."""
    folded = fold_case(text)
    return tuple(
        mention
        for mention in bodies_of(text)
        if _acting().match(folded, mention.span[1])
        and not _behind("receives").search(_before(folded, mention))
    )


def _beside_unknown(text: str) -> Iterator[Mention]:
    """Yield the bodies that are steered or told together with one that no table has."""
    folded = fold_case(text)
    for mention in bodies_of(text):
        before = _before(folded, mention)
        match = _joined().search(before)
        behind = mention.span[0] - len(before) + (match.end("words") if match else 0)
        if match and text[behind : behind + _REACH].lstrip()[:1].isupper():
            yield mention


def _listed_behind(text: str, kind: str) -> tuple[Mention, ...]:
    """Return the bodies right behind words of a kind, with those listed after them."""
    folded, end = fold_case(text), -1
    found: list[Mention] = []
    for mention in bodies_of(text):
        listed = end >= 0 and _LISTING.fullmatch(folded, end, mention.span[0])
        if listed or _behind(kind).search(_before(folded, mention)):
            found.append(mention)
            end = mention.span[1]
    return _one_level(found)


# Chỉ thị này có hiệu lực từ ngày ký và thay thế … | thay thế Kế hoạch số …
_NORM = r"(?:chỉ thị|kế hoạch|quyết định|nghị quyết|chương trình|văn bản|hướng dẫn|công văn)"
_OF_EFFECT = re.compile(
    rf"{_NORM} này\s+(?:có hiệu lực|hết hiệu lực|thay thế|bãi bỏ)(?!\w)"
    rf"|(?:thay thế|bãi bỏ)\s+(?:các\s+)?{_NORM}\s+(?:số|ngày)(?!\w)"
)


def is_of_effect(text: str) -> bool:
    """Tell whether a text says from when a document holds and what it replaces, and no more."""
    folded = fold_case(text)
    return all(_OF_EFFECT.match(folded, start) for start, _ in clauses(text))


# Chủ tịch UBND các xã, phường … chịu trách nhiệm thi hành Chỉ thị này./.
_EXECUTES = re.compile(
    r"[^.;:]*(?<!\w)(?:chịu|có) trách nhiệm\s+"
    rf"(?:thi hành|thực hiện|tổ chức thực hiện)\s+{_NORM}\s+này[\s./]*"
)


def is_of_execution(text: str) -> bool:
    """Tell whether a text only says who answers for carrying out the document that it closes.

    >>> is_of_execution("Chủ tịch UBND các xã chịu trách nhiệm thi hành Chỉ thị này./.")
    True
    >>> is_of_execution("Chủ tịch UBND các xã chịu trách nhiệm thi hành lệnh cấm đốt rừng.")
    False
    """
    return _EXECUTES.fullmatch(fold_case(text)) is not None


def directed_bodies(text: str) -> tuple[Mention, ...]:
    """Return the bodies that somebody above them steers in a task: "Chỉ đạo các trường …"."""
    return _listed_behind(text, "steers")


# [Xã, phường chưa có bể bơi phải] …, [UBND các xã giáp sông cần] …: who has to do it, if he is such
_QUALIFIED = re.compile(
    r"\W*(?:(?:đối với|tại|chủ tịch)\s+)*(?:(?:ubnd|ủy ban nhân dân)\s+)?(?:(?:các|những|mỗi)\s+)?"
    r"(?:(?:xã|phường|đặc khu|địa phương|thôn|tổ dân phố|khu phố)(?:\s*(?:,|và|hoặc)\s*)?)+"
    r"(?:\s*(?:có|chưa|không|đã|còn|nơi|mà|thuộc|giáp|ven|nằm|đang|bị)(?!\w)[^,;:.]*?)"
    r"\s(?:phải|cần|thì|có trách nhiệm)(?!\w)"
)


def qualified_subject(text: str) -> int:
    """Return where the communes of which a task speaks, such as are so and so, end; 0 without.

    >>> qualified_subject("Xã, phường chưa có bể bơi phải bố trí mặt bằng")
    30
    """
    found = _QUALIFIED.match(fold_case(text))
    return found.end() if found else 0


def supporters(text: str) -> tuple[Mention, ...]:
    """Return the bodies that a text names beside "phối hợp", before or after it."""
    folded, end = fold_case(text), -1
    found: list[Mention] = []
    for mention in bodies_of(text):
        listed = end >= 0 and _LISTING.fullmatch(folded, end, mention.span[0])
        if (
            listed
            or _SUPPORTS.search(_before(folded, mention))
            or folded[mention.span[1] : mention.span[1] + _REACH].lstrip().startswith("phối hợp")
        ):
            found.append(mention)
            end = mention.span[1]
    return tuple(found)


def subjects(text: str) -> tuple[Mention, ...]:
    """Return what a text speaks of: names in no quoted title, number or oblique case.

    "Chỉ số của tỉnh" is of the province; "trên địa bàn tỉnh", "báo cáo Sở Y tế" say where and whom.
    """
    folded = fold_case(text)
    quoted = quotations(text)
    return tuple(
        mention
        for mention in find_mentions(text)
        if not any(start < mention.span[0] < end for start, end in quoted)
        and not (mention.body and not _is_name(text, mention))
        and not _is_oblique(_before(folded, mention), mention)
    )


def _is_oblique(before: str, mention: Mention) -> bool:
    if not _behind("oblique").search(before):
        return False
    owned = mention.body is None and re.search(r"(?<!\w)của\s+$", before) is not None
    # của tỉnh: the province's own; … số 15/QĐ-UBND của tỉnh: a document's issuer.
    return not owned or re.search(r"\d/|ngày\s+\d", before[-60:]) is not None


def _one_level(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Give a body without a level that of the next one in the same list.

    "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội Thành phố": both are the city's.
    """
    level = None
    settled: list[Mention] = []
    for mention in reversed(tuple(found)):
        many = mention.body is not None and mention.body.roles & _COLLECTIVE
        level = mention.level or (None if many else level)
        settled.append(mention if many else msgspec.structs.replace(mention, level=level))
    return tuple(settled[::-1])
