"""What meets among many places is what meets one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from doclineage.judging.places import Places, clause_at, meet, meeting
from doclineage.vietnamese.words import clauses

_SPAN = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda two: (two[0], sum(two)))


@given(st.lists(_SPAN, max_size=8), _SPAN)
def test_many_places_meet_as_each_of_them(
    spans: list[tuple[int, int]], one: tuple[int, int]
) -> None:
    assert Places(spans).meet(one) == any(meet(one, span) for span in spans)


@given(st.lists(_SPAN, max_size=8), _SPAN)
def test_one_of_many_places_holds_what_each_of_them_may(
    spans: list[tuple[int, int]], one: tuple[int, int]
) -> None:
    assert Places(spans).hold(one) == any(a <= one[0] and one[1] <= b for a, b in spans)


@given(st.lists(st.integers(0, 24), max_size=12), _SPAN)
def test_what_meets_is_found_among_places_in_order(bounds: list[int], one: tuple[int, int]) -> None:
    ordered = list(zip(*[iter(sorted(bounds))] * 2, strict=False))
    found = meeting(ordered, one, place=lambda span: span)
    assert found == [span for span in ordered if meet(one, span)]


@given(st.lists(st.sampled_from(["rà soát hộ nghèo", ". ", "; ", "Báo cáo ", "lập "]), max_size=8))
def test_a_clause_that_holds_a_place_is_found_among_all(pieces: list[str]) -> None:
    text = "".join(pieces)
    for place in ((a, a + 3) for a in range(len(text))):
        holding = [(a, b) for a, b in clauses(text) if a <= place[0] and place[1] <= b]
        assert clause_at(text, place) == (holding[0] if holding else None)
