"""Laws that hold for every pair of documents, tried on derived ones."""

import os
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage import align_documents, read_document

from .derive import derive
from .material import rows
from .parents import ROOT, parents
from .tree import Node, grow, plant

NAMES = [name for name, _ in parents()]
TRIES = settings(max_examples=40, deadline=None, derandomize=True)
ANY_PARENT = st.sampled_from(NAMES)
ANY_SEED = st.integers(min_value=100, max_value=100_000)


@cache
def parent_of(name, held_out=False):
    return dict(parents(held_out=held_out))[name]


@cache
def child_of(name, seed):
    held_out = bool(seed % 2)
    return derive(parent_of(name, held_out), seed, held_out=held_out).child


def pair_of(name, seed):
    return parent_of(name, bool(seed % 2)), child_of(name, seed)


def align(parent, child):
    return align_documents(parent, child).links


def leaves(document):
    return [i for i in document.content() if not document.children(i)]


def without(document, index):
    """Return a document without one unit that has nothing below it."""
    units = [
        msgspec.structs.replace(unit, parent=unit.parent - (unit.parent > index))
        for i, unit in enumerate(document.units)
        if i != index
    ]
    return msgspec.structs.replace(document, units=tuple(units), citations=())


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_identical_to_itself(name):
    parent = parent_of(name)
    links = align(parent, parent)
    assert [(link.parents, link.children) for link in links] == [
        ((i,), (i,)) for i in parent.content()
    ]
    assert {(link.relation, link.moved, link.coverage) for link in links} == {
        ("identical", False, 1.0)
    }


@TRIES
@given(ANY_PARENT, ANY_SEED)
def test_every_unit_stands_in_one_link(name, seed):
    parent, child = pair_of(name, seed)
    links = align(parent, child)
    assert sorted(p for link in links for p in link.parents) == list(parent.content())
    assert sorted(c for link in links for c in link.children) == list(child.content())
    for link in links:
        assert (link.relation == "omitted") == (not link.children)
        assert (link.relation == "added") == (not link.parents)
        assert 0.0 <= link.score <= 1.0
        assert 0.0 <= link.coverage <= 1.0
        for edit in link.edits:
            if edit.parent_unit is not None:
                assert edit.parent_unit in link.parents
            if edit.child_unit is not None:
                assert edit.child_unit in link.children


@TRIES
@given(ANY_PARENT, ANY_SEED, st.data())
def test_a_unit_left_out_is_one_omission(name, seed, data):
    document = child_of(name, seed)
    index = data.draw(st.sampled_from(leaves(document)))
    links = align(document, without(document, index))
    omitted = [link.parents for link in links if link.relation == "omitted"]
    assert len(omitted) == 1
    assert document.units[omitted[0][0]].text == document.units[index].text
    assert [link for link in links if link.relation == "added"] == []


@TRIES
@given(ANY_PARENT, ANY_SEED)
def test_the_order_of_siblings_changes_no_relation(name, seed):
    document = child_of(name, seed)
    root = grow(document)
    rng = Random(seed)
    for node in [root, *root.walk()]:
        rng.shuffle(node.below)
    shuffled, _ = plant(root, document.letterhead, "shuffled")
    links = align(document, shuffled)
    assert {link.relation for link in links} == {"identical"}


@TRIES
@given(ANY_PARENT, ANY_SEED)
def test_other_numbers_change_nothing(name, seed):
    parent, child = pair_of(name, seed)
    plain, _ = plant(grow(child), child.letterhead, "numbered")
    dashed, _ = plant(grow(child), child.letterhead, "numbered", dashed=True)
    assert align(parent, plain) == align(parent, dashed)


@TRIES
@given(ANY_PARENT, ANY_SEED)
def test_omissions_one_way_are_additions_the_other(name, seed):
    parent, child = pair_of(name, seed)
    there, back = align(parent, child), align(child, parent)
    omitted = Counter(
        parent.units[link.parents[0]].text for link in there if link.relation == "omitted"
    )
    added = Counter(
        parent.units[link.children[0]].text for link in back if link.relation == "added"
    )
    assert omitted == added


@TRIES
@given(ANY_PARENT, ANY_SEED)
def test_the_same_units_go_together_in_both_directions(name, seed):
    parent, child = pair_of(name, seed)
    there = {(p, c) for link in align(parent, child) for p in link.parents for c in link.children}
    back = {(p, c) for link in align(child, parent) for c in link.parents for p in link.children}
    assert there == back


@TRIES
@given(ANY_PARENT, ANY_SEED, st.data())
def test_a_stranger_changes_no_other_link(name, seed, data):
    parent, child = pair_of(name, seed)
    root = grow(child)
    homes = [n for n in root.walk() if n.kind == "heading" and n.zone == "body" and n.below]
    before, _ = plant(root, child.letterhead, "child")
    text = data.draw(st.sampled_from([row["text"] for row in rows("strangers")]))
    home = data.draw(st.sampled_from(homes))
    home.below.append(Node(text=text, kind="bullet", scheme="bullet"))
    after, nodes = plant(root, child.letterhead, "child")
    new = next(i for i, node in enumerate(nodes) if not node.sources)

    def seen(links):
        moved_back = [tuple(c - (c > new) for c in link.children if c != new) for link in links]
        return {
            (link.parents, children, link.relation, link.moved)
            for link, children in zip(links, moved_back, strict=True)
            if link.parents or children
        }

    old = {
        (link.parents, link.children, link.relation, link.moved) for link in align(parent, before)
    }
    assert seen(align(parent, after)) == old


@pytest.mark.parametrize("file", ["ke-hoach-31-xa-khe-ngan.txt", "xa-con-bai.md"])
def test_decomposed_letters_change_nothing(file, tmp_path):
    source = ROOT / "corpus" / file
    decomposed = tmp_path / file
    decomposed.write_text(
        unicodedata.normalize("NFD", source.read_text(encoding="utf-8")), encoding="utf-8"
    )
    shutil.copy(source.with_name("manifest.toml"), tmp_path)
    parent = parent_of("province")
    plain, other = read_document(source), read_document(decomposed)
    assert [unit.text for unit in plain.units] == [unit.text for unit in other.units]
    assert align(parent, plain) == align(parent, other)


_DIGEST = """
import hashlib, sys
sys.path.insert(0, {root!r})
import msgspec
from doclineage import align_documents
from tests.gate.derive import derive
from tests.gate.synthetic import plan
made = [align_documents(plan(1), derive(plan(1), seed).child) for seed in range(5)]
print(hashlib.sha256(msgspec.json.encode(made)).hexdigest())
"""


def test_hash_order_changes_nothing():
    code = _DIGEST.format(root=str(ROOT))
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(seen) == 1
