"""The gate's own word lists; each row is open (tuned on) or held out (only measured)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return every row of ``data/<name>.tsv``; lines that begin with # are comments."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        lines = [line for line in stream if not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t"))


@cache
def pick(name: str, *, held_out: bool) -> tuple[Row, ...]:
    """Return the rows of one half."""
    wanted = "yes" if held_out else "no"
    return tuple(row for row in rows(name) if row["held_out"] == wanted)
