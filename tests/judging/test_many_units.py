"""What is found once a document is what looking anew for each unit finds."""

from __future__ import annotations

from random import Random

from doclineage.judging.duty import _kept_above, _lead_ins
from doclineage.model import Document, Letterhead, SameDocument, Source, Unit
from doclineage.vietnamese.agencies import find_mentions


def outline(seed: int) -> Document:
    """Return units of all kinds under one another, by chance."""
    rng = Random(seed)
    kinds, texts = ("heading", "paragraph", "bullet"), ("Các trường thực hiện:", "Rà soát.")
    units = tuple(
        Unit(
            path=str(index),
            zone=rng.choice(("head", "body", "body", "annex")),
            kind=rng.choice(kinds),
            marker=None,
            text=rng.choice(texts),
            parent=rng.randrange(-1, index),
        )
        for index in range(60)
    )
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=units)


def lead_in(parent: Document, index: int) -> int | None:
    units = parent.units
    for place in range(index - 1, units[index].parent, -1):
        if units[place].parent != units[index].parent:
            continue
        if units[place].kind == "heading":
            return None
        if units[place].kind == "paragraph" and units[place].text.endswith(":"):
            return place if units[place].zone != "head" else None
    return None


def test_lead_ins_are_those_found_by_looking_back():
    for seed in range(20):
        made = outline(seed)
        slow = tuple(lead_in(made, index) for index in range(len(made.units)))
        assert _lead_ins(SameDocument(made)) == slow


def test_what_is_kept_stands_below_what_was_found_above_it():
    for seed in range(20):
        made = outline(seed)
        omitted = {index for index in made.content() if Random(seed + index).random() < 0.8}
        slow = {
            above
            for index in made.content()
            if index not in omitted
            for above in made.ancestors(index)
        }
        assert _kept_above(SameDocument(made, omitted)) == slow


def test_the_same_document_is_one_key_and_an_equal_one_another():
    one, two = outline(1), outline(1)
    assert one == two
    assert SameDocument(one) == SameDocument(one)
    assert hash(SameDocument(one)) == hash(SameDocument(one))
    assert SameDocument(one) != SameDocument(two)
    assert SameDocument(one, {1}) != SameDocument(one, {1})


def test_each_name_of_many_is_found_once():
    text = " ".join(f"Sở Tài chính và UBND xã Bến {i};" for i in range(400))
    assert len(find_mentions(text)) == 800
