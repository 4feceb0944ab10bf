"""Input that cannot be read: one clear line each, status 2, the others still worked on."""

from __future__ import annotations

import os
import re
import shutil
import time
import unicodedata
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclineage.cli.commands import cli

#: What a refusal may take, the start of the program left out: no reading of what is refused.
_AT_ONCE = 2.0


@pytest.fixture
def folder(tmp_path, corpus) -> Path:
    """Return a folder that holds a directive and a plan, both good."""
    for name in ("ke-hoach-118-tinh-song-lam.docx", "ke-hoach-45-phuong-ben-do.docx"):
        shutil.copy(corpus / name, tmp_path / name)
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["--lang", "en", *map(str, arguments)])


def empty(path: Path) -> None:
    path.touch()


def text_called_word(path: Path) -> None:
    path.write_text("Đây không phải là tệp Word.", encoding="utf-8")


def truncated(path: Path) -> None:
    whole = Path(__file__).parents[1] / "corpus" / "ke-hoach-118-tinh-song-lam.docx"
    path.write_bytes(whole.read_bytes()[:20_000])


def plain_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "xin chào")


def huge_text(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"I. ")
        stream.truncate(200_000_000)


def locked_pdf(path: Path) -> None:
    path.write_bytes(LOCKED)


def broken_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%nothing more\n")


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))


def spaces(path: Path) -> None:
    path.write_text(" \n\n\t\n", encoding="utf-8")


#: A page encrypted with a user password (RC4, 40 bits), as small as can be.
LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00>]>>
%%%%EOF
""" % (b"41" * 32, b"42" * 32)

BAD = {
    "rỗng.docx": (empty, "the file is empty"),
    "rỗng.pdf": (empty, "the file is empty"),
    "rỗng.txt": (empty, "the file is empty"),
    "trắng.txt": (spaces, "holds no text"),
    "cụt.docx": (truncated, "damaged"),
    "nén.docx": (plain_archive, "not known"),
    "khóa.pdf": (locked_pdf, "password"),
    "hỏng.pdf": (broken_pdf, "damaged"),
    "rất lớn.txt": (huge_text, "too large"),
    "ảnh.docx": (picture, "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_rest_go_on(name, folder):
    make, said = BAD[name]
    make(folder / name)
    result = run("audit", folder)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"doclineage: {folder / name}: ")
    assert said in line
    assert line.count(": ") >= 3, "where: what is wrong: what to do"
    assert "phường Bến Đò" in result.stdout


def test_a_huge_file_is_refused_at_once(tmp_path):
    huge_text(tmp_path / "rất lớn.txt")
    start = time.perf_counter()
    result = run("parse", tmp_path / "rất lớn.txt")
    assert time.perf_counter() - start < _AT_ONCE
    assert result.exit_code == 2


def test_all_of_them_in_one_folder(folder):
    for name, (make, _) in BAD.items():
        make(folder / name)
    result = run("audit", folder, "--jobs", "2")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == len(BAD)
    assert "phường Bến Đò" in result.stdout
    assert "Traceback" not in result.output


def test_a_text_called_word_is_read_as_what_it_is(folder):
    text_called_word(folder / "a.docx")
    result = run("parse", folder / "a.docx")
    assert result.exit_code in {0, 2}
    assert len(result.stderr.splitlines()) == (result.exit_code == 2)
    if result.exit_code == 0:
        assert "notice: the suffix is .docx" in result.stdout


def test_a_folder_without_documents(tmp_path):
    (tmp_path / "nhật ký.log").touch()
    result = run("audit", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"doclineage: {tmp_path}: the folder holds no document")
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_without_documents_among_others(folder, tmp_path_factory):
    bare = tmp_path_factory.mktemp("trống")
    result = run("audit", bare, folder)
    assert result.exit_code == 2
    assert "phường Bến Đò" in result.stdout


def test_a_folder_given_to_parse_is_every_file_in_it(folder):
    result = run("parse", folder)
    assert result.exit_code == 0
    assert result.stdout.count("118/KH-UBND") > 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", ""),
        ("audit", ""),
        ("lineage", ""),
        ("compare", "", "a.md"),
        ("parse", "-o", "", "."),
    ],
)
def test_an_empty_path_is_no_folder(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the path is empty" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_what_a_parser_says_in_english_stands_in_no_vietnamese_sentence(folder):
    with zipfile.ZipFile(folder / "hỏng.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document")
    (folder / "cụt.docx").write_bytes(b"PK\x03\x04 broken")
    told = {lang: run("parse", folder, "--lang", lang).stderr for lang in ("vi", "en")}
    assert "tệp Word bị hỏng: mở bằng Word" in told["vi"]
    assert "(không phải tệp nén hoặc bị cắt cụt)" in told["vi"]
    assert "not defined" in told["en"]
    assert not re.search(r"[Nn]amespace|not a zip|line \d", told["vi"])


def test_a_folder_given_to_compare_is_one_line(folder):
    result = run("compare", folder, folder / "ke-hoach-45-phuong-ben-do.docx")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_with_vietnamese_letters_and_spaces(form, folder):
    name = unicodedata.normalize(form, "Kế hoạch số 45 – phường Bến Đò (bản ký).docx")
    (folder / "ke-hoach-45-phuong-ben-do.docx").rename(folder / name)
    result = run("audit", folder)
    assert result.exit_code == 1
    assert unicodedata.normalize("NFC", name) in unicodedata.normalize(
        "NFC", " ".join(result.stdout.split())
    )
    # Typed by a person on another system, the name comes in the other form.
    other = unicodedata.normalize("NFD" if form == "NFC" else "NFC", name)
    assert run("parse", folder / other).exit_code == 0


def test_the_same_file_twice_is_read_once(folder):
    file = folder / "ke-hoach-45-phuong-ben-do.docx"
    assert run("parse", file, file, folder).stdout == run("parse", file, folder).stdout


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(folder):
    file = folder / "kín.txt"
    file.write_text("I. NHIỆM VỤ", encoding="utf-8")
    file.chmod(0)
    result = run("audit", folder)
    assert result.exit_code == 2
    assert "permission denied" in result.stderr


def test_a_bad_manifest_is_said_once(folder):
    (folder / "manifest.toml").write_text("[[document]]\nfile = 3\n", encoding="utf-8")
    result = run("audit", folder)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"doclineage: {folder / 'manifest.toml'}: ")


def test_a_long_line_and_strange_characters_are_no_trouble(folder):
    strange = "\x00\x1b[31m\u202e" + "a" * 200_000
    (folder / "lạ.txt").write_text(f"KẾ HOẠCH\n\n1. {strange}\n", encoding="utf-8")
    result = run("parse", folder / "lạ.txt")
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize("name", [f"{'a' * 300}.json", f"{'a' * 300}/a.html"])
def test_a_name_too_long_to_write_is_one_line(name, folder):
    done = run("audit", folder, "-o", folder / name)
    assert done.exit_code == 2
    assert "cannot be written (" in done.stderr
    assert "fault of the program" not in done.stderr


def test_a_result_never_overwrites_what_is_read(tmp_path, corpus):
    plan = tmp_path / "ke-hoach.txt"
    shutil.copy(corpus / "xa-con-bai.md", plan)
    before = plan.read_bytes()
    refused = run("parse", plan, "-o", plan)
    assert refused.exit_code == 2
    assert "overwrite" in refused.stderr
    assert plan.read_bytes() == before
