"""Units that another one says by the way, and aims said in short: small texts of our own."""

from __future__ import annotations

import pytest
from small_documents import document, links

from doclineage import align_documents

AIMS = (
    "Khơi dậy trong Nhân dân ý thức giữ gìn rừng đầu nguồn, coi rừng là của để dành cho con cháu.",
    "Lấy các tổ bảo vệ rừng ở thôn làm chỗ dựa, phát huy vai trò của già làng, người có uy tín.",
    "Ngăn chặn từ sớm việc phá rừng làm nương, giảm số vụ cháy rừng trong mùa khô.",
)
SHORT = (
    "Khơi dậy ý thức giữ gìn rừng đầu nguồn, phát huy vai trò của già làng; ngăn chặn việc phá "
    "rừng làm nương, giảm số vụ cháy rừng."
)
LOOKOUT = "Dựng chòi canh lửa trên đồi Pá Lau, mỗi chòi có hai người trực suốt mùa khô."
SEEDS = "Gieo ươm năm vạn cây giống lát hoa tại vườn ươm của xã."
FENCE = "Rào khu rừng giống bằng dây thép gai."
BOTH = "Gieo ươm năm vạn cây giống lát hoa tại vườn ươm của xã; rào khu rừng giống bằng dây thép."


def test_aims_that_no_unit_answers_are_found_in_the_one_that_sums_them_up():
    found = links((*AIMS, LOOKOUT), (SHORT, LOOKOUT), heading="MỤC ĐÍCH")
    assert found == {((1, 2, 3), (1,)), ((4,), (2,))}


def test_an_aim_of_which_nothing_is_said_stays_omitted():
    short = SHORT.replace("phát huy vai trò của già làng; ", "")
    assert ((2,), ()) in links((*AIMS, LOOKOUT), (short, LOOKOUT), heading="MỤC ĐÍCH")


@pytest.mark.parametrize(
    ("fence", "found"),
    [
        (FENCE, True),
        ("Tháo dây thép gai rào khu rừng giống.", False),
        ("Chịu trách nhiệm toàn diện về rừng trên địa bàn; " + FENCE.lower(), True),
    ],
)
def test_a_task_that_another_unit_says_by_the_way_is_carried(fence, found):
    whole = f"{BOTH} Phát quang đường băng cản lửa, dọn thực bì dọc hai bên suối Nậm Cha."
    parents = (
        SEEDS,
        LOOKOUT,
        "Phát quang đường băng cản lửa, dọn thực bì dọc hai bên suối.",
        fence,
    )
    carried = {p for ps, cs in links(parents, (whole, LOOKOUT)) if cs for p in ps}
    assert (4 in carried) == found


def test_a_target_that_stands_word_for_word_beside_another_of_its_words_is_carried():
    swim = "Ít nhất 55% học sinh từ 7 đến dưới 15 tuổi biết đi xe đạp an toàn."
    learn = "Ít nhất 85% học sinh từ 7 đến dưới 15 tuổi được học luật đi đường tại trường."
    both = f"{swim[:-1]}, 88% được học luật đi đường tại trường."
    assert ((1, 2), (1,)) in links((swim, learn, LOOKOUT), (both, LOOKOUT))


def test_what_a_unit_says_of_its_own_task_carries_no_other():
    near = "Rào khu rừng giống ở bản Mòn bằng dây thép gai, cắm biển tên loài cây."
    assert ((2,), ()) in links((near, FENCE, LOOKOUT), (near, LOOKOUT))


def test_additions_are_omissions_seen_from_the_other_side():
    for heading in ("MỤC ĐÍCH", "NHIỆM VỤ"):
        sides = (
            document(*AIMS, SEEDS, FENCE, heading=heading),
            document(SHORT, BOTH, LOOKOUT, heading=heading),
        )
        forth, back = align_documents(*sides), align_documents(*sides[::-1])
        assert {(k.children, k.parents) for k in forth.links} == {
            (k.parents, k.children) for k in back.links
        }
