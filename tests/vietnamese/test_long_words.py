"""Words written apart: what underthesea finds, led back to its places, with terms kept whole."""

from __future__ import annotations

import pytest

pytest.importorskip("underthesea", minversion="9.3", reason="the extra [words] is missing")

from doclineage.vietnamese.word_bounds import _terms, long_words


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in long_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xây dựng nền tảng số", ["Xây dựng", "nền tảng"]),
        # One space or more, a line break: places are those of the text as it is.
        ("Xây  dựng nền\ntảng số", ["Xây  dựng"]),
        ("", []),
        ("  \n ", []),
        ("giao Sở Nội vụ", ["Sở Nội vụ"]),
        ("GIAO ỦY BAN NHÂN DÂN", ["ỦY BAN NHÂN DÂN"]),
        ("cải cách hành chính; hộ cận nghèo", ["cải cách hành chính", "hộ cận nghèo"]),
    ],
)
def test_words(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["| UBND các xã | 30/6/2026 |", "Điều 5, khoản 2: 95 % (COVID-19)"]
)
def test_signs_and_numbers_are_no_words(text):
    assert all(letter.isalpha() or letter == " " for word in found(text) for letter in word)


def test_every_term_is_one_word():
    for term in _terms():
        text = f"Về {term} trong năm"
        assert any(term in word for word in found(text)) or not term.replace(" ", "").isalpha(), (
            term
        )


def test_what_a_text_gives_does_not_depend_on_what_came_before():
    text = "Phối hợp với Mặt trận Tổ quốc tuyên truyền về chuyển đổi số"
    first = found(text)
    long_words.cache_clear()
    found("Một câu khác hẳn")
    assert found(text) == first
