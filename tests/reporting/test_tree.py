"""The directive tree: what is folded, which layer, how wide, with and without Graphviz."""

from __future__ import annotations

import builtins
import io
from collections import Counter

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclineage.errors import WritingError
from doclineage.lineage import LineageGraph
from doclineage.model import Lineage, LineageEdge, LineageNode
from doclineage.pipeline import audit_lineage, compare_lineage, read_document, trace_lineage
from doclineage.reporting import write_to
from doclineage.reporting.text_width import cut_to, text_width, wrap_to
from doclineage.reporting.tree.data import BLOCK_CELLS, FOLD_FROM, build_tree
from doclineage.reporting.tree.layout import (
    Box,
    beside,
    families,
    graphviz_layout,
    in_rows,
    lay_out,
    on_curve,
    plain_layout,
)
from doclineage.reporting.tree.picture import summary
from doclineage.reporting.tree.signs import look, sign_of, standing
from doclineage.settings import Settings


def node(name: str) -> LineageNode:
    return LineageNode(
        id=name, number=name, kind="KH", issued=None, issuer=f"UBND xã {name}", title=None,
        present=True,
    )  # fmt: skip


def graph(*pairs: tuple[str, str]) -> LineageGraph:
    """Return a graph of (parent, child) pairs."""
    names = sorted({name for pair in pairs for name in pair})
    edges = tuple(
        LineageEdge(
            source=child, target=parent, relation="implements", evidence="x", unit=None,
            confidence=1.0,
        )
        for parent, child in sorted(pairs)
    )  # fmt: skip
    return LineageGraph((), Lineage(nodes=tuple(map(node, names)), edges=edges))


def test_what_is_absent_and_not_drawn_is_counted():
    names = {"a": True, "b": True, "c": False, "d": False}
    nodes = tuple(msgspec.structs.replace(node(n), present=here) for n, here in names.items())
    edges = tuple(
        LineageEdge(
            source="b", target=target, relation=relation, evidence="x", unit=None, confidence=1.0
        )
        for target, relation in (("a", "implements"), ("c", "implements"), ("d", "based_on"))
    )
    tree = build_tree(LineageGraph((), Lineage(nodes=nodes, edges=edges)))
    assert (set(tree.papers), tree.undrawn) == ({"a", "b", "c"}, 1)
    said = summary(tree, "en")
    assert "3 documents, 1 of them absent" in said
    assert said.endswith("not drawn: 1")
    whole = build_tree(graph(("a", "b")))
    assert "not drawn" not in summary(whole, "en")


def test_a_document_of_which_nothing_is_known_is_called_by_its_file():
    scan = msgspec.structs.replace(
        node("a"), id="doc-1f", number=None, kind=None, sources=("thư mục/IMG_2034.jpg",)
    )
    lone = LineageGraph((), Lineage(nodes=(scan,), edges=()))
    assert build_tree(lone).papers["doc-1f"].name == "IMG_2034.jpg"
    told = tree_bytes(lone, "text").decode()
    assert "doc-1f" not in told
    assert told.count("IMG_2034.jpg · ") == 1


def test_documents_of_one_number_are_told_apart_where_they_cite():
    one, two = node("a"), node("b")
    twins = tuple(msgspec.structs.replace(n, number="9/KH-UBND") for n in (one, two))
    law = msgspec.structs.replace(node("c"), number="1/2025/QH15", present=False)
    edges = tuple(
        LineageEdge(
            source=n.id, target="c", relation="based_on", evidence="x", unit="p1", confidence=1.0
        )
        for n in twins
    )
    told = tree_bytes(LineageGraph((), Lineage(nodes=(*twins, law), edges=edges)), "text").decode()
    assert "9/KH-UBND (UBND xã a) còn viện dẫn" in told
    assert "9/KH-UBND (UBND xã b) còn viện dẫn" in told


# --- families and rows -----------------------------------------------------------------------


def boxes_of(*layers: str) -> list[Box]:
    return [Box(key, at, 252.0, 90.0) for at, keys in enumerate(layers) for key in keys]


def test_families_are_laid_out_each_by_itself():
    boxes = boxes_of("axq", "bcy")
    lines = [("x", "y"), ("a", "b"), ("a", "c")]
    assert [[b.key for b in family] for family in families(boxes, lines)] == [
        ["a", "b", "c"],
        ["x", "y"],
        ["q"],
    ]
    layout = lay_out(boxes, lines)
    assert set(layout.corners) == set("abcxyq")
    for (parent, child), line in zip(lines, layout.lines, strict=True):
        assert layout.corners[parent].y < layout.corners[child].y
        assert layout.corners[parent].y <= line[0].y <= line[-1].y <= layout.corners[child].y + 1


@pytest.mark.parametrize("count", [1, 5, 6, 11, 40])
def test_a_layer_stands_in_rows_no_wider_than_a_screen(count):
    children = [chr(0x4E00 + number) for number in range(count)]
    boxes = boxes_of("a", "".join(children))
    rows = in_rows(boxes, [("a", child) for child in children])
    assert sorted(box.key for box in rows) == sorted(box.key for box in boxes)
    sizes = [sum(box.layer == layer for box in rows) for layer in {box.layer for box in rows}]
    assert max(sizes) <= 5
    assert len(sizes) == 1 + -(-count // 5)
    assert lay_out(boxes, [("a", child) for child in children]).width * 0.8 < 1_248


# --- layers and blocks -----------------------------------------------------------------------


def test_a_paper_stands_below_the_deepest_that_it_answers():
    tree = build_tree(graph(("a", "b"), ("b", "c"), ("a", "c")))
    assert dict(tree.layers) == {"a": 0, "b": 1, "c": 2}
    assert {(b.parent, b.child) for b in tree.branches} == {("a", "b"), ("b", "c"), ("a", "c")}


def test_a_circle_is_drawn():
    tree = build_tree(graph(("a", "b"), ("b", "a")))
    assert set(tree.shown) == {"a", "b"}
    assert tree_bytes(graph(("a", "b"), ("b", "a"))).count(b"<path") == 2


def test_many_siblings_become_a_block_and_few_do_not():
    few = build_tree(graph(*(("a", f"b{i}") for i in range(FOLD_FROM - 1))))
    assert not few.blocks
    many = build_tree(graph(*(("a", f"b{i}") for i in range(FOLD_FROM))))
    (block,) = many.blocks
    assert len(block.members) == FOLD_FROM
    assert many.shown == ("a",)


def test_a_directive_with_its_plans_is_not_folded_among_others():
    strays = [(f"a{i}", f"b{i}") for i in range(FOLD_FROM)]
    tree = build_tree(graph(*strays, ("head", "c"), ("head", "d")))
    folded = {name for block in tree.blocks for name in block.members}
    assert {name for name, _ in strays} <= folded
    assert not {"head", "c", "d"} & folded


def test_what_answers_a_folded_paper_alone_is_folded_with_it():
    pairs = [("a", f"b{i}") for i in range(FOLD_FROM)]
    tree = build_tree(graph(*pairs, ("b1", "c1"), ("b2", "c2"), ("d", "c2")))
    assert "c1" not in tree.shown
    assert "c2" in tree.shown, "it also answers what is not folded"


@given(
    st.sets(st.tuples(st.integers(0, 25), st.integers(0, 25)), min_size=1, max_size=60).map(
        lambda pairs: {(f"n{a:02}", f"n{b:02}") for a, b in pairs if a != b}
    )
)
def test_every_paper_is_shown_once_or_folded(pairs):
    if not pairs:
        return
    tree = build_tree(graph(*pairs))
    members = [name for block in tree.blocks for name in block.members]
    assert len(members) == len(set(members))
    assert not set(members) & set(tree.shown)
    inside = set(members)
    waiting = list(members)
    while waiting:
        found = set(tree.below.get(waiting.pop(), ())) - inside
        inside |= found
        waiting += found
    assert set(tree.papers) <= set(tree.shown) | inside


def test_too_many_cells_end_in_one_for_the_rest():
    svg = tree_bytes(graph(*(("a", f"b{i:04}") for i in range(BLOCK_CELLS + 40)))).decode()
    assert svg.count('class="cell') == BLOCK_CELLS
    assert "và 41 nữa" in svg


# --- places ----------------------------------------------------------------------------------

BOXES = [Box("a", 0, 200, 60), Box("b", 1, 200, 80), Box("c", 1, 300, 60), Box("d", 2, 100, 60)]
LINES = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]


@pytest.fixture(params=[plain_layout, graphviz_layout])
def place(request):
    if request.param is graphviz_layout:
        pytest.importorskip("pygraphviz")
    return request.param


def test_layers_stand_below_each_other_and_boxes_apart(place):
    layout = place(BOXES, LINES)
    for one in BOXES:
        corner = layout.corners[one.key]
        assert corner.x >= 0
        assert corner.x + one.width <= layout.width
        assert corner.y + one.height <= layout.height
        for other in BOXES:
            far = layout.corners[other.key]
            if one.layer < other.layer:
                assert corner.y + one.height <= far.y
            elif one.key != other.key and one.layer == other.layer:
                assert corner.x + one.width <= far.x or far.x + other.width <= corner.x
    assert len(layout.lines) == len(LINES)
    assert all(len(line) % 3 == 1 for line in layout.lines)


def test_lines_begin_and_end_at_their_boxes(place):
    layout = place(BOXES, LINES)
    sizes = {box.key: box for box in BOXES}
    for (parent, child), line in zip(LINES, layout.lines, strict=True):
        for key, point in ((parent, line[0]), (child, line[-1])):
            corner, box = layout.corners[key], sizes[key]
            assert corner.x - 2 <= point.x <= corner.x + box.width + 2
            assert corner.y - 2 <= point.y <= corner.y + box.height + 2


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=24, unique=True))
def test_no_plain_line_passes_behind_a_box(pairs):
    boxes = [Box(f"b{n}", n // 3, 180.0 + 20 * (n % 4), 40.0 + 10 * (n % 3)) for n in range(12)]
    lines = [(f"b{i}", f"b{j}") for i, j in pairs if i // 3 < j // 3]
    layout = plain_layout(boxes, lines)
    places = {box.key: (layout.corners[box.key], box) for box in boxes}
    for ends, line in zip(lines, layout.lines, strict=True):
        for start in range(0, len(line) - 1, 3):
            for step in range(21):
                at = on_curve(line[start : start + 4], step / 20)
                for key, (corner, box) in places.items():
                    inside = (
                        corner.x < at.x < corner.x + box.width
                        and corner.y + 0.01 < at.y < corner.y + box.height - 0.01
                    )
                    assert not inside, (ends, key)


def test_what_is_told_of_a_line_stands_on_no_box():
    boxes = [Box("a", 0, 250, 90), Box("b", 1, 250, 90), Box("c", 2, 250, 90)]
    layout = plain_layout(boxes, [("a", "b"), ("a", "c")])
    at = beside(layout.lines[1], 150, 11, boxes, layout.corners)
    for box in boxes:
        corner = layout.corners[box.key]
        apart_in_x = at.x + 150 <= corner.x or corner.x + box.width <= at.x
        assert apart_in_x or at.y <= corner.y or corner.y + box.height <= at.y - 11


def test_two_layouts_are_the_same(place):
    assert place(BOXES, LINES) == place(BOXES, LINES)


def test_without_graphviz_layers_are_laid_out_plainly(monkeypatch):
    known = builtins.__import__

    def without(name, *rest, **more):
        if name == "pygraphviz":
            raise ImportError(name)
        return known(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert lay_out(BOXES, LINES) == plain_layout(BOXES, LINES)
    assert tree_bytes(graph(("a", "b"))).startswith(b"<svg")


# --- texts -----------------------------------------------------------------------------------


@given(st.text(max_size=60), st.floats(30, 300))
def test_a_cut_text_fits(text, width):
    assert text_width(cut_to(text, width, 12), 12) <= width + 1e-6


@given(st.text(max_size=120), st.integers(1, 4))
def test_wrapped_lines_fit(text, lines):
    made = wrap_to(text, 120, 12, lines)
    assert len(made) <= lines
    assert all(text_width(line, 12) <= 120 + 1e-6 for line in made)


def tree_bytes(report: object, name: str = "svg", **options: str) -> bytes:
    stream = io.BytesIO()
    write_to(name, [report], stream, **options)
    return stream.getvalue()


def test_other_results_are_refused(corpus):
    document = read_document(corpus / "xa-con-bai.md")
    for name in ("svg", "html"):
        with pytest.raises(WritingError):
            tree_bytes(document, name)


# --- the command -----------------------------------------------------------------------------


def test_lineage_draws_coverage(corpus):
    traced = trace_lineage([read_document(file) for file in sorted(corpus.glob("*-*.*"))])
    assert b'"box cover-part' not in tree_bytes(traced)
    compared = compare_lineage(traced, settings=Settings(cover_good=0.93))
    assert len(compared.comparisons) == 4
    drawn = tree_bytes(compared.replace(findings=None))
    partial, good = (drawn.count(b'"box cover-%s' % name) for name in (b"part", b"good"))
    assert partial >= 2
    assert partial + good == 4
    assert compare_lineage(traced, settings=Settings(max_tree_pairs=3)) is traced
    strict = compare_lineage(traced, settings=Settings(cover_poor=0.99, cover_good=1.0))
    assert b"covers 8" in tree_bytes(strict, language="en")
    assert tree_bytes(strict.replace(findings=None)).count(b'"box cover-poor') == 4


def test_a_plan_with_errors_is_not_drawn_as_sound(corpus):
    traced = trace_lineage([read_document(file) for file in sorted(corpus.glob("*-*.*"))])
    compared = compare_lineage(traced, settings=Settings(cover_good=0.1))
    report = audit_lineage(traced)
    papers = build_tree(compared).papers
    for plan in report.plans:
        counts = Counter(f.severity for f in report.findings if f.plan == plan.plan)
        told = standing(papers[plan.plan], "vi")
        worst = next((s for s in ("error", "warning") if counts[s]), "sound")
        assert look(papers[plan.plan]) == f"found-{worst}"
        if counts["error"]:
            assert f"✗ {counts['error']} lỗi" in told
            assert sign_of(papers[plan.plan]) == "✗"
        assert "phủ" in told
    drawn = tree_bytes(compared).decode()
    assert '"box cover-good' not in drawn
    assert drawn.count('class="bar"') == len(report.plans) + 1, "one a plan, one in the key"
    assert "✗ có lỗi" in drawn


def test_what_was_accepted_weighs_no_more(corpus):
    traced = trace_lineage([read_document(file) for file in sorted(corpus.glob("*-*.*"))])
    compared = compare_lineage(traced)
    accepted = tuple(msgspec.structs.replace(f, waived="đã rõ") for f in compared.findings)
    papers = build_tree(compared.replace(findings=accepted)).papers
    marks = Counter(look(paper) for paper in papers.values())
    assert marks["found-sound"] == len({c.child for c in compared.comparisons})
    assert not marks["found-error"]


def test_new_comparisons_were_not_audited(corpus):
    traced = trace_lineage([read_document(file) for file in sorted(corpus.glob("*-*.*"))])
    compared = compare_lineage(traced)
    assert compared.findings
    assert compared.with_comparisons(compared.comparisons).findings is None


@pytest.mark.parametrize("name", ["svg", "html"])
def test_the_command_writes_it(command, corpus, tmp_path, name):
    done = command("lineage", corpus, "-o", tmp_path / f"tree.{name}")
    assert done.returncode == 0, done.stderr
    assert "118/KH-UBND" in (tmp_path / f"tree.{name}").read_text("utf-8")
