"""A folder's `manifest.toml`: metadata that the documents themselves do not state."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from doclineage.errors import SettingsError
from doclineage.model import Notice, System
from doclineage.settings import MOST_LISTED, read_table
from doclineage.wording import phrase

NAME = "manifest.toml"
#: Names of a long list that are told.
_SHOWN = 8


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
    for entry in _entries(path.parent / NAME).get(_composed(path.name), ()):
        fields = msgspec.structs.asdict(entry)
        return {k: v for k, v in fields.items() if k != "file" and v is not None}
    return {}


def manifest_notices(path: Path) -> tuple[Notice, ...]:
    """Return a notice where the manifest beside a file states it more than once, and unlike."""
    stated: Sequence[Entry] = _entries(path.parent / NAME).get(_composed(path.name), ())
    if all(entry == stated[0] for entry in stated):
        return ()
    said = phrase("notice.stated-twice", count=len(stated), name=path.name)
    return (Notice(code="stated-twice", message=said.vi, message_en=said.en),)


def stray_entries(files: Iterable[Path]) -> Iterator[SettingsError]:
    """Yield for each manifest beside some files what of it names no file of its folder.

    A manifest that is not understood is passed over: it is told where a document is read.
    """
    for folder in dict.fromkeys(path.parent for path in files):
        try:
            entries = _entries(folder / NAME)
            here = {_composed(path.name): path for path in folder.iterdir()} if entries else {}
        except (SettingsError, OSError):
            continue
        lost = [name for name in entries if name not in here or not here[name].is_file()]
        if lost:
            told = [f"“{name:.80}”" for name in lost[:_SHOWN]]
            detail = ", ".join([*told, *(["…"] if len(lost) > _SHOWN else [])])
            yield SettingsError(str(folder / NAME), "error.stray-entries", detail)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


@lru_cache(maxsize=64)
def _entries(path: Path) -> dict[str, list[Entry]]:
    """Return the entries of a manifest by the file that they name, none where there is none."""
    # A folder, a pipe, a device or a broken link of this name is refused as it is read.
    if not os.path.lexists(path):
        return {}
    table = read_table(path, "error.bad-manifest", MOST_LISTED)
    try:
        stated = msgspec.convert(table, _Manifest).document
    except msgspec.ValidationError as fault:
        raise SettingsError(str(path), "error.bad-manifest", str(fault)) from fault
    named: dict[str, list[Entry]] = {}
    for entry in stated:
        named.setdefault(_composed(entry.file), []).append(entry)
    return named
