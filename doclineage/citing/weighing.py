"""What speaks for and against a document that a citation may misprint."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from doclineage.citing.likeness import containment, shingles
from doclineage.citing.matching import (
    TITLE_FLOOR,
    Candidate,
    Citing,
    cited_key,
    folded_title,
    is_later,
    may_mean,
    same_issuer,
    same_kind,
    title_likeness,
)
from doclineage.citing.narrowing import is_kin
from doclineage.model import Citation, Document
from doclineage.vietnamese.issuer_identity import issuer_identity
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.phrases import any_of, listed

#: Share of the shorter text's runs of words that the other has, from which a plan plainly follows
#: a document: plans and their parents share 0.49 and more, others of one subject at most 0.31.
FOLLOWED = 0.4
#: What a field that agrees, or is near, weighs; a text that is shared whole weighs as much.
_SAME, _NEAR, _TEXT = 3.0, 2.0, 4.0
#: A plan shares this much with what it carries out, seldom more with anything else; where nothing
#: but two digits in another order and a day speak for a document, less speaks against it.
_UNLIKE = 0.15
#: Share of the shorter title's own words that a title told in other words still has.
_SUBJECT = 0.6
# 186/KH-UBND: the ordinal, and what follows it.
_PARTS = re.compile(r"(?P<ordinal>[0-9]+)(?P<code>.*)", re.DOTALL)

Nearness = Literal["same", "near", "other", "unsaid"]
#: Numbers and days that a text which is followed may decide about, by what the titles say.
_LEFT_TO_TEXT: dict[Nearness, frozenset[tuple[str, str]]] = {
    "same": frozenset(
        {
            *product(("same", "near"), ("same", "near", "other", "unsaid")),
            *product(("other",), ("same", "near")),
            ("unsaid", "near"),
        }
    ),
    "unsaid": frozenset(
        {
            *product(("same", "near"), ("same", "near", "unsaid")),
            ("same", "other"),
            ("other", "same"),
            ("unsaid", "unsaid"),
        }
    ),
    "other": frozenset(product(("same", "near"), ("same", "near", "unsaid"))),
}


class Weighed(NamedTuple):
    """A document that a citation may misprint, with what agrees and what does not."""

    target: str
    weight: float
    differs: tuple[str, ...]
    agrees: tuple[str, ...]
    share: float | None


class _Fields(NamedTuple):
    kind: bool
    issuer: bool | None
    number: Nearness
    day: Nearness
    title: Nearness
    same_year: bool
    swapped: bool
    """The number has the right digits in another order."""


class Texts:
    """The shingles of the documents that were compared so far."""

    def __init__(self) -> None:
        self._shingles: dict[str, frozenset[int]] = {}

    def shared(self, one: Document, other: Document) -> float:
        """Return the share of the shorter text that the longer one has too, 0..1."""
        return round(containment(self._of(one), self._of(other)), 4)

    def _of(self, document: Document) -> frozenset[int]:
        if document.doc_id not in self._shingles:
            self._shingles[document.doc_id] = shingles(document)
        return self._shingles[document.doc_id]


def weighed(
    citation: Citation,
    candidate: Candidate,
    citing: Citing,
    texts: Texts | None,
    *,
    known: bool = False,
) -> Weighed | None:
    """Return what speaks for a document, None where that is not enough to take it for the cited.

    Without `texts` the citation has to say it by itself. A document that is `known`, cited rightly
    elsewhere, is meant by what comes near.
    """
    fields = _fields(citation, candidate, citing)
    if fields is None:
        return None
    sure = _says_enough(fields) and _is_slip(fields, citation, candidate, citing)
    again = known and fields.kind and bool(fields.issuer) and _is_one_off(fields)
    if not (sure or again) and (texts is None or not _may_say(fields, citation, candidate, citing)):
        return None
    share = texts.shared(citing.document, candidate.document) if texts else None
    if share is not None and fields.title == "unsaid" and fields.day == "same":
        # A province issues several plans a day: 168 may be right beside 186.
        sure = sure and (share >= _UNLIKE or not candidate.document.content())
    follows = share is not None and share >= FOLLOWED
    if not (sure or again or follows) and not (fields.title == "same" and _is_near(fields)):
        return None
    return _weighed(candidate, fields, share)


def has_another_title(citation: Citation, bound: Candidate, citing: Citing) -> bool:
    """Tell whether the title that is quoted cannot be that of the document that is bound."""
    return _fields(citation, bound, citing) is None


def outweighed(
    citation: Citation, bound: Candidate, candidate: Candidate, citing: Citing, texts: Texts
) -> Weighed | None:
    """Return what speaks for another document than the one that number and day name.

    It has the title that is quoted, and the plan follows its text more.
    """
    fields = _fields(citation, candidate, citing)
    if fields is None or fields.title != "same" or not (fields.kind and fields.issuer):
        return None
    share = texts.shared(citing.document, candidate.document)
    if share < FOLLOWED or share <= texts.shared(citing.document, bound.document):
        return None
    return _weighed(candidate, fields, share)


def _weighed(candidate: Candidate, fields: _Fields, share: float | None) -> Weighed:
    weight = sum({"same": _SAME, "near": _NEAR}.get(field, 0.0) for field in fields[2:5])
    return Weighed(
        candidate.document.doc_id,
        weight + (1.0 if fields.issuer else 0.0) + _TEXT * (share or 0.0),
        _differs(fields),
        _agrees(fields, follows=share is not None and share >= FOLLOWED),
        share,
    )


def _fields(citation: Citation, candidate: Candidate, citing: Citing) -> _Fields | None:
    """Return how the fields agree, None where the title names another subject or year."""
    cited, issued = citation.issued, candidate.document.letterhead.issued
    key = cited_key(citation) if citation.number else None
    likeness = title_likeness(citation, candidate)
    title: Nearness = "unsaid" if likeness is None else "other"
    if likeness is not None and likeness >= TITLE_FLOOR:
        title = "same"
    elif title == "other" and not _is_badly_quoted(citation, candidate):
        return None
    return _Fields(
        kind=same_kind(citation, candidate.document),
        issuer=same_issuer(citation, candidate.document, citing),
        number=_number(key, candidate.number, titled=title == "same"),
        day=_day(citation, candidate.document),
        title=title,
        same_year=bool(cited and issued and cited.year == issued.year),
        swapped=bool(key and candidate.number and sorted(key) == sorted(candidate.number)),
    )


def _is_badly_quoted(citation: Citation, candidate: Candidate) -> bool:
    """Tell whether a cited title is a document's, told in other words; years never differ."""
    cited = _subject(folded_title(citation.title or ""))
    titles = [_subject(title) for title in candidate.titles]
    return may_mean(citation, candidate) and any(
        len(cited & own) >= _SUBJECT * max(1, min(len(cited), len(own))) for own in titles
    )


def _subject(folded: str) -> frozenset[str]:
    """Return the words of a folded title that say what it is about."""
    return frozenset(_frames().sub(" ", folded).split())


@cache
def _frames() -> re.Pattern[str]:
    frames = any_of(fold_marks(words) for words in listed("title_frames", "frame"))
    return re.compile(rf"(?<!\w)(?:{frames}|[0-9]+)(?!\w)")


def _number(cited: str | None, own: str | None, *, titled: bool) -> Nearness:
    if cited is None or own is None:
        return "unsaid"
    if cited == own:
        return "same"
    mine, theirs = _PARTS.fullmatch(cited), _PARTS.fullmatch(own)
    if mine is None or theirs is None:
        return "other"
    if mine["code"] != theirs["code"]:
        return "near" if mine["ordinal"] == theirs["ordinal"] else "other"
    ordinals = mine["ordinal"], theirs["ordinal"]
    if max(map(len, ordinals)) == 1 and not titled:
        return "other"  # any digit is one digit away from any other
    turned = sorted(ordinals[0]) == sorted(ordinals[1])
    return "near" if turned or OSA.distance(*ordinals) == 1 else "other"


def _day(citation: Citation, document: Document) -> Nearness:
    """Tell whether the days agree, or differ by their day, month or year alone, or turned round."""
    cited, issued = citation.issued, document.letterhead.issued
    if cited is None or issued is None:
        years_differ = issued and citation.year and citation.year != issued.year
        return "other" if years_differ else "unsaid"
    mine, theirs = ((day.day, day.month, day.year) for day in (cited, issued))
    if mine == theirs:
        return "same"
    wrong = sum(one != other for one, other in zip(mine, theirs, strict=True))
    return "near" if wrong == 1 or (wrong == 2 and sorted(mine) == sorted(theirs)) else "other"


def _says_enough(fields: _Fields) -> bool:
    """Tell whether a citation alone says which document it misprints."""
    titled = fields.title == "same"
    if not fields.kind:
        return False
    if fields.issuer is False:
        return titled and fields.number == fields.day == "same"
    if not fields.issuer:
        return False
    if fields.number == "same":
        wrong = fields.day in {"near", "other"}
        return wrong and (titled or (fields.title == "unsaid" and fields.same_year))
    swapped = fields.title == "unsaid" and fields.swapped
    return fields.day == "same" and fields.number != "unsaid" and (titled or swapped)


def _may_say(fields: _Fields, citation: Citation, candidate: Candidate, citing: Citing) -> bool:
    """Tell whether a text that is followed would decide for a document."""
    mine, theirs = citing.document.letterhead.issued, candidate.document.letterhead.issued
    if mine and theirs and theirs > mine:
        return False  # nobody follows what was not there yet
    if candidate.number is None and is_later(citation, candidate.document):
        return False
    if not _is_slip(fields, citation, candidate, citing):
        return False
    if fields.issuer is None and not _may_be_kin(candidate, citing):
        return False
    if fields.day in {"near", "other"} and not fields.same_year and fields.number != "same":
        return False  # a number and a day of another year are another document's
    right = fields.number == fields.day == "same"
    return right or (fields.kind and (fields.number, fields.day) in _LEFT_TO_TEXT[fields.title])


def _is_slip(fields: _Fields, citation: Citation, candidate: Candidate, citing: Citing) -> bool:
    """Tell whether an issuer may be named wrongly: another province's is only at home a slip."""
    if fields.issuer is not False:
        return True
    cited = issuer_identity(citation.issuer).place if citation.issuer else ""
    elsewhere = bool(cited) and bool(candidate.place) and cited != candidate.place
    home = {citing.home.commune, citing.home.province}
    return fields.number == fields.day == "same" and (not elsewhere or candidate.place in home)


def _may_be_kin(candidate: Candidate, citing: Citing) -> bool:
    """Tell whether an issuer that is left unsaid may be meant: its province may not be known."""
    province = candidate.identity is not None and candidate.identity.level == "province"
    return is_kin(candidate, citing) or (province and not citing.home.province)


def _is_near(fields: _Fields) -> bool:
    """Tell whether number and day are both right, near or unsaid: with the title that is enough."""
    return fields.number in {"same", "near"} and fields.day != "other" and bool(fields.issuer)


def _is_one_off(fields: _Fields) -> bool:
    """Tell whether of number and day one is right and the other near."""
    return sorted((fields.number, fields.day)) == ["near", "same"] and fields.title != "other"


def _differs(fields: _Fields) -> tuple[str, ...]:
    wrong = {
        "kind": not fields.kind,
        "number": fields.number in {"near", "other"},
        "date": fields.day in {"near", "other"},
        "issuer": fields.issuer is False,
        "title": fields.title == "other",
    }
    return tuple(name for name, said in wrong.items() if said)


def _agrees(fields: _Fields, *, follows: bool) -> tuple[str, ...]:
    said = {
        "kind": fields.kind,
        "number": fields.number == "same",
        "number-near": fields.number == "near",
        "date": fields.day == "same",
        "date-near": fields.day == "near",
        "issuer": bool(fields.issuer),
        "title": fields.title == "same",
        "text": follows,
    }
    return tuple(name for name, agrees in said.items() if agrees)
