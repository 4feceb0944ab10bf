"""Properties of the citation grammar on any text: no crash, true spans, linear time."""

from __future__ import annotations

import time

import pytest
from citation_scores import GOLD, sentences, unit
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage.citing import find_citations

PIECES = (
    "Thực hiện ", "Căn cứ ", "Kế hoạch ", "số ", "12/KH-UBND", "42-KH/TU", " ngày 5/4/2026",
    " của UBND tỉnh", " về việc ", "Luật ", "Đất đai", ", ", "; ", " và ", "“", "”", "(", ")", ".",
    " được sửa đổi, bổ sung bởi ", "các ", "khoản 2 ", "Điều 5 ", "nêu trên", " hết hiệu lực",
    "(sau đây gọi là Nghị định 12)", "Nghị định 12", "57, 59, ", "\n", "Ban Thường vụ ",
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@given(st.lists(TEXTS, max_size=4))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_true_indices(texts: list[str]) -> None:
    found = find_citations([unit(text) for text in texts])
    for citation in found:
        start, end = citation.span
        assert 0 <= start < end <= len(texts[citation.unit])
        for other in (citation.subject, citation.antecedent):
            assert other is None or 0 <= other < len(found)
        assert citation.subject is None or found[citation.subject] is not citation


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_two_runs_agree(text: str) -> None:
    assert find_citations([unit(text)]) == find_citations([unit(text)])


def test_each_sentence_stands_alone() -> None:
    texts = [item["text"] for item in sentences(GOLD) if "nêu trên" not in item["text"]]
    for text in texts:
        spans = [citation.span for citation in find_citations([unit(text)])]
        again = find_citations([unit("Mục đích, yêu cầu"), unit(text)])
        assert [citation.span for citation in again] == spans


@pytest.mark.parametrize("piece", [*PIECES, "số 1, 2, ", "Luật sửa đổi, bổ sung một số điều của "])
def test_time_is_linear(piece: str) -> None:
    seconds = []
    for length in (12_500, 100_000):
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.perf_counter()
        find_citations([unit(text)])
        seconds.append(time.perf_counter() - started)
    # Eight times the text; a quadratic search would take sixty-four times as long.
    assert seconds[1] < 24 * seconds[0] + 0.5
