"""Text for people: what it shows, that it wraps, that nothing hangs over."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from doclineage.model import (
    Alignment,
    AuditReport,
    Citation,
    Comparison,
    Document,
    Finding,
    Letterhead,
    Link,
    Place,
    PlanSummary,
    Rejected,
    Source,
    Unit,
)
from doclineage.pipeline import (
    align_documents,
    audit_lineage,
    read_document,
    trace_lineage,
)
from doclineage.reporting.terminal import render

CORPUS = Path(__file__).parents[2] / "corpus"
PARENT = CORPUS / "ke-hoach-118-tinh-song-lam.docx"


@pytest.fixture(scope="module")
def results() -> dict[str, object]:
    documents = [read_document(file) for file in sorted(CORPUS.glob("*-*.*"))]
    parent = next(d for d in documents if d.source.path == str(PARENT))
    child = next(d for d in documents if d.source.media_type == "application/pdf")
    graph = trace_lineage(documents)
    return {
        "document": child,
        "alignment": align_documents(parent, child),
        "lineage": graph,
        "audit": audit_lineage(graph),
    }


KINDS = ("document", "alignment", "lineage", "audit")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize("kind", KINDS)
def test_lines_fit_and_end_where_their_words_end(kind, width, language, results):
    text = render([results[kind]], language, width=width)
    lines = text.splitlines()
    assert not [line for line in lines if line != line.rstrip()]
    assert not text.startswith("\n")
    assert not text.endswith("\n\n")
    # A file's name or path is one word and may stand out; nothing else does.
    long = [line for line in lines if len(line) > width and "/" not in line and "…" not in line]
    assert not long


@pytest.mark.parametrize("kind", KINDS)
def test_no_blank_is_left_unfilled(kind, results):
    for language in ("vi", "en"):
        assert not re.search(r"\{\w+\}", render([results[kind]], language))


def test_the_table_stands_above_the_findings(results):
    lines = render([results["audit"]], "vi").splitlines()
    rows = [i for i, line in enumerate(lines) if re.match(r"(xã|phường) .*\d%", line)]
    first = next(i for i, line in enumerate(lines) if "LỖI" in line)
    assert len(rows) == 4
    assert max(rows) < first


def test_the_worst_come_first(results):
    severities = re.findall(
        r"^  (✗|\?) \S|^(xã|phường) .* · ", render([results["audit"]], "vi"), flags=re.MULTILINE
    )
    for plan in "".join(mark or "\n" for mark, _ in severities).split("\n"):
        # A task shows all that is said of it, so a warning may follow its own error.
        assert not plan or plan[0] == "✗" or "✗" not in plan


def test_several_results_are_parted(results):
    text = render([results["document"], results["document"]], "vi")
    assert "\n\n" in text


# --- made by hand ----------------------------------------------------------------------------


def document(name: str, *texts: str) -> Document:
    units = tuple(
        Unit(
            path=f"I/b{number}",
            zone="body",
            kind="bullet",
            marker=None,
            text=text,
            parent=-1,
            page=number,
        )
        for number, text in enumerate(texts, start=1)
    )
    return Document(
        doc_id=name,
        source=Source(path=f"{name}.txt", sha256=name, media_type="text/plain"),
        letterhead=Letterhead(number=name),
        units=units,
    )


def place(whole: Document, index: int) -> Place:
    unit = whole.units[index]
    return Place(
        doc_id=whole.doc_id,
        source=whole.source.path,
        unit=index,
        path=unit.path,
        page=unit.page,
        text=unit.text,
    )


def finding(code: str, severity: str, message: str, **fields: object) -> Finding:
    known: dict[str, object] = {
        "plan": "B",
        "parent": "A",
        "message_en": message,
        "remedy": "",
        "remedy_en": "",
    }
    return Finding(code=code, severity=severity, message=message, **{**known, **fields})


@pytest.fixture
def report() -> AuditReport:
    long = "Rà soát, cập nhật " + "danh mục thủ tục " * 20 + "trước ngày 31/5/2026."
    parent = document("A", long, "Công khai danh mục.", "Báo cáo kết quả.")
    child = document("B", long.replace("31/5", "30/6"), "Báo cáo kết quả hằng quý.")
    links = (
        Link(parents=(0,), children=(0,), relation="changed", score=0.9),
        Link(
            parents=(1,),
            children=(),
            relation="omitted",
            score=0.0,
            duty="required",
            rejected=Rejected(unit=1, score=0.2, lacked="x", lacked_en="x"),
        ),
        Link(parents=(2,), children=(1,), relation="localised", score=0.9),
    )
    sides = {"parent_places": (place(parent, 0),), "child_places": (place(child, 0),), "link": 0}
    return AuditReport(
        plans=(),
        findings=(
            finding("A05", "error", "thời hạn: “31/5/2026” → “30/6/2026”", **sides),
            finding("A01", "error", "bỏ sót nhiệm vụ", parent_places=(place(parent, 1),), link=1),
            finding("A02", "warning", "chỉ một phần", **sides),
            finding("A07", "warning", "còn sót tên", child_places=(place(child, 0),)),
            finding("A11", "info", "bổ sung", child_places=(place(child, 1),)),
        ),
        documents=(parent, child),
        comparisons=(Comparison(parent="A", child="B", links=links),),
    )


def summary(report: AuditReport) -> AuditReport:
    counts = dict.fromkeys(
        (
            "identical",
            "noise",
            "localised",
            "reworded",
            "changed",
            "omitted",
            "required",
            "added",
        ),
        1,
    )
    plan = PlanSummary(
        plan="B", parent="A", name="xã B", coverage=None, copied=None, basis="wrong", **counts
    )
    return AuditReport(
        plans=(plan,),
        findings=report.findings,
        documents=report.documents,
        comparisons=report.comparisons,
    )


def test_one_task_has_one_place_block(report):
    text = render([summary(report)], "vi", width=100)
    assert text.count("I/b1 (tr. 1)") == 2  # once a side, though three rules speak of it
    assert text.index("A05") < text.index("A02") < text.index("A07") < text.index("A01")


def test_a_quote_is_cut_around_what_matters(report):
    text = " ".join(render([summary(report)], "vi", width=100).split())
    assert "trước ngày 31/5/2026.”" in text
    assert "trước ngày 30/6/2026.”" in text


def test_an_omission_shows_where_to_look(report):
    text = render([summary(report)], "vi", width=100)
    assert re.search(r"gần nhất +I/b2 \(tr\. 2\)  “Báo cáo kết quả hằng quý\.”", text)


def test_a_plan_in_its_own_words_is_announced_at_its_head(report):
    told = summary(report)
    own = msgspec.structs.replace(told.plans[0], own_words=True)
    text = render([msgspec.structs.replace(told, plans=(own,))], "vi", width=300)
    head, banner, counts = text[text.rindex("xã B") :].splitlines()[:3]
    assert "diễn đạt lại hầu hết nội dung" in banner
    assert "lỗi" in counts
    assert "diễn đạt" not in render([told], "vi", width=300) + head
    english = render([msgspec.structs.replace(told, plans=(own,))], "en", width=300)
    assert "in words of its own; what is told as omitted must be compared by eye" in english


def test_a_pair_says_what_its_counts_are_of(results):
    text = " ".join(render([results["alignment"]], "vi", width=100).split())
    assert "audit chỉ đếm nhiệm vụ" in text


def test_a_note_that_names_its_place_is_not_told_where_it_is(report):
    _, child = report.documents
    again = msgspec.structs.replace(place(child, 0), path="3.4.c~2")
    told = finding("A13", "info", "lặp lại tại 3.4.c (“Rà soát”)", child_places=(again,))
    text = render([summary(msgspec.structs.replace(report, findings=(told,)))], "vi", width=100)
    assert "A13  lặp lại tại 3.4.c (“Rà soát”)\n" in text
    other = msgspec.structs.replace(told, message="“3.4.c” bị đổi")
    text = render([summary(msgspec.structs.replace(report, findings=(other,)))], "vi", width=100)
    assert "“3.4.c” bị đổi: 3.4.c~2" in text


def test_notes_are_one_line_a_rule(report):
    text = render([summary(report)], "vi", width=100)
    assert "  · A11  bổ sung: I/b2" in text


def test_what_speaks_of_several_tasks_stands_by_itself(report):
    _, child = report.documents
    both = finding("A03", "info", "không nêu ai", child_places=(place(child, 0), place(child, 1)))
    told = summary(msgspec.structs.replace(report, findings=(*report.findings, both)))
    text = render([told], "vi", width=100)
    assert "  · A03  không nêu ai: I/b1, I/b2" in text
    own = finding("A03", "info", "không nêu ai", child_places=(place(child, 0),))
    told = summary(msgspec.structs.replace(report, findings=(*report.findings, own)))
    assert "· GHI CHÚ A03" in render([told], "vi", width=100)


def test_a_plan_of_two_parents_is_named_with_each(report):
    one = summary(report)
    assert "so với" not in render([one], "vi")
    other = document("C", "Rà soát.")
    second = msgspec.structs.replace(one.plans[0], parent="C")
    both = msgspec.structs.replace(
        one, plans=(*one.plans, second), documents=(*one.documents, other)
    )
    text = render([both], "vi", width=100)
    assert "xã B (B) · so với A · B.txt" in text
    assert "xã B (B) · so với C · B.txt" in text
    assert "xã B (B) · against C · B.txt" in render([both], "en", width=100)


def test_what_is_not_known_is_a_dash(report):
    row = next(line for line in render([summary(report)], "vi").splitlines() if "SAI" in line)
    assert row.count("—") == 2


def test_findings_without_a_comparison_are_shown_too(report):
    assert "A05" in render([report], "vi")


def test_what_changes_another_is_no_plan_without_a_parent(report):
    parent, *_ = report.documents
    numbered = msgspec.structs.replace(parent, letterhead=Letterhead(number="9/KH-UBND"))
    citation = Citation(
        unit=0, span=(0, 1), kind="KH", number="9/KH-UBND", issued=None, issuer=None, title=None,
        relation="amends", pinpoint=None, subject=None, target=parent.doc_id,
    )  # fmt: skip
    changing = msgspec.structs.replace(document("sua-doi.txt", "x"), citations=(citation,))
    lone = document("la.txt", "x")
    whole = msgspec.structs.replace(
        report,
        documents=(numbered, *report.documents[1:], changing, lone),
        unmatched=(changing.doc_id, lone.doc_id),
    )
    text = " ".join(render([whole], "vi", width=100).split())
    assert ": sửa đổi 9/KH-UBND, không phải kế hoạch triển khai" in text
    assert ".txt: không tìm thấy văn bản cấp trên" in text


def test_counts_are_said_for_every_plan(report):
    assert "2 lỗi, 2 điểm cần xem, 1 ghi chú" in render([summary(report)], "vi")
    assert "errors: 2, warnings: 2, notes: 1" in render([summary(report)], "en")


def test_runs_of_equal_units_are_one_line():
    texts = [f"Nhiệm vụ số {number}." for number in range(1, 6)]
    parent, child = document("A", *texts), document("B", *texts)
    links = tuple(
        Link(parents=(i,), children=(i,), relation="identical", score=1.0, moved=i == 3)
        for i in range(5)
    )
    text = render([Alignment(parent=parent, child=child, links=links)], "vi")
    assert re.search(r"= I/b1 \(tr\. 1\) … I/b3 \(tr\. 3\) .* 3 mục giống hệt", text)
    assert text.count("\n= ") == 3


def test_control_characters_of_a_file_name_do_nothing():
    whole = document("A\x1b[31m\x07", "Rà soát.")
    for result in (whole, Alignment(parent=whole, child=whole, links=())):
        assert not re.search(r"[\x00-\x09\x0b-\x1f]", render([result], "vi"))


def test_a_circle_of_plans_ends(tmp_path):
    for name, own, other in (("a", "1/KH-UBND", "2/KH-UBND"), ("b", "2/KH-UBND", "1/KH-UBND")):
        (tmp_path / f"{name}.txt").write_text(
            f"UBND XÃ {name.upper()}\nSố: {own}\n\nKẾ HOẠCH\nVề việc {name}\n\n"
            f"Thực hiện Kế hoạch số {other} ngày 01/3/2026, UBND xã ban hành kế hoạch:\n\n"
            "I. NHIỆM VỤ\n\n1. Rà soát thủ tục.\n",
            encoding="utf-8",
        )
    graph = trace_lineage([read_document(tmp_path / "a.txt"), read_document(tmp_path / "b.txt")])
    text = render([graph], "vi")
    assert "a.txt" in text
    assert "b.txt" in text
