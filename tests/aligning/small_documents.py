"""Documents of a few bullets under one heading, and their links by place."""

from __future__ import annotations

from doclineage import align_documents
from doclineage.model import Document, Letterhead, Source, Unit


def document(*texts: str, heading: str = "NHIỆM VỤ") -> Document:
    """Return bullets under one heading."""
    head = Unit(path="I", zone="body", kind="heading", marker="I", text=heading, parent=-1)
    units = [
        Unit(path=f"I/b{i}", zone="body", kind="bullet", marker="-", text=text, parent=0)
        for i, text in enumerate(texts, 1)
    ]
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=(head, *units))


def links(parent, child, heading: str = "NHIỆM VỤ") -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the links of tasks: the heading stands first on both sides."""
    made = [document(*texts, heading=heading) for texts in (parent, child)]
    return {(link.parents, link.children) for link in align_documents(*made).links} - {((0,), (0,))}
