"""Bounds of numbers: the words that set them, and a negation or "chỉ" that turns or sets one.

"không thu quá 50.000 đồng", "chỉ thu 50.000 đồng" and "thu tối đa 50.000 đồng" are one ceiling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from doclineage.model import FactKind
from doclineage.vietnamese.facts.fact import Fact, pattern, phrases
from doclineage.vietnamese.phrases import any_of

#: The word that bounds a number by itself: "chỉ gia hạn một lần".
ONLY = "chỉ"
#: Characters before a number in which the word that bounds it stands, with what fills in.
REACH = 40
_FILLERS = r"(?:đạt\s+|là\s+|đủ\s+|chỉ\s+|(?:ở\s+)?mức\s+(?:là\s+)?|bằng\s+)?"
#: Characters in which a negation and its number stand.
_FAR = 120
#: What a bound becomes under a negation: "không … quá", "không … dưới".
_TURNED = {"above": "max", "below": "min"}
# thấp hơn [5%] so với cùng kỳ: by how much, no bound
_COMPARES = re.compile(r"(?<!\w)(?:hơn|vượt)$")
_WITH_WHAT = re.compile(r"[^.;:,]{0,24}?\s(?:so\s+với|cùng\s+kỳ)(?!\w)")


@cache
def cue_pattern() -> re.Pattern[str]:
    """Match the word that bounds a number, up to the number: "tối đa", "thấp hơn mức"."""
    return re.compile(rf"(?<!\w)(?P<cue>{any_of(phrases('comparator'))})\s+{_FILLERS}$")


def cue_before(folded: str, start: int) -> re.Match[str] | None:
    """Return the word right before a number that bounds it."""
    return cue_pattern().search(folded[max(0, start - REACH) : start])


def is_comparison(folded: str, cue: str, end: int) -> bool:
    """Tell whether "thấp hơn 5%" says by how much something differs from another: no bound."""
    return _COMPARES.search(cue) is not None and _WITH_WHAT.match(folded, end) is not None


def has_lasted(folded: str, negation: int, end: int) -> bool:
    """Tell whether a failure lasted a term: "hộ không nộp tiền quá 03 tháng" sets no ceiling."""
    term = _TERM.match(folded, end)
    if term is None:
        return False
    before = folded[max(0, negation - REACH) : negation]
    return bool(_WHO_FAILS.search(before) or _THEN.match(folded, term.end()))


# [không] được, [không] kiểm tra, [không] yêu cầu bổ sung hồ sơ: up to the word that bounds
_GOVERNED = re.compile(r"(?:\s+[^\W\d]+){0,10}?\s*")
#: Behind these it is said of what or whom, or what failed: the negation denies that, no number.
_PARTS_OFF = re.compile(
    r"(?<!\w)(?:đối với|cho|có|thuộc|của|tại|ở|với|trên|từ|những|các|mà|do|vì|nếu|khi|trước|sau"
    r"|chậm|trễ|nợ|sai|và|hoặc|hay|để cho|nhưng|bảo đảm|đảm bảo|đạt|đúng|chưa|không)(?!\w)"
)
# [không] có thôn nào đạt, [không] để hộ nào còn: what none of them may, all of them must not
_NONE_OF = re.compile(
    r"(?:\s+(?:có|để|để cho))?(?:\s+[^\W\d]+){1,6}?\s+nào(?:\s+[^\W\d]+){0,4}?\s*"
)
_TERM = re.compile(r"\s*(?:phút|giờ|ngày|tuần|tháng|quý|năm)(?!\w)")
# hộ [không nộp], dự án chậm mà [không khởi công]: whose failure lasts
_WHO_FAILS = re.compile(
    r"(?<!\w)(?:đối với|nếu|khi|mà|trường hợp|hộ|dự án|người|tổ chức|cá nhân|đơn vị)"
    r"\s+(?:[^\W\d]+\s+){0,3}$"
)
_THEN = re.compile(r"[^.;]{0,40}\s(?:thì|bị|sẽ|mà)(?!\w)")
_LIGHT = re.compile(r"\s*(?:(?:được|phép|được phép|để|bị|nên|cho phép|kéo dài)\s*)*")
#: Words that also say of what or whom: behind more than a deed they bound no number of it.
_ALSO_PLACES, _DEED = frozenset({"trên", "dưới"}), 3
_DENY = frozenset({"not", "must-not", "forbid"})


def with_governors(facts: Sequence[Fact], counted: str) -> list[Fact]:
    """Join negations to the bounds that they turn, and mark ceilings that "chỉ" sets.

    A negation that bounds a number denies nothing by itself: it is left out.
    """
    kept = _without_own(facts, counted)
    joined: set[int] = set()
    for index, word in enumerate(kept):
        turns = word.kind == "negation" and word.normal in _DENY
        limits = word.kind == "scope" and counted[slice(*word.span)] == ONLY
        place = _bounded_by(word, kept, index, counted) if turns or limits else None
        if place is None:
            continue
        fact = kept[place]
        bound = _turned(word, fact, counted) if turns else None
        if bound is not None:
            kept[place] = msgspec.structs.replace(
                fact, kind=_kind(fact), bound=bound, governor=word.span
            )
            joined.add(index)
        elif limits and fact.bound == "exact" and fact.unit != "%" and fact.kind == "quantity":
            kept[place] = msgspec.structs.replace(
                fact, kind="target", bound="max", governor=word.span, by_only=True
            )
    return [fact for index, fact in enumerate(kept) if index not in joined]


def _without_own(facts: Sequence[Fact], counted: str) -> list[Fact]:
    """Leave out negations that are part of a word that bounds: "không trên", "chưa đầy"."""
    cues = {
        place
        for fact in facts
        if _is_bounded(fact)
        for place in range(_cue_start(fact, counted), fact.span[0])
    }
    return [fact for fact in facts if fact.kind != "negation" or fact.span[0] not in cues]


def _kind(fact: Fact) -> FactKind:
    """Return the kind of a number that a negation bounds: what a deed may reach, no threshold."""
    return "target" if fact.kind == "scope" else fact.kind


def _bounded_by(word: Fact, facts: Sequence[Fact], index: int, counted: str) -> int | None:
    """Return the place of the number that stands soon behind a word, nothing parted between."""
    for place in range(index + 1, len(facts)):
        fact = facts[place]
        if fact.span[0] > word.span[1] + _FAR:
            return None
        if fact.span[0] < word.span[1] or not _is_bounded(fact):
            continue
        start = _cue_start(fact, counted)
        between = counted[word.span[1] : start]
        if start < word.span[1]:
            return None
        governed = not parts_off(between) and _GOVERNED.fullmatch(between)
        return place if governed or _NONE_OF.fullmatch(between) else None
    return None


def _is_bounded(fact: Fact) -> bool:
    if fact.kind == "scope":
        return fact.bound is not None and phrases("extent").get(fact.unit or "") != "inborn"
    return fact.kind in {"target", "quantity"} or fact.unit == "times"


def _cue_start(fact: Fact, counted: str) -> int:
    """Return where the word that bounds a number begins, or the number itself."""
    start = fact.span[0]
    before = cue_before(counted, start)
    return start - len(before.group()) if before else start


def _turned(word: Fact, fact: Fact, counted: str) -> str | None:
    """Return the bound of a number under a negation, None where it is of something else."""
    before = cue_before(counted, fact.span[0]) or _own_cue().match(counted[slice(*fact.span)])
    if before is None or before["cue"].split()[0] in {"không", "chưa"}:
        return None
    between = counted[word.span[1] : _cue_start(fact, counted)]
    light = (_LIGHT.fullmatch(between) or _NONE_OF.fullmatch(between)) is not None
    cue = before["cue"]
    if not light and (
        word.normal == "forbid"
        or (cue in _ALSO_PLACES and len(between.split()) > _DEED)
        or (fact.unit != "times" and has_lasted(counted, word.span[0], fact.span[1]))
    ):
        return None
    # "không … quá" is read as a ceiling already.
    return _TURNED.get("above" if cue == "quá" else phrases("comparator")[cue])


def parts_off(between: str) -> bool:
    """Tell whether words between a word and a number are of whom or what, and no mere deed."""
    return _PARTS_OFF.search(between) is not None


@cache
def _own_cue() -> re.Pattern[str]:
    """Match the word that bounds how often, which is part of its fact: "quá 02 lần/năm"."""
    return re.compile(rf"(?P<cue>{any_of(phrases('comparator'))})\s+(?=\d)")


# không gia hạn lần hai | không gia hạn thêm lần thứ 2: one time only
_ORDINALS = {"hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5}
_AGAIN = re.compile(
    r"(?<!\w)(?:không|không được|không được phép|chưa|không cho phép|nghiêm cấm|cấm)"
    r"(?P<deed>(?:\s+[^\W\d]+){1,6}?)\s+(?P<time>lần\s+(?:thứ\s+)?"
    r"(?P<number>0*[2-9](?![\w/.,])|(?:hai|nhì|ba|tư|bốn|năm)(?!\w)))(?!\s+(?:trở|đầu))"
)
# chỉ gia hạn một lần | chỉ được cấp lại một lần duy nhất
_ONCE = re.compile(
    r"(?<!\w)chỉ(?P<deed>(?:\s+[^\W\d]+){1,6}?)\s+(?P<time>một\s+lần)(?!\s*(?:nữa|/|mỗi|trong))"
)


def find_last_times(folded: str) -> Iterator[Fact]:
    """Find how many times are allowed where the next one is forbidden.

    >>> [(fact.normal, fact.bound) for fact in find_last_times("không gia hạn lần hai")]
    [('1', 'max')]
    """
    for match in _AGAIN.finditer(folded) if " lần " in folded else ():
        said = match["number"]
        if not parts_off(match["deed"]):
            yield _times(match, (_ORDINALS.get(said) or int(said)) - 1)
    for match in _ONCE.finditer(folded) if " một lần" in folded else ():
        # "chỉ đạo", "chỉ tiêu" are other words.
        if not parts_off(match["deed"]) and not pattern("lexical").match(folded, match.start()):
            yield _times(match, 1, by_only=True)


def _times(match: re.Match[str], most: int, *, by_only: bool = False) -> Fact:
    return Fact(
        kind="target",
        span=match.span("time"),
        normal=f"{most}",
        amount=float(most),
        unit="lần",
        bound="max",
        governor=(match.start(), match.start("deed")),
        by_only=by_only,
    )
