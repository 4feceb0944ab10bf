"""Dates in all printed forms, day first."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclineage.vietnamese.dates import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "ngày 05 tháng 4 năm 2026",
        "ngày 5/4/2026",
        "5-4-2026",
        "05.4.2026",
        "ngày 5 / 4 / 2026",
        "ngày O5/4/2026",
        "ngày05/04/2026",
        "Ngày 5\ntháng 4\nnăm 2026",
        "ngày 5/4/26",
        "5 tháng 4 năm 2026",
        "ngày năm tháng tư năm 2026",
        "ngày mùng năm tháng 4 năm 2026",
        "ngày 05 tháng tư năm 2026",
    ],
)
def test_forms(text: str) -> None:
    (found,) = find_dates(f"Họp {text}, phường báo cáo.")
    assert found.date == date(2026, 4, 5)


@pytest.mark.parametrize(
    "text", ["mỗi ngày hai tháng một lần", "trong ngày một tháng năm nay", "ngày ba tháng sau"]
)
def test_spelt_numbers_that_are_no_day(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ngày … tháng 4 năm 2026", (None, 4, 2026)),
        ("ngày     tháng     năm 2026", (None, None, 2026)),
        ("ngày 05 tháng … năm 20…", (5, None, None)),
        ("ngày 20/10", (20, 10, None)),
        ("tháng 3/2026", (None, 3, 2026)),
        ("ngày 31/02/2026", (31, 2, 2026)),
        ("ngày 5 tháng 4", (5, 4, None)),
    ],
)
def test_blank_partial_and_impossible_dates(
    text: str, parts: tuple[int | None, int | None, int | None]
) -> None:
    (found,) = find_dates(text)
    assert found.date is None
    assert (found.day, found.month, found.year) == parts


@pytest.mark.parametrize(
    "text",
    ["trực 24/7", "12/KH-UBND", "nhiệm kỳ 2026 - 2031", "1.234.567 đồng", "năm 2026", "3/4 số hộ"],
)
def test_no_dates(text: str) -> None:
    assert not find_dates(text)


@given(st.dates(min_value=date(1945, 9, 2), max_value=date(2100, 1, 1)), st.sampled_from("/-."))
def test_every_day_is_read_back(day: date, mark: str) -> None:
    (found,) = find_dates(f"ngày {day.day}{mark}{day.month:02}{mark}{day.year}")
    assert found.date == day


@given(st.text(alphabet="ngàythámnăm 0123456789/.-…olI\n"))
def test_spans_are_in_order_and_inside(text: str) -> None:
    position = 0
    for found in find_dates(text):
        start, end = found.span
        assert position <= start < end <= len(text)
        position = end


@pytest.mark.parametrize("piece", ["1/", "ngày ", "ngày 1 tháng ", "1.1", "ngày ....", "tháng 1/"])
def test_hostile_text_takes_little_time(piece: str) -> None:
    started = time.perf_counter()
    find_dates(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 2
