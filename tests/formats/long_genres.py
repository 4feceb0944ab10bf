"""Three longer Word files: tables that pages cut, headings over two lines, quoted articles."""

from __future__ import annotations

from collections.abc import Callable

from genres import NATION, Foot, Writer

# --- a report with a table over three pages -------------------------------------------------------

_ROADS = (
    ("Tuyến Bản Pắc - Nà Lèng", "Ban Quản lý dự án", "8,4", "Đã nghiệm thu nền đường"),
    (
        "Tuyến Khuổi Choong - Lũng Slàng (đoạn qua đèo, gồm 02 ngầm tràn)",
        "Ủy ban nhân dân xã Lũng Slàng",
        "12,75",
        "Vướng giải phóng mặt bằng 03 hộ tại Km4+300; đề nghị gia hạn đến 30/9/2026",
    ),
    ("Cầu treo Pò Cại", "Ban Quản lý dự án", "3,1", ""),
    (
        "Nâng cấp đường vào trường Phổ thông dân tộc bán trú Nà Lèng",
        "Phòng Kinh tế",
        "1,92",
        "- Bổ sung 120 m rãnh;\n- Thay cống hộp tại Km0+450.",
    ),
    ("Rãnh thoát nước khu dân cư Đồng Ẻn", "Phòng Kinh tế", "0,85", "Hoàn thành"),
)


def report(out: Writer) -> None:
    """Write a report: `I.`, `1.`, `1.1.`, `a)`, bullets in bullets, a table of thirty rows."""
    out.head(
        ("ỦY BAN NHÂN DÂN", "HUYỆN ĐẢO CÁT ÂU"),
        "Số: 233/BC-UBND",
        NATION,
        "Cát Âu, ngày 28 tháng 6 năm 2026",
    )
    out.centred("BÁO CÁO")
    out.centred(
        "Kết quả thực hiện chương trình giao thông nông thôn 6 tháng đầu năm, nhiệm vụ trọng tâm 6 "
        "tháng cuối năm 2026"
    )
    out.flow("I. TÌNH HÌNH CHUNG", bold=True)
    out.flow(
        "Sáu tháng đầu năm, thời tiết diễn biến thất thường; mưa lớn ngày 12 - 14/5 làm sạt lở "
        "1.240 m3 đất đá trên 05 tuyến. Giá nhựa đường tăng 7,5% so với cuối năm 2025."
    )
    out.flow("II. KẾT QUẢ THỰC HIỆN", bold=True)
    out.flow("1. Công tác chỉ đạo, điều hành", bold=True)
    out.flow(
        "1.1. Ban hành 04 văn bản chỉ đạo; lập 02 tổ công tác do Phó Chủ tịch làm tổ trưởng[*].",
        note="Quyết định số 77/QĐ-UBND ngày 15/01/2026.",
    )
    out.flow("1.2. Kiểm tra hiện trường 09 lượt, trong đó:")
    out.flow("a) Kiểm tra định kỳ 06 lượt;")
    out.flow("b) Kiểm tra đột xuất 03 lượt, phát hiện:")
    out.flow("- 02 nhà thầu chậm huy động máy;")
    out.flow("- 01 mỏ vật liệu hết hạn giấy phép, gồm:")
    out.flow("+ Bãi 1: 4.500 m3;")
    out.flow("+ Bãi 2: 2.100 m3.")
    out.flow(
        "2. Tiến độ các công trình chuyển tiếp và khởi công mới thuộc kế hoạch vốn năm 2026 trên "
        "địa bàn huyện",
        bold=True,
    )
    out.flow("Tiến độ từng công trình như sau:")
    rows = [("STT", "Công trình", "Chủ đầu tư", "Vốn (tỷ đồng)", "Ghi chú")]
    for number in range(30):
        name, owner, money, remark = _ROADS[number % len(_ROADS)]
        rows.append((str(number + 1), f"{name} - gói {number // 5 + 1}", owner, money, remark))
    out.grid((1.3, 5.4, 3.4, 2.0, 4.4), rows)
    out.flow("3. Tồn tại, hạn chế", bold=True)
    out.flow("- Giải ngân đạt 38,2%, thấp hơn bình quân chung của thành phố;")
    out.flow("- Hồ sơ hoàn công của 04 công trình chưa đạt yêu cầu.")
    out.flow("III. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM", bold=True)
    out.flow("1. Hoàn thành nghiệm thu 12 công trình trước ngày 30/11/2026.")
    out.flow(
        "2. Ban Quản lý dự án lập hồ sơ chủ trương đầu tư 05 công trình năm 2027, trình trước ngày "
        "15/9/2026./."
    )
    out.foot(
        Foot(
            ("- UBND thành phố;", "- TT Huyện ủy, HĐND huyện;", "- Lưu: VT, KT&HT."),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            "Phạm Hữu Lượng",
        )
    )


# --- a circular that amends another ---------------------------------------------------------------


def circular(out: Writer) -> None:
    """Write a circular that amends another: quoted articles and clauses, points up to `đ`."""
    out.head(
        ("BỘ THỦY LỢI VÀ ĐẢO XA",),
        "Số: 09/2026/TT-BTLĐX",
        NATION,
        "Hà Nội, ngày 11 tháng 8 năm 2026",
    )
    out.centred("THÔNG TƯ")
    out.centred(
        "Sửa đổi, bổ sung một số điều của Thông tư số 21/2023/TT-BTLĐX quy định về quan trắc mực "
        "nước hồ chứa"
    )
    out.flow("Căn cứ Luật Thủy lợi số 08/2017/QH14;", italic=True)
    out.flow(
        "Bộ trưởng Bộ Thủy lợi và Đảo xa ban hành Thông tư sửa đổi, bổ sung một số điều của Thông "
        "tư số 21/2023/TT-BTLĐX.",
        italic=True,
    )
    out.flow(
        "Sửa đổi, bổ sung một số điều của Thông tư số 21/2023/TT-BTLĐX ngày 05 tháng 9 năm 2023 "
        "của Bộ trưởng Bộ Thủy lợi và Đảo xa",
        head="Điều 1. ",
        bold=True,
    )
    out.flow("1. Sửa đổi khoản 2 Điều 4 như sau:")
    out.flow(
        "“2. Trạm quan trắc tự động gửi số liệu 10 phút một lần khi mực nước vượt ngưỡng tràn; các "
        "trường hợp khác gửi 01 giờ một lần.”."
    )
    out.flow("2. Bổ sung Điều 7a sau Điều 7 như sau:")
    out.flow("“Điều 7a. Kiểm định thiết bị")
    out.flow("1. Thiết bị được kiểm định 12 tháng một lần, gồm:")
    out.flow("a) Cảm biến áp lực;")
    out.flow("b) Bộ ghi số liệu.")
    out.flow("2. Kết quả kiểm định lưu ít nhất 05 năm.”.")
    out.flow("3. Bãi bỏ điểm c khoản 1 Điều 9 và Phụ lục III.")
    out.flow("Trách nhiệm của chủ đập", head="Điều 2. ", bold=True)
    out.flow("1. Chủ đập, chủ hồ chứa có trách nhiệm:")
    for label, duty in zip(
        "abcdđ",
        (
            "lắp đặt thước đo tại thượng lưu và hạ lưu",
            "bố trí người trực 24/24 giờ trong mùa lũ",
            "cập nhật số liệu lên hệ thống trước 07 giờ 30 hằng ngày",
            "báo cáo sự cố trong 30 phút",
            "bảo vệ hành lang quan trắc",
        ),
        strict=True,
    ):
        out.flow(f"{label}) {duty.capitalize()};")
    out.flow(
        "2. Chi phí quan trắc tính vào giá sản phẩm, dịch vụ công ích thủy lợi[*].",
        note="Theo Nghị định số 96/2018/NĐ-CP; mức cụ thể do chủ sở hữu quyết định.",
    )
    out.flow("Hiệu lực thi hành", head="Điều 3. ", bold=True)
    out.flow("Thông tư này có hiệu lực từ ngày 01 tháng 10 năm 2026./.")
    out.foot(
        Foot(
            ("- Văn phòng Chính phủ;", "- Các Bộ, cơ quan ngang Bộ;", "- Lưu: VT, PC."),
            ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
            "Nguyễn Trọng Thức",
        )
    )


# --- a programme with two annexes -----------------------------------------------------------------


def programme(out: Writer) -> None:
    """Write a programme: `Phần thứ nhất`, `I.`, notes of several lines, two annexes of tasks."""
    out.head(
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ VŨNG SẬY"),
        "Số: 15/CTr-UBND",
        NATION,
        "Vũng Sậy, ngày 05 tháng 01 năm 2026",
    )
    out.centred("CHƯƠNG TRÌNH")
    out.centred("Hành động về kinh tế ban đêm giai đoạn 2026 - 2028")
    out.centred("Phần thứ nhất", "MỤC TIÊU, ĐỊNH HƯỚNG")
    out.flow("I. MỤC TIÊU", bold=True)
    out.flow(
        "Đến năm 2028, doanh thu dịch vụ ban đêm chiếm 9% tổng mức bán lẻ[*]; hình thành 03 tuyến "
        "phố đi bộ.",
        note=(
            "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng theo công bố hằng năm của cơ "
            "quan thống kê; năm gốc là năm 2025, loại trừ yếu tố giá."
        ),
    )
    out.flow("II. ĐỊNH HƯỚNG", bold=True)
    out.flow("1. Không gian: ưu tiên trục ven kênh Cầu Quay và khu chợ đầu mối cũ.")
    out.flow("2. Thời gian: từ 18 giờ 00 đến 02 giờ 00[*] ngày hôm sau.", note="Trừ khu bệnh viện.")
    out.centred("Phần thứ hai", "NHIỆM VỤ, GIẢI PHÁP")
    out.flow("I. NHIỆM VỤ CHUNG", bold=True)
    out.flow("(1) Rà soát quy hoạch chiếu sáng; lắp 1.200 đèn tiết kiệm điện.")
    out.flow("(2) Ban hành quy chế quản lý tiếng ồn, rác thải.")
    out.flow("(3) Đào tạo 400 lao động phục vụ ca đêm.")
    out.flow("II. TỔ CHỨC THỰC HIỆN", bold=True)
    out.flow("Các sở, phường căn cứ Phụ lục I, Phụ lục II tổ chức thực hiện./.")
    out.foot(
        Foot(
            ("- TT Thành ủy (b/c);", "- Các sở, phường;", "- Lưu: VT, TM."),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            "Đỗ Thị Mai Sương",
        )
    )
    for label, count, landscape in (("I", 14, False), ("II", 9, True)):
        out.annex(landscape=landscape)
        out.centred(f"PHỤ LỤC {label}")
        out.centred("DANH MỤC NHIỆM VỤ GIAI ĐOẠN 2026 - 2028")
        out.centred("(Kèm theo Chương trình số 15/CTr-UBND)", bold=False, italic=True)
        rows = [("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")]
        for number in range(1, count + 1):
            if number % 5 == 1:
                rows.append(("ABC"[number // 5], f"NHÓM VIỆC SỐ {number // 5 + 1}"))
            rows.append(
                (
                    str(number),
                    (
                        f"Hoàn thành hạng mục {number} của tuyến phố, gồm mặt bằng, chiếu sáng, "
                        "biển chỉ dẫn, điểm thu gom rác và nhà vệ sinh công cộng lưu động"
                    ),
                    ("Sở Du lịch", "Sở Xây dựng", "UBND phường Cầu Quay")[number % 3],
                    f"Quý {('I', 'II', 'III', 'IV')[number % 4]}/{2026 + number % 3}",
                )
            )
        out.grid((1.2, 8.4, 3.8, 2.6), rows)


GENRES: dict[str, Callable[[Writer], None]] = {
    "report": report,
    "circular": circular,
    "programme": programme,
}
