"""One file's bytes to blocks: text plus what the layout told."""

from __future__ import annotations

import hashlib
import os
from importlib import import_module
from pathlib import Path

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Notice, Reading, Source
from doclineage.reading.files import find_files, load_bytes, refuse_folder
from doclineage.reading.manifest import manifest_notices
from doclineage.reading.sniff import sniff
from doclineage.registry import READERS
from doclineage.settings import DEFAULTS, Settings
from doclineage.wording import phrase

__all__ = ["find_files", "read_bare", "read_blocks", "refuse_folder"]


def read_blocks(path: Path, settings: Settings = DEFAULTS) -> tuple[Source, Reading]:
    """Return where the file at `path` came from and the blocks that it holds.

    Raises ReadingError where the file cannot be opened, is of no known kind, is damaged, hostile
    or locked, or holds no text, SettingsError where the manifest beside it is not understood.
    """
    place = _place(path)
    data = load_bytes(path, place, settings)
    found = sniff(data, place)
    source = Source(
        path=place, sha256=hashlib.sha256(data).hexdigest(), media_type=found.media_type
    )
    reading: Reading = READERS.load(found.reader)(data, source, settings)
    if not any(block.text for block in reading.blocks):
        raise ReadingError(place, "error.no-text")
    if any(len(block.text) > settings.max_unit_chars for block in reading.blocks):
        detail = f"max_unit_chars = {settings.max_unit_chars:,}"
        raise ReadingError(place, "error.too-large", detail)
    if found.disguised is not None:
        said = phrase("notice.wrong-suffix", suffix=found.disguised, kind=found.reader)
        notice = Notice(code="wrong-suffix", message=said.vi, message_en=said.en)
        reading = msgspec.structs.replace(reading, notices=(notice, *reading.notices))
    reading = msgspec.structs.replace(reading, notices=(*reading.notices, *manifest_notices(path)))
    return msgspec.structs.replace(source, pages=reading.pages), reading


def read_bare(path: Path, settings: Settings = DEFAULTS) -> str | None:
    """Return all words of a file that `read_blocks` could read, by the shortest way, in any order.

    A reader's module offers that way as `words`. None where it does not: what is recognised on a
    picture, what another program turns into Word, letters of which only a font tells what they are.
    """
    place = _place(path)
    data = load_bytes(path, place, settings)
    reader = READERS.load(sniff(data, place).reader)
    words = getattr(import_module(reader.__module__), "words", None)
    bare: str | None = None if words is None else words(data, place, settings)
    return bare


def _place(path: Path) -> str:
    # A Linux file name need not be UTF-8; what we print and store must be.
    return os.fsencode(path).decode("utf-8", "replace")
