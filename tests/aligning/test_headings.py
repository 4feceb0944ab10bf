"""Headings that nobody touched, whatever became of what stands below them."""

from __future__ import annotations

from random import Random

import pytest

from doclineage import align_documents
from doclineage.model import Document, Letterhead, Source, Unit

TASKS = (
    "Thay cửa cống số 4 và nạo vét bùn ở mương chính.",
    "Dựng ba mươi cột đèn trên đường ven kênh.",
    "Mở lớp dạy bơi cho học sinh tiểu học vào dịp hè.",
    "Cắm biển báo ở các bến đò ngang chưa có người trông.",
    "Kiểm kê phao cứu sinh còn dùng được ở từng thuyền.",
    "Tập huấn sơ cứu cho các tổ tự quản ven sông.",
    "Lập sổ theo dõi trẻ em chưa biết bơi.",
    "Phát tờ rơi về an toàn khi tắm sông, tắm suối.",
)
HEADINGS = ("Việc phòng ngừa", "Việc ứng phó", "Khắc phục hậu quả")
SIZES = (3, 3, 2)


def document(tasks, headings=HEADINGS):
    """Return three sections of tasks under one chapter."""

    def unit(path, text, parent, kind):
        return Unit(path=path, zone="body", kind=kind, marker=None, text=text, parent=parent)

    units, left = [unit("II", "NHIỆM VỤ", -1, "heading")], list(tasks)
    for number, (heading, size) in enumerate(zip(headings, SIZES, strict=True), 1):
        above = len(units)
        units.append(unit(f"II.{number}", heading, 0, "heading"))
        for place in range(size):
            units.append(unit(f"II.{number}/b{place}", left.pop(0), above, "bullet"))
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=tuple(units))


@pytest.mark.parametrize("seed", range(60))
def test_headings_stay_when_only_their_items_move(seed):
    tasks = list(TASKS)
    Random(seed).shuffle(tasks)
    parent, child = document(TASKS), document(tasks)
    links = align_documents(parent, child).links
    assert {link.relation for link in links} == {"identical"}


@pytest.mark.parametrize("seed", range(60))
def test_no_heading_with_a_copy_is_both_omitted_and_added(seed):
    tasks, headings = list(TASKS), ["Nội dung", "Nội dung", "Việc ứng phó"]
    Random(seed).shuffle(tasks)
    parent = document(TASKS, headings)
    Random(seed + 1).shuffle(headings)
    links = align_documents(parent, document(tasks, headings)).links
    assert not [link for link in links if link.relation in {"omitted", "added"}]


def test_words_that_repeat_still_go_with_what_stands_below_them():
    headings = ("Nội dung", "Nội dung", "Việc ứng phó")
    tasks = (*TASKS[3:6], *TASKS[:3], *TASKS[6:])
    links = align_documents(document(TASKS, headings), document(tasks, headings)).links
    assert not [link for link in links if link.moved]
