"""Classes of change and of harmless rewording: what must be told, and what must not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclineage import compare_texts
from doclineage.judging import judge_matches
from doclineage.model import Document, Letterhead, Match, Source, Unit
from doclineage.vietnamese.agencies import issuer_level, issuer_territory

PROVINCE, COMMUNE = "UBND tỉnh Hưng Giang", "UBND xã An Thịnh"


def _rows() -> list[tuple[str, ...]]:
    path = Path(__file__).with_name("fact_classes.tsv")
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [tuple(line.split("\t")[1:]) for line in lines[1:]]


def _told(parent: str, child: str, above: str = PROVINCE, below: str = COMMUNE) -> list[str]:
    link = compare_texts(parent, child, parent_issuer=above, child_issuer=below)
    return sorted(f"{f.kind} {f.effect}" for f in link.fact_changes if f.effect != "equal")


@pytest.mark.parametrize(("above", "below", "parent", "child", "told"), _rows())
def test_what_became_of_facts(above: str, below: str, parent: str, child: str, told: str) -> None:
    assert "; ".join(_told(parent, child, above, below)) == told


TASKS = [
    "thẩm định phương án chữa cháy của các chợ",
    "tập huấn đội dân phòng cơ sở",
    "cứng hóa đường nội đồng",
    "cấp đổi giấy chứng nhận quyền sử dụng đất",
    "lắp đặt biển báo đuối nước",
]
DAYS = ["trước ngày 15/5/2026", "trước ngày 30/6/2026", "trước ngày 20/8/2026"]
SHARES = ["ít nhất 60%", "ít nhất 75%", "ít nhất 90%"]


def _plan(parts: list[tuple[str, str]]) -> str:
    text = "; ".join(f"{task} {bound}" for task, bound in parts)
    return text[0].upper() + text[1:] + "."


@given(st.permutations(TASKS), st.permutations(DAYS), st.permutations(range(3)))
def test_clauses_may_change_places(tasks: list[str], days: list[str], order: list[int]) -> None:
    parts = list(zip(tasks, days, strict=False))
    assert _told(_plan(parts), _plan([parts[place] for place in order])) == []


@given(st.permutations(TASKS), st.permutations(DAYS), st.permutations(range(3)))
def test_days_may_not(tasks: list[str], days: list[str], order: list[int]) -> None:
    """Two tasks that exchange their days: one is later, one sooner, in any order of theirs."""
    parts = list(zip(tasks, days, strict=False))
    changed = [(parts[0][0], parts[1][1]), (parts[1][0], parts[0][1]), parts[2]]
    told = _told(_plan(parts), _plan([changed[place] for place in order]))
    assert told == ["deadline strengthened", "deadline weakened"]


@given(st.permutations(TASKS), st.permutations(SHARES))
def test_shares_of_one_sentence_may_not(tasks: list[str], shares: list[str]) -> None:
    parts = list(zip(shares, tasks, strict=False))[:2]
    whole, turned = (
        f"Đến năm 2030, {one[0]} chi hội {one[1]} và {two[0]} chi đoàn {two[1]}."
        for one, two in (parts, [(parts[1][0], parts[0][1]), (parts[0][0], parts[1][1])])
    )
    assert _told(whole, turned) == ["target strengthened", "target weakened"]


@given(st.permutations(TASKS), st.sampled_from(list(pairwise(DAYS))))
def test_a_day_is_not_lent(tasks: list[str], days: tuple[str, str]) -> None:
    """The day of one task that stands behind another one now is missing where it was."""
    first, second = tasks[:2]
    parent = f"{first[0].upper()}{first[1:]} {days[0]}; {second}."
    child = f"{first[0].upper()}{first[1:]}; {second} {days[0]}."
    assert "deadline missing" in _told(parent, child)


@given(st.integers(2, 99), st.sampled_from(["ngày", "tuần", "tháng", "quý", "năm"]))
def test_a_longer_period_is_weaker(count: int, period: str) -> None:
    longer = {"ngày": "tuần", "tuần": "tháng", "tháng": "quý", "quý": "năm", "năm": None}[period]
    if longer is None:
        return
    parent = f"Lấy {count} mẫu nước/{period} để xét nghiệm."
    assert _told(parent, parent.replace(f"/{period}", f"/{longer}")) == ["quantity weakened"]
    assert _told(parent.replace(f"/{period}", f"/{longer}"), parent) == ["quantity strengthened"]


@given(st.integers(2, 40), st.integers(1, 99))
def test_a_share_and_the_sum_that_it_makes_are_one(millions: int, share: int) -> None:
    parent = f"Tổng kinh phí {millions} triệu đồng, trong đó ngân sách {share}%."
    part = f"{millions * share * 10_000:,}".replace(",", ".")
    child = f"Tổng kinh phí {millions} triệu đồng, trong đó ngân sách {part} đồng."
    assert _told(parent, child) == []
    more = f"{millions * share * 10_000 + 1_000:,}".replace(",", ".")
    assert _told(parent, child.replace(part, more)) != []


MARKETS = "Thẩm định phương án chữa cháy của các chợ"
GUARDS = "Tập huấn đội dân phòng các thôn"
MERGED = [
    (f"{MARKETS} trước ngày 15/5/2026; {GUARDS} trước ngày 30/6/2026.", []),
    (f"{GUARDS} trước ngày 30/6/2026; {MARKETS} trước ngày 15/5/2026.", []),
    (
        f"{MARKETS} trước ngày 30/6/2026; {GUARDS} trước ngày 15/5/2026.",
        ["deadline strengthened", "deadline weakened"],
    ),
    (f"{MARKETS} và {GUARDS} trước ngày 30/6/2026.", ["deadline weakened"]),
    (f"{MARKETS} và {GUARDS} trước ngày 15/5/2026.", ["deadline strengthened"]),
]


@pytest.mark.parametrize(("whole", "told"), MERGED)
def test_merged_and_split_tasks_keep_their_own_day(whole: str, told: list[str]) -> None:
    parts = [f"{MARKETS} trước ngày 15/5/2026.", f"{GUARDS} trước ngày 30/6/2026."]
    assert _linked(parts, [whole]) == told
    turned = {"weakened": "strengthened", "strengthened": "weakened"}
    back = [f"{kind} {turned[effect]}" for kind, effect in map(str.split, told)]
    assert _linked([whole], parts) == sorted(back)


def _linked(parents: list[str], children: list[str]) -> list[str]:
    """Return what is told of units that correspond as a whole."""
    documents = [_document(parents, PROVINCE), _document(children, COMMUNE)]
    match = Match(
        parents=tuple(range(len(parents))),
        children=tuple(range(len(children))),
        score=1.0,
        evidence="given",
    )
    link = judge_matches(*documents, [match])[0]
    return sorted(f"{f.kind} {f.effect}" for f in link.fact_changes if f.effect != "equal")


def _document(texts: list[str], issuer: str) -> Document:
    units = tuple(
        Unit(path=f"p{i}", zone="body", kind="paragraph", marker=None, text=text, parent=-1)
        for i, text in enumerate(texts)
    )
    head = Letterhead(issuer=issuer, level=issuer_level(issuer), territory=issuer_territory(issuer))
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id=issuer, source=source, letterhead=head, units=units)
