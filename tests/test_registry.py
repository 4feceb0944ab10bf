"""Names for interchangeable parts: ours load, others may add and not replace."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from click.testing import CliRunner

from doclineage.cli.commands import cli
from doclineage.errors import RegistryError
from doclineage.model import Finding
from doclineage.pipeline import audit_lineage, read_document, trace_lineage
from doclineage.registry import ENGINES, READERS, RULES, WRITERS, Registry
from doclineage.settings import Settings, Waiver


@pytest.fixture(scope="module")
def corpus_graph(root):
    names = ("ke-hoach-118-tinh-song-lam.docx", "ke-hoach-31-xa-khe-ngan.txt")
    return trace_lineage([read_document(root / "corpus" / name) for name in names])


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
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)
    parts = Registry("writers", {"json": "json:loads"}, {})
    assert dict(parts) == {"json": "json:loads", "shout": "json:dumps"}
    assert parts.load("shout").__name__ == "dumps"


def test_what_is_passed_over_is_told(monkeypatch):
    points = [
        EntryPoint("A01", "pickle:dumps", "doclineage.rules"),
        EntryPoint("B01", "pickle:dumps", "doclineage.rules"),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points)
    parts = Registry("rules", {"A01": "json:loads"}, {})
    assert parts.passed_over == {"A01": "pickle:dumps"}
    assert [name for name in ("A01", "B01", "C01") if parts.is_foreign(name)] == ["B01"]


def _fails(graph):
    raise RuntimeError("boom")


def _forgets(graph):
    return None


def _strays(graph):
    yield found("zzz")


def found(plan):
    said = {"message": "x", "message_en": "x", "remedy": "x", "remedy_en": "x"}
    return Finding(code="B01", severity="info", plan=plan, parent=None, **said)


def _finds(graph):
    yield found(graph.documents[0].doc_id)


@pytest.fixture
def rule_of_others(monkeypatch):
    def add(rule):
        monkeypatch.setitem(RULES._parts, "B01", f"{__name__}:{rule.__name__}")

    return add


@pytest.mark.parametrize("rule", [_fails, _forgets, _strays], ids=lambda rule: rule.__name__)
def test_a_rule_of_others_that_fails_is_named(rule, rule_of_others, corpus_graph):
    rule_of_others(rule)
    with pytest.raises(
        RegistryError, match=rf"B01 \({__name__}:{rule.__name__}\): .*disabled_rules"
    ):
        audit_lineage(corpus_graph)
    quiet = audit_lineage(corpus_graph, settings=Settings(disabled_rules=("B01",)))
    assert quiet.plans


def test_a_finding_of_others_can_be_accepted(rule_of_others, corpus_graph):
    rule_of_others(_finds)
    (mine,) = [f for f in audit_lineage(corpus_graph).findings if f.code == "B01"]
    assert len(mine.fingerprint) == 12
    accepted = Waiver(
        code="B01", plan=mine.plan, fingerprint=mine.fingerprint, reason="x", date=None
    )
    report = audit_lineage(corpus_graph, settings=Settings(waivers=(accepted,)))
    assert [f.waived for f in report.findings if f.code == "B01"] == ["x"]


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
    named = CliRunner().invoke(cli, ["parse", file, "--format", "shout", "--lang", "en"])
    assert (named.exit_code, named.output) == (0, "1 en")
    refused = CliRunner().invoke(cli, ["parse", file, "--format", "whisper", "--lang", "en"])
    assert (refused.exit_code, "--format: the value is not known" in refused.output) == (2, True)
