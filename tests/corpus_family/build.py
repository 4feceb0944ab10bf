"""Build the files of the families in corpus/ from the contents beside this script.

    python tests/corpus_family/build.py [FOLDER]

Needs python-docx, and LibreOffice (`soffice`) for the PDF, which is left as it is where
LibreOffice is missing. Two runs give the same bytes (the PDF: with the same LibreOffice).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import family
import plain
import word


def portable(docx: Path, target: Path) -> None:
    """Convert `docx` to `target` with LibreOffice, without the marks of the day."""
    soffice = shutil.which("soffice")
    if soffice is None:
        print(f"{target.name}: left as it is: LibreOffice is missing", file=sys.stderr)
        return
    profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/lo-corpus"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", docx.parent, docx]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    data = docx.with_suffix(".pdf").read_bytes()
    # Same length in, same length out: the cross-reference table stays right.
    data = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"20260406080000", data)
    data = re.sub(rb"(?<=/ID \[ <)[0-9A-F]{32}(?=>)", b"0" * 32, data)
    data = re.sub(rb"(?<=\n<)[0-9A-F]{32}(?=> \])", b"0" * 32, data)
    data = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)
    target.write_bytes(data)


def build(content: dict[str, Any], folder: Path) -> None:
    """Write one document into `folder`, in every form that it has."""
    for name in family.files(content):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _build(content, target)


def _build(content: dict[str, Any], target: Path) -> None:
    if target.suffix == ".txt":
        target.write_text(plain.scanned(content), encoding="utf-8")
    elif target.suffix == ".md":
        target.write_text(plain.markdown(content), encoding="utf-8")
    elif target.suffix == ".docx":
        word.write(content, target)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            docx = Path(scratch) / f"{target.stem}.docx"
            word.write(content, docx)
            portable(docx, target)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else family.CORPUS
    for content in (*family.documents(), *family.documents(family.CONTENT2)):
        build(content, folder)
