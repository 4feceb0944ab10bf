"""Deadlines, frequencies and amounts: what changed, which way, and what only reads otherwise."""

import pytest

from doclineage import compare_texts


def _changes(parent, child):
    link = compare_texts(parent, child)
    return [(c.kind, c.effect) for c in link.fact_changes if c.effect != "equal"]


@pytest.mark.parametrize(
    ("parent", "child", "kind", "effect"),
    [
        (
            "Giảm số vụ cháy rừng, không quá 04 vụ cháy lớn.",
            "Giảm số vụ cháy rừng, không để xảy ra vụ cháy lớn.",
            "target",
            "strengthened",
        ),
        (
            "Nếu mất điện quá 02 giờ thì báo lãnh đạo trực.",
            "Nếu mất điện quá 05 giờ thì báo lãnh đạo trực.",
            "scope",
            "weakened",
        ),
        (
            "Trường hợp mưa trên 100 mm, trạm bơm vận hành ngay.",
            "Trường hợp mưa trên 60 mm, trạm bơm vận hành ngay.",
            "scope",
            "strengthened",
        ),
        (
            "Rà soát xong vào đầu tháng 5/2026.",
            "Rà soát xong vào cuối tháng 5/2026.",
            "deadline",
            "weakened",
        ),
        (
            "Gửi số liệu giữa tháng 5 về xã.",
            "Gửi số liệu đầu tháng 5 về xã.",
            "deadline",
            "strengthened",
        ),
        (
            "Xong trong nửa đầu tháng 8/2026.",
            "Xong trong nửa cuối tháng 8/2026.",
            "deadline",
            "weakened",
        ),
        (
            "Quét dọn vào sáng thứ Bảy hằng tuần.",
            "Quét dọn vào sáng thứ Sáu hằng tuần.",
            "deadline",
            "changed",
        ),
        (
            "Gửi số liệu trước thứ Hai hằng tuần.",
            "Gửi số liệu trước thứ Sáu hằng tuần.",
            "deadline",
            "weakened",
        ),
        (
            "Hỗ trợ 300.000 đồng/tháng cho mỗi em.",
            "Hỗ trợ 300.000 đồng/năm cho mỗi em.",
            "quantity",
            "weakened",
        ),
        ("Hỗ trợ mỗi hộ 300.000 đồng.", "Hỗ trợ mỗi người 300.000 đồng.", "quantity", "changed"),
        (
            "Chi không quá 20.000 đồng/năm.",
            "Chi không quá 20.000 đồng/tháng.",
            "target",
            "weakened",
        ),
        (
            "Cử người trực 24/24 giờ khi có lũ.",
            "Cử người trực trong giờ hành chính khi có lũ.",
            "frequency",
            "weakened",
        ),
        ("Tặng quà trước Tết Nguyên đán.", "Tặng quà sau Tết Nguyên đán.", "deadline", "weakened"),
        (
            "Trình trước kỳ họp tháng 7 của HĐND.",
            "Trình trước kỳ họp tháng 12 của HĐND.",
            "deadline",
            "weakened",
        ),
        ("Trồng ít nhất 05 ha rừng.", "Trồng ít nhất 05 sào rừng.", "target", "weakened"),
        (
            "Mỗi năm trồng 500 cây xanh.",
            "Đến năm 2030 trồng 500 cây xanh.",
            "frequency",
            "weakened",
        ),
        (
            "Hằng tháng báo cáo trước ngày 20.",
            "Hằng tháng báo cáo trước ngày 25.",
            "deadline",
            "weakened",
        ),
        (
            "Họp ngày 05 tháng đầu mỗi quý.",
            "Họp ngày 05 tháng cuối mỗi quý.",
            "deadline",
            "weakened",
        ),
        (
            "Lập danh sách | Tổ 1 | Tháng 6",
            "Lập danh sách | Tổ 1 | Tháng 9",
            "deadline",
            "weakened",
        ),
        ("Lập danh sách | Tổ 1 | 2026", "Lập danh sách | Tổ 1 | 2027", "deadline", "weakened"),
        ("15/6", "30/6", "deadline", "weakened"),
        ("Quý II", "Trong năm", "deadline", "weakened"),
        ("Báo cáo trước 30/6 về xã.", "Báo cáo trước 15/7 về xã.", "deadline", "weakened"),
        (
            "Báo cáo trước ngày 30/6 về xã.",
            "Báo cáo trước ngày 15/7/2026 về xã.",
            "deadline",
            "weakened",
        ),
        ("đại biểu nhiệm kỳ 2026 - 2031", "đại biểu nhiệm kỳ 2021 - 2026", "deadline", "changed"),
        ("đề án giai đoạn 2026 - 2030", "đề án giai đoạn 2026 - 2035", "deadline", "weakened"),
        ("Không được hẹn lại quá 01 lần.", "Không được hẹn lại quá 02 lần.", "target", "weakened"),
        (
            "Gửi tin trước 10 giờ hằng ngày.",
            "Gửi tin trước 16 giờ hằng ngày.",
            "deadline",
            "weakened",
        ),
        (
            "Niêm yết chậm nhất 20 ngày trước ngày bầu cử.",
            "Niêm yết chậm nhất 10 ngày trước ngày bầu cử.",
            "deadline",
            "weakened",
        ),
        (
            "Báo cáo trước 15/6 và 15/12 hằng năm.",
            "Báo cáo trước 15/6 và 20/12 hằng năm.",
            "deadline",
            "weakened",
        ),
        ("Diễn tập ít nhất 02 lần/năm.", "Diễn tập 02 lần/năm.", "frequency", "weakened"),
        ("Ra quân trong tháng 5 và tháng 6.", "Ra quân trong tháng 5.", "deadline", "missing"),
        ("Lập danh sách | 6/2026", "Lập danh sách | 9/2026", "deadline", "weakened"),
        ("Lập danh sách | Tháng 5 - 6", "Lập danh sách | Tháng 8 - 9", "deadline", "weakened"),
        ("Vi phạm khoản 1, 3 và 4 này.", "Vi phạm khoản 1, 2 và 4 này.", "reference", "changed"),
        ("Có ít nhất hai phần ba ủy viên dự.", "Có quá nửa ủy viên dự.", "target", "weakened"),
        (
            "Trả kết quả không quá 03 ngày làm việc.",
            "Trả kết quả không dưới 03 ngày làm việc.",
            "deadline",
            "changed",
        ),
    ],
)
def test_a_change_is_told_with_its_direction(parent, child, kind, effect):
    assert _changes(parent, child) == [(kind, effect)]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Xong trong quý II/2026.", "Xong đến hết tháng 6 năm 2026."),
        ("Xong trong quý III năm 2026.", "Xong trước ngày 01/10/2026."),
        ("Kiểm tra chợ hằng tháng.", "Kiểm tra chợ 01 lần/tháng."),
        ("Tiếp dân mỗi tháng hai lần.", "Tiếp dân 02 lần/tháng."),
        ("Tiếp dân ít nhất 02 lần trong năm.", "Tiếp dân mỗi năm không dưới hai lần."),
        ("Tiếp dân ít nhất mỗi tháng hai lần.", "Tiếp dân tối thiểu 02 lần/tháng."),
        ("Tiếp dân mỗi tháng.", "Tiếp dân tối thiểu 01 lần/tháng."),
        ("Báo cáo trước ngày 30/6/2026.", "Báo cáo trước ngày 30 tháng 6."),
        ("Ra quân từ ngày 01/4/2026 đến ngày 31/5/2026.", "Ra quân từ 01/4 đến 31/5/2026."),
        ("Có 50% số hộ tham gia.", "Có một nửa số hộ tham gia."),
        ("Đối với 100% cơ sở kinh doanh.", "Đối với toàn bộ cơ sở kinh doanh."),
        ("Bố trí 01 tỷ đồng.", "Bố trí 1.000 triệu đồng."),
        ("Trồng ít nhất 1 ha rừng.", "Trồng ít nhất 10.000 m2 rừng."),
        ("Hỗ trợ 100.000 đồng/tháng.", "Hỗ trợ 1.200.000 đồng/năm."),
        ("Hỗ trợ 100.000 đồng/tháng.", "Hỗ trợ 100.000 đồng mỗi tháng."),
        ("Trả lời trong 05 ngày làm việc.", "Trả lời không quá 05 ngày làm việc kể từ ngày nhận."),
        ("Gửi tin trước 16 giờ 30 phút hằng ngày.", "Gửi tin trước 16h30 hằng ngày."),
        ("Gọi số 0912 345 678 khi cần.", "Gọi số 0912.345.678 khi cần."),
        ("Theo phương châm 4 tại chỗ.", "Theo phương châm bốn tại chỗ."),
        ("Xong trong năm 2026, gửi về xã.", "Xong trong năm 2O26, gửi về xã."),
        ("Giảm ít nhất 15% số vụ việc.", "Giảm ít nhất l5% số vụ việc."),
        ("Hoàn thành trong năm 2026.", "Hoàn thành trong năm 2O26."),
        (
            "Hồ sơ quá hạn không được hẹn lại quá 01 lần; từ 95% trở lên đúng hạn.",
            "Từ 95% trở lên đúng hạn; hồ sơ quá hạn không được hẹn lại quá 01 lần.",
        ),
        ("Chờ không quá 15 phút mỗi lượt.", "Chờ không quá 15 phut mỗi lượt."),
    ],
)
def test_the_same_said_otherwise_is_no_change(parent, child):
    assert _changes(parent, child) == []


@pytest.mark.parametrize(
    ("parent", "child", "effect"),
    [
        ("Gọi số 0912345678 khi cần.", "Gọi số 0912345679 khi cần.", "changed"),
        ("Bố trí 1.234.567.000 đồng.", "Bố trí 1.234.568.000 đồng.", "strengthened"),
    ],
)
def test_the_last_figure_of_a_long_number_counts(parent, child, effect):
    assert _changes(parent, child) == [("quantity", effect)]


def test_numbers_that_change_places_are_no_equal_numbers():
    changes = _changes("Khen 01 tập thể, 02 cá nhân.", "Khen 02 tập thể, 01 cá nhân.")
    assert changes == [("quantity", "strengthened"), ("quantity", "weakened")]


def test_a_list_whose_bound_is_dropped_is_told_once():
    parent = "Có ít nhất 90% hồ sơ của tỉnh và 80% hồ sơ của xã nộp qua mạng."
    assert _changes(parent, parent.replace("ít nhất ", "")) == [("target", "weakened")]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Dọn kênh trong mùa khô, giữ nước.", "Dọn kênh, giữ nước."),
        ("Dọn kênh, giữ nước.", "Dọn kênh trong năm học, giữ nước."),
        ("Kết nạp 10 đoàn viên.", "Kết nạp 10 đoàn viên nhiệm kỳ 2022 - 2027."),
    ],
)
def test_a_setting_left_unsaid_takes_no_deadline_away(parent, child):
    assert _changes(parent, child) == []


@pytest.mark.parametrize(
    ("old", "new", "effects"),
    [
        ("chậm nhất ngày 30/6/2027", "sau ngày 30/6/2027", ["weakened"]),
        ("trước ngày 30/6/2027", "không sớm hơn ngày 30/6/2027", ["weakened"]),
        ("sau ngày 30/6/2027", "trước ngày 30/6/2027", ["strengthened"]),
        ("sau ngày 30/6/2027", "sau ngày 30/6/2027", []),
        ("sau 05 ngày làm việc", "sau 05 ngày làm việc", []),
    ],
)
def test_after_a_day_is_no_longer_by_it(old, new, effects):
    frame = "Tổ thủy nông nộp sổ theo dõi mực nước {} cho thủ kho của hợp tác xã."
    link = compare_texts(frame.format(old), frame.format(new))
    assert [change.effect for change in link.fact_changes] == effects


def test_a_day_that_is_gone_is_answered_by_no_list_of_months():
    parent = (
        "Tổng hợp, báo cáo UBND tỉnh trước ngày 12/12/2026. "
        "Trước ngày 20 các tháng 4, 5 và 6, báo cáo kết quả tháng về Sở Nội vụ."
    )
    child = "Tham mưu UBND xã báo cáo Sở Nội vụ: báo cáo tháng trước ngày 20 các tháng 4, 5 và 6."
    assert ("deadline", "missing") in _changes(parent, child)
    assert ("deadline", "weakened") not in _changes(parent, child)
