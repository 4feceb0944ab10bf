"""One rule in other words: facts in two that were one, conditions told from the other end."""

from __future__ import annotations

import pytest

from doclineage import compare_texts


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (
            "Tổ chức 02 đợt ra quân trong tháng 5 và tháng 10 hằng năm.",
            "Hằng năm ra quân hai đợt vào tháng 5 và tháng 10.",
        ),
        (
            "Chi trả phụ cấp cho y tế thôn chậm nhất ngày 25 hằng tháng.",
            "Mỗi tháng, phụ cấp của y tế thôn phải được chi trả không muộn hơn ngày 25.",
        ),
        (
            "Phải có ít nhất 2/3 số hộ đồng ý mới được thu.",
            "Chỉ thu khi có từ hai phần ba số hộ trở lên đồng ý.",
        ),
        (
            "Lò mổ không được bán thịt chưa qua kiểm dịch; mỗi tuần kiểm tra ít nhất 02 lần.",
            "Thịt của lò mổ phải qua kiểm dịch mới được bán; kiểm tra từ hai lần/tuần trở lên.",
        ),
        (
            "Mỗi hộ được vay tối đa 50 triệu đồng, thời hạn vay không quá 60 tháng.",
            "Mức cho vay cao nhất mỗi hộ là 50.000.000 đồng, thời hạn tối đa 60 tháng.",
        ),
        (
            "Đảm bảo 100% cống được nạo vét trước mùa mưa; cống hỏng phải sửa trong 03 ngày.",
            "Trước mùa mưa, mọi cống đều phải được nạo vét; cống hỏng phải sửa chậm nhất 03 ngày.",
        ),
        (
            "Công khai khoản thu trước khi thu ít nhất 10 ngày.",
            "Chậm nhất 10 ngày trước khi thu phải công khai khoản thu.",
        ),
        (
            "Trong quý IV/2026 thay xong 12 máy bơm; lưu mẫu nước đủ 24 giờ.",
            "Trong ba tháng cuối năm 2026 thay xong 12 máy bơm; mẫu nước lưu đủ một ngày đêm.",
        ),
        (
            "UBND xã giao Phòng Kinh tế làm đầu mối thu gom vỏ thuốc trừ sâu.",
            "Phòng Kinh tế được UBND xã giao làm đầu mối thu gom vỏ thuốc trừ sâu.",
        ),
        (
            "Thu hồi vốn của công trình giải ngân dưới 40% đến ngày 31/10/2026.",
            "Công trình nào đến ngày 31/10/2026 chưa giải ngân được 40% thì bị thu hồi vốn.",
        ),
        (
            "Không để hình thành đoàn xe quá tải; báo Công an trong 01 giờ.",
            "Báo cơ quan Công an trong 01 giờ; không để đoàn xe quá tải hình thành.",
        ),
        (
            "Theo dõi chặt chẽ mực nước hồ; giữ bí mật thông tin người báo tin.",
            "Thông tin về người báo tin được bảo mật; bám sát mực nước hồ.",
        ),
    ],
)
def test_one_rule_in_other_words_changes_nothing(parent, child):
    link = compare_texts(parent, child)
    assert [f for f in link.fact_changes if f.effect != "equal"] == []
    assert link.relation == "reworded"


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        (
            "Cơ sở nuôi từ 10 lồng cá trở lên phải có sổ ghi chép.",
            "Cơ sở nuôi từ 30 lồng cá trở lên phải có sổ ghi chép.",
            ("scope", "weakened"),
        ),
        (
            "Cơ sở nuôi từ 30 lồng cá trở lên phải có sổ ghi chép.",
            "Cơ sở nuôi từ 10 lồng cá trở lên phải có sổ ghi chép.",
            ("scope", "strengthened"),
        ),
        (
            "Rút giấy phép khi tái phạm lần thứ hai.",
            "Rút giấy phép khi tái phạm lần thứ ba.",
            ("quantity", "changed"),
        ),
        (
            "Ban quản lý chợ phải niêm yết giá thuê quầy.",
            "Ban quản lý chợ xem xét, có thể niêm yết giá thuê quầy.",
            ("modality", "weakened"),
        ),
        (
            "Tiêm phòng từ ngày 02/3/2027 đến ngày 20/3/2027.",
            "Tiêm phòng từ ngày 02/4/2027 đến ngày 20/4/2027.",
            ("deadline", "weakened"),
        ),
    ],
)
def test_another_rule_is_told_once(parent, child, expected):
    assert [(f.kind, f.effect) for f in compare_texts(parent, child).fact_changes] == [expected]
