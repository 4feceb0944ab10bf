"""The list of what a plan lacks, with the parent's wording: for a marked plan and for minutes."""

from __future__ import annotations

from collections.abc import Sequence

from doclineage.reporting.plan_points import Gap, Points, named
from doclineage.reporting.word_text import Element, Ink, Look, Pen
from doclineage.wording import Language, say

#: Twentieths of a point, together the line of a page with the margins of Decree 30/2020.
_WIDTHS = (600, 1_700, 3_900, 2_900)
_SIZE = 11.0
_CENTRED, _CELL = Look("center", after=4), Look("left", before=2, after=2)


def gap_list(points: Points, pen: Pen, language: Language) -> list[Element]:
    """Return the list as a page of its own: its title, what was compared, the table."""
    title = Ink(say("returned.gaps-title", language), bold=True)
    made = [pen.paragraph(title, Look("center", after=4, new_page=True))]
    for parent in points.parents:
        names = {"plan": named(points.plan, language), "parent": named(parent, language)}
        subject = Ink(say("returned.gaps-of", language, **names), italic=True)
        made.append(pen.paragraph(subject, _CENTRED))
    made.extend(gap_table(points.gaps, pen, language))
    return made


def gap_table(gaps: Sequence[Gap], pen: Pen, language: Language) -> list[Element]:
    """Return the table of what is missing, or the sentence that nothing is."""
    if not gaps:
        return [pen.paragraph(say("returned.no-gaps", language))]
    heads = [
        say(f"returned.{name}", language) for name in ("ordinal", "place", "wording", "remark")
    ]
    rows = [[[pen.paragraph(Ink(head, bold=True, size=_SIZE), _CENTRED)] for head in heads]]
    for number, gap in enumerate(gaps, start=1):
        texts = ([str(number)], [gap.place], [gap.wording], gap.lines)
        rows.append([[pen.paragraph(Ink(t, size=_SIZE), _CELL) for t in cell] for cell in texts])
    # Word wants a paragraph behind a table.
    return [pen.table(_WIDTHS, rows), pen.paragraph("")]
