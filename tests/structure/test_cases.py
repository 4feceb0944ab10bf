"""One small trap a case: the text, and the outline that it has."""

from __future__ import annotations

import pytest
from cases import FOLDER, Case, agrees, blocks_of, document_of, outline_of, read_cases

from doclineage.model import Reading
from doclineage.structure import account

CASES = [
    pytest.param(case, id=f"{file.stem}: {case.name}")
    for file in sorted(FOLDER.glob("*.txt"))
    for case in read_cases(file.stem)
]


@pytest.mark.parametrize("case", CASES)
def test_outline(case: Case) -> None:
    document = document_of(case.text)
    got = outline_of(document)
    notices = [f"! {n.code} {document.units[n.unit or 0].path}" for n in document.notices]
    wanted = [line for line in case.expected if not line.startswith("!")]
    assert len(got) == len(wanted), "\n".join(got)
    assert all(map(agrees, got, wanted)), "\n".join(got)
    assert notices == [line for line in case.expected if line.startswith("!")]


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost(case: Case) -> None:
    reading = Reading(blocks=tuple(blocks_of(case.text)))
    assert account(reading, document_of(case.text)).balanced


def test_there_are_enough() -> None:
    assert len(CASES) >= 160
