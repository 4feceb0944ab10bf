"""Whether two files hold one document: by designation first, by text where it is lost.

Plans of two communes may share 95% of their words: number, issuer, place, date, title and the
year that a text speaks of must never contradict each other, whatever the texts share.
"""

from __future__ import annotations

from doclineage.citing.designation import HeldFile
from doclineage.citing.likeness import containment, likeness
from doclineage.citing.matching import TITLE_FLOOR, likeness_of_titles
from doclineage.vietnamese.issuer_identity import issuers_agree

#: Texts under one number, issuer and day: a bad scan keeps a third of its runs of words (one word
#: in five wrong keeps 0.41), another text under the same designation is a slip in either.
SAME_DESIGNATION = 0.3
#: The same with days that differ: State numbers run by the calendar year, so that a second text
#: is the same one dated anew; two documents with a misprinted number are not so alike.
OTHER_DAY = 0.9
#: A draft without number and the document that it became: what is left after an ordinary revision.
DRAFT = 0.5
#: The same where a title is missing, or where an issuer is: only the text speaks for it.
UNTITLED = 0.8
UNSIGNED = 0.9


def shared_text(one: HeldFile, other: HeldFile) -> float:
    """Return the share of the shorter text that the longer has; 1.0 for equal bytes."""
    if one.document.source.sha256 == other.document.source.sha256:
        return 1.0
    return containment(one.shingles, other.shingles)


def is_same(one: HeldFile, other: HeldFile) -> bool:
    """Tell whether two files hold one document."""
    if contradicts(one, other) or _carry_out_others(one, other):
        return False
    if one.is_designated and other.is_designated:
        floor = OTHER_DAY if _days_differ(one, other) else SAME_DESIGNATION
        return shared_text(one, other) >= floor
    if _days_differ(one, other) or _years_differ(one, other):
        return False
    if one.place is not None and other.place is not None:
        floor = DRAFT if _titles(one, other) is not None else UNTITLED
    elif one.named_places == other.named_places:
        floor = UNSIGNED
    else:
        return False
    return likeness(one.shingles, other.shingles) >= floor


def contradicts(one: HeldFile, other: HeldFile) -> bool:
    """Tell whether what two files say of their document cannot be true of one."""
    mine, theirs = one.document.letterhead, other.document.letterhead
    if one.number and other.number and one.number != other.number:
        return True
    if mine.kind and theirs.kind and mine.kind != theirs.kind:
        return True
    if one.place is not None and other.place is not None and one.place != other.place:
        return True
    if mine.issuer and theirs.issuer and not _issuers_agree(one, other):
        return True
    if mine.issued and theirs.issued and mine.issued.year != theirs.issued.year:
        return True
    titles = _titles(one, other)
    # A scan may lose half a title, but the number decides then.
    return titles is not None and titles < TITLE_FLOOR and not (one.number and other.number)


def _carry_out_others(one: HeldFile, other: HeldFile) -> bool:
    """Tell whether two files of one format and status carry out different documents.

    Nothing says then which is right, and the lineage of one would be lost. A scan of a Word file
    may only misread what it carries out.
    """
    if one.document.source.media_type != other.document.source.media_type:
        return False
    mine, theirs = one.carries_out, other.carries_out
    return one.status == other.status and bool(mine and theirs) and not mine & theirs


def _issuers_agree(one: HeldFile, other: HeldFile) -> bool:
    mine, theirs = one.document.letterhead, other.document.letterhead
    first, second = mine.issuer or "", theirs.issuer or ""
    return issuers_agree(first, second, superior=theirs.superior) or issuers_agree(
        second, first, superior=mine.superior
    )


def _titles(one: HeldFile, other: HeldFile) -> float | None:
    return likeness_of_titles(one.candidate.titles, other.candidate.titles)


def _days_differ(one: HeldFile, other: HeldFile) -> bool:
    mine, theirs = one.document.letterhead.issued, other.document.letterhead.issued
    return mine is not None and theirs is not None and mine != theirs


def _years_differ(one: HeldFile, other: HeldFile) -> bool:
    mine, theirs = one.main_year, other.main_year
    return mine is not None and theirs is not None and mine != theirs
