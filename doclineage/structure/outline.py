"""Paragraphs to numbered units: the numbering stack is learned from the document itself.

A marker class first seen inside X becomes X's child; when it comes again the stack is popped to
its level. Rank tables serve as a prior only (domain reference 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from doclineage.model import Marker, Notice
from doclineage.settings import DEFAULTS
from doclineage.structure.headings import (
    is_unmarked_heading,
    join_titles,
    labelled,
    run_in,
    unmarked_rank,
)
from doclineage.structure.levels import (
    LEAD_IN_RANK,
    NAMED,
    RANK,
    Level,
    continues,
    in_article,
    key_of,
    level_of,
    rank_of,
)
from doclineage.structure.markers import is_close, is_misread, is_weak, markers
from doclineage.structure.misread import Ahead, Mended, mended
from doclineage.structure.ordering import learned_order
from doclineage.structure.recounted import recounted
from doclineage.structure.tracing import Paragraph
from doclineage.wording import phrase

#: A first number above this is a year, an amount, a page, never a marker.
_LARGEST_FIRST = 20
#: A marker that goes on its list needs no mending.
_SURE = 2.5
# (1) rà soát … | a) đúng tiến độ …
_INLINE = re.compile(r"(?P<open>\()?(?P<first>[1a])\)\s")
#: So many numbers may be skipped; a far jump is a stray number.
_LARGEST_SKIP = 4


class Item(msgspec.Struct, frozen=True):
    """One paragraph with its place in the outline; `parent` is an index of items, -1 the top.

    `label` is the number that a misread marker stands for, None where it reads as printed.
    """

    block: Paragraph
    marker: Marker | None
    text: str
    parent: int
    heading: bool = False
    label: str | None = None


def outline(blocks: Sequence[Paragraph]) -> tuple[list[Item], list[Notice]]:
    """Return the items of one numbered body, in order, and doubts about its numbers.

    The notices point into the items.
    """
    whole = join_titles(blocks)
    proposed = [markers(labelled(block)) if _opens_lists(block) else () for block in whole]
    lists = [found for found, block in zip(proposed, whole, strict=True) if _opens_lists(block)]
    builder = _Outline(learned_order(lists), Ahead(proposed))
    anew = recounted(whole)
    for place, block in enumerate(whole):
        builder.add(block, place, anew.get(place))
    return builder.items, builder.notices


class _Outline:
    """The growing outline: items so far and the stack of open levels."""

    def __init__(self, order: frozenset[tuple[str, str]], ahead: Ahead) -> None:
        self._order, self._ahead = order, ahead
        self.items: list[Item] = []
        self.notices: list[Notice] = []
        self._stack: list[Level] = []
        # What stood open where an unmarked heading began: its list may go on behind it.
        self._interrupted: list[Level] = []
        # The last article: they are counted through the chapters.
        self._article: Level | None = None
        # The item that a footnote belongs to: the one before it.
        self._noted = -1

    def add(self, block: Paragraph, place: int, counted: Mended | None = None) -> None:
        """Place one paragraph or row; `counted` is its number where it was misread on a scan."""
        if counted is not None:
            self._add_marked(block, counted.marker, counted.label)
            return
        if block.cells:
            self._put(block, None, labelled(block), self._row_parent())
            return
        if block.quoted:
            # Quoted text is content of what announced it, whatever it begins with.
            self._put(block, None, labelled(block), self._top_index())
            return
        if block.note:
            self._put(block, None, labelled(block), self._noted)
            return
        marker, score = self._choose(block, self._ahead.proposed[place])
        if score < _SURE and not block.label:
            found = mended(labelled(block), self._stack, self._article, self._ahead, place)
            if found is not None:
                self._add_marked(block, found.marker, found.label)
                return
        if marker is None:
            self._add_unmarked(block)
        else:
            self._add_marked(block, marker)

    # --- choosing among the markers that a line may begin with -----------------------------

    def _choose(self, block: Paragraph, proposed: Sequence[Marker]) -> tuple[Marker | None, float]:
        line = labelled(block)
        best, best_score = None, 0.0
        if _enumerates(line):
            return None, _SURE
        for place, marker in enumerate(proposed):
            if is_close(marker, line) and self._level_for(marker) is None:
                continue
            rest = line[len(marker.glyph) : len(marker.glyph) + 20].lstrip()
            score = self._plausibility(marker, rest, computed=bool(block.label)) - place * 0.01
            if score > best_score:
                best, best_score = marker, score
        return best, best_score

    def _plausibility(self, marker: Marker, rest: str, *, computed: bool) -> float:
        """Return how well a marker continues what is open: 0 is no marker, 3 the very next."""
        level = self._level_for(marker)
        if marker.scheme == "article" and level is None:
            level = self._article
        if is_misread(marker):
            return 0.0
        if is_weak(marker):
            return 2.5 if level is not None and continues(level, marker) else 0.0
        if computed or marker.scheme == "bullet" or marker.scheme in NAMED:
            return 3.0
        if level is not None and level.ordinal is not None and marker.ordinal is not None:
            return _continuation(level, marker, rest)
        if marker.ordinal == 1:
            return 2.0
        if self._resumable(marker) is not None:
            return 1.8
        if marker.scheme == "decimal":
            return self._decimal_plausibility(marker, rest)
        # Behind a colon a list may begin anywhere: what stood before it is cut or quoted away.
        announced = bool(self._stack) and self._stack[-1].open and rank_of(marker) >= RANK["letter"]
        small = rest[:1].islower() and not announced
        starts_well = bool(rest) and not small and not rest[0].isdigit()
        return 0.8 if starts_well and (marker.ordinal or 99) <= _LARGEST_FIRST else 0.0

    def _decimal_plausibility(self, marker: Marker, rest: str) -> float:
        """Judge "1.2": it needs an open 1 above it; "1.5 tỷ đồng" is an amount."""
        above = marker.glyph.strip(" .)").split(".")[-2]
        open_above = any(
            level.letter == above if above.isalpha() else level.ordinal == int(above)
            for level in self._stack
        )
        return 1.5 if open_above and not rest[:1].islower() else 0.0

    def _level_for(self, marker: Marker) -> Level | None:
        """Return the open list of a marker's class that it goes on, else the innermost."""
        key = key_of(marker)
        same = [level for level in reversed(self._stack) if level.key == key]
        if len(same) > 1 and marker.ordinal is not None:
            return next((level for level in same if continues(level, marker)), same[0])
        return same[0] if same else None

    # --- placing -----------------------------------------------------------------------------

    def _add_marked(self, block: Paragraph, marker: Marker, label: str | None = None) -> None:
        line = labelled(block)
        text = line[len(marker.glyph) :].lstrip()
        self._make_room(marker, mended=label is not None)
        index = self._open(block, marker, text)
        if label is not None:
            self._set_right(index, label)
        # "3. a) Chuyển …": the first point stands on the line of its clause.
        inner = _first_point(marker, self.items[index].text)
        if inner is not None:
            self.items[index] = msgspec.structs.replace(self.items[index], text="")
            self._make_room(inner)
            self._open(block, inner, text[len(inner.glyph) :].lstrip())

    def _set_right(self, index: int, label: str) -> None:
        """Give a misread number the label that it stands for, and say so."""
        item = self.items[index]
        self.items[index] = msgspec.structs.replace(item, label=label)
        glyph = item.marker.glyph.strip() if item.marker else ""
        said = phrase("notice.number-repaired", glyph=glyph, number=label)
        self.notices.append(
            Notice(code="number-repaired", message=said.vi, message_en=said.en, unit=index)
        )
        self._stack[-1].letter = label[:1]  # its own level, just opened

    def _make_room(self, marker: Marker, *, mended: bool = False) -> None:
        """Pop the stack to where the marker belongs."""
        level = self._level_for(marker)
        resumed = self._resumable(marker) if level is None else None
        if resumed is not None:
            self._stack, level = self._interrupted[: resumed + 1], self._interrupted[resumed]
        if level is not None and self._restarts_below(level, marker):
            return
        if level is None:
            self._pop_for(marker)
            return
        if not mended:
            self._note_number(level, marker, len(self.items))
        while self._stack.pop() is not level:
            pass

    def _open(self, block: Paragraph, marker: Marker, text: str) -> int:
        """Put an item below what is open, and open its own level."""
        marker = in_article(marker, (self.items[i.index].marker for i in self._stack))
        index = len(self.items)
        head, rest = run_in(block, text)
        self._put(block, marker, head, self._top_index(), heading=bool(rest))
        level = level_of(marker, index, head)
        self._stack.append(level)
        self._article = level if marker.scheme == "article" else self._article
        if rest:
            self._put(msgspec.structs.replace(block, text=rest, bold=0), None, rest, index)
        return index

    def _restarts_below(self, level: Level, marker: Marker) -> bool:
        """Tell whether "1." after an open "3." begins a list below what is open now."""
        if marker.ordinal != 1 or level.ordinal is None or marker.scheme == "bullet":
            return False
        if len(self._stack) >= DEFAULTS.max_depth:
            return False
        top = self._stack[-1]
        return (top is not level and top.open) or (
            top is level and level.open and level.ordinal > 1
        )

    def _resumable(self, marker: Marker) -> int | None:
        """Return the place of the interrupted list that the marker goes on with."""
        if (marker.ordinal or 0) < 2:
            return None
        key = key_of(marker)
        for place in range(len(self._interrupted) - 1, -1, -1):
            level = self._interrupted[place]
            if level.key == key:
                return place if continues(level, marker) else None
        return None

    def _note_number(self, level: Level, marker: Marker, index: int) -> None:
        if marker.ordinal is None or level.ordinal is None or continues(level, marker):
            return
        if marker.scheme == "decimal" and marker.ordinal == 1:
            return  # 2.1 behind 1.3 opens the next section, though nothing says "2."
        code = "number-repeated" if marker.ordinal <= level.ordinal else "number-skipped"
        said = phrase(f"notice.{code}", glyph=marker.glyph.strip(), before=level.ordinal)
        self.notices.append(Notice(code=code, message=said.vi, message_en=said.en, unit=index))

    def _pop_for(self, marker: Marker) -> None:
        """Pop what ranks inside the new class, unless it announced what follows with a colon."""
        rank = rank_of(marker)
        while self._stack:
            top = self._stack[-1]
            if top.open and marker.ordinal in {1, None} and rank > RANK["article"]:
                return
            # "Mục 2" | "Phần A": an author's own order, learned where the list begins there.
            if marker.scheme == "part" and marker.ordinal == 1 and top.key in {"section"}:
                return
            if self._is_above(top, key_of(marker), rank):
                return
            self._stack.pop()

    def _is_above(self, level: Level, key: str, rank: float) -> bool:
        """Tell whether an open level stands above a class: as the document shows, else by rank."""
        if (level.key, key) in self._order:
            return True
        return level.rank < rank and (key, level.key) not in self._order

    def _add_unmarked(self, block: Paragraph) -> None:
        if is_unmarked_heading(block):
            self._add_heading(block)
            return
        head, rest = run_in(block, labelled(block))
        if rest and head[:1].isupper() and not block.centred:
            self._add_heading(msgspec.structs.replace(block, text=head, label=None))
            block = msgspec.structs.replace(block, text=rest, label=None, bold=0)
        if not self._goes_on_listing(block):
            self._pop_bullets()
        index = self._put(block, None, labelled(block), self._top_index())
        if block.text.rstrip().endswith(":"):
            level = Level(key="lead-in", rank=LEAD_IN_RANK, index=index, ordinal=None, open=True)
            self._stack.append(level)

    def _add_heading(self, block: Paragraph) -> None:
        rank = unmarked_rank(block)
        self._interrupted = [*self._stack] or self._interrupted
        while self._stack and self._stack[-1].rank > rank:
            self._stack.pop()
        if self._stack and self._stack[-1].key == "unmarked" and self._stack[-1].rank >= rank:
            self._stack.pop()
        index = self._put(block, None, labelled(block), self._top_index(), heading=True)
        self._stack.append(Level(key="unmarked", rank=rank, index=index, ordinal=None))

    def _goes_on_listing(self, block: Paragraph) -> bool:
        """Tell an unmarked item below "… as follows:": it begins small and others come with it."""
        return bool(self._stack) and self._stack[-1].key == "lead-in" and block.text[:1].islower()

    def _pop_bullets(self) -> None:
        """Close bullets and list items: an unmarked paragraph stands beside, not below them."""
        while self._stack and (
            self._stack[-1].key.startswith(("bullet", "bracketed", "lead-in"))
            or (self._stack[-1].rank >= RANK["letter"] and not self._stack[-1].open)
        ):
            self._stack.pop()

    def _top_index(self) -> int:
        return self._stack[-1].index if self._stack else -1

    def _row_parent(self) -> int:
        return next((lv.index for lv in reversed(self._stack) if lv.rank < RANK["bullet"]), -1)

    def _put(
        self,
        block: Paragraph,
        marker: Marker | None,
        text: str,
        parent: int,
        *,
        heading: bool = False,
    ) -> int:
        self.items.append(
            Item(block=block, marker=marker, text=text, parent=parent, heading=heading)
        )
        if not block.note:
            self._noted = len(self.items) - 1
        return len(self.items) - 1


def _continuation(level: Level, marker: Marker, rest: str) -> float:
    """Return how well a marker goes on an open list of its class."""
    if level.ordinal is None or marker.ordinal is None:
        return 0.0
    if continues(level, marker):
        return 3.0
    if marker.ordinal == 1:
        return 2.0
    # A number repeated or a few skipped: authors do this.
    near = level.ordinal <= marker.ordinal <= level.ordinal + _LARGEST_SKIP
    if near and not rest[:1].islower():
        return 1.0
    return 0.5 if marker.scheme == "decimal" else 0.0


def _opens_lists(block: Paragraph) -> bool:
    """Tell what may open a list: rows, quotes and notes do not."""
    return not (block.cells or block.quoted or block.note)


def _enumerates(line: str) -> bool:
    """Tell a paragraph that holds a whole list in one line: "(1) rà soát; (2) công khai"."""
    inline = _INLINE.match(line)
    if inline is None:
        return False
    after = "b" if inline["first"] == "a" else "2"
    form = f"({after})" if inline["open"] else f"{after})"
    return re.search(rf"[;,]\s(?:và\s)?{re.escape(form)}\s", line) is not None


def _first_point(marker: Marker, text: str) -> Marker | None:
    """Return the "a)" that a numbered paragraph begins with."""
    if marker.scheme not in {"arabic", "clause"}:
        return None
    letters = [m for m in markers(text) if m.scheme == "letter" and m.glyph.rstrip() == "a)"]
    return letters[0] if letters else None
