"""Bodies and territories that a text names."""

from __future__ import annotations

import pytest

from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.person_names import is_person


@pytest.mark.parametrize("name", ["Ea H'Leo", "Ia H’Drai", "Cư M'gar"])
def test_names_of_the_highlands_keep_what_stands_behind_the_apostrophe(name):
    (mention,) = find_mentions(f"Giao UBND xã {name} rà soát.")
    assert mention.text == f"UBND xã {name}"


def test_a_person_of_the_highlands_is_no_place():
    assert is_person("nay h'loan", "Phó Chủ tịch UBND xã")
    assert not is_person("ea h'leo", "Phó Chủ tịch UBND xã")
