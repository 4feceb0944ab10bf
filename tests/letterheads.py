"""The letterheads of a province and its ward that tests of rules, waivers and reports share."""

PROVINCE = """UBND TỈNH SÔNG LAM
Số: 7/KH-UBND
Sông Lam, ngày 05 tháng 5 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước năm 2026

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
"""
WARD = """UBND PHƯỜNG BẾN ĐÒ
Số: 9/KH-UBND
Bến Đò, ngày 20 tháng 5 năm 2026

KẾ HOẠCH
Bảo vệ nguồn nước năm 2026

Thực hiện Kế hoạch số 7/KH-UBND ngày 05/5/2026 của UBND tỉnh Sông Lam,
UBND phường Bến Đò xây dựng Kế hoạch như sau:

I. NHIỆM VỤ
"""
