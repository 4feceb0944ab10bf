"""The four commands: each returns its exit status.

Exit status: 0 nothing to report, 1 findings, 2 the command could not do its work.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from doclineage import __version__
from doclineage.cli.run import Run
from doclineage.cli.usage import FAILED, FilePath, Format, Group, Option, complain
from doclineage.errors import DoclineageError, ReadingError, UnusableInputError
from doclineage.model import Duty, LinkRelation, Severity, TaskOutcome, UnitStatus
from doclineage.registry import RULES
from doclineage.wording import Language

if TYPE_CHECKING:
    from doclineage.lineage import LineageGraph

CLEAN, FOUND = 0, 1
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
_GRAPH_FORMATS = (
    "text",
    "json",
    "graphml",
    "gexf",
    "dot",
    "mermaid",
    "csv",
    "csv-nodes",
    "prov-json",
    "turtle",
    "html",
    "svg",
)
_CHECK_FORMATS = ("text", "json", "csv")
#: Formats that show how much of its parent each plan covers.
_PICTURES = {"html", "svg"}
_AUDIT_FORMATS = ("text", "json", "csv", "xlsx", "html", "docx", "sarif")
_RULE_FORMATS = ("text", "json")
#: What one link weighs, by verdict and duty, as the audit's rules weigh it.
_WEIGHTS: dict[tuple[LinkRelation, Duty | None], Severity] = {
    ("omitted", "required"): "error",
    ("omitted", "review"): "warning",
    ("omitted", "not-addressed"): "info",
    ("changed", None): "warning",
    ("added", None): "info",
}
#: What a unit without its plan weighs, and a task that a chain lost.
_UNIT_WEIGHTS: dict[UnitStatus, Severity | None] = {
    "missing": "error",
    "unlinked": "warning",
    "cited": "info",
    "present": None,
}
_TASK_WEIGHTS: dict[TaskOutcome, Severity | None] = {
    "lost": "warning",
    "thinned": "info",
    "not-addressed": None,
    "carried": None,
}
#: Whether a file may be read is said file by file, so that the others still go on.
_PATH = FilePath(readable=False, path_type=Path)
Body = TypeVar("Body", bound=Callable[..., Any])


def _help_option(command: Body) -> Body:
    return click.help_option("-h", "--help", cls=Option)(command)


def _language_option(command: Body) -> Body:
    # Its value is read before anything is parsed: see `language_of`.
    choice = click.Choice(["vi", "en"])
    return click.option("--lang", type=choice, expose_value=False, cls=Option)(command)


def _options(*formats: str) -> Callable[[Body], Body]:
    """Add the options that every command has."""
    added = (
        click.option("--format", type=Format(formats), cls=Option),
        click.option("-o", "--output", type=_PATH, metavar="FILE", cls=Option),
        _language_option,
        click.option("--settings", type=_PATH, metavar="FILE", cls=Option),
        click.option("--jobs", type=click.IntRange(0), metavar="N", cls=Option),
        _help_option,
    )

    def decorate(command: Body) -> Body:
        for option in reversed(added):
            command = option(command)
        return command

    return decorate


def _by_words(command: Body) -> Body:
    """Add the option of commands that show differences."""
    return click.option("--words", is_flag=True, cls=Option)(command)


def _failing(command: Body) -> Body:
    """Add the options that decide which findings make the status 1."""
    command = click.option(
        "--fail-on", type=click.Choice(_SEVERITIES), default="warning", cls=Option
    )(command)
    return click.option("--exit-zero", is_flag=True, cls=Option)(command)


@click.group(cls=Group, name="doclineage", add_help_option=False, invoke_without_command=True)
@click.version_option(__version__, prog_name="doclineage", cls=Option)
@_language_option
@_help_option
@click.pass_context
def cli(context: click.Context) -> int:
    """Compare Vietnamese administrative documents."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        return FAILED
    return CLEAN


@cli.command(add_help_option=False)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_PATH)
@click.option("--account", "accounts", is_flag=True, cls=Option)
@_options("text", "json")
@click.pass_obj
def parse(language: Language, /, files: tuple[Path, ...], accounts: bool, **options: Any) -> int:
    """Print the outline of each file, or where its characters are."""
    run = Run(language, ("text", "json"), options)
    if accounts:
        found = run.account(files)
        run.show(found)
        balanced = all(account.balanced for account in found)
        return FAILED if run.failed else CLEAN if balanced else FOUND
    documents = run.read(files)
    if documents:
        run.show(documents)
    return FAILED if run.failed else CLEAN


@cli.command(add_help_option=False)
@click.argument("parent", metavar="PARENT", type=_PATH)
@click.argument("child", metavar="CHILD", type=_PATH)
@_by_words
@_failing
@_options("text", "json")
@click.pass_obj
def compare(
    language: Language,
    /,
    parent: Path,
    child: Path,
    exit_zero: bool,
    fail_on: Severity,
    **options: Any,
) -> int:
    """Align one pair of documents."""
    from doclineage.pipeline import align_documents, read_document  # noqa: PLC0415

    run = Run(language, ("text", "json"), options)
    run.spare((parent, child))
    run.tell_strays((parent, child))
    sides = []
    for path in (parent, child):
        try:
            sides.append(read_document(path, settings=run.settings))
        except DoclineageError as failure:
            run.complain(failure)
    if len(sides) < 2:
        return FAILED
    alignment = align_documents(sides[0], sides[1], settings=run.settings)
    run.show([alignment])
    found = {_WEIGHTS.get((link.relation, link.duty)) for link in alignment.links}
    return _status(found, fail_on=fail_on, exit_zero=exit_zero)


def _status(found: Set[Severity | None], *, fail_on: Severity, exit_zero: bool) -> int:
    heavy = set(_SEVERITIES[: _SEVERITIES.index(fail_on) + 1])
    return FOUND if found & heavy and not exit_zero else CLEAN


def _day(_context: click.Context, option: click.Parameter, said: str | None) -> date | None:
    """Return the day that an option names, as people or as computers write it."""
    if said is None:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(said.strip(), form).date()  # a day has no zone
    raise UnusableInputError(option.opts[-1], "error.bad-date", said)


@cli.command(add_help_option=False)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=_PATH)
@click.option("--as-of", metavar="DAY", callback=_day, cls=Option)
@click.option("--check", is_flag=True, cls=Option)
@click.option("--expected", type=_PATH, metavar="FILE", cls=Option)
@click.option("--lost-tasks", is_flag=True, cls=Option)
@click.option("--parent", "parent_number", metavar="NUMBER", cls=Option)
@_failing
@_options(*_GRAPH_FORMATS)
@click.pass_obj
def lineage(
    language: Language,
    /,
    paths: tuple[Path, ...],
    as_of: date | None,
    exit_zero: bool,
    fail_on: Severity,
    **options: Any,
) -> int:
    """Trace who implements, amends, replaces what."""
    from doclineage.pipeline import compare_lineage, read_units, trace_lineage  # noqa: PLC0415

    checks = options["check"] or options["expected"] or options["lost_tasks"]
    run = Run(language, _CHECK_FORMATS if checks else _GRAPH_FORMATS, options)
    if options["parent_number"] and not (options["expected"] or options["lost_tasks"]):
        raise UnusableInputError("--parent", "error.parent-alone")
    units = read_units(options["expected"]) if options["expected"] else ()
    documents = run.read(paths)
    if not documents:
        return FAILED
    graph = trace_lineage(documents, settings=run.settings)
    graph = graph.as_of(as_of) if as_of else graph
    if not checks:
        if run.format in _PICTURES:
            graph = compare_lineage(
                graph,
                settings=run.settings,
                progress=lambda pairs: run.progress(pairs, "table.comparing", len(pairs)),
            )
        run.show([graph])
        return FAILED if run.failed else CLEAN
    asked = {"expected": units, "tasks": options["lost_tasks"], "parent": options["parent_number"]}
    found = _checked(run, graph, **asked)
    return FAILED if run.failed else _status(found, fail_on=fail_on, exit_zero=exit_zero)


def _checked(run: Run, graph: LineageGraph, **asked: Any) -> set[Severity | None]:
    """Show what is doubtful in a graph and return how heavy it weighs."""
    from doclineage.pipeline import check_lineage  # noqa: PLC0415  # imported where needed

    check = check_lineage(graph, settings=run.settings, **asked)
    run.show([check])
    doubted = {doubt.severity for doubt in check.doubts}
    unanswered = {_UNIT_WEIGHTS[unit.status] for unit in check.expected}
    lost: set[Severity | None] = {_TASK_WEIGHTS[trace.outcome] for trace in check.tasks}
    return doubted | unanswered | lost


def _missing_paths() -> click.MissingParameter:
    context = click.get_current_context()
    return click.MissingParameter(ctx=context, param=context.command.params[0])


@cli.command(add_help_option=False)
@click.argument("paths", nargs=-1, metavar="PATH...", type=_PATH)
@click.option("--parent", type=_PATH, metavar="FILE", cls=Option)
@click.option("--decisions", type=_PATH, metavar="FILE", cls=Option)
@_by_words
@click.option("--rules", is_flag=True, cls=Option)
@_failing
@_options(*_AUDIT_FORMATS)
@click.pass_obj
def audit(
    language: Language,
    /,
    paths: tuple[Path, ...],
    parent: Path | None,
    decisions: Path | None,
    rules: bool,
    exit_zero: bool,
    fail_on: Severity,
    **options: Any,
) -> int:
    """Audit every plan against the directive that it implements."""
    from doclineage.pipeline import (  # noqa: PLC0415
        audit_lineage,
        read_document,
        rule_guides,
        trace_lineage,
        with_unread,
    )

    if rules:
        Run(language, _RULE_FORMATS, options).show(rule_guides())
        return CLEAN
    if not paths:
        raise _missing_paths()
    run = Run(language, _AUDIT_FORMATS, options).telling(RULES)
    run.spare([parent] if parent else [])
    decided = run.decide(decisions)
    head = read_document(parent, settings=run.settings) if parent else None
    documents = run.read(paths)
    if not documents:
        return FAILED
    report = audit_lineage(
        trace_lineage([*documents, *([head] if head else [])], settings=run.settings),
        parent=head,
        settings=run.settings,
        progress=lambda pairs: run.progress(pairs, "table.comparing", len(pairs)),
    )
    if decided and (doubts := decided.doubts(report.documents, language)):
        complain(ReadingError(str(decisions), "error.unknown-decisions", doubts), language)
    run.show([with_unread(report, run.failures, run.passed)])
    if run.failed or report.unread or (decided and decided.useless):
        return FAILED
    found = {finding.severity for finding in report.findings if finding.waived is None}
    return _status(found, fail_on=fail_on, exit_zero=exit_zero)
