"""A08: what an audit says of a plan that cites its parent wrongly, in part, or not at all."""

from __future__ import annotations

import pytest
from market_plans import DIRECTIVE, OPENING, PROVINCE, PURPOSE, TASKS, WATER, ward

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


# --- what had ended ---------------------------------------------------------------------------

LAST_YEAR = (
    PROVINCE.replace("246/KH", "131/KH")
    .replace("03 tháng 02 năm 2026", "10 tháng 02 năm 2025")
    .replace("năm 2026", "năm 2025")
    .replace("30/6/2026", "30/6/2025")
    .replace("4. Thu gom rác hai lần", "4. Kẻ vạch chia ô cho từng hộ; quét dọn một lần")
)
OLD = "Thực hiện Kế hoạch số 131/KH-UBND ngày 10/02/2025 của UBND tỉnh Trà Ngân"


def against(report):
    names = {d.doc_id: d.letterhead.number for d in report.documents}
    return [(names[p.parent], p.basis) for p in report.plans if p.plan.startswith("19-kh")]


def test_what_a_plan_follows_stands_for_a_basis_that_is_over(audited):
    report = audited(LAST_YEAR, PROVINCE, WATER, ward(OLD))
    ((severity, message),) = told(report)
    assert severity == "error"
    assert "viện dẫn 131/KH-UBND, 10/02/2025, hết thời hạn từ 01/01/2026" in message
    assert "theo 246/KH-UBND, 03/02/2026 (" in message
    assert message.endswith("kế hoạch được đối chiếu với văn bản này")
    assert against(report) == [("246/KH-UBND", "wrong")]
    (found,) = (f for f in report.findings if f.code == "A08")
    assert "đang có hiệu lực" in found.remedy
    assert [place.text for place in found.child_places] == [OLD + TAIL]


TAIL = ", UBND phường Cầu Đá xây dựng Kế hoạch như sau:"


def test_a_plan_of_the_next_year_is_held_against_what_is_in_force_for_it(audited):
    copied = LAST_YEAR[LAST_YEAR.index("I. NHIỆM VỤ") :]
    report = audited(LAST_YEAR, PROVINCE, ward(OLD, tasks=copied))
    assert against(report) == [("246/KH-UBND", "wrong")]


def test_a_basis_that_is_over_is_kept_where_nothing_better_is_here(audited):
    report = audited(LAST_YEAR, WATER, ward(OLD))
    ((severity, message),) = told(report)
    assert severity == "warning"
    assert "hết thời hạn từ 01/01/2026" in message
    assert "vẫn đối chiếu với văn bản này" in message
    assert against(report) == [("131/KH-UBND", "wrong")]


def test_between_several_in_force_none_is_taken(audited):
    again = PROVINCE.replace("246/KH", "243/KH")
    report = audited(LAST_YEAR, PROVINCE, again, ward(OLD))
    ((severity, message),) = told(report)
    assert severity == "warning"
    assert "243/KH-UBND, 03/02/2026; 246/KH-UBND, 03/02/2026; hãy chỉ ra bằng --parent" in message
    assert against(report) == [("131/KH-UBND", "wrong")]
    chosen = audited(LAST_YEAR, PROVINCE, again, ward(OLD), parent=1)
    assert ("246/KH-UBND", "wrong") in against(chosen)
    assert not any("không viện dẫn" in message for _, message in told_of_ward(chosen))


def told_of_ward(report):
    found = [f for f in report.findings if f.code == "A08" and f.plan.startswith("19-kh")]
    return [(f.severity, f.message) for f in found]


def test_what_replaces_a_basis_stands_for_it(audited):
    dateless = LAST_YEAR.replace(" năm 2025\n\nThực hiện", "\n\nThực hiện")
    new = PROVINCE + "5. Kế hoạch này thay thế Kế hoạch số 131/KH-UBND ngày 10/02/2025.\n"
    report = audited(dateless, new, ward(OLD))
    ((severity, message),) = told(report)
    assert severity == "error"
    assert "bị thay thế (bởi 246/KH-UBND, 03/02/2026" in message
    assert against(report) == [("246/KH-UBND", "wrong")]


def test_a_basis_that_is_over_beside_the_right_one_is_a_note(audited):
    both = f"Căn cứ {OLD[10:]};\n{OPENING}"
    report = audited(LAST_YEAR, PROVINCE, ward(both))
    ((severity, message),) = told(report)
    assert severity == "info"
    assert "còn viện dẫn" in message
    assert against(report) == [("246/KH-UBND", "right")]


def test_an_amendment_of_this_years_plan_is_not_taken_for_it(audited):
    amending = """UBND TỈNH TRÀ NGÂN
Số: 300/KH-UBND
Trà Ngân, ngày 20 tháng 02 năm 2026

KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch số 246/KH-UBND ngày 03/02/2026 của UBND tỉnh Trà Ngân

1. Sửa đổi khoản 3 Mục I như sau: “3. Niêm yết giá, đặt cân đối chứng tại cổng chợ và ghi lại
từng lần tiểu thương khiếu nại.”
"""
    report = audited(LAST_YEAR, PROVINCE, amending, ward(OLD))
    assert against(report) == [("246/KH-UBND", "wrong")]


def test_a_parent_that_was_replaced_after_the_plan_is_a_note(audited):
    later = PROVINCE.replace("246/KH", "402/KH").replace("03 tháng 02", "05 tháng 5")
    later += "5. Kế hoạch này thay thế Kế hoạch số 246/KH-UBND ngày 03/02/2026.\n"
    ((severity, message),) = told(audited(PROVINCE, later, ward(OPENING)))
    assert severity == "info"
    assert "về sau không còn hiệu lực: 246/KH-UBND" in message
    assert "từ 05/5/2026" in message or "từ 05/05/2026" in message


def test_a_plan_that_looks_back_rests_on_the_plan_of_its_time(audited):
    title = "Chỉnh trang chợ dân sinh năm 2026"
    back = ward(OLD).replace(title, "Tổng kết chỉnh trang chợ năm 2025")
    report = audited(LAST_YEAR, PROVINCE, back)
    assert told(report) == []
    assert against(report) == [("131/KH-UBND", "right")]


def test_what_replaces_a_basis_stands_for_it_though_the_plan_has_its_own_words(audited):
    new = PROVINCE + "5. Kế hoạch này thay thế Kế hoạch số 131/KH-UBND ngày 10/02/2025.\n"
    own = "I. NHIỆM VỤ\n1. Kê lại sạp cá, kẻ biển tên cho từng hộ, mở lối đi rộng hai mét.\n"
    own += "2. Họp tiểu thương mỗi tháng một buổi để nghe góp ý về giờ mở cửa chợ.\n"
    report = audited(LAST_YEAR, new, ward(OLD, tasks=own))
    ((severity, message),) = told(report)
    assert severity == "error"
    assert "văn bản thay thế là 246/KH-UBND" in message
    assert against(report) == [("246/KH-UBND", "wrong")]


def test_who_compares_with_what_had_ended_is_told_no_other_comparison(audited):
    report = audited(LAST_YEAR, PROVINCE, ward(OLD), parent=0)
    ((severity, message),) = told_of_ward(report)
    assert severity == "error"
    assert "246/KH-UBND" in message
    assert "được đối chiếu" not in message
    assert ("131/KH-UBND", "wrong") in against(report)


def last_years(tasks=TASKS):
    """Return another ward's plan that cites the directive of the year before."""
    opening = TITLED.replace("246/KH", "198/KH").replace("03/02/2026", "06/02/2025")
    text = ward(opening.replace("năm 2026", "năm 2025"), tasks=tasks).replace("19/KH", "23/KH")
    return text.replace("CẦU ĐÁ", "RẠCH DỪA").replace("Cầu Đá", "Rạch Dừa")


def test_a_plan_that_cites_last_years_directive_is_not_passed_over(audited):
    report = audited(DIRECTIVE, PROVINCE, ward(TITLED), last_years())
    (found,) = [f for f in report.findings if "không đối chiếu được" in f.message]
    assert (found.code, found.severity, found.plan[:5]) == ("A08", "warning", "23-kh")
    assert "198/KH-UBND, 06/02/2025" in found.message
    assert "hết thời hạn từ 01/01/2026" in found.message
    assert "nội dung giống 246/KH-UBND, 03/02/2026" in found.message


def test_a_plan_of_other_matters_is_left_to_the_list(audited):
    swimming = "\nI. NHIỆM VỤ\n1. Tập bơi cho trẻ em ở bể bơi của trường học trong dịp hè.\n"
    report = audited(DIRECTIVE, PROVINCE, ward(TITLED), last_years(swimming))
    assert not [f for f in report.findings if "không đối chiếu được" in f.message]
    assert any(name.startswith("23-kh") for name in report.unmatched)
