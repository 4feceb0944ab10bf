"""Tasks that an annex says again: small texts of our own."""

from __future__ import annotations

from doclineage import align_documents
from doclineage.model import Document, Letterhead, Source, Unit

TASKS = (
    "Tu sửa cống dưới đê bị rò rỉ, thay cửa van cũ và nạo vét bùn, xong trước ngày 20/4/2027.",
    "Dựng cột đèn trên đường ven kênh, mỗi cột cách nhau ba mươi mét, bàn giao cho các xóm.",
    "Mở lớp dạy bơi cho học sinh tiểu học vào kỳ nghỉ hè, mỗi lớp hai người hướng dẫn.",
)
ROWS = (
    "Tu sửa cống dưới đê bị rò rỉ | Phòng Kinh tế | Trước ngày 20/4/2027",
    "Dựng cột đèn trên đường ven kênh | Phòng Kinh tế | Quý III/2027",
    "Mở lớp dạy bơi cho học sinh tiểu học | Trường Tiểu học | Tháng 6/2027",
)


def document(tasks, rows):
    """Return tasks under a heading, then the rows of an annex."""

    def unit(path, text, parent, kind, zone):
        cells = {"task": text.split(" | ")[0]} if kind == "row" else {}
        return Unit(
            path=path, zone=zone, kind=kind, marker=None, text=text, parent=parent, cells=cells
        )

    units = [unit("I", "NHIỆM VỤ", -1, "heading", "body")]
    units += [unit(f"I/b{i}", text, 0, "bullet", "body") for i, text in enumerate(tasks, 1)]
    if rows:
        top = len(units)
        units.append(unit("PL1", "PHỤ LỤC PHÂN CÔNG", -1, "heading", "annex"))
        units += [unit(f"PL1/r{i}", text, top, "row", "annex") for i, text in enumerate(rows, 1)]
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=tuple(units))


def omitted(parent, child):
    """Return the paths of what is left out, headings apart."""
    links = align_documents(parent, child).links
    return [
        parent.units[link.parents[0]].path
        for link in links
        if not link.children and parent.units[link.parents[0]].kind != "heading"
    ]


def test_plan_without_an_annex_carries_its_rows_by_the_tasks():
    assert omitted(document(TASKS, ROWS), document(TASKS, ())) == []


def test_plan_that_is_a_table_carries_the_tasks_by_its_rows():
    whole = [f"{task} | Phòng Kinh tế | Năm 2027" for task in TASKS]
    assert omitted(document(TASKS, ROWS), document((), whole)) == []


def test_row_left_out_of_the_annex_is_omitted_though_its_task_is_kept():
    assert omitted(document(TASKS, ROWS), document(TASKS, ROWS[:2])) == ["PL1/r3"]


def test_row_that_does_something_else_with_the_same_thing_is_omitted():
    rows = (*ROWS[:2], "Kiểm định lớp dạy bơi cho học sinh tiểu học | Trạm Y tế | Tháng 7/2027")
    assert omitted(document(TASKS, rows), document(TASKS, ())) == ["PL1/r3"]
