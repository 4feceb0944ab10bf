"""Numbers of documents and places in laws, as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.designations import find_designations, number_key
from doclineage.vietnamese.facts.fact import Fact
from doclineage.vietnamese.laws import law_at
from doclineage.vietnamese.number_words import ROMAN
from doclineage.vietnamese.words import words

#: The unit of a reference that is a law by its name: it may go unnamed ("theo pháp luật").
LAW = "law"


def find_references(text: str, folded: str) -> Iterator[Fact]:
    """Find numbers of documents, each with the date that stands by it."""
    dates = find_dates(text)
    for mention in find_designations(text):
        start, end = mention.span
        # The date and the number are one reference: its date is no deadline.
        after = re.match(r"\s*,?\s*", folded[end:])
        here = end + (after.end() if after else 0)
        near = next((d for d in dates if here <= d.span[0] <= here + 5), None)
        normal = number_key(mention.number) if mention.number else mention.code
        yield Fact(
            kind="reference",
            span=(start, near.span[1] if near else end),
            normal=f"{normal}@{near.date}" if near else normal,
        )


# Luật | Bộ luật | Pháp lệnh: where the name of a law may begin
_LAW = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh)(?=\s)")
# năm 2024 | 2024, behind the name of a law
_LAW_YEAR = re.compile(r",?\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?![\w/-])")


def find_laws(text: str, folded: str) -> Iterator[Fact]:
    """Find laws by their names, each with the year that stands by it.

    >>> text = "theo Luật Đất đai năm 2024"
    >>> [(fact.normal, fact.unit) for fact in find_laws(text, text.casefold())]
    [('luật đất đai@2024', 'law')]
    """
    end = 0
    for match in _LAW.finditer(folded):
        law = law_at(text, match.start()) if match.start() >= end else None
        if law is None or not law.known:
            continue
        end = law.end
        normal = " ".join(words(text[law.start : end]).keys)
        if year := _LAW_YEAR.match(folded, end):
            end = year.end()
            normal += f"@{year['year']}"
        yield Fact(kind="reference", span=(law.start, end), normal=normal, unit=LAW)


# Điều 15 | khoản 2 | điểm b: a place in a law, numbers as printed; Mẫu số 02 | Đề án 06
_PINPOINT = re.compile(
    r"(?<!\w)(?P<what>điều|khoản|(?<!dứt )(?<!thời )(?<!địa )điểm|(?:phụ lục|phụ biểu)(?:\s+số)?"
    r"|tiểu mục|(?<!danh )(?<!hạng )(?<!chuyên )mục|chương|(?:mẫu|biểu|biểu mẫu|mẫu biểu)\s+số"
    r"|đề án(?:\s+số)?)\s+"
    r"(?P<which>\d{1,4}[a-zđ]?|[a-zđ]|(?<!điểm )(?<!khoản )(?<!điều )[ivx]{2,5})(?!\w|[.,]\d)"
)


# các khoản 1, 2, 3 và 5 Điều này: what goes on after the first place
_FURTHER = re.compile(
    r"(?:\s*,\s*|\s+(?:và|hoặc|đến)\s+)(?P<which>\d{1,4}[a-zđ]?|[a-zđ])"
    r"(?=\s*[,;.)]|\s+(?:và|hoặc|đến|điều|khoản|mục|chương|của|này|luật|bộ luật)(?!\w)|\s*$)"
)


#: What is numbered, not lettered: "Phụ lục I" is "Phụ lục 1".
_NUMBERED = frozenset({"phụ lục", "mục", "chương"})


def _which(match: re.Match[str]) -> str:
    """Return the number of a place, in digits where it is a Roman one."""
    which = match["which"].lstrip("0")
    number = ROMAN.get(which) if match["what"].removesuffix(" số") in _NUMBERED else None
    return str(number) if number else which


def find_pinpoints(folded: str) -> Iterator[Fact]:
    """Find places in a law: Điều 15, khoản 2, điểm b, các khoản 1, 3 và 4."""
    for match in _PINPOINT.finditer(folded):
        normal = f"{match['what'].removesuffix(' số')} {_which(match)}"
        yield Fact(kind="reference", span=match.span(), normal=normal)
        end = match.end()
        while further := _FURTHER.match(folded, end):
            end = further.end()
            normal = f"{match['what'].removesuffix(' số')} {further['which']}"
            yield Fact(kind="reference", span=further.span("which"), normal=normal)
