"""The hand-made family through the public API: what an auditor must be told, and no less."""

import json

import pytest

from doclineage import audit_lineage, trace_lineage

from . import family

PLANS = family.plan_names()


def wrong(name, *kinds):
    return [line for line in family.score_plan(name).wrong if line.startswith(kinds)]


@pytest.mark.parametrize("name", PLANS)
def test_every_unit_has_its_counterpart(name):
    assert wrong(name, "links:", "omitted:", "added:", "moved:") == []


@pytest.mark.parametrize("name", PLANS)
def test_every_unit_stands_in_one_link(name):
    made = family.alignment(name)
    assert sorted(p for link in made.links for p in link.parents) == list(made.parent.content())
    assert sorted(c for link in made.links for c in link.children) == list(made.child.content())


@pytest.mark.parametrize("name", PLANS)
def test_no_changed_fact_is_missed(name):
    assert wrong(name, "facts: not found", "lost: not found") == []


@pytest.mark.parametrize("name", PLANS)
def test_what_an_omission_means_for_the_plan(name):
    """No task that binds is said not to, and none that does not is said to."""
    truth = {
        item["path"]: item["duty"]
        for plan in family.gold()["plans"]
        if plan["file"] == name
        for item in plan["omitted"]
    }
    made = family.alignment(name)
    said = {
        made.parent.units[link.parents[0]].path: link.duty
        for link in made.links
        if link.relation == "omitted"
    }
    opposite = {"required": "not-addressed", "not-addressed": "required"}
    assert [path for path, duty in truth.items() if said[path] == opposite.get(duty)] == []


@pytest.mark.parametrize("name", [family.gold()["parent"], *PLANS])
def test_citations_and_letterhead(name):
    gold = family.gold()
    plan = next((plan for plan in gold["plans"] if plan["file"] == name), gold)
    score = family.PlanScore()
    family.score_citations(score, plan["citations"], family.document(name))
    family.score_letterhead(score, gold["letterheads"][name], family.document(name))
    assert score.wrong == []


@pytest.mark.parametrize("name", PLANS)
def test_every_plan_finds_its_parent(name):
    own = family.document(name).source.sha256
    report = family.report()
    plan = next(d.doc_id for d in report.documents if d.source.sha256 == own)
    parent = family.document(family.gold()["parent"])
    assert report.alignment(plan).parent.source.sha256 == parent.source.sha256


def test_most_faults_are_found():
    scores = [family.score_plan(name).faults_found for name in PLANS]
    assert sum(score.right for score in scores) >= sum(score.true for score in scores) - 1


def test_the_order_of_the_files_changes_nothing():
    documents = [family.document(name) for name in (family.gold()["parent"], *PLANS)]
    again = audit_lineage(trace_lineage(reversed(documents)))
    assert again.findings == family.report().findings
    assert json.dumps([p.plan for p in again.plans]) == json.dumps(
        [p.plan for p in family.report().plans]
    )
