"""Plans that go back to their issuers: the own file with comments, or minutes."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from lxml import etree

from doclineage import audit_lineage, read_document, trace_lineage, write_report
from doclineage.errors import WritingError
from doclineage.model import AuditReport, Document
from doclineage.pipeline import account_document
from doclineage.reporting.word.marking import _reach
from doclineage.reporting.word.places import locate, paragraphs_of
from doclineage.reporting.word.plan_points import Remark, _sentence
from tests.reporting.conftest import LONG_WORD, PARENT, Convert

DIRECTIVE = "ke-hoach-118-tinh-song-lam.docx"
WORD_PLAN = "ke-hoach-45-phuong-ben-do.docx"
PDF_PLAN = "ke-hoach-52-phuong-doi-sim.pdf"


def audit(*files: Path) -> AuditReport:
    return audit_lineage(trace_lineage(read_document(file) for file in files))


@pytest.fixture(scope="module")
def word_audit(corpus: Path) -> AuditReport:
    return audit(corpus / DIRECTIVE, corpus / WORD_PLAN)


@pytest.fixture
def marked(word_audit: AuditReport, tmp_path: Path) -> Path:
    write_report(word_audit, tmp_path / "marked.docx")
    return tmp_path / "marked.docx"


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bare(document_xml: bytes) -> bytes:
    """Return a text part without the marks of comments and without the list at the end."""
    root = etree.fromstring(document_xml)
    for tag in ("commentRangeStart", "commentRangeEnd"):
        for mark in list(root.iter(qn(f"w:{tag}"))):
            mark.getparent().remove(mark)
    for reference in list(root.iter(qn("w:commentReference"))):
        run = reference.getparent()
        run.getparent().remove(run)
    for control in list(root.iter(qn("w:sdt"))):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None and tag.get(qn("w:val")) == "doclineage-appendix":
            control.getparent().remove(control)
    return etree.tostring(root, method="c14n")


def test_the_file_is_the_plans_own_but_for_marks_and_the_list(marked, corpus):
    before, after = parts(corpus / WORD_PLAN), parts(marked)
    added = {"word/comments.xml"}
    touched = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(after) == set(before) | added
    assert {name for name in before if before[name] != after[name]} == touched
    plain = etree.tostring(etree.fromstring(before["word/document.xml"]), method="c14n")
    assert bare(after["word/document.xml"]) == plain


def test_comments_are_read_back_at_their_places(marked, word_audit):
    document = docx.Document(str(marked))
    comments = {comment.comment_id: comment.text for comment in document.comments}
    root = document.element
    places: dict[int, str] = {}
    for paragraph in root.iter(qn("w:p")):
        for start in paragraph.iter(qn("w:commentRangeStart")):
            words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            places[int(start.get(qn("w:id")))] = words
    assert set(places) == set(comments)
    heavy = [
        finding
        for finding in word_audit.findings
        if finding.severity != "info" and finding.child_places
    ]
    assert heavy
    for finding in heavy:
        (number,) = [n for n, text in comments.items() if finding.message in text]
        assert finding.child_places[0].text in places[number]
        assert finding.parent_places[0].text[:200] in comments[number]
    ends = [int(mark.get(qn("w:id"))) for mark in root.iter(qn("w:commentReference"))]
    assert sorted(ends) == sorted(comments)


def test_the_list_has_the_parents_wording(marked, word_audit):
    (table,) = docx.Document(str(marked)).element.xpath("//w:sdt//w:tbl")
    words = "".join(text.text or "" for text in table.iter(qn("w:t")))
    missing = [f for f in word_audit.findings if f.code == "A01" and f.severity != "info"]
    assert missing
    for finding in missing:
        assert finding.parent_places[0].text in words
    notes = [f for f in word_audit.findings if f.code == "A01" and f.severity == "info"]
    assert notes
    assert not [f for f in notes if f.parent_places[0].text in words]


def test_what_is_said_of_a_whole_section_is_said_once(corpus, tmp_path):
    report = audit(corpus / DIRECTIVE, corpus / "xa-con-bai.md")
    write_report(report, tmp_path / "minutes.docx")
    table = docx.Document(str(tmp_path / "minutes.docx")).tables[1]
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    section = next(row for row in rows if "thiếu cả mục" in row[3])
    after = rows[rows.index(section) + 1 :]
    repeated = [row for row in after if row[3] == f"Như số {section[0]}."]
    assert len(repeated) > 2
    inside = f", {section[1].lower()}"
    assert all(row[1].lower().endswith(inside) and row[2] for row in repeated)
    remarks = [row[3] for row in rows if not row[3].startswith("Như số")]
    assert all(one != other for one, other in pairwise(remarks))


def test_signatures_stand_on_the_page_of_the_last_sentence(corpus, tmp_path):
    write_report(audit(corpus / DIRECTIVE, corpus / PDF_PLAN), tmp_path / "minutes.docx")
    body = docx.Document(str(tmp_path / "minutes.docx")).element.body
    foot = body.findall(qn("w:tbl"))[-1]
    assert "NGƯỜI LẬP BIÊN BẢN" in "".join(foot.itertext())
    assert foot.getprevious().find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_a_marked_plan_that_comes_back_is_read_as_the_plan(marked, corpus):
    before, after = read_document(corpus / WORD_PLAN), read_document(marked)
    assert after.units == before.units
    assert after.letterhead == before.letterhead


def test_what_was_accepted_is_not_sent_back(word_audit, tmp_path):
    accepted = tuple(
        msgspec.structs.replace(f, severity="info", waived="x") for f in word_audit.findings
    )
    quiet = msgspec.structs.replace(word_audit, findings=accepted)
    write_report(quiet, tmp_path / "quiet.docx")
    assert "word/comments.xml" not in parts(tmp_path / "quiet.docx")
    text = "".join(docx.Document(str(tmp_path / "quiet.docx")).element.itertext())
    assert "Không phát hiện nội dung nào còn thiếu." in text


def test_comments_of_others_stay(word_audit, corpus, tmp_path):
    plan = docx.Document(str(corpus / WORD_PLAN))
    runs = next(paragraph.runs for paragraph in plan.paragraphs if len(paragraph.text) > 80)
    plan.add_comment(runs, text="Ý kiến của văn phòng", author="VP")
    plan.save(str(tmp_path / "plan.docx"))
    write_report(audit(corpus / DIRECTIVE, tmp_path / "plan.docx"), tmp_path / "marked.docx")
    again = docx.Document(str(tmp_path / "marked.docx")).comments
    numbers = [comment.comment_id for comment in again]
    assert len(set(numbers)) == len(numbers) > 1
    assert [c.text for c in again if c.author == "VP"] == ["Ý kiến của văn phòng"]


def test_the_same_audit_has_the_same_bytes(word_audit, marked, tmp_path):
    write_report(word_audit, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == marked.read_bytes()


def test_a_source_that_changed_is_not_marked(corpus, tmp_path):
    plan = tmp_path / "plan.docx"
    plan.write_bytes((corpus / WORD_PLAN).read_bytes())
    report = audit(corpus / DIRECTIVE, plan)
    plan.write_bytes(plan.read_bytes() + b"x")
    with pytest.raises(WritingError, match="sha256"):
        write_report(report, tmp_path / "marked.docx")
    plan.unlink()
    with pytest.raises(WritingError, match=r"plan\.docx"):
        write_report(report, tmp_path / "marked.docx")
    assert not list(tmp_path.iterdir())


def test_libreoffice_opens_both(word_audit, corpus, tmp_path, convert: Convert):
    write_report(word_audit, tmp_path / "marked.docx")
    write_report(audit(corpus / DIRECTIVE, corpus / PDF_PLAN), tmp_path / "minutes.docx")
    for name in ("marked", "minutes"):
        text = convert(tmp_path / f"{name}.docx", "txt:Text (encoded):UTF8").read_text("utf-8")
        assert "118/KH-UBND" in text


# --- minutes ---------------------------------------------------------------------------------


def words_of(file: Path) -> str:
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in docx.Document(str(file)).element.iter(qn("w:p"))
    )


def test_text_in_a_control_survives_its_comment(corpus, tmp_path, convert: Convert):
    source = docx.Document(str(corpus / WORD_PLAN))
    plan = next(p for p in source.paragraphs if p.text.startswith("Từ 85%"))
    content = source.element.body.makeelement(qn("w:sdtContent"))
    control = source.element.body.makeelement(qn("w:sdt"))
    control.append(content)
    plan._p.addprevious(control)
    content.append(plan._p)
    source.save(str(tmp_path / "plan.docx"))
    write_report(audit(corpus / DIRECTIVE, tmp_path / "plan.docx"), tmp_path / "marked.docx")
    root = etree.fromstring(parts(tmp_path / "marked.docx")["word/document.xml"])
    held = next(root.iter(qn("w:sdt")))
    assert held.find(f".//{qn('w:commentReference')}") is not None
    assert bare(etree.tostring(root)) == bare(parts(tmp_path / "plan.docx")["word/document.xml"])
    text = convert(tmp_path / "marked.docx", "txt:Text (encoded):UTF8").read_text("utf-8")
    assert plan.text in text


def test_other_sources_get_minutes(corpus, tmp_path):
    report = audit(corpus / DIRECTIVE, corpus / PDF_PLAN)
    write_report(report, tmp_path / "minutes.docx")
    words = words_of(tmp_path / "minutes.docx")
    assert words.index("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") < words.index("BIÊN BẢN")
    assert "Kế hoạch số 52/KH-UBND ngày" in words
    for finding in report.findings:
        if finding.severity != "info":
            assert finding.message in words
            for place in finding.parent_places:
                assert place.text in words


def test_minutes_of_a_plan_in_its_own_words_say_so(corpus, tmp_path):
    report = audit(corpus / DIRECTIVE, corpus / PDF_PLAN)
    write_report(report, tmp_path / "plain.docx")
    assert "diễn đạt lại" not in words_of(tmp_path / "plain.docx")
    plans = tuple(msgspec.structs.replace(plan, own_words=True) for plan in report.plans)
    write_report(msgspec.structs.replace(report, plans=plans), tmp_path / "own.docx")
    assert "Kế hoạch này diễn đạt lại hầu hết nội dung" in words_of(tmp_path / "own.docx")


def test_minutes_name_places_in_words_and_no_codes(corpus, tmp_path):
    report = audit(corpus / DIRECTIVE, corpus / PDF_PLAN)
    write_report(report, tmp_path / "minutes.docx")
    words = words_of(tmp_path / "minutes.docx")
    assert "Cần kiểm tra: " in words
    assert not re.search(r"\bA\d\d\b", words)
    assert "LỖI" not in words


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("thiếu cả mục “I/p1 A”: (I/p1, II.2)", "“I/p1 A”: (đoạn 1, mục I, mục II.2)"),
        ("giao cho UBND tại PL1/r2", "giao cho UBND tại dòng 2, Phụ lục 1"),
        ("số 7/KH-UBND, 30/6/2026, II.22", "số 7/KH-UBND, 30/6/2026, II.22"),
    ],
)
def test_paths_in_a_sentence_are_said_in_words(message, said, word_audit):
    (place, *_) = next(f.parent_places for f in word_audit.findings if f.parent_places)
    places = tuple(msgspec.structs.replace(place, path=path) for path in ("I/p1", "II.2"))
    found = msgspec.structs.replace(
        word_audit.findings[0], severity="error", message=message, parent_places=places
    )
    assert _sentence(found, "vi").startswith("Cần kiểm tra: ")
    assert said in _sentence(found, "vi")


def test_a_party_plan_gets_the_partys_heading(tmp_path):
    (tmp_path / "tren.txt").write_text(
        "TỈNH ỦY SÔNG LAM                ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 12-KH/TU\n"
        "Sông Lam, ngày 25 tháng 3 năm 2026\n\nKẾ HOẠCH\nvề công tác dân vận\n\n"
        "Tỉnh ủy ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ\n"
        "- Tổ chức ít nhất 04 buổi đối thoại với Nhân dân trước ngày 30/11/2026.\n"
        "- Rà soát các mô hình dân vận khéo trên địa bàn.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n",
        encoding="utf-8",
    )
    (tmp_path / "duoi.txt").write_text(
        "ĐẢNG ỦY PHƯỜNG BẾN ĐÒ           ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 5-KH/ĐU\n"
        "Bến Đò, ngày 10 tháng 4 năm 2026\n\nKẾ HOẠCH\nvề công tác dân vận\n\n"
        "Thực hiện Kế hoạch số 12-KH/TU, ngày 25/3/2026 của Tỉnh ủy Sông Lam, "
        "Đảng ủy phường ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ\n"
        "- Rà soát các mô hình dân vận khéo trên địa bàn.\n\nT/M ĐẢNG ỦY\nPHÓ BÍ THƯ\n",
        encoding="utf-8",
    )
    write_report(audit(tmp_path / "tren.txt", tmp_path / "duoi.txt"), tmp_path / "m.docx")
    words = words_of(tmp_path / "m.docx")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
    assert "CỘNG HÒA" not in words
    assert "-BB/" in words


def test_hostile_text_is_text(hostile_audit, tmp_path):
    write_report(hostile_audit, tmp_path / "m.docx")
    words = words_of(tmp_path / "m.docx")
    assert "<script>alert(1)</script>" in words
    assert LONG_WORD in words
    assert "\u202e" not in words
    names = parts(tmp_path / "m.docx")
    assert set(names) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/header1.xml",
    }
    assert b"hyperlink" not in names["word/document.xml"]


# --- several plans ---------------------------------------------------------------------------


def test_several_plans_in_one_file_are_minutes(command, first_family, tmp_path):
    run = command("audit", first_family, "-o", tmp_path / "plans.docx", "--exit-zero")
    assert (run.returncode, run.stderr) == (0, "")
    words = words_of(tmp_path / "plans.docx")
    assert words.count("\nBIÊN BẢN\n") == 4
    for number in ("27", "31", "45", "52"):
        assert f"Đối chiếu Kế hoạch số {number}/KH-UBND ngày" in words


def test_several_plans_in_a_folder_have_a_file_each(command, first_family, tmp_path):
    run = command("audit", first_family, "--format", "docx", "-o", tmp_path / "plans")
    assert (run.returncode, run.stderr) == (1, "")
    assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == [
        "ke-hoach-31-xa-khe-ngan-nhan-xet.docx",
        "ke-hoach-45-phuong-ben-do-nhan-xet.docx",
        "ke-hoach-52-phuong-doi-sim-nhan-xet.docx",
        "xa-con-bai-nhan-xet.docx",
    ]


def test_one_source_that_is_gone_does_not_stop_the_others(corpus, tmp_path):
    plan = tmp_path / "plan.docx"
    plan.write_bytes((corpus / WORD_PLAN).read_bytes())
    report = audit(corpus / DIRECTIVE, plan, corpus / PDF_PLAN)
    plan.unlink()
    with pytest.raises(WritingError, match=r"plan\.docx"):
        write_report(report, tmp_path / "plans", format="docx")
    made = [path.name for path in (tmp_path / "plans").iterdir()]
    assert made == ["ke-hoach-52-phuong-doi-sim-nhan-xet.docx"]


def test_a_document_that_was_read_is_never_written_over(tmp_path):
    (tmp_path / "tren.txt").write_text(PARENT, encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"UBND XÃ {name.upper()}\n", encoding="utf-8")
    plan = Path(__file__).parents[2] / "corpus" / WORD_PLAN
    copy = tmp_path / "x-nhan-xet.docx"
    copy.write_bytes(plan.read_bytes())
    other = tmp_path / "x.docx"
    changed = docx.Document(str(plan))
    for cell in changed.tables[0]._cells:
        for paragraph in cell.paragraphs:
            if "Số:" in paragraph.text:
                paragraph.text = "Số: 46/KH-UBND"  # else both are versions of one plan
    changed.save(str(other))
    report = audit(plan.with_name(DIRECTIVE), copy, other)
    data = copy.read_bytes()
    with pytest.raises(WritingError, match=r"x-nhan-xet\.docx"):
        write_report(report, tmp_path, format="docx")
    assert copy.read_bytes() == data


# --- places ----------------------------------------------------------------------------------


def located(file: Path, document: Document) -> list[str | None]:
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    paragraphs = paragraphs_of(root[0])
    return [
        None
        if place is None
        else " ".join(
            "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            for paragraph in paragraphs[place[0] : place[1] + 1]
        )
        for place in locate(document, paragraphs)
    ]


def test_repeated_and_short_units_are_found_in_their_order(tmp_path):
    file = tmp_path / "plan.docx"
    plan = docx.Document()
    for text in ("KẾ HOẠCH", "I. Y TẾ", "- Rà soát.", "- Báo cáo.", "II. VĂN HÓA", "- Rà soát."):
        plan.add_paragraph(text)
    table = plan.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("TT", "Việc", "1", "Rà soát."), strict=True):
        cell.text = text
    plan.save(str(file))
    document = read_document(file)
    for unit, text in zip(document.units, located(file, document), strict=True):
        assert text is not None
        assert unit.text.split(" | ")[0] in text


@pytest.mark.parametrize("name", [DIRECTIVE, WORD_PLAN])
def test_every_unit_of_the_examples_is_found(name, corpus):
    document = read_document(corpus / name)
    for unit, text in zip(document.units, located(corpus / name, document), strict=True):
        # A number beside the motto stands out of order, and is cited elsewhere.
        assert text is not None or unit.zone == "head"
        if text is not None:
            assert unit.text.split(" | ")[0][:30] in text.replace("\u00a0", " ")


# The same two sentences in TCVN3 and in VNI, as old fonts keep them in a file.
OLD = {
    "TCVN3": ("Kh¬i th«ng c¸c cöa x¶ ven s«ng tr­íc ngµy 30/6.", "L¾p biÓn c¶nh b¸o t¹i bÕn t¾m."),
    "VNI": (
        "Khôi thoâng caùc cöûa xaû ven soâng tröôùc ngaøy 30/6.",
        "Laép bieån caûnh baùo taïi beán taém.",
    ),
}


@pytest.mark.parametrize("encoding", OLD)
def test_units_of_old_encodings_are_found(encoding, tmp_path):
    sentences = (
        "Khơi thông các cửa xả ven sông trước ngày 30/6.",
        "Lắp biển cảnh báo tại bến tắm.",
    )
    (tmp_path / "plan.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    document = read_document(tmp_path / "plan.txt")
    assert tuple(unit.text for unit in document.units) == sentences
    old = docx.Document()
    for text in ("", *OLD[encoding]):
        old.add_paragraph(text)
    assert locate(document, paragraphs_of(old.element.body)) == [(1, 1), (2, 2)]


@pytest.mark.parametrize("name", ["mau-12C-chao-gia.docx", "qd-1667-QD-BYT.docx"])
def test_a_real_file_comes_back_as_it_was(name, tmp_path):
    folder = Path(__file__).parents[3] / "shared" / "data" / "word-bidding-chain"
    if not folder.is_dir():
        pytest.skip("the real files are not here")
    law = read_document(folder / "luat-57-2024-QH15-sua-doi.docx")
    plan = read_document(folder / name)
    write_report(audit_lineage(trace_lineage([law, plan]), parent=law), tmp_path / "marked.docx")
    before, after = parts(folder / name), parts(tmp_path / "marked.docx")
    plain = etree.tostring(etree.fromstring(before["word/document.xml"]), method="c14n")
    assert bare(after["word/document.xml"]) == plain
    assert read_document(tmp_path / "marked.docx").units == plan.units
    assert {key for key in before if before[key] != after[key]} <= {
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    }


def test_the_list_of_a_plan_that_came_back_is_accounted_for(marked):
    account = account_document(marked)
    assert "returned" in {dropped.reason for dropped in account.dropped}
    assert not account.discrepancies


def test_a_remark_without_a_place_of_its_own_lends_one(word_audit, corpus):
    plan = next(d for d in word_audit.documents if d.source.path.endswith(WORD_PLAN))
    places = [(n, n) for n in range(len(plan.units))]
    title = next(i for i, u in enumerate(plan.units) if u.text in (plan.letterhead.title or ""))
    assert _reach(Remark((), "", ()), plan, places) == (title, title)
    # What stands in a text box or a footnote cannot be commented on.
    boxed = [*places[:5], None, None, *places[7:]]
    assert _reach(Remark((6,), "", ()), plan, boxed) == (4, 4)
    assert _reach(Remark((0,), "", ()), plan, [None, *places[1:]]) == (0, 0)


def test_a_plan_that_came_back_unchanged_is_marked_as_before(marked, corpus, tmp_path):
    write_report(audit(corpus / DIRECTIVE, marked), tmp_path / "again.docx")
    first, second = docx.Document(str(marked)), docx.Document(str(tmp_path / "again.docx"))
    assert [c.text for c in second.comments] == [c.text for c in first.comments]
    assert len(second.element.xpath("//w:sdt")) == len(first.element.xpath("//w:sdt")) == 1


def test_a_plan_that_came_back_mended_has_a_new_list(marked, word_audit, corpus, tmp_path):
    gone = next(f for f in word_audit.findings if f.code == "A01" and f.severity == "error")
    wording = gone.parent_places[0].text
    plan = docx.Document(str(marked))
    above = next(p for p in plan.paragraphs if p.text.startswith("Phối hợp với các doanh nghiệp"))
    above.insert_paragraph_before(wording, style=above.style)
    plan.save(str(tmp_path / "mended.docx"))
    report = audit(corpus / DIRECTIVE, tmp_path / "mended.docx")
    write_report(report, tmp_path / "again.docx")
    (control,) = docx.Document(str(tmp_path / "again.docx")).element.xpath("//w:sdt")
    assert wording not in "".join(control.itertext())
