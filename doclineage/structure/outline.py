"""Paragraphs to numbered units: the numbering stack is learned from the document itself.

A marker class first seen inside X becomes X's child; when it comes again the stack is popped to
its level. Rank tables serve as a prior only (domain reference 3.1).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from doclineage.model import Block, Marker, Notice, Scheme
from doclineage.structure.joining import is_caps
from doclineage.structure.markers import follows, markers
from doclineage.wording import phrase

# Outermost first; a prior, never a cage.
_RANK: dict[Scheme, int] = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "article": 4,
    "upper": 5,
    "roman": 6,
    "arabic": 7,
    "decimal": 8,
    "clause": 7,
    "letter": 13,
    "point": 13,
    "bracketed": 14,
    "bullet": 15,
}
_NAMED: frozenset[Scheme] = frozenset({"part", "chapter", "section", "subsection", "article"})
_DASHES = "-–—\uf02d"
_LEAD_IN_RANK = 12
_HEADING_RANK = 12
#: A run-in or unmarked heading is no longer than this, in characters.
_HEADING_LENGTH = 160


class Item(msgspec.Struct, frozen=True):
    """One paragraph with its place in the outline; `parent` is an index of items, -1 the top."""

    block: Block
    marker: Marker | None
    text: str
    parent: int
    heading: bool = False


class _Level(msgspec.Struct):
    """One open level of the stack."""

    key: str
    rank: float
    index: int
    ordinal: int | None
    letter: str = ""
    open: bool = False
    """True where the text ends with a colon: what follows belongs below it."""


def outline(blocks: Sequence[Block]) -> tuple[tuple[Item, ...], tuple[Notice, ...]]:
    """Return the items of one numbered body, in order, and doubts about its numbers."""
    builder = _Outline()
    for block in _join_titles(blocks):
        builder.add(block)
    return tuple(builder.items), tuple(builder.notices)


def _join_titles(blocks: Sequence[Block]) -> list[Block]:
    """Join a heading that stands on two lines: "Chương I" | "QUY ĐỊNH CHUNG"."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if before is not None and _is_title_of(before, block):
            text = f"{_labelled(before)} {block.text}"
            joined[-1] = msgspec.structs.replace(before, text=text, label=None, bold=len(text))
        else:
            joined.append(block)
    return joined


def _labelled(block: Block) -> str:
    return f"{block.label} {block.text}".strip() if block.label else block.text


def _is_title_of(before: Block, block: Block) -> bool:
    if before.cells or block.cells or block.label or not block.text or markers(block.text):
        return False
    found = markers(_labelled(before))
    if not found or found[0].scheme == "bullet":
        return False
    bare = len(found[0].glyph.strip()) >= len(_labelled(before).rstrip())
    short = len(block.text) <= _HEADING_LENGTH * 2
    if bare:
        styled = is_caps(block.text) or block.centred or block.bold >= len(block.text)
        return short and (styled or found[0].scheme in _NAMED)
    return (
        short
        and is_caps(before.text)
        and is_caps(block.text)
        and not before.text.endswith((".", ";", ":"))
        and not block.gap
    )


class _Outline:
    """The growing outline: items so far and the stack of open levels."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.notices: list[Notice] = []
        self._stack: list[_Level] = []
        self._below_article = False

    def add(self, block: Block) -> None:
        """Place one paragraph or row."""
        if block.cells:
            self._put(block, None, block.text, self._heading_index())
            return
        marker = self._choose(block)
        if marker is None:
            self._add_unmarked(block)
        else:
            self._add_marked(block, marker)

    # --- choosing among the markers that a line may begin with -----------------------------

    def _choose(self, block: Block) -> Marker | None:
        if block.quoted:
            return None
        line = _labelled(block)
        best, best_score = None, 0.0
        for place, marker in enumerate(markers(line)):
            score = self._plausibility(marker, line, block) - place * 0.01
            if score > best_score:
                best, best_score = marker, score
        return best

    def _plausibility(self, marker: Marker, line: str, block: Block) -> float:
        """Return how well a marker continues what is open: 0 is no marker, 3 the very next."""
        if block.label or marker.scheme == "bullet" or marker.scheme in _NAMED:
            return 3.0
        level = self._find(_key(marker))
        rest = line[len(marker.glyph) :].lstrip()
        if level is not None and level.ordinal is not None and marker.ordinal is not None:
            if _continues(level, marker):
                return 3.0
            if marker.ordinal == 1:
                return 2.0
            # A number repeated or a few skipped: authors do this; a far jump is a stray number.
            if level.ordinal <= marker.ordinal <= level.ordinal + 4 and not rest[:1].islower():
                return 1.0
            return 0.5 if marker.scheme == "decimal" else 0.0
        if marker.ordinal == 1:
            return 2.0
        if marker.scheme == "decimal":
            return self._decimal_plausibility(marker, rest)
        starts_well = bool(rest) and not rest[0].islower() and not rest[0].isdigit()
        return 0.8 if starts_well and (marker.ordinal or 99) <= 20 else 0.0

    def _decimal_plausibility(self, marker: Marker, rest: str) -> float:
        """Judge "1.2": it needs an open 1 above it; "1.5 tỷ đồng" is an amount."""
        parts = marker.glyph.strip(" .)").split(".")
        open_above = any(
            level.ordinal == int(parts[-2]) for level in self._stack if level.ordinal is not None
        )
        return 1.5 if open_above and not rest[:1].islower() else 0.0

    def _find(self, key: str) -> _Level | None:
        return next((level for level in reversed(self._stack) if level.key == key), None)

    # --- placing -----------------------------------------------------------------------------

    def _add_marked(self, block: Block, marker: Marker) -> None:
        line = _labelled(block)
        text = line[len(marker.glyph) :].lstrip()
        level = self._find(_key(marker))
        if level is not None and self._restarts_below(level, marker):
            level = None
        if level is not None:
            self._note_number(level, marker, len(self.items))
            self._pop_to(level)
        else:
            self._open_level(marker)
        parent = self._stack[-1].index if self._stack else -1
        marker = _legal(marker, [self.items[i.index].marker for i in self._stack if i.index >= 0])
        index = len(self.items)
        head, rest = _run_in(block, text)
        self._put(block, marker, head, parent, heading=bool(rest))
        self._stack.append(
            _Level(
                key=_key(marker),
                rank=_rank(marker),
                index=index,
                ordinal=marker.ordinal,
                letter=marker.glyph[:1],
                open=head.rstrip().endswith(":"),
            )
        )
        if rest:
            self._put(msgspec.structs.replace(block, text=rest, bold=0), None, rest, index)

    def _restarts_below(self, level: _Level, marker: Marker) -> bool:
        """Tell whether "1." after an open "3." begins a list below what is open now."""
        if marker.ordinal != 1 or level.ordinal is None or marker.scheme == "bullet":
            return False
        top = self._stack[-1]
        return (top is not level and top.open) or (
            top is level and level.open and level.ordinal > 1
        )

    def _note_number(self, level: _Level, marker: Marker, index: int) -> None:
        if marker.ordinal is None or level.ordinal is None or _continues(level, marker):
            return
        code = (
            "notice.number-repeated" if marker.ordinal <= level.ordinal else "notice.number-skipped"
        )
        said = phrase(code, glyph=marker.glyph.strip(), before=level.ordinal)
        self.notices.append(
            Notice(
                code=code.removeprefix("notice."), message=said.vi, message_en=said.en, unit=index
            )
        )

    def _pop_to(self, level: _Level) -> None:
        while self._stack.pop() is not level:
            pass

    def _open_level(self, marker: Marker) -> None:
        """Pop what ranks inside the new class, unless it announced what follows with a colon."""
        rank = _rank(marker)
        while self._stack:
            top = self._stack[-1]
            if top.open and (marker.ordinal in {1, None}) and rank > _RANK["article"]:
                return
            if top.rank < rank:
                return
            self._stack.pop()

    def _add_unmarked(self, block: Block) -> None:
        text = block.text
        if _is_unmarked_heading(block):
            while self._stack and self._stack[-1].rank > _unmarked_rank(block):
                self._stack.pop()
            if self._stack and self._stack[-1].key.startswith("unmarked"):
                self._stack.pop()
            index = self._put(block, None, text, self._top_index(), heading=True)
            self._stack.append(
                _Level(key="unmarked", rank=_unmarked_rank(block), index=index, ordinal=None)
            )
            return
        self._pop_bullets()
        index = self._put(block, None, text, self._top_index())
        if text.rstrip().endswith(":"):
            self._stack.append(
                _Level(key="lead-in", rank=_LEAD_IN_RANK, index=index, ordinal=None, open=True)
            )

    def _pop_bullets(self) -> None:
        """Close bullets and list items: an unmarked paragraph stands beside, not below them."""
        while self._stack and (
            self._stack[-1].key.startswith(("bullet", "bracketed", "lead-in"))
            or (self._stack[-1].rank >= _RANK["letter"] and not self._stack[-1].open)
        ):
            self._stack.pop()

    def _top_index(self) -> int:
        return self._stack[-1].index if self._stack else -1

    def _heading_index(self) -> int:
        return next((lv.index for lv in reversed(self._stack) if lv.rank < _RANK["bullet"]), -1)

    def _put(
        self, block: Block, marker: Marker | None, text: str, parent: int, *, heading: bool = False
    ) -> int:
        self.items.append(
            Item(block=block, marker=marker, text=text, parent=parent, heading=heading)
        )
        return len(self.items) - 1


def _key(marker: Marker) -> str:
    """Return the class of a marker: its scheme and, where it tells levels apart, its form."""
    glyph = marker.glyph.strip()
    if marker.scheme == "bullet":
        return f"bullet{'-' if glyph in _DASHES else glyph}"
    if marker.scheme == "decimal":
        return f"decimal{glyph.strip('.)').count('.')}"
    if marker.scheme in {"arabic", "clause"}:
        return f"arabic{')' if glyph.endswith(')') else '.'}"
    if marker.scheme in {"letter", "point"}:
        return f"letter{')' if glyph.endswith(')') else '.'}"
    if marker.scheme == "bracketed":
        inner = glyph.strip("()")
        return f"bracketed{'1' if inner.isdigit() else 'a'}"
    return marker.scheme


def _rank(marker: Marker) -> float:
    rank = float(_RANK[marker.scheme])
    glyph = marker.glyph.strip()
    if marker.scheme == "decimal":
        return rank + glyph.strip(".)").count(".")
    if marker.scheme == "bullet":
        return rank + (0.0 if glyph in _DASHES else 0.5 if glyph == "+" else 0.7)
    if marker.scheme in {"arabic", "clause"} and glyph.endswith(")"):
        return rank + 0.5
    return rank


def _continues(level: _Level, marker: Marker) -> bool:
    if marker.scheme in {"letter", "point"}:
        letter = marker.glyph[:1]
        same = letter == level.letter and len(marker.glyph.strip(" .)-/–")) > 1
        return follows(letter, level.letter) or same
    if marker.scheme == "upper":
        return follows(marker.glyph[:1].lower(), level.letter.lower())
    if marker.ordinal is None or level.ordinal is None:
        return True
    inserted = marker.ordinal == level.ordinal and any(c.isalpha() for c in marker.glyph[1:])
    return marker.ordinal == level.ordinal + 1 or (inserted and marker.scheme != "roman")


def _legal(marker: Marker, above: list[Marker | None]) -> Marker:
    """Call a number inside an article a clause (khoản), a letter a point (điểm)."""
    if marker.scheme not in {"arabic", "letter"}:
        return marker
    if not any(higher is not None and higher.scheme == "article" for higher in above):
        return marker
    scheme: Scheme = "clause" if marker.scheme == "arabic" else "point"
    return msgspec.structs.replace(marker, scheme=scheme)


def _run_in(block: Block, text: str) -> tuple[str, str]:
    """Part a bold run-in heading from the text that follows it on the same line."""
    bold = block.bold - (0 if block.label else len(_labelled(block)) - len(text))
    if not 0 < bold < len(text) or len(text[:bold]) > _HEADING_LENGTH:
        return text, ""
    head, rest = text[:bold].rstrip(), text[bold:].strip()
    if head.endswith((":", ".")) and len(rest.split()) >= 4 and not rest[:1].islower():
        return head, rest
    return text, ""


def _is_unmarked_heading(block: Block) -> bool:
    text = block.text
    if len(text) > _HEADING_LENGTH or text.endswith((".", ";", ",")) or block.quoted:
        return False
    letters = sum(c.isalpha() for c in text)
    if letters < 4:
        return False
    bold = block.bold >= len(text)
    return (
        is_caps(text) or (bold and not text.endswith(":")) or (bold and block.heading is not None)
    )


def _unmarked_rank(block: Block) -> float:
    """Rank a heading in capitals outside the numbers, a bold line inside the arabic ones."""
    return 4.5 if is_caps(block.text) else _HEADING_RANK - 0.5
