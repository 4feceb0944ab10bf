"""Damage of print and typing is noise; a true change among it is told all the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage import compare_texts

SOUND = (
    "Trưởng thôn lập danh sách hộ sống ven suối, chuẩn bị nơi sơ tán và lương thực cho bà con; "
    "bố trí người canh gác cầu tràn, thông báo kịp thời khi nước dâng cao."
)


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        # marks lost or changed
        ("chuẩn bị nơi sơ tán", "chuân bi nơi sơ tan"),
        ("kịp thời", "kip thoi"),
        # letters that look alike
        ("danh sách hộ", "danb sáeh hộ"),
        ("canh gác", "cauh gác"),
        ("nước dâng cao", "nuớc dãng ca0"),
        ("lương thực", "1ương thực"),
        ("lương thực", "lưorng thực"),
        # glued, broken, cut at another place
        ("chuẩn bị nơi", "chuẩnbị nơi"),
        ("thông báo", "thô ng báo"),
        ("thông báo kịp thời", "thôn gbáo kịp thời"),
        ("cầu tràn", "cầutrần"),
        # typed twice, neighbours swapped, a letter lost
        ("và lương thực", "và và lương thực"),
        ("bố trí người", "bố trí bố trí người"),
        ("danh sách", "dnah sách"),
        ("thông báo", "thôg báo"),
        # what stands around a word
        ("cao.", "cao_."),
        ("sơ tán và", "sơ tán - 3 - và"),
        ("sơ tán và", "sơ tán | và"),
    ],
)
def test_damage_is_noise_on_either_side(sound, damaged):
    assert sound in SOUND
    for sides in (
        (SOUND, SOUND.replace(sound, damaged)),
        (SOUND.replace(sound, damaged), SOUND),
    ):
        link = compare_texts(*sides)
        assert (link.relation, link.fact_changes) in {("noise", ()), ("identical", ())}


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        ("ngày 15/7/2026", "ngày l5/7/2O26"),
        ("ngày 15/7/2026", "nqày 15/7/2026"),
        ("ngày 15/7/2026", "ngày15/7/2026"),
        ("ngày 15/7/2026", "ngày 15 thang 7 nam 2026"),
        ("UBND xã", "UBDN xã"),
        ("UBND xã", "UBNDxã"),
        ("Ủy ban Mặt trận Tổ quốc", "Ủy bau Mặt trậnTổ quốc"),
        ("gồm 12 thôn", "gồm12 thôn"),
    ],
)
def test_damage_beside_a_figure_or_in_the_name_of_a_body_is_noise(sound, damaged):
    text = (
        "Ủy ban Mặt trận Tổ quốc và UBND xã rà soát địa bàn gồm 12 thôn, "
        "hoàn thành trước ngày 15/7/2026."
    )
    assert sound in text
    link = compare_texts(text, text.replace(sound, damaged))
    assert (link.relation, [c for c in link.fact_changes if c.effect != "equal"]) == ("noise", [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 thôn", "13 thôn"),
        ("15/7/2026", "15/9/2026"),
        ("phải hoàn thành", "có thể hoàn thành"),
        ("không để", "để"),
        ("Công an xã", "Trạm Y tế"),
        ("; ghi biên bản từng lượt kiểm tra bến thuyền", ""),
    ],
)
def test_a_true_change_among_damage_is_told(old, new):
    text = (
        "Công an xã kiểm tra bến thuyền của 12 thôn, phải hoàn thành trước ngày 15/7/2026, "
        "không để thuyền chở quá người; ghi biên bản từng lượt kiểm tra bến thuyền."
    )
    assert old in text
    damaged = text.replace(old, new).replace("kiểm tra", "kiêm tra").replace("thuyền", "thuyên")
    assert compare_texts(text, damaged.replace("của", "cua")).relation == "changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("chưa kê khai", "đã kêkhai"),
        ("phải nộp", "cầnnộp"),
        ("ông Tám", "ông Tâm"),
        ("quý I/2026", "quý II/2026"),
        ("dần dần giảm", "dần giảm"),
    ],
)
def test_more_than_damage_is_no_noise(old, new):
    text = f"Trong quý I/2026 người dân đề nghị ông Tám nói rõ việc {old} đất vườn của mình."
    assert compare_texts(text, text.replace(old, new)).relation != "noise"


WORDS = SOUND.split()


@settings(deadline=None)
@given(st.integers(0, len(WORDS) - 1))
def test_a_word_typed_twice_is_noise(place):
    doubled = [*WORDS[:place], WORDS[place].strip(",.;"), *WORDS[place:]]
    assert compare_texts(SOUND, " ".join(doubled)).relation == "noise"


@settings(deadline=None)
@given(st.integers(0, len(WORDS) - 2))
def test_two_words_glued_are_noise(place):
    glued = [*WORDS[:place], WORDS[place] + WORDS[place + 1], *WORDS[place + 2 :]]
    # Where a comma stood between them they are not glued at all.
    assert compare_texts(SOUND, " ".join(glued)).relation in {"noise", "identical"}


@settings(deadline=None)
@given(st.sets(st.integers(0, len(SOUND) - 1), min_size=1, max_size=5))
def test_lost_marks_change_nothing(places):
    bare = "".join(
        unicodedata.normalize("NFD", letter)[0] if place in places else letter
        for place, letter in enumerate(SOUND)
    )
    link = compare_texts(SOUND, bare)
    assert link.relation in {"identical", "noise", "reworded"}
    assert not link.fact_changes
    assert compare_texts(SOUND, unicodedata.normalize("NFD", SOUND)).relation == "identical"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cho bà con; bố trí", "cho bà con;\n4\nbố trí"),
        ("sơ tán", "sơ t-\nán"),
        ("cao.", "cao. ★ ỦY BAN ~|| }"),
    ],
)
def test_what_a_page_leaves_in_a_text_is_noise(old, new):
    link = compare_texts(SOUND, SOUND.replace(old, new))
    assert (link.relation, link.fact_changes) == ("noise", ())


def test_the_word_before_a_designation_may_be_damaged():
    text = "Thực hiện Chỉ thị số 57-CT/TW đến từng chi bộ."
    for damaged in ("sô 57-CT/TW", "sồ 57 -CT/TW"):
        link = compare_texts(text, text.replace("số 57-CT/TW", damaged))
        assert (link.relation, link.fact_changes) == ("noise", ())
