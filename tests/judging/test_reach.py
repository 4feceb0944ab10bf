"""Whom or what a rule reaches: a member cut from a list, a word of which of them put in or gone."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

TOLD = [
    (
        "Phòng các bệnh lở mồm, tai xanh, tụ huyết trùng và cúm A tại chợ; cấp tờ rơi đến hộ.",
        "Phòng các bệnh lở mồm, tai xanh và tụ huyết trùng tại chợ; cấp tờ rơi tới hộ.",
        "scope weakened",
    ),
    (
        "Kiểm định kỹ thuật đối với các loại thang cuốn, cần cẩu, nồi hơi và bình khí nén; lập sổ.",
        "Kiểm định kỹ thuật đối với các loại thang cuốn, nồi hơi và bình khí nén; mở sổ.",
        "scope weakened",
    ),
    (
        "Cấp thẻ thư viện cho người học hệ chính quy và không chính quy trước khi vào học kỳ mới.",
        "Cấp thẻ thư viện cho người học hệ chính quy trước ngày vào học kỳ mới.",
        "scope weakened",
    ),
    (
        "Tặng xe đạp cho học sinh lớp 6 ở xa trường; lập danh sách công khai.",
        "Tặng xe đạp cho học sinh lớp 6 ở xa trường thuộc hộ cận nghèo; lập danh sách công khai.",
        "scope weakened",
    ),
    (
        "Cho vay vốn mua máy cấy đối với nông dân thuộc diện tái định cư; thu nợ theo vụ.",
        "Cho vay vốn mua máy cấy đối với nông dân; thu nợ theo vụ.",
        "scope strengthened",
    ),
    (
        "Khám sức khỏe miễn phí cho công nhân nữ trong khu công nghiệp.",
        "Khám sức khỏe miễn phí cho tất cả công nhân trong khu công nghiệp.",
        "scope strengthened",
    ),
    (
        "Khám sức khỏe miễn phí cho toàn bộ công nhân trong khu công nghiệp.",
        "Khám sức khỏe miễn phí cho công nhân nữ trong khu công nghiệp.",
        "scope weakened",
    ),
]


def _told(parent: str, child: str) -> list[str]:
    link = compare_texts(parent, child)
    return [f"{f.kind} {f.effect}" for f in link.fact_changes if f.effect != "equal"]


@pytest.mark.parametrize(("parent", "child", "told"), TOLD)
def test_whom_or_what_a_rule_reaches_is_told(parent: str, child: str, told: str) -> None:
    assert _told(parent, child) == [told]


HARMLESS = [
    (
        "Các trường mầm non, trung học cơ sở ký cam kết với cha mẹ học sinh, nộp về xã.",
        "Các trường mầm non, THCS ký cam kết với cha mẹ học sinh, gửi về xã.",
    ),
    (
        "Tập huấn cho cán bộ chi hội, tổ dân phố, hoàn thành trước ngày 12/9/2026; xã chủ trì.",
        "Xã tập huấn cho cán bộ chi hội, tổ dân phố trước ngày 12/9/2026.",
    ),
    (
        "Dạy bơi cho thiếu nhi từ 7 đến dưới 15 tuổi ở các xóm ven hồ.",
        "Dạy bơi cho thiếu nhi từ 7 tuổi đến dưới 15 tuổi ở các xóm ven hồ.",
    ),
    (
        "Rà soát cống, rãnh có nguy cơ ngập.",
        "Rà soát cống, rãnh có thể bị ngập.",
    ),
    (
        "Công an xã kiểm tra các bến đò, xử lý vi phạm.",
        "Công an xã xem xét các bến đò, xử lý vi phạm.",
    ),
    (
        "Kiểm định các loại thang cuốn, cần cẩu, nồi hơi và bình khí nén trong quý III.",
        "Trong quý III, kiểm định các loại nồi hơi, bình khí nén, cần cẩu và thang cuốn.",
    ),
    (
        "Triển khai đồng bộ, kịp thời và hiệu quả việc thu gom pin cũ trong các khu chung cư.",
        "Triển khai đồng bộ và kịp thời việc thu gom pin cũ trong các khu chung cư.",
    ),
    (
        "Khám sức khỏe miễn phí cho công nhân nữ trong khu công nghiệp.",
        "Công nhân nữ trong khu công nghiệp được khám sức khỏe không mất tiền.",
    ),
    (
        "Tặng xe đạp cho học sinh thuộc hộ cận nghèo ở xa trường.",
        "Học sinh ở xa trường thuộc hộ cận nghèo được tặng xe đạp.",
    ),
]


@pytest.mark.parametrize(("parent", "child"), HARMLESS)
def test_a_list_in_another_order_reaches_as_many(parent: str, child: str) -> None:
    assert [fact for fact in _told(parent, child) if fact.startswith("scope")] == []
