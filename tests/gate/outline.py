"""The labelled laws of the shared documents: articles, clauses and their text, by format.

One of the three is there as PDF and as text; all are made into Word files from their labels, and
printed by LibreOffice where it is installed. A label's text is compared with the unit and all that
stands below it, by characters, blanks as one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from rapidfuzz.distance import Indel

from doclineage import Document, read_document

from .formats import convert
from .score import Tally

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
_PRINTED = "luat_doanh_nghiep_2020"
_FILES = {
    "pdf": "pdf-laws/luat-doanh-nghiep-2020.pdf",
    "text": "text-laws/luat-doanh-nghiep.corpus.txt",
}
# Điều 5 | Chương I.Điều 5 | Điều 5.2
_PLACE = re.compile(r"(?:.*\.)?Điều (?P<article>\d+)(?:\.(?P<clause>\d+))?")
Place = tuple[int, int | None]


@dataclass
class Outline:
    """How well the outlines of some laws are found, and how much of their text."""

    articles: Tally = field(default_factory=Tally)
    clauses: Tally = field(default_factory=Tally)
    characters: int = 0
    right: float = 0.0

    def add(self, document: Document, labels: dict[Place, str]) -> None:
        """Count one law."""
        found = _places(document)
        self.articles.add({a for a, _ in found}, {a for a, _ in labels})
        self.clauses.add({p for p in found if p[1]}, {p for p in labels if p[1]})
        for place, label in labels.items():
            text = " ".join(label.split())
            self.characters += len(text)
            if place in found:
                whole = place[1] is not None
                apart = {found[p] for p in labels.keys() & found.keys() if p[1] and not whole}
                ours = _text(document, found[place], apart, whole=whole)
                self.right += len(text) * Indel.normalized_similarity(ours, text)

    def measures(self, form: str) -> dict[str, float]:
        """Return the measures by name."""
        return {
            f"{form}_article_f1": self.articles.f1,
            f"{form}_clause_f1": self.clauses.f1,
            f"{form}_text": self.right / self.characters,
        }


def outline_measures() -> dict[str, dict[str, float]]:
    """Return the measures of every format, those of printed files as a column of their own.

    Nothing without the shared documents, no second column without LibreOffice.
    """
    laws = {path.stem: _load(path) for path in sorted((SHARED / "structure-labels").glob("*.json"))}
    if not laws:
        return {}
    found: dict[str, float] = {}
    for form, file in _FILES.items():
        outline = Outline()
        outline.add(read_document(SHARED / file), _labels(laws[_PRINTED]))
        found |= outline.measures(form)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for stem, clauses in laws.items():
            _write(clauses, folder / f"{stem}.docx")
        files = sorted(folder.glob("*.docx"))
        found |= _made(laws, ".docx", folder).measures("word")
        if not convert(files, folder / "profile"):
            return {"structure": found}
        printed = _made(laws, ".pdf", folder).measures("pdf")
    return {"structure": found, "printed": printed}


def _made(laws: dict[str, list[Any]], ending: str, folder: Path) -> Outline:
    outline = Outline()
    for stem, clauses in laws.items():
        outline.add(read_document(folder / f"{stem}{ending}"), _labels(clauses))
    return outline


def _load(path: Path) -> list[Any]:
    return list(json.loads(path.read_text(encoding="utf-8"))["clauses"])


def _labels(clauses: Sequence[Any]) -> dict[Place, str]:
    # One of the laws has 0 for what stands before the clauses of an article.
    return {
        (clause["position"]["article"], clause["position"]["clause"] or None): clause["content"]
        for clause in clauses
    }


def _places(document: Document) -> dict[Place, int]:
    """Return articles and clauses by number, those of quotations and annexes left out."""
    found = {}
    for index, unit in enumerate(document.units):
        match = _PLACE.fullmatch(unit.path)
        if match and unit.zone == "body":
            clause = match["clause"]
            found[int(match["article"]), int(clause) if clause else None] = index
    return found


def _text(document: Document, index: int, apart: set[int], *, whole: bool) -> str:
    """Return a unit's text with all below it but `apart`; without an article's title."""
    unit = document.units[index]
    own = [unit.text] if whole or not document.children(index) else []
    return " ".join(" ".join([*own, *_below(document, index, apart)]).split())


def _below(document: Document, index: int, apart: set[int]) -> Iterator[str]:
    for child in document.children(index):
        unit = document.units[child]
        if child not in apart:
            yield f"{unit.marker.glyph} {unit.text}" if unit.marker else unit.text
            yield from _below(document, child, apart)


def _write(clauses: Sequence[Any], target: Path) -> None:
    """Write a law as a Word file: chapters on two lines, bold articles, a paragraph a clause."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(14)
    chapter = article = None
    for clause in clauses:
        place = clause["position"]
        if place["chapter"] != chapter:
            for line in (f"Chương {_roman(place['chapter'])}", "QUY ĐỊNH CỦA CHƯƠNG"):
                paragraph = document.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.add_run(line).bold = True
        if place["article"] != article:
            title = f"Điều {place['article']}. {place['article_title']}"
            document.add_paragraph().add_run(title).bold = True
        number = f"{place['clause']}. " if place["clause"] else ""
        for line in filter(str.strip, f"{number}{clause['content']}".split("\n")):
            paragraph = document.add_paragraph(line)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(28)
        chapter, article = place["chapter"], place["article"]
    document.save(str(target))


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
