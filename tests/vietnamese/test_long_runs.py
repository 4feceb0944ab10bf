"""Numbers of absurd length, which a hostile text may hold."""

from __future__ import annotations

import re

import pytest

from doclineage.vietnamese.facts import find_facts, frequencies, times


def _patterns() -> list[tuple[str, str]]:
    return [
        (name, found.pattern)
        for module in (frequencies, times)
        for name, found in vars(module).items()
        if isinstance(found, re.Pattern)
    ]


@pytest.mark.parametrize(("name", "written"), _patterns())
def test_no_run_of_digits_is_walked_from_each_of_them(name: str, written: str) -> None:
    assert r"\d+" not in written, name


@pytest.mark.parametrize("behind", ["ngày", "lần mỗi tháng", "tháng một lần", "buổi/năm"])
def test_a_number_of_absurd_length_is_no_count(behind: str) -> None:
    # int() refuses more than 4,300 digits.
    found = find_facts(f"trong {'1' * 5000} {behind}")
    counted = [fact for fact in found if fact.span[0] < len("trong ") + 5000]
    assert not [fact for fact in counted if fact.kind in {"deadline", "frequency"}]


def test_a_count_is_read_whole() -> None:
    kinds = {fact.kind: fact.amount for fact in find_facts("họp 12 lần mỗi năm, trong 15 ngày")}
    assert kinds == {"frequency": 12.0, "deadline": 360.0}
