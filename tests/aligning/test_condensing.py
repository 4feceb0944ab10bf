"""Units said in short by one unit of the other document: small texts of our own."""

from __future__ import annotations

from doclineage import align_documents
from doclineage.model import Document, Letterhead, Source, Unit

AIMS = (
    "Nâng cao nhận thức của cán bộ, hội viên và nhân dân về phòng, chống sạt lở bờ sông.",
    "Chủ động di dời các hộ ở vùng xung yếu, giảm thiệt hại về người và tài sản.",
    "Huy động sức dân trồng tre, đắp bờ bao và canh gác đê trong mùa nước nổi.",
)
SHORT = (
    "Nâng cao nhận thức của nhân dân về sạt lở; chủ động di dời hộ vùng xung yếu, giảm thiệt hại; "
    "huy động sức dân trồng tre, canh gác đê."
)
OTHER = "Mở lớp dạy nghề đan lát cho phụ nữ hai xóm ven rừng, mỗi lớp ba mươi học viên."


def document(*texts):
    """Return bullets under one heading."""
    head = Unit(path="I", zone="body", kind="heading", marker="I", text="MỤC ĐÍCH", parent=-1)
    units = [
        Unit(path=f"I/b{i}", zone="body", kind="bullet", marker="-", text=text, parent=0)
        for i, text in enumerate(texts, 1)
    ]
    source = Source(path="", sha256="", media_type="text/plain")
    return Document(doc_id="text", source=source, letterhead=Letterhead(), units=(head, *units))


def links(parent, child):
    """Return the links of tasks: the heading stands first on both sides."""
    found = align_documents(document(*parent), document(*child)).links
    return {(link.parents, link.children) for link in found} - {((0,), (0,))}


def test_several_units_are_said_in_short_by_one():
    assert links((*AIMS, OTHER), (SHORT, OTHER)) == {((1, 2, 3), (1,)), ((4,), (2,))}


def test_one_unit_said_at_length_by_several():
    assert links((SHORT, OTHER), (*AIMS, OTHER)) == {((1,), (1, 2, 3)), ((2,), (4,))}


def test_task_of_which_a_few_words_stand_elsewhere_stays_omitted():
    lost = "Tổ chức diễn tập di dời hộ dân vùng xung yếu bằng xuồng máy vào ban đêm."
    kept = f"{AIMS[1]} Đo vẽ bản đồ ngập sâu, cắm mốc cảnh báo ở các khúc sông cong."
    assert links((kept, lost), (kept,)) == {((1,), (1,)), ((2,), ())}
