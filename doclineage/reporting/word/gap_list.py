"""The list of what a plan lacks, with the parent's wording: for a marked plan and for minutes."""

from __future__ import annotations

from collections.abc import Sequence

from doclineage.reporting.word.plan_points import Gap, Points, named
from doclineage.reporting.word.text import Element, Ink, Look, Pen
from doclineage.wording import Language, say

#: Twentieths of a point, together the line of a page with the margins of Decree 30/2020.
_WIDTHS = (600, 1_700, 3_900, 2_900)
_SIZE = 11.0
_CENTRED, _CELL = Look("center", after=4), Look("left", before=2, after=2)


def gap_list(points: Points, pen: Pen, language: Language) -> list[Element]:
    """Return the list as a page of its own: its title, what was compared, the table."""
    title = Ink(say("returned.gaps-title", language), bold=True)
    # LibreOffice forgets what a title looks like that begins both a control and a page.
    made = [new_page(pen), pen.paragraph(title, Look("center", after=4, keep=True))]
    for parent in points.parents:
        names = {"plan": named(points.plan, language), "parent": named(parent, language)}
        subject = Ink(say("returned.gaps-of", language, **names), italic=True)
        made.append(pen.paragraph(subject, _CENTRED))
    made.extend(gap_table(points.gaps, pen, language))
    return made


def new_page(pen: Pen) -> Element:
    """Return a paragraph too small to be seen that begins a page."""
    return pen.paragraph(Ink("", size=1), Look(after=0, new_page=True))


def gap_table(gaps: Sequence[Gap], pen: Pen, language: Language) -> list[Element]:
    """Return the table of what is missing, or the sentence that nothing is."""
    if not gaps:
        return [pen.paragraph(say("returned.no-gaps", language))]
    heads = [
        say(f"returned.{name}", language) for name in ("ordinal", "place", "wording", "remark")
    ]
    rows = [[[pen.paragraph(Ink(head, bold=True, size=_SIZE), _CENTRED)] for head in heads]]
    first = 0
    for number, gap in enumerate(gaps, start=1):
        # A section that is gone is one finding: its tasks do not all repeat it.
        if not first or gap.lines != gaps[first - 1].lines:
            first = number
        lines = gap.lines if first == number else [say("returned.same", language, number=first)]
        texts = ([str(number)], [gap.place], [gap.wording], lines)
        rows.append([[pen.paragraph(Ink(t, size=_SIZE), _CELL) for t in cell] for cell in texts])
    # Word wants a paragraph behind a table.
    return [pen.table(_WIDTHS, rows), pen.paragraph("")]
