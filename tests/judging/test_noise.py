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


@pytest.mark.parametrize(
    ("old", "new"),
    [("10 km", "10 m"), ("50 kg", "50 g"), ("5 tấn", "5 tạ"), ("3 tháng", "3 tuần")],
)
def test_another_measure_by_a_number_is_no_slip(old, new):
    frame = "Đội thanh niên nhận phần việc {} trên tuyến kênh đã khảo sát."
    link = compare_texts(frame.format(old), frame.format(new))
    assert link.relation == "changed"
    assert [(c.parent, c.child) for c in link.fact_changes] == [(old, new)]


def test_another_letter_of_a_list_is_no_slip():
    frame = "Lập hồ sơ theo điểm {} khoản 3 Điều 7 Nghị định số 42/2027/NĐ-CP."
    link = compare_texts(frame.format("a"), frame.format("b"))
    assert [change.kind for change in link.fact_changes] == ["reference"]
    assert compare_texts("a", "b").relation != "noise"
