"""Files and folders to the paths that are read, and a path to its bytes, bounded."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from doclineage.errors import ReadingError, UnusableInputError
from doclineage.reading.sniff import known_suffixes
from doclineage.settings import DEFAULTS, Settings


def find_files(paths: Iterable[Path], settings: Settings = DEFAULTS) -> tuple[Path, ...]:
    """Return the documents that `paths` name, folders searched to the bottom, in a fixed order.

    A file that is named itself is always taken; inside a folder hidden files, Word's lock files,
    readmes and files without a reader are left out. Raises ReadingError for a missing path.
    """
    suffixes = known_suffixes()
    found: dict[Path, None] = {}
    for path in map(existing, paths):
        for file in _inside(path, suffixes) if path.is_dir() else (path,):
            found[file] = None
            if len(found) > settings.max_files:
                detail = f"> {settings.max_files}"
                raise UnusableInputError(str(path), "error.too-many-files", detail)
    return tuple(found)


def existing(path: Path) -> Path:
    """Return `path` in the Unicode form that the file system knows it by.

    A name typed on one system and stored on another may be composed (NFC) here and decomposed
    (NFD) there; both look the same. Raises ReadingError where there is no such path.
    """
    for form in (None, "NFC", "NFD"):
        spelt = path if form is None else Path(unicodedata.normalize(form, str(path)))
        if os.path.lexists(spelt):
            return spelt
    raise ReadingError(str(path), "error.not-found")


def load_bytes(path: Path, place: str, settings: Settings) -> bytes:
    """Return the bytes of a regular file, its size bounded before and while it is read."""
    path = existing(path)
    try:
        # A folder, pipe or device has no size to bound, and a pipe would wait for ever.
        if not path.is_file():
            raise ReadingError(place, "error.unreadable", "not a file")
        _bound(path.stat().st_size, place, settings)
        with path.open("rb") as stream:
            data = stream.read(settings.max_file_bytes + 1)
    except OSError as fault:
        raise ReadingError(place, "error.unreadable", fault.strerror or str(fault)) from fault
    _bound(len(data), place, settings)
    if not data:
        raise ReadingError(place, "error.empty-file")
    return data


def _bound(size: int, place: str, settings: Settings) -> None:
    if size > settings.max_file_bytes:
        detail = f"{size:,} > {settings.max_file_bytes:,} bytes"
        raise ReadingError(place, "error.too-large", detail)


def _inside(folder: Path, suffixes: frozenset[str]) -> list[Path]:
    found = [path for path in _walk(folder) if _is_document(path, suffixes)]
    return sorted(found, key=lambda path: (unicodedata.normalize("NFC", str(path)), str(path)))


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(fault: OSError) -> None:
        place = str(fault.filename or folder)
        raise ReadingError(place, "error.unreadable", fault.strerror or str(fault)) from fault

    # Links to folders are not followed: they may lead back up.
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names)


def _is_document(path: Path, suffixes: frozenset[str]) -> bool:
    # Word writes "~$name.docx" beside a document that is open.
    if path.name.startswith((".", "~$")) or path.stem.lower().startswith("readme"):
        return False
    return path.suffix.lower() in suffixes and path.is_file()
