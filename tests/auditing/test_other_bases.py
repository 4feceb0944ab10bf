"""A08: a basis that both name is to have one number and one day."""

from __future__ import annotations

import pytest
from rule_cases import CHILD, PARENT

LAW = "Luật Tài nguyên nước số 28/2023/QH15 ngày 27 tháng 11 năm 2023"
DECREE = (
    "Nghị định số 53/2024/NĐ-CP ngày 16 tháng 5 năm 2024 của Chính phủ quy định chi tiết một số "
    "điều của Luật Tài nguyên nước"
)
CIRCULAR = (
    "Thông tư số 03/2024/TT-BTNMT ngày 16 tháng 5 năm 2024 của Bộ Tài nguyên và Môi trường quy "
    "định về hành lang bảo vệ nguồn nước"
)


@pytest.fixture
def told(audited):
    """Return what tells severity and message of A08 where plan and parent have these bases."""

    def tell(mine, theirs):
        texts = []
        for text, bases in ((CHILD, mine), (PARENT, theirs)):
            before, rest = text.split("KẾ HOẠCH\n", 1)
            title, body = rest.split("\n", 1)
            said = "".join(f"Căn cứ {basis};\n" for basis in bases)
            texts.append(f"{before}KẾ HOẠCH\n{title}\n{said}{body}")
        found = audited(*texts)
        return [(f.severity, f.message_en) for f in found if f.code == "A08"]

    return tell


def test_one_list_of_bases_tells_nothing(told):
    assert told([LAW, DECREE, CIRCULAR], [LAW, DECREE, CIRCULAR]) == []


@pytest.mark.parametrize(
    ("right", "old", "new"),
    [
        (LAW, "28/2023/QH15", "82/2023/QH15"),
        (LAW, "28/2023/QH15", "28/2023/QH14"),
        (DECREE, "53/2024/NĐ-CP", "35/2024/NĐ-CP"),
        (CIRCULAR, "03/2024/TT", "08/2024/TT"),
        (DECREE, "16 tháng 5", "26 tháng 5"),
    ],
)
def test_another_number_or_day_of_one_basis_is_told_with_both(told, right, old, new):
    ((severity, message),) = told([right.replace(old, new)], [right])
    assert severity == "warning"
    assert message.startswith("it names a basis by another ")


def test_a_law_of_one_name_and_another_year_may_be_a_newer_one(told):
    older = "Luật Tài nguyên nước số 17/2012/QH13 ngày 21 tháng 6 năm 2012"
    ((severity, message),) = told([LAW], [older])
    assert severity == "info"
    assert "17/2012/QH13" in message
    # Who names both knows of both.
    assert told([LAW, older], [older]) == []


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        # another decree of the same day, with a title of its own
        (
            [DECREE.replace("53/2024", "54/2024").replace("một số điều của Luật Tài", "về tài")],
            [LAW],
        ),
        ([CIRCULAR.replace("03/2024", "30/2024").replace("hành lang bảo vệ", "đo")], [CIRCULAR]),
        # numbers far apart
        ([DECREE.replace("53/2024", "109/2024").replace("Tài nguyên nước", "Đê điều")], [DECREE]),
        # said without its day
        ([LAW.partition(" ngày")[0]], [LAW]),
    ],
)
def test_what_is_another_document_or_said_in_short_is_not_told(told, mine, theirs):
    assert told(mine, theirs) == []
