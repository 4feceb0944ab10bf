"""Compound files (OLE) as old programs wrote them: a directory and its streams."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
#: What [MS-DOC] 2.5.2 calls wIdent, and where the flags stand.
WORD, FLAGS, ENCRYPTED = b"\xec\xa5\xc1\x00", 10, 0x0100


def build_compound(**streams: bytes) -> bytes:
    """Return a compound file of these streams, each filled up to the least of an own chain."""
    bodies = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    entries = [_entry("Root Entry", 5, below=1 if bodies else _NONE)]
    table = [_TABLE]
    content = b""
    directory = 1 + -(-(len(bodies) + 1) // 4)
    start = directory
    for index, (name, data) in enumerate(bodies.items(), 1):
        count = -(-len(data) // _SECTOR)
        following = index + 1 if index < len(bodies) else _NONE
        entries.append(_entry(name, 2, right=following, start=start, size=len(data)))
        content += data.ljust(count * _SECTOR, b"\0")
        start += count
    table += [*range(2, directory), _END]
    for data in bodies.values():
        count = -(-len(data) // _SECTOR)
        table += [*range(len(table) + 1, len(table) + count), _END]
    listed = b"".join(entries).ljust((directory - 1) * _SECTOR, b"\0")
    chains = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    return _header() + chains + listed + content


def word_head(flags: int = 0) -> bytes:
    """Return the beginning of the stream in which Word keeps its text."""
    return WORD.ljust(FLAGS, b"\0") + flags.to_bytes(2, "little")


def _header() -> bytes:
    head = MAGIC + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<II", 1, 1)
    head = head.ljust(56, b"\0") + struct.pack("<IIIII", 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(
    name: str, kind: int, *, right: int = _NONE, below: int = _NONE, start: int = 0, size: int = 0
) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII36xIQ", raw, len(raw) + 2, kind, 1, _NONE, right, below, start, size
    )
