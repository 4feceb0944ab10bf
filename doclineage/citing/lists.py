"""Lists of documents: what their members share with one another and with the line above them.

"Các văn bản sau đây hết hiệu lực: a) Nghị định số …; b) …" says of every item what the lead says;
"Luật A được sửa đổi bởi Luật số 1, Luật số 2, Luật B" ends the list of those that amend A at B.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from doclineage.citing.cues import Cue, cues_between, ends_in, governing
from doclineage.citing.line import Line
from doclineage.citing.mentions import Mention
from doclineage.model import CitationRelation
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.phrases import any_of

# (sửa đổi, bổ sung năm 2020) | (gọi tắt là …): a remark on the document before it.
_REMARK = re.compile(r"(?:\s?\([^()]{0,200}\)){1,2}")
_LAWS = frozenset({"LUAT", "BLUAT", "PL"})
# What a lead may say of the documents below it.
_LEADING = frozenset(
    {"based_on", "implements", "amends", "replaces", "repeals", "suspends", "extends", "guides"}
    | {"details", "reports_on", "corrects", "consolidates"}
)
_SENTENCE_END = re.compile(r"[;\n]|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between a document and the one before it; `closed` where a bracket closes."""

    text: str
    closed: bool = False

    @property
    def apart(self) -> bool:
        """Tell whether the list goes on at its outer level."""
        return self.closed or ";" in self.text or ":" in self.text


@dataclass(frozen=True, slots=True)
class Lead:
    """What a line that ends with a colon says of the documents listed below it.

    `passive` where they do it to the last document of the line ("… được sửa đổi bởi:").
    """

    relation: CitationRelation
    words: str
    passive: bool = False


def remark_end(line: Line, mention: Mention, limit: int) -> int:
    """Return where a mention ends with its short name and the remarks in brackets behind it.

    Brackets that hold the document at `limit` are no mere remark.
    """
    end = max(mention.end, mention.alias_end)
    remark = _REMARK.match(line.key, end)
    return next((at for at in (remark.end() if remark else end, end) if at <= limit), mention.end)


def gap_before(line: Line, mentions: Sequence[Mention], place: int) -> Gap | None:
    """Return what parts a mention from the one before it, None inside it and at the start."""
    start = mentions[place].start
    if place == 0 or mentions[place - 1].end > start:
        return None
    text = line.key[remark_end(line, mentions[place - 1], start) : start]
    closing = text.lstrip(" ]")
    if closing.startswith(")"):
        return Gap(closing[1:], closed=True)
    return Gap(text)


def is_agent(previous: Mention, mention: Mention, gap: Gap) -> bool:
    """Tell whether a member changes what `previous` changes: "theo Luật số 1, Luật số 2".

    Amending laws are cited by bare numbers; a law with a name is one that is amended itself.
    """
    if mention.kind not in _LAWS or previous.kind not in _LAWS:
        return mention.kind == previous.kind and ";" not in gap.text
    if mention.head.name and not previous.head.name:
        return False
    return ";" not in gap.text or not mention.head.name


@cache
def _documents() -> re.Pattern[str]:
    """Return the pattern of unnamed documents: "các văn bản sau đây", "những Quyết định sau"."""
    kinds = any_of([*KIND_NAMES, "quy định", "căn cứ", "điều khoản", "tài liệu"])
    return re.compile(
        rf"\s?(?:vào\s)?(?:toàn bộ\s|một phần\s|hiệu lực\s)?(?:các|những|một số|[0-9]{{1,2}})?\s?"
        rf"{kinds}(?!\w)"
    )


def lead_at(line: Line, cues: Sequence[Cue], floor: int, colon: int) -> Lead | None:
    """Return what is said, from `floor` on, of the documents listed after a colon."""
    for stop in _SENTENCE_END.finditer(line.key, floor, colon):
        floor = stop.end()
    ending = ends_in(line.key, floor, colon)
    if ending and _documents().search(line.key, floor, ending.start):
        return Lead(ending.relation, line.text[ending.start : ending.end].strip())
    cue = governing(cues_between(cues, floor, colon))
    if cue is None or cue.relation not in _LEADING:
        return None
    words = line.text[cue.start : cue.end]
    rest = line.key[cue.end : colon].strip()
    if cue.passive:
        return None if rest else Lead(cue.relation, words, passive=True)
    bare = not rest and cue.relation == "based_on"
    return Lead(cue.relation, words) if bare or _documents().match(rest) else None
