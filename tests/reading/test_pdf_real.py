"""Published laws and a page that LibreOffice sets in a font without Vietnamese letters."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from docx import Document

from doclineage.model import Block, Reading, Source
from doclineage.reading.pdf.reader import read
from doclineage.settings import Settings
from doclineage.vietnamese.normalise import clean

SHARED = Path(__file__).parents[3] / "shared" / "data"
LAWS = {
    "cong-bao-nd-282-2025": 71,
    "luat-doanh-nghiep-2020": 218,
    "luat-hon-nhan-gia-dinh-2014": 133,
    "luat-quoc-tich-sua-doi-2014": 2,
    "nd-100-2001": 3,
    "nd-19-2019": 28,
    "nd-82-2020": 91,
}
real = pytest.mark.skipif(not SHARED.exists(), reason="the published laws are not here")


@cache
def law(name: str) -> Reading:
    path = SHARED / "pdf-laws" / f"{name}.pdf"
    source = Source(path=path.name, sha256="", media_type="application/pdf")
    return read(path.read_bytes(), source, Settings())


def words(blocks: tuple[Block, ...]) -> Counter[str]:
    return Counter(word for block in blocks for word in block.text.split())


@real
@pytest.mark.parametrize(("name", "count"), LAWS.items())
def test_every_article_opens_a_block(name: str, count: int) -> None:
    found = [re.match(r"Điều (\d+)\.", block.text) for block in law(name).blocks]
    assert [int(match[1]) for match in found if match] == list(range(1, count + 1))


@real
@pytest.mark.parametrize("name", [name for name in LAWS if not name.startswith("cong-bao")])
def test_no_word_is_lost_or_made_up(name: str) -> None:
    document = pypdfium2.PdfDocument(SHARED / "pdf-laws" / f"{name}.pdf")
    raw = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert words(law(name).blocks) == Counter(clean(" ".join(raw)).split())


@real
def test_no_furniture_is_left_in_the_gazette() -> None:
    blocks = law("cong-bao-nd-282-2025").blocks
    assert not [b.text for b in blocks if "CÔNG BÁO/" in b.text or b.text.isdigit()]


@real
def test_lines_are_unsure_hardly_but_over_pages() -> None:
    for name in LAWS:
        blocks = law(name).blocks
        unsure = [
            (before, block)
            for before, block in pairwise(blocks)
            if block.line and before.page == block.page
        ]
        assert len(unsure) <= 2


@real
def test_titles_and_clauses_agree_with_the_labels() -> None:
    path = SHARED / "structure-labels" / "luat_doanh_nghiep_2020.json"
    labels = [clause["position"] for clause in json.loads(path.read_text("utf-8"))["clauses"]]
    titles: dict[int, str] = {}
    clauses: set[tuple[int, str]] = set()
    for block in law("luat-doanh-nghiep-2020").blocks:
        if match := re.match(r"Điều (\d+)\. (.*)", block.text):
            titles[int(match[1])] = match[2]
        elif titles and (match := re.match(r"(\d+)\. ", block.text)):
            clauses.add((max(titles), match[1]))
    assert titles == {label["article"]: label["article_title"] for label in labels}
    assert clauses == {(x["article"], str(x["clause"])) for x in labels if x["clause"]}


TEXT = (
    "Ủy ban nhân dân xã yêu cầu các thôn, bản kiểm tra bến đò, phương tiện chở khách ngang "
    "sông; những nơi nguy hiểm phải cắm biển báo trước ngày 15/5/2026 và phân công người trực."
)


@pytest.fixture(scope="session")
def mixed_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page set in a font without Vietnamese letters, as LibreOffice puts it together."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("mixed")
    document = Document()
    document.styles["Normal"].font.name = "Liberation Sans Narrow"
    for _ in range(6):
        document.add_paragraph(TEXT)
    document.save(str(folder / "mixed.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run(
        [*map(str, command), str(folder / "mixed.docx")], check=True, capture_output=True
    )
    return folder / "mixed.pdf"


def test_mixed_fonts_are_read_whole(mixed_fonts: Path) -> None:
    source = Source(path="mixed.pdf", sha256="", media_type="application/pdf")
    reading = read(mixed_fonts.read_bytes(), source, Settings())
    if not any(notice.code == "torn-words" for notice in reading.notices):
        pytest.skip("the font has Vietnamese letters here")
    assert " ".join(block.text for block in reading.blocks) == " ".join([TEXT] * 6)
    with pdfplumber.open(mixed_fonts) as slow:
        theirs = " ".join((slow.pages[0].extract_text() or "").split())
    assert theirs == " ".join([TEXT] * 6)
