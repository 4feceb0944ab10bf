"""A remedy never contradicts the finding that it stands with."""

from __future__ import annotations

from string import Formatter

import pytest

from doclineage.auditing.evidence import finding
from doclineage.wording import sentences


def remedy(code: str) -> str:
    template = sentences("rule")[f"rule.{code}"]
    names = {name for text in template for name in _names(text)}
    return finding(code, "info", "a", None, **dict.fromkeys(names, "—")).remedy


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


CODES = sorted(code.partition(".")[2] for code in sentences("rule"))


@pytest.mark.parametrize("code", CODES)
def test_every_finding_has_a_remedy(code):
    assert remedy(code)


@pytest.mark.parametrize(
    ("code", "never"),
    [
        ("A01-not-addressed", "bổ sung nhiệm vụ"),
        ("A02-answered", "bổ sung"),
        ("A15-before", "chậm"),
        ("A15-unknown", "chậm"),
        ("A15-edge", "lý do ban hành chậm"),
        ("A13-skipped", "Nơi nhận"),
        ("A13-recipients", "số thứ tự"),
        ("A08-absent", "sửa số"),
        ("A08-ended-kept", "sửa số"),
        ("A12-own", "viện dẫn"),
        ("A05-past", "khớp văn bản cấp trên"),
    ],
)
def test_it_does_not_contradict_it(code, never):
    assert never not in remedy(code)


def test_what_has_no_remedy_of_its_own_has_its_rules():
    assert remedy("A01-section") == remedy("A01-required")
    assert remedy("A15-late") == sentences("remedy")["remedy.A15"].vi
