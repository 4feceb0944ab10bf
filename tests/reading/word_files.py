"""Small Word files, built by python-docx and edited as raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def _children(xml: str) -> list[Any]:
    parser = etree.XMLParser(huge_tree=True)
    return list(etree.fromstring(f"<root {NAMESPACES}>{xml}</root>", parser))


def build_word(
    body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", endnotes: str = ""
) -> bytes:
    """Return a Word file with this body; `styles` are added to python-docx's own."""
    document = Document()
    root: Any = document.element.body
    for old in list(root):
        root.remove(old)
    root.extend(_children(body))
    lists: Any = document.part.numbering_part.element
    if numbering:
        for old in list(lists):
            lists.remove(old)
        lists.extend(_children(numbering))
    document.styles.element.extend(_children(styles))
    for kind, xml in (("footnotes", footnotes), ("endnotes", endnotes)):
        if xml:
            blob = f"<w:{kind} {NAMESPACES}>{xml}</w:{kind}>".encode()
            uri = PackURI(f"/word/{kind}.xml")
            part = Part(uri, f"{_CONTENT}{kind}+xml", blob, document.part.package)
            document.part.relate_to(part, _RELATION + kind)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def para(text: str, properties: str = "", run: str = "") -> str:
    """Return one paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/{main}" ContentType="{kind}document.main+xml"/></Types>"""
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
# The outermost element of each kind of part.
_ROOTS = {"header": "hdr", "footer": "ftr"}


def pack(body: str, *, main: str = "word/document.xml", **parts: str) -> bytes:
    """Return the smallest Word file with these parts, named by kind and number: ``header1``.

    A part's name is the id by which sections refer to it.
    """
    folder, _, name = main.rpartition("/")
    kinds = {part: part.rstrip("0123456789") for part in parts}
    files = {
        "[Content_Types].xml": _TYPES.format(main=main, kind=_CONTENT),
        "_rels/.rels": _RELATIONS.format(_relation("main", "officeDocument", main)),
        f"{folder}/_rels/{name}.rels": _RELATIONS.format(
            "".join(_relation(part, kind, f"{part}.xml") for part, kind in kinds.items())
        ),
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for part, kind in kinds.items():
        root = _ROOTS.get(kind, kind)
        files[f"{folder}/{part}.xml"] = f"<w:{root} {NAMESPACES}>{parts[part]}</w:{root}>"
    return zipped(files)


def _relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{_RELATION}{kind}" Target="{target}"/>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _remade(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({name: change(archive.read(name)) for name in archive.namelist()})


def strict(data: bytes) -> bytes:
    """Return the same file as "Strict Open XML" names it."""
    names = {
        b"schemas.openxmlformats.org/wordprocessingml/2006/main": b"wordprocessingml/main",
        b"schemas.openxmlformats.org/officeDocument/2006/": b"officeDocument/",
        b"schemas.openxmlformats.org/drawingml/2006/": b"drawingml/",
    }

    def renamed(xml: bytes) -> bytes:
        for old, new in names.items():
            xml = xml.replace(b"http://" + old, b"http://purl.oclc.org/ooxml/" + new)
        return xml

    return _remade(data, renamed)


def recoded(data: bytes, encoding: str) -> bytes:
    """Return the same file with its parts in another encoding, as their declaration says."""
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    return _remade(data, lambda xml: (declaration + xml.decode()).encode(encoding))
