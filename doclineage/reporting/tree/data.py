"""A graph as a tree to be drawn: documents, who answers whom, wide fan-outs folded into blocks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple

from doclineage.lineage import LineageGraph, coverage
from doclineage.model import (
    CitationRelation,
    Document,
    LineageEdge,
    LineageNode,
    NodeState,
    Severity,
)
from doclineage.reporting.tree.branches import answers
from doclineage.vietnamese.agencies import issuer_territory
from doclineage.vietnamese.kinds import kind_name
from doclineage.vietnamese.normalise import fold_marks

Cover = Literal["good", "part", "poor", "none"]
#: What one document does to another's validity; these are drawn beside the tree.
CHANGES: frozenset[CitationRelation] = frozenset(
    {"amends", "supplements", "replaces", "repeals", "suspends", "corrects", "extends"}
)
_ENDED: frozenset[NodeState] = frozenset({"replaced", "repealed", "suspended", "expired"})
_ENDING: frozenset[CitationRelation] = frozenset({"replaces", "repeals", "suspends"})
#: So many siblings stand beside each other; more become one block (six boxes fill a screen).
FOLD_FROM = 7
#: So many papers of one layer stand in two rows; where there are more, smaller families fold.
_LAYER, _FOLD_CROWDED = 10, 3
#: A document at the top that so many answer is never folded among those beside it.
_HEADS = 2
#: So many cells of a block are legible on one screen; more are grouped by what is above them.
BLOCK_CELLS = 160
#: Below this a citation is drawn as doubtful; resolved ones have 0.8 and more.
_SURE = 0.6


class Paper(NamedTuple):
    """A document in the tree; `cover` is how much of its first parent it carries.

    `found` counts what an audit holds against it by weight, None where nobody has audited it.
    """

    node: LineageNode
    name: str
    place: str
    share: float | None
    cover: Cover
    stale: bool
    province: str | None
    found: Mapping[Severity, int] | None = None


class Branch(NamedTuple):
    """One line of the tree, from the directive to what answers it."""

    parent: str
    child: str
    sure: bool
    relation: CitationRelation | None = None


class Block(NamedTuple):
    """Many siblings in one box; `groups` are those that stand folded, by what is above them."""

    key: str
    members: tuple[str, ...]
    groups: tuple[tuple[str, tuple[str, ...]], ...]


class Tree(NamedTuple):
    """All that a picture needs; `shown` are the papers that have a box of their own.

    `undrawn` counts what is absent and only rested on: laws, whose many lines would hide the tree.
    """

    papers: Mapping[str, Paper]
    below: Mapping[str, tuple[str, ...]]
    shown: tuple[str, ...]
    blocks: tuple[Block, ...]
    branches: tuple[Branch, ...]
    layers: Mapping[str, int]
    undrawn: int


def build_tree(graph: LineageGraph) -> Tree:
    """Return the tree of a graph."""
    sure = answers(graph)
    below = {name: tuple(found) for name, found in sure.items()}
    changes = [edge for edge in graph.lineage.edges if edge.relation in CHANGES]
    papers = _papers(graph, below, changes)
    order = {name: [*found] for name, found in below.items()}
    for edge in changes:  # what changes another stands below it, as what answers it does
        order.setdefault(edge.target, []).append(edge.source)
    layers = _layers(papers, order)
    blocks, hidden = _blocks(papers, below, changes, layers)
    shown = tuple(name for name in papers if name not in hidden)
    doubtful = {
        (edge.target, edge.source)
        for edge in graph.lineage.edges
        if edge.relation == "implements" and edge.confidence < _SURE
    }
    branches = [
        Branch(parent, child, sure[parent][child] and (parent, child) not in doubtful)
        for parent, children in below.items()
        for child in children
        if parent in papers and child in papers
    ]
    branches += [
        Branch(edge.target, edge.source, sure=True, relation=edge.relation) for edge in changes
    ]
    undrawn = len(graph.lineage.nodes) - len(papers)
    return Tree(papers, below, shown, tuple(blocks), tuple(branches), layers, undrawn)


# --- papers ----------------------------------------------------------------------------------


def _papers(
    graph: LineageGraph, below: Mapping[str, tuple[str, ...]], changes: Iterable[LineageEdge]
) -> dict[str, Paper]:
    """Return what is drawn: what is here, what is answered, what changes another."""
    drawn = {*below, *(name for found in below.values() for name in found)}
    drawn |= {name for edge in changes for name in (edge.source, edge.target)}
    stale = {edge.target for edge in graph.lineage.edges if edge.relation in _ENDING}
    stale |= {node.id for node in graph.lineage.nodes if node.state in _ENDED}
    here = {document.doc_id: document for document in graph.documents}
    shares, found = _shares(graph), _found(graph)
    return {
        node.id: _paper(
            graph, node, here.get(node.id), shares.get(node.id), stale=node.id in stale
        )._replace(found=found.get(node.id))
        for node in graph.lineage.nodes
        if node.present or node.id in drawn
    }


def _paper(
    graph: LineageGraph,
    node: LineageNode,
    document: Document | None,
    share: float | None,
    *,
    stale: bool,
) -> Paper:
    head = document.letterhead if document else None
    kind = ((kind_name(node.kind) if node.kind else None) or node.kind or "").capitalize()
    file = PurePath(node.sources[0]).name if node.sources else None
    name = node.number or " ".join(filter(None, [kind, node.title])) or file or node.id
    place = issuer_territory(node.issuer) or node.issuer or name
    cover: Cover = "none"
    if share is not None:
        settings = graph.settings
        cover = "poor" if share < settings.cover_poor else "part"
        cover = "good" if share >= settings.cover_good else cover
    return Paper(node, name, place, share, cover, stale, head.superior if head else None)


def _shares(graph: LineageGraph) -> dict[str, float]:
    """Return how much of its first parent each plan carries, as far as it was compared."""
    shares: dict[str, float] = {}
    here = {document.doc_id: document for document in graph.documents}
    for comparison in graph.comparisons:
        share = coverage(here[comparison.parent], comparison)
        if share is not None:
            shares.setdefault(comparison.child, share)
    return shares


def _found(graph: LineageGraph) -> dict[str, Counter[Severity]]:
    """Return what weighs on each document that was audited; what a person accepted does not."""
    if graph.findings is None:
        return {}
    found: dict[str, Counter[Severity]] = {pair.child: Counter() for pair in graph.comparisons}
    for finding in graph.findings:
        if finding.waived is None:
            found.setdefault(finding.plan, Counter())[finding.severity] += 1
    return found


# --- layers and blocks -----------------------------------------------------------------------


def _layers(papers: Iterable[str], below: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return each paper's layer: one deeper than the deepest that it answers; circles are cut."""
    layers = dict.fromkeys(papers, 0)
    above: defaultdict[str, int] = defaultdict(int)
    for children in below.values():
        for child in children:
            above[child] += 1
    ready = [name for name in layers if not above[name]]
    done: set[str] = set()
    while len(done) < len(layers):
        if not ready:  # a circle: begin anywhere in it, by name
            ready = [min(set(layers) - done)]
        name = ready.pop()
        if name in done:
            continue
        done.add(name)
        for child in below.get(name, ()):
            if child in layers and child not in done:
                layers[child] = max(layers[child], layers[name] + 1)
                above[child] -= 1
                if above[child] <= 0:
                    ready.append(child)
    return layers


def _blocks(
    papers: Mapping[str, Paper],
    below: Mapping[str, tuple[str, ...]],
    changes: Iterable[LineageEdge],
    layers: Mapping[str, int],
) -> tuple[list[Block], set[str]]:
    """Return the blocks of many siblings, and the papers that have no box of their own."""
    above: defaultdict[str, list[str]] = defaultdict(list)
    for parent, children in below.items():
        for child in children:
            above[child].append(parent)
    changers: defaultdict[str, set[str]] = defaultdict(set)
    for edge in changes:
        changers[edge.target].add(edge.source)
    changing = {edge.source for edge in changes}
    siblings: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in papers:
        if not above[name] and len(below.get(name, ())) >= _HEADS:
            continue  # a directive with its plans is what the tree is drawn for
        if name not in changing and name not in changers:
            siblings[tuple(sorted(above[name]))].append(name)
        elif name not in changing and not above[name] and name not in below:
            # Old documents that one new document changes: they stand together above it.
            siblings["changed", *sorted(changers[name])].append(name)
    crowded = _crowded(siblings.values(), layers)
    blocks: list[Block] = []
    hidden: set[str] = set()
    # From the top down: what stands below a folded paper is folded with it.
    for _, members in sorted(siblings.items(), key=lambda s: (layers[s[1][0]], s[0])):
        fold_from = _FOLD_CROWDED if layers[members[0]] in crowded else FOLD_FROM
        if len(members) >= fold_from and members[0] not in hidden:
            ordered = tuple(sorted(members, key=lambda name: _order(papers[name])))
            blocks.append(Block(f"block-{len(blocks)}", ordered, _groups(papers, ordered)))
            hidden |= _only_below(members, below, above)
    return blocks, hidden


def _crowded(families: Iterable[Sequence[str]], layers: Mapping[str, int]) -> set[int]:
    """Return the layers that would be too wide if only the largest families were folded."""
    lone = Counter(
        layers[name] for family in families if len(family) < FOLD_FROM for name in family
    )
    return {layer for layer, count in lone.items() if count > _LAYER}


def _order(paper: Paper) -> tuple[str, str]:
    # "Phường 2" comes before "Phường 11", 2/2017 before 11/2017.
    place, name = (
        re.sub(r"\d+", lambda digits: digits[0].zfill(6), text)
        for text in (fold_marks(paper.place), paper.node.id)
    )
    return place, name


def _only_below(
    members: Iterable[str],
    below: Mapping[str, tuple[str, ...]],
    above: Mapping[str, list[str]],
) -> set[str]:
    """Return what is reached through folded papers alone."""
    inside = set(members)
    waiting = list(inside)
    while waiting:
        for child in below.get(waiting.pop(), ()):
            if child not in inside and set(above[child]) <= inside:
                inside.add(child)
                waiting.append(child)
    return inside


def _groups(
    papers: Mapping[str, Paper], members: tuple[str, ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the members by province where they are too many to show and provinces are known."""
    if len(members) <= BLOCK_CELLS:
        return ()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in members:
        found[papers[name].province or ""].append(name)
    if len(found) == 1:
        return ()
    return tuple((province, tuple(found[province])) for province in sorted(found))
