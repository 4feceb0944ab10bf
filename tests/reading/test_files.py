import contextlib
import io
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest
from word_files import build_word, para

from doclineage import read_document
from doclineage.errors import ReadingError, UnusableInputError
from doclineage.reading import find_files, read_blocks, refuse_folder
from doclineage.reading.passing import passed_over
from doclineage.settings import DEFAULTS, Settings

WORD = build_word(para("Kế hoạch"))


def code_of(path, settings=DEFAULTS):
    with pytest.raises(ReadingError) as caught:
        read_blocks(path, settings)
    assert str(caught.value).startswith(f"{path}: ")
    return caught.value.code


def archive(entries):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return stream.getvalue()


def with_document(xml):
    """Return a sound Word file whose document part is `xml`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return stream.getvalue()


# --- what kind of file -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("rỗng.docx", b"", "error.empty-file"),
        ("trống.txt", b" \n\n ", "error.no-text"),
        ("cũ.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "error.broken-doc"),
        ("bảng.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "error.unknown-format"),
        ("cụt.docx", WORD[: len(WORD) // 2], "error.broken-docx"),
        ("bảng.xlsx", archive({"xl/workbook.xml": "<x/>"}), "error.unknown-format"),
        ("nén.zip", archive({"a.txt": "a"}), "error.container"),
        ("nén.docx", archive({"a.txt": "a"}), "error.unknown-format"),
        ("dữ liệu.xml", b"<?xml version='1.0'?><a/>", "error.unknown-format"),
        ("ảnh.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "error.broken-image"),
        ("thiếu.docx", archive({"word/document.xml": "<x/>"}), "error.broken-docx"),
        ("hỏng.docx", with_document(b"<w:document"), "error.broken-docx"),
        ("chữ.docx", build_word("<w:p/>"), "error.no-text"),
    ],
)
def test_unusable_files_say_why(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    assert code_of(path) == code


def test_damage_anywhere_in_a_word_file_is_a_reading_error(tmp_path):
    path = tmp_path / "hỏng.docx"
    for place in range(0, len(WORD), len(WORD) // 150):
        data = bytearray(WORD)
        data[place : place + 8] = b"\xff" * len(data[place : place + 8])
        path.write_bytes(data)
        with contextlib.suppress(ReadingError):
            read_blocks(path)


def test_bytes_win_over_the_suffix(tmp_path):
    disguised = tmp_path / "thật ra là chữ.docx"
    disguised.write_text("Kế hoạch", encoding="utf-8")
    source, reading = read_blocks(disguised)
    assert reading.blocks[0].text == "Kế hoạch"
    assert source.media_type == "text/plain"
    assert [notice.code for notice in reading.notices] == ["wrong-suffix"]
    word = tmp_path / "thật ra là Word.txt"
    word.write_bytes(WORD)
    source, reading = read_blocks(word)
    assert source.media_type.endswith("wordprocessingml.document")
    assert [notice.code for notice in reading.notices] == ["wrong-suffix"]


def test_source_says_where_from(tmp_path):
    path = tmp_path / "Kế hoạch 42 (bản ký).docx"
    path.write_bytes(WORD)
    source, reading = read_blocks(path)
    assert source.path == str(path)
    assert len(source.sha256) == 64
    assert reading.notices == ()


def test_name_in_the_other_unicode_form_is_found(tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "kế hoạch.txt")).write_text("Một", encoding="utf-8")
    assert read_blocks(tmp_path / "kế hoạch.txt")[1].blocks[0].text == "Một"


def test_strict_open_xml_is_read(tmp_path):
    path = tmp_path / "nghiêm ngặt.docx"
    stream = io.BytesIO()
    old_name = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            new.writestr(name, old.read(name).replace(old_name, strict))
    path.write_bytes(stream.getvalue())
    assert read_blocks(path)[1].blocks[0].text == "Kế hoạch"


def test_dangling_parts_do_not_stop_the_reading(tmp_path):
    path = tmp_path / "thiếu ảnh.docx"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            if name not in {"word/styles.xml", "docProps/core.xml", "word/theme/theme1.xml"}:
                new.writestr(name, old.read(name))
    path.write_bytes(stream.getvalue())
    assert read_blocks(path)[1].blocks[0].text == "Kế hoạch"


# --- hostile files ---------------------------------------------------------------------------


def test_size_is_bounded_before_reading(tmp_path):
    path = tmp_path / "to.txt"
    with path.open("wb") as stream:
        stream.truncate(DEFAULTS.max_file_bytes + 1)
    assert code_of(path) == "error.too-large"


def test_folders_pipes_and_missing_files_are_refused(tmp_path):
    os.mkfifo(tmp_path / "ống.txt")
    assert code_of(tmp_path) == "error.unreadable"
    assert code_of(tmp_path / "ống.txt") == "error.unreadable"
    assert code_of(tmp_path / "không có.docx") == "error.not-found"


def test_zip_bomb_is_refused_before_it_expands(tmp_path):
    path = tmp_path / "bom.docx"
    path.write_bytes(with_document(b"<a>" + b" " * 60_000_000 + b"</a>"))
    assert path.stat().st_size < 200_000
    assert code_of(path) == "error.expands-too-far"
    path.write_bytes(with_document(b"<a>" + b" " * 3_000_000 + b"</a>"))
    assert code_of(path, Settings(max_expanded_bytes=1_000_000)) == "error.expands-too-far"


def test_too_many_entries_are_refused(tmp_path):
    path = tmp_path / "bom.docx"
    path.write_bytes(archive({"word/document.xml": ""} | {f"{i}": "" for i in range(20_001)}))
    assert code_of(path) == "error.expands-too-far"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path, encoding):
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        f'<!DOCTYPE x [<!ENTITY e0 "lol">{entities}]><x>&e11;</x>'
    )
    path = tmp_path / "bom.docx"
    path.write_bytes(with_document(xml.encode(encoding)))
    assert code_of(path) == "error.broken-docx"


def test_deep_nesting_ends(tmp_path):
    path = tmp_path / "sâu.docx"
    path.write_bytes(with_document(b"<a>" * 100_000 + b"</a>" * 100_000))
    assert code_of(path) == "error.broken-docx"


def test_password_inside_the_archive_is_told(tmp_path):
    data = bytearray(WORD)
    # The encryption flag of every entry, in both headers.
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(mark, start + 4)
    path = tmp_path / "khóa.docx"
    path.write_bytes(data)
    assert code_of(path) == "error.locked-docx"


# --- folders ---------------------------------------------------------------------------------


def test_folders_are_searched_in_a_fixed_order(tmp_path):
    kept = ["a.docx", "phường/b.pdf", "phường/Kế hoạch 1.txt", "xã/c.MD"]
    left = [
        "~$a.docx", ".ẩn.docx", "README.md", "readme.txt", "manifest.toml", "x.json", "y.xlsx",
        ".git/d.txt",
    ]  # fmt: skip
    for name in (*kept, *left):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x")
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == sorted(kept)
    named = tmp_path / "README.md"
    assert find_files([named, tmp_path / "a.docx", named]) == (named, tmp_path / "a.docx")


def test_missing_paths_and_too_many_files_are_told(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    with pytest.raises(ReadingError) as caught:
        find_files([tmp_path / "không có"])
    assert caught.value.code == "error.not-found"
    with pytest.raises(UnusableInputError) as many:
        find_files([tmp_path], Settings(max_files=3))
    assert many.value.code == "error.too-many-files"
    assert "max_files" in str(many.value)


def test_a_folder_inside_that_is_closed_is_told_and_the_rest_goes_on(tmp_path, monkeypatch):
    closed = tmp_path / "b kín"
    closed.mkdir()
    for name in ("a.txt", "b kín/x.txt", "c.txt"):
        (tmp_path / name).write_text("Kế hoạch", encoding="utf-8")
    scandir, listdir = os.scandir, os.listdir

    def refusing(ask):
        def refuse(path="."):
            if Path(path) == closed:
                raise PermissionError(13, "Permission denied", str(path))
            return ask(path)

        return refuse

    monkeypatch.setattr(os, "scandir", refusing(scandir))
    monkeypatch.setattr(os, "listdir", refusing(listdir))
    assert find_files([tmp_path]) == (tmp_path / "a.txt", closed, tmp_path / "c.txt")
    with pytest.raises(ReadingError) as caught:
        read_document(closed)
    assert caught.value.code == "error.unreadable-folder"
    with pytest.raises(UnusableInputError):
        refuse_folder(tmp_path)


def test_what_has_no_suffix_of_its_own_is_looked_into(tmp_path):
    (tmp_path / "KH 45.2026").write_bytes(WORD)
    (tmp_path / "Kế hoạch 45").write_bytes(WORD)
    (tmp_path / "ghi chú.1").write_text("Kế hoạch", encoding="utf-8")
    (tmp_path / "bảng.xlsx").write_bytes(b"PK\x03\x04")
    assert [path.name for path in find_files([tmp_path])] == ["KH 45.2026", "Kế hoạch 45"]


def test_pictures_of_saved_pages_and_our_own_reports_are_no_documents(tmp_path):
    (tmp_path / "trang_files").mkdir()
    (tmp_path / "riêng_files").mkdir()
    for name in ("trang.html", "trang_files/a.jpg", "riêng_files/b.txt"):
        (tmp_path / name).write_bytes(b"<html>")
    ours = b'<!doctype html><meta name="generator" content="doclineage 1.0">'
    (tmp_path / "kết quả.html").write_bytes(ours)
    found = [str(path.relative_to(tmp_path)) for path in find_files([tmp_path])]
    assert found == ["riêng_files/b.txt", "trang.html"]


def test_word_files_of_ours_are_left_out_until_someone_works_on_them(tmp_path):
    for name, comment in (
        ("biên bản.docx", b"doclineage"),
        ("kế hoạch-nhan-xet.docx", "doclineage of kế hoạch.docx".encode()),
        ("trả lại.docx", b"doclineage of vang.docx"),
        ("kế hoạch.docx", b""),
        ("khác.docx", b"doclineage says nothing"),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("word/document.xml", "<x/>")
            archive.comment = comment
    found = {path.name for path in find_files([tmp_path])}
    assert found == {"trả lại.docx", "kế hoạch.docx", "khác.docx"}
    assert find_files([tmp_path / "biên bản.docx"]) == (tmp_path / "biên bản.docx",)


def test_what_is_no_document_is_named_with_what_it_is(tmp_path):
    names = {
        "a.docx": None,
        "danh sách.xlsx": "a workbook or table",
        "Thumbs.db": "Windows",
        "~$a.docx": "temporary file of Word",
        "ảnh zalo.heic": "kind of picture",
        "họp.pptx": "slides",
        "ghi âm.mp3": "not a kind of file",
        "manifest.toml": None,
        ".DS_Store": None,
        "README.md": None,
        "cây.svg": None,
    }
    (tmp_path / "trong").mkdir()
    for at, name in enumerate(names):
        (tmp_path / ("trong" if at % 2 else "") / name).write_bytes(b"x")
    found = {Path(f.path).name: f.message_en for f in passed_over([tmp_path, tmp_path / "a.docx"])}
    assert sorted(found) == sorted(name for name, why in names.items() if why)
    assert all(names[name] in said for name, said in found.items())
    assert passed_over([tmp_path / "trong" / "danh sách.xlsx"]) == ()
