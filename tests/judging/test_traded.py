"""Facts that changed places, lost a part, or gave way to something milder in one sentence."""

from __future__ import annotations

import pytest

from doclineage import compare_texts


def _facts(parent, child):
    return [(f.kind, f.effect) for f in compare_texts(parent, child).fact_changes]


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        # values and words that changed places
        (
            "Trực ban hằng ngày tại đập chính, hằng tuần tại đập phụ.",
            "Trực ban hằng tuần tại đập chính, hằng ngày tại đập phụ.",
            ("frequency", "weakened"),
        ),
        (
            "Chủ đầu tư phải nộp hồ sơ, có thể gửi mẫu kèm theo.",
            "Chủ đầu tư có thể nộp hồ sơ, phải gửi mẫu kèm theo.",
            ("modality", "weakened"),
        ),
        (
            "Gieo 30% diện tích trong tháng 2, 90% diện tích trong tháng 5/2027.",
            "Gieo 90% diện tích trong tháng 2, 30% diện tích trong tháng 5/2027.",
            ("target", "weakened"),
        ),
        (
            "Khách tham quan không được chụp ảnh, hướng dẫn viên được mang loa.",
            "Khách tham quan được chụp ảnh, hướng dẫn viên không được mang loa.",
            ("negation", "changed"),
        ),
        # bounds
        (
            "Mỗi xe chở không quá 12 em đến trường.",
            "Mỗi xe chở quá 12 em đến trường.",
            ("target", "weakened"),
        ),
        (
            "Độ ẩm thóc không cao hơn 14%.",
            "Độ ẩm thóc không thấp hơn 14%.",
            ("target", "weakened"),
        ),
        (
            "Gửi danh sách trước ngày 12/5/2027.",
            "Gửi danh sách vào khoảng ngày 12/5/2027.",
            ("deadline", "weakened"),
        ),
        ("Vận hành trạm từ năm 2028.", "Vận hành trạm từ năm 2030.", ("deadline", "weakened")),
        (
            "Trợ cấp 600.000 đồng/người/tháng cho công nhân vệ sinh.",
            "Trợ cấp 600.000 đồng/người cho công nhân vệ sinh.",
            ("quantity", "changed"),
        ),
        (
            "Sinh hoạt câu lạc bộ ít nhất 03 buổi mỗi học kỳ.",
            "Sinh hoạt câu lạc bộ ít nhất 03 buổi mỗi năm học.",
            ("frequency", "weakened"),
        ),
        # milder verbs and roles
        (
            "Cưỡng chế các lều quán dựng trái phép trên đê.",
            "Vận động các lều quán dựng trái phép trên đê.",
            ("modality", "weakened"),
        ),
        (
            "Học sinh hộ nghèo được miễn tiền ăn trưa.",
            "Học sinh hộ nghèo được giảm tiền ăn trưa.",
            ("modality", "weakened"),
        ),
        (
            "Phòng Kinh tế có trách nhiệm nghiệm thu công trình.",
            "Phòng Kinh tế có trách nhiệm tham gia nghiệm thu công trình.",
            ("agency", "weakened"),
        ),
        # lists and conditions
        (
            "Quán chỉ được mở lại khi có giấy phép và biên bản kiểm tra.",
            "Quán chỉ được mở lại khi có giấy phép hoặc biên bản kiểm tra.",
            ("scope", "weakened"),
        ),
        (
            "Tẩy giun cho trẻ tại các nhóm trẻ công lập và ngoài công lập trước hè.",
            "Trước hè, cho trẻ tại các nhóm trẻ công lập uống thuốc tẩy giun.",
            ("scope", "weakened"),
        ),
        (
            "Khám mắt cho học sinh lớp 1 và lớp 5.",
            "Khám mắt cho học sinh toàn trường.",
            ("scope", "strengthened"),
        ),
        (
            "Không cho xe tải vào chợ.",
            "Cho xe tải vào chợ.",
            ("negation", "changed"),
        ),
    ],
)
def test_what_is_of_something_else_now_is_told(parent, child, expected):
    assert expected in _facts(parent, child)


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        # the same, told from the other end
        (
            "Trực ban hằng ngày tại đập chính, hằng tuần tại đập phụ.",
            "Trực ban hằng tuần tại đập phụ, hằng ngày tại đập chính.",
        ),
        (
            "Mỗi năm hỗ trợ 40 triệu đồng/thôn để thu gom rác.",
            "Hỗ trợ 40 triệu đồng/thôn/năm để thu gom rác.",
        ),
        (
            "Không đốt rác và phế thải ngoài đồng.",
            "Không đốt rác hoặc phế thải ngoài đồng.",
        ),
        (
            "Không để khách đi quá 20 phút.",
            "Không được để khách đi quá 20 phút.",
        ),
        (
            "Phối hợp với Trạm Y tế khử khuẩn trường học.",
            "Phối hợp với Trạm Y tế tham gia khử khuẩn trường học.",
        ),
    ],
)
def test_the_same_said_otherwise_is_none(parent, child):
    assert [f for f in _facts(parent, child) if f[1] != "equal"] == []
