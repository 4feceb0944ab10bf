"""The directive tree as one page: search, fold, and every document's details at a click."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from doclineage.lineage import LineageGraph
from doclineage.model import LineageEdge
from doclineage.reporting.page import render_page
from doclineage.reporting.tree_data import Paper, Tree, build_tree
from doclineage.reporting.tree_svg import look, sign_of, standing, summary, tree_svg
from doclineage.wording import Language, say, sentences, shorten

#: Evidence is for recognising a passage, not for reading it.
_EVIDENCE = 240
#: What the page's script says.
_WORDS = ("found", "fold", "close", "back", "above", "below", "cites", "files")


def tree_page(graph: LineageGraph, language: Language) -> bytes:
    """Return a graph as a page."""
    tree = build_tree(graph)
    return render_page(
        "tree.html.j2",
        _data(graph, tree, language),
        language,
        styles=("base", "diagram", "tree"),
        scripts=("core", "tree"),
        picture=tree_svg(tree, language, alone=False),
        summary=summary(tree, language),
    )


def _data(graph: LineageGraph, tree: Tree, language: Language) -> dict[str, Any]:
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
        "words": {name: _open(f"tree.{name}", language) for name in _WORDS},
        "papers": {
            key: _paper(paper, language)
            | {
                "above": above[key],
                "below": tree.below.get(key, ()),
                "cites": [_citation(edge, names, language) for edge in edges[key]],
            }
            for key, paper in tree.papers.items()
        },
        "groups": {
            f"{block.key}/{province}": members
            for block in tree.blocks
            for province, members in (block.groups or (("", block.members),))
        },
    }


def _open(code: str, language: Language) -> str:
    """Return a sentence whose blanks the page fills."""
    said = sentences("tree")[code]
    return said.vi if language == "vi" else said.en


def _paper(paper: Paper, language: Language) -> dict[str, Any]:
    node = paper.node
    return {
        "name": paper.name,
        "place": paper.place,
        "issuer": node.issuer,
        "title": node.title,
        "level": node.level and say(f"level.{node.level}", language),
        "files": node.sources,
        "standing": standing(paper, language),
        "look": look(paper),
        "sign": sign_of(paper),
    }


def _citation(edge: LineageEdge, names: dict[str, str], language: Language) -> list[object]:
    said = say(f"citation.{edge.relation}", language)
    return [said, edge.target, names[edge.target], edge.unit, shorten(edge.evidence, _EVIDENCE)]
