"""A tone on a wrong letter makes no other word, also not of a word that carries a fact."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

SENTENCE = "Yêu cầu {} cơ quan hoàn thành nhiệm vụ được giao trong năm, báo cáo kết quả"


@pytest.mark.parametrize(
    ("slip", "right"), [("moị", "mọi"), ("tòan bộ", "toàn bộ"), ("cuả các", "của các")]
)
def test_a_misplaced_tone_is_noise(slip, right):
    for sides in ((slip, right), (right, slip)):
        link = compare_texts(*map(SENTENCE.format, sides))
        assert (link.relation, link.fact_changes) == ("noise", ())


@pytest.mark.parametrize(("one", "other"), [("sáu", "sâu"), ("hai", "hại"), ("ba", "bà")])
def test_another_tone_or_letter_is_more(one, other):
    link = compare_texts(*map(SENTENCE.format, (one, other)))
    assert link.relation != "noise"


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ("trong năm 2026", "trong năm 2O26", "noise"),
        ("trước ngày 20/10/2026", "trước ngày 2O/10/2026", "noise"),
        ("giảm 15% số vụ", "giảm 16% số vụ", "changed"),
        ("trước ngày 20/10/2026", "trước ngày 20/11/2026", "changed"),
    ],
)
def test_a_letter_read_for_a_digit_is_noise_and_another_digit_is_not(old, new, relation):
    frame = "Các thôn hoàn thành việc rà soát hộ nghèo {} và gửi kết quả về Ủy ban nhân dân xã."
    assert compare_texts(frame.format(old), frame.format(new)).relation == relation
