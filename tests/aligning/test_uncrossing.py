"""Tasks that are nearest to one of another section, and nearly as near to one of their own."""

from __future__ import annotations

from doclineage import align_documents, read_document

PARENT = """KẾ HOẠCH
I. MỤC TIÊU
1. Ít nhất 90% hộ nuôi trâu có chuồng che kín gió mùa rét.
2. Mỗi bản có tối thiểu 02 đội văn nghệ gìn giữ điệu khắp hoạt động.
II. PHÂN CÔNG
1. Ban Quản lý chợ
Thu gom rác sau mỗi phiên chợ.
2. Hội Nghệ nhân tỉnh
Hướng dẫn hội bên dưới nhân rộng đội văn nghệ gìn giữ điệu khắp.
"""
CHILD = """KẾ HOẠCH
I. CHỈ TIÊU
1. Từ 90% số hộ nuôi trâu có chuồng che kín gió mùa rét.
2. Cả bản lập 01 đội văn nghệ gìn giữ điệu khắp.
II. AI LÀM GÌ
1. Ban Quản lý chợ: thu gom rác sau mỗi phiên chợ.
"""


def test_an_aim_answers_the_aim_of_its_section(tmp_path):
    made = []
    for name, text in (("cha.txt", PARENT), ("con.txt", CHILD)):
        (tmp_path / name).write_text(text, "utf-8")
        made.append(read_document(tmp_path / name))
    alignment = align_documents(*made)
    paths = {
        (alignment.parent.units[p].path, alignment.child.units[c].path)
        for link in alignment.links
        for p in link.parents
        for c in link.children
    }
    assert ("I.2", "I.2") in paths
    (link,) = [
        link
        for link in alignment.links
        if link.parents and link.children and alignment.parent.units[link.parents[0]].path == "I.2"
    ]
    assert [(c.kind, c.effect) for c in link.fact_changes] == [("target", "weakened")]
