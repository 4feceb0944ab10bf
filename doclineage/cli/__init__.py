"""The command line: arguments in, exit status out; the only room that prints."""

from __future__ import annotations

import sys

__all__ = ["main"]

#: What shells give for a command that Ctrl-C ended.
_STOPPED = 130


def main() -> None:
    """Run the command line and leave with its status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        # Imported here, so that Ctrl-C is quiet from the first moment.
        from doclineage.cli.commands import cli  # noqa: PLC0415

        cli.main(prog_name="doclineage")
    except KeyboardInterrupt:
        sys.exit(_STOPPED)
