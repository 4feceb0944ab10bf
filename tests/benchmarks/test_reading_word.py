"""Reading Word files against the least that it costs: parsing the XML of their main part.

    pytest tests/benchmarks/test_reading_word.py -s

prints for each file how many times that cost our reading takes, and python-docx's in body order,
which computes no numbers and follows no styles. Nothing here asserts a time.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import perf_counter

import docx
import pytest
from docx.table import Table
from lxml import etree

from doclineage.model import Source
from doclineage.reading.word.reader import read
from doclineage.settings import DEFAULTS

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    *sorted((ROOT.parent / "shared" / "data" / "word-bidding-chain").glob("*.docx")),
    *sorted((ROOT / "corpus").glob("*.docx")),
]
_ROUNDS = 7


def main_part(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def parse(xml):
    return etree.parse(io.BytesIO(xml))


def in_body_order(data):
    """Return the text of all paragraphs and cells, as python-docx's users write it."""
    texts, waiting = [], list(docx.Document(io.BytesIO(data)).iter_inner_content())
    for found in waiting:
        if isinstance(found, Table):
            waiting.extend(inner for cell in found._cells for inner in cell.iter_inner_content())
        else:
            texts.append((found.text, found.style.name, [run.bold for run in found.runs]))
    return texts


def ours(data):
    return read(data, Source(path="a.docx", sha256="", media_type=""), DEFAULTS)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def data(request):
    return request.param.read_bytes()


@pytest.mark.benchmark(group="reading Word: parsing the main part alone")
def test_parse(benchmark, data):
    assert benchmark.pedantic(parse, (main_part(data),), rounds=_ROUNDS, warmup_rounds=1)


@pytest.mark.benchmark(group="reading Word: blocks")
def test_read(benchmark, data):
    assert benchmark.pedantic(ours, (data,), rounds=_ROUNDS, warmup_rounds=1).blocks


def test_ratios(capsys):
    """Print the ratios of each file, all measured in turns in one run."""
    with capsys.disabled():
        print(f"\n  {'times the cost of parsing':34}{'ms':>8}{'ours':>8}{'python-docx':>13}")
        for path in FILES:
            data = path.read_bytes()
            xml = main_part(data)
            spent = _best(
                (parse, xml, 3 * _ROUNDS), (ours, data, 3 * _ROUNDS), (in_body_order, data, 1)
            )
            parsing, own, peer = (1000 * seconds for seconds in spent)
            ratios = f"{own / parsing:>8.1f}{peer / parsing:>13.1f}"
            print(f"  {path.stem[:32]:34}{parsing:>8.2f}{ratios}")


def _best(*works):
    """Return the best time of each work, done in turns so that none has a better hour."""
    best = [float("inf")] * len(works)
    for turn in range(max(rounds for _, _, rounds in works)):
        for place, (work, argument, rounds) in enumerate(works):
            if turn < rounds:
                start = perf_counter()
                work(argument)
                best[place] = min(best[place], perf_counter() - start)
    return best
