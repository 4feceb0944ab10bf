"""Decisions travel from a workbook back into an audit, whatever was done to the workbook."""

from __future__ import annotations

import datetime
import io
import shutil
import zipfile
from pathlib import Path

import msgspec
import openpyxl
import pytest

from doclineage import audit_lineage, read_document, trace_lineage, write_report
from doclineage.errors import ReadingError
from doclineage.model import AuditReport, Decision
from doclineage.reporting import write_to
from doclineage.reporting.sheets.decisions import read_decisions
from doclineage.settings import DEFAULTS, Settings
from tests.reporting.conftest import CHILD, PARENT, Convert

HEAVY = {"LỖI", "CẦN XEM", "ERROR", "WARNING"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "set"
    made.mkdir()
    (made / "cap-tren.txt").write_text(PARENT, encoding="utf-8")
    (made / "phuong.txt").write_text(CHILD, encoding="utf-8")
    return made


def audit(folder: Path, settings: Settings = DEFAULTS) -> AuditReport:
    graph = trace_lineage(read_document(path) for path in sorted(folder.iterdir()))
    return audit_lineage(graph, settings=settings)


def decided(report: AuditReport, file: Path, choice: str, *, language: str = "vi", **more) -> Path:
    """Write a workbook in which every error and warning is decided alike."""
    write_report(report, file, language=language)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 1).value in HEAVY:
            column = heads.get("Quyết định") or heads["Decision"]
            sheet.cell(row, column).value = choice
            sheet.cell(row, column + 1).value = more.get("reason", "đã thống nhất với tỉnh")
            sheet.cell(row, column + 2).value = more.get("date", datetime.date(2026, 6, 1))
    book.save(file)
    return file


def with_decisions(file: Path) -> Settings:
    return Settings(waivers=read_decisions(file, DEFAULTS).waivers)


@pytest.mark.parametrize(
    ("choice", "language"),
    [
        ("không phải lỗi", "vi"),
        ("not a fault", "en"),
        ("máy báo sai", "vi"),
        ("chấp nhận", "vi"),
        ("Chap nhan ", "vi"),
        ("ACCEPTED", "en"),
        ("accepted", "vi"),
        ("Miễn trừ", "vi"),
        ("waived", "en"),
    ],
)
def test_what_is_accepted_counts_no_more(choice, language, folder, tmp_path):
    before = audit(folder)
    assert {f.severity for f in before.findings} & {"error", "warning"}
    file = decided(before, tmp_path / "d.xlsx", choice, language=language)
    after = audit(folder, with_decisions(file))
    assert [f.fingerprint for f in after.findings if f.waived] == [
        f.fingerprint for f in after.findings if f.decision
    ]
    assert not {f.severity for f in after.findings} & {"error", "warning"}
    waived = [f.waived for f in after.findings if f.waived]
    assert set(waived) == {"đã thống nhất với tỉnh (2026-06-01)"}


@pytest.mark.parametrize("choice", ["đúng là lỗi", "is a fault", "cần sửa", "to mend"])
def test_what_is_to_be_mended_still_counts_and_says_so(choice, folder, tmp_path):
    before = audit(folder)
    after = audit(folder, with_decisions(decided(before, tmp_path / "d.xlsx", choice)))
    assert [f.severity for f in after.findings] == [f.severity for f in before.findings]
    assert {f.decision.choice for f in after.findings if f.decision} == {"to-mend"}
    assert not [f for f in after.findings if f.waived]


def test_a_word_that_may_mean_that_the_finding_is_right_decides_nothing(folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "đồng ý")
    assert read_decisions(file, DEFAULTS).useless


def test_a_changed_text_makes_a_decision_suspect(folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận")
    plan = folder / "phuong.txt"
    plan.write_text(CHILD.replace("30/9/2026", "30/11/2026"), encoding="utf-8")
    after = audit(folder, with_decisions(file))
    late = [f for f in after.findings if f.code == "A05"]
    assert late
    assert {(f.severity, f.waived) for f in late} == {("error", None)}
    suspect = [f.message for f in after.findings if f.code == "A00"]
    assert any("A05" in message and "01/06/2026" in message for message in suspect)


def test_what_is_not_said_is_not_said_in_another_language(command, folder, tmp_path):
    report = audit(folder)
    file = decided(report, tmp_path / "d.xlsx", "accepted", language="en", reason=None, date=None)
    said = command("audit", folder, "--lang", "en", "--decisions", file).stdout
    assert "[not a fault: no reason given]" in " ".join(said.split())
    assert "không nêu lý do" not in said
    settings = with_decisions(file)
    (folder / "phuong.txt").write_text(CHILD.replace("30/9/2026", "30/11/2026"), encoding="utf-8")
    suspect = [f.message_en for f in audit(folder, settings).findings if f.code == "A00"]
    assert suspect
    assert not [message for message in suspect if "—" in message or "waiver" in message]
    accepted = audit_with(report, "accepted")
    sarif = io.BytesIO()
    write_to("sarif", [accepted], sarif, language="en")
    assert "no reason given" in sarif.getvalue().decode("utf-8")


def audit_with(report: AuditReport, choice: str) -> AuditReport:
    """Return a report whose first finding was accepted without a word."""
    first = msgspec.structs.replace(
        report.findings[0], waived="không nêu lý do", decision=Decision(choice=choice, reason="")
    )
    return msgspec.structs.replace(report, findings=(first, *report.findings[1:]))


def test_a_mended_finding_leaves_no_suspect_decision(folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "cần sửa")
    shutil.copy(folder / "cap-tren.txt", tmp_path / "keep.txt")
    plan = folder / "phuong.txt"
    plan.write_text(CHILD.replace("30/9/2026", "30/6/2026"), encoding="utf-8")
    after = audit(folder, with_decisions(file))
    assert "A05" not in {f.code for f in after.findings}
    assert "A00" not in {f.code for f in after.findings}


def test_decisions_are_carried_into_the_next_workbook(folder, tmp_path):
    first = decided(audit(folder), tmp_path / "1.xlsx", "chấp nhận")
    write_report(audit(folder, with_decisions(first)), tmp_path / "2.xlsx")
    again = read_decisions(tmp_path / "2.xlsx", DEFAULTS)
    pins = {(w.plan, w.code, w.fingerprint, w.reason, w.date) for w in again.waivers}
    known = read_decisions(first, DEFAULTS).waivers
    assert pins == {(w.plan, w.code, w.fingerprint, w.reason, w.date) for w in known}


def test_a_workbook_may_be_rearranged(folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận", date="1/6/2026")
    known = read_decisions(file, DEFAULTS)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    rows = list(sheet.iter_rows(values_only=True))
    other = openpyxl.Workbook()
    other.active.append(["Biểu của đoàn kiểm tra"])
    for row in (rows[0], *reversed(rows[1:])):
        other.active.append(["thêm", *reversed(row)])
    other.save(tmp_path / "moved.xlsx")
    moved = read_decisions(tmp_path / "moved.xlsx", DEFAULTS)
    assert sorted(moved.waivers, key=str) == sorted(known.waivers, key=str)
    assert {w.date for w in moved.waivers} == {datetime.date(2026, 6, 1)}


def test_libreoffice_keeps_decisions(folder, tmp_path, convert: Convert):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận")
    saved = convert(file, "xlsx")
    assert read_decisions(saved, DEFAULTS) == read_decisions(file, DEFAULTS)


# --- the command -----------------------------------------------------------------------------


def test_the_status_follows_the_decisions(command, folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận", reason="=1+1")
    assert command("audit", folder).returncode == 1
    run = command("audit", folder, "--decisions", file)
    assert (run.returncode, run.stderr) == (0, "")
    assert "Đã quyết định: không phải lỗi" in run.stdout
    assert "[không phải lỗi: =1+1, 01/06/2026]" in " ".join(run.stdout.split())
    assert "không giao cho cấp này, không tính" not in run.stdout
    # What is accepted is no note either.
    strict = command("audit", folder, "--decisions", file, "--fail-on", "info")
    notes = [f for f in audit(folder).findings if f.severity == "info"]
    assert strict.returncode == (1 if notes else 0)


def test_what_has_no_effect_is_told_in_one_line(command, folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "để đấy đã")
    for more in ([], ["--exit-zero"]):
        run = command("audit", folder, "--decisions", file, *more)
        assert run.returncode == 2
        assert run.stderr.count("\n") == 1
        assert f"{file}: không hiểu quyết định ở" in run.stderr
        assert run.stdout
    stray = decided(audit(folder), tmp_path / "e.xlsx", "chấp nhận")
    (folder / "phuong.txt").write_text(CHILD.replace("9/KH-UBND", "10/KH-UBND"), "utf-8")
    run = command("audit", folder, "--decisions", stray)
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "văn bản không có trong tập này" in run.stderr


def rewrite_rows(file: Path, rows: list[int], choice: str, day: object) -> None:
    """Decide some rows of a workbook otherwise than `decided` did."""
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    column = next(cell.column for cell in sheet[1] if cell.value in {"Quyết định", "Decision"})
    for row in rows:
        sheet.cell(row, column).value = choice
        sheet.cell(row, column + 2).value = day
    book.save(file)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("hôm qua", "hôm qua"),
        ("31/2/2026", "31/2/2026"),
        ("46174", "46174"),
        (datetime.date(9999, 12, 31), "9999-12-31"),
        ("1/6/206", "1/6/206"),
        ("x" * 900, "x" * 40),
    ],
)
def test_a_bad_day_is_named_and_decides_nothing(day, said, folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận")
    before = read_decisions(file, DEFAULTS)
    rewrite_rows(file, [2], "chấp nhận", day)
    after = read_decisions(file, DEFAULTS)
    assert (len(after.waivers), after.strange) == (len(before.waivers) - 1, ())
    graph = trace_lineage(read_document(path) for path in sorted(folder.iterdir()))
    for language, words in (("vi", "không hiểu ngày quyết định"), ("en", "day of decision")):
        told = after.doubts(graph.documents, language)
        assert words in told
        assert f"2: “{said}" in told
        assert len(told) < 200
    assert not after.useless


def test_bad_days_alone_are_a_failure(command, folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận", date="mai")
    run = command("audit", folder, "--decisions", file, "--exit-zero")
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "không hiểu ngày quyết định" in run.stderr


@pytest.mark.parametrize("order", [("chấp nhận", "cần sửa"), ("cần sửa", "chấp nhận")])
def test_a_finding_decided_in_two_ways_is_told_and_is_to_be_mended(order, folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", order[0])
    known = read_decisions(file, DEFAULTS)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[1]
    sheet.append([cell.value for cell in sheet[2]])
    last = sheet.max_row
    book.save(file)
    assert read_decisions(file, DEFAULTS).splits == ()
    rewrite_rows(file, [last], order[1], datetime.date(2026, 6, 2))
    after = read_decisions(file, DEFAULTS)
    assert len(after.waivers) == len(known.waivers) + 1
    assert after.splits == (((2, last), "to-mend"),)
    documents = [read_document(path) for path in sorted(folder.iterdir())]
    assert f"2, {last}: lấy “đúng là lỗi”" in after.doubts(documents, "vi")
    assert f"2, {last}: “is a fault” holds" in after.doubts(documents, "en")
    report = audit(folder, Settings(waivers=after.waivers))
    pin = (after.waivers[0].code, after.waivers[0].fingerprint)
    (found,) = [f for f in report.findings if (f.code, f.fingerprint) == pin]
    assert (found.waived, found.decision.choice) == (None, "to-mend")


def test_the_decided_workbook_is_not_written_over(command, folder, tmp_path):
    file = decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận")
    data = file.read_bytes()
    run = command("audit", folder, "--decisions", file, "-o", file)
    assert run.returncode == 2
    assert file.read_bytes() == data


# --- hostile workbooks -----------------------------------------------------------------------


def rewritten(file: Path, change) -> bytes:
    """Return a workbook each of whose parts went through `change(name, data)`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return buffer.getvalue()


def refused(data: bytes, tmp_path: Path, settings: Settings = DEFAULTS) -> str:
    file = tmp_path / "hostile.xlsx"
    file.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_decisions(file, settings)
    text = str(caught.value)
    assert text.startswith(str(file))
    assert "\n" not in text
    return caught.value.code


@pytest.fixture
def workbook(folder, tmp_path) -> Path:
    return decided(audit(folder), tmp_path / "d.xlsx", "chấp nhận")


def test_entities_are_refused(workbook, tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'

    def declare(name: str, data: bytes) -> bytes:
        return data.replace(b"<worksheet", bomb + b"<worksheet", 1) if "sheet2" in name else data

    assert refused(rewritten(workbook, declare), tmp_path) == "error.broken-xlsx"

    def declare_wide(name: str, data: bytes) -> bytes:
        text = declare(name, data).decode()
        head, _, rest = text.rpartition("?>")
        del head
        return rest.encode("utf-16") if "sheet2" in name else data

    assert refused(rewritten(workbook, declare_wide), tmp_path) == "error.broken-xlsx"


def test_a_bomb_is_refused(workbook, tmp_path):
    def swell(name: str, data: bytes) -> bytes:
        return data + b" " * 30_000_000 if "sheet2" in name else data

    assert refused(rewritten(workbook, swell), tmp_path) == "error.expands-too-far"
    small = Settings(max_file_bytes=1_000)
    assert refused(workbook.read_bytes(), tmp_path, small) == "error.too-large"


@pytest.mark.parametrize("cut", [0, 10, 1_000, 5_000])
def test_damage_is_one_line(cut, workbook, tmp_path):
    assert refused(workbook.read_bytes()[:cut], tmp_path) == "error.broken-xlsx"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"])
def test_a_damaged_part_is_one_line(part, workbook, tmp_path):
    data = rewritten(workbook, lambda name, data: data[: len(data) // 2] if name == part else data)
    assert refused(data, tmp_path) == "error.broken-xlsx"


def test_another_workbook_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Lương"])
    book.save(tmp_path / "luong.xlsx")
    data = (tmp_path / "luong.xlsx").read_bytes()
    assert refused(data, tmp_path) == "error.no-decisions"


def test_a_cell_at_the_far_end_costs_little(workbook, tmp_path):
    book = openpyxl.load_workbook(workbook)
    book.worksheets[1]["XFD1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    assert read_decisions(tmp_path / "far.xlsx", DEFAULTS) == read_decisions(workbook, DEFAULTS)


def test_formulas_are_not_computed(workbook, tmp_path):
    book = openpyxl.load_workbook(workbook)
    sheet = book.worksheets[1]
    column = next(cell.column for cell in sheet[1] if cell.value == "Quyết định")
    sheet.cell(2, column).value = '="chấp nhận"'
    book.save(tmp_path / "formula.xlsx")
    assert 2 in read_decisions(tmp_path / "formula.xlsx", DEFAULTS).strange


def test_a_workbook_without_findings_decides_nothing(tmp_path, folder):
    (folder / "phuong.txt").write_text(PARENT.replace("TỈNH SÔNG LAM", "PHƯỜNG BẾN ĐÒ", 1), "utf-8")
    report = msgspec.structs.replace(audit_of_any(folder), findings=())
    write_report(report, tmp_path / "clean.xlsx")
    found = read_decisions(tmp_path / "clean.xlsx", DEFAULTS)
    assert (found.waivers, found.strange, found.useless) == ((), (), False)


def audit_of_any(folder: Path) -> AuditReport:
    documents = [read_document(path) for path in sorted(folder.iterdir())]
    return audit_lineage(trace_lineage(documents), parent=documents[0])


def test_far_cells_in_many_sheets_cost_no_more_than_one(workbook, tmp_path):
    book = openpyxl.load_workbook(workbook)
    for _ in range(30):
        book.copy_worksheet(book.worksheets[1])["A1048576"] = "x"
    book.save(tmp_path / "far.xlsx")
    found = read_decisions(tmp_path / "far.xlsx", DEFAULTS)
    assert set(found.waivers) == set(read_decisions(workbook, DEFAULTS).waivers)


def test_more_decisions_than_a_document_has_blocks_are_refused(workbook, tmp_path):
    few = Settings(max_blocks=1)
    assert refused(workbook.read_bytes(), tmp_path, few) == "error.too-large"
