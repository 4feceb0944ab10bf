"""A directive and a plan without fault, and for every rule an edit that puts one fault in."""

from __future__ import annotations

from typing import NamedTuple

from letterheads import PROVINCE, WARD

PARENT = (
    PROVINCE
    + """\
1. Ủy ban nhân dân các xã, phường
- Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026; lắp lưới chắn rác tại mỗi cửa xả.
- Ít nhất 80% số hộ ven sông ký cam kết không đổ chất thải xuống nước theo Quyết định số 15/QĐ-UBND.
- Ban hành kế hoạch thực hiện trước ngày 25/5/2026, gửi về Sở Nông nghiệp và Môi trường.
2. Sở Y tế
- Lấy mẫu nước giếng ở vùng ngập để xét nghiệm vi sinh hai lần mỗi năm.
- Công bố công khai những giếng không đạt chuẩn cho người dân biết.
II. TỔ CHỨC THỰC HIỆN
1. Công an tỉnh
- Xử lý nghiêm hành vi xả trộm nước thải vào ban đêm; mời Viện kiểm sát nhân dân tỉnh cùng kiểm tra.
2. Sở Tài chính
- Bố trí nguồn vốn mua sắm thiết bị quan trắc tự động ngay từ đầu năm.
- Giám đốc trạm bơm chịu trách nhiệm vận hành cống ngăn triều trong mùa lũ.
- Báo cáo tiến độ giải ngân, gửi Ủy ban nhân dân tỉnh.
"""
)

CHILD = (
    WARD
    + """\
1. Phòng Kinh tế, Hạ tầng và Đô thị
- Khơi thông toàn bộ cửa xả ven sông trước ngày 30/6/2026; lắp lưới chắn rác tại mỗi cửa xả.
- Ít nhất 80% số hộ ven sông ký cam kết không đổ chất thải xuống nước theo Quyết định số 15/QĐ-UBND.
2. Trạm Y tế
- Lấy mẫu nước giếng ở vùng ngập để xét nghiệm vi sinh hai lần mỗi năm.
- Công bố công khai những giếng không đạt chuẩn cho người dân biết.
II. TỔ CHỨC THỰC HIỆN
1. Công an phường
- Xử lý nghiêm hành vi xả trộm nước thải vào ban đêm; mời Viện kiểm sát nhân dân tỉnh cùng kiểm tra.
2. Văn phòng HĐND và UBND phường
- Bố trí nguồn vốn mua sắm thiết bị quan trắc tự động ngay từ đầu năm.
- Giám đốc trạm bơm chịu trách nhiệm vận hành cống ngăn triều trong mùa lũ.
- Báo cáo tiến độ giải ngân, gửi Ủy ban nhân dân phường.

Nơi nhận:
- UBND tỉnh, Sở Nông nghiệp và Môi trường (để báo cáo);
- Phòng Kinh tế, Hạ tầng và Đô thị;
- Trạm Y tế, Công an phường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lò Văn Sáng
"""
)


class Case(NamedTuple):
    """An edit of the plan that a rule must see, and words of its finding."""

    old: str
    new: str
    said: str
    more: tuple[tuple[str, str], ...] = ()

    def then(self, old: str, new: str) -> Case:
        """Return the case with one more edit."""
        return self._replace(more=(*self.more, (old, new)))

    def plan(self) -> str:
        """Return the plan with the fault in it."""
        text = CHILD
        for old, new in ((self.old, self.new), *self.more):
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return text


def _body(text: str) -> str:
    start = text.index("I. NHIỆM VỤ")
    end = text.find("\nNơi nhận")
    return text[start : end if end >= 0 else None]


_FUNDS = "- Bố trí nguồn vốn mua sắm thiết bị quan trắc tự động ngay từ đầu năm.\n"
_PLEDGE = (
    "- Ít nhất 80% số hộ ven sông ký cam kết không đổ chất thải xuống nước theo Quyết định số "
    "15/QĐ-UBND.\n"
)

FAULTS = {
    "A01": (Case(_PLEDGE, "", "bỏ sót"),),
    "A02": (Case("; lắp lưới chắn rác tại mỗi cửa xả", "", "lắp lưới chắn rác"),),
    "A03": (
        Case("2. Trạm Y tế\n", "2. Chất lượng nước giếng\n", "giao cho Sở Y tế"),
        Case("2. Văn phòng HĐND và UBND phường\n", "2. Nguồn vốn\n", "giao cho Sở Tài chính"),
    ),
    "A04": (
        Case("Viện kiểm sát nhân dân tỉnh", "Kho bạc Nhà nước tỉnh", "Kho bạc Nhà nước"),
        Case("mời Viện", "mời Hạt Kiểm lâm huyện, Viện", "“Hạt Kiểm lâm huyện” (1 chỗ)"),
        Case("2. Trạm Y tế\n", "2. Hội Nông dân phường\n", "tiêu đề mục đổi"),
        Case("2. Trạm Y tế\n", "2. Sở Y tế\n", "giao việc cho cơ quan cấp trên"),
        Case("Giám đốc trạm bơm", "Phó Giám đốc trạm bơm", "bị hạ cấp: “Giám đốc"),
    ),
    "A05": (Case("trước ngày 30/6/2026", "trước ngày 30/9/2026", "30/9/2026"),),
    "A06": (Case("Ít nhất 80%", "Ít nhất 50%", "50%"),),
    "A07": (Case("ven sông trước", "ven sông của phường Mả Vôi trước", "phường Mả Vôi"),),
    "A08": (
        Case("7/KH-UBND ngày 05/5/2026", "7/KH-UBND ngày 15/5/2026", "căn cứ sai"),
        Case("7/KH-UBND ngày 05/5/2026 của UBND tỉnh Sông Lam", "8/NQ-HĐND", "không viện dẫn"),
    ),
    "A09": (Case(_body(CHILD), _body(PARENT), "sao chép"),),
    "A10": (
        Case(_FUNDS, "", "chuyển").then("1. Công an phường\n", f"1. Công an phường\n{_FUNDS}"),
    ),
    "A11": (
        Case("2. Trạm Y tế\n", "- Thả phao ngăn bèo ở bến chợ nổi.\n2. Trạm Y tế\n", "bổ sung"),
    ),
    "A12": (Case("số 15/QĐ-UBND", "số 51/QĐ-UBND", "51/QĐ-UBND"),),
    "A13": (
        Case(", Sở Nông nghiệp và Môi trường (để", " (để", "yêu cầu gửi kế hoạch"),
        Case("- Trạm Y tế, Công an phường;\n", "- Trạm Y tế;\n", "Công an phường"),
        Case("không đạt chuẩn cho", "không đạt chuẩn (Phụ lục kèm theo) cho", "không có phụ lục"),
        Case("2. Trạm Y tế\n", "3. Trạm Y tế\n", "số thứ tự nhảy"),
        Case("2. Trạm Y tế\n", "1. Trạm Y tế\n", "lặp lại"),
        Case("cho người dân biết.", "cho người dân và của.", "dừng ở từ nối"),
        Case("cho người dân biết", "cho các các hộ dân biết", "lặp từ"),
    ),
    "A14": (Case("gửi Ủy ban nhân dân phường", "gửi Ủy ban nhân dân tỉnh", "gửi thẳng"),),
    "A15": (
        Case("ngày 20 tháng 5", "ngày 28 tháng 5", "muộn 3 ngày"),
        Case("ngày 20 tháng 5", "ngày 02 tháng 5", "trước cả văn bản cấp trên"),
    ),
}
