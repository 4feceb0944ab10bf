"""How a document stands, in words, signs and looks: what an audit found, what it covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, get_args

from doclineage.reporting.tree.data import Cover, Paper
from doclineage.wording import Language, Phrase, phrase, say

#: What a box is coloured by: the worst that an audit found, else how much is covered.
Mark = Literal["error", "warning", "sound", "poor", "part", "good", "none"]

_SIGNS: dict[Mark, str] = {
    "error": "✗",
    "warning": "?",
    "sound": "✓",
    "poor": "✗",
    "part": "!",
    "good": "✓",
    "none": "·",
}
ABSENT, STALE = "∅", "⊘"
#: Findings that are told beside a document; notes hold nothing against it.
_TOLD: tuple[Literal["error", "warning"], ...] = ("error", "warning")
_COVERS: tuple[Cover, ...] = ("good", "part", "poor")


class Key(NamedTuple):
    """One entry of the key to a picture: how it looks, and what that stands for."""

    look: str
    text: Phrase


def mark_of(paper: Paper) -> Mark:
    """Return what a document is coloured by."""
    if paper.found is None:
        return paper.cover
    return next((severity for severity in _TOLD if paper.found.get(severity)), "sound")


def worst(papers: Iterable[Paper]) -> Mark:
    """Return what several documents are coloured by: the worst of them."""
    return min(map(mark_of, papers), key=list(_SIGNS).index)


def sign(mark: Mark) -> str:
    """Return the sign that stands beside a colour."""
    return _SIGNS[mark]


def sign_of(paper: Paper) -> str:
    """Return the sign that stands beside a document's colour."""
    if paper.stale:
        return STALE
    return sign(mark_of(paper)) if paper.node.present else ABSENT


def look_of(mark: Mark) -> str:
    """Return the class name of a colour."""
    return f"cover-{mark}" if mark in get_args(Cover) else f"found-{mark}"


def look(paper: Paper) -> str:
    """Return the class names of a document."""
    names = [look_of(mark_of(paper))]
    names += [] if paper.node.present else ["absent"]
    names += ["stale"] if paper.stale else []
    return " ".join(names)


def weight_of(paper: Paper) -> str:
    """Return how many findings of its worst weight a document has, empty for none."""
    mark = mark_of(paper)
    return str((paper.found or {})[mark]) if mark in _TOLD else ""


def standing(paper: Paper, language: Language) -> str:
    """Return a document's standing in words beside its signs."""
    return " · ".join(filter(None, standing_lines(paper, language)))


def standing_lines(paper: Paper, language: Language) -> tuple[str, str]:
    """Return it in two lines: its day, validity and coverage; what was found."""
    parts = [f"{paper.node.issued:%d/%m/%Y}"] if paper.node.issued else []
    if not paper.node.present:
        parts.append(f"{ABSENT} {say('table.absent', language)}")
    if paper.stale:
        parts.append(f"{STALE} {say('tree.stale', language)}")
    if paper.share is not None:
        before = f"{_SIGNS[paper.cover]} " if paper.found is None else ""
        parts.append(f"{before}{say('tree.covers', language, share=f'{paper.share:.0%}')}")
    return " · ".join(parts), " · ".join(_held_against(paper, language))


def _held_against(paper: Paper, language: Language) -> Iterator[str]:
    if paper.found is None:
        return
    counts = {severity: paper.found.get(severity, 0) for severity in _TOLD}
    for severity, count in counts.items():
        if count:
            yield f"{_SIGNS[severity]} {say(f'count.{severity}', language, count=count)}"
    if not any(counts.values()):
        yield f"{_SIGNS['sound']} {say('tree.sound', language)}"


def key_of(papers: Iterable[Paper]) -> tuple[Key, ...]:
    """Return the key to the colours and signs of some documents, nothing that is not among them."""
    seen = list(papers)
    marks = {mark_of(paper) for paper in seen}
    keys = [
        Key(look_of(mark), _with_sign(sign(mark), phrase(f"tree.{mark}")))
        for mark in _SIGNS
        if mark in marks - {"none"}
    ]
    if any(paper.found is not None and paper.share is not None for paper in seen):
        keys.append(Key("bar", phrase("tree.bar")))
    if any(not paper.node.present for paper in seen):
        keys.append(Key("absent", _with_sign(ABSENT, phrase("table.absent"))))
    if any(paper.stale for paper in seen):
        keys.append(Key("stale", _with_sign(STALE, phrase("tree.stale"))))
    return tuple(keys)


def _with_sign(mark: str, said: Phrase) -> Phrase:
    return Phrase(f"{mark} {said.vi}", f"{mark} {said.en}")


def counted(papers: Iterable[Paper], language: Language) -> Iterator[str]:
    """Yield how many of some documents have each colour, and how many are absent."""
    seen = list(papers)
    marks = [mark_of(paper) for paper in seen]
    for mark, shown in _SIGNS.items():
        if mark in marks and mark != "none":
            yield f"{shown} {say(f'tree.{mark}', language)}: {marks.count(mark)}"
    if absent := sum(not paper.node.present for paper in seen):
        yield f"{ABSENT} {say('table.absent', language)}: {absent}"
