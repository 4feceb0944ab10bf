"""Headers and footers of a Word file: which of them are text of the document.

A header that only the first page has is printed once and is text, as a letterhead put there; so
is one that holds the nation's or the Party's name where the body lacks it. The others run through
the pages: they are left out, and what they say beside page numbers is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from doclineage.model import Block
from doclineage.reading.word.markup import RELATION_ID, Element, child, is_on, w
from doclineage.reading.word.stories import StoryReader
from doclineage.vietnamese.normalise import fold_marks

_STATE_OR_PARTY = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam")
# 2 | - ii - | Trang 2/5 | Page 2 of 5
_PAGE_NUMBER = re.compile(
    r"\W*+(?:(?:trang|tr|page)\W*+)?(?:\d++|[ivxlc]++)?\W*+(?:(?:tren|of)\W*+)?\d*+\W*+"
)
#: Blocks of the body in which a letterhead stands if it has one.
_HEAD_BLOCKS = 40


class Margins:
    """The headers and footers of one file."""

    def __init__(self, stories: StoryReader, roots: Mapping[str, Element]) -> None:
        self._stories, self._roots = stories, roots
        self.example = ""
        """A line of those that were left out."""

    def around(self, blocks: list[Block], body: Element) -> list[Block]:
        """Return the blocks of the body, the header of the first page before them if it is text."""
        name, alone = _first_header(next(body.iter(w("sectPr")), None))
        before: list[Block] = []
        for key, root in self._roots.items():
            found: list[Block] = []
            self._stories.walk_apart(root, found, 0)
            found = [block for block in found if block.text]
            if key == name and _is_text(found, blocks, alone=alone):
                page = blocks[0].page if blocks else None
                before = [msgspec.structs.replace(block, page=page) for block in found]
                continue
            for block in found:
                self._stories.drop("margin", f"{block.text}\n")
            left_out = _words(found)
            self._stories.met["margins"] += len(left_out)
            self.example = self.example or next(iter(left_out), "")
        return before + blocks


def _first_header(section: Element | None) -> tuple[str | None, bool]:
    """Return the id of the header on the first page, and whether only that page has it."""
    if section is None:
        return None, False
    titled = child(section, w("titlePg"))
    alone = titled is not None and is_on(titled)
    wanted = "first" if alone else "default"
    for reference in section.iterchildren(w("headerReference")):
        if reference.get(w("type")) == wanted:
            return reference.get(RELATION_ID), alone
    return None, False


def _is_text(header: Sequence[Block], body: Sequence[Block], *, alone: bool) -> bool:
    """Tell whether the header of the first page belongs to the text."""
    return (alone and bool(_words(header))) or (
        _names_state(header) and not _names_state(body[:_HEAD_BLOCKS])
    )


def _words(blocks: Iterable[Block]) -> list[str]:
    """Return what headers or footers say beside page numbers."""
    return [
        block.text for block in blocks if not _PAGE_NUMBER.fullmatch(fold_marks(block.text[:200]))
    ]


def _names_state(blocks: Iterable[Block]) -> bool:
    return any(_STATE_OR_PARTY.search(fold_marks(block.text)) for block in blocks)
