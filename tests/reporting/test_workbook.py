"""The workbook: what its sheets hold, that nothing in it computes, that other programs agree."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import msgspec
import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from doclineage import write_report
from doclineage.errors import WritingError
from doclineage.model import AuditReport, Unread
from doclineage.reporting import write_to
from doclineage.reporting.cells import fitting, legible
from doclineage.reporting.sheets.contents import Cell, Column, Sheet
from doclineage.reporting.sheets.workbook import _bounded, _set_paper
from tests.reporting.conftest import LONG_WORD, Convert


def book_of(report: AuditReport, language: str = "vi") -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(bytes_of(report, language)))


def bytes_of(report: AuditReport, language: str = "vi") -> bytes:
    stream = io.BytesIO()
    write_to("xlsx", [report], stream, language=language)
    return stream.getvalue()


def table(sheet) -> list[dict[str, object]]:
    rows = sheet.iter_rows(values_only=True)
    heads = next(rows)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_sheets_speak_the_language_that_is_asked_for(corpus_audit):
    vietnamese, english = book_of(corpus_audit), book_of(corpus_audit, "en")
    assert vietnamese.sheetnames == ["Ma trận", "Phát hiện", "Mức phủ", "Viện dẫn", "Chú giải"]
    assert english.sheetnames == ["Matrix", "Findings", "Coverage", "Citations", "Legend"]
    assert {row["Finding"] for row in table(english["Findings"])} == {
        finding.message_en for finding in corpus_audit.findings
    }


def test_a_plan_in_its_own_words_is_noted_in_its_row(corpus_audit):
    first, *rest = corpus_audit.plans
    own = msgspec.structs.replace(first, own_words=True)
    report = msgspec.structs.replace(corpus_audit, plans=(own, *rest))
    notes = [row["Ghi chú"] or "" for row in table(book_of(report)["Mức phủ"])]
    assert notes[0].startswith("kế hoạch này diễn đạt lại hầu hết nội dung")
    assert not any("diễn đạt lại" in note for note in notes[1:])


def test_every_finding_has_its_row_with_both_texts(corpus_audit):
    rows = table(book_of(corpus_audit)["Phát hiện"])
    assert len(rows) == len(corpus_audit.findings)
    for row, finding in zip(rows, corpus_audit.findings, strict=True):
        assert row["Mã"] == finding.code
        assert row["Phát hiện"] == finding.message
        assert row["Dấu vân tay"] == finding.fingerprint
        assert row["Mã văn bản"] == finding.plan
        texts = "\n".join(place.text for place in finding.child_places)
        assert (row["Nguyên văn kế hoạch"] or "") == texts


def test_heads_stay_columns_have_widths_rows_can_be_filtered(corpus_audit):
    for sheet in book_of(corpus_audit):
        last = get_column_letter(sheet.max_column)
        assert sheet.auto_filter.ref == f"A1:{last}{sheet.max_row}"
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert sheet.print_title_rows == "$1:$1"
        for number in range(1, sheet.max_column + 1):
            assert sheet.column_dimensions[get_column_letter(number)].width >= 7


def test_sheets_print_as_wide_as_a_page_while_that_can_be_read(corpus_audit):
    for sheet in book_of(corpus_audit):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth == 1
        assert "&P" in sheet.oddFooter.center.text
    wards = [Column(f"phường {n}", 15, "turned") for n in range(126)]
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Ma trận")
    _set_paper(page, Sheet("Ma trận", [Column("Mục", 12), *wards], iter(()), frozen=1))
    assert not page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.scale > 50
    assert page.print_title_cols == "$A:$A"


def test_decisions_are_chosen_from_a_list(corpus_audit):
    sheet = book_of(corpus_audit)["Phát hiện"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == '"không phải lỗi,đúng là lỗi,xem lại sau"'
    (column,) = [cell.column_letter for cell in sheet[1] if cell.value == "Quyết định"]
    assert str(rule.sqref) == f"{column}2:{column}{sheet.max_row}"


def test_the_matrix_has_a_row_an_item_and_a_column_a_plan(corpus_audit):
    sheet = book_of(corpus_audit)["Ma trận"]
    parent = corpus_audit.document(corpus_audit.comparisons[0].parent)
    rows = table(sheet)
    assert [row["Mục"] for row in rows] == [parent.units[i].path for i in parent.content()]
    plans = [cell.value for cell in sheet[1]][6:]
    assert len(plans) == len(corpus_audit.plans)
    for comparison, head in zip(corpus_audit.comparisons, plans, strict=True):
        assert corpus_audit.document(comparison.child).letterhead.number in head
        marks = {row["Mục"]: row[head] for row in rows}
        for link in comparison.links:
            for index in link.parents:
                unit = parent.units[index]
                if unit.kind != "heading" and link.relation == "omitted":
                    sign = {"required": "✗ bỏ sót", "not-addressed": "· không giao"}
                    held = sign.get(link.duty, "? bỏ sót")
                    told = "✓ đã đáp ứng" if index in comparison.answered else held
                    assert marks[unit.path].startswith(told)
    # The matrix holds against a plan no more than the audit does.
    for row in rows:
        omitted = [mark for mark in list(row.values())[6:] if mark and mark[0] in "✗?"]
        assert (row["Số đơn vị bỏ sót"] or 0) == len(omitted)


def test_coverage_and_citations_are_numbers_and_days(corpus_audit):
    book = book_of(corpus_audit)
    coverage = table(book["Mức phủ"])
    assert [row["Phủ"] for row in coverage] == [plan.coverage for plan in corpus_audit.plans]
    cited = sum(len(document.citations) for document in corpus_audit.documents)
    rows = table(book["Viện dẫn"])
    assert len(rows) == cited
    days = [row["Ngày ban hành"].date() for row in rows if row["Ngày ban hành"]]
    assert days == [
        citation.issued
        for document in corpus_audit.documents
        for citation in document.citations
        if citation.issued
    ]


def test_the_same_audit_has_the_same_bytes(corpus_audit):
    data = bytes_of(corpus_audit)
    assert data == bytes_of(corpus_audit)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml")
    assert core.count(b"1980-01-01T00:00:00Z") == 2


def test_only_an_audit_has_a_workbook(corpus_audit, tmp_path):
    with pytest.raises(WritingError):
        write_report(corpus_audit.documents[0], tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


# --- hostile text ----------------------------------------------------------------------------


def test_nothing_computes_and_everything_can_be_read(hostile_audit):
    book = book_of(hostile_audit)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert not [cell for cell in cells if cell.hyperlink]
    texts = [cell for cell in cells if isinstance(cell.value, str)]
    risky = [cell for cell in texts if cell.value.startswith(("=", "+", "-", "@"))]
    assert any(cell.value.startswith('=HYPERLINK("http://x.example"') for cell in risky)
    assert all(cell.quotePrefix for cell in risky)
    whole = "\n".join(cell.value for cell in texts)
    assert "<script>alert(1)</script>" in whole
    assert LONG_WORD in whole
    assert "\u202e" not in whole


def test_a_cell_is_cut_where_excel_would_refuse_it():
    text = fitting("đ" * 40_000, "vi")
    assert len(text) <= 32_767
    assert text.endswith("ký tự]")
    assert len(fitting("𝔛" * 20_000, "vi").encode("utf-16-le")) <= 2 * 32_767
    assert fitting("đ" * 32_767, "vi") == "đ" * 32_767


def test_what_xml_cannot_hold_stands_as_marks():
    assert legible("a\x00\x0b\ud800\ufffeb\tc\nd") == "a\ufffd\ufffd\ufffd\ufffdb\tc\nd"


def csv_form(sheet: int) -> str:
    # 44,34,76: comma, quotation mark, UTF-8; the last number is the sheet that is written.
    return f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"


@pytest.mark.parametrize("name", ["corpus_audit", "hostile_audit"])
def test_libreoffice_reads_the_same_cells(name, request, tmp_path, convert: Convert):
    report = request.getfixturevalue(name)
    file = tmp_path / "report.xlsx"
    write_report(report, file)
    made = convert(file, csv_form(2))
    rows = list(csv.reader(io.StringIO(made.read_text("utf-8"), newline="")))
    expected = [
        ["" if value is None else str(value) for value in row]
        for row in book_of(report)["Phát hiện"].iter_rows(values_only=True)
    ]
    assert rows == expected


def test_a_path_names_the_writer(corpus_audit, tmp_path: Path):
    write_report(corpus_audit, tmp_path / "report.xlsx", language="en")
    assert openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames[0] == "Matrix"


def test_rows_that_excel_has_no_place_for_are_counted():
    def rows_of(count: int) -> list[str]:
        sheet = Sheet("x", [Column("h", 9)], iter([[Cell(str(n))] for n in range(count)]), 0)
        return [row[0].value for row in _bounded(sheet, "en", most=4)]

    assert rows_of(2) == ["h", "0", "1"]
    assert rows_of(3) == ["h", "0", "1", "2"]
    assert rows_of(5) == ["h", "0", "1", "… 3 more rows: split the set of documents"]


def test_what_was_not_compared_is_named(corpus_audit):
    report = msgspec.structs.replace(
        corpus_audit,
        unmatched=(corpus_audit.documents[1].doc_id,),
        unread=(Unread(path="hong.pdf", message="tệp hỏng", message_en="broken"),),
    )
    *_, stray, broken = table(book_of(report)["Mức phủ"])
    assert stray["Tệp"] == corpus_audit.documents[1].source.path
    assert "không tìm thấy văn bản cấp trên" in stray["Ghi chú"]
    assert (broken["Tệp"], broken["Ghi chú"]) == ("hong.pdf", "tệp hỏng")
