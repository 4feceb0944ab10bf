"""The command line: arguments in, exit status out; the only room that prints."""

from __future__ import annotations

import sys

from doclineage.cli.commands import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Run the command line and leave with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(prog_name="doclineage")
