"""What meets among many places is what meets one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from doclineage.judging.places import Places, meet

_SPAN = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda two: (two[0], sum(two)))


@given(st.lists(_SPAN, max_size=8), _SPAN)
def test_many_places_meet_as_each_of_them(
    spans: list[tuple[int, int]], one: tuple[int, int]
) -> None:
    assert Places(spans).meet(one) == any(meet(one, span) for span in spans)
