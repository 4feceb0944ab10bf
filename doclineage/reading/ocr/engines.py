"""Who recognises letters: Tesseract, as a library where it is installed, else as a command.

Both are asked for the same table: one line a word, with its place and how sure the engine is.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from doclineage.silence import silenced

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
#: Tesseract's page segmentation: automatic for a page (on scans it loses least: 0.987 of the
#: words, as one block 0.985), one block for the cell of a table, one line.
PAGE, BLOCK, LINE = 3, 6, 7
#: Where systems keep the language data: Debian and Ubuntu by version, Fedora, Arch, source builds,
#: Homebrew, Windows.
_SYSTEM = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


class Engine(Protocol):
    """Something that reads letters."""

    def tables(
        self, images: Sequence[Image], layout: int, dpi: int, seconds: float
    ) -> list[str] | None:
        """Return Tesseract's table of the words on each image, None where that takes too long."""

    def close(self) -> None:
        """Let go of the language data."""


def find_engine() -> Engine | str:
    """Return the engine to use, or what is missing for one: "tesseract" or the data file."""
    library = _library()
    command = shutil.which("tesseract")
    if library is None and command is None:
        return "tesseract"
    folder = _data_folder()
    if folder is None:
        return f"{LANGUAGE}.traineddata"
    return _Command(str(command), folder) if library is None else _Library(library, folder)


def _data_folder() -> Path | None:
    """Return the folder with the data for Vietnamese: TESSDATA_PREFIX first, then the system's."""
    stated = os.environ.get("TESSDATA_PREFIX")
    # The variable has named the folder itself since Tesseract 4, the one above it before.
    folders = [Path(stated), Path(stated, "tessdata")] if stated else []
    folders += [Path(place) for place in _SYSTEM]
    for folder in folders:
        if (folder / f"{LANGUAGE}.traineddata").is_file():
            return folder
    return None


def _library() -> ModuleType | None:
    try:
        import tesserocr  # noqa: PLC0415  # an extra, and most files have a text layer
    except ImportError:
        return None
    library: ModuleType = tesserocr
    return library


class _Library:
    """Tesseract inside this process."""

    def __init__(self, library: ModuleType, folder: Path) -> None:
        with silenced():
            self._api = library.PyTessBaseAPI(path=str(folder), lang=LANGUAGE)

    def tables(
        self, images: Sequence[Image], layout: int, dpi: int, seconds: float
    ) -> list[str] | None:
        """Return the table of the words on each image."""
        with silenced():
            return self._tables(images, layout, dpi, monotonic() + seconds)

    def _tables(
        self, images: Sequence[Image], layout: int, dpi: int, end: float
    ) -> list[str] | None:
        found = []
        self._api.SetPageSegMode(layout)
        for image in images:
            self._api.SetImage(image)
            self._api.SetSourceResolution(dpi)
            # What one page taught must not change how the next is read.
            self._api.ClearAdaptiveClassifier()
            left = round((end - monotonic()) * 1000)
            if left <= 0 or not self._api.Recognize(left) or monotonic() > end:
                return None
            found.append(str(self._api.GetTSVText(0)))
        return found

    def close(self) -> None:
        """Let go of the language data."""
        self._api.End()


class _Command:
    """Tesseract as a process of its own."""

    def __init__(self, command: str, folder: Path) -> None:
        self._call = (command, "stdin", "stdout", "--tessdata-dir", str(folder), "-l", LANGUAGE)

    def tables(
        self, images: Sequence[Image], layout: int, dpi: int, seconds: float
    ) -> list[str] | None:
        """Return the table of the words on each image: all go in as the pages of one file."""
        if not images:
            return []
        pages = io.BytesIO()
        images[0].save(pages, "TIFF", save_all=True, append_images=images[1:])
        try:
            done = subprocess.run(  # noqa: S603  # no shell, and no argument from the document
                [*self._call, "--psm", str(layout), "--dpi", str(dpi), "tsv"],
                input=pages.getvalue(),
                capture_output=True,
                timeout=seconds,
                # Its threads slow one another down.
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        rows: list[list[str]] = [[] for _ in images]
        for line in done.stdout.decode("utf-8", "replace").split("\n"):
            number = line.split("\t", 2)[1:2]
            if number and number[0].isdigit() and 0 < int(number[0]) <= len(images):
                rows[int(number[0]) - 1].append(line)
        return ["\n".join(lines) for lines in rows]

    def close(self) -> None:
        """Do nothing: each process has ended."""
