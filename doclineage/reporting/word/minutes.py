"""Minutes (biên bản) of comparisons, laid out as Decree 30/2020, annex I, has it.

Number, day, signatures are left open: a person fills them in. A Party document gets the Party's
heading instead of the nation's name and motto.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from doclineage.model import AuditReport, Document
from doclineage.reporting.word.gap_list import gap_table, new_page
from doclineage.reporting.word.plan_points import Points, named
from doclineage.reporting.word.text import Element, Ink, Look, Pen, encoded
from doclineage.wording import Language, say, shorten

#: Twentieths of a point: A4; margins of 20 mm above and below, 30 mm left, 15 mm right.
_PAGE, _MARGINS = (11_906, 16_838), {"top": 1_134, "right": 850, "bottom": 1_134, "left": 1_701}
_HALVES = (4_000, 5_300)
_CENTRED = Look("center", after=0)
_TEXT = Look(after=6, indent=28)
_HEADING = Look("left", before=6, after=6, indent=28, keep=True)
_ROMAN = ("I", "II", "III", "IV")
_LONGEST = 1_500
_RULE, _BLANK = "―――――――", "……………"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>
<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/>
</Types>"""
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/relationships/{{type}}" Target="{{target}}"/>
</Relationships>"""


def minutes(
    report: AuditReport, plans: Sequence[Points], language: Language
) -> list[tuple[str, bytes]]:
    """Return the parts of a Word file that holds the minutes of plans, each on pages of its own."""
    pen = Pen()
    body = pen.made("body")
    for number, points in enumerate(plans):
        if number:
            body.append(new_page(pen))
        body.extend(_content(report, points, pen, language))
    body.append(_section(pen))
    return [
        ("[Content_Types].xml", _TYPES.encode()),
        (
            "_rels/.rels",
            _RELATIONS.format(type="officeDocument", target="word/document.xml").encode(),
        ),
        ("word/document.xml", encoded(pen.made("document", body))),
        (
            "word/_rels/document.xml.rels",
            _RELATIONS.format(type="header", target="header1.xml").encode(),
        ),
        ("word/header1.xml", encoded(_page_number(pen))),
    ]


def _section(pen: Pen) -> Element:
    """Return the page: its number at the top centre, none on the first."""
    reference = pen.made("headerReference", type="default")
    reference.set(f"{{{_OFFICE}/relationships}}id", "rId1")
    margins = pen.made("pgMar", **_MARGINS, header=567, footer=567, gutter=0)
    size = pen.made("pgSz", w=_PAGE[0], h=_PAGE[1])
    return pen.made("sectPr", reference, size, margins, pen.made("titlePg"))


def _page_number(pen: Pen) -> Element:
    shown = pen.made("t")
    shown.text = "2"
    field = pen.made("fldSimple", pen.made("r", shown), instr="PAGE")
    centred = pen.made("pPr", pen.made("jc", val="center"))
    return pen.made("hdr", pen.made("p", centred, field))


def _content(
    report: AuditReport, points: Points, pen: Pen, language: Language
) -> Iterator[Element]:
    yield _heads(points, pen, language)
    yield from _title(points, pen, language)
    for name in ("time", "venue", "present"):
        yield pen.paragraph(say(f"returned.{name}", language), _TEXT)
    sections = (
        ("compared", _compared(report, points, pen, language)),
        ("gaps", gap_table(points.gaps, pen, language)),
        ("remarks", _remarks(points, pen, language)),
        ("request", [pen.paragraph(_request(points, language), _TEXT)]),
    )
    for ordinal, (name, elements) in zip(_ROMAN, sections, strict=True):
        heading = f"{ordinal}. {say(f'returned.{name}', language)}"
        yield pen.paragraph(Ink(heading, bold=True), _HEADING)
        yield from elements
    # Signatures never stand on a page of their own.
    yield pen.paragraph(say("returned.end", language), _TEXT._replace(keep=True))
    yield _foot(points, pen, language)
    yield pen.paragraph("")


def _heads(points: Points, pen: Pen, language: Language) -> Element:
    """Return the two columns at the top: who holds the plan to its parent, and the nation."""
    parent = points.parents[0] if points.parents else None
    head = parent.letterhead if parent else None
    issuer = ((head and head.issuer) or _BLANK).upper()
    party = head is not None and head.system == "party"
    number = say("returned.number-party" if party else "returned.number-state", language)
    left = [
        pen.paragraph(Ink(issuer, bold=True), _CENTRED),
        pen.paragraph("*" if party else _RULE, _CENTRED),
        pen.paragraph(number, _CENTRED),
    ]
    if party:
        right = [pen.paragraph(Ink(say("returned.party", language), bold=True, size=15), _CENTRED)]
    else:
        right = [
            pen.paragraph(Ink(say("returned.nation", language), bold=True, size=12), _CENTRED),
            pen.paragraph(Ink(say("returned.motto", language), bold=True), _CENTRED),
        ]
    right.append(pen.paragraph(_RULE * 2, _CENTRED))
    return pen.table(_HALVES, [[left, right]], ruled=False)


def _title(points: Points, pen: Pen, language: Language) -> Iterator[Element]:
    title = Ink(say("returned.minutes", language), bold=True, size=14)
    yield pen.paragraph(title, Look("center", before=18, after=0))
    plan = say("returned.minutes-of", language, plan=named(points.plan, language))
    yield pen.paragraph(Ink(plan, bold=True), _CENTRED)
    for parent in points.parents:
        said = say("returned.minutes-with", language, parent=named(parent, language))
        yield pen.paragraph(Ink(said, bold=True), _CENTRED)
    yield pen.paragraph(_RULE, Look("center", after=12))


def _compared(
    report: AuditReport, points: Points, pen: Pen, language: Language
) -> Iterator[Element]:
    plan = _naming("plan-is", points.plan, language)
    sentences = [plan, *(_naming("parent-is", parent, language) for parent in points.parents)]
    for summary in report.plans:
        if summary.plan == points.plan.doc_id and summary.coverage is not None:
            share = f"{summary.coverage:.0%}"
            sentences.append(
                say("returned.result", language, coverage=share, required=summary.required)
            )
            if summary.own_words:
                said = say("table.own-words", language)
                sentences.append(f"{said[:1].upper()}{said[1:]}.")
    for ordinal, sentence in enumerate(sentences, start=1):
        yield pen.paragraph(f"{ordinal}. {sentence}", _TEXT)


def _naming(code: str, document: Document, language: Language) -> str:
    file = PurePath(document.source.path).name
    return say(f"returned.{code}", language, name=named(document, language), file=file)


def _remarks(points: Points, pen: Pen, language: Language) -> Iterator[Element]:
    if not points.remarks:
        yield pen.paragraph(say("returned.no-remarks", language), _TEXT)
    for ordinal, remark in enumerate(points.remarks, start=1):
        place = remark.place or say("returned.whole", language)
        yield pen.paragraph(Ink(f"{ordinal}. {place}", bold=True), _HEADING)
        for unit in remark.units:
            quote = shorten(points.plan.units[unit].text, _LONGEST)
            said = say("returned.plan-quote", language, quote=quote)
            yield pen.paragraph(Ink(said, italic=True), _TEXT)
        for line in remark.lines:
            yield pen.paragraph(f"- {line}", _TEXT)


def _request(points: Points, language: Language) -> str:
    issuer = points.plan.letterhead.issuer or say("returned.the-issuer", language)
    return say("returned.ask", language, issuer=issuer)


def _foot(points: Points, pen: Pen, language: Language) -> Element:
    """Return the two columns at the end: recipients, and who kept the minutes."""
    issuer = points.plan.letterhead.issuer or _BLANK
    recipients = Ink(say("returned.recipients", language), bold=True, italic=True, size=12)
    left = [pen.paragraph(recipients, Look("left", before=12, after=0))]
    for name in ("recipients-plan", "recipients-file"):
        said = say(f"returned.{name}", language, issuer=issuer)
        left.append(pen.paragraph(Ink(said, size=11), Look("left", after=0)))
    keeper = Ink(say("returned.keeper", language), bold=True)
    right = [
        pen.paragraph(keeper, Look("center", before=12, after=0)),
        pen.paragraph(Ink(say("returned.signed", language), italic=True), Look("center", after=60)),
    ]
    return pen.table(_HALVES, [[left, right]], ruled=False)
