"""Figures of a whole province are none of one of its communes: A09 tells which were kept."""

from __future__ import annotations

import pytest
from rule_cases import CHILD, PARENT

_PLACE = "- Ban hành kế hoạch thực hiện trước ngày 25/5/2026"
_OWN_PLACE = "2. Trạm Y tế\n"


@pytest.fixture
def kept(audited):
    """Return what tells the sentences about figures kept in a pair of tasks."""

    def tell(old, new):
        parent = PARENT.replace(_PLACE, f"- {old}\n{_PLACE}")
        child = CHILD.replace(_OWN_PLACE, f"- {new}\n{_OWN_PLACE}")
        found = audited(child, parent)
        return [
            f.message_en for f in found if f.code == "A09" and "whole territory" in f.message_en
        ]

    return tell


@pytest.mark.parametrize(
    ("old", "new", "figure"),
    [
        (
            "Toàn tỉnh trồng mới 1.200.000 cây phân tán ven sông.",
            "Toàn phường trồng mới 1.200.000 cây phân tán ven sông.",
            "1.200.000 cây",
        ),
        (
            "Huy động ít nhất 45.000 lượt người vớt rác trên địa bàn tỉnh.",
            "Huy động ít nhất 45.000 lượt người vớt rác trên địa bàn phường.",
            "45.000 lượt",
        ),
        (
            "Đến hết năm 2026, cả tỉnh nạo vét 350 km kênh tiêu.",
            "Đến hết năm 2026, nạo vét 350 km kênh tiêu.",
            "350 km kênh",
        ),
        (
            "Tổng kinh phí thực hiện Kế hoạch là 12,5 tỷ đồng từ ngân sách tỉnh.",
            "Tổng kinh phí thực hiện Kế hoạch là 12,5 tỷ đồng từ ngân sách phường.",
            "12,5 tỷ đồng",
        ),
    ],
)
def test_a_sum_of_the_whole_province_that_a_ward_keeps_is_told(kept, old, new, figure):
    (said,) = kept(old, new)
    assert f"“{figure}" in said
    assert "tỉnh Sông Lam" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # its own figure
        ("Toàn tỉnh trồng mới 1.200.000 cây.", "Toàn phường trồng mới 9.500 cây."),
        # the province's, said to be so
        ("Toàn tỉnh trồng mới 1.200.000 cây.", "Góp phần cùng toàn tỉnh trồng mới 1.200.000 cây."),
        # a share
        ("100% hộ ven sông toàn tỉnh có thùng rác.", "100% hộ ven sông toàn phường có thùng rác."),
        # what each of many does, and gets
        ("Mỗi phường trên địa bàn tỉnh lập 12 đội vớt rác.", "Phường lập 12 đội vớt rác."),
        (
            "Hỗ trợ 2.000.000 đồng/hộ di dời khỏi bờ sông trên địa bàn tỉnh.",
            "Hỗ trợ 2.000.000 đồng/hộ di dời khỏi bờ sông trên địa bàn phường.",
        ),
        (
            "Hỗ trợ 2.000.000 đồng cho mỗi hộ di dời khỏi bờ sông trên địa bàn tỉnh.",
            "Hỗ trợ 2.000.000 đồng cho mỗi hộ di dời khỏi bờ sông trên địa bàn phường.",
        ),
        # whom a rule is for
        (
            "Kiểm tra cơ sở nuôi từ 50 con lợn trở lên trên địa bàn tỉnh.",
            "Kiểm tra cơ sở nuôi từ 50 con lợn trở lên trên địa bàn phường.",
        ),
        # nothing says whose it is
        ("Phát 5.000 tờ rơi về rác thải.", "Phát 5.000 tờ rơi về rác thải."),
        # so few that a ward may have them
        ("Toàn tỉnh mở ít nhất 02 lớp bơi.", "Toàn phường mở ít nhất 02 lớp bơi."),
        # a rank among provinces, or places
        (
            "Chỉ số sẵn lòng đối thoại của tỉnh thuộc nhóm 15 tỉnh, thành phố đứng đầu cả nước.",
            "Chỉ số sẵn lòng đối thoại của phường thuộc nhóm 15 tỉnh, thành phố đứng đầu cả nước.",
        ),
        (
            "Kết quả trên địa bàn tỉnh đứng trong tốp 20 địa phương.",
            "Kết quả trên địa bàn phường đứng trong tốp 20 địa phương.",
        ),
    ],
)
def test_what_a_ward_may_say_of_itself_is_not_told(kept, old, new):
    assert kept(old, new) == []


def test_the_lead_in_says_whose_the_figures_below_it_are(kept):
    old = "Trong năm 2026, toàn tỉnh phấn đấu:\n+ Nạo vét 350 km kênh tiêu;"
    assert kept(old, "Trong năm 2026, toàn phường phấn đấu:\n+ Nạo vét 350 km kênh tiêu;")
    assert not kept(old, "Trong năm 2026, toàn phường phấn đấu:\n+ Nạo vét 4 km kênh tiêu;")
