"""Every rule is documented, keeps silent on a plan without fault and sees the fault it is for."""

from __future__ import annotations

import json

import pytest
from rule_cases import CHILD, FAULTS

from doclineage.pipeline import rule_guides
from doclineage.registry import RULES


def test_a_plan_without_fault_has_no_finding(audited):
    found = audited()
    assert [(f.code, f.message) for f in found if f.severity != "info"] == []
    # Who stands for a department in the ward is worth a note.
    assert {f.code for f in found} <= {"A04"}


def test_every_rule_has_a_case():
    assert set(FAULTS) == set(RULES)


@pytest.mark.parametrize(
    ("code", "case"), [(code, case) for code, cases in FAULTS.items() for case in cases]
)
def test_every_rule_sees_its_fault(code, case, audited):
    found = [f for f in audited(case.plan()) if f.code == code]
    assert any(case.said in f.message for f in found), [f.message for f in found]
    for finding in found:
        assert finding.severity in RULES.load(code).severities
        assert finding.message_en
        assert finding.remedy
        assert finding.parent_places or finding.child_places or code in {"A08", "A09"}


@pytest.mark.parametrize("guide", rule_guides(), ids=lambda guide: guide.code)
def test_every_rule_is_documented(guide):
    for field in ("title", "question", "evidence", "severity", "remedy"):
        vi, en = getattr(guide, field), getattr(guide, f"{field}_en")
        assert vi
        assert en
        assert vi != en
    assert guide.severities
    words = {"error": "ERROR", "warning": "WARNING", "info": "NOTE"}
    named = {name for name, word in words.items() if word in guide.severity_en}
    assert named == set(guide.severities)


def test_the_command_prints_the_rules(command):
    told = command("audit", "--rules", "--lang", "vi")
    assert told.returncode == 0
    assert all(f"{g.code} · {g.title}" in told.stdout for g in rule_guides())
    lines = command("audit", "--rules", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["code"] for line in lines] == list(RULES)
    assert command("audit").returncode == 2


@pytest.mark.parametrize(
    ("owner", "severity"),
    [("Phòng Văn hóa - Xã hội", "info"), ("Ban Chỉ huy Quân sự phường", "warning")],
)
def test_a_move_to_the_body_of_the_same_role_is_a_note(owner, severity, audited):
    task = "- Lấy mẫu nước giếng ở vùng ngập để xét nghiệm vi sinh hai lần mỗi năm.\n"
    moved = CHILD.replace(task, "").replace("\nNơi nhận", f"3. {owner}\n{task}\nNơi nhận")
    assert [f.severity for f in audited(moved) if f.code == "A10"] == [severity]


@pytest.mark.parametrize(("name", "count"), [("BẾN ĐÒ", 0), ("MẢ VÔI", 1)])
def test_a_title_in_capitals_that_goes_on_behind_the_name(name, count, audited):
    annex = f"\nPHỤ LỤC\nNHIỆM VỤ CỦA PHƯỜNG {name} NĂM 2026\n- Khơi cống cũ.\n- Dọn bến đò.\n"
    assert len([f for f in audited(CHILD + annex) if f.code == "A07"]) == count


@pytest.mark.parametrize(
    ("who", "severities"),
    [
        ("Đồng chí Phó Chủ tịch UBND phường Lê Thị Thu Hằng", []),
        ("Chủ tịch UBND phường Đặng Minh Khoa", ["warning"]),
        ("UBND phường Lê Đại Hành", ["error"]),
    ],
)
def test_a_person_behind_an_office_is_no_other_unit(who, severities, audited):
    last = "- Công bố công khai những giếng không đạt chuẩn cho người dân biết.\n"
    assert last in CHILD
    found = audited(
        CHILD.replace(last, f"{last}- {who} trực tiếp phụ trách việc thau rửa giếng.\n")
    )
    assert [f.severity for f in found if f.code == "A07"] == severities
