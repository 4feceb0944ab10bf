"""Days, amounts and paces that seem lost or changed and stand in the plan all the same.

What a plan takes together or words anew sets its facts in another order: beside each other they
look changed, and each of them is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from doclineage.auditing.evidence import units_saying
from doclineage.auditing.kept_clauses import (
    answering,
    is_ended,
    others,
    share_of,
    without_names,
)
from doclineage.model import Document, FactChange, Link
from doclineage.vietnamese.content import content_syllables
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import clauses

_TIMES = frozenset({"deadline"})
_AMOUNTS = frozenset({"target", "quantity", "frequency"})
#: Units of which a pace counts so many in its period.
_TURNS = frozenset({"lần", "đợt", "kỳ", "buổi", "cuộc", "phiên"})
_YEAR = 12


def is_kept(parent: Document, child: Document, link: Link, change: FactChange) -> bool:
    """Tell whether the plan states a parent's value as often as the parent does, or as strictly."""
    new = answering(child, link.children) if change.parent else _texts(child, link.children)
    if change.kind == "scope" and new:
        return _is_reached(change, [parent.units[i].text for i in link.parents], new)
    if change.kind not in _TIMES | _AMOUNTS or not new:
        return False
    if change.parent is None:
        return _is_old(change, [parent.units[i].text for i in link.parents], new)
    wanted = [fact for fact in find_facts(change.parent) if fact.kind in _TIMES | _AMOUNTS]
    if len(wanted) != 1:
        return False
    value = wanted[0]
    if _counts(value, new) >= max(1, _asked(parent, link.parents, value)):
        return True
    if change.child is None and _is_elsewhere(parent, child, link, change.parent, value):
        return True
    texts = " ".join(new)
    if value.kind == "frequency":
        return _is_paced(value, change.parent, texts)
    return value.unit == "%" and value.amount in _shares(texts, change.child)


def _texts(document: Document, units: Sequence[int]) -> list[str]:
    return [document.units[i].text for i in units]


#: Share of a clause that another unit of a plan must say beside the value for it to stand there.
_BESIDE = 0.6


def _is_elsewhere(parent: Document, child: Document, link: Link, printed: str, value: Fact) -> bool:
    """Tell whether another unit of a plan states a value of the very clause that it is set for."""
    said = [
        text[start:end].replace(printed, " ")
        for index in units_saying(parent, link.parents, printed)
        for text in [parent.units[index].cells.get("task") or parent.units[index].text]
        for start, end in clauses(text)
        if parent.units[index].kind == "row" or printed in text[start:end]
    ]
    texts = [child.units[i].text for i in others(child, link.children)]
    stating = [text for text in texts if _counts(value, [text])]
    return any(
        share_of(content_syllables(without_names(clause)), content_syllables(text)) >= _BESIDE
        for clause in said
        for text in stating
    ) or any(is_ended(clause, (child.units[i].text for i in link.children)) for clause in said)


def _asked(parent: Document, units: Sequence[int], value: Fact) -> int:
    """Return how often some units state a value; a row says again what the body does."""
    rows = [parent.units[i].text for i in units if parent.units[i].kind == "row"]
    body = [parent.units[i].text for i in units if parent.units[i].kind != "row"]
    return max(_counts(value, rows), _counts(value, body))


# (xã có 23 người, phần lớn là phụ nữ)
_ASIDE = re.compile(r"\([^()]*\)")


def _is_reached(change: FactChange, old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether the words that a scope seems to lose, or to win, are on both sides alike.

    What a plan tells in brackets is no scope of its own.
    """
    texts = " ".join(new)
    if change.parent is None and change.child:
        if change.child in texts and change.child not in _ASIDE.sub(" ", texts):
            return True
        figures = any(map(str.isdigit, change.child))
        return figures and _holds(
            content_syllables(" ".join(old)),
            content_syllables(change.child),
            content_syllables(texts),
        )
    kept = content_syllables(change.child or "")
    gone = [key for key in content_syllables(change.parent or "") if key not in kept]
    return len(gone) > 1 and _holds(
        content_syllables(texts), gone, content_syllables(" ".join(old))
    )


def _holds(text: Counter[str], some: Iterable[str], other: Counter[str]) -> bool:
    """Tell whether a text has each of some syllables as often as another one has."""
    return all(text[key] >= max(1, other[key]) for key in some)


def _is_old(change: FactChange, old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether what the plan seems to add is its parent's: stated as often there."""
    added = [fact for fact in find_facts(change.child or "") if fact.kind in _TIMES | _AMOUNTS]
    return len(added) == 1 and _counts(added[0], old) >= _counts(added[0], new) > 0


def _counts(value: Fact, texts: Iterable[str]) -> int:
    return sum(_is_same(value, fact) for text in texts for fact in find_facts(text))


def _is_same(value: Fact, fact: Fact) -> bool:
    """Tell whether a fact states a value, bound no looser."""
    if value.kind in _TIMES and fact.kind in _TIMES:
        return value.normal == fact.normal or _is_day_of(value.normal, fact.normal)
    if fact.kind not in _TIMES | _AMOUNTS or value.amount is None:
        return False
    turns = value.count is not None and fact.unit in _TURNS and fact.amount == value.count
    return (turns or _is_amount(value, fact)) and _binds(value.bound, fact.bound)


def _is_amount(value: Fact, fact: Fact) -> bool:
    if value.kind == fact.kind == "frequency":
        return value.normal == fact.normal
    units = {value.unit, fact.unit} - {None, "times", "hours"}
    return value.amount == (fact.count or fact.amount) and (len(units) < _PAIR)


#: Two units named are two things counted.
_PAIR = 2


def _binds(old: str | None, new: str | None) -> bool:
    """Tell whether a bound holds what another one does: plainly so many are the least too."""
    return old == new or new in _AS_STRICT.get(old or "exact", ())


#: What a plan may set in the stead of a bound; None is no word beside the amount.
_AS_STRICT: dict[str, tuple[str | None, ...]] = {
    "min": ("exact", None),
    "max": ("below", "by", "before"),
    "exact": ("exact", None, "min"),
}


# --09-10 or --8 of "tháng 8", 2026-08 of "tháng 8/2026"
def _is_day_of(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short.startswith("--") and _month(short) == _month(long) != ""


def _month(normal: str) -> str:
    """Return the month and day of a date without its year: "8" of "--8" and of "2026-08"."""
    parts = normal.removeprefix("--").split("-")
    parts = parts[1:] if not normal.startswith("--") else parts
    return "-".join(part.lstrip("0") for part in parts)


_WEEKDAY = re.compile(r"(?<!\w)(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?!\w)")
# các tháng 5, 8 và 11 | tháng 3 và tháng 9
_MONTHS = re.compile(
    r"(?<!\w)tháng\s+(?P<list>\d{1,2}(?:(?:/\d{4})?\s*(?:,|và|;)\s*(?:tháng\s+)?\d{1,2}(?![\d%]))+)"
)
# hằng quý, mỗi tuần, từng tháng
_PERIOD = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|từng)\s+(?P<period>ngày|tuần|tháng|quý|năm)(?!\w)")


# cứ 02 tháng giao đơn vị có giấy phép một lần
_EVERY = re.compile(
    r"(?<!\w)(?:cứ|mỗi|sau)\s+(?P<number>\d{1,3})\s+(?P<period>ngày|tuần|tháng)(?!\w)"
    r"[^.;]{0,80}?(?<!\w)(?:một|01|1)\s+lần(?!\w)"
)
_DAYS = {"ngày": 1, "tuần": 7, "tháng": 30, "năm": 365}


def _is_paced(value: Fact, printed: str, text: str) -> bool:
    """Tell whether a plan keeps a pace by naming its days, its months or each of its periods."""
    folded = fold_case(text)
    period = _PERIOD.search(fold_case(printed))
    if value.amount and any(
        _DAYS[m["period"]] * int(m["number"]) <= _DAYS["năm"] / value.amount
        for m in _EVERY.finditer(folded)
    ):
        return True
    once = value.count in {None, 1}  # 03 buổi a week are more than its being done every week
    if once and period and any(m["period"] == period["period"] for m in _PERIOD.finditer(folded)):
        return True
    if value.normal.endswith("/year") and value.amount:
        weekly = len({m.group() for m in _WEEKDAY.finditer(folded)})
        if weekly * _WEEKS >= value.amount > _YEAR:
            return True
        return any(_keeps(m["list"], value.amount) for m in _MONTHS.finditer(folded))
    return False


_WEEKS = 52


def _keeps(listed: str, yearly: float) -> bool:
    """Tell whether listed months are so near each other, or so many, as a yearly pace asks."""
    months = [int(n) for n in re.findall(r"\d{1,2}(?!\d)", re.sub(r"/\d{4}", "", listed))]
    gaps = [after - before for before, after in pairwise(months)]
    return len(months) >= yearly or all(0 < gap <= _YEAR / yearly for gap in gaps)


# 19/19 điểm, 9/10 gia đình: of 3/2026 no share
_SHARE = re.compile(r"(?<![\d/])(?P<part>\d{1,4})/(?P<whole>\d{1,4})(?![\d/])")


def _shares(text: str, instead: str | None) -> Counter[float]:
    """Count the shares of a text as percents: all of all, and those that answer a value."""
    found: Counter[float] = Counter()
    for match in _SHARE.finditer(text):
        part, whole = int(match["part"]), int(match["whole"])
        if whole and (part == whole or (instead and match.group() in instead)):
            found[100.0 * part / whole] += 1
    return found
