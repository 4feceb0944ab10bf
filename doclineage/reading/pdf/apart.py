"""The process that reads a PDF which may cost too much: a job on standard input, its answer out."""

from __future__ import annotations

import sys
from contextlib import suppress

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Reading, Source
from doclineage.reading.pdf.reader import read_pages
from doclineage.settings import Settings


def main() -> None:
    """Read the job on standard input, write what came of it."""
    job = sys.stdin.buffer.read()
    data, source, settings, memory = msgspec.msgpack.decode(
        job, type=tuple[bytes, Source, Settings, int]
    )
    _bound(settings.max_pdf_seconds, memory)
    answer: tuple[Reading | None, str, str]
    try:
        answer = read_pages(data, source, settings), "", ""
    except ReadingError as fault:
        answer = None, fault.code, fault.detail
    except MemoryError:
        sys.exit(1)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


def _bound(seconds: int, memory: int) -> None:
    """Bound this process where the system can; the time is bounded from outside everywhere."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  # there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
