"""Documents made to cost much: how alignment and judgement grow where their size doubles.

    pytest tests/benchmarks/test_hostile.py -s
    DOCLINEAGE_HOSTILE=20000 pytest tests/benchmarks/test_hostile.py -s

prints seconds at half the size and at the whole of it, and their ratio: 2 is what grows with the
size, 4 with its square. Nothing here asserts a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import process_time

from shapes import WARD, bullets, deep, giant, sections, sentence

from doclineage.aligning import match_units
from doclineage.judging import judge_matches
from doclineage.model import Document

#: Small by default: the suite runs this too.
COUNT = int(os.environ.get("DOCLINEAGE_HOSTILE", "1000"))
#: Clauses of a unit of 120,000 characters, the most that a reader lets through.
_CLAUSES = 1_800

Shape = Callable[[int], tuple[Document, Document]]
SHAPES: dict[str, Shape] = {
    "equal bullets": lambda n: (
        bullets(n, lambda _: "Báo cáo kết quả."),
        bullets(n, lambda _: "Báo cáo kết quả.", WARD),
    ),
    "reworded bullets": lambda n: (
        bullets(n, sentence),
        bullets(n, lambda i: f"{sentence(i)} kịp thời", WARD),
    ),
    "a few words again and again": lambda n: (
        bullets(n, lambda i: sentence(i, 20)),
        bullets(n, lambda i: sentence(i + n, 20), WARD),
    ),
    "equal headings": lambda n: (
        sections(n // 2, lambda _: "Tổ chức thực hiện"),
        sections(n // 2, lambda _: "Tổ chức thực hiện", WARD),
    ),
    "headings over other tasks": lambda n: (
        sections(n // 2, lambda i: f"Mục {i}"),
        sections(n // 2, lambda i: f"Mục {7 * i % max(1, n // 2)}", WARD),
    ),
    "owners without tasks": lambda n: (
        sections(n // 2, lambda _: "Sở Tài chính"),
        sections(n // 2, lambda _: "Phòng Kinh tế", WARD),
    ),
    "deep tree": lambda n: (deep(n, sentence), deep(n, lambda i: f"{sentence(i)} mới", WARD)),
    "all omitted": lambda n: (sections(n // 2, sentence), bullets(1, lambda _: "Báo cáo.", WARD)),
    "one giant unit": lambda n: (giant(min(n, _CLAUSES)), giant(min(n, _CLAUSES) - 3, WARD)),
    "one giant unit, cut up": lambda n: (
        giant(min(n, _CLAUSES)),
        bullets(min(n, _CLAUSES), sentence, WARD),
    ),
}


def test_growth(capsys):
    """Print how the cost of each shape grows."""
    with capsys.disabled():
        print(f"\n  {f'{COUNT} units':32}{'half':>9}{'whole':>9}{'ratio':>8}")
        for name, shape in SHAPES.items():
            half, whole = _seconds(shape, COUNT // 2), _seconds(shape, COUNT)
            print(f"  {name:32}{half:>8.2f}s{whole:>8.2f}s{whole / max(half, 1e-4):>8.1f}")


def _seconds(shape: Shape, count: int) -> float:
    parent, child = shape(count)
    start = process_time()
    matches = match_units(parent, child)
    links = judge_matches(parent, child, matches)
    spent = process_time() - start
    assert len(links) == len(matches)
    return spent
