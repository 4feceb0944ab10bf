"""What a province does, keeps or is measured by binds no ward; what only mentions it may."""

from __future__ import annotations

import pytest
from test_duty import judged, unit

OWN = [
    "Nâng cấp phòng đo kiểm của Trung tâm Quan trắc nước tỉnh đạt chuẩn quốc gia.",
    "Thanh tra chuyên ngành cấp tỉnh thanh tra đột xuất các bến thủy lớn.",
    "Đoàn kiểm tra liên ngành cấp tỉnh kiểm tra đột xuất; xử lý nghiêm vi phạm.",
    "Trang bị 02 ca nô cho Phòng Cảnh sát đường thủy Công an tỉnh.",
    "Chi cục Thủy lợi tỉnh tuần tra các tuyến kè xung yếu.",
    "Quỹ Phòng, chống thiên tai tỉnh chi trả hỗ trợ trước ngày 30/11/2026.",
    "Tổ chức hội thi cứu hộ đuối nước cấp tỉnh.",
    "Duy trì vận hành Cổng dữ liệu của tỉnh.",
    "Số trẻ đuối nước dưới 3 trẻ/100.000 dân toàn tỉnh.",
    "Chỉ số hài lòng của tỉnh thuộc nhóm 15; không còn sở, ngành nào xếp loại yếu.",
]
MENTIONED = [
    "Tham gia đầy đủ các lớp tập huấn của Trung tâm Quan trắc nước tỉnh.",
    "Nâng cấp bến đò theo tiêu chí của tỉnh.",
    "Nâng cấp bến đò; kết nối dữ liệu với Trung tâm dữ liệu của tỉnh.",
    "Tham gia hội thi cứu hộ đuối nước cấp tỉnh.",
    "Tổ chức hội thi cấp tỉnh; vận động Nhân dân tham gia.",
    "Phối hợp với Chi cục Thủy lợi tỉnh cắm biển cảnh báo.",
    "Mua sắm áo phao cho các trường học của tỉnh.",
    "Tổ chức ra quân trên phạm vi toàn tỉnh vào ngày 15 hằng tháng.",
    "90% trẻ em toàn tỉnh biết bơi.",
    "Lắp 1.200 biển báo trên phạm vi toàn tỉnh.",
]


@pytest.mark.parametrize("text", OWN)
def test_what_is_the_provinces_own_binds_no_ward(text: str) -> None:
    assert judged(unit(text)) == "not-addressed"


@pytest.mark.parametrize("text", MENTIONED)
def test_what_a_ward_may_take_up_is_never_put_aside(text: str) -> None:
    assert judged(unit(text)) in {"required", "review"}
