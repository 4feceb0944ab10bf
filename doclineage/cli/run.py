"""One run of a command: its options, what it reads and shows, whether anything failed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from doclineage.cli.usage import complain, tell
from doclineage.errors import DoclineageError, SettingsError, UnusableInputError, WritingError
from doclineage.model import Account, Document, Unread
from doclineage.registry import WRITERS, Registry
from doclineage.settings import DEFAULTS, Settings, load_settings, read_table
from doclineage.wording import Language, say

if TYPE_CHECKING:
    from doclineage.reporting.sheets.decisions import Decisions

Item = TypeVar("Item")
#: Columns where the output is no terminal: wide enough for the table, narrow enough to read.
_PIPE_WIDTH = 110
#: Files that a line names, of those that are no documents; a report names them all.
_MOST_NAMED = 8
#: Formats that are archives: printed, they are noise.
_OFFICE = frozenset({"docx", "xlsx"})


class Run:
    """What one command knows; `failed` once anything could not be done."""

    def __init__(self, language: Language, formats: Sequence[str], options: dict[str, Any]) -> None:
        self.language = language
        self.output: Path | None = options.get("output")
        self.format: str = options.get("format") or _format_of(self.output, formats)
        if self.format not in formats and not WRITERS.is_foreign(self.format):
            # What a command can do narrows with its options: `lineage --check` draws nothing.
            raise UnusableInputError(
                f"--format {self.format}", "error.no-choice", ", ".join(formats)
            )
        if self.output is None and self.format in _OFFICE and sys.stdout.isatty():
            raise UnusableInputError(f"--format {self.format}", "error.no-terminal")
        self.jobs: int = options.get("jobs") or 0
        self.failed = False
        self.failures: list[DoclineageError] = []
        self.passed: tuple[Unread, ...] = ()
        self._said: set[str] = set()
        path: Path | None = options.get("settings")
        self._stated = path
        self.settings: Settings = _checked(path) if path else _settings_here()
        asked = self.settings.word_edits or options.get("words", False)
        # What a command does not show it does not look for.
        self._word_edits(asked=asked and "words" in options)

    def _word_edits(self, *, asked: bool) -> None:
        """Show differences by whole words where that was asked for; say so where it cannot be."""
        from doclineage.vietnamese.word_bounds import can_find_words  # noqa: PLC0415  # where asked

        if asked and not can_find_words():
            tell(say("notice.no-words", self.language))
            asked = False
        self.settings = msgspec.structs.replace(self.settings, word_edits=asked)

    def telling(self, parts: Registry) -> Run:
        """Say what other packages registered under names of ours, and return the run."""
        for name, value in parts.passed_over.items():
            tell(say("notice.passed-over", self.language, kind=parts.kind, name=name, value=value))
        return self

    def complain(self, failure: DoclineageError) -> None:
        """Print one line on standard error, the same line once only."""
        self.failed = True
        self.failures.append(failure)
        if (line := failure.text(self.language)) not in self._said:
            self._said.add(line)
            complain(failure, self.language)

    def read(self, paths: Sequence[Path]) -> list[Document]:
        """Read files and folders; complain of what cannot be read and go on."""
        from doclineage.pipeline import read_documents  # noqa: PLC0415  # imported where needed

        return self._each(read_documents, paths)

    def account(self, paths: Sequence[Path]) -> list[Account]:
        """Account for the characters of files and folders, likewise."""
        from doclineage.pipeline import account_documents  # noqa: PLC0415  # where needed

        return self._each(account_documents, paths)

    def _tell_passed(self, paths: Sequence[Path]) -> None:
        """Name in one line what the folders hold that is no document, and remember it."""
        from doclineage.pipeline import passed_over  # noqa: PLC0415  # imported where needed

        with suppress(DoclineageError):  # a path that is missing was complained of
            self.passed = passed_over(paths, self.settings)
        names = [
            f"{Path(file.path).name} ({file.message if self.language == 'vi' else file.message_en})"
            for file in self.passed
        ]
        if names:
            rest = ["…"] if len(names) > _MOST_NAMED else []
            files = "; ".join([*names[:_MOST_NAMED], *rest])
            tell(say("table.passed-line", self.language, count=len(names), files=files))

    def _each(self, work: Callable[..., Any], paths: Sequence[Path]) -> list[Any]:
        files = self._find(paths)
        if files:
            self._tell_passed(paths)
        outcomes = work(files, settings=self.settings, jobs=self.jobs)
        made = []
        for _, outcome in self.progress(outcomes, "table.reading", len(files)):
            if isinstance(outcome, DoclineageError):
                self.complain(outcome)
            else:
                made.append(outcome)
        return made

    def _find(self, paths: Iterable[Path]) -> list[Path]:
        from doclineage.pipeline import find_documents  # noqa: PLC0415  # imported where needed

        found: dict[Path, None] = {}
        for path in paths:
            try:
                found.update(dict.fromkeys(find_documents([path], settings=self.settings)))
            except DoclineageError as failure:
                self.complain(failure)
        self.spare(found)
        self.tell_strays(found)
        return list(found)

    def tell_strays(self, files: Iterable[Path]) -> None:
        """Say what of the manifests beside some files names no file: it has no effect."""
        from doclineage.reading.manifest import stray_entries  # noqa: PLC0415  # where needed

        for doubt in stray_entries(files):
            complain(doubt, self.language)

    def decide(self, path: Path | None) -> Decisions | None:
        """Take over what a workbook decides; it outweighs what the settings waive."""
        from doclineage.pipeline import read_decisions  # noqa: PLC0415  # imported where needed

        if path is None:
            return None
        self.spare([path])
        decisions = read_decisions(path, self.settings)
        waivers = (*decisions.waivers, *self.settings.waivers)
        self.settings = msgspec.structs.replace(self.settings, waivers=waivers)
        return decisions

    def _steering(self, files: Iterable[Path]) -> set[Path]:
        """Return what steers the run: settings, and the manifests beside the documents."""
        stated = {Path(name) for name in ("doclineage.toml", "pyproject.toml")}
        stated |= {self._stated} if self._stated else set()
        return stated | {path.with_name("manifest.toml") for path in files}

    def spare(self, files: Iterable[Path]) -> None:
        """Refuse to write the result over a document that is to be read, or what steers the run."""
        files = list(files)
        try:
            if self.output is None or not self.output.exists():
                return
        except (OSError, ValueError) as fault:  # a name too long, or one with a NUL
            reason = getattr(fault, "strerror", None) or str(fault)
            raise WritingError(str(self.output), "error.cannot-write", reason) from fault
        for path in (*files, *self._steering(files)):
            if path.exists() and self.output.samefile(path):
                raise WritingError(str(self.output), "error.own-input")

    def progress(self, items: Iterable[Item], code: str, count: int) -> Iterable[Item]:
        """Show a bar on standard error while several items are worked on at a terminal."""
        if count < 2 or not sys.stderr.isatty():
            return items
        from rich.console import Console  # noqa: PLC0415  # imported where needed
        from rich.progress import track  # noqa: PLC0415

        title = say(code, self.language)
        return track(
            items, description=title, total=count, console=Console(stderr=True), transient=True
        )

    def show(self, reports: Sequence[object]) -> None:
        """Print results, or write them where `-o` says."""
        from doclineage.reporting import write_file, write_to  # noqa: PLC0415  # where needed

        if not self.output and sys.stdout is None:
            raise WritingError("stdout", "error.cannot-write", "closed")
        if self.output:
            write_file(self.output, self.format, reports, language=self.language)
            return
        try:
            if self.format == "text":
                self._print(reports)
            else:
                write_to(self.format, reports, sys.stdout.buffer, language=self.language)
            sys.stdout.flush()
        except BrokenPipeError:
            # The reader has seen enough (`| head`): be quiet, the status stays what it is.
            _close_output()
        except OSError as fault:
            _close_output()
            reason = fault.strerror or str(fault)
            raise WritingError("stdout", "error.cannot-write", reason) from fault

    def _print(self, reports: Sequence[object]) -> None:
        from doclineage.reporting.terminal import render, show, terminal  # noqa: PLC0415

        if sys.stdout.isatty():
            show(reports, terminal(), self.language)
        else:
            width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
            sys.stdout.write(render(reports, self.language, width=width))


def _close_output() -> None:
    """Let what is still to be written go nowhere: it would fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _format_of(output: Path | None, formats: Sequence[str]) -> str:
    """Return the format that the suffix of `-o` names, before any work is done."""
    if output is None:
        return "text"
    from doclineage.reporting import format_of  # noqa: PLC0415  # imported where needed

    name = format_of(output)
    if name in formats or WRITERS.is_foreign(name):
        return name
    raise UnusableInputError(str(output), "error.unknown-suffix", ", ".join(formats))


def _settings_here() -> Settings:
    """Return what `doclineage.toml` here states, else `[tool.doclineage]` of `pyproject.toml`."""
    for path in (Path("doclineage.toml"), Path("pyproject.toml")):
        if path.is_file() and _speaks_of_us(path):
            return _checked(path)
    return DEFAULTS


def _checked(path: Path) -> Settings:
    settings = load_settings(path)
    if settings.disabled_rules or settings.rule_severity or settings.waivers:
        from doclineage.auditing import check_codes  # noqa: PLC0415  # loads every stage

        check_codes(settings, str(path))
    return settings


def _speaks_of_us(path: Path) -> bool:
    if path.name != "pyproject.toml":
        return True
    try:
        tools = read_table(path, "error.bad-settings").get("tool")
    except SettingsError:
        return False  # another tool's file, and that tool's to complain of
    return isinstance(tools, dict) and "doclineage" in tools
