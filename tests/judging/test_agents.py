"""Who does a task by the grammar of the sentence, and steps that are done nowhere."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

PROVINCE, WARD = "UBND tỉnh Lam Giang", "UBND phường Bến Đá"


def judged(old: str, new: str):
    return compare_texts(old, new, parent_issuer=PROVINCE, child_issuer=WARD)


def told(old: str, new: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(c.kind, c.effect, c.parent, c.child) for c in judged(old, new).fact_changes]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "Chi phí di dời do chủ đầu tư chi trả.",
            "Chi phí di dời do hộ gia đình chi trả.",
            ("agency", "changed", "chủ đầu tư", "hộ gia đình"),
        ),
        (
            "Yêu cầu chủ lò mổ cam kết không dùng nước giếng.",
            "Yêu cầu thương lái cam kết không dùng nước giếng.",
            ("agency", "changed", "chủ lò mổ", "thương lái"),
        ),
        (
            "Sở Xây dựng chủ trì, phối hợp với Sở Công Thương kiểm tra 12 trạm trộn.",
            "Sở Xây dựng, Sở Công Thương kiểm tra 12 trạm trộn.",
            (
                "agency",
                "weakened",
                "Sở Xây dựng chủ trì, phối hợp với Sở Công Thương",
                "Sở Xây dựng, Sở Công Thương",
            ),
        ),
        (
            "Giao Phòng Kinh tế tham mưu UBND phường lập đề án chợ đêm; Công an phường phối hợp.",
            (
                "Công an phường được giao tham mưu để UBND phường lập đề án chợ đêm, có sự "
                "phối hợp của Phòng Kinh tế."
            ),
            ("agency", "changed", "Phòng Kinh tế", "Công an phường"),
        ),
    ],
)
def test_whoever_does_it_is_told(old, new, change):
    assert told(old, new) == [change]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Chi phí do người dân chi trả.", "Chi phí do bà con chi trả."),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo tổ chức uống vitamin A cho trẻ.",
            (
                "Việc cho trẻ uống vitamin A do Trạm Y tế phường phối hợp với Phòng Văn hóa - "
                "Xã hội tổ chức."
            ),
        ),
    ],
)
def test_the_same_in_other_words_is_no_change(old, new):
    assert told(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (
            "Hội đồng thẩm định nội dung sách địa phương, trình UBND tỉnh phê duyệt trước khi in.",
            "Nội dung sách địa phương được Hội đồng trình UBND tỉnh phê duyệt trước khi in.",
            "thẩm định nội dung sách địa phương",
        ),
        (
            (
                "Tổ công tác thu thập số liệu hộ thiếu nước, niêm yết danh sách hộ thiếu nước "
                "tại nhà văn hóa và lập hồ sơ gửi Phòng Kinh tế."
            ),
            (
                "Số liệu hộ thiếu nước do Tổ công tác thu thập; hồ sơ được lập rồi chuyển "
                "Phòng Kinh tế."
            ),
            "niêm yết danh sách hộ thiếu nước",
        ),
    ],
)
def test_a_step_of_a_kind_that_is_done_nowhere_is_lost(old, new, lost):
    link = judged(old, new)
    assert link.relation == "changed"
    assert any(lost in piece for piece in link.lost)


@pytest.mark.parametrize(
    ("old", "new", "effects"),
    [
        (
            "Phụ cấp được giữ ít nhất 02 năm.",
            "Phụ cấp được giữ tối thiểu 24 tháng.",
            [],
        ),
        (
            "Điểm tập kết đặt cách trường học không quá 300 m.",
            "Điểm tập kết phải nằm trong phạm vi 300 mét tính từ trường học.",
            [],
        ),
        (
            "Lãnh đạo đơn vị trực tại chốt ít nhất 03 ngày trong 01 tháng.",
            "Mỗi tháng, lãnh đạo đơn vị trực tại chốt tối thiểu 03 ngày.",
            [],
        ),
        (
            "Báo cáo số ca bệnh trước 16 giờ thứ Sáu hằng tuần.",
            "Số ca bệnh được báo cáo trước 16h00 ngày thứ Sáu hằng tuần.",
            [],
        ),
        (
            "Nghiêm cấm sử dụng kích điện đánh bắt trên sông.",
            "Ngư dân cần tránh dùng kích điện đánh bắt trên sông.",
            [("modality", "weakened")],
        ),
        (
            "Đình chỉ các cơ sở xả thải lén hoặc không có giấy phép.",
            "Đình chỉ các cơ sở xả thải lén và không có giấy phép.",
            [("scope", "weakened")],
        ),
        (
            "Xử lý trách nhiệm nếu để mất rừng do nguyên nhân chủ quan.",
            "Xử lý trách nhiệm nếu để mất rừng do nguyên nhân khách quan.",
            [("negation", "changed")],
        ),
        (
            "Ngân sách tỉnh chi 60% tiền giống, phần còn lại do hộ nuôi tự lo.",
            "Hộ nuôi tự lo 40% tiền giống, phần còn lại do ngân sách tỉnh chi.",
            [],
        ),
        (
            "Ngân sách tỉnh chi 60% tiền giống, phần còn lại do hộ nuôi tự lo.",
            "Ngân sách tỉnh chi 40% tiền giống, phần còn lại do hộ nuôi tự lo.",
            [("target", "weakened")],
        ),
        (
            "Không giải quyết hỗ trợ đối với ao nuôi chưa đăng ký.",
            "Chỉ xem xét hỗ trợ đối với ao nuôi đã được đăng ký.",
            [],
        ),
        (
            "Không cấp phép cho sà lan chở cát ban đêm.",
            "Không cấp phép cho sà lan trọng tải trên 200 tấn chở cát ban đêm.",
            [("scope", "weakened")],
        ),
        (
            "Hộ không di dời trong thời hạn 15 ngày kể từ ngày nhận thông báo thì bị cưỡng chế.",
            "Việc cưỡng chế được áp dụng khi quá 15 ngày từ lúc nhận thông báo mà hộ chưa di dời.",
            [],
        ),
        (
            "Cử y sĩ đến khám tận bản cho người già không tự đi lại được, mỗi tháng một lần.",
            "Với các cụ nằm liệt, mỗi quý một lần trạm cử người vào tận bản khám bệnh.",
            [("frequency", "weakened")],
        ),
        (
            "Định kỳ 6 tháng trước ngày 10/6 báo cáo số ca bệnh.",
            "Báo cáo số ca bệnh 6 tháng một lần trước ngày 10/6.",
            [],
        ),
        (
            "Người lao động được tư vấn học nghề.",
            "Người lao động được tư vấn, hỗ trợ học nghề.",
            [],
        ),
    ],
)
def test_amounts_bans_and_joints(old, new, effects):
    assert [(kind, effect) for kind, effect, _, _ in told(old, new)] == effects
