"""Results to files and streams: one module a format, found through `WRITERS`.

A writer is ``write(reports, stream, *, language)``: `reports` are results of one kind, `stream`
takes bytes. A writer that cannot show a kind raises `WritingError`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, get_args

from doclineage.errors import WritingError
from doclineage.model import Document
from doclineage.registry import WRITERS
from doclineage.wording import Language

__all__ = ["format_of", "write_file", "write_to"]

#: Formats that hold one plan a file.
_ONE_PLAN = frozenset({"docx"})
#: Suffixes that are not the name of their writer.
_SUFFIXES = {
    "txt": "text",
    "mmd": "mermaid",
    "gv": "dot",
    "jsonl": "json",
    "htm": "html",
    "ttl": "turtle",
}
#: Endings of two parts, where the last alone names another writer.
_ENDINGS = {".nodes.csv": "csv-nodes", ".prov.json": "prov-json"}


def format_of(path: Path) -> str:
    """Return the name of the writer that a suffix stands for, whether or not there is one.

    >>> format_of(Path("audit.TXT")), format_of(Path("graph.dot")), format_of(Path("a.prov.json"))
    ('text', 'dot', 'prov-json')
    """
    ending = "".join(path.suffixes[-2:]).lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    suffix = path.suffix.removeprefix(".").lower()
    return _SUFFIXES.get(suffix, suffix)


def write_to(
    name: str, reports: Sequence[object], stream: BinaryIO, *, language: Language = "vi"
) -> None:
    """Write results by the writer called `name`."""
    WRITERS.load(name)(reports, stream, language=language)


def write_file(
    path: Path, name: str, reports: Sequence[object], *, language: Language = "vi"
) -> None:
    """Write results to a file that appears whole or not at all; raises `WritingError`.

    A format that holds one plan a file writes one for each into a folder, where `path` is one or
    bears no suffix.
    """
    if language not in get_args(Language):
        known = ", ".join(get_args(Language))
        raise WritingError(f"language = {language!r}", "error.no-choice", known)
    if name not in WRITERS:
        raise WritingError(str(path), "error.unknown-suffix", ", ".join(WRITERS))
    WRITERS.load(name)
    if "\0" in str(path):
        raise WritingError(str(path), "error.cannot-write", "null character in the name")
    try:
        if name in _ONE_PLAN and (path.is_dir() or not (path.suffix or path.exists())):
            _write_folder(path, name, reports, language)
            return
        with _replacing(path) as stream:
            write_to(name, reports, stream, language=language)
    except OSError as fault:
        raise WritingError(str(path), "error.cannot-write", fault.strerror or str(fault)) from fault


def _write_folder(folder: Path, name: str, reports: Sequence[object], language: Language) -> None:
    from doclineage.reporting.word import each_plan  # noqa: PLC0415  # loads lxml

    folder.mkdir(parents=True, exist_ok=True)
    failures: list[WritingError] = []
    for report in reports:
        read = _files_read(report)
        for file, own in each_plan(report, language):
            path = folder / file
            try:
                if path.resolve() in read:
                    raise WritingError(str(path), "error.own-input")
                with _replacing(path) as stream:
                    write_to(name, [own], stream, language=language)
            except WritingError as failure:  # the others still get theirs
                failures.append(failure)
    if failures:
        raise failures[0]


def _files_read(report: object) -> set[Path]:
    """Return the files behind a result, those of other versions too."""
    documents: Sequence[Document] = getattr(report, "documents", ())
    sources = [
        source
        for document in documents
        for source in (document.source, *(version.source for version in document.versions))
    ]
    return {Path(source.path).resolve() for source in sources}


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a stream beside `path` that takes its place at the end, and not after a failure."""
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:  # a device or a pipe takes bytes and has no place to fill
            yield stream
        return
    target = path.resolve()  # a link stays a link
    draft = target.with_name(f".doclineage-{os.getpid()}.part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
