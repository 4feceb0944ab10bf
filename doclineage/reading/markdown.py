"""Markdown and HTML marks taken out of a line, their hints kept.

Recognised text comes with such marks (domain reference 3.7); plain text is left as it is.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from doclineage.vietnamese.normalise import clean

#: What a printed rule becomes, however it was typed.
RULE = "-----"

_RULE = re.compile(r"\s*(?:[-–—_=]\s?){3,}\s*")
# ## KẾ HOẠCH | ##### **1. Mục đích** #####
_HEADING = re.compile(r"\s{0,3}(?P<depth>#{1,6})(?=[\s*])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|i|u|strong|em|sup|sub|center|span|p|div|font|small|mark)(?:\s[^<>]*)?>", re.IGNORECASE
)
# Nghị quyết<sup>1</sup> | Nghị quyết[^1]: the number of a footnote is no part of the text.
_REFERENCE = re.compile(r"<sup>\s*[\d*]{1,3}\s*</sup>|\[\^[^\[\]\s]{1,20}\](?!:)", re.IGNORECASE)
_MARKS = re.compile(
    rf"{_REFERENCE.pattern}|{_BREAK.pattern}|{_TAG.pattern}|\[\^[^\[\]\s]{{1,20}}\]:|&\#?\w{{1,32}};",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\[\]]*)\]\([^()\s]*\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# The starred piece begins and ends with a sign that is no space: 2 * 3 * 4 stays.
_BOLD = re.compile(r"(?<![\\*])(?:\*\*(?=[^\s*])([^*]*)\*\*|__(?=[^\s_])([^_]*)__)(?!\*)")
_BOLD_ITALIC = re.compile(r"(?<![\\*])\*\*\*(?=[^\s*])([^*]*)\*\*\*(?!\*)")
_ITALIC = re.compile(r"(?<![\\*\w(])\*(?=[^\s*)])([^*]*[^\s*(])\*(?![*\w])")
_CELL_END = re.compile(r"(?<!\\)\|")
_SEPARATOR = re.compile(r"\s*:?-{2,}:?\s*")
# What may stand before a bold head without being bold itself: "- **Mục đích:**".
MARKER = re.compile(r"(?:[-–—+*•]|\(?\w{1,4}[.)/])?")
# Private-use signs that stand for the edges of a bold or italic piece while a line is mended.
_ON, _OFF, _SLANT, _UPRIGHT = "\ue000", "\ue001", "\ue002", "\ue003"
_EDGES = re.compile(f"[{_ON}{_OFF}{_SLANT}{_UPRIGHT}]")


class Line(NamedTuple):
    """One line without marks; `bold` and `italic` count the characters so set at its start."""

    text: str
    bold: int = 0
    italic: int = 0
    heading: int | None = None


def read_line(line: str) -> Line:
    """Return `line` without markdown.

    >>> read_line("##### **1. Mục đích**")
    Line(text='1. Mục đích', bold=11, italic=0, heading=5)
    >>> read_line("- **Yêu cầu:** rõ việc").bold
    10
    """
    heading = None
    if _RULE.fullmatch(line):
        return Line(RULE)
    if "#" in line[:10] and (match := _HEADING.match(line)):
        heading, line = len(match["depth"]), line[match.end() :].strip().rstrip("#").rstrip()
    text, bold, italic = _inline(line)
    return Line(text, bold, italic, heading)


def marks_in(line: str) -> list[str]:
    """Return the pieces of `line` with letters or digits that `read_line` takes out.

    >>> marks_in("<b>Nghị quyết</b><sup>1</sup> tại [đây](https://a.vn)")
    ['<b>', '</b>', '<sup>1</sup>', '(https://a.vn)']
    """
    if not any(sign in line for sign in "<[&"):
        return []
    found = [match.group() for match in _MARKS.finditer(line)]
    for link in _LINK.finditer(line):
        whole = link.group()
        found.append(whole if link["image"] else whole[whole.index("](") + 1 :])
    return found


def strip_comments(text: str) -> tuple[str, list[str]]:
    """Return `text` without HTML comments, and those; one that never ends is left."""
    if "<!--" not in text:
        return text, []
    kept: list[str] = []
    comments: list[str] = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0:
        closing = text.find("-->", opening)
        if closing < 0:
            break
        kept.append(text[start:opening])
        comments.append(text[opening + 4 : closing].strip())
        start = closing + 3
    return "".join((*kept, text[start:])), comments


def split_row(line: str) -> tuple[str, ...] | None:
    """Return the raw cells of a table row, None for a line that is none.

    >>> split_row("| 1 | Rà soát |")
    (' 1 ', ' Rà soát ')
    """
    line = line.strip()
    if len(line) < 3 or not (line[0] == line[-1] == "|"):
        return None
    return tuple(_CELL_END.split(line[1:-1]))


def is_separator(cells: tuple[str, ...]) -> bool:
    """Tell whether `cells` are the line under a table's head: ``|:---|---|``."""
    return all(_SEPARATOR.fullmatch(cell) for cell in cells)


def _inline(line: str) -> tuple[str, int, int]:
    if "<" in line:
        line = _TAG.sub("", _BREAK.sub("\n", _REFERENCE.sub("", line)))
    if "&" in line:
        line = html.unescape(line)
    if "[" in line:
        line = _LINK.sub(lambda m: "" if m["image"] else m["text"], _REFERENCE.sub("", line))
    if "*" in line or "__" in line:
        line = _mark_edges(line)
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    if _ON not in line and _SLANT not in line:
        return _clean_lines(line), 0, 0
    text = _clean_lines(_EDGES.sub("", line))
    return text, _prefix(line, _ON, _OFF), _prefix(line, _SLANT, _UPRIGHT)


def _mark_edges(line: str) -> str:
    line = _EDGES.sub("", line)
    line = _BOLD_ITALIC.sub(rf"{_ON}{_SLANT}\1{_OFF}{_UPRIGHT}", line)
    line = _BOLD.sub(lambda m: f"{_ON}{m[1] or m[2] or ''}{_OFF}", line)
    return _ITALIC.sub(rf"{_SLANT}\1{_UPRIGHT}", line)


def _prefix(line: str, begin: str, end: str) -> int:
    """Return how long the piece between `begin` and `end` is that starts the line."""
    start = line.find(begin)
    if start < 0 or not MARKER.fullmatch(_EDGES.sub("", line[:start]).strip()):
        return 0
    stop = line.find(end, start)
    # Two pieces with nothing but space between them are one.
    while (again := line.find(begin, stop)) >= 0 and not _EDGES.sub("", line[stop:again]).strip():
        stop = line.find(end, again)
    return len(_clean_lines(_EDGES.sub("", line[:stop])))


def _clean_lines(text: str) -> str:
    if "\n" not in text:
        return clean(text)
    return "\n".join(filter(None, map(clean, text.split("\n"))))
