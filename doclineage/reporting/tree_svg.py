"""The directive tree as a picture: SVG with its text as text, colours beside symbols."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import escape
from itertools import zip_longest
from typing import BinaryIO, NamedTuple

from doclineage.lineage import LineageGraph
from doclineage.reporting.hidden import visible
from doclineage.reporting.page import asset
from doclineage.reporting.refusal import refuse
from doclineage.reporting.text_width import BOLD, cut_to, text_width, wrap_to
from doclineage.reporting.tree_data import (
    BLOCK_CELLS,
    FOLD_FROM,
    Block,
    Branch,
    Cover,
    Paper,
    Tree,
    build_tree,
)
from doclineage.reporting.tree_layout import Box, Layout, Point, lay_out
from doclineage.vietnamese.agencies import short_territory
from doclineage.wording import Language, Phrase, phrase, say

#: Sizes in points of the drawing.
_BOX, _PAD, _LINE, _FONT = 252.0, 9.0, 16.0, 12.5
_CELL_HEIGHT, _CELL_FONT = 24.0, 12.0
_HEAD = 26.0
#: A block is as wide as a screen at most; few cells are wide ones, many are narrow ones.
_BLOCK, _FEW, _WIDE_COLUMNS, _NARROW_COLUMNS = 1248.0, 45, 5, 8
#: The corner of a box where the page puts the knob that folds it.
_KNOB = 26.0
_SIGNS: dict[Cover, str] = {"good": "✓", "part": "!", "poor": "✗", "none": "·"}
#: "phường Bến Nghiêng 12": the number tells it from its neighbours.
_NUMBERED = re.compile(r"(?P<name>.*\S)(?P<number>\s+\d{1,4})")
#: From the worst: what a folded group is coloured by.
_WORST: tuple[Cover, ...] = ("poor", "part", "good", "none")


class Cell(NamedTuple):
    """One cell of a block: a document, or a folded group of them."""

    key: str
    text: Phrase
    title: Phrase
    look: str
    sign: str


class Picture(NamedTuple):
    """What is drawn of a tree, ready to be placed; `both` keeps the other language beside."""

    tree: Tree
    language: Language
    both: bool
    cells: Mapping[str, tuple[Cell, ...]]
    labels: Mapping[str, tuple[Phrase, ...]]


class Drawing(NamedTuple):
    """A picture in its place: boxes, and lines by the boxes that they lead from and to."""

    picture: Picture
    boxes: tuple[Box, ...]
    branches: Mapping[tuple[str, str, str | None], Branch]
    layout: Layout


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph as an SVG file."""
    graph = reports[0] if len(reports) == 1 else reports
    if not isinstance(graph, LineageGraph):
        raise refuse(graph, "svg")
    stream.write(tree_svg(build_tree(graph), language).encode())


def tree_svg(tree: Tree, language: Language, *, alone: bool = True) -> str:
    """Return the picture; `alone` brings its own style and background along, and one language."""
    picture, boxes, drawn, layout = draw(tree, language, both=not alone)
    parts = [*_opening(picture, layout)]
    for (parent, child, relation), line in zip(drawn, layout.lines, strict=True):
        parts += _drawn_line(picture, drawn[parent, child, relation], (parent, child), line)
    for box in boxes:
        corner = layout.corners[box.key]
        if box.key in picture.cells:
            parts += _drawn_block(picture, box, corner)
        else:
            parts += _drawn_paper(picture, box, corner)
    return visible("\n".join([*parts, "</svg>", ""]))


# --- what is drawn ---------------------------------------------------------------------------


def draw(tree: Tree, language: Language, *, both: bool = False) -> Drawing:
    """Return what is drawn of a tree, and where."""
    picture = Picture(
        tree,
        language,
        both,
        {block.key: tuple(_cells(tree, block)) for block in tree.blocks},
        {name: _labels(tree.papers[name]) for name in tree.shown},
    )
    boxes = tuple(_boxes(picture))
    homes = _box_of(tree)
    drawn: dict[tuple[str, str, str | None], Branch] = {}
    for branch in tree.branches:
        parent, child = homes.get(branch.parent), homes.get(branch.child)
        if parent and child and parent != child:
            drawn.setdefault((parent, child, branch.relation), branch)
    layout = lay_out(boxes, [(parent, child) for parent, child, _ in drawn])
    return Drawing(picture, boxes, drawn, layout)


def summary(tree: Tree, language: Language) -> str:
    """Return the picture in one sentence, for those who do not see it."""
    absent = sum(not paper.node.present for paper in tree.papers.values())
    tops = [
        p.name
        for name, p in sorted(tree.papers.items(), key=lambda found: not found[1].node.present)
        if not tree.layers[name] and name in tree.below
    ]
    return say(
        "tree.summary",
        language,
        papers=len(tree.papers),
        absent=absent,
        tops=", ".join(tops[:3]) or "—",
    )


def _spoken(picture: Picture, opening: str, said: Phrase) -> str:
    """Return an element of text; for a page that changes languages it holds both."""
    name = opening.partition(" ")[0]
    text = said.vi if picture.language == "vi" else said.en
    if picture.both and said.vi != said.en:
        opening += f' data-vi="{escape(said.vi)}" data-en="{escape(said.en)}"'
    return f"<{opening}>{escape(text)}</{name}>"


def _in_both(make: Callable[[Language], str]) -> Phrase:
    return Phrase(make("vi"), make("en"))


def _labels(paper: Paper) -> tuple[Phrase, ...]:
    lines = zip_longest(_label(paper, "vi"), _label(paper, "en"), fillvalue="")
    return tuple(Phrase(vi, en) for vi, en in lines)


def _label(paper: Paper, language: Language) -> Iterator[str]:
    """Yield a box's lines: number, issuer, date, title, then what is known of its standing."""
    room = _BOX - 2 * _PAD
    yield cut_to(paper.name, room, _FONT * BOLD)
    node = paper.node
    if node.issuer:
        yield cut_to(node.issuer, room, _FONT)
    if node.title and node.title not in paper.name:
        yield from wrap_to(node.title, room, _FONT, 2)
    yield from wrap_to(standing(paper, language), room - _KNOB, _FONT, 2)


def standing(paper: Paper, language: Language) -> str:
    """Return a document's standing in words beside its sign."""
    parts = [f"{paper.node.issued:%d/%m/%Y}"] if paper.node.issued else []
    if not paper.node.present:
        parts.append(f"∅ {say('table.absent', language)}")
    if paper.stale:
        parts.append(f"⊘ {say('tree.stale', language)}")
    if paper.share is not None:
        parts.append(f"{_SIGNS[paper.cover]} {say('tree.covers', language, share=_percent(paper))}")
    return " · ".join(parts)


def _percent(paper: Paper) -> str:
    return f"{paper.share or 0:.0%}"


def sign_of(paper: Paper) -> str:
    """Return the sign that stands beside a document's colour."""
    if paper.stale:
        return "⊘"
    return _SIGNS[paper.cover] if paper.node.present else "∅"


def look(paper: Paper) -> str:
    """Return the class names of a document."""
    names = [f"cover-{paper.cover}"]
    names += [] if paper.node.present else ["absent"]
    names += ["stale"] if paper.stale else []
    return " ".join(names)


def _cells(tree: Tree, block: Block) -> Iterator[Cell]:
    """Yield a block's cells: one a document, or one a province where they are too many."""
    width = shape_of(tree, block).width
    for province, members in block.groups:
        worst = min((tree.papers[name].cover for name in members), key=_WORST.index)
        yield Cell(
            f"{block.key}/{province}",
            *_group_texts(province, len(members), width),
            f"group cover-{worst}",
            _SIGNS[worst],
        )
    if block.groups:
        return
    over = len(block.members) - BLOCK_CELLS
    counted = Counter(tree.papers[name].place for name in block.members)
    shared = {place for place, count in counted.items() if count > 1}
    for name in block.members[: BLOCK_CELLS - 1 if over > 0 else None]:
        yield _paper_cell(tree, name, shared, width)
    if over > 0:
        title = _in_both(lambda language: say("tree.more", language, count=over + 1))
        text = Phrase(*(cut_to(said, width - 30, _CELL_FONT) for said in title))
        yield Cell(f"{block.key}/", text, title, "group cover-none", "+")


def _group_texts(province: str, count: int, width: float) -> tuple[Phrase, Phrase]:
    """Return a folded group's text and its title."""
    room = width - 30 - text_width(f" ({count})", _CELL_FONT)

    def named(language: Language) -> str:
        return province or say("tree.elsewhere", language)

    return (
        _in_both(lambda language: f"{cut_to(named(language), room, _CELL_FONT)} ({count})"),
        _in_both(lambda language: f"{named(language)}: {say('tree.count', language, count=count)}"),
    )


def _paper_cell(tree: Tree, name: str, shared: Collection[str], width: float) -> Cell:
    """Return a document's cell, called by its place, by its number where others have that place."""
    paper = tree.papers[name]
    below = len(tree.below.get(name, ()))
    count = f" ({below})" if below else ""
    room = width - 30 - text_width(count, _CELL_FONT)
    called = paper.name if paper.place in shared else paper.place
    if text_width(called, _CELL_FONT) > room:
        called = short_territory(called)

    def title(language: Language) -> str:
        return " · ".join(filter(None, [paper.place, paper.name, standing(paper, language)]))

    text = _cut_name(called, room) + count
    return Cell(name, Phrase(text, text), _in_both(title), look(paper), sign_of(paper))


def _cut_name(name: str, room: float) -> str:
    """Return a name cut to a width, a number at its end kept."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None or text_width(name, _CELL_FONT) <= room:
        return cut_to(name, room, _CELL_FONT)
    left = room - text_width(numbered["number"], _CELL_FONT)
    return cut_to(numbered["name"], left, _CELL_FONT) + numbered["number"]


class Shape(NamedTuple):
    """How many columns of cells a block has, and how wide each is."""

    columns: int
    width: float


def shape_of(tree: Tree, block: Block) -> Shape:
    """Return a block's shape: blocks of one layer share the width of a screen."""
    layer = _layer(tree, block)
    beside = sum(_layer(tree, other) == layer for other in tree.blocks)
    count = len(block.groups) or min(len(block.members), BLOCK_CELLS)
    if count < FOLD_FROM or beside > 1:
        columns = 1 if count < FOLD_FROM else max(1, _WIDE_COLUMNS // beside)
        return Shape(columns, _BLOCK / _WIDE_COLUMNS)
    columns = _WIDE_COLUMNS if count <= _FEW else _NARROW_COLUMNS
    return Shape(columns, _BLOCK / columns)


def _layer(tree: Tree, block: Block) -> int:
    return max(tree.layers[name] for name in block.members)


def _boxes(picture: Picture) -> Iterator[Box]:
    tree = picture.tree
    for name in tree.shown:
        height = 2 * _PAD + _LINE * len(picture.labels[name])
        yield Box(name, tree.layers[name], _BOX, height)
    for block in tree.blocks:
        columns, width = shape_of(tree, block)
        rows = -(-len(picture.cells[block.key]) // columns)
        height = _HEAD + rows * _CELL_HEIGHT + 2
        yield Box(block.key, _layer(tree, block), columns * width + 2, height)


def _box_of(tree: Tree) -> dict[str, str]:
    """Return for every document the box that it stands in; what is folded deeper has none."""
    boxes = {name: block.key for block in tree.blocks for name in block.members}
    return boxes | {name: name for name in tree.shown}


# --- drawing ---------------------------------------------------------------------------------


def _opening(picture: Picture, layout: Layout) -> Iterator[str]:
    alone = not picture.both
    width, height = f"{layout.width:.1f}", f"{layout.height:.1f}"
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    role = ' role="img"' if alone else ' role="group"'
    yield (
        f'<svg{space} class="tree"{role} aria-labelledby="tree-title tree-summary"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    yield _spoken(picture, 'title id="tree-title"', phrase("tree.title"))
    told = _in_both(lambda language: summary(picture.tree, language))
    yield _spoken(picture, 'desc id="tree-summary"', told)
    if alone:
        yield f"<style>{asset('diagram.css')}</style>"
        yield f'<rect class="paper" width="{width}" height="{height}"/>'


def _drawn_line(
    picture: Picture, branch: Branch, ends: tuple[str, str], line: Sequence[Point]
) -> Iterator[str]:
    start, *rest = line
    path = f"M{start.x:.1f},{start.y:.1f}C" + " ".join(f"{p.x:.1f},{p.y:.1f}" for p in rest)
    names = "line" + ("" if branch.sure else " doubtful") + (" change" if branch.relation else "")
    told = phrase(f"citation.{branch.relation or 'implements'}")
    if not branch.sure:
        told = phrase("tree.doubtful")
    data = f'data-parent="{escape(ends[0])}" data-child="{escape(ends[1])}"'
    yield f'<path class="{names}" {data} d="{path}">{_spoken(picture, "title", told)}</path>'
    if branch.relation or not branch.sure:
        middle = line[len(line) // 2]
        x, y = f"{middle.x + 5:.1f}", f"{middle.y:.1f}"
        yield _spoken(picture, f'text class="told" x="{x}" y="{y}"', told)


def _drawn_paper(picture: Picture, box: Box, corner: Point) -> Iterator[str]:
    paper = picture.tree.papers[box.key]
    yield f'<g class="box {look(paper)}" data-key="{escape(box.key)}">'
    yield _rect(corner, box.width, box.height, radius=5)
    for number, line in enumerate(picture.labels[box.key]):
        y = corner.y + _PAD + _LINE * (number + 0.78)
        name = ' class="number"' if number == 0 else ""
        yield _spoken(picture, f'text{name} x="{corner.x + _PAD:.1f}" y="{y:.1f}"', line)
    yield "</g>"


def _drawn_block(picture: Picture, box: Box, corner: Point) -> Iterator[str]:
    block = next(block for block in picture.tree.blocks if block.key == box.key)
    yield f'<g class="block" data-key="{escape(box.key)}">'
    yield _rect(corner, box.width, box.height, radius=5)
    room = box.width - 2 * _PAD
    title = _in_both(
        lambda language: cut_to(block_title(picture.tree, block, language), room, _FONT * BOLD)
    )
    at = f'x="{corner.x + _PAD:.1f}" y="{corner.y + 17.5:.1f}"'
    yield _spoken(picture, f'text class="number" {at}', title)
    cells = picture.cells[box.key]
    columns, width = shape_of(picture.tree, block)
    for number, cell in enumerate(cells):
        row, column = divmod(number, columns)
        place = Point(corner.x + 1 + column * width, corner.y + _HEAD + row * _CELL_HEIGHT)
        yield f'<g class="cell {cell.look}" data-key="{escape(cell.key)}">'
        yield _spoken(picture, "title", cell.title)
        yield _rect(place, width, _CELL_HEIGHT, radius=0)
        y = f"{place.y + 16.5:.1f}"
        yield f'<text class="sign" x="{place.x + 6:.1f}" y="{y}">{escape(cell.sign)}</text>'
        yield _spoken(picture, f'text x="{place.x + 22:.1f}" y="{y}"', cell.text)
        yield "</g>"
    yield "</g>"


def block_title(tree: Tree, block: Block, language: Language) -> str:
    """Return how many stand in a block, and how well they cover what is above them."""
    covers = [tree.papers[name].cover for name in block.members]
    parts = [say("tree.count", language, count=len(block.members))]
    parts += [
        f"{_SIGNS[cover]} {say(f'tree.{cover}', language)}: {covers.count(cover)}"
        for cover in ("good", "part", "poor")
        if cover in covers
    ]
    absent = sum(not tree.papers[name].node.present for name in block.members)
    parts += [f"∅ {say('table.absent', language)}: {absent}"] if absent else []
    return " · ".join(parts)


def _rect(corner: Point, width: float, height: float, *, radius: int) -> str:
    return (
        f'<rect x="{corner.x:.1f}" y="{corner.y:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}" rx="{radius}"/>'
    )
