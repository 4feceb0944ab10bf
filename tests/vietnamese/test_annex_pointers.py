"""Sentences that only point to an annex, and those that give out a task beside it."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.annex_pointers import only_points


@pytest.mark.parametrize(
    "text",
    [
        "Chi tiết tại Phụ lục kèm theo.",
        "(Nội dung cụ thể tại các Phụ lục I, II, III ban hành kèm theo Chương trình này)",
        "Tiến độ, kinh phí thực hiện theo danh mục đính kèm.",
        "Các sở, ngành thực hiện nhiệm vụ được phân công tại Phụ lục 2 của Quyết định này.",
        "Đề cương báo cáo theo Phụ lục IV.",
    ],
)
def test_a_pointer_gives_out_no_task(text: str) -> None:
    assert only_points(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thống kê đàn gia súc theo Phụ lục II kèm theo, gửi trước ngày 20/9/2026.",
        "Gửi báo cáo theo mẫu tại Phụ lục kèm theo.",
        "Bổ sung 03 trạm bơm vào danh mục đính kèm.",
        "Thực hiện theo bảng giá đất hiện hành.",
        "Phụ lục II",
        "Thực hiện các nhiệm vụ tại Mục II Kế hoạch này.",
    ],
)
def test_what_says_more_is_a_task(text: str) -> None:
    assert not only_points(text)
