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


def changes(parent, child):
    """Return the facts that differ, of all links."""
    links = align_documents(parent, child).links
    return [
        (change.kind, change.parent, change.child, change.effect)
        for link in links
        for change in link.fact_changes
    ]


def test_row_beside_its_task_says_nothing_more():
    links = align_documents(document(TASKS, ROWS), document(TASKS, ())).links
    assert {link.relation for link in links if link.children} == {"identical"}
    assert changes(document(TASKS, ROWS), document(TASKS, ())) == []


def test_row_completes_its_task_by_a_deadline():
    dated = f"{TASKS[1].rstrip('.')}, xong trước ngày 30/9/2027."
    rows = (ROWS[0], "Dựng cột đèn trên đường ven kênh | Phòng Kinh tế | Trước ngày 30/9/2027")
    assert changes(document(TASKS[:2], rows), document((TASKS[0], dated), ())) == []


def test_deadline_of_a_row_that_is_put_off_is_told_once():
    dated = f"{TASKS[1].rstrip('.')}, xong trước ngày 30/11/2027."
    rows = (ROWS[0], "Dựng cột đèn trên đường ven kênh | Phòng Kinh tế | Trước ngày 30/9/2027")
    found = changes(document(TASKS[:2], rows), document((TASKS[0], dated), ()))
    assert ("deadline", "Trước ngày 30/9/2027", "xong trước ngày 30/11/2027", "weakened") in found
    assert len([kind for kind, *_ in found if kind == "deadline"]) == 1


def test_row_of_the_plan_that_contradicts_its_task_is_told():
    row = "Tu sửa cống dưới đê bị rò rỉ | Phòng Kinh tế | Trước ngày 20/6/2027"
    found = changes(document(TASKS, ()), document(TASKS, (row,)))
    assert [(kind, effect) for kind, _, _, effect in found] == [("deadline", "weakened")]


def test_task_whose_row_is_carried_is_carried_behind_who_does_it():
    task = "Mỗi xã, phường tổ chức 01 cuộc đua thuyền rồng ven bãi trong quý III/2027."
    row = "Đua thuyền rồng ven bãi | UBND các xã, phường | Quý III/2027"
    own = "Đua thuyền rồng ven bãi (01 cuộc) | Phòng Văn hóa | Quý III/2027"
    parent, child = document((*TASKS, task), (*ROWS, row)), document((), (*ROWS, own))
    assert "I/b4" not in omitted(parent, child)


def test_row_of_a_measure_is_carried_by_its_target_of_the_same_day_alone():
    target = "100% bến đò ngang có phao tròn cứu sinh cột ở đầu cầu trước ngày 30/5/2027."
    row = "Mua phao tròn cứu sinh cột ở đầu cầu cho bến đò ngang | UBND xã | Trước ngày {}/2027"
    for day, left in (("30/5", []), ("30/6", ["PL1/r4"])):
        parent = document((*TASKS, target), (*ROWS, row.format(day)))
        assert omitted(parent, document((*TASKS, target), ())) == left
