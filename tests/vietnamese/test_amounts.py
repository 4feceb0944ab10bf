"""Amounts however they are written: words, fractions, ranges, thousands; thresholds apart."""

import pytest

from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.number_words import with_digits


def amounts(text):
    return [
        (fact.normal, text[fact.span[0] : fact.span[1]])
        for fact in find_facts(text)
        if fact.kind in {"quantity", "target"} or fact.bound in {"min", "max", "above", "below"}
    ]


@pytest.mark.parametrize(
    ("text", "normal", "printed"),
    [
        ("Lập đội gồm mười lăm người.", "15", "mười lăm"),
        ("Cấp phát hai mươi tư máy bơm.", "24", "hai mươi tư"),
        ("Vận động năm mươi mốt hộ.", "51", "năm mươi mốt"),
        ("Trao một trăm linh năm suất quà.", "105", "một trăm linh năm"),
        ("Trồng ba nghìn hai trăm cây.", "3200", "ba nghìn hai trăm"),
        ("Hỗ trợ hai tỷ đồng.", "2000000000", "hai"),
        ("Hỗ trợ ba triệu rưỡi.", "3500000", "ba triệu rưỡi"),
        ("Hai phần ba số hộ có nước sạch.", "66.67%", "Hai phần ba"),
        ("2/3 số hộ có nước sạch.", "66.67%", "2/3"),
        ("Một nửa số thôn có loa.", "50%", "Một nửa"),
        ("Giảm năm mươi phần trăm số vụ.", "50%", "năm mươi phần trăm"),
        ("Giảm 50 phần trăm số vụ.", "50%", "50"),
        ("Chi 1 250 000 000 đồng.", "1250000000", "1 250 000 000"),
        ("Tuyển 20 - 25 giáo viên.", "20-25", "20 - 25"),
        ("Đạt từ 60 đến 70%.", "60-70%", "60 đến 70%"),
        ("Mở năm tuyến đường liên thôn.", "5", "năm"),
        ("Mỗi đội gồm 20 (hai mươi) chiến sĩ.", "20", "20"),
    ],
)
def test_an_amount_is_read_and_stands_where_it_is_printed(text, normal, printed):
    assert amounts(text) == [(normal, printed)]


@pytest.mark.parametrize(
    "text",
    [
        "Giúp hàng trăm hộ, vài nghìn người.",
        "Ba là, một mặt bảo đảm công khai, một phần giao cho thôn.",
        "Họp vào thứ hai tuần đầu của tháng mười.",
        "Trong năm học này, cuối năm tổ chức tổng kết.",
        "Kể từ năm có doanh thu đầu tiên.",
        "Đạt một tỷ lệ nhất định.",
        "Nửa năm báo cáo kết quả, nửa cuối năm tổng kết.",
        "Thực hiện trong một phần năm 2026.",
        "Tăng cường đầu tư, tư vấn, chín chắn.",
        "Nhiệm kỳ 2026 - 2031.",
        "Đặt dưới một tên chung.",
    ],
)
def test_words_that_count_nothing_are_no_amounts(text):
    assert amounts(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cho đỗ xe trên tuyến có vỉa hè từ 5 mét trở lên.", "scope"),
        ("Chỉ sắp xếp ở vỉa hè từ 5 mét.", "scope"),
        ("Người từ đủ 75 tuổi trở lên được trợ cấp.", "scope"),
        ("Miễn phí đối với cơ sở có dưới 10 lao động.", "scope"),
        ("Mỗi tổ có từ 05 thành viên trở lên.", "target"),
        ("Mở rộng đường đạt trên 7 mét.", "target"),
        ("Trồng rừng từ 50 ha trở lên.", "target"),
        ("Chừa lối đi tối thiểu 1,5 mét.", "target"),
        ("Có từ 95% trở lên hồ sơ đúng hạn.", "target"),
    ],
)
def test_whom_a_rule_binds_is_no_target(text, kind):
    assert [fact.kind for fact in find_facts(text) if fact.bound not in {None, "exact"}] == [kind]


def test_number_words_never_change_the_length():
    for text in ("hai tỷ đồng", "mười", "ba trăm nghìn hộ", "1 000 000 đồng", "một nửa số hộ"):
        assert len(with_digits(fold_case(text), text)) == len(text)
