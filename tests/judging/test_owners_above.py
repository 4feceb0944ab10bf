"""The owner of a task may stand over it in the child, and a part of a task in a unit of its own."""

from __future__ import annotations

from doclineage import align_documents, read_document

HEAD = """ỦY BAN NHÂN DÂN
{place}
Số: {number}/KH-UBND
Sông Lam, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Phòng, chống đuối nước năm 2026

I. NHIỆM VỤ
{tasks}"""

PARENT = """1. Bến đò
Công an tỉnh, Công an các xã, phường tuần tra các bến đò, xử lý thuyền không đủ áo phao.
2. Lớp bơi
Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh chủ trì giám sát việc dạy bơi, công bố kết quả.
3. Biển báo
Cắm biển cảnh báo tại các điểm nước sâu; ghi rõ tên người trông coi trên từng tấm biển.
{more}"""

CHILD = """1. {first}
Tuần tra các bến đò, xử lý thuyền không đủ áo phao.
2. {second}
Giám sát việc dạy bơi, công bố kết quả.
3. Biển báo
Cắm biển cảnh báo tại các điểm nước sâu.
4. Việc khác
{apart}
"""


def _links(tmp_path, more=("", ""), **texts):
    documents = []
    for name, place, number, tasks in (
        ("parent", "TỈNH SÔNG LAM", 118, PARENT.format(more=more[0])),
        ("child", "XÃ KHE NGÀN", 31, CHILD.format(**texts) + more[1]),
    ):
        path = tmp_path / f"{name}.txt"
        path.write_text(HEAD.format(place=place, number=number, tasks=tasks), encoding="utf-8")
        documents.append(read_document(path))
    parent, child = documents
    found = {}
    for link in align_documents(parent, child).links:
        for index in link.parents:
            found[parent.units[index].text.split()[0]] = link
    return found


NAMED = {
    "first": "Công an xã",
    "second": "Ủy ban Mặt trận Tổ quốc Việt Nam xã",
    "apart": "Trên từng tấm biển, ghi rõ tên người trông coi.",
}


def test_an_owner_named_in_the_heading_is_not_lost(tmp_path):
    links = _links(tmp_path, **NAMED)
    for word in ("Công", "Ủy"):
        assert (links[word].relation, links[word].lost) == ("localised", ())


def test_an_owner_of_another_kind_in_the_heading_does_not_stand_for_it(tmp_path):
    links = _links(tmp_path, **{**NAMED, "first": "Trạm Y tế", "second": "Phòng Kinh tế"})
    for word in ("Công", "Ủy"):
        assert links[word].relation == "changed"
        assert [change.kind for change in links[word].fact_changes][:1] == ["agency"]


def test_a_part_said_in_a_unit_of_its_own_is_not_lost(tmp_path):
    assert _links(tmp_path, **NAMED)["Cắm"].lost == ()


def test_a_part_said_nowhere_is_lost(tmp_path):
    links = _links(tmp_path, **{**NAMED, "apart": "Phát tờ rơi cho khách đi đò qua sông."})
    assert links["Cắm"].relation == "changed"
    assert links["Cắm"].coverage == 0.5


def test_who_is_told_to_do_a_task_does_it_under_its_own_heading(tmp_path):
    told = "4. Xe cứu thương\nChỉ đạo trạm y tế các xã bố trí xe cứu thương ở hai đầu cầu treo.\n"
    for owner, gone in (("Trạm Y tế", []), ("Công an xã", ["trạm y tế các xã"])):
        own = f"5. {owner}\nBố trí xe cứu thương ở hai đầu cầu treo.\n"
        link = _links(tmp_path, more=(told, own), **NAMED)["Chỉ"]
        assert [change.parent for change in link.fact_changes] == gone
        assert link.lost == ()
