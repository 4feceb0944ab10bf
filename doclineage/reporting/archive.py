"""Office files are archives: written with the same bytes for the same content."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import BinaryIO

#: The earliest day that an archive can name: these files know no clock.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o644 << 16


def write_archive(
    parts: Iterable[tuple[str, bytes]], stream: BinaryIO, *, source: str | None = None
) -> None:
    """Write the parts of an office file in the order in which they are given.

    The archive's comment says that it is ours, and which file (`source`) it is a copy of. Word
    and LibreOffice write none, so that a file which a person has worked on is no longer ours.
    """
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = (f"doclineage of {source}" if source else "doclineage").encode(
            "utf-8", "replace"
        )
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(entry, data)
