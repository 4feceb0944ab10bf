"""Where every character of a file is: in one unit, or left out for a reason that is told."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from doclineage.cli.commands import cli
from doclineage.pipeline import account_document
from doclineage.reading import read_bare, read_blocks
from doclineage.structure import account, build_document

sys.path.append(str(Path(__file__).parent / "reading"))
from word_files import build_word, para

WORD = (
    para("1. Rà soát giếng khoan.")
    + para("Ghi chú của người soạn.", run="<w:vanish/>")
    + '<w:p><w:r><w:t>2. Báo cáo </w:t></w:r><w:del w:id="1" w:author="a"><w:r>'
    "<w:delText>hằng tuần</w:delText></w:r></w:del><w:ins w:id='2' w:author='a'><w:r>"
    "<w:t>hằng tháng</w:t></w:r></w:ins></w:p>"
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Bấm để nhập.</w:t>"
    "</w:r></w:p></w:sdtContent></w:sdt>"
    '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Sở Xây dựng'
    "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Quý I</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>chữ bị che</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>Quý II</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
NOTES = '<w:footnote w:id="7"><w:p><w:r><w:t>Chú thích bỏ quên.</w:t></w:r></w:p></w:footnote>'
MARKDOWN = """<!-- bản nháp -->
# KẾ HOẠCH

**1. Mục đích.** Giữ sạch nguồn nước&nbsp;ngầm<sup>1</sup> theo [hướng dẫn](https://vi.du/a1).
"""


def dropped(path: Path) -> dict[str, str]:
    found = account_document(path)
    assert found.balanced, (found.unread, found.discrepancies)
    texts = defaultdict(str)
    for drop in found.dropped:
        texts[drop.reason] += drop.text
    return texts


def test_what_a_word_file_hides_is_left_out_for_a_reason(tmp_path):
    file = tmp_path / "a.docx"
    file.write_bytes(build_word(WORD, footnotes=NOTES))
    texts = dropped(file)
    assert texts == {
        "hidden": "Ghi chú của người soạn.",
        "deleted": "hằng tuần",
        "placeholder": "Bấm để nhập.",
        "merged-cell": "chữ bị cheSở Xây dựng",
        "unreferenced-note": "Chú thích bỏ quên.",
    }


def test_marks_of_formatting_are_left_out_for_a_reason(tmp_path):
    file = tmp_path / "a.md"
    file.write_text(MARKDOWN, "utf-8")
    texts = dropped(file)
    assert texts["comment"] == "bản nháp"
    assert texts["markup"] == "&nbsp;<sup>1</sup>(https://vi.du/a1)"


@pytest.mark.parametrize("name", ["ke-hoach-52-phuong-doi-sim.pdf", "ke-hoach-31-xa-khe-ngan.txt"])
def test_page_numbers_are_left_out_for_a_reason(root, name):
    assert dropped(root / "corpus" / name)["page-number"].startswith("2")


def test_a_reader_that_loses_a_block_is_found_out(root):
    file = root / "corpus" / "ke-hoach-45-phuong-ben-do.docx"
    source, reading = read_blocks(file)
    lost = reading.blocks[12].text
    poorer = msgspec.structs.replace(reading, blocks=reading.blocks[:12] + reading.blocks[13:])
    found = account(poorer, build_document(source, poorer), read_bare(file))
    assert not found.balanced
    assert not found.discrepancies
    assert sorted(found.unread) == sorted(c for c in lost.casefold() if c.isalnum())


def test_units_that_are_not_of_this_reading_are_found_out(root):
    file = root / "corpus" / "xa-con-bai.md"
    source, reading = read_blocks(file)
    document = build_document(source, reading)
    first = msgspec.structs.replace(document.units[0], text="khác")
    other = msgspec.structs.replace(document, units=(first, *document.units[1:]))
    found = account(reading, other, read_bare(file))
    assert found.discrepancies
    assert not found.balanced


def test_the_command_tells_it(root, monkeypatch):
    monkeypatch.chdir(root)
    result = CliRunner().invoke(cli, ["parse", "--account", "corpus", "--lang", "vi"])
    assert result.exit_code == 0
    assert result.output.count("Đủ: mọi chữ") == len(list(Path("corpus").rglob("*-*.*")))
    result = CliRunner().invoke(cli, ["parse", "--account", "--format", "json", "corpus"])
    values = [json.loads(line) for line in result.output.splitlines()]
    assert {value["schema"] for value in values} == {"doclineage/account/1"}
    assert all(value["balanced"] for value in values)


def test_the_command_fails_where_text_is_lost(root, monkeypatch):
    monkeypatch.chdir(root)
    monkeypatch.setattr("doclineage.pipeline.read_bare", lambda *_: "chữ không ai đọc ¼ 7777")
    result = CliRunner().invoke(
        cli, ["parse", "--account", "corpus/xa-con-bai.md", "--jobs", "1", "--lang", "en"]
    )
    assert result.exit_code == 1
    assert "NOT BALANCED" in result.output
    assert "letters of the file that were not read" in result.output
