"""Published laws and decrees, read from the folder beside the checkout; skipped where it is not.

What their trees must be is counted another way (`raw_counts`) or stated by hand-made labels.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from cases import document_of
from raw_counts import raw_counts

from doclineage.model import Document, Reading
from doclineage.reading import read_bare, read_blocks
from doclineage.structure import account, build_document

ROOT = Path(__file__).resolve().parents[3] / "shared"
DATA = ROOT / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not here")

WORD = "word-bidding-chain/"
#: Articles, clauses, points, each counted by hand in doubt: where the raw lines say otherwise
#: Word computes numbers that are not in the text, a quote is never closed, or the table of
#: contents repeats the headings.
COUNTED = {
    WORD + "luat-22-2023-QH15.docx": (96, 428, 554),
    WORD + "luat-57-2024-QH15-sua-doi.docx": (6, 83, 81),
    WORD + "nd-214-2025-ND-CP.docx": (146, 655, 885),
    WORD + "qd-1667-QD-BYT.docx": (6, 8, 0),
    WORD + "tt-loi-van.docx": (35, 131, 158),
    WORD + "vbhn-126-2025.docx": (99, 425, 479),
    "pdf-laws/luat-quoc-tich-sua-doi-2014.pdf": (2, 2, 0),
    "pdf-laws/nd-100-2001.pdf": (3, 3, 2),
}
AGREEING = [
    WORD + "luat-22-2023-QH15.docx",
    WORD + "qd-1667-QD-BYT.docx",
    *(
        f"text-laws/luat-{name}.corpus.txt"
        for name in (
            "bao-chi",
            "canh-tranh",
            "dau-tu",
            "doanh-nghiep",
            "giao-duc",
            "kiem-toan-nha-nuoc",
            "phong-chong-tham-nhung",
        )
    ),
    *(
        f"pdf-laws/{name}.pdf"
        for name in (
            "cong-bao-nd-282-2025",
            "luat-doanh-nghiep-2020",
            "luat-hon-nhan-gia-dinh-2014",
            "nd-19-2019",
            "nd-82-2020",
        )
    ),
]
CHAPTERS = {
    WORD + "luat-22-2023-QH15.docx": 10,
    WORD + "nd-214-2025-ND-CP.docx": 14,
    WORD + "vbhn-126-2025.docx": 10,
    "pdf-laws/cong-bao-nd-282-2025.pdf": 4,
    "pdf-laws/luat-doanh-nghiep-2020.pdf": 10,
    "pdf-laws/luat-hon-nhan-gia-dinh-2014.pdf": 9,
    "pdf-laws/nd-19-2019.pdf": 5,
    "pdf-laws/nd-82-2020.pdf": 9,
}
READABLE = {".docx", ".pdf", ".txt"}
EVERY = sorted(
    str(path.relative_to(ROOT))
    for folder in ("data", "seeds")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in READABLE and path.parent.name != "pdf-scans"
)


@cache
def read(name: str) -> tuple[Reading, Document]:
    source, reading = read_blocks(ROOT / name)
    return reading, build_document(source, reading)


def counts(document: Document) -> Counter[str]:
    return Counter(unit.marker.scheme for unit in document.units if unit.marker)


@pytest.mark.parametrize("name", COUNTED)
def test_counted_by_hand(name: str) -> None:
    found = counts(read(f"data/{name}")[1])
    assert (found["article"], found["clause"], found["point"]) == COUNTED[name]


@pytest.mark.parametrize("name", AGREEING)
def test_counted_by_lines(name: str) -> None:
    if name.endswith(".pdf") and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    found, raw = counts(read(f"data/{name}")[1]), raw_counts(DATA / name)
    assert {kind: found[kind] for kind in raw} == dict(raw)


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapters(name: str) -> None:
    assert counts(read(f"data/{name}")[1])["chapter"] == CHAPTERS[name]


@pytest.mark.parametrize("name", EVERY)
def test_nothing_is_lost(name: str) -> None:
    found = account(*read(name), read_bare(ROOT / name))
    assert found.balanced, (found.unread, found.discrepancies)
    assert found.source_letters
    assert found.read == found.placed + sum(
        len("".join(drop.text.split()).replace("|", ""))
        for drop in found.dropped
        if drop.block is not None
    )


@pytest.mark.parametrize("name", EVERY)
def test_numbers_go_on(name: str) -> None:
    """No article of a law is skipped or comes twice (forms are full of holes)."""
    _, document = read(name)
    if "mau-" in name:
        return
    doubts = [n for n in document.notices if n.code in {"number-skipped", "number-repeated"}]
    assert not [n for n in doubts if document.units[n.unit or 0].path.startswith("Điều")][1:]


def f_score(found: set[str], labels: set[str]) -> float:
    return 2 * len(found & labels) / (len(found) + len(labels))


def labelled(name: str) -> tuple[list[dict[str, object]], set[str], set[str]]:
    clauses = json.loads((DATA / "structure-labels" / name).read_text("utf-8"))["clauses"]
    places = [clause["position"] for clause in clauses]
    articles = {f"Điều {place['article']}" for place in places}
    numbered = {f"Điều {p['article']}.{p['clause']}" for p in places if p["clause"]}
    return clauses, articles, numbered


def numbered_units(document: Document) -> tuple[set[str], set[str]]:
    by = {
        s: {u.path for u in document.units if u.marker and u.marker.scheme == s}
        for s in ("article", "clause")
    }
    return by["article"], by["clause"]


@pytest.mark.parametrize(
    "name",
    ["pdf-laws/luat-doanh-nghiep-2020.pdf", "text-laws/luat-doanh-nghiep.corpus.txt"],
)
def test_labels_of_the_same_law(name: str) -> None:
    _, articles, clauses = labelled("luat_doanh_nghiep_2020.json")
    found_articles, found_clauses = numbered_units(read(f"data/{name}")[1])
    assert f_score(found_articles, articles) >= 0.995
    assert f_score(found_clauses, clauses) >= 0.995


@pytest.mark.parametrize(
    "name",
    [
        "103_2025_QH15_Luat_Tuong_Tro_Tu_Phap_Hinh_Su.json",
        "Luat_Ho_tich_2014.json",
        "luat_doanh_nghiep_2020.json",
    ],
)
def test_labels_printed_and_read_again(name: str) -> None:
    """The labels set as a text, chapters on two lines, come back as the same tree."""
    clauses, articles, numbered = labelled(name)
    lines: list[str] = []
    last: tuple[object, object] = (None, None)
    for clause in clauses:
        place = clause["position"]
        assert isinstance(place, dict)
        if place["chapter"] != last[0]:
            lines += [f"Chương {place['chapter']}", "TÊN CHƯƠNG"]
        if place["article"] != last[1]:
            lines.append(f"Điều {place['article']}. {place['article_title']}")
        number = f"{place['clause']}. " if place["clause"] else ""
        lines += f"{number}{clause['content']}".split("\n")
        last = place["chapter"], place["article"]
    found_articles, found_clauses = numbered_units(document_of("\n".join(lines)))
    assert f_score(found_articles, articles) >= 0.995
    assert f_score(found_clauses, numbered) >= 0.995
