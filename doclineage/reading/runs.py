"""The content of one Word paragraph: what a reader sees of its runs, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from doclineage.reading.formulas import formula
from doclineage.reading.markdown import MARKER
from doclineage.reading.markup import INSERTED, REMOVED, Element, m, mc, opened, value, w
from doclineage.reading.styles import RunLook, StyleSheet, run_look, telling
from doclineage.reading.symbols import plain, symbol
from doclineage.vietnamese.normalise import clean

_RUN, _RUN_PROPERTIES, _TEXT = w("r"), w("rPr"), w("t")
_RUN_STYLE, _BOX, _TYPE, _ID = w("rStyle"), w("txbxContent"), w("type"), w("id")
_FIELD_TYPE, _ALTERNATE = w("fldCharType"), mc("AlternateContent")
_FORMULA = frozenset({m("oMath"), m("oMathPara")})


class Pieces(msgspec.Struct):
    """The content of one paragraph while it is gathered."""

    style: str | None
    base: RunLook
    parts: list[str] = []
    looks: list[RunLook] = []
    notes: list[tuple[str, str]] = []
    """Footnotes and endnotes referred to: kind and number."""
    boxes: list[Element] = []
    page: int | None = None

    def text(self) -> str:
        """Return the text, soft line breaks kept as line feeds."""
        return _tidy("".join(self.parts))

    def bold(self) -> int:
        """Count the bold characters at the start."""
        return self._prefix([look.bold for look in self.looks])

    def italic(self) -> int:
        """Count the italic characters at the start."""
        return self._prefix([look.italic for look in self.looks])

    def size(self) -> float | None:
        """Return the size of the first letters."""
        return next(
            (look.size for part, look in zip(self.parts, self.looks, strict=True) if part.strip()),
            None,
        )

    def _prefix(self, switches: list[bool | None]) -> int:
        if True not in switches:
            return 0
        end = 0
        for index, (part, on) in enumerate(zip(self.parts, switches, strict=True)):
            if part.isspace():
                continue
            if on:
                end = index + 1
            # A plain "- " or "1. " before a bold head belongs to it.
            elif end or not MARKER.fullmatch("".join(self.parts[: index + 1]).strip()):
                break
        return len(_tidy("".join(self.parts[:end])))


#: Fields open at once; a paragraph that opens more is not of Word's making.
_MOST_FIELDS = 64


class RunReader:
    """Gather paragraphs in reading order; pages and open fields run on from one to the next."""

    def __init__(self, styles: StyleSheet, stories: Iterable[Element], max_depth: int) -> None:
        self.page = 1
        self.tracked = 0
        self.too_deep = 0
        self.fields: list[bool] = []
        """One entry an open field: True while its instruction, which is not seen, lasts."""
        self._styles = styles
        self._telling = set[Element]().union(*map(telling, stories))
        self._max_depth = max_depth
        self._fresh = True
        self._actions: dict[str, Callable[[Element, Pieces, RunLook], None]] = {
            w("br"): self._break,
            w("cr"): self._soft_break,
            w("tab"): self._tab,
            w("ptab"): self._tab,
            w("sym"): self._symbol,
            w("noBreakHyphen"): self._hyphen,
            w("lastRenderedPageBreak"): self._rendered_break,
            w("fldChar"): self._field,
            w("footnoteReference"): self._footnote,
            w("endnoteReference"): self._endnote,
            w("drawing"): self._boxes,
            w("pict"): self._boxes,
            w("object"): self._boxes,
            w("ruby"): self._ruby,
            _ALTERNATE: self._alternate,
        }

    def start(self, style: str | None) -> Pieces:
        """Return an empty paragraph of a style."""
        return Pieces(style=style, base=self._styles.run(style, None))

    def read(self, parent: Element, pieces: Pieces) -> None:
        """Add what stands in the paragraph `parent` to `pieces`."""
        self._content(parent, pieces, 0)
        # An instruction does not outlast its paragraph: a field left open hides nothing more.
        if True in self.fields:
            self.fields = [False] * len(self.fields)

    def new_page(self) -> None:
        """Turn the page, once where several breaks meet."""
        if not self._fresh:
            self.page += 1
            self._fresh = True

    def _content(self, parent: Element, pieces: Pieces, depth: int) -> None:
        if depth > self._max_depth:
            self.too_deep += 1
            return
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, pieces)
            elif tag in REMOVED:
                self.tracked += 1
            elif tag in _FORMULA:
                self._add(formula(child), pieces, pieces.base)
            else:
                self.tracked += tag in INSERTED
                for inner in opened(child):
                    self._content(inner, pieces, depth + 1)

    def _run(self, run: Element, pieces: Pieces) -> None:
        look = pieces.base
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if child.text:
                    self._add(child.text, pieces, look)
            elif tag == _RUN_PROPERTIES:
                if child in self._telling:
                    look = self._look(child, pieces)
            else:
                action = self._actions.get(tag)
                if action is not None:
                    action(child, pieces, look)

    def _look(self, properties: Element, pieces: Pieces) -> RunLook:
        style = next(properties.iterchildren(_RUN_STYLE), None)
        base = pieces.base
        if style is not None:
            base = self._styles.run(pieces.style, value(style))
        return run_look(properties, base)

    def _add(self, text: str, pieces: Pieces, look: RunLook) -> None:
        if look.hidden or True in self.fields:
            return
        if pieces.page is None and not text.isspace():
            pieces.page = self.page
        self._fresh = False
        pieces.parts.append(text.upper() if look.caps else text)
        pieces.looks.append(look)

    def _break(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        if child.get(_TYPE) == "page":
            self.new_page()
        else:
            self._add("\n", pieces, look)

    def _soft_break(self, _child: Element, pieces: Pieces, look: RunLook) -> None:
        self._add("\n", pieces, look)

    def _tab(self, _child: Element, pieces: Pieces, look: RunLook) -> None:
        self._add("\t", pieces, look)

    def _hyphen(self, _child: Element, pieces: Pieces, look: RunLook) -> None:
        self._add("-", pieces, look)

    def _symbol(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        code = child.get(w("char"), "")
        if len(code) <= 6 and not code.strip("0123456789abcdefABCDEF"):
            self._add(symbol(int(code or "0", 16), child.get(w("font"))), pieces, look)

    def _rendered_break(self, _child: Element, _pieces: Pieces, _look: RunLook) -> None:
        self.new_page()

    def _field(self, child: Element, _pieces: Pieces, _look: RunLook) -> None:
        kind = child.get(_FIELD_TYPE)
        if kind == "begin":
            if len(self.fields) < _MOST_FIELDS:
                self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _footnote(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        if not look.hidden:
            pieces.notes.append(("footnote", child.get(_ID, "")))

    def _endnote(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        if not look.hidden:
            pieces.notes.append(("endnote", child.get(_ID, "")))

    def _boxes(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        if not look.hidden:
            pieces.boxes.extend(_outermost_boxes(child))

    def _ruby(self, child: Element, pieces: Pieces, _look: RunLook) -> None:
        for base in child.iterchildren(w("rubyBase")):
            for run in base.iterchildren(_RUN):
                self._run(run, pieces)

    def _alternate(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        for branch in opened(child):
            for inner in branch:
                if inner.tag == _TEXT:
                    self._add(inner.text or "", pieces, look)
                elif inner.tag in self._actions:
                    self._actions[inner.tag](inner, pieces, look)


def _outermost_boxes(shape: Element) -> Iterator[Element]:
    """Yield the text boxes of a shape or group; those inside another come with their own text."""
    waiting = [shape]
    while waiting:
        element = waiting.pop()
        if element.tag == _BOX:
            yield element
        elif element.tag == _ALTERNATE:
            waiting.extend(opened(element))
        else:
            waiting.extend(reversed(element))


def _tidy(text: str) -> str:
    text = plain(text)
    if "\n" not in text:
        return clean(text)
    return "\n".join(filter(None, map(clean, text.split("\n"))))
