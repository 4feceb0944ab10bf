"""Old word processors' files: told apart by their bytes, read through LibreOffice, never obeyed."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from compound_files import ENCRYPTED, MAGIC, build_compound, word_head
from legacy_texts import old_bytes
from old_word import LISTS, OLD, READ
from word_files import build_word

from doclineage import read_document
from doclineage.errors import ReadingError
from doclineage.reading import read_blocks
from doclineage.reading.compound import read_compound
from doclineage.reading.office.soffice import VARIABLE
from doclineage.settings import DEFAULTS, Settings

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PLAN = CORPUS / "ke-hoach-45-phuong-ben-do.docx"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}


def code_of(path, settings=DEFAULTS):
    with pytest.raises(ReadingError) as caught:
        read_blocks(path, settings)
    assert "\n" not in str(caught.value)
    return caught.value.code


def texts(path, settings=DEFAULTS):
    return [block.text for block in read_blocks(path, settings)[1].blocks]


def rtf(body):
    return b"{\\rtf1\\ansi " + body + b"\\par}"


ODT = "application/vnd.oasis.opendocument.text"


def open_document(content, about=""):
    """Return an OpenDocument text; `about` is said of its content in the list of its files."""
    names = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    listed = (
        f'<m:manifest {names} m:version="1.2"><m:file-entry m:full-path="/" m:media-type="{ODT}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml">'
        f"{about}</m:file-entry></m:manifest>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", ODT)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", listed)
    return stream.getvalue()


# --- the same document -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a folder of old documents that LibreOffice made, one call a kind."""
    folder = tmp_path_factory.mktemp("cũ")
    old = folder / "old.docx"
    old.write_bytes(build_word(OLD, numbering=LISTS))
    for suffix, name in FILTERS.items():
        subprocess.run(
            [
                SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                "--convert-to", f"{suffix}:{name}", "--outdir", folder, PLAN, old,
            ],
            capture_output=True, timeout=120, check=True,
        )  # fmt: skip
    return folder


@cache
def read_blocks_once(path):
    return read_blocks(path)[1]


@needs_office
@pytest.mark.parametrize("suffix", FILTERS)
def test_old_formats_are_the_same_tree(made, suffix):
    ours = read_document(made / f"{PLAN.stem}.{suffix}")
    theirs = read_document(PLAN)
    assert [(u.path, u.kind, u.text) for u in ours.units] == [
        (u.path, u.kind, u.text) for u in theirs.units
    ]
    assert ours.letterhead == theirs.letterhead
    assert len(ours.units) > 80
    assert not ours.source.media_type.endswith("wordprocessingml.document")


@needs_office
@pytest.mark.parametrize("suffix", FILTERS)
def test_old_letters_survive_the_way_through_old_formats(made, suffix):
    reading = read_blocks_once(made / f"old.{suffix}")
    assert [block.text for block in reading.blocks] == READ
    assert reading.blocks[-1].label == "Điều 5."
    (notice,) = reading.notices
    assert notice.code == "legacy-encoding"
    assert "TCVN3" in notice.message
    assert "VNI" in notice.message


@needs_office
def test_the_bytes_tell_what_a_file_is(made, tmp_path):
    lying = tmp_path / "lạ.docx"
    lying.write_bytes((made / "old.doc").read_bytes())
    source, reading = read_blocks(lying)
    assert source.media_type == "application/msword"
    first, *others = reading.notices
    assert first.code == "wrong-suffix"
    # The same bytes, the same blocks: nothing of the conversion's own shows.
    known = read_blocks_once(made / "old.doc")
    assert (reading.blocks, tuple(others)) == (known.blocks, known.notices)


@needs_office
def test_old_fonts_in_rtf_may_say_anything_of_their_letters(tmp_path):
    """A symbol font, the system's own letters, those of another country: the bytes are the same."""
    line = "Căn cứ Luật Đất đai, trường học, đường phố"
    fonts = {"2": (".VnTime", "tcvn3"), "1": ("VNI-Times", "vni"), "238": (".VnArial", "tcvn3")}
    table, body = b"", b""
    for index, (charset, (font, encoding)) in enumerate(fonts.items()):
        table += f"{{\\f{index}\\fnil\\fcharset{charset}{{\\*\\panose 02}} {font};}}".encode()
        signs = (
            f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in old_bytes(line, encoding)
        )
        body += f"\\f{index} {''.join(signs)}\\par ".encode()
    path = tmp_path / "cũ.rtf"
    path.write_bytes(rtf(b"{\\fonttbl" + table + b"}" + body))
    assert texts(path) == [line] * 3


@needs_office
def test_pages_under_the_name_of_a_word_file_are_read(tmp_path):
    page = tmp_path / "trang.doc"
    page.write_text(
        "<html><head><meta charset=utf-8><title>Bỏ</title></head><body><script>x</script>"
        "<p>Kế hoạch</p><p style='display:none'>ẩn</p><ol start=3><li>Rà soát</li></ol></body>",
        encoding="utf-8",
    )
    source, reading = read_blocks(page)
    assert source.media_type == "text/html"
    assert [(block.label, block.text) for block in reading.blocks] == [
        (None, "Kế hoạch"),
        ("3.", "Rà soát"),
    ]


# --- what is refused -------------------------------------------------------------------------

DOC = build_compound(WordDocument=word_head(), x1Table=b"")


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("rỗng.doc", MAGIC, "error.broken-doc", ""),
        ("cụt.doc", DOC[:600], "error.broken-doc", ""),
        ("lạ.doc", MAGIC + b"\xff" * 5000, "error.broken-doc", ""),
        ("không.doc", bytes(1_000_000), "error.binary-text", ""),
        ("khóa.doc", build_compound(WordDocument=word_head(ENCRYPTED)), "error.locked-docx", ""),
        (
            "khóa.docx",
            build_compound(EncryptionInfo=b"", EncryptedPackage=b""),
            "error.locked-docx",
            "",
        ),
        ("bảng.doc", build_compound(Workbook=b""), "error.unknown-format", "XLS"),
        ("thư.msg", build_compound(**{"__properties_version1.0": b""}), "error.container", "MSG"),
        ("cũ.wps", build_compound(MatOST=b""), "error.unknown-format", "Works"),
        ("cũ.doc", b"\xffWPC\x10\0\0\0", "error.unknown-format", "WordPerfect"),
        ("cũ.doc", b"\xdb\xa5\x2d\0\0\0", "error.unknown-format", "Word 2"),
        ("cũ.wri", b"1\xbe\0\0\0\xab", "error.unknown-format", "Write"),
        ("gói.zip", b"Rar!\x1a\x07\0", "error.container", "RAR"),
        (
            "khóa.odt",
            open_document("<x/>", about="<m:encryption-data/>"),
            "error.locked-docx",
            "",
        ),
        ("bom.odt", open_document("<a>" + " " * 60_000_000 + "</a>"), "error.expands-too-far", ""),
    ],
)
def test_what_is_no_document_says_so(tmp_path, name, data, code, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_blocks(path)
    assert caught.value.code == code
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_compound_files_are_told_by_their_directory():
    assert read_compound(DOC).names == {"WordDocument", "x1Table"}
    assert read_compound(DOC).heads["WordDocument"].startswith(word_head())


def test_damaged_compound_files_end():
    random_bytes = random.Random(1)
    for place in range(0, len(DOC), 8):
        data = bytearray(DOC)
        data[place : place + 8] = random_bytes.randbytes(8)
        read_compound(bytes(data))
    circle = bytearray(DOC)
    circle[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    assert read_compound(bytes(circle)) is not None


def test_pages_of_many_comments_are_told_at_once(tmp_path):
    path = tmp_path / "trang.txt"
    path.write_text("<!---->" * 500 + "Kế hoạch", encoding="utf-8")
    assert texts(path)


# --- LibreOffice as it may be ----------------------------------------------------------------


def program(tmp_path, monkeypatch, script):
    path = tmp_path / "soffice.py"
    path.write_text(f"#!{sys.executable}\nimport os, sys, time\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(path))
    document = tmp_path / "a.rtf"
    document.write_bytes(rtf(b"abc"))
    return document


def test_without_libreoffice_the_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "không có"))
    (tmp_path / "a.rtf").write_bytes(rtf(b"abc"))
    with pytest.raises(ReadingError) as caught:
        read_blocks(tmp_path / "a.rtf")
    assert caught.value.code == "error.no-office"
    assert "libreoffice-writer-nogui" in str(caught.value)


def test_a_converter_that_hangs_ends_with_its_children(tmp_path, monkeypatch):
    mark = tmp_path / "pid"
    document = program(
        tmp_path,
        monkeypatch,
        f"child = os.fork()\nif child: open({str(mark)!r}, 'w').write(str(child))\ntime.sleep(100)",
    )
    assert code_of(document, Settings(office_seconds=1)) == "error.office-late"
    child = int(mark.read_text())
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        state = Path(f"/proc/{child}/stat")
        # Killed, and waiting for whoever collects orphans here.
        if state.is_file() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child lives on")


@pytest.mark.parametrize(
    "script", ["sys.exit(3)", "print('x')", "os.kill(os.getpid(), 9)"], ids=["3", "0", "killed"]
)
def test_a_converter_that_writes_nothing_is_told(tmp_path, monkeypatch, script):
    assert code_of(program(tmp_path, monkeypatch, script)) == "error.office-failed"


@pytest.mark.parametrize(
    ("head", "importer"), [(b"\xec\xa5\xc1\x00", "MS Word 97"), (b"\xdc\xa5\x68\x00", "MS Word 95")]
)
def test_word_before_97_is_read_by_its_own_filter(tmp_path, monkeypatch, head, importer):
    asked = tmp_path / "asked"
    program(tmp_path, monkeypatch, f"open({str(asked)!r}, 'w').write(repr(sys.argv))")
    path = tmp_path / "cũ.doc"
    path.write_bytes(build_compound(WordDocument=head))
    assert code_of(path) == "error.office-failed"
    assert f"'--infilter={importer}'" in asked.read_text()


def test_a_disk_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    document = program(tmp_path, monkeypatch, "")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "không có"))
    assert code_of(document) == "error.office-failed"


def test_what_a_converter_writes_is_not_trusted(tmp_path, monkeypatch):
    script = (
        "folder = sys.argv[sys.argv.index('--outdir') + 1]\nos.makedirs(folder, exist_ok=True)\n"
        "open(os.path.join(folder, 'in.docx'), 'wb').write(b'PK' + bytes(99))"
    )
    assert code_of(program(tmp_path, monkeypatch, script)) == "error.office-failed"


@needs_office
def test_nothing_is_fetched_and_nothing_from_the_disk_is_taken_in(tmp_path):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    away = f"http://127.0.0.1:{server.server_port}/"
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    hostile = rtf(
        f'Trong {{\\field{{\\*\\fldinst INCLUDEPICTURE "{away}a.png" \\\\d}}{{\\fldrslt x}}}}'
        f'{{\\field{{\\*\\fldinst INCLUDETEXT "{secret.as_uri()}"}}{{\\fldrslt y}}}}'
        f"{{\\*\\template {away}b.dot}} ngoai".encode()
    )
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {"office": "office", "text": "text", "draw": "drawing"}.items()
    )
    linked = "".join(
        f'<text:section text:name="{index}"><text:section-source xlink:href="{link}"/>'
        f"<text:p>Trong</text:p></text:section><text:p><draw:frame><draw:image "
        f'xlink:href="{link}" xlink:actuate="onLoad"/></draw:frame></text:p>'
        for index, link in enumerate((f"{away}c.html", secret.as_uri()))
    )
    content = (
        f'<office:document-content {names} xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'office:version="1.2"><office:body><office:text>{linked}<text:p>ngoai</text:p>'
        "</office:text></office:body></office:document-content>"
    )
    files = {
        "a.rtf": hostile,
        "b.odt": open_document(content),
        "c.html": f"<p>Trong<img src={away}d.png><iframe src={away}e></iframe><p>ngoai".encode(),
    }
    try:
        for name, data in files.items():
            path = tmp_path / name
            path.write_bytes(data)
            whole = " ".join(texts(path))
            assert whole.startswith("Trong")
            assert whole.endswith("ngoai")
            assert "SECRET" not in whole
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


@needs_office
def test_deep_nesting_in_rtf_ends(tmp_path):
    path = tmp_path / "sâu.rtf"
    path.write_bytes(rtf(b"{\\b " * 2_000 + b"abc" + b"}" * 2_000))
    assert texts(path) == ["abc"]
