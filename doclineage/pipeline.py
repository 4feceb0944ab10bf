"""The route: files to documents, documents to a graph, a graph to a report, a report to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from doclineage.aligning import match_units
from doclineage.auditing import audit_graph
from doclineage.citing import designate, find_citations, near_matches, resolve, unite_versions
from doclineage.errors import DoclineageError, UnusableInputError
from doclineage.judging import judge_matches, judge_pair
from doclineage.lineage import LineageGraph, build_graph, parents_of
from doclineage.model import Account, Alignment, AuditReport, Comparison, Document, Link, Unread
from doclineage.reading import find_files, read_bare, read_blocks, refuse_folder
from doclineage.reading.manifest import stated_fields
from doclineage.registry import ENGINES
from doclineage.reporting import format_of, write_file
from doclineage.settings import DEFAULTS, Settings
from doclineage.structure import account, build_document
from doclineage.wording import Language, say

__all__ = [
    "LineageGraph",
    "account_document",
    "account_documents",
    "align_documents",
    "audit_lineage",
    "compare_texts",
    "find_documents",
    "read_document",
    "read_documents",
    "trace_lineage",
    "write_report",
]

Made = TypeVar("Made")

#: From this many files on, reading is shared among processes.
_MANY_FILES = 8


def read_document(path: str | Path, *, settings: Settings = DEFAULTS) -> Document:
    """Return the document in one file, its citations found but not yet resolved.

    A ``manifest.toml`` beside the file may state what the text does not. Raises
    `ReadingError`, and `UnusableInputError` for a folder.
    """
    file = Path(path)
    refuse_folder(file)
    source, reading = read_blocks(file, settings)
    document = build_document(source, reading, stated_fields(file))
    return msgspec.structs.replace(document, citations=find_citations(document.units))


def find_documents(
    paths: Sequence[str | Path], *, settings: Settings = DEFAULTS
) -> tuple[Path, ...]:
    """Return the files that `paths` name; raises UnusableInputError for a folder without any."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        files = find_files([path], settings)
        if not files:
            raise UnusableInputError(str(path), "error.no-documents")
        found.update(dict.fromkeys(files))
    return tuple(found)


def read_documents(
    paths: Sequence[str | Path], *, settings: Settings = DEFAULTS, jobs: int = 0
) -> Iterator[tuple[Path, Document | DoclineageError]]:
    """Return each file of files and folders with its document, or with what is wrong with it."""
    return _each(partial(read_document, settings=settings), paths, settings, jobs)


def account_document(path: str | Path, *, settings: Settings = DEFAULTS) -> Account:
    """Return where every character of one file is: in which unit, or dropped and why.

    Raises what `read_document` raises.
    """
    file = Path(path)
    document = read_document(file, settings=settings)
    _, reading = read_blocks(file, settings)
    return account(reading, document, read_bare(file, settings))


def account_documents(
    paths: Sequence[str | Path], *, settings: Settings = DEFAULTS, jobs: int = 0
) -> Iterator[tuple[Path, Account | DoclineageError]]:
    """Return each file of files and folders with its account, or with what is wrong with it."""
    return _each(partial(account_document, settings=settings), paths, settings, jobs)


def _each(
    work: Callable[[Path], Made], paths: Sequence[str | Path], settings: Settings, jobs: int
) -> Iterator[tuple[Path, Made | DoclineageError]]:
    files = find_files([Path(path) for path in paths], settings)
    many = len(files) >= _MANY_FILES and jobs != 1
    engine = ENGINES.load("processes" if many else "serial")
    return zip(files, engine(work, files, jobs=jobs), strict=True)


def align_documents(
    parent: Document, child: Document, *, settings: Settings = DEFAULTS
) -> Alignment:
    """Return how a child's units answer its parent's, each link judged."""
    matches = match_units(parent, child, settings)
    links = judge_matches(parent, child, matches, settings)
    return Alignment(parent=parent, child=child, links=links)


def compare_texts(
    parent: str,
    child: str,
    *,
    parent_issuer: str | None = None,
    child_issuer: str | None = None,
    settings: Settings = DEFAULTS,
) -> Link:
    """Return the link of two texts that are said to correspond (both are unit 0).

    >>> link = compare_texts("nộp trước ngày 15/11/2026", "nộp trước ngày 15/12/2026")
    >>> link.relation, [(change.kind, change.effect) for change in link.fact_changes]
    ('changed', [('deadline', 'weakened')])
    """
    return judge_pair(parent, child, parent_issuer, child_issuer, settings)


def trace_lineage(documents: Iterable[Document], *, settings: Settings = DEFAULTS) -> LineageGraph:
    """Return the graph of who implements, amends, replaces what.

    Files that hold one document (draft and signed, Word and PDF) are one node. Documents that
    bear no number learn theirs from those that cite them; documents that are cited but absent
    are nodes with ``present=False``.
    """
    del settings
    # A document that learns its number from one citation is found by others through it.
    named = resolve(designate(resolve(_distinct(documents))))
    return build_graph(named, near_matches(named))


def _distinct(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Make the versions of a document one; give documents of one designation ids of their own."""
    seen: dict[str, int] = {}
    distinct = []
    for document in sorted(unite_versions(documents), key=lambda d: (d.doc_id, d.source.path)):
        seen[document.doc_id] = number = seen.get(document.doc_id, 0) + 1
        name = document.doc_id if number == 1 else f"{document.doc_id}~{number}"
        distinct.append(msgspec.structs.replace(document, doc_id=name))
    return tuple(distinct)


def audit_lineage(
    graph: LineageGraph,
    *,
    parent: Document | None = None,
    settings: Settings = DEFAULTS,
    progress: Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]] | None = None,
) -> AuditReport:
    """Return what an audit finds: every plan against the directive that it implements.

    `parent` compares every other document with that one, whatever it cites.
    """
    pairs = _pairs(graph, parent)
    comparisons = []
    for parent_id, child_id in progress(pairs) if progress else pairs:
        alignment = align_documents(
            graph.document(parent_id), graph.document(child_id), settings=settings
        )
        comparisons.append(Comparison(parent=parent_id, child=child_id, links=alignment.links))
    return audit_graph(graph.with_comparisons(tuple(comparisons), settings))


def _pairs(graph: LineageGraph, parent: Document | None) -> list[tuple[str, str]]:
    if parent is not None:
        own = next(d for d in graph.documents if _holds(d, parent.source.sha256))
        pairs = [(own.doc_id, d.doc_id) for d in graph.documents if d.doc_id != own.doc_id]
    else:
        pairs = [(b.parent, b.plan) for d in graph.documents for b in parents_of(graph, d)]
    if not pairs:
        place = ", ".join(sorted(Path(d.source.path).name for d in graph.documents)[:3])
        raise UnusableInputError(place or ".", "error.no-plan", str(len(graph.documents)))
    return pairs


def _holds(document: Document, sha256: str) -> bool:
    """Tell whether a file is the one that a document was read from, or another version of it."""
    sources = (document.source, *(version.source for version in document.versions))
    return any(source.sha256 == sha256 for source in sources)


def with_unread(report: AuditReport, failures: Iterable[DoclineageError]) -> AuditReport:
    """Return the report with the files that could not be read named in it."""
    unread = tuple(
        Unread(
            path=failure.place,
            message=say(failure.code, "vi", detail=failure.detail),
            message_en=say(failure.code, "en", detail=failure.detail),
        )
        for failure in failures
    )
    return msgspec.structs.replace(report, unread=unread)


def write_report(
    report: Document | Alignment | LineageGraph | AuditReport,
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002  # the word users know from the command line
    language: Language = "vi",
) -> None:
    """Write a result to a file; its suffix names the writer unless `format` does.

    The file appears whole or not at all. Raises `WritingError`.
    """
    file = Path(path)
    write_file(file, format or format_of(file), [report], language=language)
