"""Waivers hold as long as the texts do; plans and files that were not compared are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from letterheads import PROVINCE, WARD

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.errors import SettingsError
from doclineage.registry import RULES
from doclineage.settings import Settings, load_settings

PARENT = (
    PROVINCE
    + """\
- Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026.
- Lắp biển cảnh báo tại các bến tắm tự phát.
"""
)
CHILD = (
    WARD
    + """\
- Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026.
"""
)


@pytest.fixture
def documents(tmp_path: Path):
    found = []
    for name, text in (("tinh.txt", PARENT), ("phuong.txt", CHILD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        found.append(read_document(tmp_path / name))
    return found


def waiver(path: Path, fingerprint: str) -> Settings:
    path.write_text(
        f"""[[waivers]]
code = "A01"
plan = "9/KH-UBND"
path = "I/b2"
fingerprint = "{fingerprint}"
reason = "phường không có bến tắm"
date = 2026-06-01
""",
        encoding="utf-8",
    )
    return load_settings(path)


def test_a_waived_finding_is_a_note_with_its_reason(documents, tmp_path):
    graph = trace_lineage(documents)
    (omission,) = [f for f in audit_lineage(graph).findings if f.code == "A01"]
    assert omission.severity == "error"
    settings = waiver(tmp_path / "doclineage.toml", omission.fingerprint)
    (waived,) = [f for f in audit_lineage(graph, settings=settings).findings if f.code == "A01"]
    assert (waived.severity, waived.waived) == ("info", "phường không có bến tắm (2026-06-01)")


def test_a_waiver_of_another_text_is_suspect(documents, tmp_path):
    settings = waiver(tmp_path / "doclineage.toml", "0" * 12)
    found = audit_lineage(trace_lineage(documents), settings=settings).findings
    assert {f.code: f.severity for f in found if f.code in {"A00", "A01"}} == {
        "A00": "warning",
        "A01": "error",
    }


def test_rules_are_switched_and_tuned(documents):
    graph = trace_lineage(documents)
    off = audit_lineage(graph, settings=Settings(disabled_rules=("A01",)))
    assert "A01" not in {finding.code for finding in off.findings}
    tuned = audit_lineage(graph, settings=Settings(rule_severity={"A01": "warning"}))
    assert {f.severity for f in tuned.findings if f.code == "A01"} == {"warning"}


def test_a_plan_without_parent_is_named(documents, tmp_path):
    stray = tmp_path / "la.txt"
    stray.write_text(
        CHILD.replace("7/KH-UBND ngày 05/5/2026", "88/KH-UBND ngày 01/3/2026"), "utf-8"
    )
    report = audit_lineage(trace_lineage([*documents, read_document(stray)]))
    assert len(report.unmatched) == 1


def test_a_waiver_says_all_that_it_must(tmp_path):
    path = tmp_path / "doclineage.toml"
    path.write_text('[[waivers]]\ncode = "A01"\n', encoding="utf-8")
    with pytest.raises(SettingsError):
        load_settings(path)


WAIVER = '[[waivers]]\ncode = "A99"\nplan = "9/KH-UBND"\nfingerprint = "0"\nreason = "x"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('disabled_rules = ["A01", "A99"]\n', "disabled_rules: A99"),
        ('[rule_severity]\nA1 = "info"\n', "rule_severity: A1;"),
        (f"{WAIVER}date = 2026-06-01\n", "waivers: A99"),
    ],
)
def test_a_code_that_no_rule_has_is_refused_in_one_line(text, said, tmp_path, command, documents):
    path = tmp_path / "doclineage.toml"
    path.write_text(text, encoding="utf-8")
    plans = [str(tmp_path / document.source.path) for document in documents]
    told = command("audit", *plans, "--settings", str(path), "--lang", "en")
    assert (told.returncode, told.stdout) == (2, "")
    (line,) = told.stderr.splitlines()
    assert str(path) in line
    assert said in line
    assert all(code in line for code in RULES)


def test_a_code_that_no_rule_has_is_refused_in_python_too(documents):
    with pytest.raises(SettingsError, match="A99"):
        audit_lineage(trace_lineage(documents), settings=Settings(disabled_rules=("A99",)))
