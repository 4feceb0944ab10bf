"""What the headings over a task say, its short wording need not say again."""

from __future__ import annotations

import pytest

from doclineage.judging import judge_matches
from doclineage.model import Document, Letterhead, Match, Source, Unit

TASK = (
    "Sửa lại bờ vùng, bờ thửa trước vụ mùa. Miễn thủy lợi phí kênh mương nội đồng cho hộ neo người."
)
SHORT = "Đắp lại bờ thửa xong trước khi vào mùa. Miễn cho hộ neo người."


def document(heading: str, text: str) -> Document:
    units = (
        Unit("I", "body", "heading", "I", heading, -1),
        Unit("I/p1", "body", "paragraph", None, text, 0),
    )
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=units)


@pytest.mark.parametrize(
    ("heading", "lost"),
    [("Thủy lợi phí kênh mương nội đồng", 0), ("Quỹ phòng, chống thiên tai", 1)],
)
def test_the_matter_of_a_section_is_not_said_in_each_task(heading, lost):
    parent, child = document("Thủy lợi phí kênh mương nội đồng", TASK), document(heading, SHORT)
    (link,) = judge_matches(parent, child, [Match((1,), (1,), 0.8, evidence="text")])
    assert len(link.lost) == lost
