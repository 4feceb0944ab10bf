"""Check the hand-made gold against the contents: nothing twice, nothing missing, nothing untrue.

    python tests/corpus_family/check_gold.py

The units come from the content files, not from the library, so the gold stays independent of it.
Exit status 1 and one line for each fault.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import family
import plain

_RELATIONS = {"identical", "noise", "localised", "reworded", "changed"}
_DUTIES = {"required", "not-addressed", "review"}


def texts(content: dict[str, Any]) -> dict[str, str]:
    """Return the text of every unit by its path, damaged where the file is."""
    found = {line.path: line.text for line in family.body(content)}
    if annex := content.get("annex"):
        found["PL1"] = f"{annex['title']} {annex['attached']}"
    # The printed number of a row may differ where rows were left out: it is no text.
    found.update({row.path: " | ".join(row.cells[1:]) for row in family.rows(content)})
    if "scan" in content:
        found = {path: plain.damaged(text, content["scan"]) for path, text in found.items()}
    return found


def key(text: str, *, marks: bool = True) -> str:
    """Fold `text` for comparing; without `marks` also the diacritics go."""
    text = unicodedata.normalize("NFC", text).casefold()
    if not marks:
        text = unicodedata.normalize("NFD", text.replace("đ", "d"))
        text = re.sub(r"[\u0300-\u036f]", "", text)
    return " ".join(re.findall(r"\w+", text))


def once(paths: list[str], expected: list[str], side: str) -> Iterator[str]:
    """Report the paths that do not stand exactly once."""
    counts = Counter(paths)
    yield from (f"{side} {path}: {counts[path]} times" for path in expected if counts[path] != 1)
    yield from (f"{side} {path}: no such unit" for path in counts if path not in set(expected))


def relation(link: dict[str, Any], parent: dict[str, str], child: dict[str, str]) -> Iterator[str]:
    """Report a relation that the texts contradict."""
    left = " ".join(parent[path] for path in link["parents"])
    right = " ".join(child[path] for path in link["children"])
    name = f"{link['parents']} > {link['children']}: {link['relation']}"
    if not {link["relation"], *link.get("also", [])} <= _RELATIONS:
        yield f"{name}: unknown relation"
    if (key(left) == key(right)) != (link["relation"] == "identical"):
        yield f"{name}: the texts are {'equal' if key(left) == key(right) else 'different'}"
    bare = key(left, marks=False) == key(right, marks=False)
    if bare and link["relation"] not in {"identical", "noise"}:
        yield f"{name}: only marks differ"
    if not bare and link["relation"] == "noise":
        yield f"{name}: more than marks differs"
    yield from (
        f"{name}: not in the parent: {lost}" for lost in link.get("lost", ()) if lost not in left
    )


def fact(change: dict[str, Any], parent: dict[str, str], child: dict[str, str]) -> Iterator[str]:
    """Report a fact whose words do not stand in its units."""
    for side, units in (("parent", parent), ("child", child)):
        where = " ".join(
            units[path] for path in change[f"{side}s" if side == "parent" else "children"]
        )
        words = change[side]
        if words is not None and words.casefold() not in where.casefold():
            yield f"{side} {change}: the words are not there"


def citations(mentions: list[dict[str, Any]], content: dict[str, Any]) -> Iterator[str]:
    """Report a citation that is not printed, and a printed number that no citation has."""
    head = content["head"]
    printed = " ".join([*head["bases"], head["lead"], *texts(content).values()])
    for mention in mentions:
        year, month, day = mention["issued"].split("-")
        # Decree 30/2020: days below 10 and months 1 and 2 are padded.
        date = f"{day}/{month if month in {'01', '02'} else int(month)}/{year}"
        # The Party writes a comma before the day.
        forms = (f"số {mention['number']}{comma} ngày {date}" for comma in ("", ","))
        if not any(form in printed for form in forms):
            yield f"{mention['number']}: not printed with {date}"
        if mention["issuer"] and mention["issuer"] not in printed:
            yield f"{mention['number']}: {mention['issuer']} is not printed"
    known = {mention["number"] for mention in mentions}
    numbers = re.findall(r"số (\d+[-/][\w/Đ-]+)", printed)
    yield from (f"{number}: printed, not in the gold" for number in numbers if number not in known)


def plan(gold: dict[str, Any], parent: dict[str, Any], child: dict[str, Any]) -> Iterator[str]:
    """Report what is wrong with the gold of one plan."""
    left, right = texts(parent), texts(child)
    linked = gold["links"]
    parents = [path for link in linked for path in link["parents"]]
    parents += [omission["path"] for omission in gold["omitted"]]
    children = [path for link in linked for path in link["children"]] + gold["added"]
    yield from once(parents, family.paths(parent), "parent")
    yield from once(children, family.paths(child), "child")
    yield from (str(item) for item in gold["omitted"] if item["duty"] not in _DUTIES)
    for link in linked:
        yield from relation(link, left, right)
    pairs = {(tuple(link["parents"]), tuple(link["children"])): link for link in linked}
    for change in gold["facts"]:
        yield from fact(change, left, right)
        if pairs[tuple(change["parents"]), tuple(change["children"])]["relation"] != "changed":
            yield f"{change}: its link is not changed"
    yield from citations(gold["citations"], child)


def second_family() -> Iterator[str]:
    """Report what is wrong with the gold of the second family."""
    gold = json.loads(family.GOLD2.read_text(encoding="utf-8"))
    contents = {content["file"]: content for content in family.documents(family.CONTENT2)}
    yield from (f"{name}: not in both" for name in set(gold["letterheads"]) ^ set(contents))
    for name, content in contents.items():
        cited = [edge for edge in gold["edges"] if edge["source"] == name]
        yield from (f"{name}: {fault}" for fault in citations(cited, content))
        files = family.files(content)
        yield from (f"{file}: not built" for file in files if not (family.CORPUS / file).is_file())
        if len(files) > 1 and files not in gold["versions"]:
            yield f"{name}: its versions are not in the gold"
    for edge in gold["edges"]:
        target = gold["letterheads"].get(edge["target"])
        if target and (target["number"], target["issued"]) != (edge["number"], edge["issued"]):
            yield f"{edge['source']}: {edge['number']} is not what {edge['target']} says"
    known = {*gold["letterheads"], *(edge["number"] for edge in gold["edges"])}
    yield from (
        f"{item['about']}: unknown" for item in gold["verdicts"] if item["about"] not in known
    )


def main() -> int:
    """Print every fault; return 1 where there is one."""
    gold = json.loads(family.GOLD.read_text(encoding="utf-8"))
    contents = {content["file"]: content for content in family.documents()}
    parent = contents[gold["parent"]]
    faults = [f"{parent['file']}: {fault}" for fault in citations(gold["citations"], parent)]
    for item in gold["plans"]:
        found = plan(item, parent, contents[item["file"]])
        faults += [f"{item['file']}: {fault}" for fault in found]
    named = {gold["parent"], *(item["file"] for item in gold["plans"])}
    faults += [f"{name}: not in both" for name in named ^ set(contents)]
    faults += [f"{name}: no letterhead" for name in named ^ set(gold["letterheads"])]
    faults += [f"{name}: not built" for name in named if not (family.CORPUS / name).is_file()]
    faults += second_family()
    print("\n".join(faults) or f"{len(gold['plans'])} plans: every unit stands once")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
