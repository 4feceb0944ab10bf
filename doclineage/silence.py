"""Standard error, closed to libraries in C that speak to it past Python.

Tesseract, Leptonica, Graphviz and fontconfig print warnings there which name neither file nor
remedy. What matters of them is told by us; in a notebook they would stand in the cell.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

_ERRORS = 2


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """Send what is written to the descriptor of standard error to nowhere meanwhile."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        sys.stderr.flush()  # what Python has still to write is not lost
    try:
        kept = os.dup(_ERRORS)
    except OSError:  # a program without standard error has nothing to close
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, _ERRORS)
        finally:
            os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _ERRORS)
        os.close(kept)
