"""Arguments of the public calls that no caller means."""

from __future__ import annotations

from typing import Any

import pytest

from doclineage import DoclineageError, compare_texts, read_document, trace_lineage, write_report


def test_a_null_character_in_a_name_is_one_of_our_errors() -> None:
    with pytest.raises(DoclineageError):
        read_document("a\0b.txt")
    with pytest.raises(DoclineageError):
        write_report(trace_lineage([]), "a\0.json")


@pytest.mark.parametrize("odd", [None, b"text", 3])
def test_what_is_no_text_is_refused_by_name(odd: Any) -> None:
    for pair in ((odd, "text"), ("text", odd)):
        with pytest.raises(TypeError, match=type(odd).__name__):
            compare_texts(*pair)
