"""The real pair: a city commission's plan and the ward's plan that carries it out."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

CITY, WARD = "001_93c23c263a7d8027.txt", "000_c19e99e248833785.txt"


@pytest.fixture(scope="module")
def report(command, seeds) -> dict[str, Any]:
    done = command("audit", seeds, "--format", "json")
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def graph(command, seeds) -> dict[str, Any]:
    return json.loads(command("lineage", seeds, "--format", "json").stdout)


@pytest.fixture(scope="module")
def city(report) -> dict[str, Any]:
    return document(report, CITY)


@pytest.fixture(scope="module")
def ward(report) -> dict[str, Any]:
    return document(report, WARD)


def document(report, name) -> dict[str, Any]:
    return next(d for d in report["documents"] if d["source"]["path"].endswith(name))


@pytest.fixture(scope="module")
def links(report, city, ward) -> list[dict[str, Any]]:
    """Return the links with paths for indices."""
    (comparison,) = report["comparisons"]
    assert (comparison["parent"], comparison["child"]) == (city["doc_id"], ward["doc_id"])
    for link in comparison["links"]:
        link["from"] = [city["units"][index]["path"] for index in link["parents"]]
        link["to"] = [ward["units"][index]["path"] for index in link["children"]]
    return comparison["links"]


def link_of(links, path) -> dict[str, Any]:
    return next(link for link in links if path in link["from"])


def findings_of(report, code, path) -> list[dict[str, Any]]:
    return [
        finding
        for finding in report["findings"]
        if finding["code"] == code
        and path in [p["path"] for p in finding["parent_places"] + finding["child_places"]]
    ]


# --- lineage ---------------------------------------------------------------------------------


def test_the_city_file_learns_its_number(city):
    head = city["letterhead"]
    assert (head["number"], head["issued"]) == ("42-KH/BTGDVTU", "2026-03-25")
    assert head["origins"]["number"] == "cited"
    assert head["kind"] == "KH"
    assert "Ban Tuyên giáo và Dân vận Thành ủy" in head["issuer"]


def test_the_ward_implements_the_city(graph, city, ward):
    relations = {
        edge["relation"]
        for edge in graph["edges"]
        if (edge["source"], edge["target"]) == (ward["doc_id"], city["doc_id"])
    }
    assert "implements" in relations


@pytest.mark.parametrize(
    ("number", "issued", "relation"),
    [
        ("309-TB/TU", "2026-03-18", "implements"),
        ("08/TTr-HĐND", "2026-03-23", "based_on"),
    ],
)
def test_the_city_rests_on_absent_documents(number, issued, relation, graph, city):
    (node,) = (node for node in graph["nodes"] if node["number"] == number)
    assert (node["present"], node["issued"]) == (False, issued)
    assert [
        edge["relation"]
        for edge in graph["edges"]
        if (edge["source"], edge["target"]) == (city["doc_id"], node["id"])
    ] == [relation]


def test_nothing_else_is_in_the_graph(graph):
    assert sorted(node["present"] for node in graph["nodes"]) == [False, False, True, True]


def test_the_legal_basis_is_right(report):
    (plan,) = report["plans"]
    assert plan["basis"] == "right"
    assert not [finding for finding in report["findings"] if finding["code"] == "A08"]


# --- omissions -------------------------------------------------------------------------------


def test_seminars_and_forums_are_omitted_and_binding(report, links):
    link = link_of(links, "III.3/b2")
    assert (link["relation"], link["duty"]) == ("omitted", "required")
    (finding,) = findings_of(report, "A01", "III.3/b2")
    assert finding["severity"] == "error"


def test_only_the_first_clause_of_the_watch_is_kept(report, links):
    link = link_of(links, "IV.1/b1")
    assert (link["relation"], link["to"]) == ("changed", ["IV.1/p1"])
    assert link["coverage"] == pytest.approx(1 / 3, abs=0.1)
    assert len(link["lost"]) >= 2
    assert findings_of(report, "A02", "IV.1/b1")


@pytest.mark.parametrize("path", ["IV.1/b2", "IV.1/b3"])
def test_the_other_two_are_omitted(path, links, report):
    assert link_of(links, path)["relation"] == "omitted"
    assert findings_of(report, "A01", path)


@pytest.mark.parametrize("path", ["IV.2", "IV.2/b1", "IV.5/b1"])
def test_what_is_addressed_above_the_ward_is_not_held_against_it(path, links, report):
    link = link_of(links, path)
    assert (link["relation"], link["duty"]) == ("omitted", "not-addressed")
    assert all(finding["severity"] == "info" for finding in findings_of(report, "A01", path))


def test_an_omission_names_the_best_rejected_candidate(links):
    link = link_of(links, "III.3/b2")
    assert link["rejected"]["lacked"]
    assert link["reason"]
    assert link["reason_en"]


# --- the moved report ------------------------------------------------------------------------


def test_the_report_stands_under_another_body(report, links):
    link = link_of(links, "IV.5/b2")
    assert (link["to"], link["moved"]) == (["IV.3/b1"], True)
    assert findings_of(report, "A10", "IV.3/b1")


def test_the_report_still_goes_to_the_city_at_the_citys_date(report):
    (finding,) = findings_of(report, "A14", "IV.3/b1")
    assert finding["severity"] == "warning"
    assert "Ban Tuyên giáo và Dân vận Thành ủy" in finding["message"]
    assert "01/4/2026" in finding["message"]


# --- copies ----------------------------------------------------------------------------------


def test_the_first_two_sections_are_copies(links):
    copied = {"identical", "noise", "localised"}
    wrong = {
        tuple(link["from"] or link["to"]): link["relation"]
        for link in links
        if re.match(r"I{1,2}(?:\.|$)", (link["from"] or link["to"])[0])
        and link["relation"] not in copied
    }
    assert not wrong


@pytest.mark.parametrize(
    ("path", "right", "damaged"),
    [
        ("I.1/b2", "tầm", "tâm"),
        ("II.1/b3", "nền tảng", "nên tầng"),
        ("II.1/b4", "Đẩy", "Đây"),
        ("II.1/b1", "tiên", "tiến độ"),
        ("II.3/b1", "niêm", "nhiễm"),
    ],
)
def test_damage_of_the_scan_is_no_change(path, right, damaged, links):
    link = link_of(links, path)
    assert link["relation"] in {"noise", "localised"}
    assert not [c for c in link["fact_changes"] if c["effect"] not in {"equal"}]
    edits = [(e["parent_text"], e["child_text"]) for e in link["edits"] if e["kind"] == "noise"]
    assert any(right in old and damaged in new for old, new in edits), edits


def test_everything_stands_in_one_link(links, city, ward):
    for side, whole in (("parents", city), ("children", ward)):
        indices = sorted(index for link in links for index in link[side])
        content = [i for i, u in enumerate(whole["units"]) if u["zone"] in {"body", "annex"}]
        assert indices == content


# --- cut paragraphs --------------------------------------------------------------------------


def test_page_cuts_split_no_unit(city, ward):
    for whole in (city, ward):
        for unit in whole["units"]:
            if unit["zone"] == "body" and unit["kind"] in {"paragraph", "bullet"}:
                assert not unit["text"][0].islower(), unit["path"]
                assert unit["text"].rstrip()[-1] in ".:;…/", unit["path"]


def test_both_plans_have_the_units_that_are_printed(city, ward):
    for whole, expected in ((city, (55, 4, 13)), (ward, (47, 4, 11))):
        body = [unit for unit in whole["units"] if unit["zone"] == "body"]
        sections = [unit for unit in body if re.fullmatch(r"[IV]+", unit["path"])]
        headings = [unit for unit in body if re.fullmatch(r"[IV]+\.\d", unit["path"])]
        assert (len(body), len(sections), len(headings)) == expected
