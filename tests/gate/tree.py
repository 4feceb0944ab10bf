"""A document as a tree that can be changed, and back: numbers and paths are made anew."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from doclineage.model import Document, Letterhead, Marker, Source, Unit

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_WORDS = {"article": "Điều", "chapter": "Chương", "section": "Mục", "part": "Phần"}


@dataclass(eq=False)
class Node:
    """One unit on its way to the child; `sources` are the parent units that it came from."""

    text: str
    kind: str
    zone: str = "body"
    scheme: str | None = None
    cells: dict[str, str] = field(default_factory=dict)
    sources: tuple[int, ...] = ()
    below: list[Node] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    facts: list[tuple[str, str | None]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    loose: bool = False
    """True where relation and facts that should come out are not known for sure."""
    moved: bool = False

    def walk(self) -> Iterator[Node]:
        """Yield all nodes below, in reading order."""
        for node in self.below:
            yield node
            yield from node.walk()


def grow(document: Document) -> Node:
    """Return the body and annexes of a document below one nameless root."""
    root = Node(text="", kind="root")
    nodes = {-1: root}
    for index in document.content():
        unit = document.units[index]
        nodes[index] = Node(
            text=unit.text,
            kind=unit.kind,
            zone=unit.zone,
            scheme=unit.marker.scheme if unit.marker else None,
            cells=dict(unit.cells),
            sources=(index,),
        )
        nodes.get(unit.parent, root).below.append(nodes[index])
    return root


class _Planter:
    """Numbers the nodes of a tree in reading order."""

    def __init__(self, *, dashed: bool) -> None:
        self.units: list[Unit] = []
        self.nodes: list[Node] = []
        self._dashed = dashed
        self._counts: Counter[str] = Counter()
        self._paths: Counter[str] = Counter()

    def plant(self, nodes: list[Node], above: int) -> None:
        for node in nodes:
            path, marker = self._numbered(node, above)
            self._paths[path] += 1
            if self._paths[path] > 1:
                path = f"{path}~{self._paths[path]}"
            self.units.append(
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
            self.nodes.append(node)
            self.plant(node.below, len(self.units) - 1)

    def _numbered(self, node: Node, above: int) -> tuple[str, Marker | None]:
        base = self.units[above].path if above >= 0 else ""
        if node.kind == "row":
            number = self._next("row")
            return f"PL1/r{number}", Marker(scheme="arabic", ordinal=number, glyph=str(number))
        if node.zone == "annex" and above < 0 and node.scheme is None:
            return f"PL{self._next('annex')}", None
        if node.scheme in {None, "bullet"}:
            letter = "b" if node.scheme else "p"
            path = (
                f"{base}/{letter}{self._next(f'{above}/{letter}')}"
                if base
                else f"p{self._next('p')}"
            )
            return path, Marker(scheme="bullet", ordinal=None, glyph="-") if node.scheme else None
        # Articles run through the whole document, other labels through their section.
        scope = "" if node.scheme in _WORDS else str(above)
        number = self._next(f"{scope}:{node.scheme}")
        label = _label(node.scheme or "", number)
        path = label if node.scheme in _WORDS or not base else f"{base}.{label}"
        return path, Marker(scheme=node.scheme, ordinal=number, glyph=self._glyph(node, label))  # type: ignore[arg-type]

    def _next(self, key: str) -> int:
        self._counts[key] += 1
        return self._counts[key]

    def _glyph(self, node: Node, label: str) -> str:
        if self._dashed:
            return f"{label}-"
        return f"{label})" if node.scheme in {"letter", "point"} else f"{label}."


def _label(scheme: str, number: int) -> str:
    if scheme in _WORDS:
        return f"{_WORDS[scheme]} {number}"
    if scheme in {"roman", "upper"} and number <= len(_ROMAN):
        return _ROMAN[number - 1]
    if scheme in {"letter", "point"} and number <= len(_LETTERS):
        return _LETTERS[number - 1]
    return str(number)


def plant(
    root: Node, letterhead: Letterhead, name: str, *, dashed: bool = False
) -> tuple[Document, list[Node]]:
    """Return the document that a tree makes, and the node of each of its units."""
    planter = _Planter(dashed=dashed)
    planter.plant(root.below, -1)
    sha = hashlib.sha256("\n".join(unit.text for unit in planter.units).encode()).hexdigest()
    source = Source(path=name, sha256=sha, media_type="text/plain")
    document = Document(
        doc_id=name, source=source, letterhead=letterhead, units=tuple(planter.units)
    )
    return document, planter.nodes
