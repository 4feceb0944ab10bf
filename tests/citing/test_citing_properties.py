"""Properties of the citation grammar on any text: no crash, true spans, linear time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from citation_scores import GOLD, sentences, unit
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage.citing import find_citations
from doclineage.vietnamese.normalise import clean, clean_with_spans

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


@given(st.lists(TEXTS, max_size=3))
@settings(deadline=None, max_examples=150)
def test_spans_overlap_only_where_one_is_in_the_title_of_the_other(texts: list[str]) -> None:
    found = find_citations([unit(text) for text in texts])
    spans = sorted({(citation.unit, *citation.span) for citation in found})
    for index, (place, start, end) in enumerate(spans):
        for other_place, other_start, other_end in spans[index + 1 :]:
            if other_place == place and other_start < end:
                assert start <= other_start, (texts[place], (start, end))
                assert other_end <= end, (texts[place], (start, end), (other_start, other_end))


def _read(text: str) -> list[tuple[str, object, object, object, object, str]]:
    """Return what is told of a text's citations, their surfaces without marks of writing."""
    return [
        (
            " ".join(clean(text[citation.span[0] : citation.span[1]]).split()),
            citation.number,
            citation.issued,
            citation.issuer,
            citation.subject,
            citation.relation,
        )
        for citation in find_citations([unit(text)])
    ]


SENTENCES = tuple(item["text"] for item in sentences(GOLD))
WRITINGS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "wide spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "spaces around": lambda text: f"  {text}\t",
    "invisible marks": lambda text: text.replace("-", "-\u200b"),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_same_is_read_however_it_is_written(writing: str) -> None:
    for text in SENTENCES:
        if "  " not in text:  # the blanks of a draft are part of what is read
            assert _read(WRITINGS[writing](text)) == _read(text), text


@given(st.text(alphabet="ệấủĐđ aÐ\u00a0\u200beо\n"))
def test_cleaned_letters_know_where_they_stood(composed: str) -> None:
    text = unicodedata.normalize("NFD", composed)
    plain, spans = clean_with_spans(text)
    assert len(plain) == len(spans)
    assert plain == clean(text)
    for (start, end), letter in zip(spans, plain, strict=True):
        assert clean(text[start:end]) in {letter, letter.strip()}


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


@pytest.mark.parametrize(
    "piece",
    [
        *PIECES,
        "số 1, 2, ",
        "Luật sửa đổi, bổ sung một số điều của ",
        "Luật số 1/2020/QH14, ",
        "và hướng dẫn tại ",
        "được sửa đổi bởi Luật số 1/2020/QH14 ",
        "(",
        "khoản 1 Điều 2; ",
        "Công văn số 1/A-B, số ",
        "hết hiệu lực: ",
        "sua doi ",
        "Trung tâm Phát triển ",
        "báo cáo ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    seconds = []
    for length in (12_500, 100_000):
        text = (piece * (length // len(piece) + 1))[:length]
        # Time of this process only: other work on the machine does not count.
        started = time.process_time()
        find_citations([unit(text)])
        seconds.append(time.process_time() - started)
    # Eight times the text; a quadratic search would take sixty-four times as long.
    assert seconds[1] < 24 * seconds[0] + 0.5
