"""Units that a piece of a longer unit says in short: small texts of our own."""

from __future__ import annotations

import pytest
from small_documents import links

TASKS = (
    "Tối thiểu 70% hộ nuôi ong, nuôi dê trong vùng đệm ký cam kết không đốt than lấy mật.",
    "Số vụ chặt trộm tre, luồng ven suối không quá 06 vụ trong cả năm.",
    "Mỗi bản dành ra ít nhất 02 buổi mỗi quý để tổ tuần rừng đi hết tuyến đường mòn giáp ranh.",
    "Khơi lại giếng làng bị vùi lấp, lát đá quanh miệng giếng.",
    "Đóng mới thuyền nan cho đội chở khách qua bến Vực Sâu.",
    "Sơn sửa lan can cầu treo, thay các thanh gỗ mục trên mặt cầu.",
)
SHORT = (
    "Đến cuối năm: 80% hộ nuôi ong, nuôi dê ký cam kết; chặt trộm tre, luồng dưới 05 vụ; "
    "tổ tuần rừng đi hết tuyến giáp ranh mỗi quý 02 buổi."
)
KEPT = TASKS[3:]


def test_each_piece_is_of_the_unit_that_explains_it_best():
    found = links(TASKS, (SHORT, *KEPT))
    assert found == {((1, 2, 3), (1,)), ((4,), (2,)), ((5,), (3,)), ((6,), (4,))}


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_unit_of_which_no_piece_speaks_stays_omitted(gone):
    pieces = SHORT.removeprefix("Đến cuối năm: ").rstrip(".").split("; ")
    short = "; ".join(piece for place, piece in enumerate(pieces) if place != gone)
    assert ((gone + 1,), ()) in links(TASKS, (f"Đến cuối năm: {short}.", *KEPT))


def test_a_piece_that_a_kept_unit_says_as_well_speaks_for_no_other():
    lost = "Thay các thanh gỗ mục ở nhà chờ bến Vực Sâu, quét vôi lại tường."
    found = links((*TASKS, lost), (SHORT, *KEPT))
    assert ((7,), ()) in found


def test_a_task_of_its_own_that_shares_a_few_words_answers_nothing():
    lost = "Giao tổ tuần rừng trực chốt gác lửa trên đỉnh đồi trong suốt mùa hanh khô."
    added = "Mua giày vải, áo mưa và đèn pin tặng tổ tuần rừng nhân ngày hội xuống đồng."
    assert ((1,), ()) in links((lost, *KEPT), (added, *KEPT))


def test_a_short_member_goes_where_its_list_went():
    members = ("Củi khô, cành gãy nhặt được dưới tán rừng già;", "Măng.")
    short = "Dân bản được lấy: củi khô, cành gãy nhặt dưới tán; măng."
    assert links((*members, *KEPT), (short, *KEPT)) == {
        ((1, 2), (1,)),
        *(((i + 3,), (i + 2,)) for i in range(3)),
    }
    assert ((2,), ()) in links((*members, *KEPT), (short.replace("; măng", ""), *KEPT))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "Tuyên truyền, vận động hội viên, đoàn viên đưa đón học sinh qua đò mùa lũ.",
            "vận động đoàn viên, hội viên đưa đón học sinh qua đò mùa lũ",
        ),
        (
            "Không để hầm biogas, hố phân không có nắp đậy; yêu cầu chủ trại lấp trong 15 ngày.",
            "chủ trại phải đậy nắp, lấp hầm biogas, hố phân trong 15 ngày",
        ),
    ],
)
def test_a_unit_is_said_where_any_of_what_it_asks_for_is(asked, said):
    short = f"Trong năm: {said}; đóng mới thuyền nan chở khách qua bến Vực Sâu."
    assert ((1, 2), (1,)) in links((asked, *TASKS[4:]), (short, TASKS[5]))
