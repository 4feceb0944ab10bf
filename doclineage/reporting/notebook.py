"""Values in notebooks: an image or a table that needs no script, with its text beside it."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from html import escape

from doclineage.lineage import LineageGraph
from doclineage.model import Alignment, AuditReport, Document, Edit
from doclineage.reporting.hidden import visible
from doclineage.reporting.pages import write
from doclineage.reporting.plan_names import versus
from doclineage.reporting.terminal import render
from doclineage.reporting.tree.data import build_tree
from doclineage.reporting.tree.picture import summary
from doclineage.reporting.tree.png import tree_png
from doclineage.reporting.tree.svg import tree_svg
from doclineage.wording import Language, say, shorten

#: Rows of a table and lines of text: a cell of a notebook is for a look, files are for the rest.
_ROWS, _LINES, _CHARACTERS = 40, 80, 400
_MARKS = {"fact": "font-weight:bold;color:#84060f", "localisation": "color:#183f77"}
#: Notebooks set the cells of tables to the right, as numbers are.
_LEFT = 'style="text-align:left"'
_SEVERITIES = {"error": "✗", "warning": "?", "info": "·"}


class Page:
    """A page inside of a notebook cell, walled off from the notebook."""

    def __init__(self, page: str, height: int) -> None:
        self._page, self._height = page, height

    def _repr_html_(self) -> str:
        return (
            f'<iframe sandbox="allow-scripts" width="100%" height="{self._height}"'
            f' srcdoc="{escape(self._page)}"></iframe>'
        )


def interactive(value: object, *, height: int, language: Language) -> Page:
    """Return the page of a value for a cell; raises `WritingError` where there is none."""
    stream = io.BytesIO()
    write([value], stream, language=language)
    return Page(stream.getvalue().decode(), height)


def bundle(value: object, language: Language = "vi") -> dict[str, str]:
    """Return a value's displays by MIME type; scripts are in none of them.

    A graph is an image in three ways: in HTML with its text alternative, as SVG, and as PNG for
    notebooks that show neither of them unless they are trusted.
    """
    text = render([value], language).splitlines()
    more = [f"… (+{len(text) - _LINES})"] if len(text) > _LINES else []
    made = {"text/plain": "\n".join([*text[:_LINES], *more])}
    if isinstance(value, LineageGraph):
        tree = build_tree(value)
        picture = tree_svg(tree, language)
        made["text/html"] = _image(picture, summary(tree, language))
        made["image/svg+xml"] = picture
        if (png := tree_png(tree, language)) is not None:
            made["image/png"] = base64.b64encode(png).decode()
    elif isinstance(value, AuditReport):
        made["text/html"] = _audit(value, language)
    elif isinstance(value, Alignment):
        made["text/html"] = _alignment(value, language)
    elif isinstance(value, Document):
        made["text/html"] = _document(value, language)
    return {kind: visible(shown) for kind, shown in made.items()}


def _image(picture: str, told: str) -> str:
    """Return a picture as an image element: it shows where scripts and SVG are not trusted."""
    data = base64.b64encode(picture.encode()).decode()
    return f'<img alt="{escape(told)}" src="data:image/svg+xml;base64,{data}">'


def _table(caption: str, heads: Iterable[str], rows: list[list[str]]) -> str:
    """Return a table; cells are markup already, heads and caption are not."""
    more = len(rows) - _ROWS
    head = "".join(f"<th {_LEFT}>{escape(text)}</th>" for text in heads)
    cells = ("".join(f"<td {_LEFT}>{cell}</td>" for cell in row) for row in rows[:_ROWS])
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    rest = f"<p>… (+{more})</p>" if more > 0 else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{rest}"
    )


def _held(name: str, against: str | None) -> str:
    return escape(f"{name} ({against})" if against else name)


def _audit(report: AuditReport, language: Language) -> str:
    """Return two tables: a row a plan, then the findings, the worst first."""
    names = ("coverage", "omitted", "required", "changed", "added", "copied")
    plans = [
        [
            _held(plan.name, versus(report, plan.plan, plan.parent, language)),
            *(
                f"{value:.0%}" if isinstance(value, float) else "—" if value is None else str(value)
                for value in (getattr(plan, name) for name in names)
            ),
            escape(say(f"basis.{plan.basis}", language)),
        ]
        for plan in report.plans
    ]
    heads = [say(f"table.{name}", language) for name in ("plan", *names, "basis")]
    order = list(_SEVERITIES)
    found = sorted(report.findings, key=lambda finding: order.index(finding.severity))
    known = {plan.plan: plan.name for plan in report.plans}
    findings = [
        [
            f"{_SEVERITIES[f.severity]} {escape(say(f'severity.{f.severity}', language))}",
            f.code,
            _held(known.get(f.plan, f.plan), versus(report, f.plan, f.parent, language)),
            escape(", ".join(p.path for p in (*f.parent_places, *f.child_places))),
            escape(f.message if language == "vi" else f.message_en),
        ]
        for f in found
    ]
    columns = [
        say(f"report.{name}", language) for name in ("severity", "code", "plan", "place", "message")
    ]
    title = say("report.title", language)
    return _table(title, heads, plans) + _table(say("report.findings", language), columns, findings)


def _alignment(alignment: Alignment, language: Language) -> str:
    """Return a table of the links that are not identical, differing words marked."""
    rows = []
    for link in alignment.links:
        if link.relation == "identical" and not link.moved:
            continue
        sides = (
            _side(alignment.parent, link.parents, link.edits, "parent"),
            _side(alignment.child, link.children, link.edits, "child"),
        )
        reason = link.reason if language == "vi" else link.reason_en
        rows.append([escape(say(f"relation.{link.relation}", language)), *sides, escape(reason)])
    heads = [
        say(f"report.{name}", language) for name in ("edits", "parent-text", "child-text", "why")
    ]
    names = (alignment.parent.source.path, alignment.child.source.path)
    return _table(" ↔ ".join(names), heads, rows)


def _side(document: Document, units: Iterable[int], edits: Iterable[Edit], side: str) -> str:
    shown = []
    for unit in units:
        own = sorted(
            (*getattr(edit, f"{side}_span"), edit.kind)
            for edit in edits
            if getattr(edit, f"{side}_unit") == unit
        )
        path = escape(document.units[unit].path)
        shown.append(f"<b>{path}</b> {_marked(document.units[unit].text, own)}")
    return "<br>".join(shown) or "—"


def _marked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, kind in spans:
        if start < at or end <= start:
            continue
        style = _MARKS.get(kind, "text-decoration:underline")
        marked = f'<mark style="{style}">{escape(text[start:end])}</mark>'
        parts += [escape(text[at:start]), marked]
        at = end
    return "".join([*parts, escape(text[at:])])


def _document(document: Document, language: Language) -> str:
    """Return a table: a row a unit that is compared."""
    head = document.letterhead
    day = f"{head.issued:%d/%m/%Y}" if head.issued else None
    known = [head.number, day, head.issuer, head.title]
    rows = [
        [
            escape(unit.path),
            escape(say(f"unit.{unit.kind}", language)),
            escape(shorten(unit.text, _CHARACTERS)),
        ]
        for unit in (document.units[index] for index in document.content())
    ]
    heads = [say(f"report.{name}", language) for name in ("place", "kind", "text")]
    return _table(" · ".join(filter(None, known)) or document.source.path, heads, rows)
