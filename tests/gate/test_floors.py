"""The library reaches its floors, and neither floors nor gold go down unnoticed."""

import pytest

from . import floors
from .measures import measured

#: The least that floors.toml may say: raise these with the floors, never lower one.
PINNED: dict[str, dict[str, float]] = {}


@pytest.fixture(scope="module")
def found():
    return measured()


@pytest.mark.parametrize(
    "column", ["home_open", "home_held_out", "shared_open", "shared_held_out", "family"]
)
def test_floors_are_reached(column, found):
    if column not in found:
        pytest.skip("the shared documents are not here")
    assert floors.below({column: found[column]}) == []


def test_floors_only_rise():
    now = floors.floors()
    fallen = [
        f"{column}: {name}"
        for column, table in PINNED.items()
        for name, least in table.items()
        if now.get(column, {}).get(name, 0.0) < least
    ]
    assert fallen == []


def test_gold_has_not_changed_silently():
    assert floors.recorded() == floors.digests(), (
        "gold or word lists changed: say why in the commit, then run python -m tests.gate --raise"
    )
