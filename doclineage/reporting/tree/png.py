"""The directive tree as PNG, by Graphviz: a notebook that is not trusted shows no SVG of its own.

Places are those of the SVG; Graphviz only draws. Without its wheel (``doclineage[tree]``) there is
no PNG.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from doclineage.reporting.hidden import visible
from doclineage.reporting.text_width import text_width
from doclineage.reporting.tree.data import Branch, Tree
from doclineage.reporting.tree.layout import Box, Point
from doclineage.reporting.tree.picture import (
    BAR,
    FONT,
    LINE,
    SWATCH,
    Cell,
    Drawing,
    bar_of,
    block_of,
    block_title,
    draw,
    places_of,
    shape_of,
)
from doclineage.reporting.tree.signs import Key, look
from doclineage.silence import silenced
from doclineage.wording import Language

_POINTS, _DPI = 72, 96
#: fontconfig takes the first that is there.
_FONT = "Segoe UI,Noto Sans,Roboto,Arial,DejaVu Sans"
_INK, _GREY, _RED, _VIOLET = "#1b2430", "#5d6876", "#a8121f", "#6a3a9a"
_PALE, _HAIR = "#f3f5f8", "#c9d1da"
_BAR, _GREEN, _AMBER, _ROSE = "#54749f", "#dff2e6", "#ffedc2", "#fbd3d5"
_FILLS = {
    "cover-good": _GREEN,
    "cover-part": _AMBER,
    "cover-poor": _ROSE,
    "found-sound": _GREEN,
    "found-warning": _AMBER,
    "found-error": _ROSE,
}
_CELL_HEIGHT, _HEAD = 24, 26

Attributes = dict[str, object]


def tree_png(tree: Tree, language: Language) -> bytes | None:
    """Return the picture, None where Graphviz is not installed."""
    try:
        from pygraphviz import AGraph  # noqa: PLC0415  # an extra
    except ImportError:
        return None
    drawing = draw(tree, language)
    graph = AGraph(strict=False, directed=True)
    graph.graph_attr.update(dpi=_DPI, bgcolor="white", pad=0, outputorder="edgesfirst")
    graph.node_attr.update(fontname=_FONT, fontsize=11, fontcolor=_INK, fixedsize=True)
    graph.edge_attr.update(fontname=_FONT, fontsize=10, fontcolor=_GREY, arrowhead="none")
    for name, attributes in _nodes(drawing):
        graph.add_node(name, **attributes)
    for ends, attributes in _lines(drawing):
        graph.add_edge(*ends, **attributes)
    with silenced():  # fontconfig has an opinion on the settings of many systems
        return bytes(graph.draw(format="png", prog="nop2"))


def _at(point: Point, drawing: Drawing) -> str:
    return f"{point.x:.2f},{drawing.layout.height - point.y:.2f}"


def _nodes(drawing: Drawing) -> Iterator[tuple[str, Attributes]]:
    # Graphviz cuts the paper to what stands on it: two specks keep the margins.
    corners = (Point(0, 0), Point(drawing.layout.width, drawing.layout.height))
    for number, corner in enumerate(corners):
        speck: Attributes = {"style": "invis", "width": 0.01, "height": 0.01, "label": ""}
        yield f"c{number}", speck | {"pos": _at(corner, drawing)}
    for box in drawing.boxes:
        corner = drawing.layout.corners[box.key]
        middle = Point(corner.x + box.width / 2, corner.y + box.height / 2)
        place: Attributes = {
            "pos": _at(middle, drawing),
            "width": box.width / _POINTS,
            "height": box.height / _POINTS,
        }
        block = box.key in drawing.picture.cells
        yield _name(box.key), place | (_block(box, drawing) if block else _paper(box, drawing))
        bars = places_of(drawing.picture, box.key, corner) if block else ()
        for cell, at, width in bars:
            yield from _bar(cell.key, cell.share, Box("", 0, width, _CELL_HEIGHT), at, drawing)
        if not block:
            share = bar_of(drawing.picture.tree.papers[box.key])
            yield from _bar(box.key, share, box, corner, drawing)
    for number, (key, corner) in enumerate(drawing.keys):
        yield f"k{number}", _key_node(key, corner, drawing)


def _bar(
    key: str, share: float | None, box: Box, corner: Point, drawing: Drawing
) -> Iterator[tuple[str, Attributes]]:
    """Yield the bar at the foot of a box or a cell, as long as the share that it covers."""
    if not share:
        return
    width = box.width * share
    middle = Point(corner.x + width / 2, corner.y + box.height - BAR / 2)
    place: Attributes = {"pos": _at(middle, drawing), "width": width / _POINTS}
    look: Attributes = {"shape": "box", "style": "filled", "color": _BAR, "fillcolor": _BAR}
    yield f"bar {_name(key)}", place | look | {"height": BAR / _POINTS, "label": ""}


def _key_node(key: Key, corner: Point, drawing: Drawing) -> Attributes:
    text = key.text.said(drawing.picture.language)
    width = SWATCH + text_width(text, FONT)
    return {
        "pos": _at(Point(corner.x + width / 2, corner.y + LINE / 2), drawing),
        "width": width / _POINTS,
        "height": LINE / _POINTS,
        "shape": "box",
        "style": "filled,dashed" if key.look == "absent" else "filled",
        "fillcolor": _fill([key.look]),
        "color": _RED if key.look == "stale" else _HAIR,
        "label": text,
    }


def _name(key: str) -> str:
    return f"b {key.encode('utf-8', 'replace').hex()}"


def _lines(drawing: Drawing) -> Iterator[tuple[tuple[str, str], Attributes]]:
    lines = zip(drawing.branches.items(), drawing.layout.lines, drawing.told, strict=True)
    for (ends, branch), line, told in lines:
        look: Attributes = {"color": _GREY} | _line_look(branch)
        if told:
            label = told.text.said(drawing.picture.language)
            # Graphviz puts a label's middle in its place.
            middle = Point(told.at.x + 3 * len(label), told.at.y - 4)
            look |= {"label": label, "lp": _at(middle, drawing)}
        look["pos"] = " ".join(_at(point, drawing) for point in line)
        yield (_name(ends[0]), _name(ends[1])), look


def _line_look(branch: Branch) -> Attributes:
    if not branch.sure:
        return {"color": _RED, "style": "dotted"}
    return {"color": _VIOLET, "style": "dashed"} if branch.relation else {}


# --- boxes -----------------------------------------------------------------------------------


def _paper(box: Box, drawing: Drawing) -> Attributes:
    """Return the look of one document: its lines from the left, bordered as its state asks."""
    picture = drawing.picture
    texts = [line.said(picture.language) for line in picture.labels[box.key]]
    rows = [
        f"<TR><TD ALIGN='LEFT'>{_text(text, bold=not at)}</TD></TR>"
        for at, text in enumerate(texts)
    ]
    names = look(picture.tree.papers[box.key]).split()
    stale = "stale" in names
    return {
        "shape": "box",
        "style": "filled,rounded" + (",dashed" if "absent" in names else ""),
        "fillcolor": _fill(names),
        "color": _RED if stale else _GREY,
        "penwidth": 2.5 if stale else 1,
        "label": _table(rows, box.width - 14, box.height - 14, border=0),
    }


def _block(box: Box, drawing: Drawing) -> Attributes:
    """Return the look of many documents in one box: a head, then a table of cells."""
    picture = drawing.picture
    block = block_of(picture, box.key)
    columns, width = shape_of(picture.tree, block)
    cells = picture.cells[box.key]
    title = block_title(picture.tree, block, picture.language)
    rows = [_row([_cell_markup(title, _PALE, box.width - 2, _HEAD, span=columns, bold=True)])]
    for at in range(0, len(cells), columns):
        few = [_cell(cell, width, picture.language) for cell in cells[at : at + columns]]
        few += [_cell_markup("", _PALE, width, _CELL_HEIGHT)] * (columns - len(few))
        rows.append(_row(few))
    # Its cells are of fixed sizes; Graphviz counts borders in and would find the box too small.
    return {
        "shape": "plain",
        "fixedsize": False,
        "label": _table(rows, box.width, box.height, border=1),
    }


def _cell(cell: Cell, width: float, language: Language) -> str:
    text = f"{cell.sign}{cell.weight} {cell.text.said(language)}"
    return _cell_markup(text, _fill(cell.look.split()), width, _CELL_HEIGHT)


def _fill(names: Sequence[str]) -> str:
    if "absent" in names:
        return "white"
    return next((_FILLS[name] for name in names if name in _FILLS), "white")


# --- Graphviz's markup -------------------------------------------------------------------------


def _text(text: str, *, bold: bool = False) -> str:
    # Graphviz takes markup for text, too; an empty element is a fault to it.
    shown = escape(visible(text)) or " "
    return f"<B>{shown}</B>" if bold else shown


def _cell_markup(
    text: str, fill: str, width: float, height: float, *, span: int = 1, bold: bool = False
) -> str:
    return (
        f"<TD ALIGN='LEFT' BGCOLOR='{fill}' BORDER='1' COLOR='{_HAIR}' COLSPAN='{span}'"
        f" FIXEDSIZE='TRUE' WIDTH='{width:.0f}' HEIGHT='{height:.0f}'>"
        f" {_text(text, bold=bold)}</TD>"
    )


def _row(cells: Sequence[str]) -> str:
    return f"<TR>{''.join(cells)}</TR>"


def _table(rows: Sequence[str], width: float, height: float, *, border: int) -> str:
    return (
        f"<<TABLE BORDER='{border}' CELLBORDER='0' CELLSPACING='0' CELLPADDING='1' COLOR='{_GREY}'"
        f" FIXEDSIZE='TRUE' WIDTH='{width:.0f}' HEIGHT='{height:.0f}'>{''.join(rows)}</TABLE>>"
    )
