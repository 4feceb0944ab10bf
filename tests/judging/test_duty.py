"""Whom an omitted task binds, by where bodies stand in it and above it."""

from __future__ import annotations

import pytest

from doclineage.judging.duty import duty_of
from doclineage.judging.localisation import setting_of
from doclineage.model import Document, Letterhead, Source, Unit
from doclineage.vietnamese.agencies import issuer_level, issuer_territory


def document(issuer: str, *units: Unit) -> Document:
    head = Letterhead(
        issuer=issuer,
        level=issuer_level(issuer),
        territory=issuer_territory(issuer),
        system="state",
        title="Phòng, chống đuối nước",
    )
    source = Source(path="a.txt", sha256="0", media_type="text/plain")
    return Document(doc_id="a", source=source, letterhead=head, units=units)


def unit(text: str, kind: str = "paragraph", parent: int = -1, **cells: str) -> Unit:
    return Unit("p", "body", kind, None, text, parent, cells=cells)


WARD = document("UBND phường Bến Đò", unit("x"))


def judged(*units: Unit) -> str:
    parent = document("UBND tỉnh Sông Lam", *units)
    setting = setting_of(parent.letterhead, WARD.letterhead)
    last = len(units) - 1
    duty, said = duty_of(parent, WARD, last, {last}, setting)
    assert said.vi
    assert said.en
    return duty


@pytest.mark.parametrize(
    ("heading", "text", "duties"),
    [
        ("Sở Xây dựng", "Chỉ đạo Đội Kè số 3 và Công an các xã, phường tuần tra.", "review"),
        ("", "Giao UBND các xã, phường phối hợp với Sở Y tế tổ chức diễn tập.", "required"),
        ("", "Sở Y tế chủ trì, phối hợp với UBND các xã, phường tổ chức diễn tập.", "review"),
        (
            "",
            "Các sở, ban, ngành tỉnh; UBND các xã, phường có trách nhiệm công khai số điện thoại.",
            "required",
        ),
        ("", "Công an tỉnh chỉ đạo Công an các xã, phường tuần tra ban đêm.", "required review"),
        ("", "Sở Giáo dục và Đào tạo chỉ đạo các trường học dạy bơi.", "required review"),
        ("", "Các cấp, các ngành, địa phương nâng cao trách nhiệm.", "required"),
        (
            "",
            "Các cơ quan, đơn vị, địa phương trên địa bàn tỉnh niêm yết số điện thoại.",
            "required",
        ),
        ("", "Các cơ quan, đơn vị trên địa bàn tỉnh niêm yết số điện thoại.", "required"),
        ("Ủy ban nhân dân các xã, phường", "Báo cáo Ủy ban nhân dân tỉnh kết quả.", "required"),
        ("Ủy ban nhân dân cấp xã", "Rà soát các bến đò trên địa bàn tỉnh.", "required"),
        ("Đối với Ủy ban nhân dân các xã, phường, đặc khu", "Rà soát.", "required"),
        ("Các địa phương", "Rà soát.", "required"),
        ("Trách nhiệm của cấp xã", "Rà soát.", "required"),
        ("Sở Y tế; UBND các xã, phường", "Tổ chức khám.", "required"),
        ("Sở Y tế", "Tổ chức khám tuyến tỉnh.", "not-addressed"),
        ("Sở Y tế", "Các xã, phường báo cáo về Sở trước ngày 20.", "required"),
        ("", "Ủy ban nhân dân tỉnh yêu cầu Ủy ban nhân dân các xã, phường rà soát.", "required"),
        ("", "Chủ tịch UBND tỉnh giao Chủ tịch UBND các xã, phường trực tiếp chỉ đạo.", "required"),
        (
            "",
            "Thủ trưởng các sở, ngành tỉnh; Chủ tịch UBND các xã, phường chịu trách nhiệm.",
            "required",
        ),
        ("", "Người đứng đầu cấp ủy, chính quyền các cấp chịu trách nhiệm.", "required"),
        ("", "Rà soát toàn bộ cơ sở kinh doanh trên địa bàn tỉnh.", "required"),
        (
            "",
            "Thực hiện Kế hoạch số 571/CT-TTg của Thủ tướng Chính phủ tại khu dân cư.",
            "required",
        ),
        ("", "Thực hiện Chỉ thị số 571/CT-TTg về phòng ngừa.", "required"),
        ("Phát triển ngành nghề nông thôn", "Mở lớp dạy nghề.", "required review"),
        ("Ngành nghề nông thôn", "Mở lớp dạy nghề.", "required"),
        ("Sở hữu trí tuệ", "Đăng ký nhãn hiệu.", "required"),
        ("Thuế đất phi nông nghiệp", "Rà soát hộ nợ thuế.", "required"),
        ("Phòng, chống dịch", "Phun thuốc.", "required"),
        ("", "Tham mưu UBND tỉnh ban hành chính sách, báo cáo Sở Tài chính.", "required"),
        (
            "",
            "Triển khai hệ thống báo cáo của Ủy ban nhân dân tỉnh đến từng tổ dân phố.",
            "required",
        ),
        ("", "Tuyên truyền “Năm du lịch tỉnh Sông Lam” đến người dân.", "required"),
        (
            "",
            "Chỉ số cải cách hành chính của tỉnh nằm trong nhóm 10 tỉnh, thành phố.",
            "not-addressed",
        ),
        (
            "Sở Tài chính",
            "Cân đối ngân sách tỉnh, hướng dẫn UBND các xã, phường lập dự toán.",
            "not-addressed",
        ),
        ("Sở Tài chính", "Chủ trì, phối hợp với các địa phương lập dự toán.", "review"),
        ("Sở Xây dựng", "Phối hợp với các cơ quan liên quan đăng kiểm tàu cá.", "not-addressed"),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Kiểm soát tàu cá xuất bến.", "not-addressed"),
        ("Công an tỉnh", "Chỉ đạo Công an cấp xã kiểm tra phương tiện thủy.", "required review"),
        ("", "Đề nghị Ủy ban MTTQ Việt Nam các cấp vận động nhân dân.", "required"),
        (
            "",
            "Đề nghị Ủy ban MTTQ tỉnh và các tổ chức chính trị - xã hội vận động.",
            "required review",
        ),
        ("", "Các doanh nghiệp trên địa bàn tỉnh lắp biển báo.", "required review"),
        ("", "Trên địa bàn tỉnh, các xã, phường tổ chức ra quân.", "required"),
        ("", "Ngoài nguồn hỗ trợ của tỉnh, các xã bố trí kinh phí đối ứng.", "required"),
        ("", "Bộ Chỉ huy quân sự tỉnh chuẩn bị phương tiện.", "not-addressed"),
        ("Các cơ quan, đơn vị, địa phương", "Báo cáo Sở Nội vụ hằng quý.", "required"),
        (
            "Các sở, ngành, cơ quan, đơn vị liên quan",
            "Báo cáo Sở Nội vụ hằng quý.",
            "required review",
        ),
        ("Văn phòng UBND tỉnh", "Theo dõi, đôn đốc.", "not-addressed"),
        (
            "Đề nghị các cơ quan Đảng, Mặt trận Tổ quốc và tổ chức chính trị - xã hội tỉnh",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy định hướng báo chí.",
            "not-addressed",
        ),
        (
            "Đề nghị các cơ quan Đảng, Mặt trận Tổ quốc và tổ chức chính trị - xã hội tỉnh",
            "Mặt trận Tổ quốc các cấp vận động Nhân dân.",
            "required review",
        ),
        (
            "Các sở, ban, ngành tỉnh",
            "Sở Giáo dục và Đào tạo chỉ đạo các trường trung học phổ thông trực thuộc dạy bơi.",
            "not-addressed",
        ),
        (
            "Các sở, ban, ngành tỉnh",
            "Sở Giáo dục và Đào tạo chỉ đạo các trường học trên địa bàn dạy bơi.",
            "required review",
        ),
    ],
)
def test_the_construction_says_whom_a_task_binds(heading, text, duties):
    units = [unit(heading, "heading"), unit(text, "bullet", 0)] if heading else [unit(text)]
    assert judged(*units) in duties.split()


@pytest.mark.parametrize(
    ("lead", "duties"),
    [
        ("Sở Y tế; UBND các xã, phường", "required"),
        ("Các địa phương", "required"),
        ("UBND cấp xã", "required"),
        ("Các sở, ngành, địa phương", "required"),
        ("Sở Nội vụ và các đơn vị, địa phương", "required"),
        ("Sở Nội vụ", "not-addressed"),
        ("Công an xã, phường", "required"),
        ("Trạm Y tế", "required"),
        ("Các xã, phường", "required"),
        ("Các cơ quan, đơn vị", "required review"),
        ("Công an tỉnh", "not-addressed"),
        ("Thôn, tổ dân phố", "required"),
    ],
)
def test_the_column_of_who_leads_may_list_several(lead, duties):
    assert judged(unit("Rà soát hộ dân", "row", task="Rà soát hộ dân", lead=lead)) in duties.split()


def test_a_lead_in_gives_its_items_to_somebody():
    opening = unit("Giao Ủy ban nhân dân các xã, phường thực hiện các việc sau:")
    assert (
        judged(unit("Sở Y tế", "heading"), opening, unit("Rà soát hộ dân", "bullet")) == "required"
    )


def test_a_clause_on_its_own_effect_gives_nobody_anything_to_do():
    text = "Chỉ thị này có hiệu lực từ ngày ký và thay thế Chỉ thị số 571/CT-TTg."
    assert judged(unit(text)) == "not-addressed"
    assert judged(unit("Thay thế toàn bộ biển báo đã hỏng.")) == "required"


@pytest.mark.parametrize(
    ("heading", "text", "duty"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", "Khơi dậy tinh thần tương trợ trong từng xóm.", "review"),
        ("Quan điểm chỉ đạo", "Lấy phòng ngừa làm gốc, cứu nạn làm trọng.", "review"),
        ("Mục tiêu cụ thể", "Xóa hết bến đò không phép.", "required"),
        ("Yêu cầu", "Mỗi bến đò có ít nhất 10 áo phao.", "required"),
        ("Yêu cầu", "UBND các xã, phường lập danh sách bến đò.", "required"),
        ("Nhiệm vụ", "Mục đích, yêu cầu: Khơi dậy tinh thần tương trợ trong xóm.", "review"),
        (
            "UBND các xã, phường",
            "Chịu trách nhiệm toàn diện về an toàn bến đò trên địa bàn.",
            "review",
        ),
        (
            "UBND các xã, phường",
            "Chịu trách nhiệm về an toàn bến đò; cắm biển báo ở bến.",
            "required",
        ),
        ("UBND các xã, phường", "Chịu trách nhiệm cung cấp áo phao cho khách.", "required"),
    ],
)
def test_an_aim_binds_less_than_a_task(heading, text, duty):
    assert judged(unit(heading, "heading"), unit(text, parent=0)) == duty


CITY = document("UBND thành phố Sông Lam", unit("x"))


@pytest.mark.parametrize(
    ("heading", "text", "duty"),
    [
        # whom a ministry steers is its own affair, though they are of the child's level
        ("Bộ Công Thương", "Chỉ đạo các đơn vị điện lực cắt tỉa cây gần đường dây.", "review"),
        ("Bộ Công Thương", "Điện lực cắt tỉa cây gần đường dây.", "required"),
        ("Ủy ban nhân dân các tỉnh, thành phố", "Chỉ đạo điện lực cắt tỉa cây.", "required"),
        ("Tổ chức thực hiện", "Chỉ đạo các đơn vị điện lực cắt tỉa cây.", "required"),
        # who answers for the directive itself: the plan is there
        (
            "Tổ chức thực hiện",
            "Bộ trưởng các bộ, Chủ tịch UBND các tỉnh chịu trách nhiệm thi hành Chỉ thị này./.",
            "not-addressed",
        ),
        (
            "Tổ chức thực hiện",
            "Chủ tịch UBND các tỉnh chịu trách nhiệm thi hành Chỉ thị này; báo cáo hằng quý.",
            "required",
        ),
        (
            "Tổ chức thực hiện",
            "Chủ tịch UBND các tỉnh chịu trách nhiệm thi hành lệnh cấm đốt rừng.",
            "required",
        ),
    ],
)
def test_what_a_ministry_steers_and_who_answers_for_it_all(heading, text, duty):
    directive = document("Thủ tướng Chính phủ", unit(heading, "heading"), unit(text, parent=0))
    setting = setting_of(directive.letterhead, CITY.letterhead)
    assert duty_of(directive, CITY, 1, {1}, setting)[0] == duty


def test_what_tells_how_things_stand_binds_nobody():
    told = "Năm 2025 xảy ra 12 vụ đuối nước ở bến đò không có biển báo."
    for heading, duty in (("TÌNH HÌNH, YÊU CẦU ĐẶT RA", "review"), ("NHIỆM VỤ", "required")):
        assert judged(unit(heading, "heading"), unit(told, parent=0)) == duty
    ordered = "Giao Ủy ban nhân dân các xã, phường cắm biển báo ở bến đò."
    assert judged(unit("TÌNH HÌNH", "heading"), unit(ordered, parent=0)) == "required"


@pytest.mark.parametrize(
    ("own", "duty"),
    [
        ("Bố trí kinh phí từ ngân sách phường.", "review"),
        ("Treo băng rôn dọc bờ kè.", "required"),
    ],
)
def test_means_that_a_plan_names_elsewhere_are_for_a_person(own, duty):
    parent = document("UBND tỉnh Lam Giang", unit("Kinh phí do ngân sách các xã, phường bảo đảm."))
    ward = document("UBND phường Bến Đò", unit(own))
    setting = setting_of(parent.letterhead, ward.letterhead)
    assert duty_of(parent, ward, 0, {0}, setting)[0] == duty
