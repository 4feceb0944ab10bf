"""The route: files to documents, documents to a graph, a graph to a report, a report to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from typing import TypeVar

import msgspec

from doclineage.aligning import match_units
from doclineage.auditing import (
    Amendments,
    answered_units,
    audit_graph,
    repealed_units,
    rule_guides,
)
from doclineage.citing import (
    attach,
    designate,
    distinct,
    find_citations,
    near_matches,
    resolve,
)
from doclineage.errors import DoclineageError, UnusableInputError, expect, expect_path
from doclineage.judging import judge_matches, judge_pair
from doclineage.lineage import (
    LineageGraph,
    audit_pairs,
    build_graph,
    derivation_candidates,
    derived_share,
    document_called,
    lowest_plans,
    meant_directives,
    node_name,
    nothing_to_audit,
    present_chain,
    uncited_source,
    without_copies,
)
from doclineage.model import (
    Account,
    Alignment,
    AuditReport,
    Comparison,
    Document,
    GraphDoubt,
    LineageCheck,
    Link,
    Reading,
    Source,
    TaskTrace,
    Unread,
    expect_documents,
    show_by,
)
from doclineage.reading import find_files, read_bare, read_blocks, refuse_folder
from doclineage.reading.manifest import stated_fields
from doclineage.reading.passing import passed_over
from doclineage.reading.unit_list import read_units
from doclineage.registry import ENGINES
from doclineage.reporting import format_of, write_file
from doclineage.reporting.sheets.decisions import Decisions, read_decisions
from doclineage.settings import DEFAULTS, Settings
from doclineage.structure import account, build_document, tell_unknown
from doclineage.wording import Language

__all__ = [
    "Decisions",
    "LineageGraph",
    "account_document",
    "account_documents",
    "align_documents",
    "audit_lineage",
    "check_lineage",
    "compare_lineage",
    "compare_texts",
    "find_documents",
    "find_uncited_sources",
    "follow_tasks",
    "passed_over",
    "read_decisions",
    "read_document",
    "read_documents",
    "read_units",
    "rule_guides",
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
    file = expect_path("read_document", path)
    refuse_folder(file)
    return _document(file, *read_blocks(file, settings))


def _document(file: Path, source: Source, reading: Reading) -> Document:
    document = build_document(source, reading, stated_fields(file))
    cited = msgspec.structs.replace(document, citations=find_citations(document.units))
    return tell_unknown(cited)


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
    file = expect_path("account_document", path)
    refuse_folder(file)
    source, reading = read_blocks(file, settings)
    # What was recognised is not in the file's own words.
    scanned = any(block.recognised for block in reading.blocks)
    document = _document(file, source, reading)
    return account(reading, document, None if scanned else read_bare(file, settings))


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
    parent, child = expect_documents("align_documents", (parent, child))
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

    Files that hold one document (draft and signed, Word and PDF) are one node. What is attached to
    a document and lies in a file of its own is read with it, and is a node too. Documents that
    bear no number learn theirs from those that cite them; documents that are cited but absent
    are nodes with ``present=False``.
    """
    bound = resolve(distinct(expect_documents("trace_lineage", documents)))
    named = designate(bound)
    if any(one is not other for one, other in zip(bound, named, strict=True)):
        # A document that learns its number from one citation is found by others through it.
        named = resolve(named)
    named = attach(tuple(map(tell_unknown, named)))
    return build_graph(named, near_matches(named)).replace(settings=settings)


def check_lineage(
    graph: LineageGraph,
    *,
    expected: Sequence[str] = (),
    tasks: bool = False,
    parent: str | None = None,
    settings: Settings = DEFAULTS,
) -> LineageCheck:
    """Return what contradicts itself in a graph and what is missing from it.

    `expected` names units that should have a plan for one directive; `tasks` also follows every
    task from the top of each chain down to each plan, which compares their documents. `parent`
    names the directive that is meant for both: its number, its id or its file. Without it units
    are expected to answer what the plans of the list carry out. Raises `UnusableInputError` for a
    parent that the graph lacks, or that may be several documents.
    """
    meant = None if parent is None else document_called(graph, parent)
    tops = () if not expected else (meant,) if meant else meant_directives(graph, expected)
    doubts = (
        *graph.cycles(),
        *graph.date_contradictions(),
        *graph.stale_bases(),
        *graph.without_basis(),
        *graph.skipped_levels(),
        *find_uncited_sources(graph, settings=settings),
    )
    units = tuple(unit for top in tops for unit in graph.expected(top, expected))
    plans = lowest_plans(graph) if tasks else ()
    traces = follow_tasks(graph, *plans, parent=meant, settings=settings) if tasks else ()
    named = {
        *chain.from_iterable(doubt.documents for doubt in doubts),
        *chain.from_iterable((unit.directive, *unit.documents) for unit in units),
        *(step.document for trace in traces for step in trace.steps),
        *(trace.plan for trace in traces),
    }
    return LineageCheck(
        documents=len(graph.documents),
        doubts=doubts,
        expected=units,
        tasks=traces,
        names={name: node_name(graph.node(name)) for name in sorted(named)},
        as_of=graph.lineage.as_of,
    )


def find_uncited_sources(
    graph: LineageGraph, *, settings: Settings = DEFAULTS
) -> tuple[GraphDoubt, ...]:
    """Return the documents whose text is evidently another's, though no citation ties the two.

    Each with the one document that most of it is from.
    """
    best: dict[str, GraphDoubt] = {}
    for candidate in derivation_candidates(graph):
        source, child = graph.document(candidate.source), graph.document(candidate.document)
        share = derived_share(source, child, match_units(source, child, settings))
        found = uncited_source(graph, candidate, share)
        known = best.get(child.doc_id)
        if found and (known is None or (known.share or 0.0) < share):
            best[child.doc_id] = found
    return without_copies(graph, best.values())


def follow_tasks(
    graph: LineageGraph,
    *plans: str,
    parent: str | None = None,
    settings: Settings = DEFAULTS,
) -> tuple[TaskTrace, ...]:
    """Return where each task of a plan's root directive was first lost on its way to the plan.

    The chain of a plan goes up as far as its documents are here; `parent`, an id, begins it lower
    down, and leaves plans out that do not answer that document. It is compared pair by pair,
    unless the graph holds the comparison. Raises `UnusableInputError` for a plan that the graph
    lacks, and for a parent that none of the plans answers.
    """
    chains = [present_chain(graph, plan, parent) for plan in plans]
    if parent is not None and not any(chains):
        raise UnusableInputError(node_name(graph.node(parent)), "error.nothing-below")
    compared, amendments = dict(graph.compared), Amendments(graph)
    for pair in chain.from_iterable(map(pairwise, chains)):
        if pair not in compared:
            compared[pair] = _comparison(graph, pair, amendments, settings)
    whole = graph.with_comparisons(tuple(compared.values()), settings)
    return tuple(chain.from_iterable(map(whole.trace_tasks, chains)))


def audit_lineage(
    graph: LineageGraph,
    *,
    parent: Document | None = None,
    settings: Settings = DEFAULTS,
    progress: Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]] | None = None,
) -> AuditReport:
    """Return what an audit finds: every plan against the directive that it implements.

    `parent` compares every other document with that one, whatever it cites; one that the graph
    lacks raises `NoSuchDocumentError`.
    """
    expect("audit_lineage", graph, LineageGraph, "error.no-graph")
    if parent is not None:
        expect_documents("audit_lineage", [parent])
    pairs = audit_pairs(graph, parent)
    if not pairs:
        raise nothing_to_audit(graph)
    return audit_graph(_compared(graph, progress(pairs) if progress else pairs, settings))


def compare_lineage(
    graph: LineageGraph,
    *,
    settings: Settings = DEFAULTS,
    progress: Callable[[Sequence[tuple[str, str]]], Iterable[tuple[str, str]]] | None = None,
) -> LineageGraph:
    """Return the graph with its plans audited, so that it shows what they cover and lack.

    Above `settings.max_tree_pairs` pairs the graph is returned as it is.
    """
    pairs = audit_pairs(graph, None)
    if not pairs or len(pairs) > settings.max_tree_pairs:
        return graph
    compared = _compared(graph, progress(pairs) if progress else pairs, settings)
    return compared.replace(findings=audit_graph(compared).findings)


def _compared(
    graph: LineageGraph, pairs: Iterable[tuple[str, str]], settings: Settings
) -> LineageGraph:
    amendments = Amendments(graph)
    comparisons = tuple(_comparison(graph, pair, amendments, settings) for pair in pairs)
    return graph.with_comparisons(comparisons, settings)


def _comparison(
    graph: LineageGraph, pair: tuple[str, str], amendments: Amendments, settings: Settings
) -> Comparison:
    parent, child = map(graph.document, pair)
    links = align_documents(parent, child, settings=settings).links
    answered = answered_units(parent, child, links)
    made = Comparison(parent=pair[0], child=pair[1], links=links, answered=answered)
    return msgspec.structs.replace(made, repealed=repealed_units(amendments, made))


def with_unread(
    report: AuditReport, failures: Iterable[DoclineageError], passed: tuple[Unread, ...] = ()
) -> AuditReport:
    """Return the report with the files named in it that could not be read, or are no documents."""
    unread = report.unread + tuple(
        Unread(
            path=failure.place,
            message=failure.sentence("vi"),
            message_en=failure.sentence("en"),
        )
        for failure in failures
    )
    return msgspec.structs.replace(report, unread=unread, passed=passed)


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
    expect("write_report", report, (msgspec.Struct, LineageGraph), "error.no-result")
    file = expect_path("write_report", path)
    write_file(file, format or format_of(file), [report], language=language)


def _bundle(value: object) -> dict[str, str]:
    from doclineage.reporting.notebook import bundle  # noqa: PLC0415  # only notebooks need it

    return bundle(value)


def _interactive(value: object, *, height: int, language: Language) -> object:
    from doclineage.reporting.notebook import interactive  # noqa: PLC0415  # only notebooks need it

    return interactive(value, height=height, language=language)


show_by(bundle=_bundle, interactive=_interactive)
