"""Words of duty that are none in their place."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.facts import find_facts


@pytest.mark.parametrize(
    ("text", "advises"),
    [
        ("Các hộ ven sông nên mua áo phao cho trẻ.", True),
        ("Trường học nên tổ chức dạy bơi vào buổi chiều.", True),
        ("Xã đã có hai bể bơi nên chỉ mua thêm máy lọc nước.", False),
        ("Do bến đò đang sửa nên khách đi đường bộ.", False),
    ],
)
def test_what_follows_from_something_is_no_advice(text, advises):
    found = [fact for fact in find_facts(text) if fact.kind == "modality"]
    assert bool(found) is advises


@pytest.mark.parametrize(
    "text",
    [
        "tạm dừng khi thấy cần thiết",
        "học tập đức tính cần cù, chuyên cần; kiểm tra cần trục, cần cẩu tháp",
        "cơ sở bị đình chỉ hoạt động; khoanh vùng di chỉ",
        "phong trào trở nên sâu rộng, tạo nên khí thế thi đua",
        "quyền ưu đãi, miễn trừ; thu gom vỏ bao thuốc trừ cỏ",
        "mua gạch không nung xây tường rào",
        "quản lý quân nhân dự bị động viên; sửa mặt sân vận động",
        "cắm biển cấm tại ngã ba có lối rẽ phải; chống vận chuyển hàng cấm",
    ],
)
def test_a_word_within_another_binds_nobody(text):
    assert not [fact for fact in find_facts(text) if fact.kind in {"modality", "negation", "scope"}]
