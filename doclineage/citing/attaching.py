"""Annexes in files of their own, joined to the documents that they are attached to.

"PL kem KH 15.docx" that opens with "(Kèm theo Kế hoạch số 15/KH-UBND …)" holds tasks of that plan:
apart from it nobody is held against them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import count

import msgspec

from doclineage.model import Attached, Document, Notice, Unit
from doclineage.vietnamese.words import words
from doclineage.wording import phrase

#: Kinds that issue what is attached to them. A letter or a submission only sends a plan along.
_ISSUING = frozenset({"QĐ", "NQ", "NĐ", "TT", "CT", "TTLT"})
#: From this share of common paragraphs on, a document holds the text of an annex itself.
_HELD = 0.8


def attach(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents, those that others are attached to with the units of these behind.

    Citations must be resolved. What is attached stays a document of its own too.
    """
    by_id = {document.doc_id: document for document in documents}
    parts: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=_order):
        whole = _whole(document, by_id)
        if whole is not None:
            parts[whole.doc_id].append(document)
    return tuple(
        _joined(document, parts[document.doc_id]) if document.doc_id in parts else document
        for document in documents
    )


def _order(document: Document) -> tuple[str, str]:
    """Order annexes by their labels."""
    paths = (unit.path for unit in document.units if unit.zone == "annex")
    return next(paths, ""), document.source.path


def _whole(document: Document, by_id: dict[str, Document]) -> Document | None:
    """Return the document that one is part of in the end, None where it stands by itself."""
    found, seen = None, {document.doc_id}
    part: Document | None = document
    while part is not None:
        name = _attached_to(part, by_id)
        if name is None or name in seen:
            break
        seen.add(name)
        found = part = by_id.get(name)
    return found


def _attached_to(document: Document, by_id: dict[str, Document]) -> str | None:
    """Return the document here that one says to be attached to.

    What bears a number of its own, printed or left blank, is a document by itself.
    """
    head = document.letterhead
    printed = head.number and head.origins.get("number") != "cited"
    if printed or head.number_code:
        return None
    content = document.content()
    all_annex = bool(content) and all(document.units[i].zone == "annex" for i in content)
    for citation in document.citations:
        if citation.relation != "attached_to" or citation.subject is not None:
            continue
        whole = by_id.get(citation.target or "")
        in_head = document.units[citation.unit].zone == "head"
        if in_head and whole and (all_annex or whole.letterhead.kind in _ISSUING):
            return whole.doc_id
    return None


def _joined(document: Document, parts: Sequence[Document]) -> Document:
    units = list(document.units)
    attached: list[Attached] = []
    notices = list(document.notices)
    for part in parts:
        first = len(units)
        new = [] if _holds(document, part) else list(_units(part, units))
        units += new
        source = part.source
        attached.append(Attached(part.doc_id, source, first if new else 0, len(new)))
        notices += (
            msgspec.structs.replace(notice, unit=notice.unit + first)
            for notice in part.notices
            if new and notice.unit is not None
        )
    return msgspec.structs.replace(
        document,
        units=tuple(units),
        attached=tuple(attached),
        notices=(*notices, _notice(attached)),
    )


def _notice(attached: Sequence[Attached]) -> Notice:
    names = "; ".join(part.source.path.replace("\\", "/").rpartition("/")[2] for part in attached)
    said = phrase("notice.attached", names=names)
    return Notice(code="attached", message=said.vi, message_en=said.en)


def _holds(document: Document, part: Document) -> bool:
    """Tell whether a document has the text of an annex in its own file too."""
    own = {_key(document.units[index]) for index in document.content()}
    asked = [_key(part.units[index]) for index in part.content()]
    return bool(asked) and sum(key in own for key in asked) >= _HELD * len(asked)


def _key(unit: Unit) -> tuple[str, ...]:
    return tuple(words(unit.text).keys)


def _units(part: Document, before: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units of an annex as the annex zone of what stands before it."""
    taken = {unit.path for unit in before}
    own = list(part.units)
    if not any(unit.zone == "annex" for unit in own):
        own = _as_annex(part)
    tops: list[tuple[str, str]] = []
    for index, unit in enumerate(own):
        if unit.parent < 0:
            tops.append((unit.path, _free(unit, taken)))
        else:
            tops.append(tops[unit.parent])
        old, new = tops[index]
        path = new + unit.path.removeprefix(old) if unit.path.startswith(old) else unit.path
        taken.add(path)
        parent = unit.parent + len(before) if unit.parent >= 0 else -1
        yield msgspec.structs.replace(unit, path=path, parent=parent)


def _free(unit: Unit, taken: Collection[str]) -> str:
    """Return a path that nothing has: an annex takes the next number, others are counted."""
    if unit.path not in taken:
        return unit.path
    named = "PL{}" if unit.zone == "annex" and unit.kind == "heading" else f"{unit.path}~{{}}"
    return next(name for n in count(2) if (name := named.format(n)) not in taken)


def _as_annex(part: Document) -> list[Unit]:
    """Return the units of a regulation or plan that a decision issues, below its title."""
    kind = part.letterhead.kind or "PL"
    titled = [index for index, unit in enumerate(part.units) if unit.path == "head/kind"]
    top = titled[0] if titled else -1
    head = [unit for unit in part.units if unit.path in {"head/kind", "head/title"}]
    title = " ".join(unit.text for unit in head)
    return [
        msgspec.structs.replace(unit, path=kind, zone="annex", kind="heading", text=title)
        if index == top
        else msgspec.structs.replace(
            unit,
            path=f"{kind}/{unit.path}",
            zone="annex" if unit.zone == "body" else unit.zone,
            parent=top if unit.parent < 0 and index > top else unit.parent,
        )
        for index, unit in enumerate(part.units)
    ]
