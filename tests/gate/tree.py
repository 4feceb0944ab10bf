"""A document as a tree that can be changed, and back: numbers and paths are made anew."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from doclineage.model import Document, Letterhead, Marker, Source, Unit

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_WORDS = {"article": "Điều", "chapter": "Chương", "section": "Mục", "part": "Phần"}


@dataclass(eq=False)
class Node:
    """One unit on its way to the child; `sources` are the parent units that it came from."""

    text: str
    kind: str
    zone: str
    scheme: str | None
    cells: dict[str, str] = field(default_factory=dict)
    sources: tuple[int, ...] = ()
    below: list[Node] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    facts: list[tuple[str, str | None]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    loose: bool = False
    """True where the facts or the relation that should come out are not known for sure."""
    moved: bool = False
    path: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in reading order."""
        yield self
        for node in self.below:
            yield from node.walk()


def grow(document: Document) -> Node:
    """Return the body and annexes of a document below one nameless root."""
    root = Node(text="", kind="root", zone="body", scheme=None)
    nodes = {-1: root}
    for index in document.content():
        unit = document.units[index]
        node = Node(
            text=unit.text,
            kind=unit.kind,
            zone=unit.zone,
            scheme=unit.marker.scheme if unit.marker else None,
            cells=dict(unit.cells),
            sources=(index,),
            path=unit.path,
        )
        nodes[index] = node
        nodes.get(unit.parent, root).below.append(node)
    return root


def plant(root: Node, letterhead: Letterhead, name: str, *, dashed: bool) -> tuple[Document, dict[int, Node]]:
    """Return the document of a tree, and which node each unit is."""
    units: list[Unit] = []
    nodes: dict[int, Node] = {}
    used: Counter[str] = Counter()
    for node, above in _lay(root):
        label, glyph = _label(node, used, dashed=dashed)
        path = _path(units[above].path if above >= 0 else "", node, label, used)
        nodes[len(units)] = node
        node.path = path
        ordinal = None if node.scheme in {None, "bullet"} else used[_counter(above, node)]
        marker = Marker(scheme=node.scheme, ordinal=ordinal, glyph=glyph) if node.scheme else None  # type: ignore[arg-type]
        units.append(
            Unit(
                path=path,
                zone=node.zone,  # type: ignore[arg-type]
                kind=node.kind,  # type: ignore[arg-type]
                marker=marker,
                text=node.text,
                parent=above,
                cells=node.cells,
            )
        )
    sha = hashlib.sha256("\n".join(unit.text for unit in units).encode()).hexdigest()
    source = Source(path=name, sha256=sha, media_type="text/plain")
    return Document(doc_id=name, source=source, letterhead=letterhead, units=tuple(units)), nodes


def _lay(root: Node) -> Iterator[tuple[Node, int]]:
    """Yield each node with the index of the unit above it."""
    count = 0
    stack: list[tuple[Node, int]] = [(node, -1) for node in reversed(root.below)]
    while stack:
        node, above = stack.pop()
        yield node, above
        stack += [(below, count) for below in reversed(node.below)]
        count += 1


def _counter(above: int, node: Node) -> str:
    if node.scheme in _WORDS:
        return f"{node.scheme}"
    return f"{above}:{node.kind if node.scheme in {None, 'bullet'} else node.scheme}"


def _label(node: Node, used: Counter[str], *, dashed: bool) -> tuple[str, str]:
    """Return the label for the path and the marker as printed."""
    above = node.path  # set by _number before
    del above
    scheme = node.scheme
    if scheme in {None, "bullet"}:
        return "", "-"
    used[f"#{id(node)}"] = 0
    return scheme or "", ("-" if dashed else ")" if scheme == "letter" else ".")


def _path(above: str, node: Node, label: str, used: Counter[str]) -> str:
    raise NotImplementedError


__all__ = ["Node", "grow", "msgspec", "plant"]
