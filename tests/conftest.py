"""What all tests share: the folders of the checkout, the command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# Several folders have one; looked into for doctests, they would be one module of many files.
collect_ignore_glob = ["*conftest.py"]
ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def first_family(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the first family of the corpus alone."""
    folder = tmp_path_factory.mktemp("family1")
    for file in corpus.iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the real pair that some checkouts have beside them; skip where it is absent."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the real pair is not here")
    return folder


@pytest.fixture(scope="session")
def python() -> Run:
    """Run a fresh interpreter on this checkout, whatever copy is installed."""

    def run(
        *arguments: str | Path, cwd: Path = ROOT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        known = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "COV_"))}
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=cwd,
            env={**known, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def command(python: Run) -> Run:
    """Run `doclineage` in a process of its own."""

    def run(
        *arguments: str | Path, cwd: Path = ROOT, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return python("-m", "doclineage", *arguments, cwd=cwd, **environment)

    return run
