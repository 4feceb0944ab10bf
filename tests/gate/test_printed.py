"""Children printed as text and read again: the scheme of numbers is no difference."""

import pytest

from doclineage import align_documents, read_document

from .derive import derive
from .parents import parents
from .printed import body_only, printed
from .tree import grow, plant

PLANS = [(name, parent) for name, parent in parents() if name != "law"]


def read_back(document, folder, *, dashed):
    planted, _ = plant(grow(document), document.letterhead, "printed", dashed=dashed)
    file = folder / f"{dashed}.txt"
    file.write_text(printed(planted), encoding="utf-8")
    return read_document(file)


def outline(document):
    units = document.units
    return [
        (units[i].kind, units[i].text, units[units[i].parent].text if units[i].parent >= 0 else "")
        for i in document.content()
    ]


@pytest.mark.parametrize(("name", "parent"), PLANS, ids=[name for name, _ in PLANS])
def test_the_scheme_of_numbers_changes_nothing(name, parent, tmp_path):
    """``I. 1. a)`` and ``I- 1- a-`` are one outline, and one set of links."""
    for seed in range(5):
        child = body_only(derive(parent, seed).child)
        plain = read_back(child, tmp_path, dashed=False)
        dashed = read_back(child, tmp_path, dashed=True)
        assert outline(plain) == outline(dashed)
        links = [align_documents(body_only(parent), read).links for read in (plain, dashed)]
        assert links[0] == links[1]


@pytest.mark.parametrize(("name", "parent"), PLANS, ids=[name for name, _ in PLANS])
def test_no_text_is_lost_on_the_way(name, parent, tmp_path):
    for seed in range(5):
        child = body_only(derive(parent, seed).child)
        read = read_back(child, tmp_path, dashed=bool(seed % 2))
        kept = [read.units[i].text for i in read.content()]
        assert [unit.text for unit in child.units if unit.text not in kept] == []
