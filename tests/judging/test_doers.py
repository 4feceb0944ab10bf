"""Who does a task, whom it reaches and how much it binds: what changed and what did not."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

CITY, WARD = "UBND thành phố Sông Trà", "UBND phường Bến Đò"

EXCHANGED = [
    (
        "Sở Y tế chủ trì, Sở Nội vụ phối hợp thẩm định.",
        "Sở Nội vụ chủ trì, Sở Y tế phối hợp thẩm định.",
    ),
    (
        "Thuế tỉnh chủ trì thu; Kho bạc Nhà nước tỉnh đối chiếu số liệu.",
        "Kho bạc Nhà nước tỉnh chủ trì thu; Thuế tỉnh đối chiếu số liệu.",
    ),
    (
        "Trạm Y tế chủ trì, Trường Tiểu học Sông Trà phối hợp khám mắt.",
        "Trường Tiểu học Sông Trà chủ trì, Trạm Y tế phối hợp khám mắt.",
    ),
    (
        "Đếm cột đèn | Phòng Kinh tế | Công an phường | 30/6/2026",
        "Đếm cột đèn | Công an phường | Phòng Kinh tế | 30/6/2026",
    ),
    ("Giao Kế toán trưởng kiểm tra chứng từ.", "Giao Văn thư kiểm tra chứng từ."),
    (
        "Giao Chủ tịch UBND phường tiếp công dân.",
        "Giao Phó Chủ tịch UBND phường tiếp công dân.",
    ),
    (
        "Trưởng phòng ký biên bản bàn giao tài sản.",
        "Phó trưởng phòng ký biên bản bàn giao tài sản.",
    ),
]


@pytest.mark.parametrize(("parent", "child"), EXCHANGED)
def test_another_doer_is_a_changed_agency(parent: str, child: str) -> None:
    link = compare_texts(parent, child, parent_issuer=WARD, child_issuer=WARD)
    assert [(fact.kind, fact.effect) for fact in link.fact_changes] == [("agency", "changed")]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Sở Y tế, Sở Nội vụ mở lớp tập huấn.", "Sở Nội vụ, Sở Y tế mở lớp tập huấn."),
        (
            "Sở Y tế tổ chức khám mắt; Sở Nội vụ xếp lịch làm việc.",
            "Sở Nội vụ xếp lịch làm việc; Sở Y tế tổ chức khám mắt.",
        ),
    ],
)
def test_order_of_a_list_or_of_clauses_says_nothing(parent: str, child: str) -> None:
    assert not compare_texts(parent, child).fact_changes


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Kiên quyết thu hồi đất bỏ hoang.", "Vận động thu hồi đất bỏ hoang."),
        (
            "Kết quả là tiêu chí bắt buộc khi xét thưởng.",
            "Kết quả là cơ sở tham khảo khi xét thưởng.",
        ),
        ("Yêu cầu các hộ ký cam kết giữ vệ sinh.", "Đề nghị các hộ ký cam kết giữ vệ sinh."),
        ("Yêu cầu các hộ ký cam kết giữ vệ sinh.", "Khuyến khích các hộ ký cam kết giữ vệ sinh."),
        ("Trưởng thôn trực tiếp chỉ đạo việc dọn kênh.", "Trưởng thôn chỉ đạo việc dọn kênh."),
    ],
)
def test_weaker_words_weaken(parent: str, child: str) -> None:
    facts = compare_texts(parent, child).fact_changes
    assert [(fact.kind, fact.effect) for fact in facts] == [("modality", "weakened")]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Nộp giấy tờ theo yêu cầu của đoàn kiểm tra.",
            "Nộp giấy tờ theo đề nghị của đoàn kiểm tra.",
        ),
        ("Tuyên truyền về phân loại rác.", "Tuyên truyền, vận động về phân loại rác."),
        ("Không được để rác qua đêm.", "Không để rác qua đêm."),
        ("Nghiêm cấm đốt rác ngoài đồng.", "Không được đốt rác ngoài đồng."),
        ("Cấp giấy mà không thu lệ phí.", "Cấp giấy mà miễn lệ phí."),
        ("Không để ai không được tiêm chủng.", "Bảo đảm mọi người đều được tiêm chủng."),
        ("Không ngừng nâng cao chất lượng.", "Liên tục nâng cao chất lượng."),
        ("Lập danh sách hộ nghèo, không bỏ sót hộ.", "Lập danh sách hộ nghèo, đầy đủ hộ."),
    ],
)
def test_the_same_said_otherwise_changes_no_fact(parent: str, child: str) -> None:
    link = compare_texts(parent, child)
    assert [fact for fact in link.fact_changes if fact.effect != "equal"] == []


@pytest.mark.parametrize(
    ("parent", "child", "kind", "effect"),
    [
        ("Không ngừng sửa chữa kênh mương.", "Ngừng sửa chữa kênh mương.", "negation", "changed"),
        ("Không thu phí gửi xe.", "Thu phí gửi xe.", "negation", "changed"),
        ("Thường xuyên đo mực nước.", "Đo mực nước khi cần thiết.", "frequency", "weakened"),
    ],
)
def test_negation_and_pace(parent: str, child: str, kind: str, effect: str) -> None:
    facts = compare_texts(parent, child).fact_changes
    assert [(fact.kind, fact.effect) for fact in facts] == [(kind, effect)]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("Tập huấn cho cán bộ, công chức, viên chức.", "Tập huấn cho cán bộ, công chức."),
        ("Đặt thùng rác tại các thôn, bản, tổ dân phố.", "Đặt thùng rác tại các thôn."),
        ("Sửa đường, điện, nước, trường học.", "Sửa đường, điện, trường học."),
        ("Tặng quà hộ nghèo, hộ cận nghèo.", "Tặng quà hộ nghèo."),
    ],
)
def test_a_member_cut_from_a_list_narrows_the_rule(parent: str, child: str) -> None:
    facts = compare_texts(parent, child, parent_issuer=CITY, child_issuer=WARD).fact_changes
    assert [(fact.kind, fact.effect) for fact in facts] == [("scope", "weakened")]


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("UBND các xã, phường lập tổ công tác.", "Phòng Văn hóa - Xã hội lập tổ công tác."),
        ("Đặt thùng rác tại các thôn, tổ dân phố.", "Đặt thùng rác tại các tổ dân phố."),
        ("Các xã, phường, đặc khu bố trí kinh phí.", "Phường bố trí kinh phí."),
    ],
)
def test_what_a_ward_has_not_is_not_cut(parent: str, child: str) -> None:
    link = compare_texts(parent, child, parent_issuer=CITY, child_issuer=WARD)
    assert link.relation == "localised"


@pytest.mark.parametrize(
    "child",
    [
        "UBND phường Sông Cái lập tổ công tác.",
        "UBND quận Bến Trúc lập tổ công tác.",
        "UBND Thành phố lập tổ công tác.",
        "UBND tỉnh Đông Giang lập tổ công tác.",
    ],
)
def test_bodies_that_are_not_the_childs_own_are_no_localisation(child: str) -> None:
    parent = "UBND các xã, phường lập tổ công tác."
    link = compare_texts(parent, child, parent_issuer=CITY, child_issuer=WARD)
    assert link.relation == "changed"
    assert {fact.kind for fact in link.fact_changes} == {"agency"}
