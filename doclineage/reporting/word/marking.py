"""A plan's own Word file with remarks as comments, and at its end the list of what it lacks.

Four parts of the archive are written anew (the text, the comments, two lists of parts); all others
keep their bytes. What is added to the text are the marks of the comments and the list, which
stands in a control of its own, so that it is not read as the plan's when the file comes back.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from doclineage.errors import WritingError
from doclineage.model import Document
from doclineage.reporting.word.gap_list import gap_list
from doclineage.reporting.word.places import locate, paragraphs_of
from doclineage.reporting.word.plan_points import Points, Remark
from doclineage.reporting.word.text import Element, Ink, Look, Pen, encoded
from doclineage.wording import Language

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#: The control around the list; readers know it by this tag.
APPENDIX_TAG = "doclineage-appendix"
_AUTHOR, _INITIALS = "doclineage", "DL"
_REMARK_SIZE = 10.0


def marked(points: Points, language: Language) -> list[tuple[str, bytes]]:
    """Return the parts of the plan's Word file with its remarks; raises `WritingError`."""
    document = points.plan
    try:
        return _Copy(_source(document)).with_points(points, language)
    except (OSError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError) as fault:
        detail = " ".join(str(fault).split())[:200]
        raise WritingError(document.source.path, "error.source-changed", detail) from fault


def _source(document: Document) -> bytes:
    """Return the bytes that were read: as such they have passed the bounds of reading."""
    data = Path(document.source.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != document.source.sha256:
        raise ValueError("sha256")
    return data


class _Copy:
    """The parts of a Word file while remarks are put in."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        self._main = self._target("", "/officeDocument") or "word/document.xml"
        self._root = _parsed(self._parts[self._main])
        self._pen = Pen(etree.QName(self._root).namespace or "")
        body = self._root.find(self._pen.name("body"))
        if body is None:
            raise ValueError("no body")
        self._body = body

    def with_points(self, points: Points, language: Language) -> list[tuple[str, bytes]]:
        """Return all parts, the changed ones written anew."""
        if points.remarks:
            self._comment(points.plan, points.remarks)
        self._append(points, language)
        self._parts[self._main] = encoded(self._root)
        return list(self._parts.items())

    # --- comments -----------------------------------------------------------------------------

    def _comment(self, document: Document, remarks: Sequence[Remark]) -> None:
        paragraphs = paragraphs_of(self._body)
        if not paragraphs:
            return
        places = locate(document, paragraphs)
        name, comments = self._comments()
        said = {_words(comment) for comment in comments}
        number = max(self._numbers(comments), default=-1)
        for remark in remarks:
            # In a plan that came back, what is still so was said before.
            if "".join(_lines(remark)) in said:
                continue
            number += 1
            first, last = _reach(remark, document, places)
            self._anchor(paragraphs[first], paragraphs[last], number)
            lines = [
                self._pen.paragraph(Ink(line, size=_REMARK_SIZE), Look("left", after=2))
                for line in _lines(remark)
            ]
            comment = self._pen.made("comment", *lines, id=number, author=_AUTHOR)
            comment.set(self._pen.name("initials"), _INITIALS)
            comments.append(comment)
        self._parts[name] = encoded(comments)

    def _comments(self) -> tuple[str, Element]:
        """Return the part that holds the comments, a new one where the file has none."""
        name = self._target(self._main, "/comments")
        if name is not None and name in self._parts:
            return name, _parsed(self._parts[name])
        name = posixpath.join(posixpath.dirname(self._main), "comments.xml")
        while name in self._parts:
            name = name.replace(".xml", "-doclineage.xml")
        self._relate(name)
        self._declare(name)
        return name, self._pen.made("comments")

    def _numbers(self, comments: Element) -> Iterator[int]:
        marks = ("commentRangeStart", "commentRangeEnd", "commentReference")
        tags = [self._pen.name(tag) for tag in marks]
        for element in (*comments, *self._root.iter(*tags)):
            number = element.get(self._pen.name("id"), "")
            if number.isdecimal():
                yield int(number)

    def _anchor(self, first: Element, last: Element, number: int) -> None:
        """Mark what a comment speaks of; marks in two branches of the tree would be none."""
        if first.getparent() is not last.getparent():
            last = first
        pen = self._pen
        at = 1 if len(first) and first[0].tag == pen.name("pPr") else 0
        first.insert(at, pen.made("commentRangeStart", id=number))
        last.append(pen.made("commentRangeEnd", id=number))
        reference = pen.made("r", pen.made("commentReference", id=number))
        if next(first.iterancestors(pen.name("sdt")), None) is None:
            last.append(reference)
        else:
            # LibreOffice 7.4 drops the text of a control that ends with a comment's mark.
            first.insert(at + 1, reference)

    # --- the list of what is missing ----------------------------------------------------------

    def _append(self, points: Points, language: Language) -> None:
        pen = self._pen
        listed = gap_list(points, pen, language)
        properties = pen.made(
            "sdtPr", pen.made("alias", val=_AUTHOR), pen.made("tag", val=APPENDIX_TAG)
        )
        control = pen.made("sdt", properties, pen.made("sdtContent", *listed))
        for earlier in self._body.findall(pen.name("sdt")):
            tag = earlier.find(f"{pen.name('sdtPr')}/{pen.name('tag')}")
            if tag is not None and tag.get(pen.name("val")) == APPENDIX_TAG:
                self._body.remove(earlier)
        section = self._body.find(pen.name("sectPr"))
        if section is None:
            self._body.append(control)
        else:
            section.addprevious(control)

    # --- lists of parts -----------------------------------------------------------------------

    def _target(self, source: str, kind: str) -> str | None:
        """Return the part that another part points to in one role."""
        name = _relations_of(source)
        if name not in self._parts:
            return None
        for relation in _parsed(self._parts[name]):
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") is None:
                target = posixpath.join("/", posixpath.dirname(source), relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return None

    def _relate(self, name: str) -> None:
        """Point from the text to the new part of comments."""
        list_name = _relations_of(self._main)
        known = self._parts.get(list_name)
        relations = _parsed(known) if known else etree.Element(f"{{{_RELATIONS}}}Relationships")
        taken = {relation.get("Id") for relation in relations}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        strict = "purl.oclc.org" in self._pen.name("")
        base = "purl.oclc.org/ooxml" if strict else "schemas.openxmlformats.org"
        middle = "officeDocument" if strict else "officeDocument/2006"
        etree.SubElement(
            relations,
            f"{{{_RELATIONS}}}Relationship",
            Id=f"rId{number}",
            Type=f"http://{base}/{middle}/relationships/comments",
            Target=posixpath.basename(name),
        )
        self._parts[list_name] = encoded(relations)

    def _declare(self, name: str) -> None:
        types = _parsed(self._parts["[Content_Types].xml"])
        override = f"{{{_TYPES}}}Override"
        etree.SubElement(types, override, PartName=f"/{name}", ContentType=_COMMENTS)
        self._parts["[Content_Types].xml"] = encoded(types)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parsed(data: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(data, parser)


def _reach(
    remark: Remark, document: Document, places: Sequence[tuple[int, int] | None]
) -> tuple[int, int]:
    """Return the first and last paragraph of a remark: those of its unit, or what comes near.

    A unit in a text box or a footnote, where Word takes no comments, lends those of the unit
    before it; what concerns the whole document stands at its title.
    """
    unit = remark.units[0] if remark.units else _title_of(document)
    found = places[unit] if unit < len(places) else None
    if found is not None:
        return found
    before = (places[index] for index in range(min(unit, len(places)) - 1, -1, -1))
    last = next((place[1] for place in before if place is not None), 0)
    return last, last


def _title_of(document: Document) -> int:
    title = document.letterhead.title
    for index, unit in enumerate(document.units):
        if unit.zone == "head" and title and unit.text and unit.text in title:
            return index
    return 0


def _words(comment: Element) -> str:
    return "".join(str(text) for text in comment.itertext())


def _lines(remark: Remark) -> tuple[str, ...]:
    """Return what a comment says; where it hangs on one unit of several, their paths too."""
    return remark.lines if len(remark.units) < 2 else (remark.place, *remark.lines)
