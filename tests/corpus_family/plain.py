"""The two plain files: a scan's text with its damage, and a Markdown file without letterhead."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import Any

import family

_COLUMN = 48


def _columns(left: list[str], right: list[str]) -> str:
    pairs = zip_longest(left, right, fillvalue="")
    return "\n".join(f"{a:<{_COLUMN}}{b}".rstrip() for a, b in pairs)


def _pipe(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def scanned(content: dict[str, Any]) -> str:
    """Return the text of a scan: two columns on one line, hard-wrapped, cut by pages, damaged."""
    head, tail = content["head"], content["tail"]
    left = [*head["superior"], *head["issuer"], family.number_line(head)]
    right = [*family.nation_lines(head), f"{head['place']}, {head['date']}"]
    title = "\n".join(line.center(96).rstrip() for line in textwrap.wrap(head["title"], 70))
    blocks = [_columns(left, right), head["kind"].center(96).rstrip() + "\n" + title]
    flowing = [*head["bases"], head["lead"]]
    for line in family.body(content):
        if line.code == "-":
            flowing.append(f"- {line.text}")
        else:
            flowing.append(f"{line.label}- {line.text}" if line.label else line.text)
    for text in flowing:
        blocks.extend(_printed(damaged(text, content["scan"]), content["scan"]))
    blocks.append(_columns(["Nơi nhận:", *tail["recipients"]], [*tail["sign"], "", tail["signer"]]))
    if annex := content.get("annex"):
        table = [annex["columns"], *(_filled(row.cells, annex) for row in family.rows(content))]
        blocks += [annex["label"], annex["title"], annex["attached"], "\n".join(map(_pipe, table))]
    return "\n\n".join(blocks) + "\n"


def _filled(cells: tuple[str, ...], annex: dict[str, Any]) -> list[str]:
    return [*cells, *[""] * (len(annex["columns"]) - len(cells))]


def damaged(text: str, scan: dict[str, Any]) -> str:
    """Return `text` as the scanner read it."""
    for damage in scan["damage"]:
        text = text.replace(damage["clean"], damage["damaged"])
    return text


def _printed(text: str, scan: dict[str, Any]) -> list[str]:
    parts = [text]
    for cut in scan["cut"]:
        before, found, after = parts[-1].partition(cut["after"])
        if found:
            parts[-1:] = [before + found, cut["page"], after.lstrip()]
    return ["\n".join(textwrap.wrap(part, scan["width"])) for part in parts]


#: OCR gives headings whatever depth it likes; these stand in the order of the document.
_HEADINGS = ("#### **{}**", "##### **{}**", "## **{}**", "### **{}**", "**{}**")


def markdown(content: dict[str, Any]) -> str:
    """Return a Markdown text like those that OCR makes, without the letterhead if it is lost."""
    head, tail = content["head"], content["tail"]
    blocks = []
    if head["issuer"]:
        blocks += [*head["superior"], f"**{' '.join(head['issuer'])}**", family.number_line(head)]
        blocks += [*family.nation_lines(head), f"*{head['place']}, {head['date']}*"]
    blocks += [f"## {head['kind']}", f"### **{head['title']}**", "-----", head["lead"]]
    count = 0
    for line in family.body(content):
        if line.code in {"#", "##"}:
            form = _HEADINGS[0] if line.code == "#" else _HEADINGS[1 + count % 4]
            count += line.code == "##"
            blocks.append(form.format(f"{line.label}. {line.text}"))
        elif line.code == "###":
            blocks.append(f"{line.label}) {line.text}")
        else:
            blocks.append(f"- {line.text}" if line.code == "-" else line.text)
    blocks += ["Nơi nhận:", "\n".join(tail["recipients"])]
    blocks += ["**" + "\n".join(tail["sign"]) + "**", tail["signer"]]
    if annex := content.get("annex"):
        table = [annex["columns"], ["---"] * len(annex["columns"])]
        table += [_filled(row.cells, annex) for row in family.rows(content)]
        blocks += [f"## **{annex['label']}**", f"**{annex['title']}**", f"*{annex['attached']}*"]
        blocks.append("\n".join(map(_pipe, table)))
    return "\n\n".join(blocks) + "\n"
