"""Words whose keystrokes were left undone, and words that only look so."""

from __future__ import annotations

import pytest

from doclineage import compare_texts
from doclineage.vietnamese.keystrokes import are_keystrokes


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("choongs", "chống"),
        ("nghieenj", "nghiện"),
        ("dduwowngf", "đường"),
        ("dduowngf", "đường"),
        ("gioi71", "giới"),
        ("viene", "viên"),
        ("d9uong27", "đường"),
    ],
)
def test_keys_are_the_word_that_they_type(typed: str, word: str) -> None:
    assert are_keystrokes(typed, word)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("choong", "chống"), ("gioi72", "giới"), ("trồng", "chồng"), ("khoongf", "không")],
)
def test_keys_of_another_word_are_not(typed: str, word: str) -> None:
    assert not are_keystrokes(typed, word)


_PARENT = "Vận động các hộ dân trồng rừng ven suối, không để đất trống trước ngày 15/9/2026."


@pytest.mark.parametrize(
    "child",
    [
        "Vận ddoongj các hộ dân trồng rừng ven suoosi, khoong để đất trống trước ngày 15/9/2026.",
        "Vận động các hộ dân chồng rừng ven suối, không để đất trống trước ngày 15/9/2026.",
        "Vận động các hộ hộ dân trồng rừng ven suối, không để đâts trống trước ngày 15/9/2026.",
        "Vận động các hộ dân trồng rừng ven suối, không đễ đất trống trước ng4y 15/9/2026.",
    ],
)
def test_slips_of_the_keyboard_are_noise(child: str) -> None:
    assert compare_texts(_PARENT, child).relation == "noise"


def test_a_duty_is_not_taken_for_keys() -> None:
    child = _PARENT.replace("không để", "để")
    assert compare_texts(_PARENT, child).relation == "changed"


def test_a_body_is_not_doubled_by_what_it_does() -> None:
    link = compare_texts(
        "Giao Công an tỉnh phối hợp Sở Xây dựng xây dựng phương án chữa cháy cấp tỉnh.",
        "Giao Công an xã phối hợp Phòng Kinh tế xây dựng phương án chữa cháy cấp xã.",
        parent_issuer="UBND tỉnh Sông Lam",
        child_issuer="UBND xã Bến Đò",
    )
    assert link.relation == "localised"
