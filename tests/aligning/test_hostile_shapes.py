"""What an alignment costs is bounded, counted in pairs; fast ways find what slow ones do."""

from __future__ import annotations

import sys
from random import Random

import pytest
from shapes import bullets, deep, document, sections, sentence

from doclineage.aligning import headings, match_units
from doclineage.aligning.features import features, telling_limit
from doclineage.aligning.sides import Side
from doclineage.settings import DEFAULTS


def seen_of(parent, child):
    return features(parent, child, DEFAULTS)


@pytest.mark.parametrize("text", [sentence, lambda _: "Tổ chức thực hiện"])
def test_votes_grow_with_the_units_and_not_with_the_square_of_their_depth(text):
    tree = deep(1_000, text)
    seen = seen_of(tree, tree)
    votes = headings._votes(seen, {(i, i): None for i in range(1_000)})
    assert len(votes) < 1_000 * headings._LEVELS**2
    assert len(match_units(tree, tree)) == 1_000


def test_the_strongest_rival_is_the_greatest_vote_of_all():
    rng = Random(1)
    votes = {(rng.randrange(9), rng.randrange(9)): rng.random() for _ in range(40)}
    best_p, best_c = headings._strongest(votes)
    assert best_p == {p: max(v for (i, _), v in votes.items() if i == p) for p, _ in votes}
    assert best_c == {c: max(v for (_, j), v in votes.items() if j == c) for _, c in votes}


def test_sole_partners_are_those_that_comparing_all_with_all_finds():
    rng = Random(2)
    for _ in range(200):
        own, others = (
            {
                i: {(rng.randrange(4), rng.choice("ab")) for _ in range(rng.randrange(3))}
                for i in range(5)
            }
            for _ in range(2)
        )
        fitting = {i: [j for j in others if own[i] & others[j]] for i in own}
        slow = {i: found[0] for i, found in fitting.items() if len(found) == 1}
        assert headings._sole_partners(own, others) == slow


def test_owners_are_looked_up_and_bound_where_each_is_the_others_only_one():
    owners = ["Sở Tài chính", "Sở Nội vụ"]
    parent = document([("heading", "Phân công", -1), *(("heading", name, 0) for name in owners)])
    child = document([("heading", "Phân công", -1), ("heading", "Phòng Kinh tế", 0)])
    bound = {(m.parents, m.children): m.evidence for m in match_units(parent, child)}
    assert bound[(1,), (1,)] == "role"
    # Of thousands none is the only one.
    many = document([("heading", "Sở Tài chính", -1)] * 3_000)
    few = document([("heading", "Phòng Kinh tế", -1)] * 3_000)
    assert not headings._counterparts(seen_of(many, few), {})


def test_sections_are_those_found_by_walking_up():
    rng = Random(3)
    kinds = ("heading", "bullet", "bullet")
    tree = document((rng.choice(kinds), "Việc", rng.randrange(-1, i)) for i in range(300))
    side = Side(tree)

    def above(index):
        index = tree.units[index].parent
        while index >= 0 and tree.units[index].kind != "heading":
            index = tree.units[index].parent
        return index

    order = list(range(300))
    rng.shuffle(order)
    assert [side.section(i) for i in order] == [above(i) for i in order]


def test_nested_bullets_are_walked_up_once():
    chain = document(("bullet", "Việc", i - 1) for i in range(5_000))
    side = Side(chain)
    side.section(4_999)
    assert len(side._sections) == 5_000


def test_of_few_words_again_and_again_only_rare_pairs_are_compared(monkeypatch):
    vocabulary = [f"t{i}" for i in range(30)]

    def bag(seed):
        rng = Random(seed)
        return " ".join(rng.choice(vocabulary) for _ in range(12))

    one, two = bullets(400, bag), bullets(400, lambda i: bag(i + 1_000))

    def shared(seen):
        return sum(len(seen.shared_with(seen.parent, i)) for i in seen.parent.indices)

    free = shared(seen_of(one, two))
    monkeypatch.setattr(sys.modules[features.__module__], "_MOST_PAIRS", 20_000)
    bound = shared(seen_of(one, two))
    assert bound <= 20_000 < free


def test_the_limit_of_what_tells_never_rises():
    assert telling_limit({}, 60) == 60
    assert telling_limit({61: 10**9}, 60) == 60
    assert telling_limit({1: 10**9}, 60) == 0


@pytest.mark.parametrize("count", [2_000])
def test_every_unit_of_hostile_shapes_stands_once(count):
    shapes = [
        (sections(count // 2, lambda _: "Tổ chức"), sections(count // 2, lambda _: "Tổ chức")),
        (bullets(count, lambda _: "Báo cáo."), bullets(count // 3, lambda _: "Báo cáo.")),
        (
            sections(count // 2, lambda i: f"Mục {i}"),
            sections(count // 2, lambda i: f"Mục {7 * i}"),
        ),
    ]
    for parent, child in shapes:
        matches = match_units(parent, child)
        assert sorted(i for m in matches for i in m.parents) == list(parent.content())
        assert sorted(i for m in matches for i in m.children) == list(child.content())
