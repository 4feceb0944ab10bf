"""Headings that the other document runs into the task below them: small texts of our own."""

from __future__ import annotations

import msgspec
import pytest
from small_documents import document

from doclineage import align_documents
from doclineage.model import Document, Unit

GUARD = "Tuần tra khu rừng giáp ranh hai lần mỗi tuần, lập biên bản người chặt cây."
TELL = "Phát tờ rơi về phòng cháy rừng đến từng hộ sống ven rừng."


def headed(owner: str, *tasks: str) -> Document:
    """Return tasks under the heading of an owner, below another heading."""
    top = document()
    heading = Unit("I.1", "body", "heading", "1", owner, parent=0)
    bullets = [Unit(f"I.1/b{i}", "body", "bullet", "-", t, parent=1) for i, t in enumerate(tasks)]
    return msgspec.structs.replace(top, units=(*top.units, heading, *bullets))


@pytest.mark.parametrize(
    ("heading", "lead", "joined"),
    [
        ("Công an tỉnh", "Công an xã", True),
        ("Tuyên truyền", "Tuyên truyền", True),
        ("Công an tỉnh", "Trạm Y tế xã", False),
        ("Tuyên truyền", "Kinh phí", False),
    ],
)
def test_a_heading_run_into_its_task_is_carried_with_it(heading, lead, joined):
    sides = headed(heading, GUARD), document(f"{lead}: {GUARD[0].lower()}{GUARD[1:]}", TELL)
    found = {(link.parents, link.children) for link in align_documents(*sides).links}
    assert (((1, 2), (1,)) in found) is joined
    assert (((1,), ()) in found) is not joined
    back = {(link.children, link.parents) for link in align_documents(*reversed(sides)).links}
    assert back == found


def test_a_heading_run_into_its_task_is_no_clause_of_it():
    sides = headed("Công an tỉnh", GUARD), document(f"Công an xã: {GUARD[0].lower()}{GUARD[1:]}")
    link = next(link for link in align_documents(*sides).links if link.parents == (1, 2))
    assert (link.lost, link.coverage) == ((), 1.0)
