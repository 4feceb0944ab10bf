"""Five Word files of other genres than the plans of the corpus, with the habits of clerks.

Two-column head and foot as tables without borders, footnotes, page numbers top centre from the
second page, annexes on landscape pages, a number typed with a tab behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

_CENTRE, _BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


class Foot(NamedTuple):
    """Recipients left, signature right."""

    recipients: Sequence[str]
    sign: Sequence[str]
    signer: str


class Writer:
    """One Word file while it is written."""

    def __init__(self, font: str = "Times New Roman", *, indent: float = 1.27) -> None:
        self.document = Document()
        self._indent, self._notes = indent, []  # type: ignore[var-annotated]
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        section.header_distance = Cm(1)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = _CENTRE
        field = (
            f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        )
        number._p.append(parse_xml(field))
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(14)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = 1.0

    # --- lines -----------------------------------------------------------------------------------

    def centred(self, *texts: str, bold: bool = True, italic: bool = False, size: int = 14) -> None:
        for text in texts:
            paragraph = self.document.add_paragraph()
            paragraph.alignment = _CENTRE
            run = paragraph.add_run(text)
            run.bold, run.italic, run.font.size = bold, italic, Pt(size)

    def flow(
        self, text: str, *, bold: bool = False, italic: bool = False, head: str = "", note: str = ""
    ) -> Any:
        """Add a justified paragraph; `head` is set in bold before it, `note` is its footnote."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _BOTH
        paragraph.paragraph_format.first_line_indent = Cm(self._indent)
        paragraph.paragraph_format.space_before = Pt(6)
        if head:
            paragraph.add_run(head).bold = True
        before, mark, after = text.partition("[*]")
        self._run(paragraph, before, bold=bold, italic=italic)
        if mark:
            self._note(paragraph, note)
            self._run(paragraph, after, bold=bold, italic=italic)
        return paragraph

    @staticmethod
    def _run(paragraph: Any, text: str, **look: bool) -> None:
        if text:
            run = paragraph.add_run(text)
            run.bold, run.italic = look["bold"], look["italic"]

    def _note(self, paragraph: Any, text: str) -> None:
        self._notes.append(text)
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'
            )
        )

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, rows: int, widths: Sequence[float]) -> Any:
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        return table

    @staticmethod
    def _fill(cell: Any, *lines: str, align: Any = _CENTRE, **look: Any) -> None:
        for number, text in enumerate(lines):
            first = not number and not cell.paragraphs[0].text
            paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
            paragraph.alignment = align
            run = paragraph.add_run(text)
            run.bold, run.italic = look.get("bold", False), look.get("italic", False)
            run.font.size = Pt(look.get("size", 13))

    def head(
        self, names: Sequence[str], number: str, right: Sequence[str], dated: str, about: str = ""
    ) -> None:
        """Add the two columns at the top: names over the number, nation or party over the date."""
        table = self._table(2, (6.4, 9.8))
        left, other = table.rows[0].cells
        *superior, issuer = names
        self._fill(left, *superior)
        if superior:
            self._fill(left, "")
        self._fill(left, issuer, bold=True)
        for paragraph in [p for p in left.paragraphs if not p.text]:
            paragraph._p.getparent().remove(paragraph._p)
        self._fill(other, *right, bold=True)
        left, other = table.rows[1].cells
        self._fill(left, number, *([about] if about else []))
        self._fill(other, dated, italic=True)

    def foot(self, foot: Foot) -> None:
        """Add recipients and signature side by side."""
        self.document.add_paragraph()
        left, right = self._table(1, (8.2, 7.8)).rows[0].cells
        self._fill(left, "Nơi nhận:", align=_LEFT, bold=True, italic=True, size=12)
        for text in foot.recipients:
            paragraph = left.add_paragraph()
            paragraph.add_run(text).font.size = Pt(11)
        self._fill(right, *foot.sign, bold=True, size=14)
        for _ in range(4):
            right.add_paragraph()
        self._fill(right.add_paragraph() and right, "", size=14)
        paragraph = right.paragraphs[-1]
        paragraph.alignment = _CENTRE
        run = paragraph.add_run(foot.signer)
        run.bold = True

    def grid(
        self, widths: Sequence[float], rows: Sequence[Sequence[str]], *, heads: int = 1
    ) -> Any:
        """Add a ruled table; a row of two texts in a wider table is a group, "" an empty cell."""
        table = self._table(len(rows), widths)
        table.style = self.document.styles["Table Grid"]
        for number, (line, texts) in enumerate(zip(table.rows, rows, strict=True)):
            cells = line.cells
            if number < heads:
                line._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
            group = len(texts) == 2 < len(widths)
            if group:
                cells[1].merge(cells[-1])
            for column, text in enumerate(texts):
                align = _CENTRE if number < heads or column == 0 else _LEFT
                bold = number < heads or group
                self._fill(cells[column], *text.split("\n"), align=align, bold=bold, size=12)
        return table

    def annex(self, *, landscape: bool = False) -> None:
        """Begin a section on a new page."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        wide = section.page_width > section.page_height
        if landscape != wide:
            width, height = section.page_height, section.page_width
            section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = width, height

    def save(self, target: Path) -> None:
        """Write the file, its footnotes in a part of their own."""
        if self._notes:
            separators = "".join(
                f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p>'
                "</w:footnote>"
                for kind, number, tag in (
                    ("separator", -1, "separator"),
                    ("continuationSeparator", 0, "continuationSeparator"),
                )
            )
            notes = "".join(
                f'<w:footnote w:id="{number}"><w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr>'
                '<w:vertAlign w:val="superscript"/><w:sz w:val="20"/></w:rPr><w:footnoteRef/></w:r>'
                '<w:r><w:rPr><w:sz w:val="20"/></w:rPr>'
                f'<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
                for number, text in enumerate(self._notes, 1)
            )
            blob = f"<w:footnotes {nsdecls('w')}>{separators}{notes}</w:footnotes>".encode()
            package: Any = self.document.part.package
            part = Part(PackURI("/word/footnotes.xml"), _CONTENT, blob, package)
            self.document.part.relate_to(part, _FOOTNOTES)
        self.document.save(str(target))


# --- a decision with an attached regulation and a table -------------------------------------------


def decision(out: Writer) -> None:
    """Write a decision of a People's Committee, the regulation and the annex attached to it."""
    out.head(
        ("ỦY BAN NHÂN DÂN", "XÃ MƯỜNG KHOANG"),
        "Số: 214/QĐ-UBND",
        NATION,
        "Mường Khoang, ngày 09 tháng 4 năm 2026",
    )
    out.centred("QUYẾT ĐỊNH")
    out.centred("Ban hành Quy chế quản lý, vận hành chợ phiên và bến thuyền trên địa bàn xã")
    out.centred("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ")
    out.flow("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", italic=True)
    out.flow(
        "Căn cứ Nghị định số 60/2024/NĐ-CP ngày 05/6/2024 của Chính phủ về phát triển và quản lý "
        "chợ;",
        italic=True,
    )
    out.flow("Theo đề nghị của Trưởng phòng Kinh tế tại Tờ trình số 31/TTr-KT.", italic=True)
    out.centred("QUYẾT ĐỊNH:")
    out.flow(
        "Ban hành kèm theo Quyết định này Quy chế quản lý, vận hành chợ phiên và bến thuyền trên "
        "địa bàn xã Mường Khoang.",
        head="Điều 1. ",
    )
    out.flow(
        "Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 88/QĐ-UBND ngày "
        "14/8/2019 của Ủy ban nhân dân xã Mường Khoang.",
        head="Điều 2. ",
    )
    out.flow(
        "Chánh Văn phòng, Trưởng phòng Kinh tế, Trưởng Công an xã, trưởng các bản và các tổ chức, "
        "cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
        head="Điều 3. ",
    )
    out.foot(
        Foot(
            (
                "- Như Điều 3;",
                "- UBND tỉnh, Sở Công Thương (để báo cáo);",
                "- Thường trực Đảng ủy, Thường trực Hội đồng nhân dân xã (để báo cáo);",
                "- Lưu: VT, KT.",
            ),
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            "Quàng Thị Ngoan",
        )
    )
    out.annex()
    out.head(("ỦY BAN NHÂN DÂN", "XÃ MƯỜNG KHOANG"), "", NATION, "")
    out.centred("QUY CHẾ")
    out.centred("Quản lý, vận hành chợ phiên và bến thuyền trên địa bàn xã")
    out.centred(
        "(Ban hành kèm theo Quyết định số 214/QĐ-UBND ngày 09/4/2026 của Chủ tịch UBND xã)",
        bold=False,
        italic=True,
    )
    _regulation(out)
    out.annex(landscape=True)
    out.centred("PHỤ LỤC")
    out.centred("Danh mục công việc chuẩn bị mở chợ phiên")
    out.centred("(Kèm theo Quyết định số 214/QĐ-UBND ngày 09/4/2026)", bold=False, italic=True)
    out.document.add_paragraph()
    out.grid(
        (1.4, 8.0, 4.6, 4.2, 3.4, 3.4),
        [
            (
                "TT",
                "Nội dung công việc",
                "Đơn vị chủ trì",
                "Đơn vị phối hợp",
                "Thời hạn",
                "Ghi chú",
            ),
            ("I", "CHUẨN BỊ MẶT BẰNG"),
            (
                "1",
                (
                    "San lấp, rải cấp phối nền chợ; kẻ vạch phân lô theo từng ngành hàng nông sản, "
                    "gia súc, vải thổ cẩm"
                ),
                "Phòng Kinh tế",
                "Các bản Pá Lầu, Huổi Sập",
                "Trước ngày 25/4/2026",
                "",
            ),
            (
                "2",
                "Dựng 02 nhà chờ và 04 cọc neo tại bến thuyền",
                "Phòng Kinh tế",
                "Công an xã",
                "Trước ngày 30/4/2026",
                "Vốn xã hội hóa",
            ),
            ("II", "TỔ CHỨC VẬN HÀNH"),
            (
                "3",
                "Bố trí lực lượng trực, thu gom rác sau mỗi phiên",
                "Tổ quản lý chợ",
                "",
                "Mỗi phiên",
                "",
            ),
            (
                "4",
                "Kiểm định cân, đồng hồ đo trước khi mở chợ",
                "Tổ quản lý chợ",
                "Sở Khoa học và Công nghệ",
                "Trước ngày 28/4/2026",
                "",
            ),
        ],
    )


def _regulation(out: Writer) -> None:
    out.centred("Chương I", "QUY ĐỊNH CHUNG")
    out.flow("Phạm vi điều chỉnh, đối tượng áp dụng", head="Điều 1. ", bold=True)
    out.flow(
        "1. Quy chế này quy định việc quản lý, vận hành chợ phiên họp vào thứ Bảy hằng tuần và bến "
        "thuyền phục vụ người đi chợ trên địa bàn xã."
    )
    out.flow(
        "2. Quy chế này áp dụng đối với người kinh doanh, chủ phương tiện, Tổ quản lý chợ và các "
        "tổ chức, cá nhân có liên quan."
    )
    out.flow("Nguyên tắc", head="Điều 2. ", bold=True)
    out.flow(
        "Bảo đảm an toàn, trật tự, vệ sinh môi trường; giữ gìn nếp sinh hoạt của đồng bào; không "
        "thu ngoài mức giá đã niêm yết[*].",
        note="Mức giá do Hội đồng nhân dân tỉnh quy định tại Nghị quyết số 17/2025/NQ-HĐND.",
    )
    out.centred("Chương II", "QUẢN LÝ, VẬN HÀNH")
    out.centred("Mục 1", "CHỢ PHIÊN")
    out.flow("Bố trí điểm kinh doanh", head="Điều 3. ", bold=True)
    out.flow("1. Điểm kinh doanh được bố trí theo ngành hàng, gồm:")
    out.flow("a) Khu nông sản, thực phẩm tươi sống;")
    out.flow("b) Khu gia súc, gia cầm phải cách khu ăn uống tối thiểu 50 m, có hàng rào ngăn;")
    out.flow("c) Khu vải thổ cẩm, đồ gia dụng và dịch vụ sửa chữa nông cụ.")
    out.flow(
        "2. Người kinh doanh không cố định bốc thăm vị trí trước 06 giờ 00 của ngày họp chợ; không "
        "được sang nhượng vị trí cho người khác."
    )
    out.flow("Giá dịch vụ", head="Điều 4. ", bold=True)
    out.flow(
        "Tổ quản lý chợ thu đúng mức giá niêm yết, giao biên lai cho người nộp; số thu được nộp "
        "vào ngân sách xã trong thời hạn 03 ngày làm việc[*], kể từ ngày kết thúc phiên.",
        note="Không tính ngày thứ Bảy, Chủ nhật và ngày nghỉ lễ.",
    )
    out.centred("Mục 2", "BẾN THUYỀN")
    out.flow("Điều kiện của phương tiện", head="Điều 5. ", bold=True)
    out.flow("1. Phương tiện chở khách phải có:")
    out.flow("a) Giấy chứng nhận đăng kiểm còn hiệu lực;")
    out.flow("b) Áo phao đủ cho số người được phép chở;")
    out.flow("c) Bảng ghi số người được phép chở gắn ở nơi dễ thấy.")
    out.flow("2. Không chở khách khi nước lên trên mức báo động II hoặc khi trời tối.")
    out.centred("Chương III", "TỔ CHỨC THỰC HIỆN")
    out.flow("Trách nhiệm thi hành", head="Điều 6. ", bold=True)
    out.flow(
        "Phòng Kinh tế chủ trì, phối hợp với Công an xã và các bản tổ chức thực hiện Quy chế này; "
        "định kỳ 06 tháng báo cáo Chủ tịch Ủy ban nhân dân xã trước ngày 15 của tháng cuối kỳ."
    )


# --- a directive in narrative paragraphs ----------------------------------------------------------


def directive(out: Writer) -> None:
    """Write a directive of a chairman: a story, then numbered tasks by body."""
    out.head(
        ("ỦY BAN NHÂN DÂN", "TỈNH HẠ KHOÁI"),
        "Số: 06/CT-UBND",
        NATION,
        "Hạ Khoái, ngày 22 tháng 5 năm 2026",
    )
    out.centred("CHỈ THỊ")
    out.centred("Về tăng cường phòng, chống đuối nước và bảo đảm an toàn đò ngang mùa mưa lũ")
    out.flow(
        "Từ đầu năm đến nay, trên địa bàn tỉnh xảy ra 14 vụ đuối nước, làm 17 người chết, trong đó "
        "11 trẻ em; so với cùng kỳ năm 2025 tăng 03 vụ. Nguyên nhân chủ yếu là thiếu người trông "
        "coi, nhiều bến đò hoạt động khi chưa được cấp phép, phương tiện không đủ áo phao."
    )
    out.flow(
        "Để khắc phục tình trạng trên, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, Ủy ban "
        "nhân dân các xã, phường tập trung thực hiện các nhiệm vụ sau:"
    )
    out.flow("1. Sở Giáo dục và Đào tạo")
    out.flow(
        "a) Chỉ đạo các trường tổ chức dạy bơi an toàn cho học sinh tiểu học và trung học cơ sở; "
        "phấn đấu đến hết năm 2026 có 60% học sinh lớp 5 biết bơi."
    )
    out.flow(
        "b) Ký cam kết với cha mẹ học sinh về quản lý trẻ trong thời gian nghỉ hè, hoàn thành "
        "trước ngày 31/5/2026."
    )
    out.flow(
        "2. Sở Xây dựng chủ trì, phối hợp với Công an tỉnh rà soát toàn bộ bến thủy nội địa; kiên "
        "quyết đình chỉ bến không phép, công bố danh sách trên Cổng thông tin điện tử tỉnh trước "
        "ngày 15/6/2026."
    )
    out.flow("3. Ủy ban nhân dân các xã, phường")
    out.flow("- Cắm biển cảnh báo tại 100% điểm nước sâu, nước xoáy; giao từng thôn trông coi.")
    out.flow("- Thành lập đội cứu hộ ở nơi có bến đò, mỗi đội có ít nhất:")
    out.flow("+ 05 người biết bơi, biết sơ cứu;")
    out.flow("+ 01 thuyền máy và 10 phao tròn.")
    out.flow(
        "- Chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh nếu để xảy ra đuối nước tại bến đò "
        "hoạt động không phép."
    )
    out.flow(
        "4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, Tỉnh đoàn vận động đoàn viên, hội viên "
        "tham gia dạy bơi miễn phí cho trẻ em[*] trong dịp hè.",
        note="Ưu tiên trẻ em ở các xã ven sông, ven hồ thủy điện.",
    )
    out.flow(
        "Yêu cầu Thủ trưởng các sở, ngành, Chủ tịch Ủy ban nhân dân các xã, phường nghiêm túc thực "
        "hiện; báo cáo kết quả về Sở Y tế trước ngày 25 hằng tháng để tổng hợp./."
    )
    out.foot(
        Foot(
            (
                "- Thủ tướng Chính phủ (để b/c);",
                "- TT Tỉnh ủy, TT HĐND tỉnh;",
                "- Các sở, ban, ngành; UBND các xã, phường;",
                "- Lưu: VT, KGVX.",
            ),
            ("CHỦ TỊCH",),
            "Đàm Quốc Trưởng",
        )
    )


# --- a plan of a Party committee ------------------------------------------------------------------


def party_plan(out: Writer) -> None:
    """Write a plan of a Party committee: `I-`, `1-`, `a)`, the asterisk, `T/M`."""
    out.head(
        ("ĐẢNG BỘ TỈNH HẠ KHOÁI", "ĐẢNG ỦY XÃ LŨNG VÀI", "*"),
        "Số 18-KH/ĐU",
        ("ĐẢNG CỘNG SẢN VIỆT NAM",),
        "Lũng Vài, ngày 14 tháng 3 năm 2026",
    )
    out.centred("KẾ HOẠCH")
    out.centred(
        "thực hiện Nghị quyết số 09-NQ/TU của Ban Chấp hành Đảng bộ tỉnh về phát triển rừng"
    )
    out.centred("-----")
    out.flow(
        "Thực hiện Nghị quyết số 09-NQ/TU, ngày 20/01/2026 của Ban Chấp hành Đảng bộ tỉnh về phát "
        "triển rừng gỗ lớn giai đoạn 2026 - 2030, Ban Thường vụ Đảng ủy xã xây dựng Kế hoạch như "
        "sau:"
    )
    out.flow("I- MỤC ĐÍCH, YÊU CẦU", bold=True)
    out.flow(
        "1- Quán triệt sâu sắc các quan điểm, mục tiêu của Nghị quyết đến toàn thể cán bộ, đảng "
        "viên và Nhân dân; tạo sự thống nhất trong nhận thức và hành động."
    )
    out.flow(
        "2- Xác định rõ việc, rõ người, rõ thời hạn; gắn trách nhiệm của người đứng đầu chi bộ với "
        "kết quả trồng rừng ở từng thôn."
    )
    out.flow("II- CHỈ TIÊU ĐẾN NĂM 2030", bold=True)
    out.flow("1- Trồng mới 420 ha rừng gỗ lớn; tỷ lệ che phủ rừng đạt trên 61,5%.")
    out.flow(
        "2- Thu nhập từ rừng bình quân đạt 45 triệu đồng/ha/năm, tăng 1,5 lần so với năm 2025."
    )
    out.flow("III- NHIỆM VỤ, GIẢI PHÁP", bold=True)
    out.flow("1- Công tác tuyên truyền", bold=True)
    out.flow(
        "a) Tổ chức hội nghị quán triệt Nghị quyết trong quý I/2026; các chi bộ hoàn thành việc "
        "học tập trước ngày 30/4/2026."
    )
    out.flow(
        "b) Đưa nội dung trồng, bảo vệ rừng vào quy ước của thôn; phát thanh 02 buổi mỗi tuần bằng "
        "tiếng phổ thông và tiếng Nùng."
    )
    out.flow("2- Phát triển vùng nguyên liệu", bold=True)
    out.flow("a) Rà soát quỹ đất, giao đất gắn với giao rừng, trong đó:")
    out.flow("- Ưu tiên hộ nghèo, hộ có người đi xuất khẩu lao động trở về;")
    out.flow("- Không giao chồng lấn lên rừng phòng hộ đầu nguồn.")
    out.flow(
        "b) Liên kết với doanh nghiệp chế biến bao tiêu sản phẩm theo hợp đồng từ 07 năm trở "
        "lên[*]; xây dựng 01 vườn ươm tại thôn Nà Lốc.",
        note="Theo Kết luận số 41-KL/TU, ngày 11/12/2025 của Ban Thường vụ Tỉnh ủy.",
    )
    out.flow("IV- TỔ CHỨC THỰC HIỆN", bold=True)
    out.flow(
        "1- Đảng ủy Ủy ban nhân dân xã lãnh đạo xây dựng kế hoạch hằng năm, bố trí kinh phí; báo "
        "cáo Ban Thường vụ trước ngày 10/12."
    )
    out.flow(
        "2- Ban Xây dựng Đảng, Ủy ban Kiểm tra Đảng ủy theo dõi, kiểm tra, đôn đốc việc thực hiện."
    )
    out.flow(
        "Kế hoạch này phổ biến đến chi bộ. Trong quá trình thực hiện, nếu có vướng mắc, kịp thời "
        "báo cáo Ban Thường vụ Đảng ủy (qua Văn phòng Đảng ủy) xem xét, chỉ đạo./."
    )
    out.foot(
        Foot(
            (
                "- Ban Thường vụ Tỉnh ủy (báo cáo),",
                "- Các chi bộ trực thuộc,",
                "- Các đồng chí Đảng ủy viên,",
                "- Lưu Văn phòng Đảng ủy.",
            ),
            ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
            "Hoàng Văn Páo",
        )
    )


# --- a resolution of a People's Council -----------------------------------------------------------


def resolution(out: Writer) -> None:
    """Write a resolution of a People's Council, articles with numbers that a tab parts."""
    out.head(
        ("HỘI ĐỒNG NHÂN DÂN", "PHƯỜNG TÂN CẢNG"),
        "Số: 12/NQ-HĐND",
        NATION,
        "Tân Cảng, ngày 17 tháng 7 năm 2026",
    )
    out.centred("NGHỊ QUYẾT")
    out.centred("Về nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2026")
    out.centred("HỘI ĐỒNG NHÂN DÂN PHƯỜNG TÂN CẢNG", "KHÓA II, KỲ HỌP THỨ 3")
    out.flow("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", italic=True)
    out.flow(
        "Xét Tờ trình số 95/TTr-UBND ngày 02 tháng 7 năm 2026 của Ủy ban nhân dân phường; Báo cáo "
        "thẩm tra số 14/BC-KTNS của Ban Kinh tế - Ngân sách; ý kiến thảo luận của các đại biểu.",
        italic=True,
    )
    out.centred("QUYẾT NGHỊ:")
    out.flow("Mục tiêu, chỉ tiêu", head="Điều 1. ", bold=True)
    out.flow(
        "1.\tMục tiêu: Giữ nhịp tăng trưởng của dịch vụ cảng, kho bãi; giải quyết dứt điểm ngập "
        "úng tại các tuyến phố ven kênh; nâng chất lượng cuộc sống của Nhân dân."
    )
    out.flow("2.\tChỉ tiêu chủ yếu:")
    out.flow("a) Tổng thu ngân sách trên địa bàn đạt 318,4 tỷ đồng, bằng 104% dự toán;")
    out.flow("b) Giải ngân vốn đầu tư công đạt 100% kế hoạch trước ngày 31/01/2027;")
    out.flow("c) 96% rác thải sinh hoạt được phân loại tại nguồn;")
    out.flow("d) Không còn điểm ngập sâu trên 20 cm khi mưa dưới 80 mm/giờ;")
    out.flow("đ) Tỷ lệ người dân tham gia bảo hiểm y tế đạt từ 97,5% trở lên.")
    out.flow("Nhiệm vụ, giải pháp", head="Điều 2. ", bold=True)
    out.flow("1.\tVề hạ tầng: Khởi công kè kênh Bà Sáu[*] trong quý III/2026.", note="Dài 2,4 km.")
    out.flow("2.\tVề văn hóa - xã hội:")
    out.flow("a) Sửa chữa 03 trường mầm non trước ngày 25/8/2026;")
    out.flow("b) Tổ chức 02 phiên giao dịch việc làm.")
    out.flow("Tổ chức thực hiện", head="Điều 3. ", bold=True)
    out.flow("1.\tỦy ban nhân dân phường tổ chức triển khai thực hiện Nghị quyết này.")
    out.flow(
        "2.\tThường trực, các Ban và đại biểu Hội đồng nhân dân phường giám sát việc thực hiện "
        "Nghị quyết."
    )
    out.flow(
        "Nghị quyết này được Hội đồng nhân dân phường Tân Cảng khóa II, kỳ họp thứ 3 thông qua "
        "ngày 17 tháng 7 năm 2026 và có hiệu lực từ ngày ký./."
    )
    out.foot(
        Foot(
            (
                "- UBTV Quốc hội, Chính phủ (b/c);",
                "- TT HĐND, UBND thành phố;",
                "- Đại biểu HĐND phường;",
                "- Lưu: VT.",
            ),
            ("CHỦ TỊCH",),
            "Lâm Thị Bích Hạnh",
        )
    )


# --- a notice with a table of duties merged downward ----------------------------------------------


def notice(out: Writer) -> None:
    """Write a letter of a department: subject under the number, addressees, a table in the text."""
    out.head(
        ("UBND TỈNH HẠ KHOÁI", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        "Số: 1207/SNNMT-TL",
        NATION,
        "Hạ Khoái, ngày 03 tháng 6 năm 2026",
        about="V/v kiểm tra hồ chứa trước mùa lũ",
    )
    out.document.add_paragraph()
    out.centred("Kính gửi: Ủy ban nhân dân các xã: Lũng Vài, Nà Hẩu, Khuổi Lầy", bold=False)
    out.flow(
        "Thực hiện Công điện số 03/CĐ-UBND ngày 01/6/2026 của Chủ tịch Ủy ban nhân dân tỉnh, Sở "
        "Nông nghiệp và Môi trường đề nghị các địa phương thực hiện các nội dung sau:"
    )
    out.flow("1. Kiểm tra hiện trạng các hồ chứa theo phân công:")
    table = out.grid(
        (1.2, 4.4, 3.6, 3.4, 3.4),
        [
            ("STT", "Nội dung", "Đơn vị thực hiện", "Thời gian", "Ghi chú"),
            ("1", "Hồ Khuổi Lầy: thân đập, tràn xả lũ", "UBND xã Khuổi Lầy", "10/6/2026", ""),
            ("2", "Hồ Nà Hẩu: cống lấy nước", "UBND xã Nà Hẩu", "10/6/2026", "Có rò rỉ nhẹ"),
            ("3", "Hồ Pác Luông: mái hạ lưu", "UBND xã Nà Hẩu", "12/6/2026", ""),
        ],
    )
    table.cell(2, 2).merge(table.cell(3, 2))
    merged = table.cell(2, 2)
    for paragraph in merged.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    out.flow("2. Lập phương án ứng phó tình huống khẩn cấp, gửi Sở trước ngày 20/6/2026.")
    out.flow("Đề nghị các địa phương quan tâm thực hiện./.")
    out.foot(
        Foot(
            ("- Như trên;", "- UBND tỉnh (b/c);", "- Giám đốc Sở (b/c);", "- Lưu: VT, TL."),
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            "Vi Đức Thiện",
        )
    )


GENRES: dict[str, Callable[[Writer], None]] = {
    "decision": decision,
    "directive": directive,
    "party-plan": party_plan,
    "resolution": resolution,
    "letter": notice,
}
