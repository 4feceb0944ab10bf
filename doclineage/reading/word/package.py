"""The archive of a Word file, opened within bounds: its parts as parsed XML.

python-docx's package reader is the door; only the parts that carry text are taken out, so that a
dangling picture or a strange property part, which Word overlooks, does not stop the reading.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
import zlib
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TARGET_MODE
from docx.opc.oxml import parse_xml as parse_relationships
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.phys_pkg import PhysPkgReader
from lxml import etree

from doclineage.errors import ReadingError
from doclineage.reading.word.markup import Element
from doclineage.settings import Settings

#: Entries of one archive; a decree with an annex of forms and pictures has a few hundred.
_MAX_ENTRIES = 20_000
#: Headers and footers of one file; a section has six at most.
_MOST_MARGINS = 200
#: Below this size no expansion hurts, and a tidy file of one repeated form may expand far.
_HARMLESS_BYTES = 20_000_000
_ENTRY_MARK = b"PK\x01\x02"

# What zipfile, zlib, lxml and python-docx raise for damaged files; RuntimeError is zipfile's word
# for an entry with a password, KeyError for one that is missing.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    RuntimeError,
    AttributeError,
)
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
# Files saved as "Strict Open XML" say the same under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    _STRICT
    + b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    _STRICT + b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    _STRICT
    + b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT + b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    _STRICT
    + b"drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


_TABLE_STYLE, _STYLE_END = b'<w:style w:type="table"', b"</w:style>"
#: Bytes before the content of a part: declaration, names and their namespaces.
_PROLOG_BYTES = 16_384
#: Below this size no part holds more elements than the bound: the shortest has four bytes.
_FEW_ELEMENTS_BYTES = 4_000_000


class Package(NamedTuple):
    """The root elements of the parts that carry text, None where the file has none."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    margins: dict[str, Element]
    """Headers and footers by the id that sections refer to."""


def open_package(data: bytes, place: str, settings: Settings) -> Package:
    """Return the parts of the Word file `data`; raises ReadingError where it is not sound."""
    try:
        bound_archive(data, place, settings)
        with _Opened(data, place, settings) as opened:
            return opened.package()
    except _DAMAGE as fault:
        detail = " ".join(str(fault).split())[:200]
        locked = isinstance(fault, RuntimeError) and "encrypted" in detail
        code = "error.locked-docx" if locked else "error.broken-docx"
        raise ReadingError(place, code, detail) from fault


def bound_archive(data: bytes, place: str, settings: Settings) -> None:
    """Refuse an archive that expands too far; zipfile never yields more than is declared."""
    # Counted before zipfile builds an object for each.
    if data.count(_ENTRY_MARK) > _MAX_ENTRIES:
        raise ReadingError(place, "error.expands-too-far", f"> {_MAX_ENTRIES:,} entries")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        expanded = sum(entry.file_size for entry in archive.infolist())
    most = min(settings.max_expanded_bytes, len(data) * settings.max_expansion_ratio)
    if expanded > max(most, min(_HARMLESS_BYTES, settings.max_expanded_bytes)):
        raise ReadingError(place, "error.expands-too-far", f"{len(data):,} to {expanded:,} bytes")


class _Relation(NamedTuple):
    """What a part points to: `kind` is the last word of the relation's type."""

    name: str
    kind: str
    target: PackURI


class _Opened:
    """A Word file while its parts are taken out."""

    def __init__(self, data: bytes, place: str, settings: Settings) -> None:
        reader: Any = PhysPkgReader
        self._archive, self._place, self._settings = reader(io.BytesIO(data)), place, settings

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def package(self) -> Package:
        """Return the parts that carry text."""
        roots = self._relations(PackURI(PACKAGE_URI))
        main = next((found.target for found in roots if found.kind == "officeDocument"), None)
        uri = PackURI("/word/document.xml") if main is None else main
        parts = self._relations(uri)
        margins = [found for found in parts if found.kind in {"header", "footer"}]
        return Package(
            document=self._parse(_plain(self._archive.blob_for(uri))),
            styles=self._optional("styles", parts),
            numbering=self._optional("numbering", parts),
            footnotes=self._optional("footnotes", parts),
            endnotes=self._optional("endnotes", parts),
            margins={
                found.name: root
                for found in margins[:_MOST_MARGINS]
                if (root := self._optional(found.kind, [found])) is not None
            },
        )

    def _optional(self, kind: str, parts: list[_Relation]) -> Element | None:
        """Return a part that a file may lack; a pointer to nothing is as good as none."""
        uri = next((found.target for found in parts if found.kind == kind), None)
        if uri is None:
            return None
        try:
            blob = self._archive.blob_for(uri)
        except KeyError:
            return None
        xml = _plain(blob)
        return self._parse(_without_table_styles(xml) if kind == "styles" else xml)

    def _relations(self, source: PackURI) -> list[_Relation]:
        xml = self._archive.rels_xml_for(source)
        if xml is None:
            return []
        xml = _plain(xml)
        _refuse_doctype(xml)
        parse: Any = parse_relationships
        found = []
        for relation in parse(xml).Relationship_lst:
            # The bare attributes: python-docx trusts them to be there.
            target, kind = relation.get("Target"), relation.get("Type", "")
            if target and relation.get("TargetMode") != RELATIONSHIP_TARGET_MODE.EXTERNAL:
                path = posixpath.normpath(posixpath.join(source.baseURI, target))
                name = relation.get("Id", "")
                found.append(_Relation(name, kind.rpartition("/")[2], PackURI(path)))
        return found

    def _parse(self, xml: bytes) -> Element:
        _refuse_doctype(xml)
        most = self._settings.max_elements
        if len(xml) > _FEW_ELEMENTS_BYTES and xml.count(b"<") > 2 * most:
            raise ReadingError(self._place, "error.too-large", f"max_elements = {most:,}")
        # The parser's own bounds (depth 256, no huge nodes) stay on; a parser serves one file.
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )
        root = etree.fromstring(xml, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise ReadingError(self._place, "error.broken-docx", "DOCTYPE")
        return root


def _plain(xml: bytes) -> bytes:
    """Return a part in UTF-8 and in the names of "Transitional" files, as nearly all are."""
    if xml.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        xml = _DECLARATION.sub("", xml.decode("utf-16"), count=1).encode()
    if _STRICT in xml[:_PROLOG_BYTES]:
        for strict, transitional in _TRANSITIONAL.items():
            xml = xml.replace(strict, transitional)
    return xml


def _without_table_styles(xml: bytes) -> bytes:
    """Leave out the styles of tables: most of many a style sheet, and nothing that is asked."""
    kept, start = [], 0
    while (found := xml.find(_TABLE_STYLE, start)) >= 0:
        end = xml.find(_STYLE_END, found)
        if end < 0:
            break
        kept.append(xml[start:found])
        start = end + len(_STYLE_END)
    return b"".join([*kept, xml[start:]])


def _refuse_doctype(xml: bytes) -> None:
    """Refuse entities: no Word file declares any.

    Where the prolog is longer than any, the parser does not expand them in the text and bounds
    them in attributes; the file is refused when it is parsed.
    """
    if b"<!DOCTYPE" in xml[:_PROLOG_BYTES]:
        raise ValueError("DOCTYPE")
