"""Zones to flat units in reading order, each with a unique path of printed labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from doclineage.model import Dropped, Letterhead, Marker, Notice, Unit, UnitKind, Zone
from doclineage.structure.annexes import annex_prefix, head_length, is_caption, signature_start
from doclineage.structure.headings import labelled
from doclineage.structure.joining import is_caps
from doclineage.structure.levels import NAMED
from doclineage.structure.markers import markers
from doclineage.structure.outline import Item, outline
from doclineage.structure.paths import Paths, dotted, label_of
from doclineage.structure.recounted import recounted_groups
from doclineage.structure.tables import TableRow, table_rows
from doclineage.structure.tracing import Paragraph, dropped, is_rule, merged_cells
from doclineage.structure.zones import Zones
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.cues import starts_closing
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.wording import phrase

#: A numbered line of at most so many words without a full stop is a heading even without children.
_HEADING_WORDS = 14
_PARENT_HEADING_WORDS = 60
# UBND xã [kính đề nghị] …
_ASKS = re.compile(r"\s(?:kính\s|trân trọng\s)?(?:yêu cầu|đề nghị)\s")


class Built(msgspec.Struct, frozen=True):
    """The units of a document; `origins` gives for each the blocks that it is made of."""

    units: tuple[Unit, ...]
    origins: tuple[tuple[int, ...], ...]
    dropped: tuple[Dropped, ...]
    notices: tuple[Notice, ...]


def build_units(zones: Zones, letterhead: Letterhead) -> Built:
    """Return every unit of the document and the doubts about its numbers."""
    builder = _Builder(letterhead)
    blocks = zones.blocks
    builder.add_head(zones)
    builder.add_body(blocks[zones.body[0] : zones.body[1]])
    builder.add_tail(blocks[zones.tail[0] : zones.tail[1]])
    for number, (start, end) in enumerate(zones.annexes, start=1):
        builder.add_annex(blocks[start:end], number)
    return Built(
        units=tuple(builder.units),
        origins=tuple(builder.origins),
        dropped=(*zones.dropped, *builder.dropped),
        notices=tuple(builder.notices),
    )


class _Builder:
    """The growing list of units; paths are kept unique as they are made."""

    def __init__(self, letterhead: Letterhead) -> None:
        self.units: list[Unit] = []
        self.origins: list[tuple[int, ...]] = []
        self.dropped: list[Dropped] = []
        self.notices: list[Notice] = []
        self._issuer = letterhead.issuer
        self._paths = Paths()

    # --- frame: head and tail ----------------------------------------------------------------

    def add_head(self, zones: Zones) -> None:
        """Add letterhead lines, kind, title, bases and lead."""
        start, end = zones.title
        for index, block in enumerate(zones.blocks[: zones.body[0]]):
            if self._drops_rule(block):
                continue
            if index == zones.kind:
                self._add(block, "head/kind", zone="head", kind="label", text=labelled(block))
            elif start <= index < end:
                self._add(block, "head/title", zone="head", kind="heading", text=labelled(block))
            else:
                self._add_frame(block, "head")

    def add_tail(self, blocks: Sequence[Paragraph]) -> None:
        """Add recipients and signature."""
        for block in blocks:
            if not self._drops_rule(block):
                self._add_frame(block, "tail")

    def _add_frame(self, block: Paragraph, zone: Zone) -> None:
        self.dropped += merged_cells(block)
        line = labelled(block)
        found = () if block.cells else markers(line)
        marker = found[0] if found and found[0].scheme == "bullet" else None
        text = line[len(marker.glyph) :].lstrip() if marker else line
        names = fold_marks(text[:20]).startswith(("noi nhan", "kinh gui")) or is_caps(text)
        kind: UnitKind = (
            "bullet" if marker else "label" if names and zone == "tail" else "paragraph"
        )
        path = self._paths.numbered(zone, "b" if marker else "p")
        self._add(block, path, zone=zone, kind=kind, marker=marker, text=text)

    def _drops_rule(self, block: Paragraph) -> bool:
        # What lines make up together is what was read: none of them is a rule by itself.
        if block.cells or block.label or len(block.origins) > 1 or not is_rule(block.text):
            return False
        self.dropped += [dropped(block, "rule")] if block.origins else []
        return True

    # --- content -----------------------------------------------------------------------------

    def add_body(self, blocks: Sequence[Paragraph]) -> None:
        """Add the numbered sections and, at document level, the closing paragraphs."""
        self._add_content(blocks, "body", "", -1)

    def add_annex(self, blocks: Sequence[Paragraph], number: int) -> None:
        """Add one annex or attached regulation; its numbering starts anew."""
        count = head_length(blocks)
        prefix = annex_prefix(blocks[0].text, number)
        head = [block for block in blocks[:count] if not self._drops_rule(block)]
        captions = [block for block in head[1:] if is_caption(block.text)]
        lines = [block for block in head if block not in captions]
        index = self._add(
            blocks[0],
            prefix,
            zone="annex",
            kind="heading",
            text=" ".join(labelled(block) for block in lines),
            origins=tuple(origin for block in lines for origin in block.origins),
        )
        for caption in captions:
            path = self._paths.numbered(f"{self.units[index].path}/head", "p")
            text = labelled(caption)
            self._add(caption, path, zone="head", kind="label", text=text, parent=index)
        rest = blocks[count:]
        tail = signature_start(rest)
        self._add_content(rest[:tail], "annex", self.units[index].path, index)
        self.add_tail(rest[tail:])

    def _add_content(self, blocks: Sequence[Paragraph], zone: Zone, prefix: str, top: int) -> None:
        items, notices = outline([block for block in blocks if not self._drops_rule(block)])
        closing = _closing(items, self._issuer) if zone == "body" else frozenset()
        has_children = {item.parent for item in items}
        rows, told = _recounted_groups(_rows_by_item(items))
        notices += told
        unit_of: dict[int, int] = {-1: top}
        groups = _Groups()
        for index, item in enumerate(items):
            parent = -1 if index in closing else unit_of[item.parent]
            row = rows.get(index)
            if row is not None and row.skipped:
                self.dropped += row.dropped
                unit_of[index] = parent
                continue
            if row is not None:
                unit_of[index] = self._add_row(row, zone, prefix, groups.above(row, parent))
                groups.open(row, unit_of[index])
                continue
            groups = _Groups()
            kind = _kind(item, index in has_children)
            path = self._path(item, kind, prefix, parent, is_closing=index in closing)
            unit_of[index] = self._add(
                item.block,
                path,
                zone=zone,
                kind=kind,
                marker=item.marker,
                text=item.text,
                parent=parent,
            )
        self.notices += [
            msgspec.structs.replace(n, unit=unit_of[n.unit]) if n.unit is not None else n
            for n in notices
        ]

    def _add_row(self, row: TableRow, zone: Zone, prefix: str, parent: int) -> int:
        base = self.units[parent].path if parent >= 0 else ""
        self.dropped += row.dropped
        if row.head:
            path = self._paths.numbered(dotted_head(base), "r")
            return self._add(
                row.block, path, zone="head", kind="label", text=row.text, parent=parent
            )
        kind: UnitKind = "heading" if row.group else "row"
        if row.group:
            nested = parent >= 0 and self.units[parent].kind == "heading" and row.marker is not None
            top = base if nested else prefix or base
            label = row.number.strip(".)") if row.number else None
            path = dotted(top, label) if label else self._paths.numbered(top, "h")
        else:
            path = self._paths.numbered(prefix or base, "r")
        return self._add(
            row.block,
            path,
            zone=zone,
            kind=kind,
            marker=row.marker,
            text=row.text,
            parent=parent,
            cells=row.cells,
        )

    def _path(
        self, item: Item, kind: UnitKind, prefix: str, parent: int, *, is_closing: bool
    ) -> str:
        if is_closing:
            return self._paths.numbered("end", "p")
        marker = item.marker
        if marker is not None:
            parent = self._labelled_parent(parent)
        base = self.units[parent].path if parent >= 0 else prefix
        if marker is None:
            return self._paths.numbered(base, "h" if kind == "heading" else "p")
        if marker.scheme == "bullet":
            return self._paths.numbered(base, "b")
        # Articles are counted through the chapters: their path starts anew.
        base = prefix if marker.scheme == "article" else base
        return dotted(base, item.label or label_of(marker, base))

    def _labelled_parent(self, parent: int) -> int:
        """Skip lead-ins ("… as follows:"): they have no label, their items take the section's."""
        while (
            parent >= 0
            and self.units[parent].kind == "paragraph"
            and self.units[parent].marker is None
        ):
            parent = self.units[parent].parent
        return parent

    def _add(  # noqa: PLR0913 - the fields of a unit, each by its name
        self,
        block: Paragraph,
        path: str,
        *,
        zone: Zone,
        kind: UnitKind,
        text: str,
        marker: Marker | None = None,
        parent: int = -1,
        cells: dict[str, str] | None = None,
        origins: tuple[int, ...] | None = None,
    ) -> int:
        self.units.append(
            Unit(
                path=self._paths.unique(path),
                zone=zone,
                kind=kind,
                marker=marker,
                text=text,
                parent=parent,
                page=block.page,
                cells=cells or {},
            )
        )
        self.origins.append(block.origins if origins is None else origins)
        return len(self.units) - 1


class _Groups:
    """The open group rows of one table: "I" below "A" is a group of a group."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def above(self, row: TableRow, table: int) -> int:
        """Return the unit that a row stands below; `table` is that of the table itself."""
        if row.group:
            scheme = row.marker.scheme if row.marker else ""
            known = [place for place, (other, _) in enumerate(self._open) if other == scheme]
            begins = scheme and row.marker is not None and row.marker.ordinal == 1
            del self._open[known[0] if known else len(self._open) if begins else 0 :]
        return self._open[-1][1] if self._open else table

    def open(self, row: TableRow, unit: int) -> None:
        """Take note of a group row."""
        if row.group:
            self._open.append((row.marker.scheme if row.marker else "", unit))


def dotted_head(base: str) -> str:
    """Return the path below which a table's heads stand."""
    return f"{base}/head" if base else "head"


def _kind(item: Item, has_children: bool) -> UnitKind:  # noqa: FBT001
    if item.heading:
        return "heading"
    if item.marker is None:
        return "paragraph"
    if item.marker.scheme == "bullet":
        return "bullet"
    ends = item.text.rstrip().endswith((".", ";", "…", "./."))
    words = len(item.text.split(maxsplit=_PARENT_HEADING_WORDS + 1))
    if has_children and words <= _PARENT_HEADING_WORDS and not ends:
        return "heading"
    if item.marker.scheme in NAMED and not ends:
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
        if item.marker is not None or item.heading or item.block.cells or item.block.quoted:
            break
        before = items[index - 1] if index else None
        speaks = starts_closing(item.text) or bool(issuer and _speaks_for(item.text, issuer))
        # "2. Văn phòng" | "Theo dõi … ./.": the only paragraph of its section is a task.
        beside = before is not None and (before.parent >= 0 or before.marker is None)
        has_sibling = before is not None and before.marker is not None and before.parent >= 0
        ends = item.text.endswith("./.") and has_sibling and item.parent != index - 1
        if not (speaks or ends) or (not speaks and not beside):
            break
        found.add(index)
    return frozenset(found) if any(item.marker or item.heading for item in items) else frozenset()


def _speaks_for(text: str, issuer: str) -> bool:
    """Tell whether the issuer speaks: named in full, or "UBND xã yêu cầu …"."""
    if fold_case(text[:200]).startswith(fold_case(issuer)):
        return True
    named, own = find_mentions(text[:200])[:1], find_mentions(issuer)[:1]
    if not named or not own or named[0].span[0] or named[0].body != own[0].body:
        return False
    return _ASKS.match(fold_case(text[: named[0].span[1] + 40]), named[0].span[1]) is not None


def _recounted_groups(
    rows: dict[int, TableRow],
) -> tuple[dict[int, TableRow], list[Notice]]:
    """Return the rows with what misread numbers of groups stand for, and what to say of them."""
    told = []
    for index, (marker, label) in recounted_groups(rows).items():
        rows[index] = msgspec.structs.replace(rows[index], number=label, marker=marker)
        said = phrase("notice.number-repaired", glyph=marker.glyph, number=label)
        told.append(Notice(code="number-repaired", message=said.vi, message_en=said.en, unit=index))
    return rows, told


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
