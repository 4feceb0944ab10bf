"""The HTML report in a real browser: what it shows, finds, sorts, prints, and never asks for."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from wide import wide_audit

from doclineage.model import AuditReport
from doclineage.pipeline import audit_lineage, read_document, trace_lineage, write_report
from doclineage.reporting.hidden import visible

_LONGEST_FILE = 6_000_000


@pytest.fixture(scope="module")
def report(corpus) -> AuditReport:
    return audit_lineage(trace_lineage([read_document(f) for f in sorted(corpus.glob("*-*.*"))]))


@pytest.fixture(scope="module")
def file(report, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(report, path)
    return path


@pytest.fixture(scope="module")
def wide(corpus, tmp_path_factory) -> tuple[AuditReport, Path]:
    folder = tmp_path_factory.mktemp("wide")
    report = wide_audit(corpus, folder, plans=126, tasks=100)
    write_report(report, folder / "report.html")
    return report, folder / "report.html"


def until(page, truth: str) -> None:
    """Wait for something to become true (the page's policy forbids playwright's own way)."""
    for _ in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(30)
    raise AssertionError(truth)


def rows(page) -> list[str]:
    return page.locator("#matrix tbody tr:not([hidden]) th button").all_inner_texts()


def columns(page) -> int:
    return page.locator("#matrix thead th:not([hidden])").count() - 4


def by_task(page) -> None:
    page.locator("#tools select").nth(0).select_option("item")


# --- the first screen -------------------------------------------------------------------------


def test_the_first_screen_says_what_was_audited(visit, file, report):
    page = visit(file)
    assert page.locator("html").get_attribute("lang") == "vi"
    assert "118/KH-UBND" in page.locator("header").inner_text()
    counts = page.locator(".counts").inner_text()
    assert re.search(rf"\b{len(report.plans)} kế hoạch", counts)
    errors = sum(finding.severity == "error" for finding in report.findings)
    assert re.search(rf"{errors} lỗi", counts)
    worst = page.locator("#worst li").all_inner_texts()
    assert worst
    assert all("LỖI" in line for line in worst)
    top = page.locator("#matrix tbody tr").first.bounding_box()
    assert top["y"] + top["height"] < 900


def test_english_by_a_switch(visit, file):
    page = visit(file)
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "plans" in page.locator(".counts").inner_text()
    assert "ERROR" in page.locator("#worst").inner_text()
    page.get_by_role("button", name="Tiếng Việt").click()
    assert "kế hoạch" in page.locator(".counts").inner_text()


def test_a_report_may_begin_in_english(visit, report, tmp_path):
    write_report(report, tmp_path / "en.html", language="en")
    page = visit(tmp_path / "en.html")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Audit report"


# --- the matrix is the audit ------------------------------------------------------------------


def test_every_cell_has_its_links_worst_severity(visit, file, report):
    page = visit(file)
    by_task(page)
    shown = page.evaluate(
        """() => matrix.rows.map((row) => [
            data.documents[row.plan.plan].number,
            Object.fromEntries(
                row.cells.map((cell) => [cell.column.path, cell.drawn.className]))])"""
    )
    severities = ("error", "warning", "info")
    checked = 0
    for number, cells in shown:
        plan = next(d for d in report.documents if d.letterhead.number == number)
        for finding in report.findings:
            if finding.plan != plan.doc_id or finding.link is None:
                continue
            for place in finding.parent_places:
                if place.path in cells:
                    rank = severities.index(cells[place.path])
                    assert rank <= severities.index(finding.severity)
                    checked += 1
                else:
                    assert finding.severity == "info"
    assert checked > 50


def test_texts_are_rebuilt_as_they_were(visit, file, report):
    page = visit(file)
    told = page.evaluate(
        """() => data.documents.map((paper, number) => Object.fromEntries(
            Object.keys(paper.units).map((unit) => [unit, unitText(number, unit)])))"""
    )
    rebuilt = page.evaluate(
        """() => data.documents.flatMap((paper) => Object.values(paper.units))
            .filter((unit) => Array.isArray(unit[2])).length"""
    )
    assert rebuilt > 40
    for document, units in zip(report.documents, told, strict=True):
        assert units == {str(i): document.units[int(i)].text for i in units}
        assert set(map(str, document.content())) <= set(units)


def test_reasons_are_rebuilt_as_they_were(visit, file, report):
    page = visit(file)
    told = page.evaluate(
        "() => data.comparisons.map((c) => c.links.map((link) => sentence(link.reason)))"
    )
    assert told == [[link.reason for link in c.links] for c in report.comparisons]
    said = page.evaluate("() => data.findings.map((row) => sentence(row[5]))")
    assert said == [finding.message for finding in report.findings]


# --- from a cell to both texts ----------------------------------------------------------------


def open_cell(page, plan: str, path: str) -> str:
    by_task(page)
    page.get_by_role("gridcell", name=f"{plan}, {path}:").click()
    return page.locator("#detail").inner_text()


def test_a_changed_fact_is_loud_and_in_both_texts(visit, file):
    page = visit(file)
    told = open_cell(page, "phường Bến Đò", "II.2/b1")
    assert "Từ 95% trở lên" in told
    assert page.locator("#detail del.fact").text_content() == "[dữ kiện: 95]"
    assert page.locator("#detail ins.fact").text_content() == "[dữ kiện: 85]"
    assert "ke-hoach-118-tinh-song-lam.docx" in told
    assert "ke-hoach-45-phuong-ben-do.docx" in told
    weights = page.evaluate(
        """() => ['typography', 'localisation', 'fact'].map((kind) => {
            const ins = document.createElement('ins');
            ins.className = `edit ${kind}`;
            document.querySelector('#detail .text').append(ins);
            const style = getComputedStyle(ins);
            return [style.backgroundColor, style.fontWeight, style.borderTopStyle].join();
        })"""
    )
    assert len(set(weights)) == 3
    assert "700" in weights[2]


def test_pages_are_told_where_the_source_has_them(visit, file, report):
    page = visit(file)
    plan = next(d for d in report.documents if d.source.path.endswith(".pdf"))
    index = next(i for i, unit in enumerate(plan.units) if unit.path == "III.2.c")
    told = open_cell(page, "phường Đồi Sim", "III.2.c")
    assert f"III.2.c, tr. {plan.units[index].page}" in told


def test_an_omission_shows_the_candidate_that_was_turned_down(visit, file, report):
    page = visit(file)
    comparison, link = next(
        (c, link)
        for c in report.comparisons
        for link in c.links
        if link.rejected and link.duty == "required"
    )
    child, parent = report.document(comparison.child), report.document(comparison.parent)
    told = open_cell(page, child.letterhead.territory, parent.units[link.parents[0]].path)
    assert child.units[link.rejected.unit].text in told
    assert link.rejected.lacked in told


# --- filter, sort, search ---------------------------------------------------------------------


def test_sorting(visit, file, report):
    page = visit(file)
    errors = {
        plan.name: sum(f.plan == plan.plan and f.severity == "error" for f in report.findings)
        for plan in report.plans
    }
    worst_first = [errors[name] for name in rows(page)]
    assert worst_first == sorted(worst_first, reverse=True)
    page.locator("#tools select").nth(1).select_option("coverage")
    cover = {plan.name: plan.coverage for plan in report.plans}
    assert rows(page) == sorted(cover, key=lambda name: cover[name])
    page.locator("#tools select").nth(2).select_option("worst")
    bad = page.evaluate("() => matrix.order.columns.map((column) => column.bad[0])")
    assert bad == sorted(bad, reverse=True)
    assert bad[0] > bad[-1]


def test_filters_leave_only_what_was_asked_for(visit, file, report):
    page = visit(file)
    by_task(page)
    before = columns(page)
    page.locator("#filters summary").click()
    for box in page.locator("#filters fieldset").first.locator("input").all()[1:]:
        box.uncheck()
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert page.locator("#findings tbody tr").count() == len(errors)
    assert 0 < columns(page) < before
    on = page.locator("#matrix td:not(.off):not(.blank):not(.share):not([hidden])")
    classes = {cell.get_attribute("class") for cell in on.all() if cell.is_visible()}
    assert "error" in classes
    page.locator("#reset").click()
    assert columns(page) == before


@pytest.mark.parametrize("query", ["doi sim", "ĐỒI SIM", "đồi sim", "Doi  Sim"])
def test_search_needs_no_marks(visit, file, query):
    page = visit(file)
    page.keyboard.press("/")
    page.keyboard.type(query)
    until(page, "matrix.rows.filter((row) => row.shown).length === 1")
    assert rows(page) == ["phường Đồi Sim"]


def test_search_finds_tasks_by_their_words(visit, file):
    page = visit(file)
    by_task(page)
    page.locator("#search").fill("phu thuoc dia gioi")
    until(page, "matrix.columns.filter((column) => column.shown).length === 1")
    assert page.locator("#matrix thead th:not([hidden])").last.inner_text().strip() == "III.1/b3"
    page.locator("#search").fill("khongcochu")
    until(page, "!matrix.rows.some((row) => row.shown)")
    assert "Không có gì khớp" in page.locator("#status").inner_text()


# --- keyboard, accessibility, paper -----------------------------------------------------------


def test_the_keyboard_suffices(visit, file):
    page = visit(file)
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#matrix td')"):
            break
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.cellIndex")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.closest('th') !== null"), first
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    cell = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert last > 6
    page.keyboard.press("Enter")
    assert page.locator("#detail").is_visible()
    assert page.locator("#detail-title").inner_text().split(" · ")[0] in cell
    page.keyboard.press("Escape")
    assert not page.locator("#detail").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == cell


def test_what_has_focus_is_not_hidden_under_the_heads(visit, wide):
    page = visit(wide[1])
    by_task(page)
    page.locator("#matrix td[tabindex='0']").focus()
    for key in ("Control+End", "Control+Home", "PageDown", "PageDown", "End", "PageUp", "PageUp"):
        page.keyboard.press(key)
        page.wait_for_timeout(30)
        assert page.evaluate(
            """() => {
                const own = document.activeElement;
                const {left, top, width, height} = own.getBoundingClientRect();
                const seen = document.elementFromPoint(left + width / 2, top + height / 2);
                return seen === own || own.contains(seen);
            }"""
        ), key


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_violation_of_wcag(visit, violations, file, language):
    page = visit(file)
    if language == "en":
        page.get_by_role("button", name="English").click()
    assert violations(page) == []
    by_task(page)
    page.locator("#filters summary").click()
    assert violations(page) == []
    for plan, path in (("phường Bến Đò", "II.2/b1"), ("xã Khe Ngàn", "III.4/b3")):
        page.get_by_role("gridcell", name=f"{plan}, {path}:").click()
        assert violations(page) == []
        page.keyboard.press("Escape")


def test_findings_are_cards_on_a_narrow_screen(visit, file):
    page = visit(file, width=390, height=800)
    overflow = "(box) => box.scrollWidth <= box.clientWidth"
    assert page.locator("#findings").evaluate(overflow)
    first = page.locator("#findings tbody tr").first
    boxes = [cell.bounding_box() for cell in first.locator("td").all()]
    assert boxes[0]["y"] == boxes[1]["y"] == boxes[2]["y"]
    assert boxes[4]["width"] > 350
    assert boxes[2]["width"] > 120
    wide = visit(file, width=1280, height=800).locator("#findings thead")
    assert wide.is_visible()


def test_no_violation_on_a_narrow_screen(visit, violations, file):
    page = visit(file, width=390, height=800)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_prints_on_a4_with_its_heads_repeated(visit, wide):
    pdfplumber = pytest.importorskip("pdfplumber")
    page = visit(wide[1])
    page.locator("#search").fill("hoan kieu 12")
    by_task(page)
    until(page, "matrix.rows.filter((row) => row.shown).length < 5")
    expected = len(rows(page))
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        sizes = {(round(p.width), round(p.height)) for p in pdf.pages}
        words = [p.extract_words() for p in pdf.pages]
        texts = [p.extract_text() for p in pdf.pages]
    assert sizes == {(842, 595)}
    assert all(word["x1"] < 842 and word["bottom"] < 595 for page in words for word in page)
    tables = [text for text in texts if re.search(r"\d+/KH-UBND\n", text) and "Đơn vị" in text]
    named = sum(len(re.findall(r"phường Hoàn Kiều \d+", text)) for text in tables[:8])
    assert named >= 4 * expected, "four blocks of columns, each with every plan"
    assert all(f"{at} / {len(texts)}" in text for at, text in enumerate(texts, 1))
    assert any("≈ địa phương hóa" in text for text in texts[:2]), "signs are explained"
    listed = [text for text in texts if "LỖI A0" in text]
    assert len(listed) > 2
    assert all("Mức" in text and "Cần làm" in text for text in listed)
    assert page.locator("#paper table").count() == 0


def test_paper_holds_what_the_page_says_it_does(visit, file, report):
    page = visit(file)
    serious = sum(f.severity != "info" for f in report.findings)
    notes = len(report.findings) - serious
    told = page.locator("#printed").inner_text()
    assert f"{serious} phát hiện" in told
    assert f"không in {notes} ghi chú" in told
    assert "có in hai văn bản" in told
    page.evaluate("layOnPaper()")
    groups = page.evaluate("groupsOf(printed()).length")
    assert page.locator("#paper-findings tbody tr:not(.texts)").count() == groups
    assert page.locator("#paper-findings .side").count() > groups
    page.get_by_label("in kèm hai văn bản").uncheck()
    page.get_by_label("in cả ghi chú").check()
    told = page.locator("#printed").inner_text()
    assert "không in hai văn bản" in told
    assert "ghi chú" not in told
    page.evaluate("layOnPaper()")
    assert page.locator("#paper-findings .side").count() == 0
    plans = sum(page.evaluate("groupsOf(printed()).map((group) => group.length)"))
    assert plans == len(report.findings), "every finding is in some row"


def test_many_plans_print_on_few_pages(visit, wide):
    pdfplumber = pytest.importorskip("pdfplumber")
    page = visit(wide[1])
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert len(pdf.pages) < 120
        assert "không in hai văn bản cạnh nhau" in (pdf.pages[0].extract_text()).replace("\n", " ")


def test_a_matrix_that_goes_on_has_its_columns_named_on_every_page(visit, wide):
    pdfplumber = pytest.importorskip("pdfplumber")
    page = visit(wide[1])
    page.evaluate("view.severities = new Set([0]); view.query = 'hoan kieu'; refresh()")
    by_task(page)
    shown = len(rows(page))
    assert shown > 40
    page.evaluate("['findings', 'documents'].forEach((name) => { byId(name).hidden = true; })")
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        turned = [sum(not letter["upright"] for letter in p.chars) for p in pdf.pages]
    matrices = [letters for letters in turned if letters]
    assert len(matrices) > 8, "more than two pages for each of four blocks of columns"
    assert min(matrices) >= len("1/b1") * 25


# --- wide, hostile ----------------------------------------------------------------------------


def test_126_plans_by_100_tasks(visit, wide):
    report, file = wide
    assert file.stat().st_size < _LONGEST_FILE
    page = visit(file)
    by_task(page)
    assert len(rows(page)) == 126
    assert columns(page) == 100
    assert page.locator("#findings tbody tr").count() == 100
    page.locator("#tools select").nth(1).select_option("name")
    assert rows(page)[:2] == ["phường Hoàn Kiều 1", "phường Hoàn Kiều 3"]
    page.locator("#findings button.more").click()
    assert page.locator("#findings tbody tr").count() == 600
    told = page.evaluate("() => [unitText(7, Object.keys(data.documents[7].units)[40])]")
    assert told[0] in {unit.text for unit in report.documents[7].units}


_ACTS = {
    "tasks as columns": "view.by = 'item'; rebuild()",
    "plans by name": "view.plans = 'name'; refresh()",
    "worst columns first": "view.columns = 'worst'; refresh()",
    "search": "view.query = 'hoan kieu 12'; refresh()",
    "search given up": "view.query = ''; refresh()",
    "errors alone": "view.severities = new Set([0]); refresh()",
    "filter given up": "reset()",
    "English": "document.querySelector('[data-language=en]').click()",
    "Vietnamese": "document.querySelector('[data-language=vi]').click()",
}


def test_what_acts_take_at_full_width(visit, wide, took, loaded):
    """Print figures (pytest -s): they are the machine's, so that none is held against a bound."""
    page = visit(wide[1], width=1280, height=800)
    figures = loaded(page) | {name: took(page, act) for name, act in _ACTS.items()}
    print({name: f"{figure:.0f} ms" for name, figure in figures.items()})
    assert columns(page) == 100
    assert len(rows(page)) == 126


def test_another_language_builds_no_matrix_anew(visit, file):
    page = visit(file)
    page.locator("#matrix td[tabindex='0']").evaluate("(cell) => { cell.dataset.kept = 'yes'; }")
    label = "document.querySelector('#matrix td[data-kept]').getAttribute('aria-label')"
    before = page.evaluate(label)
    page.get_by_role("button", name="English").click()
    assert re.search("error|warning|note|nothing", page.evaluate(label), re.IGNORECASE)
    assert page.locator("#matrix thead th").first.inner_text() == "Plan"
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.evaluate(label) == before


# --- several directives -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def several(corpus, tmp_path_factory) -> tuple[AuditReport, Path]:
    folder = tmp_path_factory.mktemp("several")
    files = sorted(p for p in corpus.rglob("*") if p.suffix in {".docx", ".pdf", ".txt", ".md"})
    documents = [read_document(p) for p in files if not p.stem.startswith("README")]
    report = audit_lineage(trace_lineage(documents))
    write_report(report, folder / "report.html")
    return report, folder / "report.html"


def test_the_matrix_begins_on_the_first_screen_of_several_directives(visit, several):
    report, file = several
    page = visit(file, width=1280, height=800)
    parents = list(dict.fromkeys(plan.parent for plan in report.plans))
    assert len(parents) > 2
    for parent in parents:
        assert report.document(parent).letterhead.number in page.locator("header").inner_text()
    assert page.locator("#worst li").count() > 2
    row = page.locator("#matrix tbody tr").first.bounding_box()
    assert row["y"] + row["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_each_directive_has_its_matrix_on_screen_and_on_paper(visit, violations, several):
    report, file = several
    page = visit(file, width=1280, height=800)
    tabs = page.locator("#parents button")
    parents = list(dict.fromkeys(plan.parent for plan in report.plans))
    assert tabs.count() == len(parents)
    for at, parent in enumerate(parents):
        tabs.nth(at).click()
        plans = [plan.name for plan in report.plans if plan.parent == parent]
        assert sorted(rows(page)) == sorted(plans)
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert violations(page) == []
    page.evaluate("layOnPaper()")
    titles = page.locator("#paper h3").all_text_contents()
    assert len(titles) == len(parents)
    for parent, title in zip(parents, titles, strict=True):
        assert report.document(parent).letterhead.number in title
    assert tabs.nth(len(parents) - 1).get_attribute("aria-pressed") == "true"


def errors_under(report: AuditReport) -> dict[str, int]:
    """Return the errors of each parent's plans, parents in the order of the page."""
    parents = dict.fromkeys(plan.parent for plan in report.plans if plan.parent)
    found = [f.parent for f in report.findings if f.severity == "error"]
    return {parent: found.count(parent) for parent in parents}


def test_it_opens_on_the_parent_whose_plans_have_the_most_errors(visit, several):
    report, file = several
    page = visit(file)
    errors = errors_under(report)
    worst = max(errors, key=errors.__getitem__)
    assert len(set(errors.values())) > 1
    assert page.evaluate("data.documents[parents[view.parent]].number") == (
        report.document(worst).letterhead.number
    )
    chosen = page.locator("#parents [aria-pressed=true]").inner_text()
    assert f"({'✗'} {errors[worst]})" in chosen


def test_a_search_goes_to_the_parent_under_which_it_is_found(visit, violations, several):
    page = visit(several[1])
    first = page.evaluate("view.parent")
    # A word that only one other parent and its plans have.
    word, home = page.evaluate(
        """() => {
            const texts = parents.map((parent, at) => data.comparisons
                .filter((pair) => pair.parent === parent)
                .flatMap((pair) => pair.links.flatMap((link) =>
                    link.parents.map((unit) => foldedUnit(parent, unit))
                        .concat(link.children.map((unit) => foldedUnit(pair.child, unit)))))
                .join(" "));
            for (const [at, text] of texts.entries())
                for (const word of at === view.parent ? [] : text.split(/[^a-z]+/))
                    if (word.length > 4 &&
                        texts.every((other, i) => other.includes(word) === (i === at)))
                        return [word, at];
        }"""
    )
    assert home != first
    page.keyboard.press("/")
    page.keyboard.type(word)
    until(page, f"view.parent === {home}")
    assert page.locator("#parents [aria-pressed=true]").inner_text().endswith("chỗ")
    assert "0 chỗ" in page.locator("#parents button").nth(first).inner_text()
    assert rows(page)
    assert page.locator("#search").evaluate("(box) => box === document.activeElement")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#matrix') !== null")
    page.keyboard.press("Enter")
    assert word in page.evaluate("fold(byId('detail').innerText)")
    page.keyboard.press("Escape")
    assert violations(page) == []
    # Another parent may still be looked at; the query does not pull it back.
    page.locator("#parents button").nth(first).click()
    assert page.evaluate("view.parent") == first
    assert "Không có gì" in page.locator("#status").inner_text() or page.evaluate(
        "listed.rows.length"
    )


def test_words_that_only_a_plan_says_are_found(visit, file, report):
    page = visit(file)
    word = page.evaluate(
        """() => {
            const own = data.comparisons.flatMap((pair) => pair.links
                .filter((link) => link.parents.length && link.children.length)
                .flatMap((link) => link.children.map((unit) => foldedUnit(pair.child, unit))))
                .join(" ");
            const above = Object.keys(data.documents[parents[0]].units)
                .map((unit) => foldedUnit(parents[0], unit)).join(" ");
            return own.split(/[^a-z]+/).find((word) => word.length > 4 && !above.includes(word)
                && data.plans.every((plan) => !foldedPlan(plan).includes(word)));
        }"""
    )
    page.locator("#search").fill(word)
    page.locator("#search").press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('hit')")
    assert page.locator("#matrix td.hit").count() >= 1
    assert 0 < len(rows(page)) < len(report.plans) + 1
    page.keyboard.press("Enter")
    assert word in page.evaluate("fold(byId('detail').innerText)")


def test_what_stands_in_the_list_of_documents_alone_is_found(visit, several):
    page = visit(several[1])
    page.locator("#search").fill("chi thi 571 thu tuong.md".replace(" ", "-"))
    page.locator("#search").press("Enter")
    (shown,) = page.locator("#documents tbody tr").all_inner_texts()
    assert "571/CT-TTg" in shown
    assert rows(page) == []
    assert page.evaluate("document.activeElement.id") == "documents"
    assert "1 văn bản" in page.locator("#status").inner_text()


def test_sections_stand_in_the_order_of_the_document(visit, several):
    _, file = several
    page = visit(file)
    told = page.evaluate(
        """() => parents.flatMap((parent, at) => {
            showParent(at);
            return matrix.columns.flatMap((column) => matrix.rows.map((row) => [
                column.path, column.unit, column.units,
                row.cells[column.place].drawn.textContent, parent]));
        })"""
    )
    headings = set()
    for path, unit, units, text, _ in told:
        counted = re.search(r"\d+", text)
        assert not counted or int(counted[0]) <= len(set(units) - {unit}), path
        if unit in units and len(units) > 1:
            headings.add(path)
    assert headings, "a section that is gone as a whole has its finding on its heading"
    for parent in {row[-1] for row in told}:
        units = [row[1] for row in told if row[-1] == parent]
        assert units == sorted(units)


def test_additions_are_counted_as_everywhere(visit, several):
    report, file = several
    page = visit(file)
    shown = page.evaluate(
        """() => parents.flatMap((parent, at) => {
            showParent(at);
            return matrix.rows.map((row) => [
                data.documents[parent].number, row.plan.name, row.added.length,
                row.drawn.cells[3].textContent,
            ]);
        })"""
    )
    counted = {
        (report.document(plan.parent).letterhead.number, plan.name): plan.added
        for plan in report.plans
    }
    assert {(parent, name): count for parent, name, count, _ in shown} == counted
    assert {text for *_, count, text in shown if count} >= {"+1"}
    assert all(text == (f"+{count}" if count else "") for *_, count, text in shown)


_HOSTILE = [
    "Rà soát <script>document.title = 'taken'</script> trước ngày 15/4/2026 theo quy định chung.",
    "Báo cáo </script><script>document.title = 'taken'</script><!-- về tỉnh theo quy định.",
    "Tổ chức <img src=http://127.0.0.1:9/x onerror=\"document.title='taken'\"> tuyên truyền 100%.",
    '=HYPERLINK("http://127.0.0.1:9") kiểm tra, đôn đốc {{ 7 * 7 }} ${7*7} “”“”” mọi việc.',
    "Bố trí \u202eđảo ngược\u202c cán bộ \u2066trực\u2069 tiếp công dân hằng tuần.",
    f"Số hóa {'W' * 10_000} hồ sơ của tỉnh Sông Lam.",
]


def hostile(folder: Path) -> AuditReport:
    folder.mkdir(exist_ok=True)
    head = "UBND {issuer}\nSố: {n}/KH-UBND\n\nKẾ HOẠCH\nVề <b>việc</b> {issuer}\n\n{basis}\n\n"
    basis = "Thực hiện Kế hoạch số 7/KH-UBND ngày 01/4/2026 của UBND tỉnh Sông Lam.\n\n"
    parent = head.format(issuer="tỉnh Sông Lam", n=7, basis="")
    child = head.format(issuer='xã "<i>Tà', n=8, basis=basis)
    own = [text.replace("15/4", "15/5").replace("100%", "80%") for text in _HOSTILE]
    (folder / "a.md").write_text(parent + "\n\n".join(f"- {t}" for t in _HOSTILE), "utf-8")
    (folder / "<b>.md").write_text(child + "\n\n".join(f"- {t}" for t in own[:-1]), "utf-8")
    documents = [read_document(folder / name) for name in ("a.md", "<b>.md")]
    return audit_lineage(trace_lineage(documents), parent=documents[0])


def test_hostile_text_shows_as_text(visit, tmp_path):
    report = hostile(tmp_path)
    file = tmp_path / "report.html"
    write_report(report, file)
    page = visit(file)
    title = page.title()
    by_task(page)
    texts = []
    for cell in page.locator("#matrix td[tabindex]:not(.blank)").all():
        cell.click()
        texts.append(page.locator("#detail").evaluate("(box) => box.textContent"))
        page.keyboard.press("Escape")
    shown = "\n".join(texts)
    plain = shown.replace("[dữ kiện: ", "").replace("]", "")
    hostile_units = [u for u in report.documents[0].units if re.search("<|{{|\u202e", u.text)]
    assert len(hostile_units) >= 4
    assert all(visible(unit.text[:30]) in plain for unit in hostile_units)
    assert "\u202e" not in plain
    assert page.title() == title
    assert page.locator("img, iframe, object, embed, link").count() == 0
    assert page.evaluate("document.scripts.length") == 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_allows_only_what_the_page_holds(file):
    text = file.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    policy = policy.replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "style=" not in text.split("<body>")[1].split("<script")[0]


def test_no_script_puts_text_in_as_markup(root):
    for script in (root / "doclineage" / "reporting" / "pages").glob("*.js"):
        text = script.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


def test_two_runs_give_the_same_bytes(report, file, tmp_path):
    write_report(report, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == file.read_bytes()


def test_what_could_not_be_read_is_told(command, visit, first_family, tmp_path):
    for path in first_family.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "hong.docx").write_bytes(b"PK\x03\x04 broken")
    done = command("audit", tmp_path, "-o", tmp_path / "report.html")
    assert done.returncode == 2
    page = visit(tmp_path / "report.html")
    assert "hong.docx" in page.locator("#documents").inner_text()
    assert "chưa được đối chiếu" in page.locator(".counts").inner_text()
    assert json.loads(page.locator("#data").inner_text())["unread"]
