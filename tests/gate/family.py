"""The hand-made family of the corpus, scored through the public API as a user would call it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from doclineage import (
    Alignment,
    AuditReport,
    Document,
    Link,
    align_documents,
    audit_lineage,
    read_document,
    trace_lineage,
)

from .score import Tally

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
GOLD = Path(__file__).resolve().parent / "gold" / "family1.json"
Record = dict[str, Any]
_AMOUNTS = {"quantity": "target"}
#: Letterhead fields that the gold states.
FIELDS = (
    *("system", "kind", "number", "issued", "issuer", "superior", "place", "title"),
    *("signer", "sign_post", "level", "territory"),
)


@cache
def gold() -> Record:
    """Return the gold as it stands."""
    return json.loads(GOLD.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def plan_names() -> list[str]:
    """Return the file names of the plans."""
    return [plan["file"] for plan in gold()["plans"]]


@cache
def document(name: str) -> Document:
    """Return one document of the corpus."""
    return read_document(CORPUS / name)


@cache
def alignment(name: str) -> Alignment:
    """Return the alignment of a plan with the family's parent."""
    return align_documents(document(gold()["parent"]), document(name))


@cache
def report() -> AuditReport:
    """Return the audit of the whole family."""
    documents = [document(name) for name in (gold()["parent"], *plan_names())]
    return audit_lineage(trace_lineage(documents))


@dataclass
class PlanScore:
    """Measures of one plan and what went wrong, one line a fault."""

    links: Tally = field(default_factory=Tally)
    omitted: Tally = field(default_factory=Tally)
    added: Tally = field(default_factory=Tally)
    duties: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    moved: Tally = field(default_factory=Tally)
    facts: Tally = field(default_factory=Tally)
    lost: Tally = field(default_factory=Tally)
    citations: Tally = field(default_factory=Tally)
    letterhead: Tally = field(default_factory=Tally)
    faults_found: Tally = field(default_factory=Tally)
    wrong: list[str] = field(default_factory=list)

    def count(self, name: str, found: set[Any], true: set[Any]) -> None:
        """Count two sets and keep what differs."""
        getattr(self, name).add(found, true)
        self.wrong += [f"{name}: not found: {item}" for item in sorted(map(str, true - found))]
        self.wrong += [f"{name}: not true: {item}" for item in sorted(map(str, found - true))]


def _paths(document: Document, indices: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(document.units[index].path for index in indices)


@cache
def score_plan(name: str) -> PlanScore:
    """Score one plan against the gold."""
    truth = next(plan for plan in gold()["plans"] if plan["file"] == name)
    made = alignment(name)
    score = PlanScore()
    by_paths = {
        (_paths(made.parent, link.parents), _paths(made.child, link.children)): link
        for link in made.links
    }
    _score_pairs(score, truth, made)
    for item in truth["links"]:
        link = by_paths.get((tuple(item["parents"]), tuple(item["children"])))
        if link is not None:
            _score_link(score, item, link)
    _score_facts(score, truth, by_paths)
    _score_faults(score, truth, name)
    score_citations(score, truth["citations"], document(name))
    score_letterhead(score, gold()["letterheads"][name], document(name))
    return score


def _score_pairs(score: PlanScore, truth: Record, made: Alignment) -> None:
    parent, child = made.parent.units, made.child.units
    found = {
        (parent[p].path, child[c].path)
        for link in made.links
        for p in link.parents
        for c in link.children
    }
    true = {(p, c) for item in truth["links"] for p in item["parents"] for c in item["children"]}
    score.count("links", found, true)
    omitted = {
        parent[link.parents[0]].path: link for link in made.links if link.relation == "omitted"
    }
    score.count("omitted", set(omitted), {item["path"] for item in truth["omitted"]})
    for item in truth["omitted"]:
        if link := omitted.get(item["path"]):
            score.count("duties", {(item["path"], link.duty)}, {(item["path"], item["duty"])})
    added = {child[link.children[0]].path for link in made.links if link.relation == "added"}
    score.count("added", added, set(truth["added"]))
    moved = {_paths(made.parent, link.parents) for link in made.links if link.moved}
    score.count(
        "moved", moved, {tuple(item["parents"]) for item in truth["links"] if item["moved"]}
    )


def _score_link(score: PlanScore, item: Record, link: Link) -> None:
    name = tuple(item["parents"])
    said = item["relation"] if link.relation in item.get("also", ()) else link.relation
    score.count("relations", {(name, said)}, {(name, item["relation"])})
    for lost in item.get("lost", ()):
        said_lost = any(_plain(lost) in _plain(text) for text in link.lost)
        score.count("lost", {lost} if said_lost else set(), {lost})


def _score_facts(
    score: PlanScore, truth: Record, by_paths: dict[tuple[tuple[str, ...], tuple[str, ...]], Link]
) -> None:
    """A fact is found where kind, effect and link agree; what counts as false is a false alarm.

    Where a link is gold "changed" only for its facts, each further fact is false; a link that
    has no fact in the gold must report none.
    """
    found = {
        (key[0], key[1], _AMOUNTS.get(change.kind, change.kind), change.effect, place)
        for key, link in by_paths.items()
        for place, change in enumerate(_changes(link))
    }
    true = set()
    for item in truth["facts"]:
        key = (tuple(item["parents"]), tuple(item["children"]))
        kind = _AMOUNTS.get(item["kind"], item["kind"])
        candidates = sorted(f for f in found - true if f[:4] == (*key, kind, item["effect"]))
        true.add(candidates[0] if candidates else (*key, kind, item["effect"], -1))
    score.count("facts", found, true)


def _changes(link: Link) -> list[Any]:
    return [change for change in link.fact_changes if change.effect != "equal"]


def _score_faults(score: PlanScore, truth: Record, name: str) -> None:
    """A fault that was put in on purpose must be a finding of weight at its place."""
    own = document(name).source.sha256
    plan = next(d.doc_id for d in report().documents if d.source.sha256 == own)
    places: set[str] = set()
    for finding in report().findings:
        if finding.plan == plan and finding.severity != "info":
            places |= {f"p:{place.path}" for place in finding.parent_places}
            places |= {f"c:{place.path}" for place in finding.child_places}
            places |= {finding.code}
    for fault in truth["faults"]:
        wanted = [f"c:{path}" for path in fault["children"]] or [f"p:{p}" for p in fault["parents"]]
        hit = any(place in places for place in wanted) if wanted else "A08" in places
        label = (fault["code"], *fault["parents"])
        score.count("faults_found", {label} if hit else set(), {label})


def score_citations(score: PlanScore, truth: list[Record], own: Document) -> None:
    """Count citations by number, date, relation, and the citation that is their subject."""
    numbers = [citation.number for citation in own.citations]
    found = {
        (c.number, str(c.issued), c.relation, numbers[c.subject] if c.subject is not None else None)
        for c in own.citations
        if c.antecedent is None and c.number is not None
    }
    true = {(c["number"], c["issued"], c["relation"], c.get("subject")) for c in truth}
    score.count("citations", found, true)


def score_letterhead(score: PlanScore, truth: Record, own: Document) -> None:
    """Count the letterhead's fields; names agree whether written out or short."""
    for name in FIELDS:
        if name in truth:
            value = getattr(own.letterhead, name)
            said = _plain(str(value)) if value is not None else None
            wanted = _plain(truth[name]) if truth[name] is not None else None
            score.count("letterhead", {(name, said)}, {(name, wanted)})
    for name, origin in truth.get("origins", {}).items():
        score.count("letterhead", {(name, own.letterhead.origins.get(name))}, {(name, origin)})


def _plain(text: str) -> str:
    text = text.casefold().replace("ủy ban nhân dân", "ubnd")
    return " ".join(re.findall(r"\w+", text))


def measures() -> dict[str, float]:
    """Return the family's measures, 0..1."""
    scores = [score_plan(name) for name in plan_names()]

    def total(name: str) -> Tally:
        parts = [getattr(score, name) for score in scores]
        return Tally(
            right=sum(p.right for p in parts),
            found=sum(p.found for p in parts),
            true=sum(p.true for p in parts),
        )

    return {
        "link_f1": total("links").f1,
        "omission_precision": total("omitted").precision,
        "omission_recall": total("omitted").recall,
        "addition_f1": total("added").f1,
        "duty_right": total("duties").recall,
        "relation_right": total("relations").recall,
        "moved_precision": total("moved").precision,
        "moved_recall": total("moved").recall,
        "fact_precision": total("facts").precision,
        "fact_recall": total("facts").recall,
        "lost_clause_recall": total("lost").recall,
        "citation_precision": total("citations").precision,
        "citation_recall": total("citations").recall,
        "letterhead_right": total("letterhead").recall,
        "faults_found": total("faults_found").recall,
    }
