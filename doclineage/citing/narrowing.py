"""Several documents that a citation fits, and which of them it can mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from doclineage.citing.matching import (
    TITLE_FLOOR,
    Candidate,
    Citing,
    same_date,
    same_issuer,
    title_likeness,
)
from doclineage.model import Citation

_Test = Callable[[Citation, Candidate, Citing], bool]


def narrowed(citation: Citation, fitting: Sequence[Candidate], citing: Citing) -> list[Candidate]:
    """Return those of the fitting documents that more speaks for, in the order of what is surest.

    A test that no document passes, or all do, decides nothing.
    """
    left = list(fitting)
    for test in _TESTS:
        if len(left) < 2:
            break
        left = [candidate for candidate in left if test(citation, candidate, citing)] or left
    return left


def deciding(citation: Citation, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return what differs among the candidates and the citation does not say."""
    heads = [candidate.document.letterhead for candidate in candidates]
    unsaid = {
        "date": citation.issued is None and len({head.issued for head in heads}) > 1,
        "issuer": _leaves_issuer_open(citation, candidates),
        "title": citation.title is None and len({head.title for head in heads}) > 1,
        "kind": citation.kind is None and len({head.kind for head in heads}) > 1,
    }
    return tuple(name for name, open_ in unsaid.items() if open_)


def _leaves_issuer_open(citation: Citation, candidates: Sequence[Candidate]) -> bool:
    issuers = {candidate.identity for candidate in candidates}
    agreeing = {c.identity for c in candidates if same_issuer(citation, c.document)}
    return len(issuers) > 1 and (citation.issuer is None or len(agreeing) > 1)


def _is_not_younger(_: Citation, candidate: Candidate, citing: Citing) -> bool:
    """Tell whether a document was there when the citing one was written."""
    mine, theirs = citing.document.letterhead.issued, candidate.document.letterhead.issued
    return mine is None or theirs is None or theirs <= mine


def _is_of_the_day(citation: Citation, candidate: Candidate, _: Citing) -> bool:
    return citation.issued is not None and same_date(citation, candidate.document) is True


def _is_of_the_issuer(citation: Citation, candidate: Candidate, citing: Citing) -> bool:
    return same_issuer(citation, candidate.document, citing) is True


def _has_the_title(citation: Citation, candidate: Candidate, _: Citing) -> bool:
    return (title_likeness(citation, candidate) or 0.0) >= TITLE_FLOOR


def is_kin(candidate: Candidate, citing: Citing) -> bool:
    """Tell whether who issued a document is the citing one's own unit or stands above it.

    Who leaves out whose a number is means nobody else's.
    """
    identity, home = candidate.identity, citing.home
    if identity is None or not (home.commune or home.province):
        return False
    places = {"commune": home.commune, "province": home.province}
    if identity.level == "central":
        return True
    return bool(identity.place) and identity.place == places.get(identity.level or "")


def _is_of_kin(_: Citation, candidate: Candidate, citing: Citing) -> bool:
    return is_kin(candidate, citing)


_TESTS: tuple[_Test, ...] = (
    _is_of_the_day,
    _is_of_the_issuer,
    _has_the_title,
    _is_not_younger,
    _is_of_kin,
)
