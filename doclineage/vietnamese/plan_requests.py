"""Requests to issue a plan: which plan is meant, and by which day it has to be there.

A directive that wants plans made is answered by the plan's existence; what is left to ask is
whether the plan came in time. Words in `data/plan_requests.tsv`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

import msgspec

from doclineage.model import Span
from doclineage.vietnamese.facts import Fact, cue_start, find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of, listed, listed_pattern
from doclineage.vietnamese.words import clauses, words

_TABLE = "plan_requests"
#: Share of the words behind "kế hoạch" that a title must have for the title's plan to be meant.
_SAME = 0.5
_DAY_HOURS = 24
# kể từ ngày ban hành | kể từ ngày ký: the term runs from the directive's own day.
_FROM_ISSUE = re.compile(
    r"\W*(?:kể\s+)?từ\s+(?:ngày\s+)?(?:ban hành|ký|có hiệu lực"
    r"|(?:kế hoạch|chỉ thị|văn bản|quyết định|nghị quyết|công văn) này)"
)
_YEARLY = re.compile(r"\W*(?:hằng|hàng|mỗi)\s")
# Kế hoạch này | Chỉ thị số 118/KH-UBND: the directive itself.
_THIS = re.compile(
    r"(?<!\w)(?:kế hoạch|chỉ thị|chương trình|nghị quyết|quyết định|văn bản|công văn|đề án)"
    r" (?:này|trên)(?!\w)"
)
#: A deadline that stands before the verb opens its clause: "Trước ngày 15/5/2026, các xã …".
_OPENING = 20


class Due(msgspec.Struct, frozen=True):
    """The last day on which a plan is in time, as printed; `sure` where the day is plainly its."""

    day: date
    text: str
    sure: bool = True
    edge: bool = False
    """The day itself stands in the text behind "trước": issued on it a plan is hardly late."""


class PlanRequest(msgspec.Struct, frozen=True):
    """One request of a text: `span` covers its clause and those that go on speaking of the plan.

    `before` is what stands before the verb in its clause: who is to do it, if it is said.
    """

    span: Span
    before: str
    topic: str
    head: int
    """Where the plan's noun ends."""


@cache
def _request() -> re.Pattern[str]:
    verb, noun = (any_of(listed(_TABLE, kind)) for kind in ("verb", "noun"))
    return re.compile(
        rf"(?<!\w){verb}(?:\s*(?:,|/|và|hoặc)\s*{verb})*\s+(?:(?:các|những|một|cho được)\s+)?"
        rf"{noun}(?!\w)"
    )


# What ends the words that say which plan is meant.
_TOPIC_END = re.compile(
    r"[,;.:()]|(?<!\w)(?:hoặc (?:chỉ đạo|giao)|gửi|trình|báo cáo|để|nhằm|và|xong|bảo đảm|đảm bảo"
    r"|trước|chậm nhất|muộn nhất|(?:trong|vào|hết)\s+(?:tháng|quý))(?!\w)"
)


@lru_cache(maxsize=4096)
def find_plan_requests(text: str) -> tuple[PlanRequest, ...]:
    """Return the requests to issue a plan that a text makes.

    >>> text = "Xây dựng kế hoạch thực hiện; gửi về Sở Y tế trước ngày 15/5/2026; mua sắm thiết bị."
    >>> [text[r.span[0] : r.span[1]] for r in find_plan_requests(text)]
    ['Xây dựng kế hoạch thực hiện; gửi về Sở Y tế trước ngày 15/5/2026']
    """
    folded = fold_case(text)
    found: list[PlanRequest] = []
    for start, end in clauses(text):
        match = _request().search(folded, start, end)
        if match is None:
            if found and _goes_on(folded, found[-1].span[1], start):
                found[-1] = msgspec.structs.replace(found[-1], span=(found[-1].span[0], end))
            continue
        due_start = min(
            (cue_start(text, fact) for fact in _days(text, match.end(), end)), default=end
        )
        stop = _TOPIC_END.search(folded, match.end(), end)
        topic = text[match.end() : min(due_start, stop.start() if stop else end)]
        found.append(PlanRequest((start, end), text[start : match.start()], topic, match.end()))
    return tuple(found)


def _goes_on(folded: str, previous: int, start: int) -> bool:
    """Tell whether a clause right behind a request still speaks of the plan."""
    return not folded[previous:start].strip(" ;.") and (
        listed_pattern(_TABLE, "follows").match(folded, start) is not None
        and listed_pattern(_TABLE, "result").search(folded, start, start + 30) is None
    )


def _days(text: str, start: int, end: int) -> list[Fact]:
    """Return the deadlines between two places, a citation's day left out."""
    return [
        fact
        for fact in find_facts(text)
        if fact.kind == "deadline" and fact.bound and start <= fact.span[0] < end
    ]


def asks_for(
    request: PlanRequest, titles: Iterable[str | None], numbers: Iterable[str | None]
) -> bool:
    """Tell whether a request means a plan that has one of these titles, or names no subject.

    >>> request, = find_plan_requests("Lập kế hoạch kiểm tra bến đò trước ngày 15/5/2026.")
    >>> asks_for(request, ["Phòng cháy rừng năm 2026"], [])
    False
    """
    topic = fold_case(request.topic)
    if _THIS.search(topic) or any(n and fold_case(n) in topic for n in numbers):
        return True
    plain = re.compile(rf"(?<!\w)(?:{any_of(listed(_TABLE, 'plain'))}|[\d/.\-]+)(?!\w)")
    own = words(plain.sub(" ", topic)).bare
    if not own:
        return True
    there = {key for title in titles if title for key in words(title).bare}
    return sum(key in there for key in own) >= _SAME * len(own)


def covers(text: str, requests: Sequence[PlanRequest]) -> bool:
    """Tell whether a text asks for nothing but plans."""
    return all(
        any(r.span[0] <= start and end <= r.span[1] for r in requests)
        for start, end in clauses(text)
    )


def due_of(text: str, request: PlanRequest, issued: date | None) -> Due | None:
    """Return by which day the plan has to be issued; `issued` is the directive's own day.

    >>> text = "Ban hành kế hoạch thực hiện trong tháng 5"
    >>> due_of(text, find_plan_requests(text)[0], date(2026, 3, 1)).day
    datetime.date(2026, 5, 31)
    """
    folded = fold_case(text)
    for fact in _days(text, *request.span):
        between = folded[request.head : max(request.head, fact.span[0])]
        if request.span[0] + _OPENING < fact.span[0] < request.head:
            continue  # a day that stands between other words before the verb is not the plan's
        if listed_pattern(_TABLE, "result").search(between) or _YEARLY.match(folded, fact.span[1]):
            continue
        day = _day(fact, folded, issued)
        if day is not None:
            start = cue_start(text, fact)
            printed = text[start : fact.span[1]]
            sure = listed_pattern(_TABLE, "other").search(_behind_topic(between, request)) is None
            return Due(
                day,
                printed,
                sure,
                edge=fact.bound == "before"
                and fact.normal[:1] != "-"
                and fact.normal.count("-") == 2,
            )
    return None


def _behind_topic(between: str, request: PlanRequest) -> str:
    """Return what stands between the words that say which plan is meant and the day."""
    return between[len(request.topic) :] if len(between) > len(request.topic) else ""


def _day(fact: Fact, folded: str, issued: date | None) -> date | None:
    if fact.unit == "hours":
        if issued is None or not _FROM_ISSUE.match(folded, fact.span[1]):
            return None
        return issued + timedelta(days=round((fact.amount or 0) / _DAY_HOURS))
    short = re.fullmatch(r"--(\d+)-(\d+)", fact.normal)
    if short:
        return _in_year(int(short[1]), int(short[2]), issued)
    alone = re.fullmatch(r"--(\d+)", fact.normal)
    if alone:  # trước tháng 6: May is the last
        last = int(alone[1]) - 1 or 12
        return _in_year(last if fact.bound == "before" else int(alone[1]), None, issued)
    quarter = re.fullmatch(r"--Q(\d)", fact.normal)
    if quarter:
        return _in_year(int(quarter[1]) * 3, None, issued)
    if fact.amount is None or fact.amount < date(1900, 1, 1).toordinal():
        return None
    day = date.fromordinal(int(fact.amount))
    month = re.fullmatch(r"\d{4}-\d{1,2}", fact.normal)
    if month and fact.bound == "before":  # trước tháng 6/2026: May is the last
        return day.replace(day=1) - timedelta(days=1)
    return day


def _in_year(month: int, day: int | None, issued: date | None) -> date | None:
    """Return the day, or the month's last, that comes next after a directive of `issued`."""
    if issued is None or not 1 <= month <= 12:
        return None
    for year in (issued.year, issued.year + 1):
        last = calendar.monthrange(year, month)[1]
        if day is not None and not 1 <= day <= last:
            return None
        found = date(year, month, day or last)
        if found >= issued:
            return found
    return None
