"""A designation from what is left of it: the head of an annex, the file's name, those who cite."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from doclineage import Document, read_document, trace_lineage
from doclineage.vietnamese.file_names import read_file_name

BODY = """KẾ HOẠCH
Giữ gìn các bến nước năm 2026

{lead}, Ủy ban nhân dân phường Bến Đò xây dựng Kế hoạch như sau:

I. NHIỆM VỤ
- Dọn sạch các bến nước trên địa bàn phường Bến Đò trước ngày 30/6/2026.
- Trồng tre giữ bờ ở hai bến Chợ và Đình.
"""
LEAD = "Nhằm giữ nguồn nước sạch"


def read(folder: Path, name: str, head: str = "", tail: str = "", lead: str = LEAD) -> Document:
    file = folder / name
    file.write_text(f"{head}\n{BODY.format(lead=lead)}\n{tail}\n", encoding="utf-8")
    return read_document(file)


def test_the_file_name_gives_number_and_day(tmp_path: Path) -> None:
    head = read(tmp_path, "15_KH-UBND phuong Ben Do 12.3.2026.txt").letterhead
    assert (head.number, head.issued) == ("15/KH-UBND", date(2026, 3, 12))
    assert head.issuer == "Ủy ban nhân dân phường Bến Đò"
    assert head.origins["number"] == head.origins["issued"] == "filename"
    assert head.confidences["number"] < head.confidences["issuer"] < 1


def test_kind_and_issuer_complete_a_bare_ordinal(tmp_path: Path) -> None:
    assert read(tmp_path, "KH 15 2026 (ky so).txt").letterhead.number == "15/KH-UBND"
    party = read(tmp_path, "KH 7.txt", "ĐẢNG BỘ TỈNH SÔNG LAM\nĐẢNG ỦY PHƯỜNG BẾN ĐÒ\n")
    assert party.letterhead.number == "7-KH/ĐU"


def test_a_blank_number_tells_its_code(tmp_path: Path) -> None:
    blank = "UBND PHƯỜNG BẾN ĐÒ\nSố:      /KH-UBND\nBến Đò, ngày    tháng 3 năm 2026\n"
    head = read(tmp_path, "ban in.txt", blank).letterhead
    assert (head.number, head.number_code) == (None, "KH-UBND")
    assert read(tmp_path, "KH so 15.txt", blank).letterhead.number == "15/KH-UBND"


def test_the_letterhead_stands_before_the_name(tmp_path: Path) -> None:
    printed = "UBND PHƯỜNG BẾN ĐÒ\nSố: 51/KH-UBND\nBến Đò, ngày 02 tháng 4 năm 2026\n"
    head = read(tmp_path, "15_KH-UBND 12.3.2026.txt", printed).letterhead
    assert (head.number, head.issued) == ("51/KH-UBND", date(2026, 4, 2))
    assert head.origins["number"] == "letterhead"


@pytest.mark.parametrize("name", ["QD 15 2026.txt", "Bao cao 6 thang 2026.txt", "scan 0015.txt"])
def test_a_name_that_means_another_document_gives_nothing(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, name).letterhead.number is None


def test_the_annex_tells_whose_it_is(tmp_path: Path) -> None:
    annex = (
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Bến\n\n"
        "PHỤ LỤC\nDANH MỤC BẾN NƯỚC\n"
        "(Kèm theo {} số 15/{} ngày 12/3/2026 của UBND phường Bến Đò)\n\n1. Bến Chợ\n2. Bến Đình\n"
    )
    own = annex.format("Kế hoạch", "KH-UBND")
    head = read(tmp_path, "a.txt", tail=own).letterhead
    assert (head.number, head.issued) == ("15/KH-UBND", date(2026, 3, 12))
    assert head.origins["number"] == "annex"
    carrier = annex.format("Quyết định", "QĐ-UBND")
    assert read(tmp_path, "b.txt", tail=carrier).letterhead.number is None


@pytest.mark.parametrize("titled", [True, False])
def test_a_blank_number_is_learnt_from_those_who_cite_it(tmp_path: Path, *, titled: bool) -> None:
    blank = "UBND PHƯỜNG BẾN ĐÒ\nSố:      /KH-UBND\nBến Đò, ngày    tháng 3 năm 2026\n"
    title = " về giữ gìn các bến nước năm 2026" if titled else ""
    cited = f"Thực hiện Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND phường Bến Đò{title}"
    plan = read(tmp_path, "ke hoach.txt", blank)
    citing = [
        read(tmp_path, f"{n}.txt", f"UBND XÃ {place.upper()}\nSố: {n}/KH-UBND\n", lead=cited)
        for n, place in enumerate(("Khe Ngàn", "Cồn Bãi", "Đồi Sim"), start=1)
    ]
    graph = trace_lineage([plan, *citing])
    head = graph.document(plan.doc_id).letterhead
    assert (head.number, head.issued) == ("15/KH-UBND", date(2026, 3, 12))
    assert head.origins["number"] == "cited"
    assert sum(edge.target == plan.doc_id for edge in graph.lineage.edges) == 3
    # A number with another code is not what was left blank.
    other = cited.replace("KH-UBND", "KH-BCĐ")
    stray = read(tmp_path, "x.txt", "UBND XÃ BÃI MỚI\nSố: 9/KH-UBND\n", lead=other)
    assert not any(e.target == plan.doc_id for e in trace_lineage([plan, stray]).lineage.edges)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("15-kh-ubnd.pdf", "15/KH-UBND"),
        ("QĐ 123_UBND ngày 5-4-2026.docx", "123/QĐ-UBND"),
        ("KH-UBND 15.docx", "15/KH-UBND"),
        ("42-KH_ĐU xa Khe Ngan.doc", "42-KH/ĐU"),
        ("30-2020-ND-CP.pdf", "30/2020/NĐ-CP"),
        ("nd-214-2025-ND-CP.docx", "214/2025/NĐ-CP"),
        ("Ke hoach 15_KH-UBND thuc hien Nghi quyet 57-NQ_TW.docx", "15/KH-UBND"),
        ("Ke hoach 15 thuc hien Nghi quyet 57-NQ_TW.docx", None),
        ("KH 15 du thao.docx", None),
        ("so 5 da ky.pdf", None),
        ("12 phuong an.docx", None),
        ("IMG_0012.jpg", None),
        ("scan_20260312_001.pdf", None),
        ("", None),
    ],
)
def test_numbers_in_file_names(name: str, number: str | None) -> None:
    assert read_file_name(name).number == number


@pytest.mark.parametrize("name", ["99.99.2026 a.docx", "31.2.2026.docx", "0" * 5000, "-" * 5000])
def test_nonsense_in_file_names_says_nothing(name: str) -> None:
    assert read_file_name(name).issued is None
