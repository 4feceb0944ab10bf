"""Paths in the words of letters and minutes."""

from __future__ import annotations

import pytest

from doclineage.pipeline import read_document
from doclineage.reporting.place_names import place_name


@pytest.mark.parametrize(
    ("path", "page", "said"),
    [
        ("III.2/b5", 4, "gạch đầu dòng thứ 5, mục III.2 (tr. 4)"),
        ("II.1", None, "mục II.1"),
        ("PL1", None, "Phụ lục 1"),
        ("PL1.I", None, "mục I, Phụ lục 1"),
        ("PL2/r14", None, "dòng 14, Phụ lục 2"),
        ("head/p7", 1, "đoạn 7, phần đầu văn bản (tr. 1)"),
        ("end/p1", None, "câu kết"),
        ("p2", None, "đoạn 2"),
        ("Điều 5.2/b1", None, "gạch đầu dòng thứ 1, Điều 5.2"),
        ("III.3~2", None, "mục III.3 (chỗ thứ 2 cùng số)"),
        ("III.3~2/b1", None, "gạch đầu dòng thứ 1, mục III.3 (chỗ thứ 2 cùng số)"),
        ("head/title", None, "head/title"),
    ],
)
def test_paths_in_words(path, page, said):
    assert place_name(path, page, "vi") == said


def test_no_two_places_of_a_document_are_called_alike(corpus):
    for file in sorted(corpus.glob("ke-hoach-*.*")):
        document = read_document(file)
        paths = [u.path for u in document.units if not u.path.startswith("end/")]
        assert len({place_name(path, None, "vi") for path in paths}) == len(set(paths))
