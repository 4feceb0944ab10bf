"""How a citation and a document of the corpus agree, field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from doclineage.model import Citation, Document
from doclineage.vietnamese.designations import number_key
from doclineage.vietnamese.issuer_identity import issuer_bodies, issuers_agree
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.laws import law_number
from doclineage.vietnamese.normalise import fold_marks

#: From this likeness on two titles name one subject (0..1). Different subjects among the titles of
#: tests/gate/gold/citations.jsonl reach 0.86; the two seeds' pair has 1.00 by the parent's lead.
TITLE_FLOOR = 0.88
#: Titles alike but for a number ("năm 2025", "quý II") are at most this alike.
_OTHER_NUMBER = 0.5
# Kinds that share a code or are mistaken for one another in citations.
_ALIKE = (
    {"QĐ", "QyĐ"},
    {"TT", "TTri"},
    {"CTr", "KH"},
    {"NQ", "NQLT"},
    {"TT", "TTLT"},
    {"SY", None},
)
_WORDS = re.compile(r"\w+")
# 2026 | 5 | iv: what a folded title counts by.
_NUMBERS = re.compile(r"(?<!\w)(?:[0-9]+|[ivx]+)(?!\w)")
# 31/2024/QH15 | 30/2020/ND-CP | 01/2011/TT-BNV | 13/2025/QD-TTG
_NATIONAL = re.compile(
    r"[0-9.]+[A-Z]?/[12][0-9]{3}/(?:(?:QH|UBTVQH)[0-9]+|(?:ND|NQ)-CP|QD-TTG|(?:TT|TTLT)-.+)"
)
# "… xây dựng Kế hoạch thông tin, tuyên truyền về … như sau:": the lead says the title again.
_LEAD_TITLE = re.compile(
    rf"(?:xây dựng|ban hành)\s(?:{'|'.join(map(re.escape, KIND_NAMES))})\s(?P<title>.{{20,600}}?)"
    r"(?:,?\s(?:như sau|cụ thể|với các nội dung|với những nội dung)|[:;.]|$)",
    re.IGNORECASE | re.DOTALL,
)
_LEAD_UNITS = 12


@dataclass(frozen=True)
class Candidate:
    """A document of the corpus with what a citation is compared with."""

    document: Document

    @cached_property
    def number(self) -> str | None:
        """The key of its number."""
        printed = self.document.letterhead.number
        return number_key(printed) if printed else None

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Its title, and the title as its lead says it, folded."""
        head = self.document.letterhead
        leads = [unit.text for unit in self.document.units[:_LEAD_UNITS]]
        said = [match["title"] for match in map(_LEAD_TITLE.search, leads) if match]
        return tuple(folded_title(title) for title in (head.title, *said) if title)

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The folded names of the bodies that issued it."""
        issuer = self.document.letterhead.issuer
        return issuer_bodies(issuer) if issuer else ()


def folded_title(title: str) -> str:
    """Return the key of a title: words without marks, in their order."""
    return " ".join(_WORDS.findall(fold_marks(title)))


def same_kind(citation: Citation, document: Document) -> bool:
    """Tell whether the kinds agree, or one is unknown."""
    first, second = citation.kind, document.letterhead.kind
    if first is None or second is None or first == second:
        return True
    return any(first in alike and second in alike for alike in _ALIKE)


def same_issuer(citation: Citation, document: Document) -> bool | None:
    """Tell whether the issuers agree, None where one is unknown."""
    head = document.letterhead
    if citation.issuer is None or head.issuer is None:
        return None
    return issuers_agree(citation.issuer, head.issuer, superior=head.superior)


def same_date(citation: Citation, document: Document) -> bool | None:
    """Tell whether day, or at least year, agree, None where one is unknown."""
    issued = document.letterhead.issued
    if issued is None:
        return None
    if citation.issued is not None:
        return citation.issued == issued
    return None if citation.year is None or citation.year == issued.year else False


def title_likeness(citation: Citation, candidate: Candidate) -> float | None:
    """Return how alike the titles are, 0..1, None where one is unknown."""
    cited = (folded_title(citation.title),) if citation.title else ()
    return likeness_of_titles(cited, candidate.titles)


def likeness_of_titles(some: tuple[str, ...], others: tuple[str, ...]) -> float | None:
    """Return how alike the nearest of two documents' folded titles are, None where one has none."""
    if not some or not others:
        return None
    return max(_likeness(one, other) for one in some for other in others)


def _likeness(first: str, second: str) -> float:
    ratio = fuzz.token_sort_ratio(first, second) / 100
    mine, theirs = set(_NUMBERS.findall(first)), set(_NUMBERS.findall(second))
    # A plan of another year has the same words.
    return min(ratio, _OTHER_NUMBER) if mine - theirs and theirs - mine else ratio


def cited_key(citation: Citation) -> str | None:
    """Return the number key of a citation; a law's by its name and year where these decide it."""
    if citation.number:
        return number_key(citation.number)
    if citation.title and citation.kind in {"LUAT", "BLUAT", "PL"}:
        number = law_number(citation.kind, citation.title, citation.year)
        return number_key(number) if number else None
    return None


def is_national(key: str) -> bool:
    """Tell whether a number has a year and an issuer of its own, so that it is one in the country.

    >>> is_national("30/2020/ND-CP"), is_national("31/2024/QH15"), is_national("15/KH-UBND")
    (True, True, False)
    """
    return _NATIONAL.fullmatch(key) is not None


def faults(citation: Citation, candidate: Candidate) -> tuple[str, ...]:
    """Return the fields in which a citation and a document contradict each other."""
    checks = {
        "kind": same_kind(citation, candidate.document),
        "date": same_date(citation, candidate.document),
        "issuer": same_issuer(citation, candidate.document),
    }
    return tuple(name for name, agrees in checks.items() if agrees is False)
