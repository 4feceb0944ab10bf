"""Zones to flat units in reading order, each with a unique path of printed labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from doclineage.model import Block, Letterhead, Marker, Notice, Unit, UnitKind, Zone
from doclineage.structure.joining import is_caps
from doclineage.structure.markers import markers
from doclineage.structure.outline import Item, outline
from doclineage.structure.tables import TableRow, table_rows
from doclineage.structure.tracing import is_rule
from doclineage.structure.zones import Zones, annex_label
from doclineage.vietnamese.cues import starts_closing
from doclineage.vietnamese.normalise import fold_case, fold_marks

_NAMED = frozenset({"part", "chapter", "section", "subsection", "article"})
_CAPTION = re.compile(r"\(?\s*(?:ban hanh )?(?:kem theo|dinh kem)\b")
#: A numbered line of at most so many words without a full stop is a heading even without children.
_HEADING_WORDS = 14
_PARENT_HEADING_WORDS = 60


def build_units(
    zones: Zones, letterhead: Letterhead
) -> tuple[tuple[Unit, ...], tuple[Notice, ...]]:
    """Return every unit of the document and the doubts about its numbers."""
    builder = _Builder(letterhead)
    blocks = zones.blocks
    builder.add_head(zones)
    builder.add_body(blocks[zones.body[0] : zones.body[1]])
    builder.add_tail(blocks[zones.tail[0] : zones.tail[1]])
    for number, (start, end) in enumerate(zones.annexes, start=1):
        builder.add_annex(blocks[start:end], number)
    return tuple(builder.units), tuple(builder.notices)


class _Builder:
    """The growing tuple of units; paths are kept unique as they are made."""

    def __init__(self, letterhead: Letterhead) -> None:
        self.units: list[Unit] = []
        self.notices: list[Notice] = []
        self._issuer = letterhead.issuer
        self._paths: set[str] = set()
        self._counts: Counter[str] = Counter()

    # --- frame: head and tail ----------------------------------------------------------------

    def add_head(self, zones: Zones) -> None:
        """Add letterhead lines, kind, title, bases and lead."""
        start, end = zones.title
        for index, block in enumerate(zones.blocks[: zones.body[0]]):
            if is_rule(block.text):
                continue
            if index == zones.kind:
                self._frame(block, "head", "label", "head/kind")
            elif start <= index < end:
                self._frame(block, "head", "heading", "head/title")
            else:
                self._frame(block, "head", None, None)

    def add_tail(self, blocks: Sequence[Block]) -> None:
        """Add recipients and signature."""
        for block in blocks:
            if not is_rule(block.text):
                self._frame(block, "tail", None, None)

    def _frame(self, block: Block, zone: Zone, kind: UnitKind | None, path: str | None) -> None:
        line = _labelled(block)
        found = markers(line) if kind is None else ()
        marker = found[0] if found and found[0].scheme == "bullet" else None
        text = line[len(marker.glyph) :].lstrip() if marker else line
        label = fold_marks(text).startswith(("noi nhan", "kinh gui")) or is_caps(text)
        self._append(
            path or self._numbered(zone, "b" if marker else "p"),
            zone,
            kind or ("bullet" if marker else "label" if label and zone == "tail" else "paragraph"),
            marker,
            text,
            -1,
            block,
        )

    # --- content -----------------------------------------------------------------------------

    def add_body(self, blocks: Sequence[Block]) -> None:
        """Add the numbered sections and, at document level, the closing paragraphs."""
        items, notices = outline([block for block in blocks if not is_rule(block.text)])
        self._add_items(items, notices, "body", "", -1)

    def add_annex(self, blocks: Sequence[Block], number: int) -> None:
        """Add one annex or attached regulation; its numbering starts anew."""
        count = _head_length(blocks)
        label = annex_label(blocks[0].text)
        prefix = f"PL{_arabic(label) or number}"
        captions = [b for b in blocks[1:count] if _CAPTION.match(fold_marks(b.text))]
        lines = [b for b in blocks[:count] if b not in captions and not is_rule(b.text)]
        text = " ".join(block.text for block in lines)
        index = self._append(prefix, "annex", "heading", None, text, -1, blocks[0])
        for caption in captions:
            self._append(
                self._numbered(f"{prefix}/head", "p"),
                "head",
                "label",
                None,
                caption.text,
                index,
                caption,
            )
        rest = blocks[count:]
        tail = next((i for i, b in enumerate(rest) if _is_signature(b)), len(rest))
        items, notices = outline([block for block in rest[:tail] if not is_rule(block.text)])
        self._add_items(items, notices, "annex", self.units[index].path, index)
        self.add_tail(rest[tail:])

    def _add_items(
        self, items: Sequence[Item], notices: Sequence[Notice], zone: Zone, prefix: str, top: int
    ) -> None:
        closing = _closing(items, self._issuer) if zone == "body" else frozenset()
        has_children = {item.parent for item in items}
        rows = _rows_by_item(items)
        unit_of: dict[int, int] = {-1: top}
        group = -1
        for index, item in enumerate(items):
            parent = -1 if index in closing else unit_of[item.parent]
            row = rows.get(index)
            if row is not None:
                parent = group if group >= 0 and not row.group else parent
                unit_of[index] = self._add_row(row, zone, prefix, parent)
                group = unit_of[index] if row.group else group
                continue
            group = -1
            kind = _kind(item, index in has_children)
            path = self._path(item, kind, prefix, parent, is_closing=index in closing)
            unit_of[index] = self._append(
                path, zone, kind, item.marker, item.text, parent, item.block
            )
        self.notices += [
            msgspec.structs.replace(n, unit=unit_of[n.unit]) if n.unit is not None else n
            for n in notices
        ]

    def _add_row(self, row: TableRow, zone: Zone, prefix: str, parent: int) -> int:
        base = self.units[parent].path if parent >= 0 else ""
        found = markers(f"{row.number.rstrip('.)')}. X") if row.number else ()
        marker = (
            msgspec.structs.replace(found[0], glyph=row.number) if found and row.number else None
        )
        if row.head:
            path = self._numbered(f"{base}/head" if base else "head", "r")
            return self._append(path, "head", "label", None, row.text, parent, row.block)
        if row.group:
            top = prefix or base
            label = row.number.strip(".)") if row.number else None
            path = _dotted(top, label) if label else self._numbered(top, "h")
            return self._append(path, zone, "heading", marker, row.text, parent, row.block)
        path = self._numbered(prefix or base, "r")
        index = self._append(path, zone, "row", marker, row.text, parent, row.block)
        self.units[index] = msgspec.structs.replace(self.units[index], cells=row.cells)
        return index

    def _path(
        self, item: Item, kind: UnitKind, prefix: str, parent: int, *, is_closing: bool
    ) -> str:
        if is_closing:
            return self._numbered("end", "p")
        marker = item.marker
        if marker is not None:
            # A lead-in ("… the following:") bears no label: its items take the section's.
            while (
                parent >= 0
                and self.units[parent].kind == "paragraph"
                and self.units[parent].marker is None
            ):
                parent = self.units[parent].parent
        base = self.units[parent].path if parent >= 0 else prefix
        if marker is None:
            return self._numbered(base, "h" if kind == "heading" else "p")
        if marker.scheme == "bullet":
            return self._numbered(base, "b")
        # Articles are counted through the chapters: their path starts anew.
        return _dotted(prefix if marker.scheme == "article" else base, _label(marker, base))

    def _numbered(self, base: str, letter: str) -> str:
        key = f"{base}/{letter}" if base else letter
        self._counts[key] += 1
        return f"{key}{self._counts[key]}"

    def _append(
        self,
        path: str,
        zone: Zone,
        kind: UnitKind,
        marker: Marker | None,
        text: str,
        parent: int,
        block: Block,
    ) -> int:
        self.units.append(
            Unit(
                path=self._unique(path),
                zone=zone,
                kind=kind,
                marker=marker,
                text=text,
                parent=parent,
                page=block.page,
            )
        )
        return len(self.units) - 1

    def _unique(self, path: str) -> str:
        candidate, number = path, 1
        while candidate in self._paths:
            number += 1
            candidate = f"{path}~{number}"
        self._paths.add(candidate)
        return candidate


def _labelled(block: Block) -> str:
    return f"{block.label} {block.text}".strip() if block.label else block.text


def _label(marker: Marker, base: str) -> str:
    glyph = " ".join(marker.glyph.strip(" .:)-/–").split())
    if marker.scheme in _NAMED:
        return (
            glyph[:1].upper() + glyph[1:].lower()
            if glyph.isupper() and len(glyph) < 4
            else _title(glyph)
        )
    if marker.scheme == "bracketed":
        return glyph.strip("()")
    if marker.scheme == "decimal":
        # 1.2 below I.1 goes on as I.1.2: the part that repeats its parent's label is left out.
        above = re.split(r"[./]", base)
        parts = glyph.split(".")
        while len(parts) > 1 and parts[0] in above:
            parts = parts[1:]
        return ".".join(parts)
    return glyph


def _title(glyph: str) -> str:
    word, _, rest = glyph.partition(" ")
    return f"{word[:1].upper()}{word[1:].lower()} {rest}".strip()


def _dotted(base: str, label: str) -> str:
    return f"{base}.{label}" if base else label


def _kind(item: Item, has_children: bool) -> UnitKind:  # noqa: FBT001
    if item.heading:
        return "heading"
    if item.marker is None:
        return "paragraph"
    if item.marker.scheme == "bullet":
        return "bullet"
    words = len(item.text.split())
    ends = item.text.rstrip().endswith((".", ";", "…", "./."))
    if has_children and words <= _PARENT_HEADING_WORDS and not ends:
        return "heading"
    if item.marker.scheme in _NAMED and not ends:
        return "heading"
    bold = item.block.bold >= len(item.text) > 0
    if not ends and (words <= _HEADING_WORDS or bold or is_caps(item.text)):
        return "heading"
    return "paragraph"


def _closing(items: Sequence[Item], issuer: str | None) -> frozenset[int]:
    """Return the unmarked paragraphs at the end that speak for the whole document."""
    found: set[int] = set()
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.marker is not None or item.heading or item.block.cells:
            break
        before = items[index - 1] if index else None
        speaks = starts_closing(item.text) or bool(
            issuer and fold_case(item.text).startswith(fold_case(issuer))
        )
        # "2. Văn phòng" | "Theo dõi … ./.": the only paragraph of its section is a task.
        beside = before is not None and (before.parent >= 0 or before.marker is None)
        has_sibling = before is not None and before.marker is not None and before.parent >= 0
        ends = item.text.endswith("./.") and has_sibling and item.parent != index - 1
        if not (speaks or ends) or (not speaks and not beside):
            break
        found.add(index)
    return frozenset(found) if any(item.marker or item.heading for item in items) else frozenset()


def _rows_by_item(items: Sequence[Item]) -> dict[int, TableRow]:
    """Read the tables among the items; a table is a run of rows with one table index."""
    rows: dict[int, TableRow] = {}
    for _, run in groupby(_table_items(items), key=lambda pair: pair[1].block.table):
        pairs = list(run)
        read = table_rows([item.block for _, item in pairs])
        rows.update({index: row for (index, _), row in zip(pairs, read, strict=True)})
    return rows


def _table_items(items: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    return ((index, item) for index, item in enumerate(items) if item.block.cells)


def _head_length(blocks: Sequence[Block]) -> int:
    """Return how many blocks make an annex's head: label, title lines, caption."""
    count = 1
    for block in blocks[1:6]:
        text = block.text
        caption = _CAPTION.match(fold_marks(text)) is not None
        title = not markers(_labelled(block)) and len(text) < 300 and not text.endswith((";", ":"))
        styled = is_caps(text) or block.centred or (block.bold and block.bold >= len(text))
        if block.cells or not (
            caption
            or is_rule(text)
            or (title and (styled or (count == 1 and not text.endswith("."))))
        ):
            break
        count += 1
    return count


def _is_signature(block: Block) -> bool:
    return not block.cells and (
        fold_marks(block.text[:20]).startswith("noi nhan")
        or re.match(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ)[./]", block.text) is not None
    )


def _arabic(label: str | None) -> int | None:
    if not label:
        return None
    if label.isdigit():
        return int(label)
    found = [m for m in markers(f"{label}. X") if m.scheme in {"roman", "upper"}]
    return found[0].ordinal if found else None
