"""Edits of a split or merged task: each lies in one unit and quotes it."""

from __future__ import annotations

import pytest

from doclineage.judging import judge_matches, judge_pair
from doclineage.model import Document, Letterhead, Match, Source, Unit

WHOLE = "Thay van cống cũ, nạo vét mương chính rồi báo cáo kết quả về Phòng Kinh tế."
PARTS = (
    "Thay van cống cũ và sơn lại tường chắn.",
    "Trồng cỏ hai bên bờ, nạo vét mương chính rồi gửi tin về Phòng Kinh tế.",
)


def document(*texts):
    units = tuple(Unit(f"p{i}", "body", "paragraph", None, t, -1) for i, t in enumerate(texts))
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=units)


@pytest.mark.parametrize(
    ("old", "new"), [((WHOLE,), PARTS), (PARTS, (WHOLE,)), (PARTS, PARTS[::-1])]
)
def test_an_edit_quotes_one_unit(old, new):
    parent, child = document(*old), document(*new)
    match = Match(
        parents=tuple(range(len(old))),
        children=tuple(range(len(new))),
        score=0.9,
        evidence="contained",
    )
    (link,) = judge_matches(parent, child, [match])
    assert link.edits
    for edit in link.edits:
        assert parent.units[edit.parent_unit].text[slice(*edit.parent_span)] == edit.parent_text
        assert child.units[edit.child_unit].text[slice(*edit.child_span)] == edit.child_text


def test_two_empty_texts_are_the_same():
    assert judge_pair("", " ").relation == "identical"
    assert judge_pair("", "Thay van cống.").relation == "added"
    assert judge_pair("Thay van cống.", "").relation == "omitted"


def test_a_link_changed_by_an_added_clause_alone_names_it():
    old = "Thay van cống cũ trước mùa lũ."
    link = judge_pair(old, f"{old} Trồng thêm ba hàng tre chắn sóng dọc bờ đê phía nam.")
    assert link.relation == "changed"
    assert not link.lost
    assert "hàng tre chắn sóng" in link.reason
    assert "hàng tre chắn sóng" in link.reason_en
