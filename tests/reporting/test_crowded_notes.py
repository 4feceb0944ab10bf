"""A finding with a crowd of places names the first and counts the rest."""

from __future__ import annotations

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.reporting.terminal import render

HEAD = """ỦY BAN NHÂN DÂN
{unit}
Số: {number}/KH-UBND

KẾ HOẠCH
Dọn rác ven kênh năm 2026
"""


def test_a_crowd_of_places_is_counted(tmp_path):
    above = HEAD.format(unit="TỈNH LỘC GIANG", number=14)
    below = HEAD.format(unit="XÃ TÂN ĐỊNH", number=58)
    tasks = "".join(f"- Vớt bèo ở đoạn kênh số {i}.\n" for i in range(1, 200))
    basis = "Thực hiện Kế hoạch số 14/KH-UBND của UBND tỉnh Lộc Giang.\n"
    texts = {
        "p.txt": f"{above}I. NHIỆM VỤ\n{tasks}",
        "c.txt": f"{below}{basis}I. NHIỆM VỤ\n{tasks}",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    graph = trace_lineage([read_document(tmp_path / name) for name in texts])
    told = " ".join(render([audit_lineage(graph)], "vi", width=160).split())
    assert "(+179)" in told
    assert "I/b20," in told
    assert "I/b21," not in told
