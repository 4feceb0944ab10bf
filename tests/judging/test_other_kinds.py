"""A xã is held to what is said of the xã, a phường to what is said of the phường."""

from __future__ import annotations

import pytest

from doclineage.judging import judge_pair
from doclineage.judging.localisation import Setting
from doclineage.judging.localisation.commune_kinds import for_other_kinds

PROVINCE, XA, PHUONG = (
    f"Ủy ban nhân dân {name}" for name in ("tỉnh Sông Lam", "xã Vực Tròn", "phường Bãi Trầm")
)
TARGET = "Tỷ lệ hộ dùng nước sạch đạt từ 90% trở lên đối với phường và từ 60% trở lên đối với xã."
PACE = "Các phường xả rửa đường ống mỗi tuần; các xã xả rửa đường ống mỗi tháng; ghi sổ đầy đủ."


def told(parent, child, issuer):
    link = judge_pair(parent, child, parent_issuer=PROVINCE, child_issuer=issuer)
    changes = {(c.parent, c.child, c.effect) for c in link.fact_changes if c.effect != "equal"}
    return changes, link.lost


@pytest.mark.parametrize(
    ("child", "issuer", "changes"),
    [
        ("Tỷ lệ hộ dùng nước sạch đạt từ 60% trở lên.", XA, set()),
        (
            "Tỷ lệ hộ dùng nước sạch đạt từ 60% trở lên.",
            PHUONG,
            {("từ 90% trở lên", "từ 60% trở lên", "weakened")},
        ),
        ("Tỷ lệ hộ dùng nước sạch đạt từ 90% trở lên.", PHUONG, set()),
    ],
)
def test_the_target_of_the_own_kind_is_the_one_that_binds(child, issuer, changes):
    assert told(TARGET, child, issuer) == (changes, ())


@pytest.mark.parametrize(("issuer", "lost"), [(XA, False), (PHUONG, True)])
def test_what_the_other_kind_does_is_not_lost(issuer, lost):
    child = "Xã xả rửa đường ống mỗi tháng; ghi sổ đầy đủ."
    assert bool(told(PACE, child, issuer)[1]) == lost


@pytest.mark.parametrize(
    "text",
    [
        "Các xã, phường lập danh sách hộ chưa có nước sạch.",
        "Các phường xả rửa đường ống mỗi tuần.",
        "Phường Bãi Trầm giao nước cho xã Vực Tròn hai lần mỗi tuần.",
    ],
)
def test_where_kinds_are_not_told_apart_all_is_said_of_the_child(text):
    setting = Setting(child_level="commune", child_territory="xã vực tròn")
    assert for_other_kinds(text, "", setting) == []
