"""A small writer of PDFs for tests: text, rules and boxes at places measured from the top left.

Every letter is half its size wide, so a test can work out where a line ends.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
# Not one of the fonts whose widths readers know by heart.
_FACES = ("Ferry", "Ferry-Bold", "Ferry-Oblique")


def width_of(text: str, size: float = 13) -> float:
    """Return how wide `text` is drawn."""
    return len(text) * size / 2


@dataclass
class Page:
    """The drawing of one page; `turn` is its /Rotate, `crop` is cut from each side when shown."""

    width: float = WIDTH
    height: float = HEIGHT
    turn: int = 0
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    annotation: tuple[float, float, float, float, list[str]] | None = None
    form: str = ""
    drawn: list[tuple[str, tuple[float, ...], str, int]] = field(default_factory=list)

    def text(self, left: float, base: float, text: str, size: float = 13, face: int = 0) -> Page:
        return self.matrix((1, 0, 0, 1, left, self.height - base), text, size, face)

    def centred(
        self, middle: float, base: float, text: str, size: float = 13, face: int = 0
    ) -> Page:
        return self.text(middle - width_of(text, size) / 2, base, text, size, face)

    def slanted(self, left: float, base: float, text: str, size: float, degrees: float) -> Page:
        a, b = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return self.matrix((a, b, -b, a, left, self.height - base), text, size, 0)

    def matrix(self, matrix: tuple[float, ...], text: str, size: float, face: int) -> Page:
        self.drawn.append(("text", (*matrix, size), text, face))
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> Page:
        self.drawn.append(("rule", (left, top, right, bottom), "", 0))
        return self

    def fill(self, left: float, top: float, right: float, bottom: float) -> Page:
        self.drawn.append(("fill", (left, top, right, bottom), "", 0))
        return self

    def image(self) -> Page:
        self.drawn.append(("image", (), "", 0))
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Page:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def lines(self, left: float, base: float, *texts: str, leading: float = 17) -> Page:
        for number, text in enumerate(texts):
            self.text(left, base + number * leading, text)
        return self


class _Letters:
    """Codes of letters: one font holds 200, so there are several."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {}

    def shown(self, text: str) -> list[tuple[int, str]]:
        """Return runs of one font as ``(font, hex)``."""
        runs: list[tuple[int, str]] = []
        for char in text:
            font, code = divmod(self.codes.setdefault(char, len(self.codes)), 200)
            if not runs or runs[-1][0] != font:
                runs.append((font, ""))
            runs[-1] = (font, f"{runs[-1][1]}{code + 33:02x}")
        return runs

    def cmap(self, font: int) -> bytes:
        rows = [
            f"<{code % 200 + 33:02x}> <{char.encode('utf-16-be').hex()}>"
            for char, code in self.codes.items()
            if code // 200 == font
        ]
        chunks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
        body = "".join(f"{len(c)} beginbfchar\n" + "\n".join(c) + "\nendbfchar\n" for c in chunks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CMapName /T def\n"
            "1 begincodespacerange <00> <ff> endcodespacerange\n" + body + "endcmap end end"
        ).encode()


def build_pdf(*pages: Page, locked: bool = False) -> bytes:
    """Return the bytes of a PDF with these pages."""
    letters = _Letters()
    contents = [_content(page, letters) for page in pages]
    forms = [_stamp(page, letters) for page in pages]
    fonts = max(letters.codes.values(), default=0) // 200 + 1
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes, extra: str = "") -> int:
        return add(f"<< {extra} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")

    catalog, tree = add(b""), add(b"")
    names = []
    for font in range(fonts):
        cmap = stream(letters.cmap(font))
        for face, name in enumerate(_FACES):
            number = add(
                f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /FirstChar 33 /LastChar 240 "
                f"/Widths [{'500 ' * 208}] /ToUnicode {cmap} 0 R >>".encode()
            )
            names.append(f"/F{font}_{face} {number} 0 R")
    image = stream(
        b"\x80",
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8",
    )
    resources = f"<< /Font << {' '.join(names)} >> /XObject << /I {image} 0 R >> >>"
    kids = []
    for page, content, form in zip(pages, contents, forms, strict=True):
        extra = ""
        if page.annotation is not None:
            left, top, right, bottom, _ = page.annotation
            box = f"[{left} {page.height - bottom} {right} {page.height - top}]"
            size = f"[0 0 {right - left} {bottom - top}]"
            drawn = stream(
                form, f"/Type /XObject /Subtype /Form /BBox {size} /Resources {resources}"
            )
            widget = add(
                f"<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /F 132 /Rect {box} "
                f"/AP << /N {drawn} 0 R >> >>".encode()
            )
            extra = f"/Annots [{widget} 0 R]"
        shared = resources
        if page.form:
            inner = stream(page.form.encode(), "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
            shared = resources.replace("/XObject <<", f"/XObject << /X {inner} 0 R")
        left, top, right, bottom = page.crop
        crop = f"[{left} {bottom} {page.width - right} {page.height - top}]"
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.width} {page.height}] "
                f"/CropBox {crop} "
                f"/Rotate {page.turn} /Contents {stream(content)} 0 R "
                f"/Resources {shared} {extra} >>".encode()
            )
        )
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode()
    lock = ""
    if locked:
        keys = "00" * 32
        lock = (
            f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{keys}> /U <{keys}> >> "
            "/ID [<00> <00>]"
        )
    return _file(objects, f"/Root {catalog} 0 R {lock}")


def build_old_pdf(lines: list[bytes], font: str) -> bytes:
    """Return a PDF of lines whose codes have no way to Unicode but the encoding of Windows."""
    shown = " ".join(f"<{line.hex()}> Tj T*" for line in lines)
    content = f"BT /F0 13 Tf 60 700 Td 17 TL {shown} ET".encode()
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F0 5 0 R >> >> >>"
    )
    described = (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{font} /FirstChar 32 /LastChar 255 "
        f"/Widths [{'500 ' * 224}] /Encoding /WinAnsiEncoding >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page.encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        described.encode(),
    ]
    return _file(objects, "/Root 1 0 R")


def _file(objects: list[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def _content(page: Page, letters: _Letters) -> bytes:
    lines = []
    for kind, places, text, face in page.drawn:
        if kind == "text":
            *matrix, size = places
            shown = " ".join(
                f"/F{font}_{face} {size} Tf <{codes}> Tj" for font, codes in letters.shown(text)
            )
            lines.append(f"BT {' '.join(f'{m:.4f}' for m in matrix)} Tm {shown} ET")
        elif kind == "raw":
            lines.append(text)
        elif kind == "image":
            lines.append(f"q {page.width} 0 0 {page.height} 0 0 cm /I Do Q")
        else:
            left, top, right, bottom = places
            top, bottom = page.height - top, page.height - bottom
            draw = (
                f"{left} {top} m {right} {bottom} l S"
                if kind == "rule"
                else f"0.9 g {left} {bottom} {right - left} {top - bottom} re f 0 g"
            )
            lines.append(draw)
    if page.form:
        lines.append("/X Do")
    return "\n".join(lines).encode()


def _stamp(page: Page, letters: _Letters) -> bytes:
    if page.annotation is None:
        return b""
    _, top, _, bottom, texts = page.annotation
    height = bottom - top
    shown = [
        f"BT 1 0 0 1 2 {height - 9 * (number + 1)} Tm "
        + " ".join(f"/F{font}_0 8 Tf <{codes}> Tj" for font, codes in letters.shown(text))
        + " ET"
        for number, text in enumerate(texts)
    ]
    return "\n".join(shown).encode()
