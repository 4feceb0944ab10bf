"""The directive tree as one page: search, fold, and every document's details at a click."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from doclineage.lineage import LineageGraph
from doclineage.model import LineageEdge
from doclineage.reporting.page import render_page
from doclineage.reporting.tree.data import Paper, Tree, build_tree
from doclineage.reporting.tree.picture import summary
from doclineage.reporting.tree.signs import key_of, look, sign_of, standing
from doclineage.reporting.tree.svg import tree_svg
from doclineage.wording import Language, phrase, sentences, shorten

#: Evidence is for recognising a passage, not for reading it.
_EVIDENCE = 240
_LANGUAGE = "report.language"


def tree_page(graph: LineageGraph, language: Language) -> bytes:
    """Return a graph as a page."""
    tree = build_tree(graph)
    return render_page(
        "tree.html.j2",
        _data(graph, tree),
        language,
        styles=("base", "diagram", "tree"),
        scripts=("core", "words", "tree"),
        keys=key_of(tree.papers.values()),
        picture=tree_svg(tree, language, alone=False),
        summary=summary(tree, language),
    )


def _data(graph: LineageGraph, tree: Tree) -> dict[str, Any]:
    above: defaultdict[str, list[str]] = defaultdict(list)
    for parent, children in tree.below.items():
        for child in children:
            above[child].append(parent)
    edges: defaultdict[str, list[LineageEdge]] = defaultdict(list)
    for edge in graph.lineage.edges:
        if edge.source not in tree.below.get(edge.target, ()):
            edges[edge.source].append(edge)
    names = {node.id: node.number or node.title or node.id for node in graph.lineage.nodes}
    return {
        "words": sentences("tree") | {_LANGUAGE: phrase(_LANGUAGE)},
        "summary": _in_both(lambda language: summary(tree, language)),
        "papers": {
            key: _paper(paper)
            | {
                "above": above[key],
                "below": tree.below.get(key, ()),
                "cites": [_citation(edge, names) for edge in edges[key]],
            }
            for key, paper in tree.papers.items()
        },
        "groups": {
            f"{block.key}/{province}": members
            for block in tree.blocks
            for province, members in (block.groups or (("", block.members),))
        },
    }


def _in_both(make: Callable[[Language], str]) -> list[str]:
    """Return a text in Vietnamese and English, as the page's script takes it."""
    return [make("vi"), make("en")]


def _paper(paper: Paper) -> dict[str, Any]:
    node = paper.node
    return {
        "name": paper.name,
        "place": paper.place,
        "issuer": node.issuer,
        "title": node.title,
        "level": node.level and phrase(f"level.{node.level}"),
        "files": node.sources,
        "standing": _in_both(lambda language: standing(paper, language)),
        "look": look(paper),
        "sign": sign_of(paper),
    }


def _citation(edge: LineageEdge, names: dict[str, str]) -> list[object]:
    said = phrase(f"citation.{edge.relation}")
    return [said, edge.target, names[edge.target], edge.unit, shorten(edge.evidence, _EVIDENCE)]
