"""A folder's `manifest.toml`: metadata that the documents themselves do not state."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from doclineage.errors import SettingsError
from doclineage.model import System
from doclineage.settings import MOST_LISTED, read_table

NAME = "manifest.toml"


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the manifest states of one file; what it leaves out is read from the text."""

    file: str
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    kind: str | None = None
    title: str | None = None
    superior: str | None = None
    place: str | None = None
    signer: str | None = None
    system: System | None = None


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: tuple[Entry, ...] = ()


def stated_fields(path: Path) -> dict[str, object]:
    """Return the letterhead fields that the manifest beside a file states for it."""
    for entry in _entries(path.parent / NAME):
        if unicodedata.normalize("NFC", entry.file) == unicodedata.normalize("NFC", path.name):
            fields = msgspec.structs.asdict(entry)
            return {k: v for k, v in fields.items() if k != "file" and v is not None}
    return {}


@lru_cache(maxsize=64)
def _entries(path: Path) -> tuple[Entry, ...]:
    if not path.is_file():
        return ()
    table = read_table(path, "error.bad-manifest", MOST_LISTED)
    try:
        return msgspec.convert(table, _Manifest).document
    except msgspec.ValidationError as fault:
        raise SettingsError(str(path), "error.bad-manifest", str(fault)) from fault
