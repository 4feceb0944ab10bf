"""A01 on whole sections, and that nothing that changed passes in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from letterheads import PROVINCE, WARD
from rule_cases import CHILD, PARENT

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.reporting.terminal import render
from doclineage.settings import Settings, Waiver

CORPUS = Path(__file__).parents[2] / "corpus"
SECTION = """2. Trạm Y tế
- Lấy mẫu nước giếng ở vùng ngập để xét nghiệm vi sinh hai lần mỗi năm.
- Công bố công khai những giếng không đạt chuẩn cho người dân biết.
"""
ASKED = PARENT.replace("2. Sở Y tế", "2. Nước giếng")


@pytest.fixture
def audited(tmp_path: Path):
    def audit(child: str, parent: str = ASKED, settings: Settings | None = None):
        documents = []
        for name, text in (("tinh.txt", parent), ("phuong.txt", child)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / name))
        options = {} if settings is None else {"settings": settings}
        return audit_lineage(trace_lineage(documents), parent=documents[0], **options)

    return audit


def omitted(report):
    return [finding for finding in report.findings if finding.code == "A01"]


def test_a_section_that_is_gone_is_one_finding(audited):
    report = audited(CHILD.replace(SECTION, ""))
    (found,) = omitted(report)
    assert found.severity == "error"
    assert [place.path for place in found.parent_places] == ["I.2", "I.2/b1", "I.2/b2"]
    assert "I.2 Nước giếng" in found.message
    (comparison,) = report.comparisons
    assert comparison.links[found.link].parents == (found.parent_places[0].unit,)
    # The links say what they always said: the matrix is made of them.
    gone = {i for link in comparison.links if link.relation == "omitted" for i in link.parents}
    assert gone >= {place.unit for place in found.parent_places}


def test_a_section_of_which_something_is_left_is_told_task_by_task(audited):
    first, _, second = SECTION.partition("\n")[2].partition("\n")
    assert [f.parent_places[0].path for f in omitted(audited(CHILD.replace(first, "")))] == [
        "I.2/b1"
    ]
    assert len(omitted(audited(CHILD.replace(second, "")))) == 1


def test_what_binds_nobody_here_is_no_part_of_a_section(audited):
    found = omitted(audited(CHILD.replace(SECTION, ""), PARENT))
    assert {finding.severity for finding in found} == {"info"}
    assert len(found) == 2


def test_a_section_weighs_as_its_heaviest_task(audited):
    parent = ASKED.replace("- Công bố công khai", "- Số liệu nước sạch của tỉnh được dùng khi")
    (found,) = omitted(audited(CHILD.replace(SECTION, ""), parent))
    assert found.severity == "error"
    assert "1 nhiệm vụ ràng buộc" in found.message


def test_what_was_accepted_stays_by_itself(audited):
    text = CHILD.replace(SECTION, "")
    whole = audited(text)
    first = omitted(audited(CHILD.replace(SECTION.splitlines()[1], "")))[0]
    waiver = Waiver(
        code="A01", plan=whole.plans[0].plan, fingerprint=first.fingerprint, reason="x", date=None
    )
    found = omitted(audited(text, settings=Settings(waivers=(waiver,))))
    assert sorted((finding.severity, len(finding.parent_places)) for finding in found) == [
        ("error", 1),
        ("info", 1),
    ]


@pytest.mark.parametrize("folder", [CORPUS, CORPUS / "phong-duoi-nuoc"])
def test_what_changed_always_has_a_line(folder):
    files = sorted(folder.glob("*-*.*"))
    report = audit_lineage(trace_lineage([read_document(file) for file in files]))
    seen = 0
    for comparison in report.comparisons:
        told = {
            f.link
            for f in report.findings
            if (f.plan, f.parent) == (comparison.child, comparison.parent)
        }
        named = {
            place.unit
            for finding in report.findings
            if finding.plan == comparison.child and finding.code == "A07"
            for place in finding.child_places
        }
        for number, link in enumerate(comparison.links):
            worse = [c for c in link.fact_changes if c.effect in {"weakened", "missing", "changed"}]
            if link.relation == "changed" and (link.lost or worse):
                seen += 1
                assert number in told or named & set(link.children), link.reason
    assert seen


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (
            "1. Ủy ban nhân dân các xã, phường\n",
            "1. Các xã, phường hoàn thành trước ngày 30/4/2026\n",
            "A05",
        ),
        ("2. Nước giếng\n", "2. Nước giếng tại ít nhất 90% số thôn\n", "A06"),
    ],
)
def test_a_heading_that_lost_a_fact_is_told(old, new, code, audited):
    report = audited(
        CHILD.replace("2. Trạm Y tế", "2. Nước giếng tại số thôn"), ASKED.replace(old, new)
    )
    lines = render([report], "vi", width=200)
    changed = [
        (number, link)
        for number, link in enumerate(report.comparisons[0].links)
        if link.relation == "changed" and link.fact_changes
    ]
    for number, _ in changed:
        assert any(finding.link == number for finding in report.findings)
    assert not changed or code in lines


@pytest.mark.parametrize("heading", ["THỰC TRẠNG", "TÌNH HÌNH"])
def test_a_section_on_how_things_stand_is_no_loss(heading, audited):
    situation = f"I. {heading}\nToàn tỉnh có 412 điểm tập kết, nhiều điểm đã quá tải từ lâu.\n"
    situation += "Nguyên nhân chủ yếu là thiếu xe chuyên dùng và thiếu người.\n"
    tasks = "{}. NHIỆM VỤ\n1. Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026.\n"
    parent = PROVINCE.replace("I. NHIỆM VỤ\n", situation + tasks.format("II"))
    child = WARD.replace("I. NHIỆM VỤ\n", tasks.format("I"))
    assert not [f for f in audited(child, parent).findings if f.code == "A01"]
