"""Computed numbers against those that LibreOffice shows, where it agrees with Word."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from random_lists import NOT_AS_WORD, ListMaker, shown

from doclineage.reading import read_blocks

SOFFICE = shutil.which("soffice")
FILES = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of random Word files with what LibreOffice makes of each."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("lists")
    paths = [folder / f"{seed}.docx" for seed in range(FILES)]
    for seed, path in enumerate(paths):
        path.write_bytes(ListMaker(seed, NOT_AS_WORD).file())
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    form = "txt:Text (encoded):UTF8"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", folder, *paths],
        check=True,
        timeout=300,
        capture_output=True,
    )
    return folder


def test_random_lists_are_numbered_alike(folder: Path) -> None:
    compared = 0
    for path in sorted(folder.glob("*.docx")):
        theirs = shown(path.with_suffix(".txt").read_text("utf-8").splitlines())
        assert ours(path) == theirs, path.name
        compared += sum(map(bool, theirs.values()))
    assert compared > 20 * FILES


def ours(path: Path) -> dict[int, str]:
    lines = []
    for block in read_blocks(path)[1].blocks:
        texts = [cell.text for cell in block.cells] or [f"{block.label or ''} {block.text}"]
        lines += "\n".join(texts).split("\n")
    return shown(lines)
