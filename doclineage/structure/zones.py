"""Paragraphs parted into head, body, tail and annexes (domain reference 1.1, 1.2, 1.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from doclineage.model import Dropped
from doclineage.structure.annexes import annex_starts, is_signature, names_recipients
from doclineage.structure.frames import explode_frames
from doclineage.structure.joining import is_caps
from doclineage.structure.markers import markers
from doclineage.structure.tracing import Paragraph, is_rule
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.cues import cues, starts_basis, starts_closing
from doclineage.vietnamese.kinds import heading_kind
from doclineage.vietnamese.normalise import fold_case, fold_marks

_ENACTS = re.compile(
    r"(?:quyet dinh|quyet nghi|nghi quyet|ket luan|chi thi|quy dinh|thong bao)\s*[:.]"
)
_ADDRESSEES = re.compile(r"kinh (?:gui|trinh)\s*[:.]?")
#: How far into a document its kind may stand, in paragraphs.
_HEAD_REACH = 60
_LONGEST_TITLE_LINE = 500
#: The post and the name of who signs a law stand in the last so many lines, all short.
_SIGNATURE_LINES = 8
_SHORT_LINE = 80
#: A paragraph of the body that stands before the first number is a whole sentence.
_SHORTEST_SENTENCE = 40
#: What follows "./." where nothing else opens the tail is no longer than this, in paragraphs.
_LONGEST_TAIL = 40


class Zones(msgspec.Struct, frozen=True):
    """Index ranges of paragraphs: letterhead, kind, title, then bases up to the body, and so on."""

    blocks: tuple[Paragraph, ...]
    kind: int | None
    title: tuple[int, int]
    body: tuple[int, int]
    tail: tuple[int, int]
    annexes: tuple[tuple[int, int], ...]
    dropped: tuple[Dropped, ...] = ()


def part_zones(blocks: Sequence[Paragraph]) -> Zones:
    """Return where each zone of the document lies."""
    flat, dropped = explode_frames(blocks)
    starts = list(annex_starts(flat))
    end = starts[0] if starts else len(flat)
    kind = _find_kind(flat, end)
    tail = _find_tail(flat, kind or 0, end)
    title = _find_title(flat, kind, tail)
    body = _find_body(flat, title[1], tail)
    return Zones(
        blocks=flat,
        kind=kind,
        title=title,
        body=(body, tail),
        tail=(tail, end),
        annexes=tuple(pairwise([*starts, len(flat)])),
        dropped=dropped,
    )


def _find_kind(blocks: Sequence[Paragraph], end: int) -> int | None:
    for index, block in enumerate(blocks[: min(end, _HEAD_REACH)]):
        if block.cells:
            continue
        if _addresses(block.text):
            return None
        if heading_kind(block.text) is not None and not _enacts(block.text):
            return index
        if index > 3 and starts_basis(block.text) and len(block.text) > 80:
            return None
    return None


def _find_tail(blocks: Sequence[Paragraph], start: int, end: int) -> int:
    """Return where recipients and signature begin."""
    signed = [index for index in range(start, end) if is_signature(blocks[index])]
    for index in signed:
        if not _is_spoken_of(blocks, index, signed):
            return index
    # A law has no recipients and no "TM.": only the post and the name at its end.
    near = range(end - 1, max(start, end - _SIGNATURE_LINES) - 1, -1)
    posts = [index for index in near if _is_post_line(blocks[index])]
    if posts and all(_is_short(block) for block in blocks[posts[-1] : end]):
        return posts[-1]
    for index in range(end - 1, max(start, end - _LONGEST_TAIL), -1):
        if blocks[index].text.endswith("./."):
            return index + 1
    return end


def _is_spoken_of(blocks: Sequence[Paragraph], index: int, signed: Sequence[int]) -> bool:
    """Tell "Nơi nhận: Bộ phận một cửa" of a procedure: numbered items and the real one follow."""
    if not names_recipients(blocks[index]):
        return False
    last = max((other for other in signed if names_recipients(blocks[other])), default=index)
    return any(_opens_section(block) for block in blocks[index + 1 : last])


def _is_post_line(block: Paragraph) -> bool:
    text = block.text
    return not block.cells and is_caps(text) and text.startswith(cues("post"))


def _is_short(block: Paragraph) -> bool:
    return not block.cells and len(block.text) < _SHORT_LINE and not markers(_line(block))


def _find_title(blocks: Sequence[Paragraph], kind: int | None, tail: int) -> tuple[int, int]:
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


def _is_title_line(blocks: Sequence[Paragraph], start: int, index: int) -> bool:
    block, first = blocks[index], blocks[start]
    text = block.text
    if text.rstrip().endswith((":", ";")) or len(text) > _LONGEST_TITLE_LINE:
        return False
    if _addresses(text) or markers(text) or block.label:
        return False
    if index == start:
        return not (starts_basis(text) and text.rstrip().endswith((".", ",")))
    if _is_authority(blocks, index):
        return False
    if starts_basis(text) and not (first.centred and block.centred):
        return False
    styled = block.centred or (block.bold >= len(text) and first.bold)
    goes_on = text.startswith("(") or text[:1].islower()
    return bool(goes_on or styled or (is_caps(text) and is_caps(first.text)))


def _is_authority(blocks: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a line in capitals under the title names who decides, above the bases."""
    text = blocks[index].text
    if not is_caps(text) or len(text) > _SHORT_LINE or index + 1 >= len(blocks):
        return False
    after = blocks[index + 1].text
    named = text.startswith(cues("post")) or any(
        mention.body is not None and mention.span[0] == 0 for mention in find_mentions(text)
    )
    return named and (starts_basis(after) or is_caps(after))


def _letter_title(blocks: Sequence[Paragraph], tail: int) -> tuple[int, int]:
    """Find the subject of a công văn, which has no kind line: the "V/v …" under its number."""
    for index, block in enumerate(blocks[: min(tail, _HEAD_REACH)]):
        if re.match(r"v\s*/\s*v\b|ve viec\b", fold_marks(block.text[:12])):
            return index, index + 1
    return 0, 0


def _find_body(blocks: Sequence[Paragraph], start: int, tail: int) -> int:
    """Return the first paragraph after the bases and the lead."""
    first_section = next((i for i in range(start, tail) if _opens_section(blocks[i])), tail)
    enacting = [i for i in range(start, first_section) if _enacts(blocks[i].text)]
    end = max(enacting[-1] + 1 if enacting else start, start)
    addressing = False
    for index in range(start, first_section):
        text = blocks[index].text
        addressed = _addresses(text)
        basis = starts_basis(text) and not starts_closing(text) and _is_basis(text)
        lead = text.rstrip().endswith(":") and index == first_section - 1
        listed = end == index and addressing and text[:1] in "-–+"
        if addressed or basis or lead or listed or is_rule(text):
            end = max(end, index + 1)
        elif index >= end and _is_sentence(text):
            # A directive tells its story before it gives its tasks: that is content.
            return max(end, start)
        addressing = addressing or addressed
    return end


def _opens_section(block: Paragraph) -> bool:
    return bool(block.cells) or any(m.scheme != "bullet" for m in markers(_line(block)))


def _enacts(text: str) -> bool:
    """Tell whether a line says that what follows is decided: "QUYẾT NGHỊ:"."""
    if len(text) >= _SHORT_LINE or not text.endswith((":", ".")):
        return False
    return _ENACTS.fullmatch(fold_marks(text)) is not None


def _addresses(text: str) -> bool:
    # Folding costs: the first letter settles nearly all lines.
    return text[:1] in {"K", "k"} and _ADDRESSEES.match(fold_marks(text[:20])) is not None


def _is_sentence(text: str) -> bool:
    return len(text) >= _SHORTEST_SENTENCE and text.rstrip().endswith(".") and not is_caps(text)


def _line(block: Paragraph) -> str:
    return f"{block.label} {block.text}" if block.label else block.text


def _is_basis(text: str) -> bool:
    """Tell whether a paragraph names a document or ends as an item of a list; no task does."""
    folded = fold_case(text)
    return text.rstrip().endswith((";", ":")) or bool(
        re.search(
            r"\bsố\s*\S*\d|\bluật\b|\bnghị quyết\b|\bkế hoạch\b|\bchỉ thị\b|\bđề nghị\b", folded
        )
    )
