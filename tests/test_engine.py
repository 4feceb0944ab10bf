"""Both engines give the same outcomes in the same order; the serial one is the reference."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage.engine import processes, serial
from doclineage.errors import DoclineageError, ReadingError
from doclineage.registry import ENGINES


def work(number: int) -> int:
    if number % 5 == 0:
        raise ReadingError(f"{number}.txt", "error.empty-file")
    if number % 7 == 0:
        raise ZeroDivisionError("hỏng")
    return number * number


def plain(outcomes) -> list[object]:
    return [o.args if isinstance(o, DoclineageError) else o for o in outcomes]


@pytest.mark.parametrize("jobs", [0, 1, 2, 9])
@pytest.mark.parametrize("count", [0, 1, 3, 40])
def test_processes_do_what_serial_does(jobs, count):
    items = list(range(1, count + 1))
    assert plain(processes(work, items, jobs=jobs)) == plain(serial(work, items))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 50), max_size=20))
def test_order_is_kept(items):
    assert plain(processes(work, items, jobs=2)) == plain(serial(work, items))


def test_a_deliberate_failure_is_an_outcome():
    (outcome,) = serial(work, [5])
    assert isinstance(outcome, ReadingError)
    assert str(outcome).startswith("5.txt: the file is empty")


def test_a_fault_of_ours_names_the_item():
    (outcome,) = processes(work, [7], jobs=2)
    assert isinstance(outcome, DoclineageError)
    assert outcome.args == ("7", "error.crashed", "ZeroDivisionError: hỏng")


def die(number: int) -> int:
    if number in {3, 11}:
        os._exit(1)
    return number


def test_an_item_that_brings_its_process_down_costs_only_itself():
    outcomes = plain(processes(die, list(range(20)), jobs=2))
    ended = ("error.crashed", "the process was ended")
    assert outcomes == [(str(n), *ended) if n in {3, 11} else n for n in range(20)]


def test_outcomes_may_be_left_unread():
    outcomes = processes(work, list(range(1, 30)), jobs=2)
    next(outcomes)
    outcomes.close()


def test_engines_are_found_by_name():
    assert [ENGINES.load(name) for name in ENGINES] == [processes, serial]
