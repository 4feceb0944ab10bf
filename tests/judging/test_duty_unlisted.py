"""Omitted units that are no task of the child, or whose doer no table has."""

from __future__ import annotations

import pytest

from doclineage.judging.duty import duty_of
from doclineage.judging.localisation import setting_of
from tests.judging.test_duty import document, unit


def judged(texts, issuer="UBND xã Bến Đò", index=0):
    parent = document("UBND tỉnh Sông Lam", *[unit(text) for text in texts])
    child = document(issuer, unit("x"))
    setting = setting_of(parent.letterhead, child.letterhead)
    return duty_of(parent, child, index, {index}, setting)[0]


@pytest.mark.parametrize(
    ("text", "issuer", "duty"),
    [
        ("Trường Đại học Sông Lam mở lớp dạy bơi.", "UBND xã Bến Đò", "review"),
        ("Các doanh nghiệp tự mua phao cứu sinh.", "UBND xã Bến Đò", "review"),
        ("Đội Đò ngang khu vực thay phao cũ.", "UBND xã Bến Đò", "review"),
        ("Hạn chế đò chở quá tải.", "UBND xã Bến Đò", "required"),
        ("UBND các phường dựng cột đèn.", "UBND xã Bến Đò", "not-addressed"),
        ("UBND các phường dựng cột đèn.", "UBND phường Bến Đò", "required"),
        ("UBND các xã, phường dựng cột đèn.", "UBND xã Bến Đò", "required"),
    ],
)
def test_duty_of_a_subject(text, issuer, duty):
    assert judged([text], issuer) == duty


def test_what_stands_before_the_command_is_no_task():
    told = "Thời gian qua, việc dạy bơi đã có chuyển biến, song nhiều nơi còn lơ là."
    order = "Để khắc phục, Chủ tịch UBND tỉnh yêu cầu:"
    task = "Rà soát các bến đò ngang."
    assert judged([told, order, task]) == "review"
    assert judged([told, order, task], index=2) == "required"
    assert judged([told, task]) == "required"
