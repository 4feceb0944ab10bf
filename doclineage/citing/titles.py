"""Where the title of a cited document begins and ends (domain reference 4.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from doclineage.citing.cues import Cue, cue_at
from doclineage.citing.heads import Head
from doclineage.citing.line import Line
from doclineage.model import Span
from doclineage.vietnamese.issuers import issuer_end
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

# The longest title here has 310 characters; what goes on longer is no title.
_LONGEST = 600
_END = re.compile(
    r"""[;\n](?!\d)|:(?!\d|\stừ\s(?:năm|ngày)\s)|\.(?=\s|$|/)|\)|…
    |[ ]?\((?=sau\sđây|gọi|được|kèm|ban\shành|đã|có|theo|viết|dưới\sđây)
    |,?[ ](?:như\ssau|sau\sđây|(?:có|hết|ngưng|còn)\shiệu\slực|(?:đã|được|bị)\s(?:được\s)?
        (?:sửa\sđổi|thay\sthế|bãi\sbỏ|bổ\ssung|đính\schính|ban\shành|phê\sduyệt|hủy\sbỏ))(?!\w)
    |[ ]này(?=\s(?:thay|sửa|bãi|có|được))""",
    re.VERBOSE,
)
# Kéo dài … Nghị quyết … về thí điểm … [đến hết ngày 31/12/2023]: until when, said of the extension.
_EXTENDED_TO = re.compile(r",?\s(?:đến|tới)\s(?:hết\s)?(?:ngày|tháng|quý|năm)\s")
_COMMA = re.compile(r",\s")
_JOIN = re.compile(r"(?:,\s?(?:và\s|cùng\s)?|\s(?:và|cùng|cùng với|hoặc)\s)(?:các\s)?$")


@cache
def _openings(role: str) -> re.Pattern[str]:
    words = any_of(row["words"] for row in load_table("title_openings") if row["role"] == role)
    return re.compile(rf"\s?(?:,\s)?(?P<words>{words})(?!\w)[:\s]*")


def _words(role: str) -> str:
    return any_of(row["words"] for row in load_table("clause_openings") if row["role"] == role)


@cache
def _main_subject() -> re.Pattern[str]:
    return re.compile(rf"{_words('subject')}(?!\w)")


@cache
def _directive() -> re.Pattern[str]:
    return re.compile(rf"{_words('directive')}(?!\w)")


@cache
def _main_verb() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_words('before')}\s){{0,2}}{_words('verb')}(?!\w)")


def title_span(
    line: Line, position: int, heads: Sequence[Head], cues: Sequence[Cue]
) -> tuple[Span, Span] | None:
    """Return the span of the title that begins at `position` and that of its opening words.

    `heads` are those after the document itself. None where no title begins, or where its words
    relate the document to one cited next ("… hướng dẫn thi hành Nghị định số …").
    """
    opening = _openings("preposition").match(line.key, position)
    if opening:
        end = _title_end(line, opening.end(), heads, cues)
        return ((opening.end(), end), opening.span()) if end > opening.end() else None
    verb = _openings("verb").match(line.key, position)
    if not verb or "," in line.key[position : verb.start("words")]:
        return None
    start = verb.start("words")
    end = _title_end(line, start, heads, cues)
    if end <= verb.end() - 1 or _relates(start, end, heads, cues):
        return None
    return (start, end), (start, start)


def _relates(start: int, end: int, heads: Sequence[Head], cues: Sequence[Cue]) -> bool:
    """Tell whether a cue at `start` speaks of a document cited before `end`."""
    return cue_at(cues, start) is not None and any(start < head.start <= end for head in heads)


def _title_end(line: Line, start: int, heads: Sequence[Head], cues: Sequence[Cue]) -> int:
    limit = min(len(line.text), start + _LONGEST)
    end = min(limit, _punctuation_end(line, start, limit))
    for head in heads:
        if start < head.start < end:
            join = _JOIN.search(line.key, start, head.start)
            if join:
                end = min(end, join.start())
    if any(cue.relation == "extends" and cue.end <= start for cue in cues[:1]):
        until = _EXTENDED_TO.search(line.key, start, end)
        end = until.start() if until else end
    commas = [c for c in _COMMA.finditer(line.key, start, end) if not line.is_quoted(c.start())]
    for comma in commas:
        if _new_clause(line, comma.end(), heads, cues):
            return comma.start()
    if _wants_main_clause(line, start, end, cues):
        for comma in reversed(commas):
            if _opens_clause(line, comma.end(), end):
                return comma.start()
    return _trimmed(line, start, end)


def _wants_main_clause(line: Line, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Tell whether the sentence began so that a main clause must come: "Thực hiện …, X làm Y."."""
    if not cues or cues[0].relation not in {"implements", "based_on"} or cues[0].start > 3:
        return False
    return (
        cues[0].end <= start
        and line.key[end : end + 1] in {"", ".", ":"}
        and (not line.key[start:end].rstrip().endswith(","))
    )


def _opens_clause(line: Line, position: int, end: int) -> bool:
    """Tell whether a subject with something to say of it stands between a comma and the end."""
    subject = _main_subject().match(line.key, position, end)
    if subject:
        return end - subject.end() > 1
    issuer = issuer_end(line.text, line.key, position)
    return position < issuer < end - 1 and line.text[position].isupper()


def _punctuation_end(line: Line, start: int, limit: int) -> int:
    for match in _END.finditer(line.key, start, limit):
        at = match.start()
        if line.is_quoted(at):
            continue
        opened = line.text.count("(", start, at)
        if match.group() == ")" and opened > line.text.count(")", start, at):
            continue
        if match.group() == "." and not _ends_sentence(line.text, at):
            continue
        return at
    return limit


def _ends_sentence(text: str, at: int) -> bool:
    """Tell whether the stop at `at` ends a sentence: "TP. Hà Nội" goes on."""
    rest = text[at + 1 :].lstrip()[:1]
    abbreviated = text[max(0, at - 3) : at].upper().endswith((" TP", "(TP", ",TP"))
    return not rest or not (rest[0].islower() or abbreviated)


def _new_clause(line: Line, position: int, heads: Sequence[Head], cues: Sequence[Cue]) -> bool:
    """Tell whether the main clause, or a new cue, begins at `position` after a comma."""
    cue = cue_at(cues, position)
    if cue and (
        cue.relation == "based_on" or any(0 <= head.start - cue.end <= 1 for head in heads)
    ):
        return True
    if _directive().match(line.key, position):
        return True
    subject = _main_subject().match(line.key, position)
    if subject and _main_verb().match(line.key, subject.end()):
        return True
    issuer = issuer_end(line.text, line.key, position)
    return issuer > position and _main_verb().match(line.key, issuer) is not None


def _trimmed(line: Line, start: int, end: int) -> int:
    while end > start and line.text[end - 1] in " ,.;:-–\n":
        end -= 1
    return end
