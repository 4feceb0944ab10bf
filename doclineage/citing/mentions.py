"""One mention of a document in a text: its head with pinpoints, date, issuer, title and alias."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from doclineage.citing.cues import Cue
from doclineage.citing.heads import Head
from doclineage.citing.line import Line
from doclineage.citing.pinpoints import PinpointRun, run_before
from doclineage.citing.titles import title_span
from doclineage.model import Pinpoint, Span
from doclineage.vietnamese.issuers import issuer_end

_OF = re.compile(r",?\s(?:do\s)?của\s|,?\sdo\s(?=\S)")
_TO_DATE = re.compile(r"\s?,?\s?(?P<bracket>\()?(?:được\s)?(?:ban hành\s|ký\s)?")
_TO_NUMBER = re.compile(r"\s?,?\s?số\s?:?\s?")
# HĐND tỉnh [khóa XVI, kỳ họp thứ 5, nhiệm kỳ 2026 - 2031]
_SESSION = re.compile(
    r"(?:,?\s\(?khóa\s[ivx]+\)?|,?\s(?:tại\s)?kỳ họp thứ\s\w{1,6}(?:\s\([\w ]{1,20}\))?"
    r"|,?\snhiệm kỳ\s[0-9]{4}\s?[-–]\s?[0-9]{4})+"
)
# (sau đây gọi tắt là Nghị định 123)
_ALIAS = re.compile(
    r"\s?[,(]\s?(?:sau đây|dưới đây|gọi tắt|viết tắt)\s?(?:được\s)?(?:gọi|viết)?\s?"
    r"(?:tắt\s|chung\s)*"
    r"là:?\s[“\"‘]?(?P<alias>[^”\"’()]{2,80}?)[”\"’]?\)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention; `start` is that of its pinpoint, `issued` None where the date is no day."""

    head: Head
    start: int
    end: int
    kind: str | None
    number: str | None
    issued: date | None = None
    dated: bool = False
    issuer: str | None = None
    issuer_inferred: bool = False
    title: str | None = None
    pinpoint: tuple[Pinpoint, ...] = ()
    alias: str | None = None
    alias_end: int = 0
    year: int | None = None


def read_mention(
    line: Line,
    head: Head,
    later: Sequence[Head],
    runs: tuple[PinpointRun, ...],
    cues: Sequence[Cue],
) -> Mention:
    """Return the whole mention around `head`; `later` are the heads after it."""
    run = run_before(runs, line.key, head.start)
    mention = Mention(
        head=head,
        start=run.start if run else head.start,
        end=head.end,
        kind=head.kind,
        number=head.number.number if head.number else None,
        issuer=_flat(line, head.issuer),
        title=_flat(line, head.name),
        pinpoint=run.places if run else (),
        year=head.year,
    )
    if head.nested or head.form in {"anaphora", "plural"}:
        return mention
    mention = _with_designation(line, mention)
    return _with_title(line, mention, later, cues)


def _with_designation(line: Line, mention: Mention) -> Mention:
    """Add date, issuer and, where it stands last, the number, in whatever order they come."""
    for _ in range(4):
        further = _with_date(line, mention)
        further = _with_issuer(line, further)
        further = _with_number(line, further)
        session = _SESSION.match(line.key, further.end) if further.issuer else None
        if session:
            further = replace(further, end=session.end())
        if further == mention:
            break
        mention = further
    return _with_alias(line, mention)


def _with_alias(line: Line, mention: Mention) -> Mention:
    alias = _ALIAS.match(line.key, mention.end)
    if alias is None:
        return mention
    name = line.text[alias.start("alias") : alias.end("alias")]
    return replace(mention, alias=name, alias_end=alias.end())


def _with_date(line: Line, mention: Mention) -> Mention:
    day = None if mention.dated else line.date_from(mention.end)
    to_date = day and _TO_DATE.fullmatch(line.key, mention.end, day.span[0])
    if day is None or not to_date:
        return mention
    end = day.span[1]
    if to_date["bracket"]:
        if not line.key.startswith(")", end):
            return mention
        end += 1
    if not line.key.startswith("ngày", day.span[0]) and day.day is None:
        return mention
    return replace(mention, issued=day.date, dated=True, end=end, year=mention.year or day.year)


def _with_issuer(line: Line, mention: Mention) -> Mention:
    of = _OF.match(line.key, mention.end) if mention.issuer is None else None
    if of is None:
        return mention
    stop = issuer_end(line.text, line.key, of.end())
    if stop == of.end():
        return mention
    return replace(mention, issuer=_flat(line, (of.end(), stop)), end=stop)


def _with_number(line: Line, mention: Mention) -> Mention:
    number = line.number_from(mention.end) if mention.number is None else None
    if number is None or not _TO_NUMBER.fullmatch(line.key, mention.end, number.span[0]):
        return mention
    if number.blank:
        return replace(mention, end=number.span[1])
    return replace(
        mention,
        number=number.number,
        end=number.span[1],
        head=replace(mention.head, number=number),
    )


def _with_title(
    line: Line, mention: Mention, later: Sequence[Head], cues: Sequence[Cue]
) -> Mention:
    if mention.alias or mention.head.form == "law":
        return mention
    found = title_span(line, mention.end, later, cues)
    if found is None:
        return mention
    title = _flat(line, found[0])
    return _with_alias(line, replace(mention, title=title, end=found[0][1]))


def _flat(line: Line, span: Span | None) -> str | None:
    return " ".join(line.text[span[0] : span[1]].split()) if span else None
