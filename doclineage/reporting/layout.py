"""What all text output shares: hanging lines, places, quotes cut around what matters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from doclineage.reporting.hidden import visible
from doclineage.wording import Language, say, shorten

#: A quote is for recognising a passage, not for reading it: about two lines.
QUOTE = 150
#: Text never becomes narrower than this, however deep it stands.
_NARROWEST = 24
#: Words that a sentence speaks of and that a cut quote shows beside the first.
_FURTHER = 3
#: A file name may hold them; printed, they would end the line.
_BREAKS = re.compile(r"[\t\n\r]")
_QUOTED = re.compile(r"“([^“”]+)”")


def harmless(text: Text | str) -> Text:
    r"""Return a text whose control characters no terminal obeys.

    >>> harmless("a\x1b[31mb").plain
    'a�[31mb'
    """
    safe = text.copy() if isinstance(text, Text) else Text(text)
    safe.plain = _BREAKS.sub("\N{REPLACEMENT CHARACTER}", visible(safe.plain))
    return safe


def hang(
    console: Console, first: Text | str, body: Text | str, *, indent: int = 0, under: str = ""
) -> None:
    """Print `body` beside `first`; its further lines stand under its own beginning.

    `under` is what stands before the further lines instead of blanks: a branch that goes on.
    """
    head = first if isinstance(first, Text) else Text(first)
    below = Text(under or " " * head.cell_len)
    text = harmless(body)
    width = max(_NARROWEST, console.width - indent - max(head.cell_len, below.cell_len))
    for number, line in enumerate(text.wrap(console, width)):
        line.rstrip()
        beside = below if number else head
        console.print(Text(" " * indent) + beside + line, soft_wrap=True)


def flow(console: Console, parts: Iterable[str]) -> None:
    """Print parts in a row, broken only between them where the line is full."""
    line = ""
    for part in parts:
        longer = f"{line}, {part}" if line else part
        if line and len(longer) >= console.width:
            console.print(Text(f"{line},"))
            longer = part
        line = longer
    console.print(Text(line))


def where(path: str, page: int | None, language: Language) -> str:
    """Return a place as people write it: ``III.2/b1 (tr. 4)``."""
    return f"{path} ({say('table.page', language, number=page)})" if page else path


def quoted(sentence: str) -> list[str]:
    """Return what stands between quotation marks in a sentence.

    >>> quoted("thời hạn bị thay đổi: “30/6” → “31/7”")
    ['30/6', '31/7']
    """
    return _QUOTED.findall(sentence)


def unquoted(sentence: str) -> str:
    """Return a sentence without what it quotes.

    >>> unquoted("thiếu cả mục “II NHIỆM VỤ”: II.1")
    'thiếu cả mục : II.1'
    """
    return _QUOTED.sub("", sentence)


def cut_quotes(sentence: str, longest: int = QUOTE) -> str:
    """Return a sentence whose quotes are cut to a length."""
    return _QUOTED.sub(lambda match: f"“{shorten(match[1], longest)}”", sentence)


def quote(text: str, focus: Iterable[str] = (), *, longest: int = QUOTE) -> Text:
    """Return `text` in quotation marks, cut so that what stands in it of `focus` is seen.

    >>> print(quote("rà soát, đôn đốc, báo cáo trước ngày 31/5", ["31/5"], longest=14))
    “… ngày 31/5”
    >>> print(quote("Trong 02 ngày rà soát, đôn đốc, báo cáo", ["02", "báo cáo"], longest=9))
    “Trong 02 … báo cáo”
    """
    found = [words for words in dict.fromkeys(focus) if words in text]
    first = found[0] if found else ""
    at = text.find(first)
    start = 0
    if at + len(first) > longest:
        start = max(0, at - max(0, longest - len(first)) * 2 // 3)
        start = text.find(" ", start) + 1 if start and " " in text[start:at] else start
    shown = shorten(text[start:], longest).removesuffix(" …")
    end = start + len(shown)
    pieces = ["…" if start else "", shown]
    for words in sorted(found[1:], key=text.find)[:_FURTHER]:
        place = text.find(words)
        if place >= end:
            pieces += ["…", words]
            end = place + len(words)
    pieces.append("…" if end < len(text) else "")
    line = Text(f"“{' '.join(filter(None, pieces))}”")
    line.highlight_words(found[: _FURTHER + 1], style="bold")
    return line
