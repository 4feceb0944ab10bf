"""The import contract holds, and it breaks where a wrong import is planted."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
_LONGEST_MODULE, _LONGEST_FUNCTION = 400, 45


def _bare_environment() -> dict[str, str]:
    # Coverage would follow the linter through every module that it reads.
    known = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return {**known, "PYTHONUTF8": "1"}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _LINT, "--no-cache"],
        cwd=folder,
        env={**_bare_environment(), "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(root, tmp_path) -> Path:
    """Return a copy of the package and its contracts, to plant imports in."""
    shutil.copytree(
        root / "doclineage", tmp_path / "doclineage", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(root / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_is_in_order(copy):
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("reading/text.py", "from doclineage.structure import build_document"),
        ("structure/units.py", "import doclineage.citing"),
        ("citing/cues.py", "from doclineage.aligning import match_units"),
        ("aligning/exact.py", "from doclineage.judging import judge_pair"),
        ("judging/edits/__init__.py", "from doclineage.aligning import match_units"),
        ("lineage/graph.py", "from doclineage import pipeline"),
        ("auditing/rules.py", "from doclineage.judging import judge_pair"),
        ("reporting/sheets/table.py", "from doclineage.structure import build_document"),
        ("reporting/sheets/table.py", "from doclineage.auditing import audit_graph"),
        ("vietnamese/words.py", "from doclineage.structure.markers import LETTERS"),
        ("vietnamese/words.py", "def late():\n    from doclineage.structure import markers"),
        ("model/base.py", "from doclineage.settings import Settings"),
        ("errors.py", "from doclineage.model import Value"),
        ("settings.py", "from doclineage.registry import READERS"),
        ("pipeline.py", "from doclineage.cli import main"),
        ("engine.py", "import doclineage.reading"),
        ("__init__.py", "from doclineage.reading import read_blocks"),
        ("judging/edits/__init__.py", "import click"),
        ("auditing/rules.py", "from rich.text import Text"),
    ],
)
def test_a_wrong_import_breaks_the_contract(module, line, copy):
    file = copy / "doclineage" / module
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout


def test_a_new_room_must_be_given_its_place(copy):
    (copy / "doclineage" / "helpers.py").write_text('"""A drawer."""\n', encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 1
    assert "helpers" in done.stdout


def modules(root: Path) -> list[Path]:
    return sorted((root / "doclineage").rglob("*.py"))


def test_modules_and_functions_stay_small(root):
    long = []
    for file in modules(root):
        text = file.read_text("utf-8")
        if len(text.splitlines()) > _LONGEST_MODULE:
            long.append(f"{file.name}: {len(text.splitlines())} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > _LONGEST_FUNCTION:
                    long.append(f"{file.name}:{node.lineno} {node.name}: {lines} lines")
    assert not long


def test_only_the_command_line_prints(root):
    printing = [
        str(file.relative_to(root))
        for file in modules(root)
        if file.parts[-2] != "cli"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert not printing


def test_the_wheel_takes_what_is_no_python_along(root):
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["doclineage"]
    data = {file.suffix for file in (root / "doclineage").rglob("*") if file.is_file()}
    assert data >= {".toml", ".tsv", ".json", ".typed"}
