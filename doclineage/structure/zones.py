"""Paragraphs parted into head, body, tail and annexes (domain reference 1.1, 1.2, 1.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from doclineage.model import Block
from doclineage.structure.joining import is_caps
from doclineage.structure.markers import markers
from doclineage.structure.tracing import is_rule
from doclineage.vietnamese.cues import starts_basis, starts_closing
from doclineage.vietnamese.kinds import heading_kind
from doclineage.vietnamese.normalise import fold_case, fold_marks

# Cells of the two-column head and foot of a document.
_FRAME_CELL = re.compile(
    r"cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap\s*-\s*tu do|^\s*noi nhan"
    r"|^\s*(?:tm|t/m|kt|k/t|tl|t/l|tuq)[./ ]",
    re.MULTILINE,
)
_SIGNATURE = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN|Q)\s*[./]\s*(?=[A-ZĐ])")
_RECIPIENTS = re.compile(r"noi nhan\s*[:.]?")
# PHỤ LỤC | PHỤ LỤC II | Phụ lục 1: …
_ANNEX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU)"
    r"(?:\s+(?:số\s+)?(?P<label>[IVXLC]+|\d{1,3}|[A-Z]))?\s*(?P<rest>[.:–-].*|\(.*)?"
)
_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?kem theo\b")
_ENACTS = re.compile(
    r"(?:quyet dinh|quyet nghi|nghi quyet|ket luan|chi thi|quy dinh|thong bao)\s*[:.]"
)
_ADDRESSEES = re.compile(r"kinh (?:gui|trinh)\s*[:.]?")
#: How far into a document its kind may stand, in paragraphs.
_HEAD_REACH = 60


class Zones(msgspec.Struct, frozen=True):
    """Index ranges of paragraphs: letterhead, kind, title, then bases up to the body, and so on."""

    blocks: tuple[Block, ...]
    kind: int | None
    title: tuple[int, int]
    body: tuple[int, int]
    tail: tuple[int, int]
    annexes: tuple[tuple[int, int], ...]


def part_zones(blocks: Sequence[Block]) -> Zones:
    """Return where each zone of the document lies."""
    flat = tuple(_explode_frames(blocks))
    annex_starts = list(_annex_starts(flat))
    end = annex_starts[0] if annex_starts else len(flat)
    kind = _find_kind(flat, end)
    tail = _find_tail(flat, kind or 0, end)
    title = _find_title(flat, kind, tail)
    body = _find_body(flat, title[1], tail)
    bounds = [*annex_starts, len(flat)]
    annexes = tuple(pairwise(bounds))
    return Zones(
        blocks=flat, kind=kind, title=title, body=(body, tail), tail=(tail, end), annexes=annexes
    )


def _explode_frames(blocks: Sequence[Block]) -> Iterator[Block]:
    """Read the borderless tables of head and foot cell by cell, the left column first."""
    frames = {
        block.table
        for block in blocks
        if block.cells and any(_FRAME_CELL.search(fold_marks(cell.text)) for cell in block.cells)
    }
    pending: list[Block] = []
    for block in blocks:
        framed = bool(block.cells) and block.table in frames
        if pending and not (framed and block.table == pending[0].table):
            yield from _columns(pending)
            pending = []
        if framed:
            pending.append(block)
        else:
            yield block
    yield from _columns(pending)


def _columns(rows: list[Block]) -> Iterator[Block]:
    """Yield the cells of a frame column by column, each line a paragraph."""
    columns = sorted({cell.column for row in rows for cell in row.cells})
    for column in columns:
        for row in rows:
            for cell in row.cells:
                if cell.column == column and not cell.continued:
                    for line in filter(str.strip, cell.text.split("\n")):
                        yield Block(text=line.strip(), page=row.page, gap=True)


def _annex_starts(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield where annexes and attached regulations begin; the first 3 paragraphs never do."""
    ended = False
    for index, block in enumerate(blocks):
        if block.cells:
            continue
        ended = ended or _ends_content(block.text)
        if index < 3 or len(block.text) > 300:
            continue
        if (
            annex_label(block.text) is not None
            and (ended or is_caps(block.text.split("(")[0]) or block.centred)
        ) or (
            ended
            and heading_kind(block.text) is not None
            and is_caps(block.text)
            and any(
                _ATTACHED.match(fold_marks(after.text)) for after in blocks[index + 1 : index + 6]
            )
        ):
            yield index


def annex_label(text: str) -> str | None:
    """Return the label of an annex's head ("" where it has none), None for other lines.

    >>> annex_label("PHỤ LỤC II"), annex_label("PHỤ LỤC"), annex_label("Phụ lục kèm theo gồm")
    ('II', '', None)
    """
    match = _ANNEX.fullmatch(text.strip())
    return None if match is None else (match["label"] or "")


def _ends_content(text: str) -> bool:
    return text.endswith("./.") or _is_tail(text)


def _is_tail(text: str) -> bool:
    return bool(_RECIPIENTS.match(fold_marks(text[:20])) or _SIGNATURE.match(text))


def _find_kind(blocks: Sequence[Block], end: int) -> int | None:
    for index, block in enumerate(blocks[: min(end, _HEAD_REACH)]):
        if block.cells:
            continue
        if _ADDRESSEES.match(fold_marks(block.text[:20])):
            return None
        if heading_kind(block.text) is not None and not _ENACTS.fullmatch(fold_marks(block.text)):
            return index
        if index > 3 and starts_basis(block.text) and len(block.text) > 80:
            return None
    return None


def _find_tail(blocks: Sequence[Block], start: int, end: int) -> int:
    """Return where recipients and signature begin."""
    for index in range(start, end):
        block = blocks[index]
        if not block.cells and _is_tail(block.text):
            return index
    for index in range(end - 1, start, -1):
        if blocks[index].text.endswith("./."):
            return index + 1
    return end


def _find_title(blocks: Sequence[Block], kind: int | None, tail: int) -> tuple[int, int]:
    """Return the range of the title's lines, the rule under it included."""
    if kind is None:
        return _letter_title(blocks, tail)
    start = index = kind + 1
    while index < min(tail, start + 8):
        block = blocks[index]
        if is_rule(block.text):
            return start, index + 1
        if block.cells or not _is_title_line(blocks, start, index):
            break
        index += 1
    return start, index


def _is_title_line(blocks: Sequence[Block], start: int, index: int) -> bool:
    block = blocks[index]
    text = block.text
    if text.rstrip().endswith((":", ";")) or len(text) > 500:
        return False
    if _ENACTS.fullmatch(fold_marks(text)) or _ADDRESSEES.match(fold_marks(text[:20])):
        return False
    if markers(text) or block.label:
        return False
    first = blocks[start]
    if index == start:
        return not (starts_basis(text) and text.rstrip().endswith((".", ",")))
    if starts_basis(text) and not (first.centred and block.centred):
        return False
    if text.startswith("(") or text[:1].islower():
        return True
    if block.centred or (block.bold >= len(text) and first.bold):
        return True
    return is_caps(text) and is_caps(first.text)


def _letter_title(blocks: Sequence[Block], tail: int) -> tuple[int, int]:
    """Find the subject of a công văn, which has no kind line: the "V/v …" under its number."""
    for index, block in enumerate(blocks[: min(tail, _HEAD_REACH)]):
        if re.match(r"v\s*/\s*v\b|ve viec\b", fold_marks(block.text[:12])):
            return index, index + 1
    return 0, 0


def _find_body(blocks: Sequence[Block], start: int, tail: int) -> int:
    """Return the first paragraph after the bases and the lead."""
    first_section = tail
    for index in range(start, tail):
        found = () if blocks[index].cells else markers(_line(blocks[index]))
        if blocks[index].cells or any(marker.scheme != "bullet" for marker in found):
            first_section = index
            break
    end = start
    for index in range(start, first_section):
        text = blocks[index].text
        enacts = _ENACTS.fullmatch(fold_marks(text)) is not None
        is_lead = text.rstrip().endswith(":") and index == first_section - 1
        basis = starts_basis(text) and not starts_closing(text)
        addressed = _ADDRESSEES.match(fold_marks(text[:20])) is not None
        if (
            enacts
            or addressed
            or is_rule(text)
            or (basis and _is_basis(text))
            or is_lead
            or (end == index and _is_addressee(blocks, index, start))
        ):
            end = index + 1
    return end


def _line(block: Block) -> str:
    return f"{block.label} {block.text}" if block.label else block.text


def _is_basis(text: str) -> bool:
    """Tell whether a paragraph names a document or ends as an item of a list; no task does."""
    folded = fold_case(text)
    return text.rstrip().endswith((";", ":")) or bool(
        re.search(
            r"\bsố\s*\S*\d|\bluật\b|\bnghị quyết\b|\bkế hoạch\b|\bchỉ thị\b|\bđề nghị\b", folded
        )
    )


def _is_addressee(blocks: Sequence[Block], index: int, start: int) -> bool:
    """Tell whether a line stands under "Kính gửi:" and so belongs to the head."""
    head = [fold_marks(block.text[:20]) for block in blocks[start:index]]
    return any(_ADDRESSEES.match(text) for text in head) and blocks[index].text[:1] in "-–+"
