"""Published decrees, laws and forms: read whole, in order, nothing twice, nothing lost."""

import re
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from doclineage.reading import read_blocks
from doclineage.vietnamese.normalise import clean

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "word-bidding-chain"
FILES = sorted(FOLDER.glob("*.docx"))
pytestmark = pytest.mark.skipif(not FILES, reason="the folder of real documents is absent")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def letters(text):
    """Return the letters and digits only: what may be neither lost nor doubled."""
    return re.sub(r"[\W_]", "", text)


def visible(path):
    """Return every ``w:t`` of the body but those of fallbacks and contents, the slow way."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for fallback in root.iter(
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    ):
        for text in list(fallback.iter(f"{W}t")):
            text.text = ""
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_letter_is_lost_or_doubled(path):
    _, reading = read_blocks(path)
    own = "".join(block.text for block in reading.blocks if not block.note)
    wanted = len(letters(clean(visible(path))))
    codes = {notice.code for notice in reading.notices}
    tolerance = 0.08 if "contents" in codes else 0.002
    assert abs(len(letters(own)) - wanted) <= tolerance * wanted
    assert not any(re.fullmatch(r"-?\d{5,}", block.text) for block in reading.blocks)
    assert all(block.text == block.text.strip() for block in reading.blocks)
    assert all(0 <= block.bold <= len(block.text) for block in reading.blocks)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_two_readings_are_equal(path):
    assert read_blocks(path) == read_blocks(path)


def test_computed_letters_of_the_decree():
    blocks = read_blocks(FOLDER / "nd-214-2025-ND-CP.docx")[1].blocks
    labels = [block.label for block in blocks if block.label is not None]
    assert labels == ["a)", "b)", "c)", "d)", "1."]
    articles = [int(m[1]) for b in blocks if (m := re.match(r"Điều (\d+)\. ", b.text)) and b.bold]
    assert articles == list(range(1, 147))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_an_old_word_file_reads_as_the_bytes_say():
    """Word keeps its text in plain UTF-16, in pieces: a line that was edited may be in several."""
    path = FOLDER / "mau-04-1B-ke-hoach-kiem-tra.doc"
    stored = letters(unicodedata.normalize("NFC", path.read_bytes().decode("utf-16-le", "ignore")))
    blocks = read_blocks(path)[1].blocks
    lines = [
        (line, block.note)
        for block in blocks
        for text in ([cell.text for cell in block.cells] if block.cells else [block.text])
        for line in text.split("\n")
    ]
    assert len(lines) > 100
    assert sum(letters(line) not in stored for line, _ in lines) <= len(lines) // 50
    # Notes are kept behind the body, and read where they hang.
    place = 0
    for line, note in lines:
        if not note and letters(line) in stored:
            place = stored.find(letters(line), place)
            assert place >= 0, line
