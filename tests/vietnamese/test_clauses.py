"""Where one clause ends and the next begins, with underthesea's sentences as a witness."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doclineage import compare_texts, read_document
from doclineage.vietnamese.words import clauses

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Xong trước ngày 15/5/2026. Báo cáo về Sở. Chi 1.500.000 đồng một hộ.",
            ["Xong trước ngày 15/5/2026.", "Báo cáo về Sở.", "Chi 1.500.000 đồng một hộ."],
        ),
        (
            "Đạt 95%. Giữ vững kết quả (nếu có). Tổ chức họp dân",
            ["Đạt 95%.", "Giữ vững kết quả (nếu có).", "Tổ chức họp dân"],
        ),
        (
            "Các hộ ký cam kết.Lập biên bản vi phạm. 100% hộ dân tham gia",
            ["Các hộ ký cam kết.", "Lập biên bản vi phạm.", "100% hộ dân tham gia"],
        ),
        (
            "Cử ông Trần V. An về TP. Hạ Nguồn dự họp; ghi biên bản đầy đủ",
            ["Cử ông Trần V. An về TP. Hạ Nguồn dự họp", "ghi biên bản đầy đủ"],
        ),
        (
            "Phối hợp các sở (Y tế; Tài chính; Nội vụ) kiểm tra; xử lý vi phạm",
            ["Phối hợp các sở (Y tế; Tài chính; Nội vụ) kiểm tra", "xử lý vi phạm"],
        ),
    ],
)
def test_clauses_end_at_semicolons_and_sentence_ends(text, expected):
    assert [text[a:b] for a, b in clauses(text)] == expected


def test_a_sentence_after_a_year_that_the_child_leaves_out_is_a_lost_clause():
    kept = "Rà soát số hộ chưa có nước sạch, lập danh sách xong trước ngày 15/5/2026."
    link = compare_texts(f"{kept} Niêm yết công khai danh sách tại nhà văn hóa thôn.", kept)
    assert link.relation == "changed"
    assert link.coverage == 0.5


def test_underthesea_sees_no_sentence_end_that_is_missed_here():
    pytest.importorskip("underthesea", minversion="9.3", reason="the extra [words] is missing")
    from underthesea import sent_tokenize  # noqa: PLC0415  # an extra

    for file in sorted(CORPUS.rglob("*.docx")):
        units = [unit.text for unit in read_document(file).units if unit.zone == "body"]
        prose = " ".join(text for text in units if re.search(r"\w\.$", text))
        ours = {_letters(prose[:end]) for _, end in clauses(prose)}
        before = ""
        for sentence in sent_tokenize(prose):
            before += sentence
            assert _letters(before) in ours, sentence
        assert len(ours) > 5


def _letters(text: str) -> int:
    return len(re.findall(r"\w", text))
