"""Hostile PDFs end with a line or a notice, whatever they draw; sound ones are read at once."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from pdf_files import Page, build_pdf

from doclineage.errors import ReadingError
from doclineage.model import Reading, Source
from doclineage.reading.pdf import guard, plumber, reader
from doclineage.settings import Settings

SHARED = Path(__file__).parents[3] / "shared" / "data"
TEXT = b"BT /F 12 Tf 60 700 Td (Xa Lung Vai to chuc thuc hien.) Tj ET "
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
TREE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def leaf(contents: bytes = b"4 0 R", more: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " + contents + b" "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> " + more + b" >>"
    )


def stream(content: bytes, extra: bytes = b"", *, packed: int = 1) -> bytes:
    for _ in range(packed):
        content = zlib.compress(content, 9)
    names = b" ".join([b"/FlateDecode"] * packed)
    head = b"<< /Filter [%s] /Length %d %s >>\nstream\n" % (names, len(content), extra)
    return head + content + b"\nendstream"


def form(content: bytes, inner: int) -> bytes:
    return stream(
        content,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
        b"/Resources << /Font << /F 5 0 R >> /XObject << /X %d 0 R >> >>" % inner,
    )


def file(*objects: bytes) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(data))
    )


def forms(times: int, depth: int) -> bytes:
    """Return a page whose form draws another `times` over, and so on."""
    chain = [form(b"/X Do " * times, 7 + level) for level in range(depth)]
    return file(CATALOG, TREE, leaf(), stream(b"/X Do " + TEXT), FONT, *chain, form(TEXT, 5))


def read(data: bytes, **bounds: int) -> Reading:
    source = Source(path="a.pdf", sha256="", media_type="application/pdf")
    return reader.read(data, source, Settings(**bounds))


def text(reading: Reading) -> str:
    return " ".join(block.text for block in reading.blocks)


PAGE = stream(b"/X Do " + TEXT)
COSTLY = {
    "a stream that unpacks a thousand times over": file(
        CATALOG, TREE, leaf(), stream(TEXT * 100_000), FONT
    ),
    "a stream packed twice": file(CATALOG, TREE, leaf(), stream(TEXT, packed=2), FONT),
    "one stream drawn many times": file(
        CATALOG, TREE, leaf(b"[" + b"4 0 R " * 800 + b"]"), stream(TEXT * 100), FONT
    ),
    "pages without end that draw much": file(
        CATALOG,
        b"<< /Type /Pages /Kids [" + b"3 0 R " * 2_900 + b"] /Count 2900 >>",
        leaf(),
        stream(TEXT * 2_000),
        FONT,
    ),
    "forms in forms": forms(10, 8),
    "a drawing said to be an image": file(
        CATALOG, TREE, leaf(), stream(TEXT * 100_000, b"/Subtype /Image"), FONT
    ),
    "a drawing hidden in another stream": file(
        CATALOG,
        TREE,
        leaf(),
        b"<< /Length 99 >>\nstream\n4 0 obj " + stream(TEXT * 100_000) + b"\nendstream",
        FONT,
    ),
    "names with letters as numbers": file(
        CATALOG, TREE, leaf().replace(b"/Contents", b"/Con#74ents"), stream(TEXT * 9_000), FONT
    ),
    "a comment before what a page draws": file(
        CATALOG, TREE, leaf(b"% none\n4 0 R"), stream(TEXT * 9_000), FONT
    ),
    "an object named in a comment": file(
        CATALOG, TREE, leaf(), stream(TEXT, b"/Subtype /Form\n% 9 0 obj <<\n"), FONT
    ),
    "an object named in a text": file(
        CATALOG, TREE, leaf(), stream(TEXT, b"/Subtype /Form /X (9 0 obj <<) /Y (>>)"), FONT
    ),
    "a kind told elsewhere": file(CATALOG, TREE, leaf(), stream(TEXT, b"/Subtype 9 0 R"), FONT),
    "annotations that draw forms in forms": forms(10, 8).replace(b"/X Do BT", b"BT"),
    "a font that unpacks without end": file(
        CATALOG, TREE, leaf(), stream(TEXT), stream(bytes(300_000_000), b"/Length1 9")
    ),
    "a form that draws itself": file(CATALOG, TREE, leaf(), PAGE, FONT, form(b"/X Do /X Do", 6)),
    "a form that draws itself through another": file(
        CATALOG, TREE, leaf(), PAGE, FONT, form(b"/X Do /X Do", 7), form(b"/X Do", 6)
    ),
    "a form that draws what the page names": file(
        CATALOG, TREE, leaf(), PAGE, FONT, stream(b"/X Do /X Do", b"/Subtype /Form")
    ),
    "a form that draws itself, said in a stream of objects": file(
        CATALOG,
        TREE,
        leaf(),
        PAGE,
        FONT,
        stream(b"/X Do /X Do", b"/Subtype /Form /Resources 8 0 R"),
        stream(b"8 0 << /XObject << /X 6 0 R >> >>", b"/Type /ObjStm /N 1 /First 4"),
    ),
    "a pattern that paints itself": file(
        CATALOG,
        TREE,
        leaf(),
        PAGE,
        FONT,
        stream(b"/P scn f", b"/PatternType 1 /Resources << /Pattern << /P 6 0 R >> >>"),
    ),
    "a font whose letters are written in it": file(
        CATALOG,
        TREE,
        leaf(),
        PAGE,
        b"<< /Type /Font /Subtype /Type3 /Resources << /Font << /F 5 0 R >> >> >>",
        form(TEXT, 5),
    ),
    "a drawing that is no stream of the file": file(CATALOG, TREE, leaf(b"9 0 R"), FONT, FONT),
}


@pytest.mark.parametrize("data", COSTLY.values(), ids=COSTLY)
def test_what_may_cost_much_is_not_read_in_this_process(data: bytes) -> None:
    assert not guard.is_harmless(data)


@pytest.mark.skipif(not SHARED.exists(), reason="the published laws are not here")
def test_sound_files_are_read_in_this_process() -> None:
    for path in [*(SHARED / "pdf-laws").glob("*.pdf"), *(SHARED / "pdf-scans").glob("*.pdf")]:
        assert guard.is_harmless(path.read_bytes()), path


def test_a_plain_file_is_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_apart", None)
    assert "Lung Vai" in text(read(file(CATALOG, TREE, leaf(), stream(TEXT), FONT, FONT)))
    assert "thôn" in text(read(build_pdf(Page().lines(85, 100, "Các thôn, bản của xã."))))


def test_a_form_that_draws_another_is_read_in_this_process() -> None:
    assert guard.is_harmless(forms(2, 1))


def test_a_process_of_its_own_reads_the_same(root: Path) -> None:
    data = (root / "corpus" / "ke-hoach-52-phuong-doi-sim.pdf").read_bytes()
    source = Source(path="a.pdf", sha256="", media_type="application/pdf")
    apart = guard.read_apart(data, source, Settings())
    assert apart == reader.read_pages(data, source, Settings())


def test_forms_in_forms_end_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_MEMORY", 400_000_000)
    with pytest.raises(ReadingError, match="costs too much to read"):
        read(forms(10, 8), max_pdf_seconds=60)


def test_a_few_forms_in_forms_are_read() -> None:
    assert text(read(forms(1, 3))).count("Lung Vai") == 1
    assert "Lung Vai" in text(
        read(file(CATALOG, TREE, leaf(), stream(b"/X Do "), FONT, form(b"/X Do " + TEXT, 6)))
    )


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_COMMAND", ("-c", "import time; time.sleep(60)"))
    with pytest.raises(ReadingError, match="> 1 s"):
        read(COSTLY["a stream packed twice"], max_pdf_seconds=1)


def test_what_is_wrong_is_told_from_the_process_of_its_own() -> None:
    with pytest.raises(ReadingError, match=r"max_pages = 2"):
        read(COSTLY["pages without end that draw much"], max_pages=2)
    assert "Lung Vai" in text(read(COSTLY["a stream packed twice"]))


def test_a_tree_of_pages_that_runs_in_circles_ends() -> None:
    tree = b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 900 >>"
    with pytest.raises(ReadingError):
        read(file(CATALOG, tree, leaf(), stream(TEXT), FONT, FONT))


def test_all_pages_together_are_bounded() -> None:
    pages = [Page().lines(85, 100, "Các thôn, bản của xã Lũng Vài.") for _ in range(9)]
    with pytest.raises(ReadingError, match="max_text_chars = 200"):
        read(build_pdf(*pages), max_text_chars=200)


def test_annotations_without_end_are_not_drawn() -> None:
    annotation = b"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 9 9] /AP << /N 8 0 R >> >>"
    more = b"/Annots [" + b"7 0 R " * 9_000 + b"]"
    objects = (CATALOG, TREE, leaf(more=more), stream(TEXT), FONT, FONT, annotation, form(TEXT, 5))
    assert text(read(file(*objects))).count("Lung Vai") == 1


def test_tables_without_end_are_read_as_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    def page(name: str) -> Page:
        made = Page().grid([85, 200, 500], [90, 120, 150])
        return made.lines(90, 110, f"Thôn {name}").lines(210, 110, f"Sửa cống {name} trước lũ")

    monkeypatch.setattr(plumber, "_MOST_ASKED", 150)
    found = read(build_pdf(*map(page, ["Pò", "Cại", "Nà", "Lèng", "Bản", "Pắc"])))
    assert found.blocks[0].cells
    assert not found.blocks[-1].cells
    (unread,) = (notice for notice in found.notices if notice.code == "rules-unread")
    assert 1 < (unread.page or 0) <= 6
