"""Who leads and by when, as the columns of an annex say it, must stand in the plan somewhere."""

from __future__ import annotations

import pytest

from doclineage import align_documents, read_document

TASKS = (
    "Cắm biển báo nguy hiểm tại các hồ chứa nước",
    "Mở lớp dạy bơi miễn phí cho học sinh tiểu học",
    "Phát tin về đuối nước trên loa truyền thanh",
)
COLUMNS = "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n|---|---|---|---|---|"
CELLS = (
    ("Công an xã", "Trạm Y tế", "30/9/2026"),
    ("Ban Chỉ huy Quân sự", "Công an xã", "Quý III/2026"),
    ("Trạm Y tế", "Phòng Văn hóa - Xã hội", "Thường xuyên"),
)
FRAME = """ỦY BAN NHÂN DÂN
{place}
Số: {number}/KH-UBND
Sông Lam, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Phòng, chống đuối nước năm 2026

I. NHIỆM VỤ

{body}

Nơi nhận:

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Nguyễn Văn An

{annex}
"""
BODY = "\n\n".join(f"{place}. {task}." for place, task in enumerate(TASKS, start=1))


def annex(cells):
    rows = [
        f"| {place} | {' | '.join((task, *row))} |"
        for place, (task, row) in enumerate(zip(TASKS, cells, strict=True), start=1)
    ]
    return "\n".join(["PHỤ LỤC\n\nPHÂN CÔNG NHIỆM VỤ\n", COLUMNS, *rows])


def other(row, **cells):
    """Return the cells in which one row says something else."""
    names = ("lead", "support", "deadline")
    new = [list(line) for line in CELLS]
    for name, text in cells.items():
        new[row][names.index(name)] = text
    return new


@pytest.fixture
def told(tmp_path):
    def compare(body=BODY, table=""):
        documents = []
        for place, number, said, added in (
            ("TỈNH SÔNG LAM", 118, BODY, annex(CELLS)),
            ("XÃ KHE NGÀN", 31, body, table),
        ):
            path = tmp_path / f"{number}.md"
            text = FRAME.format(place=place, number=number, body=said, annex=added)
            path.write_text(text, "utf-8")
            documents.append(read_document(path))
        return [
            (change.kind, change.parent, change.child)
            for link in align_documents(*documents).links
            for change in link.fact_changes
            if change.effect != "equal"
        ]

    return compare


def test_the_annex_as_it_stands_tells_nothing(told):
    assert told(table=annex(CELLS)) == []


def test_owners_and_times_of_an_annex_left_out_are_told_row_by_row(told):
    assert told() == [
        (kind, said, None)
        for row in CELLS
        for kind, said in zip(("agency", "agency", "deadline"), row, strict=True)
    ]


def test_an_annex_whose_tasks_say_it_all_is_not_missed(told):
    body = "\n\n".join(
        f"{place}. {task}. Giao {lead} chủ trì, phối hợp {support}; thời hạn: {time}."
        for place, (task, (lead, support, time)) in enumerate(
            zip(TASKS, CELLS, strict=True), start=1
        )
    )
    assert told(body) == []


def test_what_a_task_of_its_own_says_of_the_rows_is_not_missed(told):
    more = (
        "4. Công an xã làm việc thứ nhất xong trước ngày 30/9/2026; Ban Chỉ huy Quân sự làm việc"
        " thứ hai trong quý III/2026; Trạm Y tế và Phòng Văn hóa - Xã hội làm việc thứ ba thường"
        " xuyên."
    )
    assert told(f"{BODY}\n\n{more}") == []


def test_only_what_stands_nowhere_is_told(told):
    more = "4. Công an xã và Trạm Y tế làm các việc trên xong trước ngày 30/9/2026."
    assert told(f"{BODY}\n\n{more}") == [
        ("agency", "Ban Chỉ huy Quân sự", None),
        ("deadline", "Quý III/2026", None),
        ("agency", "Phòng Văn hóa - Xã hội", None),
        ("deadline", "Thường xuyên", None),
    ]


@pytest.mark.parametrize(
    ("row", "cells", "found"),
    [
        (0, {"deadline": ""}, ("deadline", "30/9/2026", None)),
        (1, {"deadline": "Quý IV/2026"}, ("deadline", "Quý III/2026", "Quý IV/2026")),
        (2, {"deadline": ""}, ("deadline", "Thường xuyên", None)),
        (2, {"deadline": "Khi có yêu cầu"}, ("deadline", "Thường xuyên", "Khi có yêu cầu")),
        (
            1,
            {"lead": "Công an xã", "support": "Ban Chỉ huy Quân sự, Trạm Y tế"},
            ("agency", "Ban Chỉ huy Quân sự", "Công an xã"),
        ),
        (2, {"lead": ""}, ("agency", "Trạm Y tế", None)),
    ],
)
def test_a_changed_cell_is_told_once(told, row, cells, found):
    assert told(table=annex(other(row, **cells))) == [found]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (0, {"deadline": "Trước ngày 30 tháng 9 năm 2026"}),
        (2, {"deadline": "Thường xuyên, liên tục"}),
        (1, {"deadline": "Trong quý III/2026"}),
    ],
)
def test_a_time_said_otherwise_is_not_told(told, row, cells):
    assert told(table=annex(other(row, **cells))) == []
