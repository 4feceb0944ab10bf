"""Which of several files of one document is read: the version that binds, the best text of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import PurePath

import msgspec

from doclineage.citing.designation import HeldFile
from doclineage.citing.sameness import shared_text
from doclineage.model import Document, Letterhead, Notice, Version, VersionStatus
from doclineage.vietnamese.version_marks import copy_marks
from doclineage.wording import Phrase, phrase

#: From this share of common text on, a Word file without a number is the text of the signed scan,
#: where only the number was put in by hand; below it the file is a draft of something else.
_SIGNED_TEXT = 0.9
#: How sure a field is that only another version says.
_OF_A_VERSION = 0.9
_STATUS = ("corrected", "issued", "draft")
#: What decides between files of one document, in the order of their rank.
_REASONS = ("status", "format", "revision", "number", "name")
# Word keeps what was typed, a PDF the letters; plain text is mostly what OCR made of a scan.
_FORMATS = ("word", "opendocument", "pdf", "markdown", "plain", "image")


def united(group: Sequence[HeldFile]) -> Document:
    """Return the leading document of a group, the other files named in it."""
    if len(group) == 1:
        return group[0].document
    statuses = {id(held): _status(held, group) for held in group}
    ranked = sorted(group, key=lambda held: _rank(held, statuses[id(held)]))
    leader = ranked[0]
    versions = tuple(
        Version(
            source=held.document.source,
            status=statuses[id(held)],
            likeness=math.floor(shared_text(leader, held) * 100) / 100,
        )
        for held in ranked
    )
    named = next((h for h in ranked if h.number is not None), leader)
    document = leader.document
    return msgspec.structs.replace(
        document,
        doc_id=named.document.doc_id,
        letterhead=_completed(document.letterhead, [h.document.letterhead for h in ranked[1:]]),
        versions=versions,
        notices=(
            *document.notices,
            _notice(versions, _why([_rank(held, statuses[id(held)]) for held in ranked])),
            *_disagreements(ranked),
        ),
    )


def _status(held: HeldFile, group: Sequence[HeldFile]) -> VersionStatus:
    """Return the status by its marks; without a number a text other than the signed is a draft."""
    if held.status != "issued" or held.number is not None:
        return held.status
    numbered = [other for other in group if other.number is not None]
    if numbered and all(shared_text(held, other) < _SIGNED_TEXT for other in numbered):
        return "draft"
    return "issued"


def _rank(held: HeldFile, status: VersionStatus) -> tuple[object, ...]:
    source = held.document.source
    return (
        _STATUS.index(status),
        len(_FORMATS) if held.is_recognised else _format(source.media_type),
        -held.revision,
        held.number is None,
        _plainness(source.path),
    )


def _plainness(path: str) -> tuple[int, int, str]:
    """Order names of equal files: the fewest marks of a copy, then the fewest folders."""
    return copy_marks(path), len(PurePath(path.replace("\\", "/")).parts), path


def _why(ranks: Sequence[tuple[object, ...]]) -> Phrase:
    """Return what the leading file has that the next best has not."""
    pairs = zip(_REASONS, *ranks[:2], strict=True)
    first = next((reason for reason, one, other in pairs if one != other), _REASONS[-1])
    return phrase(f"version-why.{first}")


def _format(media_type: str) -> int:
    found = (place for place, name in enumerate(_FORMATS) if name in media_type)
    return next(found, len(_FORMATS))


def _completed(head: Letterhead, others: Sequence[Letterhead]) -> Letterhead:
    """Return a letterhead with what only the other versions say."""
    learnt: dict[str, object] = {}
    for field in Letterhead.__struct_fields__:
        if field not in {"origins", "confidences"} and not getattr(head, field):
            value = next((v for other in others if (v := getattr(other, field))), None)
            if value:
                learnt[field] = value
    origins = {**head.origins, **dict.fromkeys(learnt, "version")}
    confidences = {**head.confidences, **dict.fromkeys(learnt, _OF_A_VERSION)}
    learnt |= {"origins": origins, "confidences": confidences}
    return msgspec.structs.replace(head, **learnt)


def _notice(versions: Sequence[Version], why: Phrase) -> Notice:
    names = [
        (
            _name(version),
            phrase(f"version.{version.status}"),
            f"{version.likeness:.0%}",
        )
        for version in versions[1:]
    ]
    said = phrase(
        "notice.versions",
        count=len(versions),
        leader=_name(versions[0]),
        why=why.vi,
        why_en=why.en,
        others="; ".join(f"{name} ({said.vi}, giống {share})" for name, said, share in names),
        others_en="; ".join(f"{name} ({said.en}, {share} alike)" for name, said, share in names),
    )
    return Notice(code="versions", message=said.vi, message_en=said.en)


def _name(version: Version) -> str:
    return PurePath(version.source.path).name


def _disagreements(ranked: Sequence[HeldFile]) -> list[Notice]:
    """Tell what other versions date or cite otherwise than the leader."""
    leader = ranked[0]
    found = []
    for held in ranked[1:]:
        name = PurePath(held.document.source.path).name
        mine, theirs = leader.document.letterhead.issued, held.document.letterhead.issued
        if mine and theirs and mine != theirs:
            days = {"other": theirs.strftime("%d/%m/%Y"), "leading": mine.strftime("%d/%m/%Y")}
            said = phrase("notice.versions-dates", name=name, **days)
            found.append(Notice(code="versions-dates", message=said.vi, message_en=said.en))
        more = [held.cited[key] for key in sorted(held.cited.keys() - leader.cited.keys())]
        if more:
            said = phrase("notice.versions-citations", name=name, numbers=", ".join(more))
            found.append(Notice(code="versions-citations", message=said.vi, message_en=said.en))
    return found
