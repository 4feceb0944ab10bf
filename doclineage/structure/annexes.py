"""Annexes and attached regulations: where they begin, what they are called, their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclineage.structure.frames import names_state
from doclineage.structure.headings import labelled
from doclineage.structure.joining import is_caps
from doclineage.structure.markers import markers, roman_value
from doclineage.structure.tracing import Paragraph, is_rule
from doclineage.vietnamese.cues import cues
from doclineage.vietnamese.kinds import heading_kind
from doclineage.vietnamese.normalise import fold_marks

# PHỤ LỤC | PHỤ LỤC II | Phụ lục 1: … | Mẫu số 02A. …
_ANNEX = re.compile(
    r"(?P<word>PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|MẪU SỐ|Mẫu số|BIỂU SỐ|Biểu số)"
    r"(?:\s+(?:số\s+|SỐ\s+)?(?P<label>[IVXLC]+|\d{1,3}(?:\.\d{1,2})?[A-Z]?|[A-Z]))?"
    r"\s*(?P<rest>[.:–-].*|\(.*)?",
    re.DOTALL,
)
#: Forms and tables: they are numbered, and stand behind the content only.
_FORMS = frozenset({"MẪU SỐ", "Mẫu số", "BIỂU SỐ", "Biểu số"})
# (Ban hành kèm theo Quyết định số …) | (Kèm theo Kế hoạch …)
_CAPTION = re.compile(r"\(?\s*(?:ban hanh\s+)?(?:kem theo|dinh kem)\b")
_CAPTION_STARTS = frozenset("(BbKkĐđD ")
_SIGNATURE = re.compile(r"(?:(?:TM|KT|TL|TUQ|TUN|Q)\s*[./]|(?:T/M|K/T|T/L)\s*[./]?)\s*(?=[A-ZĐ])")
_RECIPIENTS = re.compile(r"n?oi nhan\s*[:.]|noi nhan$")
#: Behind its first line, the top of a document never begins an annex: forms state their own name.
_FIRST = 3
#: A caption stands so near to the name of what is attached, in paragraphs.
_CAPTION_REACH = 5
_LONGEST_HEAD_LINE = 300
_LONGEST_SIGNATURE = 120


def annex_starts(blocks: Sequence[Paragraph]) -> Iterator[int]:
    """Yield where annexes and attached regulations begin."""
    ended = False
    last = -_CAPTION_REACH
    for index, block in enumerate(blocks):
        if block.cells or block.quoted or block.note:
            continue
        ended = ended or ends_content(block.text)
        if len(block.text) > _LONGEST_HEAD_LINE or 0 < index < _FIRST:
            continue
        if index - last == 1 and block.text.strip().upper() == "BIỂU MẪU":
            continue  # the title of the annex that the line before opens
        if _opens_annex(block, ended=ended) or (
            ended and index - last > _CAPTION_REACH and _is_attached(blocks, index)
        ):
            last = index
            yield index


def _opens_annex(block: Paragraph, *, ended: bool) -> bool:
    match = _ANNEX.fullmatch(block.text.strip())
    if match is None:
        return False
    if match["word"] in _FORMS:
        return ended and match["label"] is not None
    return ended or block.centred or is_caps(block.text.split("(")[0])


def _is_attached(blocks: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a line in capitals names what is attached: a caption stands under it."""
    text = blocks[index].text
    if not is_caps(text) or is_signature(blocks[index]) or markers(text):
        return False
    if text.startswith(cues("post")) or names_state(text):
        return False
    for block in blocks[index + 1 : index + 1 + _CAPTION_REACH]:
        if names_state(block.text):
            # What is attached has a letterhead of its own above its name.
            return False
        if is_caption(block.text):
            return True
        if block.cells or markers(labelled(block)) or annex_label(block.text) is not None:
            return False
        styled = is_caps(block.text) or block.centred or block.bold >= len(block.text) > 0
        if not (styled or heading_kind(text)):
            return False
    return False


def annex_label(text: str) -> str | None:
    """Return the label of an annex's head ("" where it has none), None for other lines.

    >>> annex_label("PHỤ LỤC II"), annex_label("PHỤ LỤC"), annex_label("Phụ lục kèm theo gồm")
    ('II', '', None)
    """
    match = _ANNEX.fullmatch(text.strip())
    return None if match is None else (match["label"] or "")


def annex_prefix(text: str, number: int) -> str:
    """Return what the paths of an annex begin with; `number` is its place among the annexes.

    >>> annex_prefix("PHỤ LỤC II", 1), annex_prefix("QUY CHẾ", 1), annex_prefix("Mẫu số 02A", 1)
    ('PL2', 'QC', 'Mẫu 02A')
    """
    match = _ANNEX.fullmatch(text.strip())
    if match is not None and match["word"] in _FORMS:
        return f"{match['word'].split()[0].capitalize()} {match['label']}"
    if match is not None:
        label = match["label"] or ""
        return f"PL{roman_value(label) or label or number}"
    return heading_kind(text) or f"PL{number}"


def is_caption(text: str) -> bool:
    """Tell whether a line says what something is attached to: "(Kèm theo Quyết định …)"."""
    if text[:1] not in _CAPTION_STARTS:
        return False
    return _CAPTION.match(fold_marks(text[:60])) is not None


def head_length(blocks: Sequence[Paragraph]) -> int:
    """Return how many blocks make an annex's head: label, title lines, caption."""
    count = 1
    for block in blocks[1:6]:
        if block.cells or not (
            is_caption(block.text) or is_rule(block.text) or _is_title(block, first=count == 1)
        ):
            break
        count += 1
    return count


def _is_title(block: Paragraph, *, first: bool) -> bool:
    text = block.text
    if len(text) >= _LONGEST_HEAD_LINE or text.endswith((";", ":")) or markers(labelled(block)):
        return False
    styled = is_caps(text) or block.centred or (block.bold and block.bold >= len(text))
    return bool(styled) or (first and not text.endswith("."))


def signature_start(blocks: Sequence[Paragraph]) -> int:
    """Return where the signature of an annex begins, their number where it has none."""
    return next((i for i, block in enumerate(blocks) if is_signature(block)), len(blocks))


def is_signature(block: Paragraph) -> bool:
    """Tell whether a line opens the recipients or the signature."""
    text = block.text
    if block.cells or block.quoted:
        return False
    return _opens_foot(text)


def names_recipients(block: Paragraph) -> bool:
    """Tell whether a line opens the list of recipients."""
    return is_signature(block) and _RECIPIENTS.match(fold_marks(block.text[:20])) is not None


def ends_content(text: str) -> bool:
    """Tell whether a line ends a document's content ("./.") or stands behind it."""
    return text.endswith("./.") or _opens_foot(text)


def _opens_foot(text: str) -> bool:
    # Folding costs: the first letter settles nearly all lines.
    if text[:1] not in "NnOoTKQtkq":
        return False
    if len(text) < _LONGEST_SIGNATURE and _SIGNATURE.match(text):
        return True
    return _RECIPIENTS.match(fold_marks(text[:20])) is not None
