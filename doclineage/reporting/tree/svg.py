"""The directive tree as a picture: SVG with its text as text, colours beside symbols."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import BinaryIO

from doclineage.lineage import LineageGraph
from doclineage.reporting.hidden import visible
from doclineage.reporting.page import asset
from doclineage.reporting.refusal import refuse
from doclineage.reporting.text_width import BOLD, cut_to
from doclineage.reporting.tree.data import Branch, Tree, build_tree
from doclineage.reporting.tree.layout import Box, Layout, Point
from doclineage.reporting.tree.picture import (
    BAR,
    CELL_HEIGHT,
    FONT,
    LINE,
    PAD,
    SWATCH,
    Picture,
    Told,
    bar_of,
    block_of,
    block_title,
    draw,
    in_both,
    places_of,
    relation_of,
    summary,
)
from doclineage.reporting.tree.signs import Key, look
from doclineage.wording import Language, Phrase, phrase


def write(reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi") -> None:
    """Write one graph as an SVG file."""
    graph = reports[0] if len(reports) == 1 else reports
    if not isinstance(graph, LineageGraph):
        raise refuse(graph, "svg")
    stream.write(tree_svg(build_tree(graph), language).encode())


def tree_svg(tree: Tree, language: Language, *, alone: bool = True) -> str:
    """Return the picture; `alone` brings its own style and background along, and one language."""
    drawing = draw(tree, language, both=not alone)
    picture, boxes, branches, layout, told, keys = drawing
    parts = [*_opening(picture, layout)]
    for ends, line, beside in zip(branches, layout.lines, told, strict=True):
        parts += _drawn_line(picture, branches[ends], ends[:2], line, beside)
    for box in boxes:
        corner = layout.corners[box.key]
        if box.key in picture.cells:
            parts += _drawn_block(picture, box, corner)
        else:
            parts += _drawn_paper(picture, box, corner)
    for key, place in keys:
        parts += _drawn_key(picture, key, place)
    return visible("\n".join([*parts, "</svg>", ""]))


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
    told = in_both(lambda language: summary(picture.tree, language))
    yield _spoken(picture, 'desc id="tree-summary"', told)
    if alone:
        yield f"<style>{asset('diagram.css')}</style>"
        yield f'<rect class="paper" width="{width}" height="{height}"/>'


def _drawn_line(
    picture: Picture,
    branch: Branch,
    ends: tuple[str, str],
    line: Sequence[Point],
    beside: Told | None,
) -> Iterator[str]:
    start, *rest = line
    path = f"M{start.x:.1f},{start.y:.1f}C" + " ".join(f"{p.x:.1f},{p.y:.1f}" for p in rest)
    names = "line" + ("" if branch.sure else " doubtful") + (" change" if branch.relation else "")
    title = _spoken(picture, "title", relation_of(branch))
    data = f'data-parent="{escape(ends[0])}" data-child="{escape(ends[1])}"'
    yield f'<path class="{names}" {data} d="{path}">{title}</path>'
    if beside:
        at = f'x="{beside.at.x:.1f}" y="{beside.at.y:.1f}"'
        yield _spoken(picture, f'text class="told" {at}', beside.text)


def _drawn_paper(picture: Picture, box: Box, corner: Point) -> Iterator[str]:
    paper = picture.tree.papers[box.key]
    yield f'<g class="box {look(paper)}" data-key="{escape(box.key)}">'
    yield _rect(corner, box.width, box.height, radius=5)
    for number, line in enumerate(picture.labels[box.key]):
        y = corner.y + PAD + LINE * (number + 0.78)
        name = ' class="number"' if number == 0 else ""
        yield _spoken(picture, f'text{name} x="{corner.x + PAD:.1f}" y="{y:.1f}"', line)
    yield from _bar(corner, box.width, box.height, bar_of(paper))
    yield "</g>"


def _bar(corner: Point, width: float, height: float, share: float | None) -> Iterator[str]:
    """Yield a bar at the foot of a box, as long as the share that it covers."""
    if share:
        start = f"M{corner.x:.1f},{corner.y + height - BAR / 2:.1f}"
        yield f'<path class="bar" d="{start}h{width * share:.1f}"/>'


def _drawn_key(picture: Picture, key: Key, place: Point) -> Iterator[str]:
    yield f'<g class="key {key.look}">'
    yield _rect(place, SWATCH, LINE - 2, radius=2)
    if key.look == "bar":
        yield from _bar(place, SWATCH, LINE - 2, 0.7)
    at = f'x="{place.x + SWATCH + PAD / 2:.1f}" y="{place.y + LINE * 0.72:.1f}"'
    yield _spoken(picture, f"text {at}", key.text)
    yield "</g>"


def _drawn_block(picture: Picture, box: Box, corner: Point) -> Iterator[str]:
    block = block_of(picture, box.key)
    yield f'<g class="block" data-key="{escape(box.key)}">'
    yield _rect(corner, box.width, box.height, radius=5)
    room = box.width - 2 * PAD
    title = in_both(
        lambda language: cut_to(block_title(picture.tree, block, language), room, FONT * BOLD)
    )
    at = f'x="{corner.x + PAD:.1f}" y="{corner.y + 17.5:.1f}"'
    yield _spoken(picture, f'text class="number" {at}', title)
    for cell, place, width in places_of(picture, box.key, corner):
        yield f'<g class="cell {cell.look}" data-key="{escape(cell.key)}">'
        yield _spoken(picture, "title", cell.title)
        yield _rect(place, width, CELL_HEIGHT, radius=0)
        y = f"{place.y + 16.5:.1f}"
        yield f'<text class="sign" x="{place.x + 6:.1f}" y="{y}">{escape(cell.sign)}</text>'
        if cell.weight:
            at = f'x="{place.x + width - 6:.1f}" y="{y}"'
            yield f'<text class="weight" {at}>{escape(cell.weight)}</text>'
        yield _spoken(picture, f'text x="{place.x + 22:.1f}" y="{y}"', cell.text)
        yield from _bar(place, width, CELL_HEIGHT, cell.share)
        yield "</g>"
    yield "</g>"


def _rect(corner: Point, width: float, height: float, *, radius: int) -> str:
    return (
        f'<rect x="{corner.x:.1f}" y="{corner.y:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}" rx="{radius}"/>'
    )


def _spoken(picture: Picture, opening: str, said: Phrase) -> str:
    """Return an element of text; for a page that changes languages it holds both."""
    name = opening.partition(" ")[0]
    text = said.said(picture.language)
    if picture.both and said.vi != said.en:
        opening += f' data-vi="{escape(said.vi)}" data-en="{escape(said.en)}"'
    return f"<{opening}>{escape(text)}</{name}>"
