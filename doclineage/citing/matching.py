"""How a citation and a document of the corpus agree, field by field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from doclineage.model import Citation, Document
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.designations import number_key
from doclineage.vietnamese.issuer_identity import (
    Home,
    IssuerIdentity,
    home_of,
    issuer_bodies,
    issuer_identity,
    issuers_agree,
    under_superior,
)
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.laws import law_number
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.successors import renamed_issuer

#: From this likeness on two titles name one subject (0..1). Different subjects among the titles of
#: tests/gate/gold/citations.jsonl reach 0.86; the two seeds' pair has 1.00 by the parent's lead.
TITLE_FLOOR = 0.88
#: Titles alike but for a number ("năm 2025", "quý II") are at most this alike.
_OTHER_NUMBER = 0.5
#: Words that two titles must have in common from the start for one to be the other cut short.
_LEAST_START = 8
#: Below this the words of a cited title, however shortened, are of another subject: 84% of the
#: pairs of different titles in tests/gate/gold/citations.jsonl, none with every third word changed.
_OTHER_SUBJECT = 0.5
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
        return tuple(map(folded_title, self._printed_titles))

    @cached_property
    def placeless_titles(self) -> tuple[str, ...]:
        """Those of its titles that say where it holds, without that, folded."""
        return tuple(filter(None, map(_without_place, self._printed_titles)))

    @cached_property
    def _printed_titles(self) -> tuple[str, ...]:
        head = self.document.letterhead
        leads = [unit.text for unit in self.document.units[:_LEAD_UNITS]]
        said = [match["title"] for match in map(_LEAD_TITLE.search, leads) if match]
        return tuple(title for title in (head.title, *said) if title)

    @cached_property
    def identity(self) -> IssuerIdentity | None:
        """The body, level and place of who issued it."""
        head = self.document.letterhead
        return under_superior(issuer_identity(head.issuer), head.superior) if head.issuer else None

    @property
    def place(self) -> str:
        """The folded place of its issuer, empty where unsaid or of the whole country."""
        return self.identity.place if self.identity else ""

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The folded names of the bodies that issued it."""
        issuer = self.document.letterhead.issuer
        return issuer_bodies(issuer) if issuer else ()


@dataclass(frozen=True)
class Citing:
    """A document that cites, with what it means by "UBND phường" and "UBND tỉnh"."""

    document: Document

    @cached_property
    def home(self) -> Home:
        """Its commune and its province."""
        head = self.document.letterhead
        return home_of(head.issuer, head.superior, head.place)


def folded_title(title: str) -> str:
    """Return the key of a title: words without marks, in their order."""
    return " ".join(_WORDS.findall(fold_marks(title)))


# trên địa bàn [tỉnh Lam Thủy]: what stands before the name of a place
_WHERE = re.compile(r"\s+(?:trên\s+địa\s+bàn|trong\s+phạm\s+vi|tại|ở|của)\s+$")


def _without_place(title: str) -> str | None:
    """Return the key of a title without where it holds, None where it does not say that.

    >>> _without_place("Phòng, chống cháy rừng trên địa bàn tỉnh Lam Thủy năm 2026")
    'phong chong chay rung nam 2026'
    """
    for mention in find_mentions(title):
        where = _WHERE.search(title[: mention.span[0]])
        if mention.place and mention.body is None and where:
            return folded_title(f"{title[: where.start()]} {title[mention.span[1] :]}")
    return None


def same_kind(citation: Citation, document: Document) -> bool:
    """Tell whether the kinds agree, or one is unknown."""
    first, second = citation.kind, document.letterhead.kind
    if first is None or second is None or first == second:
        return True
    return any(first in alike and second in alike for alike in _ALIKE)


def same_issuer(
    citation: Citation, document: Document, citing: Citing | None = None
) -> bool | None:
    """Tell whether the issuers agree, None where one is unknown.

    A body that is called by its name of another time agrees where number and day leave no doubt.
    """
    head = document.letterhead
    if citation.issuer is None or head.issuer is None:
        return None
    home = citing.home if citing else None
    if issuers_agree(citation.issuer, head.issuer, superior=head.superior, home=home):
        return True
    return (
        head.issued is not None
        and citation.issued == head.issued
        and renamed_issuer(citation.issuer, head.issuer, head.issued, superior=head.superior)
    )


def same_date(citation: Citation, document: Document) -> bool | None:
    """Tell whether day, or at least year, agree, None where one is unknown."""
    issued = document.letterhead.issued
    if issued is None:
        return None
    if citation.issued is not None:
        return citation.issued == issued
    return None if citation.year is None or citation.year == issued.year else False


def is_later(citation: Citation, document: Document) -> bool:
    """Tell whether a document cites what is younger than the day it is cited with."""
    days = [other.issued for other in document.citations if other.issued]
    return citation.issued is not None and bool(days) and max(days) > citation.issued


def title_likeness(citation: Citation, candidate: Candidate) -> float | None:
    """Return how alike the titles are, 0..1, None where one is unknown.

    A title that goes on as the other ends is the same: citations cut titles short, and where the
    end of one is not marked what follows it is taken with it.
    """
    cited = folded_title(citation.title) if citation.title else ""
    likeness = likeness_of_titles((cited,) if cited else (), candidate.titles)
    if likeness is None or likeness >= TITLE_FLOOR:
        return likeness
    # "… trên địa bàn tỉnh Lam Thủy năm 2026" is cited as "… năm 2026", and the other way round.
    placeless = _without_place(citation.title or "")
    pairs = (
        ((cited,), candidate.placeless_titles if placeless is None else ()),
        ((placeless,) if placeless else (), candidate.titles),
    )
    likeness = max(likeness, *(likeness_of_titles(*pair) or 0.0 for pair in pairs))
    if likeness >= TITLE_FLOOR:
        return likeness
    goes_on = any(_goes_on(cited, title) or _goes_on(title, cited) for title in candidate.titles)
    return TITLE_FLOOR if goes_on else likeness


def _goes_on(whole: str, start: str) -> bool:
    return start.count(" ") + 1 >= _LEAST_START and f"{whole} ".startswith(f"{start} ")


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


def faults(
    citation: Citation, candidate: Candidate, citing: Citing | None = None
) -> tuple[str, ...]:
    """Return the fields in which a citation and a document contradict each other."""
    document = candidate.document
    checks = {
        "kind": same_kind(citation, document),
        "date": same_date(citation, document),
        "issuer": same_issuer(citation, document, citing),
        "code": _same_code(citation, document),
        "title": None if citation.issued else _same_subject(citation, candidate),
    }
    return tuple(name for name, agrees in checks.items() if agrees is False)


def _same_code(citation: Citation, document: Document) -> bool | None:
    """Tell whether a number ends as a document's blank one does ("Số:    /KH-UBND")."""
    code = document.letterhead.number_code
    if code is None or document.letterhead.number or citation.number is None:
        return None
    return number_key(citation.number).endswith(number_key(f"1/{code}")[1:].lstrip("/-"))


def may_mean(citation: Citation, candidate: Candidate) -> bool:
    """Tell whether a cited title can be a document's, however badly it is told."""
    return _same_subject(citation, candidate) is not False


def _same_subject(citation: Citation, candidate: Candidate) -> bool | None:
    """Tell whether titles can name one subject: without a day only they tell years apart."""
    if not citation.title or not candidate.titles:
        return None
    cited = folded_title(citation.title)
    return any(_may_mean(cited, title) for title in candidate.titles)


def _may_mean(cited: str, title: str) -> bool:
    mine, theirs = set(_NUMBERS.findall(cited)), set(_NUMBERS.findall(title))
    if mine - theirs and theirs - mine:
        return False
    return fuzz.token_set_ratio(cited, title) / 100 >= _OTHER_SUBJECT
