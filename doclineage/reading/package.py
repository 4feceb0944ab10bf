"""The archive of a Word file, opened within bounds: its parts as parsed XML.

python-docx's package reader is the door; only the parts that carry text are taken out, so that a
dangling picture or a strange property part, which Word overlooks, does not stop the reading.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any, NamedTuple

from docx.opc.constants import RELATIONSHIP_TARGET_MODE
from docx.opc.oxml import parse_xml as parse_relationships
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.phys_pkg import PhysPkgReader
from lxml import etree

from doclineage.errors import ReadingError
from doclineage.reading.markup import Element
from doclineage.settings import Settings

#: Entries of one archive; a decree with an annex of forms and pictures has a few hundred.
_MAX_ENTRIES = 20_000
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
# Files saved as "Strict Open XML" say the same under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    _STRICT
    + b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    _STRICT + b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class Package(NamedTuple):
    """The root elements of the parts that carry text, None where the file has none."""

    document: Element
    raw: bytes
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None


def open_package(data: bytes, place: str, settings: Settings) -> Package:
    """Return the parts of the Word file `data`; raises ReadingError where it is not sound."""
    try:
        _bound(data, place, settings)
        return _open(data, place)
    except _DAMAGE as fault:
        detail = " ".join(str(fault).split())[:200]
        locked = isinstance(fault, RuntimeError) and "encrypted" in detail
        code = "error.locked-docx" if locked else "error.broken-docx"
        raise ReadingError(place, code, detail) from fault


def _bound(data: bytes, place: str, settings: Settings) -> None:
    """Refuse an archive that expands too far; zipfile never yields more than is declared."""
    # Counted before zipfile builds an object for each.
    if data.count(_ENTRY_MARK) > _MAX_ENTRIES:
        raise ReadingError(place, "error.expands-too-far", f"> {_MAX_ENTRIES:,} entries")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        expanded = sum(entry.file_size for entry in archive.infolist())
    most = min(settings.max_expanded_bytes, len(data) * settings.max_expansion_ratio)
    if expanded > max(most, min(_HARMLESS_BYTES, settings.max_expanded_bytes)):
        raise ReadingError(place, "error.expands-too-far", f"{len(data):,} to {expanded:,} bytes")


def _open(data: bytes, place: str) -> Package:
    reader: Any = PhysPkgReader
    opened = reader(io.BytesIO(data))
    try:
        main = _related(opened, PackURI(PACKAGE_URI)).get("officeDocument")
        uri = PackURI("/word/document.xml") if main is None else main
        raw = opened.blob_for(uri)
        parts = _related(opened, uri)
        optional = {
            kind: _optional(opened, parts.get(kind), place)
            for kind in ("styles", "numbering", "footnotes", "endnotes")
        }
        return Package(document=_parse(raw, place), raw=raw, **optional)
    finally:
        opened.close()


def _optional(opened: Any, uri: PackURI | None, place: str) -> Element | None:
    """Return a part that a file may lack; a pointer to nothing is as good as none."""
    if uri is None:
        return None
    try:
        blob = opened.blob_for(uri)
    except KeyError:
        return None
    return _parse(blob, place)


def _related(opened: Any, source: PackURI) -> dict[str, PackURI]:
    """Return the parts that `source` points to by the last word of their relation."""
    xml = opened.rels_xml_for(source)
    found: dict[str, PackURI] = {}
    if xml is None:
        return found
    _refuse_doctype(xml)
    relationships: Any = parse_relationships(xml)
    for relation in relationships.Relationship_lst:
        # The bare attributes: python-docx trusts them to be there.
        target, kind = relation.get("Target"), relation.get("Type", "")
        if target and relation.get("TargetMode") != RELATIONSHIP_TARGET_MODE.EXTERNAL:
            path = posixpath.normpath(posixpath.join(source.baseURI, target))
            found.setdefault(kind.rpartition("/")[2], PackURI(path))
    return found


def _parse(xml: bytes, place: str) -> Element:
    _refuse_doctype(xml)
    if _STRICT in xml:
        for strict, transitional in _TRANSITIONAL.items():
            xml = xml.replace(strict, transitional)
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
        raise ReadingError(place, "error.broken-docx", "DOCTYPE")
    return root


def _refuse_doctype(xml: bytes) -> None:
    """Refuse entities before the parser can expand them: no Word file declares any."""
    if b"<!DOCTYPE" in xml or "<!DOCTYPE".encode("utf-16-le") in xml:
        raise ValueError("DOCTYPE")
