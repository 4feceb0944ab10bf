"""Left-over units that answer each other in words of their own: small texts of our own."""

from __future__ import annotations

import pytest
from small_documents import links

from doclineage.aligning.leftovers import nearest

KEPT = (
    "Khơi lại giếng làng bị vùi lấp, lát đá quanh miệng giếng.",
    "Đóng mới thuyền nan cho đội chở khách qua bến Vực Sâu.",
    "Sơn sửa lan can cầu treo, thay các thanh gỗ mục trên mặt cầu.",
    "Tối thiểu 70% hộ nuôi ong, nuôi dê trong vùng đệm ký cam kết không đốt than lấy mật.",
)
LAST = len(KEPT) + 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "Bố trí kho chứa thóc giống cao ráo, kê cách nền, không để chuột, mọt phá hoại.",
            "Thóc để giống phải cất nơi cao ráo, kê khỏi nền, tránh được chuột và mọt.",
        ),
        (
            "Không cho phép lò gạch thủ công nổi lửa khi chưa xây xong ống khói cao.",
            "Lò gạch làm tay chỉ được nổi lửa sau lúc ống khói đã dựng đủ cao.",
        ),
    ],
)
def test_what_is_said_in_other_words_is_found_from_both_sides(asked, said):
    assert ((LAST,), (LAST,)) in links((*KEPT, asked), (*KEPT, said))
    assert ((LAST,), (LAST,)) in links((*KEPT, said), (*KEPT, asked))


@pytest.mark.parametrize(
    ("asked", "added"),
    [
        (
            "Bố trí kho chứa thóc giống cao ráo, kê cách nền, không để chuột, mọt phá hoại.",
            "Mỗi đội sản xuất cử hai người đi học lái máy gặt, máy bừa ở trạm khuyến nông.",
        ),
        (
            "Giao tổ tuần rừng trực chốt gác lửa trên đỉnh đồi trong suốt mùa hanh khô.",
            "Mua giày vải, áo mưa và đèn pin tặng tổ tuần rừng nhân ngày hội xuống đồng.",
        ),
        (
            "Phân công đảng viên phụ trách từng hộ gia đình có nguy cơ tái nghèo.",
            "Hỗ trợ vay vốn nuôi dê cho hộ gia đình có nguy cơ tái nghèo.",
        ),
        (
            "Thu gom 100% vỏ chai thuốc bảo vệ thực vật sau sử dụng về bể chứa trên đồng ruộng.",
            "Tập huấn sử dụng thuốc bảo vệ thực vật đúng lúc, đúng cách trên đồng ruộng.",
        ),
    ],
)
def test_a_task_of_the_plans_own_answers_no_omitted_one(asked, added):
    assert {((LAST,), ()), ((), (LAST,))} <= links((*KEPT, asked), (*KEPT, added))


MANGROVES = (
    "Trồng dặm cây đước, cây bần tại những bãi rừng ngập mặn bị sạt lở.",
    "Bồi dưỡng tổ cộng đồng giữ rừng về kỹ năng sơ cứu, đi xuồng máy.",
    "Cắm biển báo ranh giới rừng ngập mặn dọc kênh Ba Voi.",
    "Cấm chặt phá, lấn chiếm rừng ngập mặn để làm đầm nuôi tôm.",
)


@pytest.mark.parametrize(("verb", "answers"), [("Thành lập", True), ("Biểu dương", False)])
def test_one_name_in_common_is_enough_where_a_like_thing_is_done(verb, answers):
    asked = "Mỗi xã, phường ven biển xây dựng ít nhất 01 tổ cộng đồng giữ rừng ngập mặn."
    said = f"{verb} 02 tổ cộng đồng giữ rừng ngập mặn tại thôn Cồn Nhạn và thôn Cồn Vạc"
    kept = (*KEPT, *MANGROVES)
    last = len(kept) + 1
    found = links((*kept, asked), (*kept, f"{said}, trưởng thôn đứng đầu."))
    assert (((last,), (last,)) in found) == answers


@pytest.mark.parametrize(("next_best", "chosen"), [(80, [((1, 1), 100)]), (90, []), (100, [])])
def test_where_another_is_as_near_neither_is_chosen(next_best, chosen):
    for rival in ((1, 2), (2, 1)):
        shared = [((1, 1), 100), (rival, next_best)]
        assert [*nearest(shared)] == [*nearest(reversed(shared))] == chosen


def test_between_two_tasks_that_answer_each_other_fewer_words_tell():
    asked = (
        "Vận động dựng mới, vá lại chòi gác cá bị gió quật đổ, tiền giúp không dưới 3 triệu đồng."
    )
    said = (
        "Kêu gọi người có lòng chung sức làm lại chòi gác xiêu vẹo, mỗi chòi ít nhất 3 triệu đồng."
    )
    made = links((KEPT[0], KEPT[1], asked, KEPT[2]), (KEPT[0], KEPT[1], said, KEPT[2]))
    assert ((3,), (3,)) in made


def test_between_them_another_deed_answers_nothing():
    asked = "Kiểm tra chòi gác cá trên hồ trước mùa bão."
    added = "Tặng quà người trông chòi gác cá trên hồ."
    made = links((KEPT[0], KEPT[1], asked, KEPT[2]), (KEPT[0], KEPT[1], added, KEPT[2]))
    assert ((3,), ()) in made
