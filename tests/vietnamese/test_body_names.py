"""Where a body's name ends: at its committee, its territory, before what it does."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.agencies import find_mentions


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ban Tổ chức Tỉnh ủy xây dựng đề án", ["Ban Tổ chức Tỉnh ủy"]),
        ("Ban Tổ chức Thành ủy xây dựng đề án", ["Ban Tổ chức Thành ủy"]),
        ("Chủ tịch UBND tỉnh ủy quyền cho Sở Y tế", ["Chủ tịch UBND tỉnh", "Sở Y tế"]),
    ],
)
def test_a_name_ends_where_it_should(text, named):
    assert [mention.text for mention in find_mentions(text)] == named
