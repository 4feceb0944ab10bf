"""What an aligner got right of the truth: counts that add up over many children."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from doclineage.model import Alignment, Document, Link

from .derive import Derived, Fate

Pair = tuple[int, int]
MATCHED = ("identical", "noise", "localised", "reworded", "changed")
#: Facts that one reader calls a target and another a quantity.
_AMOUNTS = {"quantity": "target"}
_BINS = (0.7, 0.85, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)


@dataclass
class Tally:
    """Right, found and true: precision, recall and F1 of one thing."""

    right: int = 0
    found: int = 0
    true: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is true."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is true that was found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.found + self.true
        return 2 * self.right / total if total else 1.0

    def add(self, found: set[object], true: set[object]) -> None:
        """Count one comparison of two sets."""
        self.right += len(found & true)
        self.found += len(found)
        self.true += len(true)


@dataclass
class Miss:
    """One thing that went wrong, with enough to see why."""

    kind: str
    derived: Derived
    fate: Fate | None
    said: tuple[Link, ...]


@dataclass
class Score:
    """All measures over some children."""

    links: Tally = field(default_factory=Tally)
    omitted: Tally = field(default_factory=Tally)
    omitted_headings: Tally = field(default_factory=Tally)
    moved: Tally = field(default_factory=Tally)
    facts: Tally = field(default_factory=Tally)
    effects: Tally = field(default_factory=Tally)
    lost: Tally = field(default_factory=Tally)
    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """Recall of whole splits, merges and headings with another owner."""
    operators: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """Recall of the links of each operator."""
    relations: Counter[tuple[str, str]] = field(default_factory=Counter)
    bins: dict[float, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """Right links among those whose score says how likely they are, by the upper edge."""
    promised: Counter[float] = field(default_factory=Counter)
    """The sum of the scores of each bin."""
    misses: list[Miss] = field(default_factory=list)
    children: int = 0

    @property
    def relation_f1(self) -> float:
        """Macro-F1 of the relation over links that are paired rightly."""
        return sum(tally.f1 for tally in self.by_relation().values()) / len(MATCHED)

    def by_relation(self) -> dict[str, Tally]:
        """Return precision and recall of every relation of matched units."""
        return {
            name: Tally(
                right=self.relations[name, name],
                found=sum(n for (_, said), n in self.relations.items() if said == name),
                true=sum(n for (true, _), n in self.relations.items() if true == name),
            )
            for name in MATCHED
        }


def pairs_of(alignment: Alignment) -> set[Pair]:
    """Return every unit pair that stands in one link."""
    return {(p, c) for link in alignment.links for p in link.parents for c in link.children}


def true_pairs(derived: Derived) -> set[Pair]:
    """Return every unit pair that truly belongs together."""
    return {(p, c) for fate in derived.fates for p in fate.parents for c in fate.children}


def score_pairs(score: Score, derived: Derived, found: set[Pair]) -> None:
    """Count what needs only pairs: this is all that peers can give."""
    true = true_pairs(derived)
    score.children += 1
    score.links.add(set(found), set(true))
    _score_omissions(score, derived, found, true)
    for fate in derived.fates:
        own = {(p, c) for p in fate.parents for c in fate.children}
        for operator in fate.operators if own else ():
            score.operators[operator].add(found & own, set(own))
        for name in {
            "split",
            "split-far",
            "merge",
            "owner",
            "swap",
            "row-to-bullet",
            "bullet-to-row",
            "move",
        } & set(fate.operators):
            whole = len(own) > 1 or name not in {"split", "split-far", "merge"}
            if own and whole:
                score.groups[name].add({fate} if own <= found else set(), {fate})


def _score_omissions(score: Score, derived: Derived, found: set[Pair], true: set[Pair]) -> None:
    units = derived.parent.units
    kept, said = {p for p, _ in true}, {p for p, _ in found}
    for tally, heading in ((score.omitted, False), (score.omitted_headings, True)):
        own = {p for p in derived.parent.content() if (units[p].kind == "heading") == heading}
        tally.add(set(own - said), set(own - kept))


def score_alignment(score: Score, derived: Derived, alignment: Alignment) -> None:
    """Count everything that a judged alignment says."""
    score_pairs(score, derived, pairs_of(alignment))
    by_units = {(link.parents, link.children): link for link in alignment.links}
    owner = {p: link for link in alignment.links for p in link.parents}
    maker = {c: link for link in alignment.links for c in link.children}
    fates = {(fate.parents, fate.children): fate for fate in derived.fates}
    for key, fate in fates.items():
        link = by_units.get(key)
        said = tuple(
            dict.fromkeys([*(owner[p] for p in fate.parents), *(maker[c] for c in fate.children)])
        )
        if link is None:
            score.misses.append(Miss("link", derived, fate, said))
        elif fate.parents and fate.children:
            _score_verdict(score, derived, fate, link)
    _score_moves(score, derived, alignment)
    true = true_pairs(derived)
    for link in alignment.links:
        if link.parents and link.children:
            own = {(p, c) for p in link.parents for c in link.children}
            edge = next(edge for edge in _BINS if link.score <= edge)
            score.bins[edge].add({link} if own <= true else set(), {link})
            score.promised[edge] += link.score


def _score_verdict(score: Score, derived: Derived, fate: Fate, link: Link) -> None:
    if fate.relation is not None:
        said = fate.relation if link.relation in fate.also else link.relation
        score.relations[fate.relation, said] += 1
        if said != fate.relation:
            score.misses.append(Miss("relation", derived, fate, (link,)))
    if fate.facts is not None:
        _score_facts(score, derived, fate, link)
    if fate.lost:
        lost = {_words(text) for text in fate.lost}
        said_lost = (
            _words(" ".join(link.lost))
            + " "
            + " ".join(_words(edit.parent_text) for edit in link.edits if not edit.child_text)
        )
        score.lost.add({text for text in lost if text in said_lost}, set(lost))


def _score_facts(score: Score, derived: Derived, fate: Fate, link: Link) -> None:
    damaged = any(operator.startswith("ocr") for operator in fate.operators)
    # On a damaged word a doubt ("unknown") is neither right nor wrong.
    silent = {"equal", "unknown"} if damaged else {"equal"}
    found = Counter(
        _AMOUNTS.get(change.kind, change.kind)
        for change in link.fact_changes
        if change.effect not in silent
    )
    true = Counter(kind for kind, _ in fate.facts or ())
    right = found & true
    score.facts.right += right.total()
    score.facts.found += found.total()
    score.facts.true += true.total()
    if found != true:
        score.misses.append(Miss("fact", derived, fate, (link,)))
    wanted = {(kind, effect) for kind, effect in fate.facts or () if effect is not None}
    effects = {
        (_AMOUNTS.get(change.kind, change.kind), change.effect) for change in link.fact_changes
    }
    score.effects.add({fact for fact in wanted if fact in effects}, set(wanted))


def _score_moves(score: Score, derived: Derived, alignment: Alignment) -> None:
    true = {(fate.parents, fate.children) for fate in derived.fates if fate.moved}
    found = {(link.parents, link.children) for link in alignment.links if link.moved}
    score.moved.add(set(found), set(true))
    by_parents = {fate.parents: fate for fate in derived.fates}
    for key in found ^ true:
        said = tuple(link for link in alignment.links if (link.parents, link.children) == key)
        score.misses.append(Miss("moved", derived, by_parents.get(key[0]), said))


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def run(children: Iterable[Derived], align: Callable[[Document, Document], Alignment]) -> Score:
    """Return the score of an aligner over children."""
    score = Score()
    for derived in children:
        score_alignment(score, derived, align(derived.parent, derived.child))
    return score


def run_peer(children: Iterable[Derived], peer: Callable[[Document, Document], set[Pair]]) -> Score:
    """Return the score of a peer that gives pairs only."""
    score = Score()
    for derived in children:
        score_pairs(score, derived, peer(derived.parent, derived.child))
    return score
