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
