"""What README.md shows is what happens."""

from __future__ import annotations

import doctest
import os
import re
from pathlib import Path

import pytest

from doclineage.settings import Settings

_TABLE_ROW = re.compile(r"^(?:xã|phường) .*\d% ")


def blocks(root: Path, kind: str) -> list[str]:
    text = (root / "README.md").read_text("utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def test_the_two_commands(root):
    assert blocks(root, "sh") == [
        "pip install . && doclineage audit corpus --exit-zero\n",
        'pip install ".[test]" && pytest\n',
    ]


def test_they_stand_on_the_first_screen(root):
    lines = (root / "README.md").read_text("utf-8").splitlines()
    assert lines.index('pip install ".[test]" && pytest') < 30


def loose(line: str) -> str:
    """Return a line without the counts of the table, which better judgement moves."""
    return re.sub(r"\d+", "0", " ".join(line.split())) if _TABLE_ROW.match(line) else line


def test_the_excerpt_is_real(root, command):
    (excerpt,) = blocks(root, "text")
    output = command("audit", "corpus", "--exit-zero").stdout.splitlines()
    position = 0
    known = [loose(line) for line in output]
    for line in excerpt.splitlines():
        if line == "…":
            continue
        assert loose(line) in known[position:], f"not in the output (any more): {line}"
        position = known.index(loose(line), position) + (line != "")


def test_the_python_example_runs(root, monkeypatch):
    monkeypatch.chdir(root)
    (example,) = blocks(root, "pycon")
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0


def test_what_it_links_to_is_there(root):
    for name in ("README.md", "CONTRIBUTING.md", "corpus/README.md"):
        file = root / name
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", file.read_text("utf-8")):
            assert (file.parent / target).exists(), f"{name}: {target}"


def test_the_settings_and_commands_it_names_exist(root):
    text = (root / "README.md").read_text("utf-8")
    for name in re.findall(r"^(\w+) = [\d.]", text, flags=re.MULTILINE):
        assert name in Settings.__struct_fields__ or name == "issued"
    assert set(re.findall(r"`doclineage (\w+)", text)) >= {"parse", "compare", "lineage", "audit"}


@pytest.mark.skipif(os.name != "posix", reason="bash")
def test_the_check_reads_the_same_commands(root):
    text = (root / ".ci" / "run").read_text("utf-8")
    assert "readme_command 1" in text
    assert os.access(root / ".ci" / "run", os.X_OK)
