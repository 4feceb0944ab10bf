"""What a directive asks of wards and of communes apart, each child held to its own half."""

from __future__ import annotations

import pytest

from doclineage import compare_texts

PROVINCE, COMMUNE, WARD = "UBND tỉnh Hưng Giang", "UBND xã An Thịnh", "UBND phường Bến Tre Xanh"
TARGET = "Nước thải được xử lý đạt từ 70% trở lên đối với phường và từ 40% trở lên đối với xã."
PACE = "Rác được thu gom hằng ngày tại các phường và ít nhất 03 lần/tuần tại các xã."
FEE = "Các phường thu tiền theo khối lượng; các xã thu tiền theo hộ đến hết năm 2027."


def _told(parent: str, child: str, issuer: str) -> tuple[str, list[tuple[str, str]]]:
    link = compare_texts(parent, child, parent_issuer=PROVINCE, child_issuer=issuer)
    return link.relation, [(change.kind, change.effect) for change in link.fact_changes]


@pytest.mark.parametrize(
    ("parent", "child", "issuer"),
    [
        (TARGET, "Nước thải được xử lý đạt từ 40% trở lên.", COMMUNE),
        (TARGET, "Nước thải được xử lý đạt từ 70% trở lên.", WARD),
        (PACE, "Rác được thu gom ít nhất 03 lần/tuần.", COMMUNE),
        (PACE, "Rác được thu gom hằng ngày.", WARD),
        (FEE, "Thu tiền theo khối lượng.", WARD),
    ],
)
def test_the_half_of_the_other_kind_is_no_loss(parent: str, child: str, issuer: str) -> None:
    assert _told(parent, child, issuer) == ("localised", [])


@pytest.mark.parametrize(
    ("parent", "child", "issuer", "change"),
    [
        (TARGET, "Nước thải được xử lý đạt từ 40% trở lên.", WARD, ("target", "weakened")),
        (TARGET, "Nước thải được xử lý đạt từ 45% trở lên.", COMMUNE, ("target", "strengthened")),
        (PACE, "Rác được thu gom ít nhất 03 lần/tuần.", WARD, ("frequency", "weakened")),
    ],
)
def test_its_own_half_binds(parent: str, child: str, issuer: str, change: tuple[str, str]) -> None:
    assert _told(parent, child, issuer) == ("changed", [change])


@pytest.mark.parametrize("issuer", [COMMUNE, WARD, None])
def test_who_keeps_both_halves_keeps_the_text(issuer: str | None) -> None:
    assert compare_texts(TARGET, TARGET, child_issuer=issuer).relation == "identical"


def test_kinds_named_together_are_one_addressee() -> None:
    parent = "UBND các xã, phường báo cáo kết quả trước ngày 15/6/2027."
    assert _told(parent, "UBND xã báo cáo kết quả trước ngày 20/6/2027.", COMMUNE) == (
        "changed",
        [("deadline", "weakened")],
    )
