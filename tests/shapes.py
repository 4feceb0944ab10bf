"""Documents of hostile shapes: many headings, deep trees, a few words again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from doclineage.model import Document, Letterhead, Source, Unit

PROVINCE = Letterhead(issuer="UBND tỉnh Đông Giang", level="province", territory="tỉnh Đông Giang")
WARD = Letterhead(issuer="UBND phường Bến Đò", level="commune", territory="phường Bến Đò")
_SAID = """
    rà soát thống kê nhu cầu hộ dân báo cáo tập huấn cán bộ bố trí kinh phí tuyên truyền hệ thống
    truyền thanh kiểm tra giám sát biểu dương cách làm hay đúng hạn
"""


def document(units: Iterable[tuple[str, str, int]], letterhead: Letterhead = PROVINCE) -> Document:
    """Return a document of (kind, text, index of the unit above)."""
    made = tuple(
        Unit(path=str(i), zone="body", kind=kind, marker=None, text=text, parent=parent)  # type: ignore[arg-type]
        for i, (kind, text, parent) in enumerate(units)
    )
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=letterhead, units=made)


def sentence(seed: int, size: int = 10) -> str:
    """Return so many words by chance, with the number that makes the sentence its own."""
    return f"{' '.join(Random(seed).choices(_SAID.split(), k=size))} {seed}"


def bullets(count: int, text: Callable[[int], str], letterhead: Letterhead = PROVINCE) -> Document:
    """Return so many bullets, without any section."""
    return document((("bullet", text(i), -1) for i in range(count)), letterhead)


def sections(count: int, text: Callable[[int], str], letterhead: Letterhead = PROVINCE) -> Document:
    """Return so many headings, each with one bullet."""
    units = []
    for i in range(count):
        units += [("heading", text(i), -1), ("bullet", sentence(i), 2 * i)]
    return document(units, letterhead)


def deep(count: int, text: Callable[[int], str], letterhead: Letterhead = PROVINCE) -> Document:
    """Return headings each of which stands below the one before."""
    return document((("heading", text(i), i - 1) for i in range(count)), letterhead)


def giant(count: int, letterhead: Letterhead = PROVINCE) -> Document:
    """Return one paragraph of so many clauses."""
    return document([("paragraph", "; ".join(map(sentence, range(count))), -1)], letterhead)
