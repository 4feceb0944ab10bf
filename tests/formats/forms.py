"""The same documents as Word file, as PDF by LibreOffice and as plain text; how far trees agree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpus_family"))

import family
import genres
import long_genres
import plain_forms
import word

from doclineage import Document, read_document

#: How every Word file is written anew, by what its name then ends in.
FORMS = {".pdf": "pdf", ".txt": "text", ".wrapped.txt": "wrapped_text"}
#: LibreOffice has letters for neither Vietnamese nor all fonts: one that it must replace letter by
#: letter, one that is everywhere.
_FONTS = {"times": "Times New Roman", "dejavu": "DejaVu Serif"}
GENRES = {**genres.GENRES, **long_genres.GENRES}
_PRINTED_WIDTH = 88
_HEAD = {
    "number": "27/KH-UBND",
    "place": "Cồn Bãi",
    "date": "ngày 02 tháng 4 năm 2026",
    "issuer": ["ỦY BAN NHÂN DÂN", "XÃ CỒN BÃI"],
}
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Agreement:
    """How many of a Word file's units another form has in the same order; the others."""

    units: int
    same: int
    differences: tuple[str, ...]


def documents(folder: Path) -> list[Path]:
    """Write all Word files to `folder`; return their paths."""
    for font, name in _FONTS.items():
        for genre, write in GENRES.items():
            writer = genres.Writer(name)
            write(writer)
            writer.save(folder / f"{genre}-{font}.docx")
    for content in family.documents():
        stem = Path(content["file"]).stem
        missing = {key: value for key, value in _HEAD.items() if not content["head"].get(key)}
        head = {**content["head"], **missing}
        for numbering in ("typed", "automatic"):
            changed: dict[str, Any] = {**content, "head": head, "numbering": numbering}
            word.write(changed, folder / f"{stem}-{numbering}.docx")
    return sorted(folder.glob("*.docx"))


def printable(files: Sequence[Path]) -> list[Path]:
    """Return the files that are printed: of two that differ in their numbering alone, one."""
    return [file for file in files if not file.stem.endswith("-typed")]


def convert(files: Sequence[Path], profile: Path) -> bool:
    """Make the PDFs beside `files`, False where LibreOffice is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return False
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    command = [soffice, *options, "--outdir", str(files[0].parent), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return True


def write_texts(file: Path) -> None:
    """Write the plain text of a Word file beside it, in paragraphs and in printed lines."""
    for ending, width in ((".txt", 0), (".wrapped.txt", _PRINTED_WIDTH)):
        file.with_suffix(ending).write_text(
            plain_forms.plain_text(file, width=width), encoding="utf-8"
        )


def has_text(file: Path) -> bool:
    """Tell whether a plain text can be written: numbers that Word computes stand nowhere."""
    return not file.stem.endswith("-automatic")


def agree(file: Path, ending: str) -> Agreement:
    """Return how far the tree of a Word file is that of another form of it."""
    ours, other = keys(read_document(file)), keys(read_document(file.with_suffix(ending)))
    matcher = SequenceMatcher(None, ours, other, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return Agreement(max(len(ours), len(other)), same, tuple(_differences(matcher, ours, other)))


def keys(document: Document) -> list[Key]:
    """Return zone, kind, path and text of every unit."""
    return [(unit.zone, unit.kind, unit.path, unit.text) for unit in document.units]


def _differences(
    matcher: SequenceMatcher[Key], ours: Sequence[Key], other: Sequence[Key]
) -> Iterator[str]:
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield from (f"only in Word: {key}" for key in ours[start:end])
            yield from (f"only here: {key}" for key in other[other_start:other_end])


def shares(folder: Path) -> dict[str, float]:
    """Return by form the share of units that are the same as in Word, nothing without LibreOffice.

    All files are made in `folder`.
    """
    files = documents(folder)
    if not convert(printable(files), folder / "profile"):
        return {}
    for file in filter(has_text, files):
        write_texts(file)
    found: dict[str, float] = {}
    for ending, name in FORMS.items():
        chosen = printable(files) if ending == ".pdf" else filter(has_text, files)
        agreements = [agree(file, ending) for file in chosen]
        found[name] = sum(a.same for a in agreements) / sum(a.units for a in agreements)
    return found
