"""Floors: what the gate must reach. They are raised when the library gets better, never lowered."""

from __future__ import annotations

import hashlib
import math
import tomllib
from pathlib import Path

from .material import DATA

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
GOLD = HERE / "gold"
#: A new floor stands this much below what was measured.
_MARGIN = 0.005


def floors() -> dict[str, dict[str, float]]:
    """Return the floors of every column."""
    return _read()["floors"]


def digests() -> dict[str, str]:
    """Return the sha256 of the gold and of the word lists as they are."""
    files = sorted([*GOLD.glob("*.json*"), *DATA.glob("*.tsv")])
    return {
        str(file.relative_to(HERE)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def recorded() -> dict[str, str]:
    """Return the digests that the floors were set on."""
    return _read()["files"]


def below(measured: dict[str, dict[str, float]]) -> list[str]:
    """Return one line for every measure under its floor."""
    return [
        f"{column}: {name} {measured[column].get(name, 0.0):.4f} is under its floor {floor:.4f}"
        for column, table in floors().items()
        if column in measured
        for name, floor in table.items()
        if measured[column].get(name, 0.0) < floor
    ]


def raise_floors(measured: dict[str, dict[str, float]]) -> None:
    """Write floors just below what was measured where that is more than they were."""
    old = floors() if FLOORS.is_file() else {}
    lines = [
        "# What `python -m tests.gate` must reach; raised with `--raise`, never lowered by hand",
        "# (test_floors.py pins the least). `files` are the gold and word lists measured on.",
    ]
    for column in {**old, **measured}:
        lines += ["", f"[floors.{column}]"]
        table = measured.get(column, {})
        for name in {**old.get(column, {}), **table}:
            new = math.floor((table.get(name, 0.0) - _MARGIN) * 1000) / 1000
            lines.append(f"{name} = {max(old.get(column, {}).get(name, 0.0), new, 0.0):.3f}")
    lines += ["", "[files]", *(f'"{name}" = "{digest}"' for name, digest in digests().items())]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _read() -> dict[str, dict[str, dict[str, float]]]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
