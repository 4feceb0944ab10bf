"""What kind of file it is: by its bytes first, by its suffix only where they say nothing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import NamedTuple

from doclineage.errors import ReadingError
from doclineage.reading.compound import MAGIC, read_compound
from doclineage.registry import READERS

ODF = "application/vnd.oasis.opendocument.text"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Reader and media type by kind.
_KINDS = {
    "docx": ("docx", _WORD),
    "doc": ("doc", "application/msword"),
    "word-xml": ("doc", "application/vnd.ms-word.2003+xml"),
    "rtf": ("rtf", "application/rtf"),
    "odt": ("odt", ODF),
    "fodt": ("odt", f"{ODF}-flat-xml"),
    "html": ("html", "text/html"),
    "mhtml": ("html", "multipart/related"),
    "pdf": ("pdf", "application/pdf"),
    "text": ("text", "text/plain"),
    "markdown": ("text", "text/markdown"),
}
# Pictures by their first bytes.
_PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
#: Readers by the suffixes that claim them.
_SUFFIXES = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "docx"),
    **dict.fromkeys((".doc", ".dot", ".wps"), "doc"),
    ".rtf": "rtf",
    **dict.fromkeys((".odt", ".ott", ".fodt"), "odt"),
    **dict.fromkeys((".html", ".htm", ".mht", ".mhtml"), "html"),
    ".pdf": "pdf",
    ".txt": "text",
    ".md": "text",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "image"),
}
#: Kinds in which plans and bundles of them arrive and for which there is no reader.
_REFUSED = frozenset(
    {
        *(".djvu", ".xps"),
        *(".zip", ".rar", ".7z", ".msg", ".eml"),
        *(".wpd", ".wri", ".pages"),
    }
)

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_RTF = b"{\\rt"
# What people take for a document and no reader of ours reads; the latter hold files of their own.
_OTHERS = {
    b"GIF8": "GIF",
    b"%!PS": "PostScript",
    b"AT&TFORM": "DjVu",
    b"\xffWPC": "WordPerfect",
    b"1\xbe\x00\x00": "Write",
    b"2\xbe\x00\x00": "Write",
    # Word before 6.0, for Windows, DOS and the Macintosh: their first bytes hold no OLE.
    b"\x9b\xa5": "Word 1",
    b"\xdb\xa5": "Word 2",
    b"\xfe7\x00": "Word (Mac)",
    b"\xfe2\x00": "Word (Mac)",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}
#: Bytes of an Office file's own list of its parts; real ones have a few thousand.
_DECLARED_BYTES = 200_000
_CONTAINERS = frozenset({"RAR", "7z", "gzip", "ZIP", "MSG", "MIME"})
_OFFICE = {
    "xl/": "XLSX",
    "ppt/": "PPTX",
    "word/": "DOCX",
    "content.xml": "ODF",
    "mimetype": "ODF",
    "Index/Document.iwa": "Pages",
}
_STREAMS = {
    "Workbook": "XLS",
    "Book": "XLS",
    "PowerPoint Document": "PPT",
    "__properties_version1.0": "MSG",
    "VisioDocument": "VSD",
    "MatOST": "Works",
    "Quill": "Publisher",
}
# [MS-DOC] 2.5.2: the flags of the file information block, of which one says "encrypted".
_FLAGS, _ENCRYPTED = 10, 0x0100
#: Bytes looked at for the head of a text file.
_HEAD = 4096
_HTML = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html)\b", re.DOTALL
)
# A piece of a page, as portals send it under the name of a Word file.
_HTML_PIECE = re.compile(rb"<(?:head|meta|title|style|body|div|p|table|center|span|font|h[1-6])\b")
# MIME-Version: 1.0 | From: <Saved by Blink>, and a few lines on the same
_MAIL = re.compile(rb"(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.ASCII)


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
    kind = _by_bytes(data, place, suffix)
    reader, media_type = ("image", _picture(data)) if kind == "image" else _KINDS[kind]
    claimed = _SUFFIXES.get(suffix, reader)
    return Sniffed(reader, media_type, None if claimed == reader else suffix)


def _picture(data: bytes) -> str:
    """Return the media type of a picture, empty for other files."""
    return next((kind for head, kind in _PICTURES.items() if data.startswith(head)), "")


def known_suffixes() -> frozenset[str]:
    """Return the suffixes that a folder is searched for: those with a reader, plug-ins' too.

    Documents of kinds that no reader takes are found as well, to be refused by name: a plan that
    is passed over in silence is an omission nobody sees.
    """
    return frozenset(_SUFFIXES) | _REFUSED | {f".{name}" for name in READERS if name != "text"}


def is_document_head(head: bytes) -> bool:
    """Tell whether the first bytes of a file whose suffix says nothing are those of a document."""
    return head.startswith((*_ZIP, MAGIC, _RTF, b"%PDF-"))


def _by_bytes(data: bytes, place: str, suffix: str) -> str:
    if data.startswith(_ZIP):
        return _archive(data, place, suffix)
    if data.startswith(MAGIC):
        return _compound(data, place, suffix)
    if data.startswith(_RTF):
        return "rtf"
    # Readers accept some mail or scanner noise before the head of a PDF.
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b"%%EOF" in data[-2048:]):
        return "pdf"
    if _picture(data):
        return "image"
    other = next((name for head, name in _OTHERS.items() if data.startswith(head)), None)
    if other is not None:
        raise _refusal(place, suffix, other)
    return _marked_up(data, place, suffix) or ("markdown" if suffix == ".md" else "text")


def _refusal(place: str, suffix: str, kind: str) -> ReadingError:
    # What calls itself a document holds none.
    container = kind in _CONTAINERS and suffix not in _SUFFIXES
    return ReadingError(place, "error.container" if container else "error.unknown-format", kind)


def _compound(data: bytes, place: str, suffix: str) -> str:
    """Tell an old Word file from the other kinds that are packed alike."""
    compound = read_compound(data)
    if compound is None:
        if _SUFFIXES.get(suffix) != "doc":
            raise _refusal(place, suffix, "OLE")
        raise ReadingError(place, "error.broken-doc", "OLE")
    if "EncryptedPackage" in compound.names:
        raise ReadingError(place, "error.locked-docx")
    if "WordDocument" not in compound.names:
        kinds = (kind for stream, kind in _STREAMS.items() if stream in compound.names)
        raise _refusal(place, suffix, next(kinds, "OLE"))
    head = compound.heads.get("WordDocument", b"")
    if int.from_bytes(head[_FLAGS : _FLAGS + 2], "little") & _ENCRYPTED:
        raise ReadingError(place, "error.locked-docx")
    return "doc"


def _marked_up(data: bytes, place: str, suffix: str) -> str | None:
    """Tell pages and XML by their first tags, None for plain text."""
    head = _head(data)
    if head.startswith(b"<"):
        if _HTML.match(head):
            return "html"
        if b"<w:worddocument" in head:
            return "word-xml"
        if b"<office:document" in head and ODF.encode() in head:
            return "fodt"
        if head.startswith(b"<?xml"):
            raise _refusal(place, suffix, "XML")
        # Markdown may begin with a tag as well.
        if _SUFFIXES.get(suffix) != "text" and _HTML_PIECE.match(head):
            return "html"
    elif _MAIL.match(head):
        if b"multipart/related" in head or b"content-type: text/html" in head:
            return "mhtml"
        raise _refusal(place, suffix, "MIME")
    return None


def _head(data: bytes) -> bytes:
    """Return the beginning in small letters, without marks and blanks, one byte a letter."""
    head = data[:_HEAD]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, "replace").encode("ascii", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()


def _archive(data: bytes, place: str, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = _content_types(archive)
            if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
                return "docx"
            # The main part may bear another name: the file declares which it is.
            if b"wordprocessingml" in declared and b".main+xml" in declared:
                return "docx"
            if "mimetype" in names and "content.xml" in names:
                return _open_document(archive, place, suffix)
    except _DAMAGE as fault:
        raise ReadingError(place, "error.broken-docx", str(fault)) from fault
    kind = next(
        (kind for head, kind in _OFFICE.items() for n in names if n.startswith(head)), "ZIP"
    )
    raise _refusal(place, suffix, kind)


def _content_types(archive: zipfile.ZipFile) -> bytes:
    """Return the beginning of what an Office file declares of its parts, empty for other files."""
    try:
        with archive.open("[Content_Types].xml") as stream:
            return stream.read(_DECLARED_BYTES)
    except (KeyError, RuntimeError, EOFError, zlib.error):
        return b""


def _open_document(archive: zipfile.ZipFile, place: str, suffix: str) -> str:
    with archive.open("mimetype") as entry:
        media_type = entry.read(200).decode("ascii", "replace").strip()
    if not media_type.startswith(ODF):
        kind = media_type.rpartition(".")[2] or "ODF"
        raise _refusal(place, suffix, f"ODF {kind}")
    try:
        with archive.open("META-INF/manifest.xml") as entry:
            locked = b"encryption-data" in entry.read(1_000_000)
    except KeyError:
        locked = False
    if locked:
        raise ReadingError(place, "error.locked-docx")
    return "odt"
