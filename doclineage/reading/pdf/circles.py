"""Drawings of a PDF that draw themselves: pdfium follows them until the memory is full.

A form, a pattern or a Type 3 font names what it draws in its resources, directly or through
other objects. Whatever cannot be told apart here counts as a circle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import networkx as nx

# 12 0 obj
_OBJECT = re.compile(rb"(?:(\d{1,9})[\s\0]+\d{1,5}[\s\0]+|(?<!end))obj(?=[\s\0<\[(/%\d])")
# 12 0 R
_REFERENCE = re.compile(rb"(\d{1,9})[\s\0]+\d{1,5}[\s\0]+R\b")
_END = re.compile(rb"endobj|stream")
_FIRST = re.compile(rb"/First\s+(\d{1,9})(?!\s+\d+\s+R)\b")
_DRAWN = re.compile(rb"/(?:Form|PatternType|Type3)\b")
_OWN_DRAWINGS = re.compile(rb"/XObject\s*(?:<<|\d)")
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_TEXT = re.compile(rb"\([^()]*\)")
#: Brackets within brackets of a text.
_MOST_NESTED = 4
#: Stands in the graph for drawings that a form names itself.
_OWN = -1

Bodies = dict[int, bytes]


def bodies_of(data: bytes, held: Iterable[tuple[bytes, bytes]]) -> Bodies:
    """Return what each object of a file states, without the bytes of streams.

    `held`: the dictionary and the bytes of each stream that holds objects. Raises ValueError
    where an object may hide in another one.
    """
    bodies: Bodies = {}
    pieces = [_objects(data), *(_held_objects(*stream) for stream in held)]
    for found in pieces:
        for number, body in found:
            # An object that is stated twice may be either.
            bodies[number] = bodies.get(number, b"") + b" " + body
    return bodies


def draws_itself(bodies: Bodies, drawing: Iterable[int]) -> bool:
    """Tell whether a form, pattern or font reaches itself; `drawing` names the forms that draw."""
    edges = [
        (number, int(named))
        for number, body in bodies.items()
        for named in _REFERENCE.findall(body)
    ]
    # A form without drawings of its own draws what the page names, perhaps itself.
    edges += [(number, _OWN) for number, body in bodies.items() if _OWN_DRAWINGS.search(body)]
    graph: nx.DiGraph[int] = nx.DiGraph([*edges, (_OWN, _OWN)])
    if not set(drawing) <= nx.ancestors(graph, _OWN):
        return True
    graph.remove_node(_OWN)
    circles = (found for found in nx.strongly_connected_components(graph) if len(found) > 1)
    alone = {number for number, named in edges if number == named != _OWN}
    circling = alone.union(*circles)
    return any(_DRAWN.search(bodies.get(number, b"")) for number in circling)


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    starts = list(_OBJECT.finditer(data))
    ends = [start.start() for start in starts[1:]] + [len(data)]
    for start, end in zip(starts, ends, strict=True):
        if start[1] is None:
            raise ValueError("an object without a number")
        stop = _END.search(data, start.end(), end)
        body = data[start.end() : stop.start() if stop else end]
        plain = _without_texts(body)
        if b"%" in plain:
            raise ValueError("a comment in an object")
        yield int(start[1]), body


def _held_objects(dictionary: bytes, content: bytes) -> Iterator[tuple[int, bytes]]:
    first = _FIRST.search(dictionary)
    if first is None:
        raise ValueError("objects without a beginning")
    begin = int(first[1])
    places = list(map(int, content[:begin].split()))
    numbers, offsets = places[::2], places[1::2]
    for number, start, end in zip(numbers, offsets, [*offsets[1:], len(content)], strict=True):
        body = content[begin + start : begin + end]
        plain = _without_texts(body)
        if b"%" in plain or plain.count(b"<") != plain.count(b">"):
            raise ValueError("an object in another one")
        yield number, body


def _without_texts(body: bytes) -> bytes:
    """Return an object without its texts; raises ValueError where one does not end."""
    plain = _ESCAPED.sub(b"", body)
    for _ in range(_MOST_NESTED):
        plain = _TEXT.sub(b"", plain)
    if b"(" in plain or b")" in plain:
        raise ValueError("a text without an end")
    return plain
