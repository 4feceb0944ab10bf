"""The content of one Word paragraph: what a reader sees of its runs, and what hangs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import msgspec

from doclineage.model import Dropped, DropReason
from doclineage.reading.word.fields import Fields, ending_fields, is_contents
from doclineage.reading.word.formulas import formula
from doclineage.reading.word.markup import (
    ALL,
    ALTERNATE,
    CONTROL,
    FOREIGN,
    INSERTED,
    REMOVED,
    TRANSPARENT,
    Element,
    is_contents_control,
    is_placeholder,
    is_returned_list,
    m,
    opened,
    w,
    words_in,
)  # fmt: skip
from doclineage.reading.word.pieces import Pieces
from doclineage.reading.word.shapes import Shapes, look_into
from doclineage.reading.word.styles import RunLook, StyleSheet, run_changes
from doclineage.reading.word.symbols import plain, symbol
from doclineage.vietnamese.legacy_letters import legacy_font

_RUN, _RUN_PROPERTIES, _TEXT = w("r"), w("rPr"), w("t")
_TYPE, _ID, _CHAR, _FONT, _INSTRUCTION = map(w, ("type", "id", "char", "font", "instr"))
#: Pieces of what is left out are put together up to this length.
_JOINED_CHARS = 200
#: The codes of a font's letters, as they are and as symbol fonts have them.
_LETTER_CODES = frozenset((*range(0x20, 0x100), *range(0xF020, 0xF100)))
_FORMULAS = (m("oMath"), m("oMathPara"))


class RunReader:
    """Gather paragraphs in reading order; pages and open fields run on from one to the next."""

    def __init__(self, styles: StyleSheet, max_depth: int) -> None:
        self.page = 1
        self.met: Counter[str] = Counter()
        """How often each doubt was met, by the code of its notice."""
        self.dropped: list[Dropped] = []
        self._grounds = 0
        """Above 0 where a shading may lie behind the letters: in tables, boxes, shaded lines."""
        self._silent = 0
        """Above 0 in what is not the writer's text: an empty control, a contents."""
        self._made = self._returned = 0
        """Above 0 in a table of contents; in the list that a marked plan came back with."""
        self._fields = Fields()
        self._ends: frozenset[Element] = frozenset()
        self._styles = styles
        self._max_depth = max_depth
        self._fresh = True
        self._actions: dict[str, Callable[[Element, Pieces, RunLook], None]] = {
            w("br"): self._break,
            w("cr"): self._soft_break,
            w("tab"): self._tab,
            w("ptab"): self._tab,
            w("sym"): self._symbol,
            w("noBreakHyphen"): self._hyphen,
            w("softHyphen"): self._soft_hyphen,
            w("lastRenderedPageBreak"): self._rendered_break,
            w("fldChar"): self._field,
            w("instrText"): self._instruction,
            **dict.fromkeys(map(w, ("footnoteReference", "endnoteReference")), self._note),
            w("commentReference"): self._comment,
            **dict.fromkeys(map(w, ("drawing", "pict", "object")), self._shape),
            w("ruby"): self._ruby,
            ALTERNATE: self._alternate,
        }
        self._inline: dict[str, Callable[[Element, Pieces, int], None]] = {
            **dict.fromkeys(REMOVED, self._removed),
            **dict.fromkeys(INSERTED, self._inserted),
            **dict.fromkeys(TRANSPARENT, self._content),
            **dict.fromkeys(FOREIGN, self._foreign),
            **dict.fromkeys(_FORMULAS, self._formula),
            w("fldSimple"): self._simple_field,
            w("p"): self._nested,
            CONTROL: self._control,
            ALTERNATE: self._wrapper,
        }

    def start(self, style: str | None) -> Pieces:
        """Return an empty paragraph of a style."""
        return Pieces(style=style, base=self._styles.run(style, None))

    def read(self, parent: Element, pieces: Pieces) -> None:
        """Add what stands in a paragraph, or in a run outside of any, to `pieces`."""
        if parent.tag == _RUN:
            self._run(parent, pieces)
        else:
            self._content(parent, pieces, 0)
        if self._fields.open:
            self._fields.end_paragraph()

    def begin(self, story: Element) -> None:
        """Read a story from its start."""
        self._ends = ending_fields(story)
        # A page that is coloured may be dark.
        self._grounds = int(story.find(w("background")) is not None)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Read another story between: its fields and controls are its own."""
        outer = self._fields, self._silent, self._made
        self._fields, self._silent, self._made = Fields(), 0, 0
        yield
        self._fields, self._silent, self._made = outer

    @contextmanager
    def on_ground(self, *, shaded: bool = True) -> Iterator[None]:
        """Read what may have a shading behind its letters, so that white ones are seen."""
        self._grounds += shaded
        yield
        self._grounds -= shaded

    def within(self, control: Element) -> AbstractContextManager[None]:
        """Read what stands in a content control, quietly where that is not the writer's text."""
        made = is_contents_control(control)
        returned = is_returned_list(control)
        silent = made or returned or is_placeholder(control)
        return self._quietly(silent=silent, made=made, returned=returned)

    @contextmanager
    def _quietly(self, *, silent: bool, made: bool, returned: bool = False) -> Iterator[None]:
        self._silent += silent
        self._made += made
        self._returned += returned
        yield
        self._silent -= silent
        self._made -= made
        self._returned -= returned

    def drop(self, reason: DropReason, text: str) -> None:
        """Note a text that is left out; pieces that follow each other are one."""
        last = self.dropped[-1] if self.dropped else None
        goes_on = last is not None and (last.reason, last.page) == (reason, self.page)
        if last is not None and goes_on and len(last.text) < _JOINED_CHARS:
            self.dropped[-1] = msgspec.structs.replace(last, text=last.text + text)
        elif text.strip():
            self.dropped.append(Dropped(text=text, reason=reason, page=self.page))

    def new_page(self) -> None:
        """Turn the page, once where several breaks meet."""
        if not self._fresh:
            self.page += 1
            self._fresh = True

    # --- what stands in a paragraph -----------------------------------------------------------

    def _content(self, parent: Element, pieces: Pieces, depth: int) -> None:
        if depth > self._max_depth:
            self.met["too-deep"] += 1
            self.drop("too-deep", words_in(parent))
            return
        for child in parent[ALL]:
            tag = child.tag
            if tag == _RUN:
                self._run(child, pieces)
            elif tag in self._inline:
                self._inline[tag](child, pieces, depth + 1)

    def _removed(self, child: Element, _pieces: Pieces, _depth: int) -> None:
        self.met["tracked-changes"] += 1
        self.drop("deleted", words_in(child))

    def _inserted(self, child: Element, pieces: Pieces, depth: int) -> None:
        self.met["tracked-changes"] += 1
        self._content(child, pieces, depth)

    def _foreign(self, _child: Element, _pieces: Pieces, _depth: int) -> None:
        self.met["unread-part"] += 1

    def _formula(self, child: Element, pieces: Pieces, _depth: int) -> None:
        self._add(formula(child), pieces, pieces.base)

    def _simple_field(self, child: Element, pieces: Pieces, depth: int) -> None:
        made = is_contents(child.get(_INSTRUCTION, ""))
        with self._quietly(silent=made, made=made):
            self._content(child, pieces, depth)

    def _nested(self, child: Element, pieces: Pieces, depth: int) -> None:
        # Not as the standard has it, but nothing is lost.
        self._add("\n", pieces, pieces.base)
        self._content(child, pieces, depth)

    def _control(self, child: Element, pieces: Pieces, depth: int) -> None:
        with self.within(child):
            self._wrapper(child, pieces, depth)

    def _wrapper(self, child: Element, pieces: Pieces, depth: int) -> None:
        for inner in opened(child):
            self._content(inner, pieces, depth)

    # --- what stands in a run -----------------------------------------------------------------

    def _run(self, run: Element, pieces: Pieces) -> None:
        look = pieces.base
        for child in run[ALL]:
            tag = child.tag
            if tag == _TEXT:
                text = child.text
                if text:
                    self._add(text, pieces, look)
            elif tag == _RUN_PROPERTIES:
                look = self._look(child, pieces)
            elif tag in self._actions:
                self._actions[tag](child, pieces, look)

    def _look(self, properties: Element, pieces: Pieces) -> RunLook:
        changes, style = run_changes(properties[ALL])
        base = pieces.base if style is None else self._styles.run(pieces.style, style)
        return msgspec.structs.replace(base, **changes) if changes else base

    def _add(self, text: str, pieces: Pieces, look: RunLook) -> None:
        if not self._shows(look):
            self._hide(text)
            return
        if self._is_muted():
            made = self._made > 0 or self._fields.in_contents
            pieces.contents |= made
            self.drop(self._why_muted(made=made), text)
            return
        if pieces.page is None and not text.isspace():
            pieces.page = self.page
        self._fresh = False
        if not pieces.looks or look != pieces.looks[-1]:
            pieces.looks.append(look)
            pieces.starts.append(len(pieces.parts))
        if look.font is not None and legacy_font(look.font):
            pieces.old = True
            pieces.parts.append(text)
            return
        if look.font is not None:
            text = plain(text, look.font)
        pieces.parts.append(text.upper() if look.caps else text)

    def _why_muted(self, *, made: bool) -> DropReason:
        if made:
            return "contents"
        if self._returned:
            return "returned"
        return "placeholder" if self._silent else "field"

    def _shows(self, look: RunLook) -> bool:
        return look.is_seen(on_ground=self._grounds > 0)

    def _is_muted(self) -> bool:
        return self._silent > 0 or self._fields.muted

    def _hide(self, text: str) -> None:
        self.met["hidden-text"] += len(text.split())
        self.drop("hidden", text)

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

    def _soft_hyphen(self, _child: Element, pieces: Pieces, look: RunLook) -> None:
        # Nothing that is seen, but a letter of TCVN3 has its code.
        self._add("\xad", pieces, look)

    def _symbol(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        code = child.get(_CHAR, "")
        if len(code) <= 6 and not code.strip("0123456789abcdefABCDEF"):
            number, font = int(code or "0", 16), child.get(_FONT)
            if font is not None and number in _LETTER_CODES and legacy_font(font):
                self._add(chr(number), pieces, msgspec.structs.replace(look, font=font))
            else:
                self._add(symbol(number, font), pieces, look)

    def _rendered_break(self, _child: Element, _pieces: Pieces, _look: RunLook) -> None:
        self.new_page()

    def _field(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        sign = self._fields.mark(child, self._ends)
        if sign:
            self._add(sign, pieces, look)

    def _instruction(self, child: Element, _pieces: Pieces, _look: RunLook) -> None:
        self._fields.instruct(child.text)

    def _note(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        if self._shows(look) and not self._is_muted():
            kind = "footnote" if child.tag == w("footnoteReference") else "endnote"
            pieces.notes.append((kind, child.get(_ID, "")))

    def _comment(self, _child: Element, _pieces: Pieces, _look: RunLook) -> None:
        self.met["comments"] += 1

    def _shape(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        if not self._shows(look):
            self._hide(words_in(child))
            return
        if self._is_muted():
            self.drop("hidden", words_in(child))
            return
        if pieces.shapes is None:
            pieces.shapes = Shapes()
        look_into(child, pieces.shapes)

    def _ruby(self, child: Element, pieces: Pieces, _look: RunLook) -> None:
        for base in child.iterchildren(w("rubyBase")):
            self._content(base, pieces, 0)

    def _alternate(self, child: Element, pieces: Pieces, look: RunLook) -> None:
        for branch in opened(child):
            for inner in branch:
                if inner.tag == _TEXT:
                    self._add(inner.text or "", pieces, look)
                elif inner.tag in self._actions:
                    self._actions[inner.tag](inner, pieces, look)
