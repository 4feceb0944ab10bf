"""Places for boxes and lines: by Graphviz where its wheel is installed, else plain layers.

Graphviz comes with ``doclineage[tree]`` and draws fewer crossings; without it boxes stand in
their layers in the order of what they hang from, and lines are simple curves. Lengths are points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

_GAP, _LAYER_GAP, _MARGIN = 22.0, 46.0, 12.0
#: Five boxes side by side: a page of 1,280 pixels shows them at nine tenths of their size.
_SCREEN = 1_360.0
#: A page shows this at four fifths, where letters are still legible.
_WIDEST = 1_550.0


class Box(NamedTuple):
    """A box to be placed: `layer` 0 is the top."""

    key: str
    layer: int
    width: float
    height: float


class Point(NamedTuple):
    """A place, y growing downward."""

    x: float
    y: float


class Layout(NamedTuple):
    """Top left corners by key, the points of each line (one, then three a Bézier curve)."""

    width: float
    height: float
    corners: Mapping[str, Point]
    lines: tuple[tuple[Point, ...], ...]


def lay_out(boxes: Sequence[Box], lines: Sequence[tuple[str, str]]) -> Layout:
    """Return where boxes and lines go; a layer wider than a screen stands in several rows.

    Families that no line ties together are laid out each by itself, then put beside or below each
    other, the largest first.
    """
    placed = []
    found = families(boxes, lines)
    home = {box.key: place for place, family in enumerate(found) for box in family}
    tied: defaultdict[int | None, list[int]] = defaultdict(list)
    for number, (parent, _) in enumerate(lines):
        tied[home.get(parent)].append(number)
    for place, family in enumerate(found):
        own = tied[place]
        drawn = [lines[number] for number in own]
        placed.append((own, _placed(in_rows(family, drawn), drawn)))
    return _shelved(placed, len(lines))


def _placed(boxes: Sequence[Box], lines: Sequence[tuple[str, str]]) -> Layout:
    try:
        import pygraphviz  # noqa: F401, PLC0415  # an extra
    except ImportError:
        return plain_layout(boxes, lines)
    layout = graphviz_layout(boxes, lines)
    # It moves rows aside so that lines pass them: beyond some width lines are better crossed.
    return layout if layout.width <= _WIDEST else plain_layout(boxes, lines)


def families(boxes: Sequence[Box], lines: Sequence[tuple[str, str]]) -> list[list[Box]]:
    """Return the boxes by what ties them together, the most first."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for parent, child in lines:
        beside[parent].append(child)
        beside[child].append(parent)
    family: dict[str, int] = {}
    for number, box in enumerate(boxes):
        waiting = [box.key]
        while waiting:
            key = waiting.pop()
            if key not in family:
                family[key] = number
                waiting += beside[key]
    found: defaultdict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        found[family[box.key]].append(box)
    return sorted(found.values(), key=len, reverse=True)


def _shelved(placed: Sequence[tuple[Sequence[int], Layout]], count: int) -> Layout:
    """Return one layout of several: beside each other while a screen has room, else below."""
    corners: dict[str, Point] = {}
    lines: list[tuple[Point, ...]] = [()] * count
    x = y = height = width = 0.0
    for own, layout in placed:
        if x and x + layout.width > _SCREEN + 2 * _MARGIN:
            x, y, height = 0.0, y + height, 0.0
        corners |= {key: Point(at.x + x, at.y + y) for key, at in layout.corners.items()}
        for number, line in zip(own, layout.lines, strict=True):
            lines[number] = tuple(Point(at.x + x, at.y + y) for at in line)
        x, height = x + layout.width, max(height, layout.height)
        width = max(width, x)
    return Layout(width, y + height, corners, tuple(lines))


def in_rows(boxes: Sequence[Box], lines: Sequence[tuple[str, str]]) -> list[Box]:
    """Return the boxes in layers that are each no wider than a screen.

    What hangs from the same box stands together: boxes go by the middle of what they hang from.
    """
    above, layers = _hung(boxes, lines)
    places: dict[str, float] = {}
    made: list[Box] = []
    for layer in sorted(layers):
        known = {b.key: [places[p] for p in above[b.key] if p in places] for b in layers[layer]}
        middles = {key: sum(found) / len(found) for key, found in known.items() if found}
        ordered = sorted(layers[layer], key=lambda box: middles.get(box.key, 0.0))
        places |= {box.key: place / len(ordered) for place, box in enumerate(ordered)}
        first = made[-1].layer + 1 if made else 0
        made += [
            box._replace(layer=first + row) for row, few in enumerate(_rows(ordered)) for box in few
        ]
    return made


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """Return boxes in rows of about the same length."""
    total = sum(box.width + _GAP for box in boxes) - _GAP
    even = total / -(-total // _SCREEN)
    rows: list[list[Box]] = [[]]
    length = 0.0
    for box in boxes:
        over = length + box.width > _SCREEN or length >= even
        if rows[-1] and over:
            rows.append([])
            length = 0.0
        rows[-1].append(box)
        length += box.width + _GAP
    return rows


def graphviz_layout(boxes: Sequence[Box], lines: Sequence[tuple[str, str]]) -> Layout:
    """Return Graphviz's layout: its boxes of one layer stand on one height."""
    from pygraphviz import AGraph  # noqa: PLC0415

    graph = AGraph(strict=False, directed=True, newrank=True, ranksep=_LAYER_GAP / 72)
    graph.graph_attr.update(nodesep=_GAP / 72, rankdir="TB", splines="spline")
    graph.node_attr.update(shape="box", fixedsize=True, label="")
    graph.edge_attr.update(arrowhead="none")
    layers: defaultdict[int, list[str]] = defaultdict(list)
    names = {box.key: f"b{number}" for number, box in enumerate(boxes)}
    for box in boxes:
        graph.add_node(names[box.key], width=box.width / 72, height=box.height / 72)
        layers[box.layer].append(names[box.key])
    spine = [f"layer{layer}" for layer in sorted(layers)]
    for name, layer in zip(spine, sorted(layers), strict=True):
        graph.add_node(name, style="invis", width=0.01, height=0.01)
        graph.add_subgraph([name, *layers[layer]], rank="same")
    for upper, lower in pairwise(spine):
        graph.add_edge(upper, lower, style="invis")
    for number, (parent, child) in enumerate(lines):
        graph.add_edge(names[parent], names[child], key=str(number))
    graph.layout(prog="dot")
    return _read(graph, boxes, names, lines)


def _read(
    graph: object, boxes: Sequence[Box], names: Mapping[str, str], lines: Sequence[tuple[str, str]]
) -> Layout:
    """Return a laid out graph's places, y turned over, moved into the corner."""
    corners = {}
    for box in boxes:
        x, y = map(float, graph.get_node(names[box.key]).attr["pos"].split(","))  # type: ignore[attr-defined]
        corners[box.key] = Point(x - box.width / 2, -y - box.height / 2)
    curves = []
    for number, (parent, child) in enumerate(lines):
        edge = graph.get_edge(names[parent], names[child], key=str(number))  # type: ignore[attr-defined]
        parts = (part.partition(",") for part in edge.attr["pos"].split())
        curves.append(tuple(Point(float(x), -float(y)) for x, _, y in parts))
    every = [*corners.values(), *(point for curve in curves for point in curve)]
    left, top = min(point.x for point in every), min(point.y for point in every)
    moved = {key: _moved(point, left, top) for key, point in corners.items()}
    curves = [tuple(_moved(point, left, top) for point in curve) for curve in curves]
    return _sized(boxes, moved, curves)


def _moved(point: Point, left: float, top: float) -> Point:
    return Point(point.x - left + _MARGIN, point.y - top + _MARGIN)


def _hung(
    boxes: Sequence[Box], lines: Sequence[tuple[str, str]]
) -> tuple[defaultdict[str, list[str]], defaultdict[int, list[Box]]]:
    """Return what each box hangs from, by key, and the boxes of each layer."""
    above: defaultdict[str, list[str]] = defaultdict(list)
    for parent, child in lines:
        above[child].append(parent)
    layers: defaultdict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        layers[box.layer].append(box)
    return above, layers


def plain_layout(boxes: Sequence[Box], lines: Sequence[tuple[str, str]]) -> Layout:
    """Return layers below each other, each ordered by the middle of what its boxes hang from."""
    passed, routes = _routes(boxes, lines)
    above, layers = _hung([*boxes, *passed], [pair for route in routes for pair in pairwise(route)])
    widths = {
        layer: sum(box.width for box in row) + _GAP * (len(row) - 1)
        for layer, row in layers.items()
    }
    widest = max(widths.values(), default=0.0)
    sizes: dict[str, Box] = {}
    corners: dict[str, Point] = {}
    y = _MARGIN
    for layer in sorted(layers):
        middles = {box.key: _middle(above[box.key], corners, sizes) for box in layers[layer]}
        x = _MARGIN + (widest - widths[layer]) / 2
        height = max(box.height for box in layers[layer])
        for box in _ordered(layers[layer], middles, x):
            corners[box.key] = Point(x, y)
            sizes[box.key] = box if box.width else box._replace(height=height)
            x += box.width + _GAP
        y += height + _LAYER_GAP
    curves = [_curve([sizes[key] for key in route], corners) for route in routes]
    return _sized(boxes, {box.key: corners[box.key] for box in boxes}, curves)


def _routes(
    boxes: Sequence[Box], lines: Sequence[tuple[str, str]]
) -> tuple[list[Box], list[list[str]]]:
    """Return gaps for lines to pass layers by, as boxes of no width, and every line's way.

    Lines of one parent share their gaps.
    """
    layer_of = {box.key: box.layer for box in boxes}
    gaps: dict[tuple[str, int], Box] = {}
    routes = []
    for parent, child in lines:
        between = range(layer_of[parent] + 1, layer_of[child])
        for layer in between:
            # No document's name begins like this.
            gaps.setdefault((parent, layer), Box(f"\0{len(gaps)}", layer, 0.0, 0.0))
        routes.append([parent, *(gaps[parent, layer].key for layer in between), child])
    return list(gaps.values()), routes


def _ordered(row: Sequence[Box], middles: Mapping[str, float], left: float) -> list[Box]:
    """Return a layer's boxes by what they hang from, gaps where their lines come straight down."""
    by_middle = sorted(row, key=lambda box: (middles[box.key], box.key))
    ordered = [box for box in by_middle if box.width]
    for gap in (box for box in by_middle if not box.width):
        ends = accumulate((box.width + _GAP for box in ordered), initial=left)
        away = [abs(end - middles[gap.key]) for end in ends]
        ordered.insert(away.index(min(away)), gap)
    return ordered


def _middle(
    parents: Sequence[str], corners: Mapping[str, Point], sizes: Mapping[str, Box]
) -> float:
    placed = [corners[key].x + sizes[key].width / 2 for key in parents if key in corners]
    return sum(placed) / len(placed) if placed else 0.0


def _curve(route: Sequence[Box], corners: Mapping[str, Point]) -> tuple[Point, ...]:
    points: list[Point] = []
    for upper, lower in pairwise(route):
        start, end = corners[upper.key], corners[lower.key]
        above = Point(start.x + upper.width / 2, start.y + upper.height)
        under = Point(end.x + lower.width / 2, end.y)
        bend = (under.y - above.y) / 2
        points += [points[-1], above, above] if points else [above]
        points += [Point(above.x, above.y + bend), Point(under.x, under.y - bend), under]
    return tuple(points)


def beside(
    line: Sequence[Point],
    width: float,
    height: float,
    boxes: Sequence[Box],
    corners: Mapping[str, Point],
) -> Point:
    """Return where a text beside a line begins so that it stands on no box, if it can."""
    places = [
        Point(at.x + 5, at.y + height / 3)
        for first in range(len(line) - 4, -1, -3)
        for share in (0.5, 0.3, 0.7, 0.1, 0.9)
        for at in [on_curve(line[first : first + 4], share)]
    ]
    areas = [(corners[box.key], box) for box in boxes]
    for place in places:
        if not any(
            at.x < place.x + width
            and place.x < at.x + box.width
            and at.y < place.y
            and place.y - height < at.y + box.height
            for at, box in areas
        ):
            return place
    return places[0]


def on_curve(curve: Sequence[Point], share: float) -> Point:
    """Return the point of a Bézier curve at a share of its way."""
    weights = [
        count * share**power * (1 - share) ** (3 - power)
        for power, count in enumerate((1, 3, 3, 1))
    ]
    return Point(
        sum(weight * point.x for weight, point in zip(weights, curve, strict=True)),
        sum(weight * point.y for weight, point in zip(weights, curve, strict=True)),
    )


def _sized(
    boxes: Sequence[Box], corners: Mapping[str, Point], lines: Sequence[tuple[Point, ...]]
) -> Layout:
    right = max((corners[box.key].x + box.width for box in boxes), default=0.0)
    bottom = max((corners[box.key].y + box.height for box in boxes), default=0.0)
    points = [point for line in lines for point in line]
    right = max([right, *(point.x for point in points)])
    bottom = max([bottom, *(point.y for point in points)])
    return Layout(right + _MARGIN, bottom + _MARGIN, corners, tuple(lines))
