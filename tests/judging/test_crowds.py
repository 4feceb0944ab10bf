"""A paragraph that states more facts than anyone writes."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from doclineage import compare_texts
from doclineage.judging.facts import pairing
from doclineage.judging.facts.directions import effect_of
from doclineage.model import Link


def _changed(count: int) -> Link:
    said = [f"đạt {number % 90 + 1}% số hộ" for number in range(count)]
    other = [f"đạt {number % 90 + 1},5% số hộ" for number in range(count)]
    return compare_texts("; ".join(said) + ".", "; ".join(other) + ".")


@pytest.fixture
def weighed() -> Iterator[list[int]]:
    """Count how often two facts are held against each other."""
    calls: list[int] = []

    def counted(*facts: object) -> object:
        calls.append(1)
        return effect_of(*facts)  # type: ignore[arg-type]

    with patch.object(pairing, "effect_of", counted):
        yield calls


def test_a_crowd_is_not_held_each_against_each(weighed: list[int]) -> None:
    link = _changed(500)
    assert len(weighed) < 500
    targets = [change for change in link.fact_changes if change.kind == "target"]
    assert len(targets) == 500
    assert {change.effect for change in targets} == {"unknown"}


def test_fewer_are_judged_one_by_one(weighed: list[int]) -> None:
    link = _changed(20)
    assert weighed
    targets = [change.effect for change in link.fact_changes if change.kind == "target"]
    assert targets == ["strengthened"] * 20
