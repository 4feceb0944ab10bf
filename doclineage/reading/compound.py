"""The directory of a compound file (OLE), in which programs of the nineties kept their documents.

[MS-CFB]: sectors chained by a table, a directory of named streams. Read only as far as tells what
kind of document it is; every chain is cut where it runs in a circle.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Where the header says the power of two that a sector's size is, the first sector of the
# directory, the first sector that lists more tables and how many there are, the tables.
_SHIFT, _DIRECTORY, _MORE, _TABLES = 30, 48, 68, 76
# An entry's name, the bytes it takes, its kind, the entries beside it on both sides and the one
# below it, its first sector and its size.
_ENTRY = struct.Struct("<64sHBxIII36xIQ")
#: Sector numbers from here on are marks: end of chain, free, table.
_MARKS = 0xFFFFFFFA
#: Entries of one directory; a Word file with hundreds of pictures has some thousand.
_MAX_ENTRIES = 20_000
#: Table sectors that the header itself names; larger files have more, listed elsewhere.
_IN_HEADER = 109
_STREAM = 2
#: Streams shorter than this stand together in another one, out of reach here.
_SMALL = 4096


class Compound(NamedTuple):
    """The outermost streams of a compound file: their names, the first sector of each large one."""

    names: frozenset[str]
    heads: dict[str, bytes]


class _Entry(NamedTuple):
    name: str
    kind: int
    beside: tuple[int, int]
    below: int
    start: int
    size: int


def read_compound(data: bytes) -> Compound | None:
    """Return what streams the compound file `data` has, None where its directory is damaged."""
    if len(data) < 512:
        return None
    (shift,) = struct.unpack_from("<H", data, _SHIFT)
    (directory,) = struct.unpack_from("<I", data, _DIRECTORY)
    if not data.startswith(MAGIC) or shift not in {9, 12}:
        return None
    sectors = _Sectors(data, 1 << shift)
    streams = list(_outermost(list(islice(_entries(sectors, directory), _MAX_ENTRIES))))
    heads = {entry.name: sectors.at(entry.start) for entry in streams if entry.size >= _SMALL}
    return Compound(frozenset(entry.name for entry in streams), heads) if streams else None


def _outermost(entries: list[_Entry]) -> Iterator[_Entry]:
    """Yield the streams right below the root: an embedded table has streams of its own."""
    waiting = [entries[0].below] if entries else []
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index >= len(entries) or index in seen:
            continue
        seen.add(index)
        waiting.extend(entries[index].beside)
        if entries[index].kind == _STREAM:
            yield entries[index]


class _Sectors:
    """The sectors of a file, and which follows which."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = data, size
        self._count = len(data) // size + 1
        self._tables = list(struct.unpack_from(f"<{_IN_HEADER}I", data, _TABLES))
        more, count = struct.unpack_from("<II", data, _MORE)
        for _ in range(count):
            listed = self.at(more)
            if len(listed) < size or len(self._tables) > self._count:
                break
            *tables, more = struct.unpack(f"<{size // 4}I", listed)
            self._tables += tables

    def at(self, number: int) -> bytes:
        """Return one sector, cut short where the file is."""
        start = (number + 1) * self._size
        return self._data[start : start + self._size] if number < _MARKS else b""

    def chain(self, number: int) -> Iterator[bytes]:
        """Yield a sector and those that follow it."""
        seen: set[int] = set()
        while number < self._count and number not in seen:
            seen.add(number)
            yield self.at(number)
            number = self._next(number)

    def _next(self, number: int) -> int:
        index, place = divmod(number, self._size // 4)
        table = self.at(self._tables[index]) if index < len(self._tables) else b""
        word = table[place * 4 : place * 4 + 4]
        return int.from_bytes(word, "little") if len(word) == 4 else _MARKS


def _entries(sectors: _Sectors, first: int) -> Iterator[_Entry]:
    """Yield the directory's entries in their order."""
    for sector in sectors.chain(first):
        for place in range(0, len(sector) - _ENTRY.size + 1, _ENTRY.size):
            raw, length, kind, left, right, below, start, size = _ENTRY.unpack_from(sector, place)
            name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            yield _Entry(name, kind, (left, right), below, start, size)
