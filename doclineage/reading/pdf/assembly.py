"""The pages of a PDF or of a scan together: what they have in common, and their blocks in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Block, Dropped, Notice, Reading, Source
from doclineage.reading.legacy import legacy_notices
from doclineage.reading.ocr.doubts import with_doubts
from doclineage.reading.ocr.scans import Doubtful
from doclineage.reading.ocr.scrawls import scrawl_notices, scrawls
from doclineage.reading.pdf.foot import rejoin_foot
from doclineage.reading.pdf.furniture import furniture
from doclineage.reading.pdf.layout import Line
from doclineage.reading.pdf.margins import Margins, Text, measure
from doclineage.reading.pdf.paragraphs import paragraphs
from doclineage.reading.pdf.tables import Table, blocks_of, goes_on
from doclineage.settings import Settings
from doclineage.wording import phrase

Item = Line | Table


class Page(msgspec.Struct, frozen=True):
    """What one page holds: lines and tables in reading order, signature stamps, doubts."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    stamps: tuple[Block, ...] = ()
    watermarks: tuple[str, ...] = ()
    note_marks: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    characters: int = 0
    doubtful: tuple[Doubtful, ...] | None = None
    """The words that were recognised without certainty, None where the text layer was read."""
    scrawls: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def printed(self) -> str:
        """All text of the page, stamps aside."""
        rows = (item.rows if isinstance(item, Table) else (item,) for item in self.items)
        return " ".join(line.text for lines in rows for line in lines)


def assemble(
    pages: Sequence[Page],
    source: Source,
    settings: Settings,
    old: Counter[str] | None = None,
) -> Reading:
    """Return the blocks of all pages together."""
    edges = furniture([(_edge_lines(page), page.width) for page in pages])
    pages = [_without(page, edges) for page in pages]
    margins = measure([_text(page) for page in pages])
    blocks, heads = _blocks(pages, margins)
    doubtful = {page.number: page.doubtful for page in pages if page.doubtful is not None}
    blocks = with_doubts(blocks, doubtful) if doubtful else blocks
    if len(blocks) > settings.max_blocks:
        raise ReadingError(source.path, "error.too-large", f"max_blocks = {settings.max_blocks:,}")
    dropped = (*edges.values(), *heads, *_watermarks(pages))
    scrawled = [drop for page in pages for drop in scrawls(page.scrawls, page.number)]
    notices = (
        *_furniture_notice([drop.text for drop in dropped]),
        *legacy_notices(Counter() if old is None else old),
        *_page_notices(pages),
        *scrawl_notices(scrawled),
    )
    dropped = (*dropped, *_note_marks(pages), *scrawled)
    return Reading(blocks=tuple(blocks), pages=len(pages), notices=notices, dropped=dropped)


def _edge_lines(page: Page) -> list[Line]:
    """Return the lines that may be furniture: those that a table does not part from the edge."""
    tables = [index for index, item in enumerate(page.items) if isinstance(item, Table)]
    if not tables:
        return page.lines
    ends = (*page.items[: tables[0]], *page.items[tables[-1] + 1 :])
    return [item for item in ends if isinstance(item, Line)]


def _text(page: Page) -> Text:
    tables = (item.box for item in page.items if isinstance(item, Table))
    edges = tuple((box[0], box[2]) for box in tables)
    return Text(lines=tuple(page.lines), tables=edges, width=page.width)


def _watermarks(pages: Sequence[Page]) -> Iterator[Dropped]:
    for page in pages:
        for text in page.watermarks:
            yield Dropped(text=text, reason="watermark", page=page.number)


def _note_marks(pages: Sequence[Page]) -> Iterator[Dropped]:
    for page in pages:
        for text in page.note_marks:
            yield Dropped(text=text, reason="note-mark", page=page.number)


def _without(page: Page, dropped: Mapping[tuple[int, int], Dropped]) -> Page:
    kept = tuple(
        item
        for item in page.items
        if isinstance(item, Table) or (item.page, item.row) not in dropped
    )
    return msgspec.structs.replace(page, items=kept)


def _blocks(pages: Sequence[Page], margins: Margins) -> tuple[list[Block], list[Dropped]]:
    """Return all blocks in order, and the table heads that were repeated on later pages."""
    blocks: list[Block] = []
    heads: list[Dropped] = []
    tables = 0
    flow = [item for page in pages for item in page.items]
    for is_table, group in groupby(flow, key=lambda item: isinstance(item, Table)):
        items = list(group)
        if not is_table:
            lines = rejoin_foot([item for item in items if isinstance(item, Line)])
            blocks.extend(paragraphs(lines, margins))
            continue
        for parts in _tables([item for item in items if isinstance(item, Table)]):
            found, repeated = blocks_of(parts, tables)
            blocks.extend(found)
            heads.extend(Dropped(text=text, reason="repeated-head") for text in repeated)
            tables += 1
    return _with_stamps(blocks, pages), heads


def _tables(parts: Sequence[Table]) -> Iterator[list[Table]]:
    """Yield the parts of each table: one that a page cuts goes on at the top of the next."""
    whole: list[Table] = []
    for part in parts:
        over = whole and part.rows[0].page == whole[-1].rows[-1].page + 1
        if over and goes_on(whole[-1], part):
            whole.append(part)
            continue
        if whole:
            yield whole
        whole = [part]
    if whole:
        yield whole


def _with_stamps(blocks: Sequence[Block], pages: Sequence[Page]) -> list[Block]:
    """Return the blocks with each stamp before or after its page, as it stands high or low."""
    placed: list[Block] = []
    at = 0
    for page in pages:
        high = [s for s in page.stamps if s.box is not None and s.box[1] < page.height / 2]
        placed.extend(high)
        while at < len(blocks) and (blocks[at].page or 0) <= page.number:
            placed.append(blocks[at])
            at += 1
        placed.extend(stamp for stamp in page.stamps if stamp not in high)
    return placed


def _furniture_notice(texts: Sequence[str]) -> Iterator[Notice]:
    if texts:
        example = max(texts, key=len)
        said = phrase("notice.furniture", count=len(texts), example=example[:80])
        yield Notice(code="furniture", message=said.vi, message_en=said.en)


def _page_notices(pages: Sequence[Page]) -> Iterator[Notice]:
    """Yield a notice for each stretch of pages with the same doubt."""
    for code in sorted({code for page in pages for code in page.doubts}):
        for doubted, group in groupby(pages, key=lambda page: code in page.doubts):
            if doubted:
                numbers = [page.number for page in group]
                span = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"
                said = phrase(f"notice.{code}", page=span)
                yield Notice(code=code, message=said.vi, message_en=said.en, page=numbers[0])
