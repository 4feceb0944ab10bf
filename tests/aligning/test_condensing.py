"""Units said in short by one unit of the other document: small texts of our own."""

from __future__ import annotations

from small_documents import links

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


def test_several_units_are_said_in_short_by_one():
    assert links((*AIMS, OTHER), (SHORT, OTHER)) == {((1, 2, 3), (1,)), ((4,), (2,))}


def test_one_unit_said_at_length_by_several():
    assert links((SHORT, OTHER), (*AIMS, OTHER)) == {((1,), (1, 2, 3)), ((2,), (4,))}


def test_task_of_which_a_few_words_stand_elsewhere_stays_omitted():
    lost = "Tổ chức diễn tập di dời hộ dân vùng xung yếu bằng xuồng máy vào ban đêm."
    kept = f"{AIMS[1]} Đo vẽ bản đồ ngập sâu, cắm mốc cảnh báo ở các khúc sông cong."
    assert links((kept, lost), (kept,)) == {((1,), (1,)), ((2,), ())}
