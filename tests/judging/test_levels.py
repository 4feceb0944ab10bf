"""What the parent asks of a higher level, and the units that a child names for itself."""

import pytest

from doclineage import compare_texts

PROVINCE, WARD = "UBND tỉnh Hưng Giang", "UBND phường An Thịnh"


def changes(parent, child):
    link = compare_texts(parent, child, parent_issuer=PROVINCE, child_issuer=WARD)
    return [(c.kind, c.effect) for c in link.fact_changes if c.effect != "equal"]


@pytest.mark.parametrize(
    ("parent", "child", "said"),
    [
        (
            "Số hóa ít nhất 95% hồ sơ ở cấp tỉnh và 75% hồ sơ ở cấp xã.",
            "Số hóa ít nhất 75% hồ sơ ở phường.",
            [],
        ),
        (
            "Số hóa ít nhất 95% hồ sơ ở cấp tỉnh và 75% hồ sơ ở cấp xã.",
            "Số hóa ít nhất 70% hồ sơ ở phường.",
            [("target", "weakened")],
        ),
        # The child takes the higher level's amount as its own.
        (
            "Số hóa ít nhất 95% hồ sơ ở cấp tỉnh, tổ chức 02 lớp tập huấn.",
            "Số hóa ít nhất 95% hồ sơ ở cấp xã, tổ chức 02 lớp tập huấn.",
            [],
        ),
        # What is said of the higher level alone is not taken away in silence.
        (
            "Số hóa ít nhất 95% hồ sơ ở cấp tỉnh trong đợt này.",
            "Số hóa hồ sơ trong đợt này.",
            [("target", "missing")],
        ),
        (
            "UBND các xã, phường rà soát hộ dân ven sông.",
            "Các phòng, trung tâm rà soát hộ dân ven sông.",
            [],
        ),
        # Of a sum over the whole province a ward has a part; its own share it has to reach.
        (
            "Toàn tỉnh mở 380 lớp xóa mù chữ cho 9.500 người; mỗi xã, phường mở tối thiểu 02 lớp.",
            "Mở 03 lớp xóa mù chữ cho 70 người của phường.",
            [("target", "strengthened")],
        ),
        (
            "Toàn tỉnh mở 380 lớp xóa mù chữ cho 9.500 người; mỗi xã, phường mở tối thiểu 02 lớp.",
            "Mở 01 lớp xóa mù chữ cho 70 người của phường.",
            [("target", "weakened")],
        ),
        (
            "Tổng kinh phí là 7.200 triệu đồng, trong đó ngân sách tỉnh 5.000 triệu đồng.",
            "Tổng kinh phí là 96 triệu đồng, trong đó ngân sách tỉnh 40 triệu đồng.",
            [],
        ),
        # More than the whole is no part of it.
        (
            "Toàn tỉnh không quá 15 vụ cháy chợ.",
            "Toàn phường không quá 20 vụ cháy chợ.",
            [("target", "weakened")],
        ),
        # The child hands nothing down where it leaves out who is to be heard.
        (
            "Rà soát hộ dân ven sông, phối hợp với Công an tỉnh và đơn vị liên quan.",
            "Rà soát hộ dân ven sông, phối hợp với đơn vị liên quan.",
            [("agency", "missing")],
        ),
    ],
)
def test_facts_of_other_levels(parent, child, said):
    assert changes(parent, child) == said


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Phường chưa có thư viện cần dành phòng đọc rộng ít nhất 40 m2 trong quý II.",
            "Dành phòng đọc rộng ít nhất 40 m2 tại Nhà văn hóa An Thịnh trong quý II.",
        ),
        (
            "UBND các xã, phường giáp đường sắt phải rào lối đi tự mở trong quý II.",
            "Rào lối đi tự mở tại An Thịnh trong quý II.",
        ),
    ],
)
def test_which_communes_have_a_task_need_not_be_said_by_one_that_does_it(parent, child):
    link = compare_texts(parent, child, parent_issuer=PROVINCE, child_issuer=WARD)
    assert (changes(parent, child), link.lost) == ([], ())


def test_a_report_to_the_higher_level_is_not_its_own_affair():
    parent = "Tổng hợp 12 báo cáo chuyên đề, gửi kết quả lên cấp tỉnh trước đợt tổng kết."
    child = "Tổng hợp 12 báo cáo chuyên đề trước đợt tổng kết."
    link = compare_texts(parent, child, parent_issuer=PROVINCE, child_issuer=WARD)
    assert all(edit.kind != "localisation" for edit in link.edits)
