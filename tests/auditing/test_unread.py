"""A document of which next to nothing was read is said to be unread, not full of omissions."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from market_plans import OPENING, PROVINCE, TASKS, ward

from doclineage.cli.commands import cli
from doclineage.pipeline import audit_lineage, read_document, trace_lineage

HEAD_ONLY = ward(OPENING)[: ward(OPENING).index("I. MỤC ĐÍCH")]


@pytest.fixture
def audited(tmp_path):
    def audit(*texts: str):
        documents = []
        for place, text in enumerate(texts):
            (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / f"{place}.txt"))
        return audit_lineage(trace_lineage(documents))

    return audit


@pytest.mark.parametrize("letters", ["", "I. ngh\n1. oa e-a\n", "1. Ảnh chụp trang hai.\n"])
def test_a_plan_without_its_body_is_unread(letters, audited):
    other = ward(OPENING).replace("19/KH", "20/KH").replace("CẦU ĐÁ", "BẾN GỖ")
    report = audited(PROVINCE, HEAD_ONLY + letters, other)
    (unread,) = report.unread
    assert unread.path.endswith("1.txt")
    assert "chỉ đọc được" in unread.message
    assert [plan.plan[:5] for plan in report.plans] == ["20-kh"]
    assert {finding.plan[:5] for finding in report.findings} <= {"20-kh"}
    assert report.unmatched == ()


def test_where_it_is_the_only_plan_its_parent_is_not_left_over(audited):
    report = audited(PROVINCE, HEAD_ONLY)
    assert (len(report.unread), report.plans, report.findings) == (1, (), ())
    assert report.unmatched == ()


def test_a_short_plan_that_answers_something_is_compared(audited):
    one = "I. NHIỆM VỤ\n" + TASKS.strip().splitlines()[1] + "\n"
    report = audited(PROVINCE, HEAD_ONLY + one)
    assert report.unread == ()
    assert any(finding.code == "A01" for finding in report.findings)


def test_a_plan_of_another_subject_is_compared(audited):
    other = "I. NHIỆM VỤ\n1. " + "Trồng cây xanh dọc đường làng, che nắng cho người đi bộ. " * 5
    report = audited(PROVINCE, HEAD_ONLY + other)
    assert report.unread == ()


def test_the_command_could_not_do_its_work(tmp_path):
    (tmp_path / "a.txt").write_text(PROVINCE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(HEAD_ONLY, encoding="utf-8")
    result = CliRunner().invoke(cli, ["audit", str(tmp_path), "--lang", "vi"])
    assert result.exit_code == 2
    assert "b.txt: chỉ đọc được 0 chữ" in " ".join(result.output.split())
