"""Help and complaints of the command line in the language that is asked for."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, cast

import click

from doclineage.errors import DoclineageError, UnusableInputError
from doclineage.registry import WRITERS
from doclineage.wording import Language, say

#: Exit status: the command could not do its work; it was stopped by Ctrl-C (as shells have it).
FAILED, STOPPED = 2, 130
_LANGUAGES = ("vi", "en")


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language that `--lang` asks for, else the locale's; needs no parsing before it.

    >>> language_of(["audit", "corpus", "--lang", "en"]), language_of(["--lang=vi"])
    ('en', 'vi')
    """
    asked = None
    for word, following in zip_longest(arguments, arguments[1:], fillvalue=""):
        value = following if word == "--lang" else word.removeprefix("--lang=")
        asked = value if value in _LANGUAGES and word.startswith("--lang") else asked
    return cast("Language", asked) if asked else _default_language()


def _default_language() -> Language:
    """Return the locale's language; Vietnamese where the locale says nothing."""
    name = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "")
    if os.name == "nt":  # elsewhere Python takes the bare C locale for American English
        name = name or locale.getlocale()[0] or ""
    silent = name.lower() in {"", "c"} or name.lower().startswith(("c.", "posix"))
    return "vi" if silent or name.lower().startswith("vi") else "en"


def complain(failure: DoclineageError, language: Language) -> None:
    """Print one line on standard error."""
    tell(failure.text(language))


def tell(text: str) -> None:
    """Print one line on standard error that may be about no failure."""
    # A file name may hold line breaks and worse; a line stays a line.
    words = "".join(c if c.isprintable() else " " for c in text)
    line = " ".join(words.split())
    # Named, so that a progress bar that holds standard error lets the line through above itself.
    click.echo(f"doclineage: {line}", file=sys.stderr)


def _failure(fault: Exception) -> DoclineageError:
    if isinstance(fault, DoclineageError):
        return fault
    if isinstance(fault, click.ClickException):
        return explain(fault)
    return DoclineageError("doclineage", "error.crashed", f"{type(fault).__name__}: {fault}")


def explain(misuse: click.ClickException) -> DoclineageError:
    """Return a complaint of click's in our own words: place, what is wrong, what to do."""
    context = getattr(misuse, "ctx", None)
    command = context.command_path if context else "doclineage"
    place, see = command.partition(" ")[2] or command, f"{command} --help"
    match misuse:
        case click.NoSuchOption():
            return UnusableInputError(misuse.option_name, "error.no-option", see)
        case click.BadOptionUsage():
            return UnusableInputError(misuse.option_name, "error.option-value", see)
        case click.MissingParameter(param=click.Parameter() as parameter):
            return UnusableInputError(_name(parameter), "error.no-argument", see)
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice)):
            detail = ", ".join(map(str, choice.choices))
            return UnusableInputError(_name(misuse.param), "error.no-choice", detail)
        case click.BadParameter(param=click.Parameter(type=click.IntRange())):
            return UnusableInputError(_name(misuse.param), "error.no-number", see)
        case _:
            return UnusableInputError(place, "error.misuse", see)


def _name(parameter: click.Parameter | None) -> str:
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return (parameter.metavar or parameter.name or "") if parameter else ""


def _here() -> Language:
    """Return the language of the command that is running."""
    context = click.get_current_context(silent=True)
    return cast("Language", context.obj) if context and context.obj else _default_language()


class FilePath(click.Path):
    """A path that says something: an empty one would stand for the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; raises UnusableInputError for an empty one."""
        if value in ("", b""):
            raise UnusableInputError(_name(param), "error.empty-path")
        return super().convert(value, param, ctx)


class Format(click.Choice[str]):
    """One of a command's formats, or a writer of another package."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the format's name; raises BadParameter for one that nothing writes."""
        if value not in self.choices and WRITERS.is_foreign(value):
            return value
        return super().convert(value, param, ctx)


class Option(click.Option):
    """An option whose help stands in `wording.toml`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's names and its help."""
        record = super().get_help_record(ctx)
        name = (self.name or "").replace("_", "-")
        return (record[0], say(f"help.{name}", _here())) if record else None


class _Bilingual(click.Command):
    """A command whose help is made of sentences from `wording.toml`."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what the list of commands says."""
        del limit
        return say(f"help.command-{self.name}", _here())

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        options = say("help.options-word", _here())
        pieces = [
            options if piece == self.options_metavar else piece
            for piece in self.collect_usage_pieces(ctx)
        ]
        prefix = say("help.usage", _here())
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{prefix}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"help.command-{self.name}", _here()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(say("help.options", _here())):
            formatter.write_dl([record for record in records if record])


class Command(_Bilingual):
    """One of the four commands."""


class Group(_Bilingual, click.Group):
    """The command line: its commands return their exit status, its failures are one line."""

    command_class = Command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT002  # click's signature
        **extra: Any,
    ) -> Any:
        """Run one command and leave with its status, 2 for any failure."""
        words = list(sys.argv[1:] if args is None else args)
        try:
            status = super().main(words, prog_name, complete_var, standalone_mode=False, **extra)
        except (click.Abort, KeyboardInterrupt):
            status = STOPPED
        except Exception as fault:  # a traceback helps no auditor
            if os.environ.get("DOCLINEAGE_TRACEBACK"):
                raise
            complain(_failure(fault), language_of(words))
            status = FAILED
        if standalone_mode:
            sys.exit(status)
        return status

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Learn the language before anything is parsed: even a complaint is made in it."""
        extra.setdefault("obj", language_of(args))
        return super().make_context(info_name, args, parent, **extra)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; raises UnusableInputError for an unknown one."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise UnusableInputError(args[0], "error.no-command", ", ".join(self.commands))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(say("help.commands", _here())):
            formatter.write_dl(
                [(name, command.get_short_help_str()) for name, command in self.commands.items()]
            )
