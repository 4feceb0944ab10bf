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
