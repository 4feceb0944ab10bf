"""Waivers hold as long as the texts do; plans and files that were not compared are named."""

from __future__ import annotations

from pathlib import Path

import msgspec
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


@pytest.mark.parametrize("path", ["", "  ", "I/b2"])
def test_a_suspect_waiver_names_its_plan_and_no_empty_place(path, documents, tmp_path):
    settings = waiver(tmp_path / "doclineage.toml", "0" * 12)
    (stale,) = settings.waivers
    stale = msgspec.structs.replace(stale, path=path)
    found = audit_lineage(trace_lineage(documents), settings=Settings(waivers=(stale,))).findings
    (suspect,) = [f for f in found if f.code == "A00"]
    place = f" tại {path}" if path.strip() else ""
    assert f"A01 của 9/KH-UBND{place} (ngày" in suspect.message
    assert "on A01 of 9/KH-UBND" in suspect.message_en
    assert (" at " in suspect.message_en) is bool(place)


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


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ('reason = ""\ndate = 2026-06-01', 'reason = ""'),
        ('reason = " \\t"\ndate = 2026-06-01', 'reason = ""'),
        ('reason = "đã rõ"\ndate = 9999-12-31', "date = 9999-12-31"),
        ('reason = "đã rõ"\ndate = 0206-06-01', "date = 0206-06-01"),
    ],
)
@pytest.mark.parametrize(("language", "asked"), [("vi", "ghi lý do"), ("en", "give its reason")])
def test_a_waiver_without_reason_or_likely_day_is_refused(
    stated, said, language, asked, tmp_path, command
):
    path = tmp_path / "doclineage.toml"
    entry = f'[[waivers]]\ncode = "A01"\nplan = "9/KH-UBND"\nfingerprint = "0"\n{stated}\n'
    path.write_text(entry, encoding="utf-8")
    told = command("audit", tmp_path, "--settings", str(path), "--lang", language)
    assert (told.returncode, told.stdout) == (2, "")
    (line,) = told.stderr.splitlines()
    assert f"{path}: " in line
    assert f"A01, 9/KH-UBND: {said}" in line
    assert asked in line


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
