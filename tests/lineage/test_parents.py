"""Against which documents a plan is held: what its opening says, what is reached through it."""

from __future__ import annotations

import pytest

from doclineage import LineageGraph, read_document, trace_lineage
from doclineage.lineage import parents_of

DIRECTIVE = """TỈNH ỦY TRÀ NGÂN
Số: 14-CT/TU
Trà Ngân, ngày 08 tháng 01 năm 2026

CHỈ THỊ
về tăng cường quản lý chợ và bảo vệ nguồn nước

1. Các cấp ủy lãnh đạo công tác quản lý chợ, xem đây là nhiệm vụ thường xuyên.
2. Mặt trận Tổ quốc vận động Nhân dân giữ gìn vệ sinh nơi họp chợ.
"""
TASKS = """
I. NHIỆM VỤ
1. Kiểm tra giấy tờ thuê quầy của từng hộ buôn bán, lập sổ theo dõi riêng cho mỗi dãy hàng.
2. Lắp đặt ít nhất 06 bình chữa cháy ở mỗi dãy, thay bình quá hạn trước ngày 30/6/2026.
3. Niêm yết giá, đặt cân đối chứng tại cổng chợ và ghi lại từng lần tiểu thương khiếu nại.
4. Thu gom rác hai lần mỗi ngày, không để nước thải chảy ra mương thủy lợi phía sau chợ.
"""
PROVINCE = f"""UBND TỈNH TRÀ NGÂN
Số: 246/KH-UBND
Trà Ngân, ngày 03 tháng 02 năm 2026

KẾ HOẠCH
Chỉnh trang chợ dân sinh năm 2026

Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân, Ủy ban nhân dân tỉnh ban hành
Kế hoạch như sau:
{TASKS}"""
WATER = """UBND TỈNH TRÀ NGÂN
Số: 251/KH-UBND
Trà Ngân, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Khoanh vùng cấm đổ thải quanh hồ chứa, cắm mốc trên thực địa trong quý II.
2. Quan trắc chất lượng nước ba tháng một lần tại các trạm bơm cấp một.
"""
OPENING = "Thực hiện Kế hoạch số 246/KH-UBND ngày 03/02/2026 của UBND tỉnh Trà Ngân"
PURPOSE = "1. Quán triệt, cụ thể hóa Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân."


def ward(opening: str, purpose: str = "1. Giữ chợ sạch, an toàn.", tasks: str = TASKS) -> str:
    return f"""UBND PHƯỜNG CẦU ĐÁ
Số: 19/KH-UBND
Cầu Đá, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Chỉnh trang chợ dân sinh năm 2026 trên địa bàn phường Cầu Đá

{opening}, UBND phường Cầu Đá xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH
{purpose}
{tasks.replace("I. NHIỆM VỤ", "II. NHIỆM VỤ")}"""


@pytest.fixture
def traced(tmp_path):
    def trace(*texts: str) -> LineageGraph:
        documents = []
        for place, text in enumerate(texts):
            (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
            documents.append(read_document(tmp_path / f"{place}.txt"))
        return trace_lineage(documents)

    return trace


@pytest.fixture
def parents(traced):
    def of_ward(*texts: str) -> list[tuple[str | None, str]]:
        graph = traced(*texts)
        plan = next(d for d in graph.documents if d.letterhead.number == "19/KH-UBND")
        return [(graph.node(b.parent).number, b.verdict) for b in parents_of(graph, plan)]

    return of_ward


def test_a_directive_named_in_the_purposes_is_reached_through_the_plan_above(parents):
    found = parents(DIRECTIVE, PROVINCE, ward(OPENING, PURPOSE))
    assert found == [("246/KH-UBND", "right")]


def test_it_is_not_held_against_one_that_nothing_else_ties_to_its_parent(parents):
    untied = PROVINCE.replace(
        "Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân, ", ""
    )
    assert parents(DIRECTIVE, untied, ward(OPENING, PURPOSE)) == [("246/KH-UBND", "right")]


def test_what_the_opening_says_to_carry_out_beside_the_parent_counts(parents):
    both = f"Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân; {OPENING[10:]}"
    found = parents(DIRECTIVE, PROVINCE, ward(both))
    assert found == [("14-CT/TU", "right"), ("246/KH-UBND", "right")]


def test_the_directive_is_the_parent_where_there_is_no_other(parents):
    assert parents(DIRECTIVE, ward(OPENING, PURPOSE)) == [("14-CT/TU", "right")]
    assert parents(DIRECTIVE, PROVINCE, ward("Theo chức năng", PURPOSE)) == [("14-CT/TU", "right")]


def test_a_basis_whose_text_it_follows_goes_before_what_the_purposes_name(parents):
    basis = OPENING.replace("Thực hiện", "Căn cứ")
    assert parents(DIRECTIVE, PROVINCE, ward(basis, PURPOSE)) == [("246/KH-UBND", "right")]


def test_of_several_bases_the_one_whose_text_it_follows_counts(parents):
    bases = f"Căn cứ Kế hoạch số 251/KH-UBND ngày 05/02/2026 của UBND tỉnh Trà Ngân;\n{OPENING}"
    found = parents(WATER, PROVINCE, ward(bases.replace("Thực hiện", "Căn cứ")))
    assert found == [("246/KH-UBND", "right")]


def test_the_parent_that_is_cited_wrongly_goes_before_what_the_purposes_name(parents):
    wrong = OPENING.replace("246/KH", "264/KH")
    found = parents(DIRECTIVE, PROVINCE, ward(wrong, PURPOSE))
    assert found == [("246/KH-UBND", "wrong")]


def test_no_plan_is_held_against_a_law_beside_its_directive(parents):
    law = """QUỐC HỘI
Luật số: 91/2025/QH15

LUẬT
Chợ và trung tâm thương mại

Điều 1. Phạm vi điều chỉnh
Luật này quy định về việc lập chợ.
"""
    opening = f"Thực hiện Luật Chợ và trung tâm thương mại số 91/2025/QH15; {OPENING[10:]}"
    assert parents(law, PROVINCE, ward(opening)) == [("246/KH-UBND", "right")]
