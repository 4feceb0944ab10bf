"""Files of a folder that are no documents, and what they are: an auditor must know of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from doclineage.model import Unread
from doclineage.reading.files import existing, files_inside, is_ours
from doclineage.settings import DEFAULTS, Settings
from doclineage.wording import phrase

Why = Literal["lock", "system", "table", "picture", "slides", "other"]

#: What steers a run is read, though not as a document.
_STEERING = frozenset({"manifest.toml", "doclineage.toml", "pyproject.toml"})
#: What Windows keeps in folders for itself; its hidden files elsewhere begin with a dot.
_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini"})
#: What our own results end in that bear no mark of ours: one left here changes no later report.
_RESULTS = frozenset(
    {
        ".svg",
        ".csv",
        ".json",
        ".jsonl",
        ".sarif",
        ".graphml",
        ".gexf",
        ".dot",
        ".gv",
        ".mmd",
        ".ttl",
    }
)
_SUFFIXES: dict[Why, frozenset[str]] = {
    "table": frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}),
    "picture": frozenset({".heic", ".heif", ".gif", ".bmp", ".webp", ".avif"}),
    "slides": frozenset({".pptx", ".ppt", ".ppsx", ".odp"}),
}


def passed_over(paths: Iterable[Path], settings: Settings = DEFAULTS) -> tuple[Unread, ...]:
    """Return the files in the folders that are named which are not read, and what they are.

    Hidden files, readmes and what doclineage wrote itself are left out: nothing is lost there.
    Raises what `find_files` raises.
    """
    folders = [path for path in map(existing, paths) if path.is_dir()]
    found = {
        file: _why(file)
        for folder in folders
        for file in files_inside(folder, documents=False)
        if file.name not in _STEERING and file.suffix.lower() not in _RESULTS and not is_ours(file)
    }
    return tuple(_told(file, why) for file, why in list(found.items())[: settings.max_files])


def _why(file: Path) -> Why:
    if file.name.startswith("~$"):
        return "lock"
    if file.name.lower() in _SYSTEM:
        return "system"
    kinds = (why for why, suffixes in _SUFFIXES.items() if file.suffix.lower() in suffixes)
    return next(kinds, "other")


def _told(file: Path, why: Why) -> Unread:
    said = phrase(f"passed.{why}")
    path = str(file).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Unread(path=path, message=said.vi, message_en=said.en)
