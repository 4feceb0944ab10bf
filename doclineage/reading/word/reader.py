"""Word files to blocks: paragraphs, table rows, text boxes and notes in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Block, Notice, Reading, Source
from doclineage.reading.legacy import modern_lines
from doclineage.reading.word.margins import Margins
from doclineage.reading.word.markup import child, plain_lines, w, words_in
from doclineage.reading.word.package import Package, open_package
from doclineage.reading.word.stories import StoryReader
from doclineage.settings import Settings
from doclineage.vietnamese.legacy import has_old_words
from doclineage.vietnamese.legacy_letters import legacy_font
from doclineage.wording import phrase

#: Characters on one page; the fullest page among 170 real ones has 6,112, most under 3,000.
_PAGE_HOLDS = 8_000
# The doubts that are told, in this order.
_DOUBTS = (
    "contents",
    "pages-unknown",
    "tracked-changes",
    "hidden-text",
    "too-deep",
    "unread-part",
    "unread-picture",
    "comments",
    "margins",
)


def read(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return the blocks of a Word file as Word shows them."""
    package = open_package(data, source.path, settings)
    body = child(package.document, w("body"))
    if body is None:
        raise ReadingError(source.path, "error.broken-docx", "no body")
    stories = StoryReader(package, source.path, settings)
    found: list[Block] = []
    stories.walk(body, found, found, 0)
    margins = Margins(stories, package.margins)
    # A number with nothing behind it was counted and is no text.
    blocks = margins.around([block for block in found if block.text], body)
    stories.leave_notes()
    pages = stories.pages()
    if pages is not None and not _is_laid_out(blocks):
        stories.met["pages-unknown"] = 1
        pages, blocks = None, [msgspec.structs.replace(block, page=None) for block in blocks]
    notices = (*_notices(stories.met, settings, margins.example), *stories.legacy.notices())
    return Reading(
        blocks=tuple(blocks),
        pages=pages,
        notices=notices,
        dropped=stories.dropped(paged=pages is not None),
    )


def words(data: bytes, place: str, settings: Settings) -> str | None:
    """Return all words of a Word file, seen or not, to hold the reading against.

    None where letters are old: only the reader knows which font each has.
    """
    package = open_package(data, place, settings)
    if _has_old_letters(package):
        return None
    roots = (package.document, package.footnotes, package.endnotes, *package.margins.values())
    return "\n".join(words_in(root) for root in roots if root is not None)


def _has_old_letters(package: Package) -> bool:
    text = plain_lines(package.document)
    if modern_lines(text) != text:
        return True
    # Many a style sheet has old fonts that no letter is set in.
    roots = (package.document, package.styles, package.numbering)
    fonts = (fonts for root in roots if root is not None for fonts in root.iter(w("rFonts")))
    names = {fonts.get(w("hAnsi")) or fonts.get(w("ascii")) or "" for fonts in fonts}
    return any(map(legacy_font, names)) and any(map(has_old_words, text.split("\n")))


def _notices(met: Counter[str], settings: Settings, example: str) -> Iterator[Notice]:
    """Yield one notice for each doubt that was met at all."""
    for code in _DOUBTS:
        if met[code]:
            count = settings.max_depth if code == "too-deep" else met[code]
            said = phrase(f"notice.{code}", count=count, example=example)
            yield Notice(code=code, message=said.vi, message_en=said.en)


def _is_laid_out(blocks: list[Block]) -> bool:
    """Tell whether the page breaks are all there: not so where one page would hold a book."""
    held: Counter[int | None] = Counter()
    for block in blocks:
        held[block.page] += len(block.text)
    return max(held.values(), default=0) <= _PAGE_HOLDS
