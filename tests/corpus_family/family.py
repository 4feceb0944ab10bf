"""The content of the families: one TOML file a document, and the flat list of its units.

A body line starts with a code that says what it is: ``#`` and ``##`` headings, ``###`` a letter
point, ``-`` a bullet, ``p`` an unmarked paragraph, ``end`` the closing paragraph. An annex row is
``TT | task | lead | support | deadline | product``; ``I | TEXT`` is a group row.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
CONTENT = HERE / "content"
CONTENT2 = HERE / "content2"
CORPUS = HERE.parents[1] / "corpus"
GOLD = HERE.parent / "gate" / "gold" / "family1.json"
GOLD2 = HERE.parent / "gate" / "gold" / "family2.json"
_LINE = re.compile(r"(?P<code>###|##|#|-|p|end) (?P<text>.+)")
_MARKER = re.compile(r"(?P<label>[IVX]+|\d+|[a-zđ])(?P<stop>[.)]) (?P<text>.+)")


class Line(NamedTuple):
    """One unit of the body: its path, its code, its printed label ("" where none), its text."""

    path: str
    code: str
    label: str
    text: str


class Row(NamedTuple):
    """One row of the annex: its path and its cells; a group row has two."""

    path: str
    cells: tuple[str, ...]


def load(path: Path) -> dict[str, Any]:
    """Return the content of one document."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def documents(folder: Path = CONTENT) -> list[dict[str, Any]]:
    """Return the contents of a family's documents in the order of their content files' names."""
    return [load(path) for path in sorted(folder.glob("*.toml"))]


def files(content: dict[str, Any]) -> list[str]:
    """Return the files that hold one document, the leading one first."""
    return [content["file"], *content.get("also", ())]


def number_line(head: dict[str, Any]) -> str:
    """Return the line of the number: the Party writes no colon after "Số"."""
    return f"Số {head['number']}" if head.get("system") == "party" else f"Số: {head['number']}"


def nation_lines(head: dict[str, Any]) -> list[str]:
    """Return what stands opposite the issuer."""
    if head.get("system") == "party":
        return ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    return ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def body(content: dict[str, Any]) -> list[Line]:
    """Return the units of the body with their paths."""
    lines = []
    above: list[str] = []
    seen: dict[str, int] = {}
    for raw in content["body"]["text"].strip().splitlines():
        match = _LINE.fullmatch(raw)
        assert match, raw
        code, text, label = match["code"], match["text"], ""
        if code.startswith("#"):
            marker = _MARKER.fullmatch(text)
            assert marker, raw
            label, text = marker["label"], marker["text"]
            above = [*above[: len(code) - 1], label]
            path = ".".join(above)
        else:
            # A letter point holds no bullets here: what follows it stands beside it.
            above = above[:2] if code != "end" else ["end"]
            key = f"{'.'.join(above)}/{'b' if code == '-' else 'p'}"
            seen[key] = seen.get(key, 0) + 1
            path = f"{key}{seen[key]}"
        lines.append(Line(path, code, label, text))
    return lines


def rows(content: dict[str, Any]) -> list[Row]:
    """Return the rows of the annex with their paths, the task rows counted through."""
    found = []
    count = 0
    if "annex" not in content:
        return []
    for raw in content["annex"]["rows"].strip().splitlines():
        cells = tuple(cell.strip() for cell in raw.split("|"))
        if len(cells) == 2:
            found.append(Row(f"PL1.{cells[0]}", cells))
            continue
        assert len(cells) == len(content["annex"]["columns"]), raw
        count += 1
        found.append(Row(f"PL1/r{count}", cells))
    return found


def paths(content: dict[str, Any]) -> list[str]:
    """Return the path of every body and annex unit in reading order."""
    return [*(line.path for line in body(content)), "PL1", *(row.path for row in rows(content))]
