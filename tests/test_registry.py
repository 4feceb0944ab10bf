"""Names for interchangeable parts: ours load, others may add and not replace."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from click.testing import CliRunner

from doclineage import registry
from doclineage.cli.commands import cli
from doclineage.errors import RegistryError
from doclineage.registry import ENGINES, READERS, RULES, WRITERS, Registry


@pytest.mark.parametrize(
    ("parts", "name"),
    [(parts, name) for parts in (READERS, WRITERS, RULES, ENGINES) for name in parts],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_every_part_of_ours_loads(parts, name):
    assert callable(parts.load(name))


def test_names_come_in_a_fixed_order():
    assert list(RULES) == sorted(RULES)
    assert len(WRITERS) == len(list(WRITERS))


def test_an_unknown_name_tells_the_known_ones():
    with pytest.raises(RegistryError, match=r"xml; known: .*json"):
        WRITERS.load("xml")


def test_a_missing_extra_names_its_command():
    parts = Registry("readers", {"doc": "no_such_module_here:read"}, {"doc": "old"})
    with pytest.raises(RegistryError, match=r'pip install "doclineage\[old\]"'):
        parts.load("doc")


def test_a_missing_module_of_ours_is_a_fault():
    parts = Registry("readers", {"doc": "no_such_module_here:read"}, {})
    with pytest.raises(ModuleNotFoundError):
        parts.load("doc")


def test_others_add_and_do_not_replace(monkeypatch):
    points = [
        EntryPoint("shout", "json:dumps", "doclineage.writers"),
        EntryPoint("json", "pickle:dumps", "doclineage.writers"),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: points)
    parts = Registry("writers", {"json": "json:loads"}, {})
    assert dict(parts) == {"json": "json:loads", "shout": "json:dumps"}
    assert parts.load("shout").__name__ == "dumps"


def test_a_writer_from_outside_is_offered(monkeypatch, tmp_path, root):
    def shout(reports, stream, *, language="vi"):
        stream.write(f"{len(reports)} {language}".encode())

    monkeypatch.setitem(WRITERS._parts, "shout", "outside:shout")
    monkeypatch.setattr(Registry, "load", lambda self, name: shout)
    output = tmp_path / "report.shout"
    file = str(root / "corpus" / "xa-con-bai.md")
    monkeypatch.setattr("doclineage.cli.run.Run.read", lambda self, paths: [object()])
    result = CliRunner().invoke(cli, ["parse", file, "-o", str(output), "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert output.read_text("utf-8") == "1 en"
