"""Files that hold one document, made one document that names them all.

A plan lies about as draft and as signed text, as Word and as PDF. Read as two documents it would
be audited twice, and a citation of it would fit both. Files that may be one are found by their
designation and, where it is incomplete, by the shingles that they share; never all against all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from doclineage.citing.designation import HeldFile
from doclineage.citing.leading import united
from doclineage.citing.sameness import contradicts, is_same
from doclineage.model import Document

#: Files under one key that are compared; more are a form that everybody fills in.
_MOST_COMPARED = 100


def unite_versions(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return one document for all files that hold it; the best version's text leads.

    The others stand in its `versions` and in a notice; what the leader does not say of its
    designation is taken from them, with the origin "version".
    """
    ordered = sorted(documents, key=lambda d: (d.doc_id, d.source.path, d.source.sha256))
    groups = _equal_files(ordered)
    groups = _grouped_by_number(groups)
    groups = _with_incomplete(groups)
    return tuple(united(group) for group in groups)


def distinct(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Make the versions of a document one; give documents of one designation ids of their own."""
    seen: dict[str, int] = {}
    found = []
    for document in sorted(unite_versions(documents), key=lambda d: (d.doc_id, d.source.path)):
        seen[document.doc_id] = number = seen.get(document.doc_id, 0) + 1
        name = document.doc_id if number == 1 else f"{document.doc_id}~{number}"
        found.append(msgspec.structs.replace(document, doc_id=name))
    return tuple(found)


_Group = list[HeldFile]


def _equal_files(documents: Sequence[Document]) -> list[_Group]:
    by_hash: dict[str, _Group] = {}
    for document in documents:
        by_hash.setdefault(document.source.sha256, []).append(HeldFile(document))
    return list(by_hash.values())


def _grouped_by_number(groups: list[_Group]) -> list[_Group]:
    """Join the groups of one number, body and place whose texts agree."""
    joined: list[_Group] = []
    by_designation: dict[tuple[str | None, str, str | None], list[_Group]] = defaultdict(list)
    for group in groups:
        first = group[0]
        if not first.is_designated or first.issuer is None:
            joined.append(group)
            continue
        known = by_designation[first.number, first.issuer.body, first.place]
        home = next((g for g in known[:_MOST_COMPARED] if _fits(group, g)), None)
        if home is None:
            known.append(group)
            joined.append(group)
        else:
            home.extend(group)
    return joined


def _fits(group: _Group, home: _Group) -> bool:
    """Tell whether a file is a version of one in `home` and contradicts none there."""
    first = group[0]
    return any(is_same(first, held) for held in home) and not any(
        contradicts(first, held) for held in home
    )


def _with_incomplete(groups: list[_Group]) -> list[_Group]:
    """Join files whose designation is incomplete where exactly one document fits them."""
    incomplete = [group for group in groups if not group[0].is_designated]
    if not incomplete:
        return groups
    index = _TextIndex(group for group in groups if group[0].is_designated)
    found = []
    for group in incomplete:
        homes = [home for home in index.like(group[0]) if _fits(group, home)]
        # A draft that fits two documents is left as its own: nothing says whose it is.
        if len(homes) == 1:
            homes[0].extend(group)
            index.add(group[0], homes[0])
        else:
            index.add(group[0], group)
            found.append(group)
    return [*(group for group in groups if group[0].is_designated), *found]


class _TextIndex:
    """Groups by place and the shingles of their sketches."""

    def __init__(self, groups: Iterable[_Group]) -> None:
        self._waiting: dict[str | None, list[_Group]] = defaultdict(list)
        self._found: dict[tuple[str | None, int], list[_Group]] = defaultdict(list)
        self._places: dict[int, list[str | None]] = defaultdict(list)
        for group in groups:
            self._waiting[group[0].place].append(group)

    def add(self, held: HeldFile, group: _Group) -> None:
        """Make a group known by the text of one of its files."""
        for shingle in held.sketch:
            bucket = self._found[held.place, shingle]
            if not bucket:
                self._places[shingle].append(held.place)
            if not any(known is group for known in bucket):
                bucket.append(group)

    def like(self, held: HeldFile) -> list[_Group]:
        """Return the groups with a common shingle whose place may be the same, in a fixed order."""
        found: dict[int, _Group] = {}
        for place in self._may_be(held):
            for group in self._waiting.pop(place, ()):
                self.add(group[0], group)
        for shingle in held.sketch:
            places = self._places.get(shingle, ())
            wanted = places if held.place is None else (held.place, None)
            buckets = [self._found.get((place, shingle), []) for place in wanted]
            if sum(map(len, buckets)) <= _MOST_COMPARED:
                found.update((id(group), group) for bucket in buckets for group in bucket)
        return list(found.values())

    def _may_be(self, held: HeldFile) -> Iterator[str | None]:
        yield from list(self._waiting) if held.place is None else (held.place, None)
