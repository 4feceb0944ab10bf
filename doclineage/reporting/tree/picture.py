"""What is drawn of a directive tree: boxes, the cells of blocks, their texts and signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from doclineage.reporting.text_width import BOLD, cut_to, text_width, wrap_to
from doclineage.reporting.tree.data import BLOCK_CELLS, FOLD_FROM, Block, Branch, Paper, Tree
from doclineage.reporting.tree.layout import Box, Layout, Point, beside, lay_out
from doclineage.reporting.tree.signs import (
    Key,
    counted,
    key_of,
    look,
    look_of,
    sign,
    sign_of,
    standing,
    standing_lines,
    weight_of,
    worst,
)
from doclineage.vietnamese.agencies import short_territory
from doclineage.wording import Language, Phrase, phrase, say

#: Sizes in points of the drawing.
_BOX, PAD, LINE, FONT = 252.0, 9.0, 16.0, 12.5
CELL_HEIGHT, CELL_FONT = 24.0, 12.0
SWATCH, BAR = 16.0, 3.0
TOLD_FONT = 11.0
HEAD = 26.0
#: A block is as wide as a screen at most; few cells are wide ones, many are narrow ones.
_BLOCK, _FEW, _WIDE_COLUMNS, _NARROW_COLUMNS = 1248.0, 45, 5, 8
#: The corner of a box where the page puts the knob that folds it.
_KNOB = 26.0
#: "phường Bến Nghiêng 12": the number tells it from its neighbours.
_NUMBERED = re.compile(r"(?P<name>.*\S)(?P<number>\s+\d{1,4})")


class Cell(NamedTuple):
    """One cell of a block: a document, or a folded group of them.

    `weight` counts its worst findings, `share` is how much it covers; a group tells neither.
    """

    key: str
    text: Phrase
    title: Phrase
    look: str
    sign: str
    weight: str = ""
    share: float | None = None


class Picture(NamedTuple):
    """What is drawn of a tree, ready to be placed; `both` keeps the other language beside."""

    tree: Tree
    language: Language
    both: bool
    cells: Mapping[str, tuple[Cell, ...]]
    labels: Mapping[str, tuple[Phrase, ...]]


class Told(NamedTuple):
    """What stands beside a line, and where it begins."""

    text: Phrase
    at: Point


class Drawing(NamedTuple):
    """A picture in its place: boxes, and lines by the boxes that they lead from and to.

    What is told beside lines stands in the order of the lines, None where nothing need be told.
    """

    picture: Picture
    boxes: tuple[Box, ...]
    branches: Mapping[tuple[str, str, str | None], Branch]
    layout: Layout
    told: tuple[Told | None, ...]
    keys: tuple[tuple[Key, Point], ...] = ()


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
    told = tuple(
        _told(branch, line, boxes, layout)
        for branch, line in zip(drawn.values(), layout.lines, strict=True)
    )
    whole = Drawing(picture, boxes, drawn, layout, told)
    # A page writes its key as text of its own.
    return whole if both else _with_key(whole)


def _with_key(drawing: Drawing) -> Drawing:
    """Return a drawing with the key to its colours and signs below it."""
    picture, layout = drawing.picture, drawing.layout
    keys = key_of(picture.tree.papers.values())
    widths = [SWATCH + 3 * PAD + text_width(key.text.said(picture.language), FONT) for key in keys]
    right = max([layout.width, *(PAD + width for width in widths)])
    placed, x, y = [], PAD, layout.height
    for key, width in zip(keys, widths, strict=True):
        if x > PAD and x + width > right:
            x, y = PAD, y + LINE + 4
        placed.append((key, Point(x, y)))
        x += width
    bottom = y + LINE + PAD if keys else layout.height
    return drawing._replace(keys=tuple(placed), layout=layout._replace(width=right, height=bottom))


def relation_of(branch: Branch) -> Phrase:
    """Return what a line stands for."""
    return phrase(f"citation.{branch.relation or 'implements'}" if branch.sure else "tree.doubtful")


def _told(
    branch: Branch, line: Sequence[Point], boxes: Sequence[Box], layout: Layout
) -> Told | None:
    if branch.sure and not branch.relation:
        return None
    text = relation_of(branch)
    width = max(text_width(said, TOLD_FONT) for said in text)
    return Told(text, beside(line, width, TOLD_FONT, boxes, layout.corners))


def summary(tree: Tree, language: Language) -> str:
    """Return the picture in one sentence, for those who do not see it."""
    absent = sum(not paper.node.present for paper in tree.papers.values())
    tops = [
        p.name
        for name, p in sorted(tree.papers.items(), key=lambda found: not found[1].node.present)
        if not tree.layers[name] and name in tree.below
    ]
    said = say(
        "tree.summary",
        language,
        papers=len(tree.papers),
        absent=absent,
        tops=", ".join(tops[:3]) or "—",
    )
    if not tree.undrawn:
        return said
    return f"{said}; {say('tree.undrawn', language, count=tree.undrawn)}"


def bar_of(paper: Paper) -> float | None:
    """Return how long the bar of a document is, 0..1: where its colour tells what was found."""
    return paper.share if paper.found is not None else None


def in_both(make: Callable[[Language], str]) -> Phrase:
    """Return what is said in each language."""
    return Phrase(make("vi"), make("en"))


def _labels(paper: Paper) -> tuple[Phrase, ...]:
    lines = zip_longest(_label(paper, "vi"), _label(paper, "en"), fillvalue="")
    return tuple(Phrase(vi, en) for vi, en in lines)


def _label(paper: Paper, language: Language) -> Iterator[str]:
    """Yield a box's lines: number, issuer, date, title, then what is known of its standing."""
    room = _BOX - 2 * PAD
    yield cut_to(paper.name, room, FONT * BOLD)
    node = paper.node
    if node.issuer:
        yield cut_to(node.issuer, room, FONT)
    if node.title and node.title not in paper.name:
        yield from wrap_to(node.title, room, FONT, 2)
    stands, found = standing_lines(paper, language)
    yield from wrap_to(stands, room - _KNOB, FONT, 2)
    if found:
        yield cut_to(found, room - _KNOB, FONT)


def _cells(tree: Tree, block: Block) -> Iterator[Cell]:
    """Yield a block's cells: one a document, or one a province where they are too many."""
    width = shape_of(tree, block).width
    for province, members in block.groups:
        mark = worst(tree.papers[name] for name in members)
        yield Cell(
            f"{block.key}/{province}",
            *_group_texts(province, len(members), width),
            f"group {look_of(mark)}",
            sign(mark),
        )
    if block.groups:
        return
    over = len(block.members) - BLOCK_CELLS
    counted = Counter(tree.papers[name].place for name in block.members)
    shared = {place for place, count in counted.items() if count > 1}
    named = block.members[: BLOCK_CELLS - 1 if over > 0 else None]
    yield from _paper_cells(tree, named, shared, width)
    if over > 0:
        title = in_both(lambda language: say("tree.more", language, count=over + 1))
        text = Phrase(*(cut_to(said, width - 30, CELL_FONT) for said in title))
        yield Cell(f"{block.key}/", text, title, "group cover-none", "+")


def _group_texts(province: str, count: int, width: float) -> tuple[Phrase, Phrase]:
    """Return a folded group's text and its title."""
    room = width - 30 - text_width(f" ({count})", CELL_FONT)

    def named(language: Language) -> str:
        return province or say("tree.elsewhere", language)

    return (
        in_both(lambda language: f"{cut_to(named(language), room, CELL_FONT)} ({count})"),
        in_both(lambda language: f"{named(language)}: {say('tree.count', language, count=count)}"),
    )


def _paper_cells(
    tree: Tree, names: Sequence[str], shared: Collection[str], width: float
) -> Iterator[Cell]:
    """Yield documents' cells, called by their places, by numbers where others have that place.

    Where one name is too long, all are called in short: neighbours are written alike.
    """
    papers = [tree.papers[name] for name in names]
    counts = [f" ({len(below)})" if (below := tree.below.get(name)) else "" for name in names]
    weights = [text_width(weight_of(paper), CELL_FONT) for paper in papers]
    rooms = [
        width - 30 - text_width(count, CELL_FONT) - (weight + 8 if weight else 0)
        for count, weight in zip(counts, weights, strict=True)
    ]
    called = [paper.name if paper.place in shared else paper.place for paper in papers]
    if any(text_width(name, CELL_FONT) > room for name, room in zip(called, rooms, strict=True)):
        called = [short_territory(name) for name in called]
    for paper, name, room, count in zip(papers, called, rooms, counts, strict=True):
        text = _cut_name(name, room) + count
        yield Cell(
            paper.node.id,
            Phrase(text, text),
            _title(paper),
            look(paper),
            sign_of(paper),
            weight_of(paper),
            bar_of(paper),
        )


def _title(paper: Paper) -> Phrase:
    return in_both(
        lambda language: " · ".join(
            filter(None, [paper.place, paper.name, standing(paper, language)])
        )
    )


def _cut_name(name: str, room: float) -> str:
    """Return a name cut to a width, a number at its end kept."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None or text_width(name, CELL_FONT) <= room:
        return cut_to(name, room, CELL_FONT)
    left = room - text_width(numbered["number"], CELL_FONT)
    return cut_to(numbered["name"], left, CELL_FONT) + numbered["number"]


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


def places_of(picture: Picture, key: str, corner: Point) -> Iterator[tuple[Cell, Point, float]]:
    """Yield the cells of a block with their corners and widths."""
    block = block_of(picture, key)
    columns, width = shape_of(picture.tree, block)
    for number, cell in enumerate(picture.cells[key]):
        row, column = divmod(number, columns)
        at = Point(corner.x + 1 + column * width, corner.y + HEAD + row * CELL_HEIGHT)
        yield cell, at, width


def block_of(picture: Picture, key: str) -> Block:
    """Return the block that a box stands for."""
    return next(block for block in picture.tree.blocks if block.key == key)


def _layer(tree: Tree, block: Block) -> int:
    return max(tree.layers[name] for name in block.members)


def _boxes(picture: Picture) -> Iterator[Box]:
    tree = picture.tree
    for name in tree.shown:
        height = 2 * PAD + LINE * len(picture.labels[name])
        yield Box(name, tree.layers[name], _BOX, height)
    for block in tree.blocks:
        columns, width = shape_of(tree, block)
        rows = -(-len(picture.cells[block.key]) // columns)
        height = HEAD + rows * CELL_HEIGHT + 2
        yield Box(block.key, _layer(tree, block), columns * width + 2, height)


def _box_of(tree: Tree) -> dict[str, str]:
    """Return for every document the box that it stands in; what is folded deeper has none."""
    boxes = {name: block.key for block in tree.blocks for name in block.members}
    return boxes | {name: name for name in tree.shown}


def block_title(tree: Tree, block: Block, language: Language) -> str:
    """Return how many stand in a block, and how well they cover what is above them."""
    papers = [tree.papers[name] for name in block.members]
    count = say("tree.count", language, count=len(papers))
    return " · ".join([count, *counted(papers, language)])
