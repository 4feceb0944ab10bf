"""A lower office in the stead of a higher one is told; a counterpart of the plan's level is not."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.offices import acting_offices, lowered
from doclineage.vietnamese.tables import load_table

LOWER = [
    ("Chủ tịch UBND các cấp trực tiếp làm Trưởng ban.", "Phó Chủ tịch UBND xã làm Trưởng ban."),
    ("Giám đốc Sở Y tế chỉ đạo lấy mẫu.", "Phó Giám đốc Sở Y tế chỉ đạo lấy mẫu."),
    ("Thủ trưởng cơ quan chịu trách nhiệm.", "Chuyên viên được giao chịu trách nhiệm."),
    ("Người đứng đầu chịu trách nhiệm.", "Cấp phó của người đứng đầu chịu trách nhiệm."),
    ("Chủ tịch UBND cấp xã ký cam kết.", "Trưởng phòng Kinh tế ký cam kết."),
    ("Giao Bí thư chi bộ theo dõi.", "Giao Phó Bí thư chi bộ theo dõi."),
    ("Rà soát; do Chủ tịch UBND xã quyết định.", "Rà soát; do Phó Chủ tịch UBND xã quyết định."),
    ("Hiệu trưởng ký sổ trực.", "Phó Hiệu trưởng ký sổ trực."),
    ("Chủ tịch UBND tỉnh tiếp dân.", "Phó Chủ tịch UBND xã tiếp dân."),
    ("Phó Chủ tịch UBND xã trực đêm.", "Công chức phụ trách trực đêm."),
]
SAME = [
    ("Giám đốc Sở Y tế chỉ đạo lấy mẫu.", "Trưởng phòng Văn hóa - Xã hội chỉ đạo lấy mẫu."),
    ("Giám đốc Sở Y tế chỉ đạo lấy mẫu.", "Phó Chủ tịch UBND xã chỉ đạo lấy mẫu."),
    ("Chủ tịch UBND tỉnh tiếp dân.", "Chủ tịch UBND xã tiếp dân."),
    ("Chủ tịch UBND tỉnh tiếp dân.", "Trưởng phòng Kinh tế tiếp dân."),
    ("Phó Giám đốc Sở Y tế ký.", "Giám đốc Sở Y tế ký."),
    ("Báo cáo Chủ tịch UBND tỉnh.", "Báo cáo Phó Chủ tịch UBND xã."),
    ("Thủ trưởng các cơ quan rà soát.", "Trưởng các phòng rà soát."),
    ("Chủ tịch UBND xã quyết định.", "Chủ tịch UBND xã quyết định; giao Phó Chủ tịch theo dõi."),
    ("Tập huấn cho công chức phụ trách.", "Tập huấn cho Phó Chủ tịch UBND xã."),
]


@pytest.mark.parametrize(("parent", "child"), LOWER)
def test_a_lower_office_is_told(parent: str, child: str) -> None:
    assert lowered(acting_offices(parent), acting_offices(child), "commune") is not None


@pytest.mark.parametrize(("parent", "child"), SAME)
def test_a_counterpart_is_not(parent: str, child: str) -> None:
    assert lowered(acting_offices(parent), acting_offices(child), "commune") is None


def test_every_office_has_a_known_rank() -> None:
    assert {row["rank"] for row in load_table("offices")} == {"chief", "head", "any", "staff"}
