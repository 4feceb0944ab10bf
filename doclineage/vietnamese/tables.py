"""Word lists as data: tab-separated files in `data/`, a header line, `#` comments."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<name>.tsv``, each a dict of column to text (may be empty)."""
    text = (
        resources.files("doclineage.vietnamese").joinpath("data", f"{name}.tsv").read_text("utf-8")
    )
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(
        dict(zip(columns, [*line.split("\t"), *[""] * len(columns)], strict=False))
        for line in lines[1:]
    )
