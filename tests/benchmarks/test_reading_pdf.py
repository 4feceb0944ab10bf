"""Reading PDFs against the least that it costs: pdfium's bare text of the same pages.

    pytest tests/benchmarks/test_reading_pdf.py -s

prints for each file how fast we read next to that (1.0: as fast) and how many pages a second that
is on one core. Pages with tables go to pdfplumber, at a tenth of pdfium's speed, so the files are
laws without tables and made pages of text. Nothing here asserts a time.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))

from pdf_files import Page, build_pdf

from doclineage.model import Source
from doclineage.reading.pdf.reader import read
from doclineage.settings import DEFAULTS

ROOT = Path(__file__).resolve().parents[2]
_LAWS = ROOT.parent / "shared" / "data" / "pdf-laws"
_ROUNDS = 7
_LINE = "Ủy ban nhân dân các xã, phường tổ chức thực hiện nhiệm vụ được giao,"


def made():
    """Return forty pages of numbered clauses of three lines."""
    pages = []
    for number in range(40):
        page = Page()
        for clause in range(12):
            top = 80 + clause * 60
            page.text(120, top, f"{number * 12 + clause + 1}. {_LINE[:60]}")
            page.lines(85, top + 17, _LINE, "báo cáo kết quả theo quy định.")
        pages.append(page)
    return build_pdf(*pages)


FILES = {"made": made(), **{path.stem: path.read_bytes() for path in sorted(_LAWS.glob("*.pdf"))}}


def bare(data):
    """Return pdfium's text of all pages."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return texts


def ours(data):
    return read(data, Source(path="a.pdf", sha256="", media_type="application/pdf"), DEFAULTS)


@pytest.fixture(scope="module", params=FILES)
def data(request):
    return FILES[request.param]


@pytest.mark.benchmark(group="reading PDF: pdfium's bare text")
def test_bare(benchmark, data):
    assert benchmark.pedantic(bare, (data,), rounds=_ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="reading PDF: blocks")
def test_read(benchmark, data):
    assert benchmark.pedantic(ours, (data,), rounds=_ROUNDS, warmup_rounds=1).blocks


def test_ratios(capsys):
    """Print the ratios of each file, both measured in turns in one run."""
    with capsys.disabled():
        print(f"\n  {'speed next to bare text':34}{'pages':>8}{'ratio':>8}{'pages/s':>10}")
        for name, data in FILES.items():
            pages = len(bare(data))
            least, own = _best(data)
            print(f"  {name[:32]:34}{pages:>8}{least / own:>8.2f}{pages / own:>10.0f}")


def _best(data):
    """Return the best time of bare text and of reading, done in turns."""
    best = [float("inf"), float("inf")]
    for _ in range(_ROUNDS):
        for place, work in enumerate((bare, ours)):
            start = perf_counter()
            work(data)
            best[place] = min(best[place], perf_counter() - start)
    return best
