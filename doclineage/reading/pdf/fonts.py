"""How the letters of a PDF page are set: bold, italic."""

from __future__ import annotations

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium

from doclineage.reading.pdf.words import Face, Word

#: A font of this weight or more is bold; pdfium says 400 for a regular one, 700 for a bold one.
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|[-,]b[di]?$", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|[-,]b?i$", re.IGNORECASE)
# PDF 32000-1, table 123: bit 7 of a font's flags says italic, bit 19 that bold is forced.
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
# PDF 32000-1, table 106: mode 2 fills and strokes, the way to fake bold.
_FILL_AND_STROKE = 2


_PLAIN = Face(bold=False, italic=False)


class Faces:
    """The faces of one page; each text object and each font is asked about once."""

    def __init__(self, textpage: pypdfium2.PdfTextPage | None = None) -> None:
        """Ask `textpage`; None where all words know their face."""
        self._raw = None if textpage is None else textpage.raw
        self._objects: dict[int, Face] = {}
        self._fonts: dict[int, Face] = {}
        self._names: dict[int, str] = {}

    def at(self, word: Word) -> Face:
        """Return the face of a word's first letter."""
        if word.face is not None:
            return word.face
        piece = self._raw and pdfium.FPDFText_GetTextObject(self._raw, word.index)
        if not piece:
            return _PLAIN
        key = ctypes.addressof(piece.contents)
        if key not in self._objects:
            self._objects[key] = self._object_face(piece)
        return self._objects[key]

    def font_name(self, word: Word) -> str:
        """Return the name of the font of a word's first letter, "" where it is not known."""
        piece = pdfium.FPDFText_GetTextObject(self._raw, word.index) if word.index >= 0 else None
        font = pdfium.FPDFTextObj_GetFont(piece) if piece else None
        if not font:
            return ""
        key = ctypes.addressof(font.contents)
        if key not in self._names:
            self._names[key] = _font_name(font)
        return self._names[key]

    def _object_face(self, piece: object) -> Face:
        font = pdfium.FPDFTextObj_GetFont(piece)
        if not font:
            return _PLAIN
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            self._fonts[key] = _font_face(font)
        face = self._fonts[key]
        if pdfium.FPDFTextObj_GetTextRenderMode(piece) == _FILL_AND_STROKE:
            return face._replace(bold=True)
        return face


def face_of_name(name: str) -> Face:
    """Return how the font of this name is set."""
    return Face(bold=bool(_BOLD_NAME.search(name)), italic=bool(_ITALIC_NAME.search(name)))


def _font_face(font: object) -> Face:
    named = face_of_name(_font_name(font))
    flags = max(0, pdfium.FPDFFont_GetFlags(font))
    weight = pdfium.FPDFFont_GetWeight(font)
    # Producers leave the weight of an embedded font at 0 or 400, so the name counts too.
    bold = named.bold or weight >= _BOLD_WEIGHT or bool(flags & _FORCE_BOLD_FLAG)
    return Face(bold=bold, italic=named.italic or bool(flags & _ITALIC_FLAG))


def _font_name(font: object) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    if not 0 < length < 1_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")
