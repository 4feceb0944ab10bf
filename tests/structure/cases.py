"""Read the cases of `cases/*.txt`: a text with light marks for layout, and its expected outline.

A case is ``=== name``, its lines, ``---``, then one line a unit: path, kind, text (a text that
ends in "…" is a beginning), and one ``! code path`` a notice. Before ``---``: ``**bold** rest``,
``=> centred``, ``{1.} numbered by Word``, ``~ printed line that may go on``, ``| cell | cell |``
(``^`` a cell merged downward, ``<2>`` at the end of a cell over two columns, ``/n`` a line feed in
a cell), ``%%`` a new page, ``^^ a footnote``, ``## a heading by style``; a blank line is a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from doclineage.model import Block, Cell, Document, Reading, Source
from doclineage.structure import build_document

FOLDER = Path(__file__).parent / "cases"
SOURCE = Source(path="case.txt", sha256="0" * 64, media_type="text/plain")


class Case(NamedTuple):
    name: str
    text: str
    expected: list[str]


def read_cases(file: str) -> list[Case]:
    text = (FOLDER / f"{file}.txt").read_text("utf-8")
    cases = []
    for piece in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = piece.partition("\n")
        given, _, expected = rest.partition("\n---\n")
        cases.append(Case(name.strip(), given, [x for x in expected.split("\n") if x.strip()]))
    return cases


def blocks_of(text: str) -> Iterator[Block]:
    """Return the blocks that a marked text stands for."""
    gap, page, table = False, 1, 0
    paged = "\n%%" in text
    above: dict[int, str] = {}
    for line in text.split("\n"):
        if not line.strip():
            gap, table, above = True, table + 1, {}
            continue
        if line == "%%":
            page += 1
            continue
        block = _row(line, table, above) if line.startswith("|") else _paragraph(line)
        yield Block(**{**block, "gap": gap, "page": page if paged else None})
        gap = False


def _row(line: str, table: int, above: dict[int, str]) -> dict[str, object]:
    cells, column = [], 0
    for raw in line.strip().strip("|").split("|"):
        text = raw.strip()
        span = re.search(r"\s*<(\d)>$", text)
        width = int(span[1]) if span else 1
        text = text[: span.start()] if span else text
        continued = text == "^"
        above[column] = text = above.get(column, "") if continued else text.replace("/n", "\n")
        cells.append(Cell(text=text, column=column, span=width, continued=continued))
        column += width
    return {"text": line.strip("| "), "cells": tuple(cells), "table": table}


def _paragraph(line: str) -> dict[str, object]:
    block: dict[str, object] = {}
    if line.startswith("^^ "):
        block["note"], line = True, line[3:]
    if line.startswith("~ "):
        block["line"], line = True, line[2:]
    if hashes := re.match(r"(#{1,6}) ", line):
        block["heading"], line = len(hashes[1]), line[hashes.end() :]
    if line.startswith("=> "):
        block["centred"], line = True, line[3:]
    if label := re.match(r"\{(.+?)\} ?", line):
        block["label"], line = label[1], line[label.end() :]
    if bold := re.match(r"\*\*(.+?)\*\*", line):
        block["bold"] = len(bold[1])
        line = bold[1] + line[bold.end() :]
    return {**block, "text": line}


def document_of(text: str) -> Document:
    return build_document(SOURCE, Reading(blocks=tuple(blocks_of(text))))


def outline_of(document: Document) -> list[str]:
    """Return the units as lines; frame units only where they carry structure."""
    return [f"{u.path} {u.kind} {u.text}".rstrip() for u in document.units if _shown(u.path)]


def _shown(path: str) -> bool:
    return not re.match(r"(?:head|tail)/[pb]\d", path)


def agrees(got: str, expected: str) -> bool:
    return got.startswith(expected[:-1]) if expected.endswith("…") else got == expected
