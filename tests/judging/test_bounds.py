"""Grammar of bounds: a negation, "chỉ" and a comparator say one ceiling or one floor."""

from __future__ import annotations

import pytest

from doclineage import compare_texts
from doclineage.vietnamese.facts import find_facts


def _told(parent: str, child: str) -> list[str]:
    link = compare_texts(
        parent, child, parent_issuer="UBND tỉnh Hưng Giang", child_issuer="UBND xã An Thịnh"
    )
    return sorted(f"{f.kind} {f.effect}" for f in link.fact_changes if f.effect != "equal")


ALIKE = [
    ("Không thu quá 50.000 đồng mỗi em.", "Chỉ thu tối đa 50.000 đồng mỗi em."),
    ("Mỗi hộ không được vay vượt 100 triệu đồng.", "Mỗi hộ vay nhiều nhất 100 triệu đồng."),
    ("Tỷ lệ hộ nghèo còn dưới 2%.", "Tỷ lệ hộ nghèo thấp hơn 2%."),
    ("Tỷ lệ tiêm chủng đạt trên 95%.", "Tỷ lệ tiêm chủng cao hơn 95%."),
    ("Mỗi tổ có ít nhất 05 người.", "Mỗi tổ không được dưới 05 người."),
    ("Mỗi tổ có ít nhất 05 người.", "Mỗi tổ ít ra 05 người."),
    ("Mỗi lớp không trên 35 học sinh.", "Mỗi lớp cùng lắm 35 học sinh."),
    ("Không cấp lại thẻ lần thứ ba.", "Chỉ cấp lại thẻ tối đa hai lần."),
    ("Không cấp lại thẻ lần thứ hai.", "Chỉ cấp lại thẻ một lần."),
    ("Không kiểm tra cơ sở quá 01 lần/năm.", "Chỉ kiểm tra cơ sở tối đa 01 lần/năm."),
    ("Không được xây nhà cao hơn 12 mét.", "Chỉ được xây nhà tối đa 12 mét."),
    ("Phí quản lý không được vượt quá 5%.", "Phí quản lý bằng hoặc thấp hơn 5%."),
    ("Không hỗ trợ dưới 2 triệu đồng mỗi hộ.", "Hỗ trợ ít nhất 2 triệu đồng mỗi hộ."),
    ("Cấm đổ phế thải xuống sông.", "Không ai được đổ phế thải xuống sông."),
    ("Nghiêm cấm thả trâu bò trên đê.", "Không hộ nào được thả trâu bò trên đê."),
    ("Không khai thác cát khi chưa có giấy phép.", "Chỉ khai thác cát sau khi có giấy phép."),
    ("Người dân có quyền giám sát công trình.", "Người dân được quyền giám sát công trình."),
    ("Không nộp hồ sơ quá 30 ngày thì bị hủy.", "Quá 30 ngày không nộp hồ sơ thì bị hủy."),
]


@pytest.mark.parametrize(("parent", "child"), ALIKE)
def test_one_bound_in_two_wordings_is_no_change(parent: str, child: str) -> None:
    assert _told(parent, child) == []


CHANGED = [
    ("Tỷ lệ hộ nghèo còn dưới 2%.", "Tỷ lệ hộ nghèo cao hơn 2%.", "target weakened"),
    (
        "Mỗi hộ không được vay vượt 100 triệu đồng.",
        "Mỗi hộ chỉ được vay tối đa 150 triệu đồng.",
        "target weakened",
    ),
    (
        "Không cấp lại thẻ lần thứ hai.",
        "Được cấp lại thẻ không quá hai lần.",
        "target weakened",
    ),
    ("Chỉ thẩm định một lần.", "Chỉ thẩm định hai lần.", "target weakened"),
    (
        "Không kiểm tra cơ sở quá 01 lần/năm.",
        "Kiểm tra cơ sở không quá 02 lần/năm.",
        "frequency weakened",
    ),
    (
        "Không hỗ trợ dưới 2 triệu đồng mỗi hộ.",
        "Hỗ trợ ít nhất 1 triệu đồng mỗi hộ.",
        "target weakened",
    ),
    (
        "Không bắt người dân đi lại quá 02 lần.",
        "Bắt người dân đi lại quá 02 lần.",
        "negation changed",
    ),
    ("Cử 02 cán bộ trực.", "Chỉ cử 02 cán bộ trực.", "scope weakened"),
]


@pytest.mark.parametrize(("parent", "child", "told"), CHANGED)
def test_another_bound_is_told_once(parent: str, child: str, told: str) -> None:
    assert _told(parent, child) == [told]


@pytest.mark.parametrize(
    ("said", "bound"),
    [
        ("thấp hơn 5%", "below"),
        ("ít hơn 5%", "below"),
        ("chưa đầy 5%", "below"),
        ("không đến 5%", "below"),
        ("cao hơn 5%", "above"),
        ("vượt mức 5%", "above"),
        ("không thấp hơn 5%", "min"),
        ("không kém 5%", "min"),
        ("lớn hơn hoặc bằng 5%", "min"),
        ("không để dưới 5%", "min"),
        ("không cao hơn 5%", "max"),
        ("không được phép vượt 5%", "max"),
        ("tối đa ở mức 5%", "max"),
        ("5% là cùng", "max"),
        ("ngót 5%", "about"),
        ("thấp hơn 5% so với năm trước", "exact"),
    ],
)
def test_comparators_bound_a_number_with_or_without_a_negation(said: str, bound: str) -> None:
    (fact,) = find_facts(f"Tỷ lệ hao hụt {said}.")
    assert (fact.amount, fact.bound) == (5, bound)


@pytest.mark.parametrize(
    "text",
    [
        "Không thu phí đối với hộ có thu nhập dưới 2 triệu đồng.",
        "Cấm xe tải trên 5 tấn vào phố.",
        "Không cấp phép cho công trình cao hơn 12 mét.",
    ],
)
def test_a_negation_of_whom_or_what_stays_one(text: str) -> None:
    assert [fact.kind for fact in find_facts(text)] == ["negation", "scope"]
