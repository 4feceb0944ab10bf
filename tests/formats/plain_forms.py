"""The plain text of a Word file, as a person would type it: columns by blanks, tables by bars."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree

#: Blanks between two columns.
_GUTTER = 6


def plain_text(docx: Path, *, width: int = 0) -> str:
    """Return the text of `docx`, its paragraphs in printed lines of `width` where that is given."""
    document = Document(str(docx))
    pieces: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            pieces.append(_ruled(block) if _is_ruled(block) else "\n".join(_columns(block)))
        else:
            text = _text(block)
            pieces.append("\n".join(textwrap.wrap(text, width)) if width else text)
    pieces += [f"[^{number}]: {text}" for number, text in _notes(document)]
    return "\n\n".join(filter(str.strip, pieces)) + "\n"


def _text(paragraph: Any) -> str:
    """Return a paragraph with its references to footnotes."""
    pieces = []
    for run in paragraph._p.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:footnoteReference")):
        if run.tag == qn("w:footnoteReference"):
            pieces.append(f"[^{run.get(qn('w:id'))}]")
        else:
            in_text = run.getparent().tag == qn("w:r")
            pieces.append((run.text if run.tag == qn("w:t") else " ") if in_text else "")
    return "".join(pieces)


def _is_ruled(table: Table) -> bool:
    return table.style is not None and table.style.name == "Table Grid"


def _columns(table: Table) -> Iterator[str]:
    """Yield the rows of a table without borders, its two columns side by side."""
    rows = [
        [[p.text for p in cell.paragraphs if p.text] for cell in row.cells] for row in table.rows
    ]
    width = max(len(text) for left, _ in rows for text in left) + _GUTTER
    for left, right in rows:
        for pair in zip_longest(left, right, fillvalue=""):
            yield f"{pair[0]:<{width}}{pair[1]}".rstrip()


def _ruled(table: Table) -> str:
    """Return a table in bars; a merged cell stands in its first row and column only."""
    rows = []
    seen: set[Any] = set()
    for row in table.rows:
        texts = []
        for cell in row.cells:
            texts.append("" if cell._tc in seen else " ".join(cell.text.split()))
            seen.add(cell._tc)
        rows.append("| " + " | ".join(texts) + " |")
    return "\n".join(rows)


def _notes(document: Any) -> Iterator[tuple[str, str]]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            root = etree.fromstring(relation.target_part.blob)
            for note in root.iter(qn("w:footnote")):
                text = "".join(piece.text or "" for piece in note.iter(qn("w:t"))).strip()
                if text:
                    yield note.get(qn("w:id")), text
