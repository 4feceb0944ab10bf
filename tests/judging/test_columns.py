"""A row's cells are compared by what the heads of their columns say, not by where they stand."""

from __future__ import annotations

import pytest

from doclineage import align_documents, read_document

FRAME = """ỦY BAN NHÂN DÂN
{place}
Số: {number}/KH-UBND
Sông Lam, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Phòng, chống đuối nước năm 2026

I. PHÂN CÔNG

{table}
"""
COLUMNS = ("Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm")
ROWS = (
    ("Cắm biển báo tại các hồ chứa", "Công an xã", "Trạm Y tế", "30/9/2026", "Sổ theo dõi"),
    ("Mở lớp dạy bơi cho học sinh", "Ban Chỉ huy Quân sự", "Công an xã", "Quý III/2026", "Lớp bơi"),
    ("Phát tin về đuối nước", "Trạm Y tế", "Phòng Văn hóa - Xã hội", "Thường xuyên", "Bản tin"),
)


def table(columns, rows):
    lines = [("TT", *columns), *((str(n), *row) for n, row in enumerate(rows, start=1))]
    said = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([said[0], "|---" * len(lines[0]) + "|", *said[1:]])


def with_cells(row, **cells):
    """Return the rows in which one has other cells, named by their column."""
    names = ("task", "lead", "support", "deadline", "product")
    new = [list(line) for line in ROWS]
    for name, text in cells.items():
        new[row][names.index(name)] = text
    return new


def in_order(rows, *order):
    return [[row[place] for place in order] for row in rows]


@pytest.fixture
def compared(tmp_path):
    def compare(columns, rows):
        documents = []
        for place, number, said in (
            ("TỈNH SÔNG LAM", 118, table(COLUMNS, ROWS)),
            ("XÃ KHE NGÀN", 31, table(columns, rows)),
        ):
            path = tmp_path / f"{number}.md"
            path.write_text(FRAME.format(place=place, number=number, table=said), "utf-8")
            documents.append(read_document(path))
        return *documents, align_documents(*documents)

    return compare


def changes(alignment):
    return [
        (change.kind, change.parent, change.child)
        for link in alignment.links
        for change in link.fact_changes
        if change.effect != "equal"
    ]


@pytest.mark.parametrize(
    "order", [(0, 2, 1, 3, 4), (0, 3, 1, 2, 4), (0, 4, 3, 2, 1), (1, 2, 0, 3, 4)]
)
def test_columns_in_another_order_change_nothing(compared, order):
    _, _, alignment = compared(in_order([COLUMNS], *order)[0], in_order(ROWS, *order))
    assert {link.relation for link in alignment.links} <= {"identical", "localised"}
    assert changes(alignment) == []


def test_columns_with_other_heads_and_one_more_change_nothing(compared):
    columns = ("Nội dung", "Đơn vị phối hợp", "Đơn vị thực hiện", "Tiến độ", "Kết quả", "Kinh phí")
    rows = [[*row, "20 triệu đồng"] for row in in_order(ROWS, 0, 2, 1, 3, 4)]
    _, _, alignment = compared(columns, rows)
    assert changes(alignment) == []


def test_owners_that_change_places_are_told_though_the_cells_look_the_same(compared):
    rows = with_cells(1, lead="Công an xã", support="Ban Chỉ huy Quân sự")
    order = (0, 2, 1, 3, 4)
    _, _, alignment = compared(in_order([COLUMNS], *order)[0], in_order(rows, *order))
    assert changes(alignment) == [("agency", "Ban Chỉ huy Quân sự", "Công an xã")]


def test_a_later_day_in_a_column_that_moved_is_told_once_where_it_stands(compared):
    order = (0, 3, 1, 2, 4)
    rows = in_order(with_cells(0, deadline="30/11/2026"), *order)
    _, child, alignment = compared(in_order([COLUMNS], *order)[0], rows)
    assert changes(alignment) == [("deadline", "30/9/2026", "30/11/2026")]
    edits = [edit for link in alignment.links for edit in link.edits if edit.kind == "fact"]
    for edit in edits:
        start, end = edit.child_span
        assert child.units[edit.child_unit].text[start:end] == edit.child_text
    assert any("11" in edit.child_text for edit in edits)
