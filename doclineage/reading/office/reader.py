"""Documents of other programs to blocks: LibreOffice makes Word files of them, `word` reads those.

What a file says of itself (media type, hash) stays the original's.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from doclineage.errors import ReadingError
from doclineage.model import Reading, Source
from doclineage.reading.compound import read_compound
from doclineage.reading.office.pages import plain_page, saved_page
from doclineage.reading.office.soffice import convert
from doclineage.reading.word.package import bound_archive
from doclineage.reading.word.reader import read as read_word
from doclineage.settings import Settings

# {\f3\fnil\fcharset2\fprq2{\*\panose 020b72}.VnTime;}
_OLD_FONT_CHARSET = re.compile(
    rb"\\fcharset\d{1,3}"
    rb"(?=(?:\\[a-z]{1,20}+-?+\d{0,10}+\s?+|\{[^{}]{0,200}+\}|\s){0,20}+"
    rb"\.?(?:Vn[A-Z3]|VNI[-_ ]))"
)


class _Form(NamedTuple):
    """The suffix that LibreOffice goes by, and its name for the filter that reads the form."""

    suffix: str
    importer: str


_WORD = _Form(".doc", "MS Word 97")
_PAGE = _Form(".html", "HTML (StarWriter)")
# How the text of Word 6.0 and 95 begins, of which the filter for later ones reads nothing.
_BEFORE_97 = b"\xdc\xa5"
_FORMS = {
    "application/msword": _WORD,
    "application/vnd.ms-word.2003+xml": _Form(".xml", "MS Word 2003 XML"),
    "application/rtf": _Form(".rtf", "Rich Text Format"),
    "application/vnd.oasis.opendocument.text": _Form(".odt", "writer8"),
    "application/vnd.oasis.opendocument.text-flat-xml": _Form(
        ".fodt", "OpenDocument Text Flat XML"
    ),
    "text/html": _PAGE,
    "multipart/related": _PAGE,
}


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a file that LibreOffice can open."""
    form = _FORMS[source.media_type]
    if form is _PAGE:
        bundled = source.media_type == "multipart/related"
        data = (saved_page if bundled else plain_page)(data, source.path)
    elif form is _WORD and _is_before_97(data):
        form = _WORD._replace(importer="MS Word 95")
    elif form.suffix == ".rtf":
        # Whatever such a font says of its letters, their bytes are what we can read.
        data = _OLD_FONT_CHARSET.sub(rb"\\fcharset0", data)
    elif form.suffix == ".odt":
        bound_archive(data, source.path, settings)
    word = convert(data, *form, source.path, settings)
    try:
        return read_word(word, source, settings)
    except ReadingError as fault:
        if fault.code == "error.broken-docx":
            raise ReadingError(source.path, "error.office-failed", fault.detail) from fault
        raise


def _is_before_97(data: bytes) -> bool:
    compound = read_compound(data)
    head = b"" if compound is None else compound.heads.get("WordDocument", b"")
    return head.startswith(_BEFORE_97)
