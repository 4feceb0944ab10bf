"""What README.md shows is what happens."""

from __future__ import annotations

import doctest
import os
import re
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from doclineage.settings import Settings, Waiver

#: Set to write the excerpt anew; the run then fails, so that it is never left on.
REGOLD = "DOCLINEAGE_REGOLD"
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
    if os.environ.get(REGOLD):
        readme = root / "README.md"
        text = readme.read_text("utf-8").replace(excerpt, renewed(excerpt, output))
        readme.write_text(text, encoding="utf-8")
        pytest.fail(f"README.md's excerpt was written anew: look at it, then unset {REGOLD}")
    known = [loose(line) for line in output]
    position, skipped = 0, True
    for line in excerpt.splitlines():
        if line != "…":
            reach = len(known) if skipped else position + 1
            told = f"run the tests once with {REGOLD}=1: {line}"
            assert loose(line) in known[position:reach], told  # what is left out bears a mark
            position = known.index(loose(line), position) + 1
        skipped = line == "…"


def renewed(excerpt: str, output: list[str]) -> str:
    """Return the excerpt with each line as the output has it now, "…" where lines are left out."""
    shown: list[str] = []
    position = 0
    for line in filter(lambda line: line != "…", excerpt.splitlines()):
        places = range(position, len(output))
        place = max(places, key=lambda i: (SequenceMatcher(None, line, output[i]).ratio(), -i))
        shown += ["…"] * (bool(shown) and place > position) + [output[place]]
        position = place + 1
    return "".join(f"{line}\n" for line in shown)


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
        known = {*Settings.__struct_fields__, *Waiver.__struct_fields__, "issued"}
        assert name in known
    assert set(re.findall(r"`doclineage (\w+)", text)) >= {"parse", "compare", "lineage", "audit"}


@pytest.mark.skipif(os.name != "posix", reason="bash")
def test_the_check_reads_the_same_commands(root):
    text = (root / ".ci" / "run").read_text("utf-8")
    assert "readme_command 1" in text
    assert os.access(root / ".ci" / "run", os.X_OK)
