"""Houses of a trade, which are no bodies and no level: "các cơ sở y tế"."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.agencies import find_mentions


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Kiểm tra các cơ sở y tế, cơ sở giáo dục trên sông", []),
        ("Phạt cơ sở kinh doanh karaoke mở quá giờ", []),
        ("Giữ vững an ninh ở cơ sở", ["cơ sở"]),
        ("Gửi Sở Y tế trước giờ Ngọ", ["Sở Y tế"]),
    ],
)
def test_a_house_of_a_trade_is_neither_department_nor_level(text, named):
    assert [mention.text for mention in find_mentions(text)] == named
