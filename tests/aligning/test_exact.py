"""One sentence several times, in the body and in a table: each copy goes to its like."""

from __future__ import annotations

import pytest

from doclineage.aligning import match_units
from doclineage.model import Document, Letterhead, Source, Unit

TASK = "Khơi thông cống rãnh ở các ngõ"


def document(*units):
    """Return a document of (zone, kind, text, index of the unit above)."""
    made = tuple(
        Unit(path=str(i), zone=zone, kind=kind, marker=None, text=text, parent=parent)
        for i, (zone, kind, text, parent) in enumerate(units)
    )
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=made)


def partners(parent, child):
    """Return the child's unit of each parent unit that says it first."""
    return {
        next(p for p in match.parents if p not in match.restated_parents): match.children[0]
        for match in match_units(parent, child)
        if match.parents and match.children
    }


BODY = ("body", "heading", "Vệ sinh môi trường", -1)
BULLET, ROW = ("body", "bullet", TASK, 0), ("annex", "row", TASK, 2)
ANNEX = ("annex", "heading", "Phụ lục kèm theo Kế hoạch số 4/KH-UBND", -1)
OWN_ANNEX = ("annex", "heading", "Phụ lục kèm theo Kế hoạch số 9/KH-UBND", -1)


def test_a_bullet_goes_to_the_bullet_and_a_row_to_the_row():
    parent = document(BODY, BULLET, ANNEX, ROW)
    child = document(OWN_ANNEX, ("annex", "row", TASK, 0), BODY, ("body", "bullet", TASK, 2))
    assert partners(parent, child) == {0: 2, 1: 3, 2: 0, 3: 1}


@pytest.mark.parametrize("kept", [1, 3])
def test_of_two_copies_the_one_of_the_same_kind_is_kept(kept):
    parent = document(BODY, BULLET, ANNEX, ROW)
    lone = {1: ("body", "bullet", TASK, -1), 3: ("annex", "row", TASK, -1)}[kept]
    assert partners(parent, document(lone)) == {kept: 0}


def test_a_table_told_in_bullets_stays_with_its_section():
    parent = document(BODY, BULLET, ANNEX, ROW)
    child = document(ANNEX, ("annex", "bullet", TASK, 0), BODY, ("body", "bullet", TASK, 2))
    assert partners(parent, child) == {0: 2, 1: 3, 2: 0, 3: 1}
