"""A directive, two plans of a province and a ward's plan for the chain and its citations."""

from __future__ import annotations

DIRECTIVE = """TỈNH ỦY TRÀ NGÂN
Số: 14-CT/TU
Trà Ngân, ngày 08 tháng 01 năm 2026

CHỈ THỊ
về tăng cường quản lý chợ và bảo vệ nguồn nước

1. Các cấp ủy lãnh đạo công tác quản lý chợ, xem đây là nhiệm vụ thường xuyên.
2. Mặt trận Tổ quốc vận động Nhân dân giữ gìn vệ sinh nơi họp chợ.
"""
TASKS = """
I. NHIỆM VỤ
1. Kiểm tra giấy tờ thuê quầy của từng hộ buôn bán, lập sổ theo dõi riêng cho mỗi dãy hàng.
2. Lắp đặt ít nhất 06 bình chữa cháy ở mỗi dãy, thay bình quá hạn trước ngày 30/6/2026.
3. Niêm yết giá, đặt cân đối chứng tại cổng chợ và ghi lại từng lần tiểu thương khiếu nại.
4. Thu gom rác hai lần mỗi ngày, không để nước thải chảy ra mương thủy lợi phía sau chợ.
"""
PROVINCE = f"""UBND TỈNH TRÀ NGÂN
Số: 246/KH-UBND
Trà Ngân, ngày 03 tháng 02 năm 2026

KẾ HOẠCH
Chỉnh trang chợ dân sinh năm 2026

Thực hiện Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân, Ủy ban nhân dân tỉnh ban hành
Kế hoạch như sau:
{TASKS}"""
WATER = """UBND TỈNH TRÀ NGÂN
Số: 251/KH-UBND
Trà Ngân, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Khoanh vùng cấm đổ thải quanh hồ chứa, cắm mốc trên thực địa trong quý II.
2. Quan trắc chất lượng nước ba tháng một lần tại các trạm bơm cấp một.
"""
OPENING = "Thực hiện Kế hoạch số 246/KH-UBND ngày 03/02/2026 của UBND tỉnh Trà Ngân"
PURPOSE = "1. Quán triệt, cụ thể hóa Chỉ thị số 14-CT/TU ngày 08/01/2026 của Tỉnh ủy Trà Ngân."


def ward(opening: str, purpose: str = "1. Giữ chợ sạch, an toàn.", tasks: str = TASKS) -> str:
    return f"""UBND PHƯỜNG CẦU ĐÁ
Số: 19/KH-UBND
Cầu Đá, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Chỉnh trang chợ dân sinh năm 2026 trên địa bàn phường Cầu Đá

{opening}, UBND phường Cầu Đá xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH
{purpose}
{tasks.replace("I. NHIỆM VỤ", "II. NHIỆM VỤ")}"""
