"""What judging a paragraph costs where everything in it changed: it grows with the changes."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from doclineage.judging import judge_pair
from doclineage.judging.facts import pairing

_ISSUERS = "UBND tỉnh Đông Giang", "UBND phường Bến Đò"

_SAID = (
    "rà soát",
    "thống kê nhu cầu",
    "báo cáo",
    "tập huấn cán bộ",
    "bố trí kinh phí",
    "tuyên truyền",
)


def _task(seed: int) -> str:
    return f"{_SAID[seed % 6]} {_SAID[(7 * seed + seed // 6 + 1) % 6]}"


# What each piece says in the parent, and in the child.
_CHANGES: dict[str, tuple[str, str]] = {
    "amounts": ("{task} {one} hộ", "{task} {two} hộ"),
    "days": ("{task} trước ngày {one}/6/2026", "{task} trước ngày {two}/6/2026"),
    "bodies": ("Sở Y tế {task}", "Sở Nội vụ {task}"),
    "leaders": ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ {task}", "Phòng Kinh tế phối hợp {task}"),
    "places": ("tại xã Kim Sơn {task}", "tại phường Mai Lâm {task}"),
    "duties": ("phải {task}", "có thể {task}"),
    "negations": ("không {task}", "{task}"),
    "milder words": ("cấm {task}", "hạn chế {task}"),
    "members": ("cho cán bộ, công chức, viên chức {task}", "cho cán bộ, công chức {task}"),
    "laws": ("theo Kế hoạch số {one}/KH-UBND {task}", "theo Kế hoạch số {two}/KH-UBND {task}"),
    "scopes": ("tất cả {task}", "một số {task}"),
    "frequencies": ("{task} {one} lần mỗi tháng", "{task} {two} lần mỗi quý"),
    "words written twice": ("{task} kịp thời", "{task} kịp kịp thời"),
}


def _steps(work: Callable[[], object]) -> int:
    """Count the functions that a work calls."""
    steps = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return steps


def _text(said: str, count: int) -> str:
    pieces = (said.format(task=_task(i), one=i % 27 + 1, two=i % 27 + 2) for i in range(count))
    return "; ".join(pieces) + "."


@pytest.mark.parametrize("changed", _CHANGES)
def test_twice_the_changes_cost_twice_as_much(
    changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fewer facts than make a crowd are held each against each.
    monkeypatch.setattr(pairing, "_CROWDED", 50)
    parent, child = _CHANGES[changed]

    def judged(count: int) -> int:
        texts = _text(parent, count), _text(child, count)
        return _steps(lambda: judge_pair(*texts, *_ISSUERS))

    # The first run of all fills the word lists.
    _, half, whole, double = map(judged, (100, 100, 200, 400))
    # What the second doubling adds, by what the first one added: 2, or 4 where each change is held
    # against each.
    assert double - whole < 2.8 * (whole - half)
