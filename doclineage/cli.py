"""The command line: arguments in, exit status out; the only room that prints.

Exit status: 0 nothing to report, 1 findings, 2 the command could not do its work.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import click

from doclineage import __version__
from doclineage.errors import DoclineageError
from doclineage.model import Document, Severity
from doclineage.settings import DEFAULTS, Settings, load_settings
from doclineage.wording import Language, say

CLEAN, FOUND, FAILED = 0, 1, 2
_SUFFIXES = {"txt": "text", "mmd": "mermaid"}
_SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")


def _default_language() -> Language:
    """Return the locale's language; Vietnamese where the locale says nothing."""
    name = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "")
    name = (name or (locale.getlocale()[0] or "")).lower()
    return "vi" if name.startswith(("vi", "c.", "posix")) or name in {"", "c"} else "en"


class _Run:
    """What one command knows: its options, the results so far, whether anything failed."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.language: Language = options.get("lang") or _default_language()
        self.output: Path | None = options.get("output")
        suffix = self.output.suffix[1:].lower() if self.output else "text"
        self.format: str = options.get("format") or _SUFFIXES.get(suffix, suffix)
        self.jobs: int = options.get("jobs") or 0
        self.failed = False
        path: Path | None = options.get("settings")
        self.settings: Settings = load_settings(path) if path else _settings_here()

    def complain(self, failure: DoclineageError) -> None:
        """Print one line on standard error."""
        self.failed = True
        line = " ".join(failure.text(self.language).split())
        click.echo(f"doclineage: {line}", err=True)

    def show(self, reports: Sequence[object]) -> None:
        """Print results, or write them where `-o` says."""
        from doclineage.reporting import write_to  # noqa: PLC0415  # imported where it is needed
        from doclineage.reporting.terminal import show, terminal_console  # noqa: PLC0415

        if self.output:
            from doclineage.errors import WritingError  # noqa: PLC0415
            from doclineage.registry import WRITERS  # noqa: PLC0415

            WRITERS.load(self.format)
            try:
                with self.output.open("wb") as stream:
                    write_to(self.format, reports, stream, language=self.language)
            except OSError as fault:
                raise WritingError(
                    str(self.output), "error.cannot-write", fault.strerror or ""
                ) from fault
        elif self.format == "text":
            show(reports, terminal_console(), self.language)
        else:
            write_to(self.format, reports, sys.stdout.buffer, language=self.language)
            sys.stdout.buffer.flush()

    def read(self, paths: Iterable[Path]) -> list[Document]:
        """Read files and folders; complain of what cannot be read and go on."""
        from doclineage.pipeline import read_documents  # noqa: PLC0415

        outcomes = read_documents(list(paths), settings=self.settings, jobs=self.jobs)
        documents = []
        for path, outcome in self.progress(outcomes, "table.reading"):
            if isinstance(outcome, DoclineageError):
                self.complain(outcome)
            else:
                del path
                documents.append(outcome)
        return documents

    def progress(self, items: Iterable[Item], code: str) -> Iterable[Item]:
        """Show a bar on standard error while several items are worked on at a terminal."""
        if not sys.stderr.isatty():
            return items
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import track  # noqa: PLC0415

        title = say(code, self.language)
        return track(items, description=title, console=Console(stderr=True), transient=True)


def _settings_here() -> Settings:
    path = Path("doclineage.toml")
    return load_settings(path) if path.is_file() else DEFAULTS


def _options(*formats: str) -> Callable[[Command], Command]:
    """Add the options that every command has."""
    added = (
        click.option("--format", type=click.Choice(formats), help="Dạng kết quả / output format."),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Ghi ra tệp; đuôi tệp chọn dạng / write a file, its suffix choosing the format.",
        ),
        click.option("--lang", type=click.Choice(["vi", "en"]), help="Ngôn ngữ / language."),
        click.option(
            "--settings",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Tệp thiết lập TOML / settings file (doclineage.toml).",
        ),
        click.option("--jobs", type=click.IntRange(0), help="Số tiến trình / processes (0: auto)."),
    )

    def decorate(command: Command) -> Command:
        for option in reversed(added):
            command = option(command)
        return command

    return decorate


_exit_options = (
    click.option("--exit-zero", is_flag=True, help="Luôn trả mã 0 khi chạy được / 0 on findings."),
    click.option(
        "--fail-on",
        type=click.Choice(_SEVERITIES),
        default="warning",
        show_default=True,
        help="Mức phát hiện làm mã thoát thành 1 / severity that makes the status 1.",
    ),
)


def _failing(command: Command) -> Command:
    for option in reversed(_exit_options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="doclineage")
def cli() -> None:
    """Đối chiếu văn bản hành chính / compare Vietnamese administrative documents."""


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_options("text", "json")
def parse(files: tuple[Path, ...], **options: Any) -> int:
    """In dàn ý của từng văn bản / print the outline of each file."""
    run = _Run(options)
    documents = run.read(files)
    if documents:
        run.show(documents)
    return FAILED if run.failed else CLEAN


@cli.command()
@click.argument("parent", type=click.Path(path_type=Path))
@click.argument("child", type=click.Path(path_type=Path))
@_options("text", "json")
@_failing
def compare(parent: Path, child: Path, exit_zero: bool, fail_on: Severity, **options: Any) -> int:
    """Đối chiếu một cặp văn bản / align one pair of documents."""
    from doclineage.pipeline import align_documents, read_document  # noqa: PLC0415

    run = _Run(options)
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
    weights = {_weight(link.relation, link.duty) for link in alignment.links}
    return _status(weights, fail_on=fail_on, exit_zero=exit_zero)


def _weight(relation: str, duty: str | None) -> Severity | None:
    if relation == "omitted":
        return {"required": "error", "review": "warning"}.get(duty or "", "info")  # type: ignore[return-value]
    return {"changed": "warning", "added": "info"}.get(relation)  # type: ignore[return-value]


def _status(found: set[Severity | None], *, fail_on: Severity, exit_zero: bool) -> int:
    heavy = set(_SEVERITIES[: _SEVERITIES.index(fail_on) + 1])
    return FOUND if found & heavy and not exit_zero else CLEAN


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@_options("text", "json", "graphml", "dot", "mermaid", "csv")
def lineage(paths: tuple[Path, ...], **options: Any) -> int:
    """Dựng đồ thị viện dẫn / trace who implements, amends, replaces what."""
    from doclineage.pipeline import trace_lineage  # noqa: PLC0415

    run = _Run(options)
    documents = run.read(paths)
    if not documents:
        return FAILED
    run.show([trace_lineage(documents, settings=run.settings)])
    return FAILED if run.failed else CLEAN


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--parent",
    type=click.Path(path_type=Path),
    help="Văn bản cấp trên dùng cho mọi kế hoạch / the parent of every plan.",
)
@_options("text", "json", "csv")
@_failing
def audit(
    paths: tuple[Path, ...],
    parent: Path | None,
    exit_zero: bool,
    fail_on: Severity,
    **options: Any,
) -> int:
    """Kiểm tra kế hoạch cấp dưới / audit every plan against the directive it implements."""
    from doclineage.pipeline import audit_lineage, read_document, trace_lineage  # noqa: PLC0415

    run = _Run(options)
    documents = run.read(paths)
    head = read_document(parent, settings=run.settings) if parent else None
    if head is not None:
        documents.append(head)
    if not documents:
        return FAILED
    report = audit_lineage(
        trace_lineage(documents, settings=run.settings),
        parent=head,
        settings=run.settings,
        progress=lambda pairs: run.progress(pairs, "table.comparing"),
    )
    run.show([report])
    if run.failed:
        return FAILED
    found = {cast("Severity | None", finding.severity) for finding in report.findings}
    return _status(found, fail_on=fail_on, exit_zero=exit_zero)


def main() -> None:
    """Run the command line and leave with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        sys.exit(cli.main(standalone_mode=False))
    except DoclineageError as failure:
        line = " ".join(failure.text(_language_of(sys.argv)).split())
        click.echo(f"doclineage: {line}", err=True)
        sys.exit(FAILED)
    except click.ClickException as misuse:
        misuse.show()
        sys.exit(FAILED)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _language_of(arguments: Sequence[str]) -> Language:
    """Return the language asked for, before the options are parsed."""
    for place, word in enumerate(arguments):
        value = arguments[place + 1] if word == "--lang" and place + 1 < len(arguments) else ""
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else value
        if value in {"vi", "en"}:
            return cast("Language", value)
    return _default_language()
