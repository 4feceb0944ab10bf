"""The notebook runs, uses the public interface alone, and shows what it is committed with."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import doclineage

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")


@pytest.fixture(scope="module")
def file(root) -> Path:
    return root / "notebooks" / "directive_tree.ipynb"


@pytest.fixture(scope="module")
def kept(file) -> Any:
    return nbformat.read(file, as_version=4)


@pytest.fixture(scope="module")
def run(file, root) -> Any:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    notebook = nbformat.read(file, as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(root))
        nbclient.NotebookClient(
            notebook, timeout=300, resources={"metadata": {"path": str(file.parent)}}
        ).execute()
    return notebook


def outputs(notebook: Any) -> list[tuple[str, str]]:
    """Return what every cell printed or showed, as text."""
    return [
        (cell.source, out.get("text") or out["data"]["text/plain"])
        for cell in notebook.cells
        if cell.cell_type == "code"
        for out in cell.outputs
    ]


def test_it_uses_the_public_interface_alone(kept):
    source = "\n".join(cell.source for cell in kept.cells if cell.cell_type == "code")
    tree = ast.parse(source)
    names = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "dl"
    }
    assert names <= set(doclineage.__all__)
    assert not re.search(r"from doclineage|import doclineage\.", source)


def test_its_outputs_are_committed(kept):
    told = outputs(kept)
    assert len(told) >= 7
    tree = next(cell for cell in kept.cells if cell.source.endswith("\ngraph"))
    shown = tree.outputs[0].data
    assert {"text/plain", "text/html", "image/svg+xml", "image/png"} <= set(shown)
    assert "<img alt=" in shown["text/html"]


@pytest.mark.filterwarnings("ignore")
def test_it_runs_and_shows_what_is_committed(run, kept):
    assert outputs(run) == outputs(kept)


@pytest.mark.filterwarnings("ignore")
def test_its_tree_is_the_committed_one(run, kept):
    pytest.importorskip("pygraphviz", reason="the committed picture was laid out by Graphviz")
    trees = [
        next(cell for cell in notebook.cells if cell.source.endswith("\ngraph")).outputs[0].data
        for notebook in (run, kept)
    ]
    boxes = [re.findall(r'data-key="([^"]*)"', tree["image/svg+xml"]) for tree in trees]
    assert boxes[0] == boxes[1]
    assert len(boxes[0]) == 10
    texts = [re.findall(r"<text[^>]*>([^<]*)", tree["image/svg+xml"]) for tree in trees]
    assert texts[0] == texts[1]
