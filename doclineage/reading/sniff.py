"""What kind of file it is: by its bytes first, by its suffix only where they say nothing."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePath
from typing import NamedTuple

from doclineage.errors import ReadingError
from doclineage.registry import READERS

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {"docx": _WORD, "pdf": "application/pdf", "text": "text/plain"}
_SUFFIXES = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".doc": "doc",
    ".pdf": "pdf",
    ".txt": "text",
    ".md": "text",
}
#: Suffixes looked for in a folder; the others are read only when they are named.
_SEARCHED = (".docx", ".pdf", ".txt", ".md")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What people take for a document and no reader of ours reads.
_OTHERS = {
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"%!PS": "PostScript",
    b"MIME-Version:": "MHTML",
}
#: Bytes of an Office file's own list of its parts; real ones have a few thousand.
_DECLARED_BYTES = 200_000
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")
_OFFICE = {"xl/": "XLSX", "ppt/": "PPTX", "content.xml": "ODF", "mimetype": "ODF"}


class Sniffed(NamedTuple):
    """The reader's name in `READERS`; `disguised` is a suffix that claims another kind."""

    reader: str
    media_type: str
    disguised: str | None = None


def sniff(data: bytes, place: str) -> Sniffed:
    """Return which reader reads `data`; raises ReadingError for what none reads."""
    suffix = PurePath(place).suffix.lower()
    plugin = suffix.removeprefix(".")
    if plugin in READERS and suffix not in _SUFFIXES:
        return Sniffed(plugin, "application/octet-stream")
    reader = _by_bytes(data, place, suffix)
    claimed = _SUFFIXES.get(suffix, reader)
    media_type = "text/markdown" if (reader, suffix) == ("text", ".md") else _MEDIA_TYPES[reader]
    return Sniffed(reader, media_type, None if claimed == reader else suffix)


#: Kinds in which plans arrive and for which there is no reader yet.
_REFUSED = frozenset(
    {".doc", ".dot", ".rtf", ".odt", ".docm", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
)


def known_suffixes() -> frozenset[str]:
    """Return the suffixes that a folder is searched for: those with a reader, plug-ins' too.

    Documents of kinds that no reader takes are found as well, to be refused by name: a plan that
    is passed over in silence is an omission nobody sees.
    """
    return frozenset(_SEARCHED) | _REFUSED | {f".{name}" for name in READERS if name != "text"}


def _by_bytes(data: bytes, place: str, suffix: str) -> str:
    if data.startswith(_ZIP):
        return _archive(data, place)
    if data.startswith(_OLE):
        if suffix in {".xls", ".ppt", ".msg", ".msi"}:
            raise ReadingError(place, "error.unknown-format", suffix)
        raise ReadingError(place, "error.locked-docx")
    # Readers accept some mail or scanner noise before the head of a PDF.
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"%%EOF" in data[-2048:]):
        return "pdf"
    other = next((name for head, name in _OTHERS.items() if data.startswith(head)), None)
    if other is None and data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        other = "HTML/XML"
    if other is not None:
        raise ReadingError(place, "error.unknown-format", other)
    return "text"


def _archive(data: bytes, place: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = _content_types(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise ReadingError(place, "error.broken-docx", str(fault)) from fault
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return "docx"
    # The main part may bear another name: the file declares which it is.
    if b"wordprocessingml" in declared and b".main+xml" in declared:
        return "docx"
    kind = next(
        (kind for head, kind in _OFFICE.items() for n in names if n.startswith(head)), "ZIP"
    )
    raise ReadingError(place, "error.unknown-format", kind)


def _content_types(archive: zipfile.ZipFile) -> bytes:
    """Return the beginning of what an Office file declares of its parts, empty for other files."""
    try:
        with archive.open("[Content_Types].xml") as stream:
            return stream.read(_DECLARED_BYTES)
    except (KeyError, RuntimeError, EOFError, zlib.error):
        return b""
