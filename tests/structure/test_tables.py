"""Which text of a row plays which role."""

from __future__ import annotations

from cases import document_of

HEAD = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm | Ghi chú |"
ROLES = ["task", "lead", "support", "deadline", "product", "note"]


def rows(text: str) -> list[dict[str, str]]:
    return [unit.cells for unit in document_of(text).units if unit.kind == "row"]


def test_roles_by_the_names_of_the_columns() -> None:
    found = rows(f"{HEAD}\n| 1 | lập sổ | An | Bình | quý II | sổ | gấp |")
    assert found == [dict(zip(ROLES, ["lập sổ", "An", "Bình", "quý II", "sổ", "gấp"], strict=True))]


def test_ditto_stands_for_what_is_above() -> None:
    found = rows(
        '| TT | Nhiệm vụ | Chủ trì |\n| 1 | lập sổ | An |\n| 2 | đo nước | -nt- |\n| 3 | vẽ | " |'
    )
    assert [row["lead"] for row in found] == ["An", "An", "An"]


def test_ditto_stands_for_what_is_above_across_a_group() -> None:
    found = rows(
        "| TT | Nhiệm vụ | Chủ trì |\n| 1 | lập sổ | An |\n| II | NHÓM <2> |\n| 2 | vẽ | nt |"
    )
    assert [row["lead"] for row in found] == ["An", "An"]


def test_a_cell_merged_downward_holds_for_all_its_rows() -> None:
    found = rows("| TT | Nhiệm vụ | Chủ trì |\n| 1 | lập sổ | An |\n| 2 | đo nước | ^ |")
    assert [row["lead"] for row in found] == ["An", "An"]


def test_a_merged_head_names_its_columns_in_a_second_row() -> None:
    found = rows(
        "| TT | Nhiệm vụ | Cơ quan thực hiện <2> |\n| ^ | ^ | Chủ trì | Phối hợp |\n"
        "| 1 | lập sổ | An | Bình |"
    )
    assert found == [{"task": "lập sổ", "lead": "An", "support": "Bình"}]


def test_columns_in_another_order_and_without_numbers() -> None:
    found = rows("| Tiến độ | Đơn vị thực hiện | Nội dung công việc |\n| quý II | An | lập sổ |")
    assert found == [{"deadline": "quý II", "lead": "An", "task": "lập sổ"}]


def test_a_row_cut_by_a_page_is_one_row_from_its_first_page() -> None:
    document = document_of(
        "| TT | Nhiệm vụ | Chủ trì |\n| 1 | lập danh sách và | An |\n%%\n"
        "| TT | Nhiệm vụ | Chủ trì |\n|  | báo cáo |  |\n| 2 | vẽ | Bình |"
    )
    found = [unit for unit in document.units if unit.kind == "row"]
    assert [unit.cells["task"] for unit in found] == ["lập danh sách và báo cáo", "vẽ"]
    assert [unit.page for unit in found] == [1, 2]


def test_a_column_with_an_unknown_head_is_kept_as_other() -> None:
    document = document_of(
        "1. Phân công\n\n| TT | Nhiệm vụ | Nguồn lực | Hoàn thành |\n"
        "| 1 | Nạo vét | 5 máy xúc | Quý II |"
    )
    assert document.units[-1].cells == {
        "task": "Nạo vét",
        "other": "5 máy xúc",
        "deadline": "Quý II",
    }
