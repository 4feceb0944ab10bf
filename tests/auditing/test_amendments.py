"""What a plan is told of an amendment of its parent that lies in the set."""

from __future__ import annotations

import pytest

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.pipeline import follow_tasks
from doclineage.vietnamese.amendments import find_provision

PARENT = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 77/KH-UBND
Sông Cầm, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Phát triển thư viện cộng đồng năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. CHỈ TIÊU
1. Ít nhất 70% thôn có tủ sách dùng chung, do người dân cùng góp.
2. Mỗi xã mở ít nhất 02 điểm đọc sách ngoài trời dưới bóng cây.
II. NHIỆM VỤ
1. Xây dựng cơ sở vật chất
a) Rà soát nhà văn hóa bỏ trống, bố trí làm phòng đọc, hoàn thành trước ngày 30/6/2026.
b) Mua ít nhất 500 bản sách cho mỗi phòng đọc của xã.
c) Lắp bảng chỉ dẫn đến phòng đọc tại các ngã ba, ngã tư.
2. Tổ chức hoạt động
a) Luân chuyển sách giữa các phòng đọc hằng quý, ghi sổ theo dõi từng lượt mượn.
b) Giữ phòng đọc mở cửa không dưới 20 giờ mỗi tuần, kể cả sáng thứ Bảy.
"""
AMENDMENT = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 131/KH-UBND
Sông Cầm, ngày 20 tháng 5 năm 2026

KẾ HOẠCH
Sửa đổi, bổ sung Kế hoạch số 77/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh

Căn cứ Kế hoạch số 77/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh; Ủy ban nhân
dân tỉnh sửa đổi, bổ sung như sau:

1. Sửa đổi khoản 1 Mục I như sau:
“1. Ít nhất 85% thôn có tủ sách dùng chung, do người dân cùng góp.”
2. Sửa đổi, bổ sung một số nội dung tại Mục II
a) Điểm a khoản 1 được sửa đổi như sau: “a) Rà soát nhà văn hóa bỏ trống, bố trí làm phòng đọc, hoàn
thành trước ngày 31/8/2026.”
b) Thay thế cụm từ “hằng quý” bằng cụm từ “hằng tháng” tại điểm a khoản 2.
c) Bãi bỏ điểm c khoản 1.
d) Bổ sung điểm c vào sau điểm b khoản 2 như sau: “c) Mời người cao tuổi kể chuyện làng xã cho thiếu
nhi tại phòng đọc ít nhất 01 buổi mỗi tháng.”
"""
ADDED = AMENDMENT[AMENDMENT.index("“c) Mời") + 1 : -2].replace("\n", " ")
BODY = PARENT[PARENT.index("I. CHỈ TIÊU") :].replace("Mỗi xã mở", "Xã mở")
AMENDED = (
    BODY.replace("70%", "85%")
    .replace("30/6/2026", "31/8/2026")
    .replace("hằng quý", "hằng tháng")
    .replace("c) Lắp bảng chỉ dẫn đến phòng đọc tại các ngã ba, ngã tư.\n", "")
    + "c) Mời các cụ kể chuyện làng xã cho thiếu nhi tại phòng đọc ít nhất 01 buổi mỗi tháng.\n"
)


def plan(day: str, body: str, cited: str = "") -> str:
    return f"""ỦY BAN NHÂN DÂN XÃ NẬM TẤU
Số: 21/KH-UBND
Nậm Tấu, {day}

KẾ HOẠCH
Phát triển thư viện cộng đồng năm 2026 trên địa bàn xã Nậm Tấu

Thực hiện Kế hoạch số 77/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm{cited},
Ủy ban nhân dân xã xây dựng Kế hoạch như sau:

{body}"""


BEFORE, AFTER = "ngày 10 tháng 4 năm 2026", "ngày 15 tháng 6 năm 2026"
CITED = ", được sửa đổi, bổ sung tại Kế hoạch số 131/KH-UBND ngày 20 tháng 5 năm 2026"


@pytest.fixture
def told(tmp_path):
    def audit(*texts: str):
        documents = []
        for place, text in enumerate(texts):
            (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / f"{place}.txt"))
        report = audit_lineage(trace_lineage(documents))
        assert [p.parent for p in report.plans] == ["77-kh-ubnd.uy-ban-nhan-dan-tinh-song-cam.2026"]
        codes = {"A01", "A05", "A06", "A08"}
        return [f for f in report.findings if f.code in codes]

    return audit


def said(findings):
    return {(f.code, f.severity, f.message) for f in findings}


def test_a_later_plan_that_keeps_the_old_is_told_with_both_texts(told):
    found = told(PARENT, AMENDMENT, plan(AFTER, BODY, CITED))
    by, old = "131/KH-UBND, 20/05/2026", "ngày 30/6/2026"
    assert said(found) == {
        ("A06", "error", f"còn giữ chỉ tiêu cũ “70%”, {by} đã sửa thành “85%”"),
        ("A05", "error", f"còn giữ thời hạn cũ “{old}”, {by} đã sửa thành “ngày 31/8/2026”"),
        ("A06", "error", f"còn giữ tần suất cũ “hằng quý”, {by} đã sửa thành “hằng tháng”"),
        ("A08", "warning", f"còn giữ nội dung mà {by} đã bãi bỏ"),
        ("A08", "warning", f"chưa có nội dung mà {by} bổ sung: “{ADDED}”"),
    }
    target = next(f for f in found if "70%" in f.message)
    assert [place.path for place in target.parent_places] == ["I.1", "1/p1"]
    assert target.parent_places[1].doc_id.startswith("131-kh")
    assert "theo văn bản sửa đổi" in target.remedy


def test_a_later_plan_that_follows_the_amendment_has_no_fault(told):
    assert told(PARENT, AMENDMENT, plan(AFTER, AMENDED, CITED)) == []


def test_it_has_faults_where_the_amendment_is_not_here(told):
    found = told(PARENT, plan(AFTER, AMENDED))
    assert {"A01", "A05", "A06"} <= {finding.code for finding in found}


def test_that_the_amendment_is_not_named_is_a_note(told):
    ((code, severity, message),) = said(told(PARENT, AMENDMENT, plan(AFTER, AMENDED)))
    assert (code, severity) == ("A08", "info")
    assert "đã được sửa đổi, bổ sung bởi 131/KH-UBND" in message


def test_an_earlier_plan_is_told_which_tasks_to_look_at(told):
    (found,) = told(PARENT, AMENDMENT, plan(BEFORE, BODY))
    assert (found.code, found.severity) == ("A08", "info")
    assert "sau khi ban hành kế hoạch: 131/KH-UBND, 20/05/2026" in found.message
    assert [p.path for p in found.child_places] == ["I.1", "II.1.a", "II.2.a", "II.1.c"]


def test_a_plan_that_carries_out_both_is_held_against_the_amended_one(told):
    both = "; Kế hoạch số 131/KH-UBND ngày 20 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm"
    assert told(PARENT, AMENDMENT, plan(AFTER, AMENDED, both)) == []


def test_more_money_for_a_plan_is_no_amendment(told):
    money = AMENDMENT.replace("Sửa đổi, bổ sung Kế hoạch", "Bổ sung kinh phí thực hiện Kế hoạch")
    money = money[: money.index("1. Sửa đổi")] + "1. Cấp 200 triệu đồng cho các xã vùng cao.\n"
    money = money.replace("sửa đổi, bổ sung như sau", "bổ sung kinh phí như sau")
    assert told(PARENT, money, plan(BEFORE, BODY)) == []


CORRECTION = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 902/UBND-VX
V/v đính chính Kế hoạch số 77/KH-UBND ngày 10/3/2026
Sông Cầm, ngày 18 tháng 3 năm 2026

Kính gửi: Ủy ban nhân dân các xã, phường

Do lỗi đánh máy, tại Kế hoạch số 77/KH-UBND có chỗ in sai, Ủy ban nhân dân tỉnh đính chính như sau:
1. Tại khoản 2 Mục I, đã in: “ít nhất 02 điểm đọc sách”; nay sửa lại là: “ít nhất 01 điểm đọc sách”.
Các nội dung khác không thay đổi.
"""
DECIDED = """ỦY BAN NHÂN DÂN TỈNH SÔNG CẦM
Số: 315/QĐ-UBND
Sông Cầm, ngày 18 tháng 3 năm 2026

QUYẾT ĐỊNH
Về việc đính chính Kế hoạch số 77/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm

Điều 1. Đính chính Kế hoạch số 77/KH-UBND ngày 10 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Sông Cầm
như sau: cụm từ “ít nhất 02 điểm đọc sách” tại khoản 2 Mục I đọc là “ít nhất 01 điểm đọc sách”.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""
CORRECTED = BODY.replace("ít nhất 02 điểm", "ít nhất 01 điểm")


@pytest.mark.parametrize("correction", [CORRECTION, DECIDED])
def test_a_correction_is_followed_as_an_amendment_is(told, correction):
    assert any("02" in f.message for f in told(PARENT, plan(BEFORE, CORRECTED)))
    ((code, severity, message),) = said(told(PARENT, correction, plan(BEFORE, CORRECTED)))
    assert (code, severity) == ("A08", "info")
    assert "18/03/2026" in message
    kept = [f for f in told(PARENT, correction, plan(BEFORE, BODY)) if f.code == "A06"]
    assert [f.severity for f in kept] == ["error"]
    assert "đã sửa thành" in kept[0].message


def test_what_was_repealed_counts_nowhere(tmp_path):
    documents = []
    for place, text in enumerate((PARENT, AMENDMENT, plan(AFTER, AMENDED, CITED))):
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
        documents.append(read_document(tmp_path / f"{place}.txt"))
    graph = trace_lineage(documents)
    ((row,), (comparison,)) = (audit_lineage(graph).plans, audit_lineage(graph).comparisons)
    gone = graph.document(comparison.parent).units[comparison.repealed[0]]
    assert "bảng chỉ dẫn" in gone.text
    assert (row.omitted, row.required, row.coverage) == (0, 0, 1.0)
    assert "bảng chỉ dẫn" not in " ".join(t.text for t in follow_tasks(graph, comparison.child))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sửa đổi cột “Thời hạn” tại dòng 5 Phụ lục thành “Trước ngày 31/10/2026”.",
            ("replace", (), "5", "", "Trước ngày 31/10/2026"),
        ),
        (
            "Điều chỉnh thời hạn tại khoản 2 Mục III từ ngày 05/12/2026 thành ngày 25/11/2026.",
            ("words", ("iii", "2"), None, "ngày 05/12/2026", "ngày 25/11/2026"),
        ),
        (
            "Khoản 2 Điều 5 được sửa đổi như sau: “2. Gửi báo cáo.”",
            ("replace", ("5", "2"), None, "", "2. Gửi báo cáo."),
        ),
        (
            "Điểm b khoản 1 Mục II đã ghi là 15 ngày, nay đính chính thành 10 ngày.",
            ("words", ("ii", "1", "b"), None, "15 ngày", "10 ngày"),
        ),
        (
            "Dòng 7 Phụ lục II: “09 lớp” sửa lại là “06 lớp”.",
            ("words", (), "7", "09 lớp", "06 lớp"),
        ),
        ("Các xã in tờ rơi, ghi là của tỉnh; sửa lại trụ sở.", None),
        ("Sổ đã ghi là 15 hộ, sửa lại là việc của thôn.", None),
        ("Bãi bỏ khoản 4, khoản 5 Mục II.", ("repeal", (), None, "", "")),
        ("Các xã điều chỉnh kế hoạch đã ban hành cho phù hợp.", None),
    ],
)
def test_what_a_provision_says(text, expected):
    assert find_provision(text) == expected
