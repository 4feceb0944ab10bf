"""Document numbers: grammar, tolerances, keys, and what is no number."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclineage.vietnamese.designations import find_designations, number_key, own_number


@pytest.mark.parametrize(
    ("text", "number", "kind", "issuer", "system"),
    [
        ("12/2025/NĐ-CP", "12/2025/NĐ-CP", "NĐ", "CP", "state"),
        ("5/2026/NQ-HĐND", "5/2026/NQ-HĐND", "NQ", "HĐND", "assembly"),
        ("72/2025/QH15", "72/2025/QH15", None, "QH15", "assembly"),
        ("115/2025/UBTVQH15", "115/2025/UBTVQH15", None, "UBTVQH15", "assembly"),
        ("13/2025/TTLT-BTP-BNG", "13/2025/TTLT-BTP-BNG", "TTLT", "BTP-BNG", "state"),
        ("123/KH-UBND", "123/KH-UBND", "KH", "UBND", "state"),
        ("16/KH-MTTQ-BTT", "16/KH-MTTQ-BTT", "KH", "MTTQ-BTT", "front"),
        ("42-KH/BTGDVTU", "42-KH/BTGDVTU", "KH", "BTGDVTU", "party"),
        ("08-QĐi/TW", "08-QĐi/TW", "QyĐ", "TW", "party"),
        ("66.25/2026/NQ-CP", "66.25/2026/NQ-CP", "NQ", "CP", "state"),
        ("1.234/QĐ-UBND", "1.234/QĐ-UBND", "QĐ", "UBND", "state"),
        ("12a/KH-UBND", "12a/KH-UBND", "KH", "UBND", "state"),
        ("102/QĐ-TTg", "102/QĐ-TTg", "QĐ", "TTg", "state"),
    ],
)
def test_forms(text: str, number: str, kind: str | None, issuer: str, system: str) -> None:
    (found,) = find_designations(f"Theo số {text}, phường báo cáo")
    assert (found.number, found.kind, found.issuer_code) == (number, kind, issuer)
    assert found.system == system


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("94- KH/BTGDVTW", "94-KH/BTGDVTW"),
        ("123/KH-\nUBND", "123/KH-UBND"),
        ("123 / KH – UBND", "123/KH-UBND"),
        ("123/KH\u2011UBND", "123/KH-UBND"),
        ("56/QD-UBND", "56/QĐ-UBND"),
        ("30/2020/ND-CP", "30/2020/NĐ-CP"),
        ("12O/KH-UBND", "120/KH-UBND"),
        ("l2/KH-UBND", "12/KH-UBND"),
        ("12/KH-UBNĐ", "12/KH-UBND"),
        ("12/KHUBND", "12/KH-UBND"),
        ("12lKH-UBND", "12/KH-UBND"),
        ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"),
        ("12 KH/ĐU", "12-KH/ĐU"),
    ],
)
def test_tolerances(printed: str, number: str) -> None:
    (found,) = find_designations(f"Kế hoạch số {printed} của phường")
    assert found.number == number


def test_letters_need_a_cue() -> None:
    (found,) = find_designations("Công văn số 3954/UBND-NC; tuyến số 12/QL, Tổ số 5/TCT, 24/7")
    assert (found.number, found.issuer_code) == ("3954/UBND-NC", "UBND")


def test_a_new_thought_after_a_spaced_dash_is_no_unit() -> None:
    (found,) = find_designations("Kế hoạch số 12/KH-UBND - UBND phường")
    assert found.number == "12/KH-UBND"


def test_bare_numbers_take_the_last_code() -> None:
    found = find_designations("Quyết định số 7, 8 và 9/QĐ-UBND")
    assert [mention.number for mention in found] == ["7/QĐ-UBND", "8/QĐ-UBND", "9/QĐ-UBND"]
    assert [mention.completed for mention in found] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "number", "code"),
    [
        ("Số: 42/KH-UBND", "42/KH-UBND", "KH-UBND"),
        ("Số 42 -KH/ĐU", "42-KH/ĐU", "KH/ĐU"),
        ("Luật số: 72/2025/QH15", "72/2025/QH15", "QH15"),
        ("Số: 3954/UBND-NC", "3954/UBND-NC", "UBND-NC"),
        ("Số:       /BC-UBND", None, "BC-UBND"),
        ("Số: …-KH/ĐU", None, "KH/ĐU"),
        ("Số:.../KH", None, "KH"),
        ("Số: 12/KH-UBND      Bến Đò, ngày 5 tháng 4 năm 2026", "12/KH-UBND", "KH-UBND"),
    ],
)
def test_own_number(line: str, number: str | None, code: str) -> None:
    found = own_number(line)
    assert found is not None
    assert (found.number, found.code, found.blank) == (number, code, number is None)


@pytest.mark.parametrize("line", ["Căn cứ Kế hoạch số 1/KH-UBND", "Số lượng: 12", "KẾ HOẠCH", ""])
def test_no_own_number(line: str) -> None:
    assert own_number(line) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("08/TTr-HĐND", "8/TTr-HĐND"),
        ("1.234/QĐ-UBND", "1234/QD-UBND"),
        ("42 - KH/TU", "42–KH/TU"),
        ("12/KH-UBNÐ", "12/kh-ubnd"),
    ],
)
def test_equal_keys(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


def test_different_keys() -> None:
    numbers = ["12/KH-UBND", "12-KH/UBND", "12/CT-UBND", "12/CTr-UBND", "66.25/NQ-CP", "6625/NQ-CP"]
    assert len({number_key(number) for number in numbers}) == len(numbers)


@given(
    st.one_of(
        st.text(max_size=30),
        st.from_regex(r"[0-9OlI]{1,4}(\.[0-9]{1,3})?[/-](KH|QĐ|QD|TTr)[-/ ]{1,2}(UBND|TU|ĐU)"),
    )
)
def test_key_is_idempotent(number: str) -> None:
    assert number_key(number_key(number)) == number_key(number)


@given(st.text(alphabet="0123456789OlI/.-–KHQĐUBNDTs ố:…\n", max_size=200))
def test_spans_are_in_order_and_inside(text: str) -> None:
    position = 0
    for found in find_designations(text):
        start, end = found.span
        assert position <= start < end <= len(text)
        position = end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "1-",
        "số ",
        "số 1, ",
        "1.1",
        "12/KH-UBND-",
        "OOO1",
        "1\n",
        "K ",
        "Số:.",
        "số 1 và ",
    ],
)
def test_hostile_text_takes_little_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    find_designations(text)
    own_number(text)
    number_key(text)
    assert time.perf_counter() - started < 60  # a hang, not a speed
