"""Files and folders to the paths that are read, and a path to its bytes, bounded."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from doclineage.errors import ReadingError, UnusableInputError
from doclineage.reading.sniff import is_document_head, known_suffixes
from doclineage.settings import DEFAULTS, Settings, read_bounded

#: What a page that a browser or Word saved ends in; its pictures lie in a folder "…_files".
_PAGES = (".htm", ".html")
#: What our own pages say in their first bytes, and our own Word files in their archive's comment:
#: minutes nothing more, a plan with remarks the name of the file that it is a copy of.
_OURS = b'content="doclineage'
_OUR_ARCHIVE = re.compile(rb"PK\x05\x06.{18}doclineage(?: of (?P<source>.+))?\Z", re.DOTALL)
#: The end of an archive: its own 22 bytes, then a comment that holds the name of a file.
_ARCHIVE_END = 1_024


def find_files(paths: Iterable[Path], settings: Settings = DEFAULTS) -> tuple[Path, ...]:
    """Return the documents that `paths` name, folders searched to the bottom, in a fixed order.

    A file that is named itself is always taken; inside a folder hidden files, Word's lock files,
    readmes, reports of ours and files that are no documents are left out. A folder inside that
    may not be opened stands for what it holds: read, it fails. Raises ReadingError for a missing
    path.
    """
    suffixes = known_suffixes()
    found: dict[Path, None] = {}
    for path in map(existing, paths):
        for file in _inside(path, suffixes) if _is_folder(path) else (path,):
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
        try:
            spelt.lstat()
        except PermissionError:
            return spelt  # it may be there, and is refused when it is opened
        except (OSError, ValueError):  # ValueError: a name with a null character
            continue
        return spelt
    raise ReadingError(str(path), "error.not-found")


def refuse_folder(path: Path) -> None:
    """Raise UnusableInputError for a folder, ReadingError for one that may not be opened."""
    if not _is_folder(path):
        return
    try:
        next(path.iterdir(), None)
    except OSError as fault:
        detail = fault.strerror or str(fault)
        raise ReadingError(str(path), "error.unreadable-folder", detail) from fault
    raise UnusableInputError(str(path), "error.is-folder")


def load_bytes(path: Path, place: str, settings: Settings) -> bytes:
    """Return the bytes of a regular file, its size bounded before and while it is read."""
    path = existing(path)
    try:
        if path.is_file():
            _bound(path.stat().st_size, place, settings)
        data = read_bounded(path, settings.max_file_bytes)
    except OSError as fault:
        raise ReadingError(place, "error.unreadable", fault.strerror or str(fault)) from fault
    _bound(len(data), place, settings)
    if not data:
        raise ReadingError(place, "error.empty-file")
    return data


def _bound(size: int, place: str, settings: Settings) -> None:
    if size > settings.max_file_bytes:
        detail = f"{size:,} > max_file_bytes = {settings.max_file_bytes:,}"
        raise ReadingError(place, "error.too-large", detail)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _inside(folder: Path, suffixes: frozenset[str]) -> list[Path]:
    closed: list[Path] = []
    files = [path for path in _walk(folder, closed) if _is_document(path, suffixes)]
    names = {unicodedata.normalize("NFC", path.name) for path in files}
    files = [path for path in files if not _is_our_word(path, names)]
    return sorted((*files, *closed), key=_order)


def files_inside(folder: Path, *, documents: bool) -> list[Path]:
    """Return the files of a folder that are documents, or those that are none, in a fixed order.

    Hidden files and readmes are neither.
    """
    suffixes = known_suffixes()
    files = (path for path in _walk(folder, []) if not _is_hidden(path))
    chosen = [path for path in files if _is_document(path, suffixes) is documents]
    return sorted(chosen, key=_order)


def is_ours(path: Path) -> bool:
    """Tell whether a file is a page, a workbook or minutes that we wrote, or a marked plan."""
    if path.suffix.lower() in _PAGES:
        return _OURS in (_head(path, 1024) or b"")
    return _OUR_ARCHIVE.search(_tail(path, _ARCHIVE_END)) is not None


def _order(path: Path) -> tuple[str, str]:
    return unicodedata.normalize("NFC", str(path)), str(path)


def _walk(folder: Path, closed: list[Path]) -> Iterator[Path]:
    """Yield the files below a folder; folders that cannot be listed are added to `closed`."""

    def close(fault: OSError) -> None:
        closed.append(Path(fault.filename or folder))

    # Links to folders are not followed: they may lead back up.
    for place, folders, names in os.walk(folder, onerror=close):
        folders[:] = [name for name in folders if not _is_passed(name, names)]
        yield from (Path(place, name) for name in names)


def _is_passed(folder: str, names: Collection[str]) -> bool:
    """Tell the folders that are none of the user's: hidden ones, the pictures of a saved page."""
    page = folder.removesuffix("_files")
    saved = page != folder and any(f"{page}{suffix}" in names for suffix in _PAGES)
    return folder.startswith(".") or saved


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.stem.lower().startswith("readme")


def _is_document(path: Path, suffixes: frozenset[str]) -> bool:
    # Word writes "~$name.docx" beside a document that is open.
    if _is_hidden(path) or path.name.startswith("~$"):
        return False
    suffix = path.suffix.lower()
    if suffix in _PAGES and _OURS in (_head(path, 1024) or b""):
        return False
    # "KH 45.2026" and "Kế hoạch 45" say nothing of their kind.
    return suffix in suffixes or (not suffix[1:].isalpha() and _looks_like_one(path))


def _is_our_word(path: Path, names: Collection[str]) -> bool:
    """Tell our minutes, and a plan that we put remarks in where the plan itself is here too."""
    if path.suffix.lower() != ".docx":
        return False
    ours = _OUR_ARCHIVE.search(_tail(path, _ARCHIVE_END))
    if ours is None:
        return False
    source = ours["source"]
    return (
        source is None or unicodedata.normalize("NFC", source.decode("utf-8", "replace")) in names
    )


def _looks_like_one(path: Path) -> bool:
    """Tell by its first bytes whether a file is a document; one that is closed may be."""
    head = _head(path, 8)
    return head is None or is_document_head(head)


def _head(path: Path, length: int) -> bytes | None:
    """Return the first bytes of a file, None where it may not be opened."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.read(length)
    except OSError:
        return None


def _tail(path: Path, length: int) -> bytes:
    """Return the last bytes of a file, none where it may not be opened."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            stream.seek(max(0, path.stat().st_size - length))
            return stream.read(length)
    except OSError:
        return b""
