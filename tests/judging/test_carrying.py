"""What of a task its answer carries: turned round, said otherwise, or left out."""

from __future__ import annotations

import pytest

from doclineage import Settings, compare_texts
from doclineage.judging import judge_matches, judge_pair
from doclineage.judging.edits import compare_words
from doclineage.judging.edits.usage import Usage
from doclineage.judging.localisation import Setting
from doclineage.judging.verdict import verdict_of
from doclineage.model import Document, Letterhead, Match, Source, Unit

TURNED = [
    (
        "Lập danh sách hộ người cao tuổi sống một mình; cử người thăm nom vào đầu mỗi tuần.",
        "Vào đầu mỗi tuần, cử người thăm nom và lập danh sách hộ người cao tuổi sống một mình.",
    ),
    (
        "Dành 2,5 tỷ đồng từ nguồn sự nghiệp để sửa bến, trong đó ưu tiên bến đông học sinh.",
        "Từ nguồn sự nghiệp, dành 2.500 triệu đồng sửa bến, bến đông học sinh được ưu tiên.",
    ),
    (
        "Các trường dạy bơi cho học sinh lớp 4 trong giờ thể dục của nhà trường.",
        "Nhà trường đưa môn bơi vào giờ thể dục để dạy cho các em học sinh lớp 4.",
    ),
]


@pytest.mark.parametrize(("parent", "child"), TURNED)
def test_a_task_turned_round_or_said_otherwise_loses_nothing(parent, child):
    link = compare_texts(parent, child)
    assert link.relation == "reworded"
    assert link.lost == ()


def test_a_clause_left_out_is_lost_though_its_words_stand_elsewhere():
    link = compare_texts(
        "Kiểm tra các bến thuyền trước mùa lũ; lập biên bản bến thuyền không đủ áo phao.",
        "Kiểm tra các bến thuyền trước mùa lũ, nhất là bến thuyền của các hộ dân.",
    )
    assert link.relation == "changed"
    assert link.coverage == 0.5


def test_a_member_left_out_is_lost_though_the_next_says_nearly_the_same():
    link = compare_texts(
        "Miễn học phí cho học sinh trường công lập và trường ngoài công lập của tỉnh.",
        "Miễn học phí cho học sinh trường công lập của tỉnh.",
    )
    assert link.relation == "changed"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("họp vào tháng 9/2026", "họp vào tháng 9 năm 2026"),
        ("xong trong quý II/2026", "xong trong Quý II năm 2026"),
        ("thưởng 15 triệu đồng một hộ", "thưởng 15.000.000 đồng một hộ"),
        ("hàng năm rà soát", "hằng năm rà soát"),
    ],
)
def test_one_thing_written_in_two_ways_is_identical(one, other):
    assert compare_texts(one, other).relation == "identical"


def test_large_numbers_that_differ_in_the_last_digit_are_not_one():
    assert compare_texts("chi 12.345.678 đồng", "chi 12.345.679 đồng").relation != "identical"


def test_goods_in_a_row_are_no_period():
    assert compare_texts("xếp hàng năm người", "xếp thành hàng năm người").relation != "identical"


def test_a_lost_piece_of_two_units_is_told_apart_and_once():
    parent = (
        "Các bến đò rà soát hồ sơ của chủ thuyền, niêm yết giá vé qua sông\n"
        "bố trí người trực và lập danh sách khách qua sông hằng ngày"
    )
    child = "Các bến đò rà soát hồ sơ của chủ thuyền và lập danh sách khách qua sông hằng ngày"
    difference = compare_words(parent, child, Setting(), Usage([parent, child]), Settings())
    lost = verdict_of(parent, child, difference, [], Settings()).lost
    assert any("niêm yết giá vé" in piece for piece in lost)
    assert not any("\n" in piece for piece in lost)
    assert not any(a in b for i, a in enumerate(lost) for j, b in enumerate(lost) if i != j)


def test_a_clause_that_is_but_a_day_has_its_answer_in_another_day():
    parent = "Dựng lại cầu tre qua lạch Vàng cho học sinh; hoàn thành trước ngày 15/8/2027."
    link = compare_texts(parent, parent.replace("hoàn thành trước ngày 15", "xong trước ngày 10"))
    assert [change.effect for change in link.fact_changes] == ["strengthened"]
    assert link.lost == ()
    assert compare_texts(parent, parent.partition(";")[0]).coverage < 1.0


def _judged(parents, children):
    def document(units):
        source = Source(path="", sha256="", media_type="text/plain")
        return Document(doc_id="x", source=source, letterhead=Letterhead(), units=units)

    match = Match(
        parents=tuple(range(len(parents))),
        children=tuple(range(len(children))),
        score=0.9,
        evidence="contained",
    )
    return judge_matches(document(parents), document(children), [match])[0]


def _row(task, *others):
    text = " | ".join((task, *others))
    return Unit("PL1/r1", "annex", "row", None, text, -1, cells={"task": task})


def test_who_helps_with_a_row_is_no_clause_of_its_task():
    task = "Dựng trạm cân xe ở đầu dốc"
    row = _row(task, "UBND các xã", "Sở Xây dựng; Sở Công Thương", "Trước ngày 31/5/2027")
    link = _judged((row,), (_row(task, "Tổ trật tự", "Ban Quản lý chợ", "Tháng 5"),))
    assert (link.coverage, link.lost) == (1.0, ())


def test_what_two_units_say_both_is_said_once_for_both():
    texts = (
        "Trụ nước ở chợ đêm được sơn lại trước mùa khô.",
        "Lắp trụ nước ở chợ đêm; hai trụ nước cách nhau hai trăm mét.",
    )
    short = "Sơn lại và lắp trụ nước ở chợ đêm trước mùa khô, hai trụ cách nhau hai trăm mét."
    parents = [Unit(f"b{i}", "body", "bullet", "-", text, -1) for i, text in enumerate(texts)]
    for child, lost in ((short, ()), (short.partition(",")[0], (texts[1].partition("; ")[2],))):
        made = _judged(tuple(parents), (Unit("b0", "body", "bullet", "-", child, -1),))
        assert made.lost == lost


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Định kỳ trước ngày 08 hằng tháng, các trạm bơm gửi số liệu vận hành tới phòng máy.",
            "Các trạm bơm gửi phòng máy số liệu vận hành trước ngày 8 mỗi tháng.",
        ),
        (
            "Chậm nhất ngày 30/6/2026, hoàn thành việc thay mới toàn bộ đồng hồ nước đã hỏng.",
            "Toàn bộ đồng hồ nước đã hỏng được thay mới xong trước ngày 01/7/2026.",
        ),
        (
            "Các bến đò không được xuất bến khi chưa có sự kiểm tra của tổ trật tự.",
            "Các bến đò chỉ được xuất bến sau khi tổ trật tự đã kiểm tra.",
        ),
        (
            "Các hộ lấn chiếm lòng kênh bị tháo dỡ công trình, không có ngoại lệ.",
            "Mọi hộ lấn chiếm lòng kênh đều bị tháo dỡ công trình.",
        ),
        (
            "Mỗi năm ít nhất 02 lần, tổ hòa giải tập huấn kỹ năng cho hòa giải viên mới.",
            "Tổ hòa giải tập huấn kỹ năng cho hòa giải viên mới không dưới 2 lần mỗi năm.",
        ),
    ],
)
def test_what_facts_of_the_other_side_say_is_carried(parent: str, child: str) -> None:
    link = compare_texts(parent, child)
    assert (link.relation, link.lost) == ("reworded", ())


def test_a_clause_of_another_day_is_not_carried_by_one_like_it() -> None:
    link = compare_texts(
        "Trước ngày 08 hằng tháng, gửi số liệu vận hành; trước ngày 20/12, quyết toán tiền điện.",
        "Gửi số liệu vận hành trước ngày 8 mỗi tháng.",
    )
    assert link.relation == "changed"
    assert link.lost


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (
            "Hướng dẫn cán bộ khuyến nông các bản ủ phân xanh, phân chuồng hoai với vôi bột.",
            "Phân xanh ủ cùng vôi bột, che bạt kín đủ ba tuần rồi mới bón.",
            (),
        ),
        (
            "Tổ canh đê thay phiên gác chòi, đưa người già, trẻ nhỏ và gia súc lên gò cao.",
            "Lũ lên thì tổ canh đê chia phiên trực, dắt người già và gia súc lên gò.",
            ("trẻ nhỏ",),
        ),
    ],
)
def test_of_a_sentence_worded_anew_a_member_is_lost_and_no_mere_words(old, new, lost):
    assert judge_pair(old, new).lost == lost
