"""A08: what an audit says of a plan that cites its parent wrongly, in part, or not at all."""

from __future__ import annotations

import pytest
from market_plans import DIRECTIVE, OPENING, PROVINCE, PURPOSE, WATER, ward

from doclineage import audit_lineage, read_document, trace_lineage


@pytest.fixture
def audited(tmp_path):
    def audit(*texts: str, parent: int | None = None):
        documents = []
        for place, text in enumerate(texts):
            (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / f"{place}.txt"))
        chosen = None if parent is None else documents[parent]
        return audit_lineage(trace_lineage(documents), parent=chosen)

    return audit


def told(report):
    found = [finding for finding in report.findings if finding.code == "A08"]
    return [(finding.severity, finding.message) for finding in found]


def basis_of(report):
    return [plan.basis for plan in report.plans if plan.plan.startswith("19-kh")]


TITLED = f"{OPENING} về chỉnh trang chợ dân sinh năm 2026"


def test_a_wrong_number_is_told_with_what_gives_the_right_one_away(audited):
    report = audited(DIRECTIVE, PROVINCE, ward(TITLED.replace("246/KH", "264/KH"), PURPOSE))
    ((severity, message),) = told(report)
    assert severity == "error"
    assert "viện dẫn 264/KH-UBND, 03/02/2026, đúng là 246/KH-UBND, 03/02/2026" in message
    assert "khác: số;" in message
    assert "ngày, cơ quan ban hành, trích yếu" in message
    assert basis_of(report) == ["wrong"]


def test_where_more_is_wrong_a_person_has_to_look(audited):
    cited = TITLED.replace("246/KH-UBND ngày 03/02", "264/KH-UBND ngày 13/02")
    ((severity, message),) = told(audited(PROVINCE, ward(cited)))
    assert severity == "warning"
    assert "khác: số, ngày;" in message


def test_a_wrong_citation_below_a_right_one_is_told(audited):
    purpose = f"1. {OPENING.replace('246/KH', '264/KH')}."
    report = audited(PROVINCE, ward(TITLED, purpose))
    ((severity, message),) = told(report)
    assert severity == "error"
    assert "264/KH-UBND" in message
    assert basis_of(report) == ["wrong"]


def test_a_number_alone_is_enough_where_the_text_is_followed(audited):
    report = audited(WATER, PROVINCE, ward("Thực hiện Kế hoạch số 246/KH-UBND"))
    ((severity, message),) = told(report)
    assert severity == "info"
    assert "suy ra là 246/KH-UBND, 03/02/2026" in message
    assert basis_of(report) == ["assumed"]


def test_between_equals_all_are_named(audited):
    again = PROVINCE.replace("246/KH", "243/KH")
    wrong = ward(TITLED.replace("246/KH", "245/KH"), PURPOSE)
    ((severity, message),) = told(audited(DIRECTIVE, PROVINCE, again, wrong))
    assert severity == "warning"
    assert "245/KH-UBND" in message
    assert "243/KH-UBND, 03/02/2026; 246/KH-UBND, 03/02/2026" in message
    assert "--parent" in message


def test_who_chooses_between_equals_is_told_what_is_wrong(audited):
    again = PROVINCE.replace("246/KH", "243/KH")
    report = audited(PROVINCE, again, ward(TITLED.replace("246/KH", "245/KH")), parent=0)
    found = [f for f in report.findings if f.code == "A08" and f.plan.startswith("19-kh")]
    assert [finding.severity for finding in found] == ["error"]
    assert "viện dẫn 245/KH-UBND, 03/02/2026, đúng là 246/KH-UBND" in found[0].message
    assert basis_of(report) == ["wrong"]


def test_that_the_parent_is_not_here_is_a_note(audited):
    ((severity, message),) = told(audited(DIRECTIVE, ward(TITLED, PURPOSE)))
    assert severity == "info"
    assert "246/KH-UBND, 03/02/2026" in message
    assert "14-CT/TU" in message


def test_what_is_right_is_not_spoken_of(audited):
    assert told(audited(DIRECTIVE, PROVINCE, WATER, ward(TITLED, PURPOSE))) == []
