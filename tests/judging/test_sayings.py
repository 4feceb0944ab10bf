"""A task said in other words is reworded; a task of which a part is gone is changed."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

SAME = [
    (
        "Vận động các hộ nuôi bè dời lồng khỏi luồng tàu; hỗ trợ dây neo cho hộ chưa dời.",
        "Thuyết phục bà con nuôi bè đưa lồng ra khỏi luồng tàu và giúp hộ chưa dời dây neo.",
    ),
    (
        "Nạo vét mương chung, tu sửa cống lấy nước; huy động Nhân dân góp ngày công.",
        "Mương chung phải được khơi thông, cống lấy nước được sửa lại, bà con góp ngày công.",
    ),
    (
        "Tổ chức gặp mặt, tặng quà người có uy tín nhân dịp lễ mừng lúa mới.",
        "Nhân dịp lễ mừng lúa mới, gặp gỡ và trao quà cho người có uy tín.",
    ),
    (
        "Chăm lo đời sống công nhân mỏ, giải quyết tốt đơn thư, ngăn ngừa tai nạn trong hầm.",
        "Quan tâm đời sống công nhân mỏ, xử lý hài hòa đơn thư và phòng ngừa tai nạn trong hầm.",
    ),
    (
        "Ít nhất 80% hộ ven đầm có thùng chứa rác.",
        "Tỷ lệ hộ ven đầm có thùng chứa rác đạt từ 80% trở lên.",
    ),
    (
        "Kiểm soát tốt việc kinh doanh hàng quán trên vỉa hè quanh chợ.",
        "Quanh chợ, kiểm soát tốt hàng quán trên vỉa hè.",
    ),
]


@pytest.mark.parametrize(("parent", "child"), SAME)
def test_other_words_for_the_same_lose_nothing(parent, child):
    link = compare_texts(parent, child)
    assert (link.relation, link.lost) == ("reworded", ())


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (SAME[0][0], "Thuyết phục bà con nuôi bè đưa lồng ra khỏi luồng tàu."),
        (SAME[1][0], "Khơi thông mương chung; huy động bà con góp ngày công."),
        (SAME[3][0], "Quan tâm đời sống công nhân mỏ."),
        (
            "Rà soát, kiểm tra, giám sát việc thả lồng bè; công khai kết quả.",
            "Rà soát việc thả lồng bè; công khai kết quả.",
        ),
        (
            "Hỗ trợ hộ nghèo dựng nhà, dẫn nước sạch và lắp điện mặt trời.",
            "Hỗ trợ hộ nghèo dựng nhà và dẫn nước sạch.",
        ),
    ],
)
def test_a_part_that_is_gone_is_lost_though_the_rest_is_said_otherwise(parent, child):
    assert compare_texts(parent, child).relation == "changed"


PLAIN = "Tuyên truyền phòng, chống đuối nước bằng nhiều hình thức."


@pytest.mark.parametrize(
    ("detail", "relation"),
    [
        (" như phát loa đầu ngõ, vẽ tranh tường, diễn kịch ở sân đình", "reworded"),
        (", góp phần giữ yên vui cho các gia đình trong mùa nghỉ hè", "reworded"),
        (" như tặng 20 bộ áo phao cho học sinh các lớp cuối cấp", "changed"),
        ("; mở lớp dạy bơi ở ao làng cho con em các hộ chài lưới", "changed"),
    ],
)
def test_examples_add_nothing_and_another_task_does(detail, relation):
    assert compare_texts(PLAIN, PLAIN.replace(".", f"{detail}.")).relation == relation
