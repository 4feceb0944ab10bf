"""A plan that says nearly everything in words of its own is named as such."""

from __future__ import annotations

import msgspec
import pytest
from letterheads import PROVINCE, WARD

from doclineage import audit_lineage, read_document, trace_lineage
from doclineage.auditing.summary import _in_own_words
from doclineage.settings import Settings

TASKS = (
    "Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026.",
    "Lắp biển cảnh báo tại các bến tắm tự phát trên địa bàn.",
    "Lấy mẫu nước giếng khoan ở các khu dân cư ven sông mỗi quý một lần.",
    "Trồng tre chắn sóng dọc bờ bãi bị sạt lở trong năm 2026.",
    "Vận động các hộ nuôi cá lồng thu gom vỏ bao thức ăn.",
    "Sửa chữa các bể lọc nước tập trung đã xuống cấp.",
)
#: The same, where anything of it is there, as other people say it.
TOLD = (
    "Cửa xả nào bên sông còn tắc thì nạo vét, khơi thông cho xong trước ngày 30/6/2026.",
    "Ở mỗi bến tắm tự phát của phường cắm biển cảnh báo.",
    "Người dân tự giữ vệ sinh quanh nhà.",
    "Thôn xóm cùng nhau dọn cỏ mỗi chủ nhật.",
)


def numbered(tasks) -> str:
    return "".join(f"{number}. {task}\n" for number, task in enumerate(tasks, 1))


@pytest.mark.parametrize(("tasks", "own"), [(TASKS[:3], False), (TASKS, False), (TOLD, True)])
def test_what_only_leaves_out_keeps_the_words_of_the_rest(tasks, own, tmp_path):
    (tmp_path / "tinh.txt").write_text(PROVINCE + numbered(TASKS), encoding="utf-8")
    (tmp_path / "phuong.txt").write_text(WARD + numbered(tasks), encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    (plan,) = audit_lineage(trace_lineage(read_document(file) for file in files)).plans
    assert plan.own_words is own
    assert plan.omitted == 0 or plan.coverage < 0.8


def counts(**known) -> dict[str, int]:
    names = ("identical", "noise", "localised", "reworded", "changed", "omitted")
    return {name: known.get(name, 0) for name in names}


@pytest.mark.parametrize(
    ("coverage", "known", "own"),
    [
        (0.4, {"changed": 20, "omitted": 15}, True),
        (0.4, {"changed": 18, "identical": 2, "omitted": 15}, True),
        (0.4, {"changed": 17, "localised": 3, "omitted": 15}, False),
        (0.8, {"changed": 20, "omitted": 15}, False),
        (0.7, {"changed": 20}, False),
        (0.0, {"omitted": 15}, False),
        (None, {"changed": 20, "omitted": 15}, False),
    ],
)
def test_where_the_bounds_lie(coverage, known, own):
    assert _in_own_words(coverage, counts(**known), Settings()) is own


def test_the_bounds_are_settings():
    told = counts(changed=20, omitted=2)
    assert not _in_own_words(0.85, told, Settings())
    assert _in_own_words(0.85, told, msgspec.structs.replace(Settings(), own_words_coverage=0.9))
