"""Citations of a document's units (domain reference 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from doclineage.citing.cues import Cue, find_cues
from doclineage.citing.heads import Head, find_heads
from doclineage.citing.leads import Leads
from doclineage.citing.line import Line, read_line
from doclineage.citing.mentions import Mention, read_mention
from doclineage.citing.pinpoints import find_runs
from doclineage.citing.relations import CHANGES, Standing, opens, stand
from doclineage.citing.sharing import share
from doclineage.model import Citation, CitationRelation, Span, Unit
from doclineage.vietnamese.cues import starts_basis
from doclineage.vietnamese.designations import own_number
from doclineage.vietnamese.normalise import clean, clean_with_spans, fold_case

_ATTACHED = re.compile(r"\(?\s?(?:ban hành\s)?kèm theo(?!\w)")
_QUOTES_OPEN = ("“", '"', "«")
_QUOTES_CLOSE = re.compile(r"[”\"»]\s?[.;,]?\s?$")
# "…, UBND phường xây dựng Kế hoạch như sau:", whatever the lead begins with.
_LEADS_IN = re.compile(r"(?:như sau|sau đây|cụ thể)[\s:.]*$")
_INTRODUCES = re.compile(r"như sau\s?:\s?$")
# A new amending instruction ends a quotation whose closing mark was lost.
_INSTRUCTION = re.compile(r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế)(?!\w)")
# V/v đính chính Kế hoạch số … | Quyết định về việc sửa đổi, bổ sung một số điều của …
_CHANGES_ANOTHER = re.compile(
    r"(?:(?:kế hoạch|quyết định|nghị quyết|công văn|thông báo) )?(?:về việc |v/v:? ?|về )?"
    r"(?:sửa đổi|bổ sung|điều chỉnh|đính chính|thay thế|bãi bỏ|gia hạn)(?!\w)"
)
# Trên đây là [Kế hoạch của UBND xã …]: a document speaks of itself
_THIS_ONE = re.compile(r"(?<!\w)(?:trên|sau|dưới) đây là (?:toàn bộ |nội dung |toàn văn )*$")
_LONGEST_THIS = 40
# A title holds no more documents than this; the bound keeps the search linear.
_HEADS_AHEAD = 40
# An unresolved short form tells little: "Nghị quyết 18" has a number of every year.
_SHORT_CONFIDENCE = 0.5
_UNNUMBERED_CONFIDENCE = 0.8


@dataclass(slots=True)
class _Known:
    """What the units read so far have cited, for short forms and anaphora."""

    citations: list[Citation] = field(default_factory=list)
    aliases: dict[str, int] = field(default_factory=dict)
    latest: dict[str, int] = field(default_factory=dict)
    leads: Leads = field(default_factory=Leads)
    consolidates: bool = False


def find_citations(units: Sequence[Unit]) -> tuple[Citation, ...]:
    """Return the citations of a document, in reading order.

    Searched are body and annexes, and of the head the bases, the lead and "(Kèm theo …)" lines.
    Spans point into ``unit.text``; the citation of a document inside another's title has its
    span inside the other's. Where a cited document is changed by one cited after it ("Căn
    cứ Luật A được sửa đổi bởi Luật B"), a further citation of A follows, B its `subject`, A's
    first citation its `antecedent`. A title is searched where it alone says to change another
    document: a letter that corrects a plan names its day in the subject line only.
    """
    found = _found(units, titled=False)
    changes = any(citation.relation in CHANGES for citation in found)
    if changes or not any(map(_is_changing_title, units)):
        return found
    return _found(units, titled=True)


def _found(units: Sequence[Unit], *, titled: bool) -> tuple[Citation, ...]:
    known = _Known()
    quoting = False
    introduced = False
    for index, unit in enumerate(units):
        quoting = _still_quoting(unit.text, quoting=quoting, introduced=introduced)
        known.consolidates = _still_consolidating(unit, known)
        if not quoting and (_is_searched(unit, known) or (titled and _is_changing_title(unit))):
            _add_unit(known, index, units)
        if quoting and _QUOTES_CLOSE.search(unit.text):
            quoting = False
        introduced = _INTRODUCES.search(fold_case(unit.text[-20:])) is not None or quoting
    return tuple(known.citations)


def _still_consolidating(unit: Unit, known: _Known) -> bool:
    """Tell whether a consolidated text still names what it consolidates, before its bases."""
    if known.consolidates:
        return unit.kind != "heading" and not starts_basis(unit.text)
    if unit.zone != "head":
        return False
    own = own_number(unit.text)
    return own is not None and own.kind == "VBHN"


def _is_changing_title(unit: Unit) -> bool:
    """Tell whether a title says that its document changes another."""
    is_title = unit.zone == "head" and unit.kind == "heading"
    return is_title and _CHANGES_ANOTHER.match(fold_case(unit.text[:60])) is not None


def _is_searched(unit: Unit, known: _Known) -> bool:
    if unit.zone in {"body", "annex"}:
        return True
    if unit.zone != "head":
        return False
    if known.consolidates:
        return unit.text != unit.text.upper()
    return (
        starts_basis(unit.text)
        or _ATTACHED.match(fold_case(unit.text[:40])) is not None
        or _LEADS_IN.search(fold_case(unit.text[-40:])) is not None
    )


def _still_quoting(text: str, *, quoting: bool, introduced: bool) -> bool:
    """Tell whether a unit belongs to a quoted text that goes over several units."""
    if quoting:
        return _INSTRUCTION.match(fold_case(text[:20])) is None
    return introduced and text.startswith(_QUOTES_OPEN) and not _QUOTES_CLOSE.search(text)


def _add_unit(known: _Known, index: int, units: Sequence[Unit]) -> None:
    text = units[index].text
    plain, spans = (text, None) if clean(text) == text else clean_with_spans(text)
    line = read_line(plain)
    heads = find_heads(line)
    if not heads and not plain.endswith(":"):
        known.leads.close(index)
        return
    cues = [cue for cue in find_cues(plain, line.key) if not line.is_quoted(cue.start)]
    mentions = _mentions(line, heads, cues)
    first = len(known.citations)
    led = known.leads.above(units, index) if mentions and opens(line, mentions[0]) else None
    standings = stand(line, mentions, cues, led.lead if led else None)
    places: list[int | None] = []
    for mention, standing in zip(mentions, standings, strict=True):
        told = _told(known, units[index], mention, standing)
        places.append(_add(known, index, mention, told, places))
    for place, standing in zip(places, standings, strict=True):
        if place is not None:
            _change(known, standing, places, place)
    if spans is not None:
        _restore_spans(known, first, index, spans)
    if led and led.changed is not None and places[0] is not None:
        _relate(known, led.changed, led.lead.relation, places[0], led.lead.words)
    if led is None:
        known.leads.close(index)
    known.leads.note(index, line, cues, mentions, places[-1] if places else None)


def _restore_spans(known: _Known, first: int, index: int, spans: Sequence[Span]) -> None:
    """Let the spans of a unit's citations point into its text as it was before it was cleaned."""
    for place, citation in enumerate(known.citations[first:], first):
        if citation.unit == index:
            start, end = citation.span
            known.citations[place] = msgspec.structs.replace(
                citation, span=(spans[start][0], spans[end - 1][1])
            )


def _told(known: _Known, unit: Unit, mention: Mention, standing: Standing) -> Standing:
    """Return a standing as the unit's place in its document makes it."""
    if standing.subject is not None:
        return standing
    if known.consolidates and standing.relation == "refers_to" and mention.head.form != "anaphora":
        return replace(standing, relation="consolidates")
    if standing.relation in {"guides", "details"} and known.leads.is_duty(unit):
        return replace(standing, relation="refers_to")
    return standing


def _mentions(line: Line, heads: Sequence[Head], cues: Sequence[Cue]) -> tuple[Mention, ...]:
    runs = find_runs(line.text, line.key)
    found: list[Mention] = []
    for place, head in enumerate(heads):
        if found and _is_part(head, found[-1]):
            continue
        if head.number is None and _THIS_ONE.search(line.key[: head.start][-_LONGEST_THIS:]):
            continue
        later = heads[place + 1 : place + _HEADS_AHEAD]
        found.append(read_mention(line, head, later, runs, cues))
    return share(line, found)


def _is_part(head: Head, mention: Mention) -> bool:
    """Tell whether a head is the short name or the late number of the mention before it."""
    return head.start < mention.alias_end or (
        head.number is not None and head.number == mention.head.number
    )


def _add(
    known: _Known,
    index: int,
    mention: Mention,
    standing: Standing,
    places: Sequence[int | None],
) -> int | None:
    """Add one citation and return its place; the mere opening of a list is none."""
    if mention.head.form == "plural":
        return None
    antecedent = _antecedent(known, mention)
    if antecedent is None and not mention.head.sure:
        return None
    citation = _citation(index, mention, standing, places)
    if antecedent is not None:
        citation = _completed(citation, known.citations[antecedent], antecedent, mention)
    place = len(known.citations)
    known.citations.append(citation)
    if mention.kind and antecedent is None and mention.head.form != "anaphora":
        known.latest[mention.kind] = place
        _remember(known, mention, place)
    return place


def _citation(
    index: int, mention: Mention, standing: Standing, places: Sequence[int | None]
) -> Citation:
    sure = mention.number or mention.head.form == "law"
    confidence = 1.0 if sure else _UNNUMBERED_CONFIDENCE
    return Citation(
        unit=index,
        span=(mention.start, mention.end),
        kind=mention.kind,
        number=mention.number,
        issued=mention.issued,
        issuer=mention.issuer,
        title=mention.title,
        relation=standing.relation,
        pinpoint=mention.pinpoint,
        subject=None if standing.subject is None else places[standing.subject],
        issuer_inferred=mention.issuer_inferred,
        year=_year(mention),
        cue=standing.cue,
        confidence=_SHORT_CONFIDENCE if mention.head.form in {"short", "anaphora"} else confidence,
    )


def _year(mention: Mention) -> int | None:
    number = mention.head.number
    return (number.year if number else None) or mention.year


def _antecedent(known: _Known, mention: Mention) -> int | None:
    """Return the citation that an anaphora or a short form stands for, None where none is known."""
    if mention.kind is None:
        return None
    if mention.head.form == "anaphora":
        return known.latest.get(mention.kind)
    if mention.head.form == "short":
        return known.aliases.get(f"{mention.kind} {int(mention.head.ordinal or 0)}")
    return None


def _completed(citation: Citation, full: Citation, antecedent: int, mention: Mention) -> Citation:
    """Return a short form with the number and issuer of the full citation it stands for."""
    if mention.head.form == "anaphora":
        return msgspec.structs.replace(citation, antecedent=antecedent)
    return msgspec.structs.replace(
        citation,
        antecedent=antecedent,
        number=full.number,
        issuer=full.issuer,
        issuer_inferred=True,
        year=full.year,
        confidence=full.confidence,
    )


def _remember(known: _Known, mention: Mention, place: int) -> None:
    """Remember the short forms under which a citation may come again; a shared one is dropped."""
    number = mention.head.number
    if number is None or number.ordinal is None:
        return
    ordinal = number.ordinal.split(".")[0].rstrip("abcdđeghik")
    key = f"{mention.kind} {int(ordinal)}"
    same = known.aliases.get(key)
    if same is not None and known.citations[same].number != mention.number and not mention.alias:
        del known.aliases[key]
        return
    known.aliases[key] = place


def _change(known: _Known, standing: Standing, places: Sequence[int | None], subject: int) -> None:
    """Set or add the relation of the documents that the citation `subject` changes.

    A document that stands in a relation already is cited once more.
    """
    for change in standing.changes:
        place = places[change]
        if place is not None and standing.change is not None:
            _relate(known, place, standing.change, subject, standing.cue)


def _relate(
    known: _Known, place: int, relation: CitationRelation, subject: int, words: str | None
) -> None:
    """Let the citation at `place` be related by `subject`."""
    cited = known.citations[place]
    changed = msgspec.structs.replace(cited, relation=relation, subject=subject, cue=words)
    if cited.cue is None and cited.subject is None and cited.relation == "refers_to":
        known.citations[place] = changed
    else:
        known.citations.append(msgspec.structs.replace(changed, antecedent=place))
