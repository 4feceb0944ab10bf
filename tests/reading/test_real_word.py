"""Published decrees, laws and forms: read whole, in order, nothing twice, nothing lost."""

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from doclineage.errors import ReadingError
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


def test_old_word_files_are_told():
    with pytest.raises(ReadingError) as caught:
        read_blocks(FOLDER / "mau-04-1B-ke-hoach-kiem-tra.doc")
    assert caught.value.code == "error.locked-docx"
