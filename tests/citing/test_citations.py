"""Citations of single sentences and of documents: gold, examples, and each rule by its example."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from citation_scores import EXAMPLES, GOLD, found_subjects, score, sentences, subjects, unit

from doclineage.citing import find_citations
from doclineage.model import Citation, Unit


def cite(*texts: str) -> tuple[Citation, ...]:
    return find_citations([unit(text) for text in texts])


def surface(text: str, citation: Citation) -> str:
    return text[citation.span[0] : citation.span[1]]


def test_gold_floor() -> None:
    items = list(sentences(GOLD))
    assert len(items) >= 150
    result = score(items)
    assert result.f1 >= 0.97, result.wrong


def test_held_out_floor() -> None:
    result = score(item for item in sentences(GOLD) if item["held_out"])
    assert result.f1 >= 0.97, result.wrong


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the reference examples are not here")
def test_examples_floor() -> None:
    result = score(sentences(EXAMPLES))
    assert result.f1 >= 0.97, result.wrong


@pytest.mark.parametrize("sentence", tuple(sentences(GOLD)), ids=lambda sentence: sentence["id"])
def test_relations_between_cited_documents(sentence: dict) -> None:
    found = find_citations([unit(sentence["text"])])
    assert found_subjects(found) == subjects(sentence)


@pytest.mark.parametrize("sentence", tuple(sentences(GOLD)), ids=lambda sentence: sentence["id"])
def test_spans_are_the_surfaces(sentence: dict) -> None:
    text = sentence["text"]
    found = {surface(text, citation) for citation in find_citations([unit(text)])}
    assert found == {mention["surface"] for mention in sentence["mentions"]}


def test_title_issuer_and_date_are_read_apart() -> None:
    text = (
        "Thực hiện Kế hoạch số 7-KH/TU, ngày 02/02/2026 của Thường trực, Ban Thường vụ Tỉnh ủy về "
        "thông tin, tuyên truyền đợt 1, Đảng ủy phường xây dựng Kế hoạch như sau:"
    )
    (citation,) = cite(text)
    assert citation.issuer == "Thường trực, Ban Thường vụ Tỉnh ủy"
    assert citation.title == "thông tin, tuyên truyền đợt 1"
    assert citation.issued == date(2026, 2, 2)
    assert citation.cue == "Thực hiện"


def test_pinpoints_are_distributed() -> None:
    (citation,) = cite("theo các điểm a, b khoản 1, khoản 3 Điều 7 và Điều 9 Luật Cư trú")
    places = [(p.point, p.clause, p.article) for p in citation.pinpoint]
    assert places == [("a", "1", "7"), ("b", "1", "7"), (None, "3", "7"), (None, None, "9")]


def test_pinpoint_range() -> None:
    (citation,) = cite("từ Điều 3 đến Điều 8 Thông tư số 4/2024/TT-BYT")
    assert [(p.article, p.article_to) for p in citation.pinpoint] == [("3", "8")]


def test_anaphora_reaches_back_over_units() -> None:
    first, second = cite(
        "Căn cứ Chỉ thị số 3/CT-UBND ngày 5/5/2026 của UBND tỉnh;",
        "Các đơn vị báo cáo kết quả theo Chỉ thị nêu trên.",
    )
    assert (second.unit, second.antecedent, second.number) == (1, 0, None)
    assert first.antecedent is None


def test_anaphora_without_antecedent_stays_unbound() -> None:
    (citation,) = cite("Các đơn vị báo cáo kết quả theo Chỉ thị nêu trên.")
    assert citation.antecedent is None


def test_short_form_is_completed_over_units() -> None:
    _, short = cite("Nghị định số 91/2025/NĐ-CP quy định về phí;", "theo Điều 4 Nghị định 91.")
    assert (short.number, short.antecedent) == ("91/2025/NĐ-CP", 0)


def test_short_form_of_two_documents_stays_open() -> None:
    found = cite("Nghị định số 91/2025/NĐ-CP; Nghị định số 91/2021/NĐ-CP.", "Theo Nghị định 91.")
    assert found[-1].number is None
    assert found[-1].antecedent is None


def test_passive_adds_a_relation_to_a_document_cited_already() -> None:
    law, change, amended = cite(
        "Căn cứ Luật Giá số 16/2023/QH15 được sửa đổi bởi Luật số 9/2025/QH15;"
    )
    assert (law.relation, change.relation) == ("based_on", "refers_to")
    assert (amended.relation, amended.subject, amended.antecedent) == ("amends", 1, 0)
    assert amended.span == law.span


def test_quoted_articles_cite_nothing() -> None:
    found = cite(
        "1. Sửa đổi Điều 4 Nghị định số 5/2024/NĐ-CP như sau:",
        "“Điều 4. Hồ sơ theo Thông tư số 1/2020/TT-BNV.",
        "2. Thủ tục theo Thông tư số 2/2020/TT-BNV.”.",
        "3. Bãi bỏ Thông tư số 3/2020/TT-BNV.",
    )
    assert [citation.number for citation in found] == ["5/2024/NĐ-CP", "3/2020/TT-BNV"]


def test_lost_closing_quote_ends_at_the_next_instruction() -> None:
    found = cite(
        "Sửa đổi Điều 4 Nghị định số 5/2024/NĐ-CP như sau:",
        "“Điều 4. Hồ sơ theo Thông tư số 1/2020/TT-BNV.",
        "Bãi bỏ Thông tư số 3/2020/TT-BNV.",
    )
    assert [citation.number for citation in found] == ["5/2024/NĐ-CP", "3/2020/TT-BNV"]


def test_head_is_searched_only_for_bases_and_annex_lines() -> None:
    texts = {
        "Số: 12/KH-UBND": 0,
        "Triển khai Nghị quyết số 1-NQ/TU ngày 1/1/2026": 1,
        "(Kèm theo Quyết định số 3/QĐ-UBND ngày 2/2/2026 của UBND xã)": 1,
        "Về kết quả Kế hoạch số 8/KH-UBND": 0,
        "Ngày 8/8/2026 có Kế hoạch số 8/KH-UBND, nay xây dựng Kế hoạch như sau:": 1,
    }
    for text, count in texts.items():
        assert len(find_citations([unit(text, zone="head")])) == count, text


def test_a_title_is_searched_where_it_alone_says_what_is_changed() -> None:
    title = msgspec.structs.replace(
        unit("V/v đính chính Kế hoạch số 8/KH-UBND ngày 8/8/2026", zone="head"), kind="heading"
    )
    found = find_citations([title, unit("Tại Kế hoạch số 8/KH-UBND có chỗ in sai.")])
    assert [(c.relation, c.unit) for c in found] == [("corrects", 0), ("refers_to", 1)]
    assert found[0].issued == date(2026, 8, 8)
    body = unit("Đính chính Kế hoạch số 8/KH-UBND ngày 8/8/2026 của UBND xã Lũng Cao như sau:")
    assert [(c.relation, c.unit) for c in find_citations([title, body])] == [("corrects", 1)]


def test_what_a_document_says_it_is_cites_nothing() -> None:
    assert not cite("Trên đây là Kế hoạch của UBND xã Lũng Cao. Đề nghị các thôn thực hiện.")
    (found,) = cite("Trên đây là nội dung triển khai Kế hoạch số 8/KH-UBND ngày 8/8/2026.")
    assert found.number == "8/KH-UBND"


def test_tail_is_not_searched() -> None:
    assert not find_citations([unit("Lưu: VT theo Kế hoạch số 8/KH-UBND", zone="tail")])


def test_own_plan_is_no_citation() -> None:
    assert not cite(
        "Kế hoạch này thay thế các kế hoạch trước đây; thực hiện Kế hoạch đúng tiến độ."
    )


def test_a_cell_of_a_table_is_searched() -> None:
    row = Unit(
        path="PL1/r1", zone="annex", kind="row", marker=None, parent=-1,
        text="Rà soát theo Công văn số 41/SNV-CCHC | Quý II/2026",
    )  # fmt: skip
    (citation,) = find_citations([row])
    assert citation.number == "41/SNV-CCHC"
