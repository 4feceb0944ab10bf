"""The generator of children can be trusted: same seed, same child; every unit in one fate."""

from collections import Counter
from random import Random

import pytest

from .derive import PROFILES, derive
from .measures import children
from .parents import parents
from .texts import clauses, halves, merged

HOME = [(name, parent) for name, parent in parents() if name not in {"city", "law"}]


@pytest.mark.parametrize(("name", "parent"), HOME, ids=[name for name, _ in HOME])
def test_the_same_seed_gives_the_same_child(name, parent):
    for seed in range(len(PROFILES)):
        assert derive(parent, seed) == derive(parent, seed)
    assert derive(parent, 1) != derive(parent, 1, held_out=True)


@pytest.mark.parametrize("half", ["open", "held_out"])
def test_every_unit_stands_in_one_fate(half):
    for derived in children("home", half):
        of_parent = Counter(p for fate in derived.fates for p in fate.parents)
        of_child = Counter(c for fate in derived.fates for c in fate.children)
        assert of_parent == Counter(derived.parent.content())
        assert of_child == Counter(derived.child.content())


def test_every_operator_occurs():
    seen = Counter(
        operator
        for half in ("open", "held_out")
        for derived in children("home", half)
        for fate in derived.fates
        for operator in fate.operators
    )
    plain = ("copy", "omit", "add", "truncate", "merge", "split", "split-far", "move", "swap")
    names = ("owner", "localise", "respell", "agency", "bullet-to-row", "row-to-bullet")
    facts = ("deadline", "target", "modality", "negation")
    worded = tuple(f"reword-{level}" for level in range(1, 6))
    kinds = ("tone", "swap", "mark", "letter", "bar", "digit", "syllable")
    expected = (*plain, *names, *facts, *worded, *(f"ocr-{kind}" for kind in kinds))
    assert [operator for operator in expected if seen[operator] < 3] == []


def test_paths_are_unique_and_parents_come_first():
    for derived in children("home", "open"):
        units = derived.child.units
        assert len({unit.path for unit in units}) == len(units)
        assert all(unit.parent < index for index, unit in enumerate(units))


def test_a_split_and_a_merge_keep_every_word():
    text = (
        "Rà soát danh sách hộ nghèo; cấp thẻ bảo hiểm y tế trước ngày 01/6/2026; báo cáo Sở Y tế."
    )
    assert len(clauses(text)) == 3
    first, second = halves(text, Random(1))
    words = "".join(c if c.isalnum() else " " for c in merged(first, second).lower()).split()
    assert words == "".join(c if c.isalnum() else " " for c in text.lower()).split()
