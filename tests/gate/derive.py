"""Children of a parent by labelled operators, with the truth of what became of every unit.

The same parent, seed and half give the same child. Half of the operators' parameters (word lists,
rates, ways to cut) are held out: nothing is tuned on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import msgspec

from doclineage.model import Document, Letterhead

from . import texts
from .material import pick
from .texts import Change
from .tree import Node, grow, plant


class Fate(msgspec.Struct, frozen=True):
    """What became of parent units that went together, or where a child unit came from.

    `relation` is None where any would do; `also` are others that are right too. `facts` is None
    where the facts that should come out are not known for sure.
    """

    parents: tuple[int, ...]
    children: tuple[int, ...]
    operators: tuple[str, ...]
    relation: str | None
    also: frozenset[str] = frozenset()
    moved: bool = False
    facts: tuple[tuple[str, str | None], ...] | None = ()
    lost: tuple[str, ...] = ()


class Derived(msgspec.Struct, frozen=True):
    """A parent, a child, and the truth between them: every unit of both in exactly one fate."""

    parent: Document
    child: Document
    fates: tuple[Fate, ...]
    seed: int
    held_out: bool
    profile: str


@dataclass(frozen=True)
class Profile:
    """How a kind of child is made: chances and counts of the operators."""

    name: str
    local: bool = False
    scanned: bool = False
    omit: float = 0.1
    edit: float = 0.25
    moves: int = 1
    owners: int = 1
    additions: int = 2
    sections_omitted: int = 0
    swaps: int = 0
    tables: int = 0


PROFILES = (
    Profile("copy", omit=0.06, edit=0.2, moves=1, owners=0, additions=1),
    Profile("ward", local=True, omit=0.12, edit=0.4, owners=2, sections_omitted=1),
    Profile("scan", scanned=True, omit=0.08, edit=0.3, moves=1, owners=1, swaps=1),
    Profile(
        "ward-scan", local=True, scanned=True, omit=0.12, edit=0.45, moves=2, owners=2, swaps=1
    ),
    Profile(
        "adapted",
        local=True,
        omit=0.2,
        edit=0.7,
        moves=3,
        owners=3,
        additions=5,
        swaps=1,
        tables=2,
        sections_omitted=1,
    ),
)
#: Shares of syllables that a scan damages.
_RATES = {False: (0.005, 0.015, 0.025), True: (0.01, 0.02, 0.03)}


def derive(parent: Document, seed: int, *, held_out: bool = False) -> Derived:
    """Return one child of `parent` with its truth."""
    profile = PROFILES[seed % len(PROFILES)]
    rng = Random(f"{parent.doc_id}:{seed}:{held_out}")
    work = _Work(parent, rng, profile, held_out=held_out)
    work.run()
    dashed = rng.random() < 0.3
    name = f"{parent.doc_id}-child-{seed}-{'held' if held_out else 'open'}"
    child, nodes = plant(work.root, work.letterhead, name, dashed=dashed)
    fates = tuple(_fates(parent, child, nodes))
    return Derived(
        parent=parent, child=child, fates=fates, seed=seed, held_out=held_out, profile=profile.name
    )


class _Work:
    """One child in the making."""

    def __init__(self, parent: Document, rng: Random, profile: Profile, *, held_out: bool) -> None:
        self.parent = parent
        self.rng = rng
        self.profile = profile
        self.held_out = held_out
        self.root = grow(parent)
        place = rng.choice(pick("places", held_out=held_out))
        self.kind = place["kind"]
        self.unit = f"{place['kind']} {place['name']}"
        self.letterhead = self._letterhead()

    def _letterhead(self) -> Letterhead:
        if self.parent.letterhead.level != "province":
            return self.parent.letterhead
        return Letterhead(
            system="state",
            kind="KH",
            number="27/KH-UBND",
            issued=date(2026, 4, 2),
            issuer=f"UBND {self.unit}",
            level="commune",
            territory=self.unit,
        )

    def run(self) -> None:
        """Apply the operators: units first, then the tree, then names and damage all over."""
        for _ in range(self.profile.sections_omitted):
            self._omit_section()
        for section in self._sections():
            self._edit_section(section)
        self._tables()
        self._owners()
        self._moves()
        self._swaps()
        self._additions()
        if self.profile.local and self.parent.letterhead.level == "province":
            self._localise()
        if self.profile.scanned:
            self._damage()

    # --- the tree ------------------------------------------------------------------------------

    def _sections(self) -> list[Node]:
        """Return the headings (and the root) that hold tasks."""
        holders = [self.root, *(node for node in self.root.walk() if node.kind == "heading")]
        return [node for node in holders if any(_is_task(below) for below in node.below)]

    def _omit_section(self) -> None:
        choices = [
            (above, node)
            for above in [self.root, *self.root.walk()]
            for node in above.below
            if node.kind == "heading"
            and node.below
            and len(above.below) > 1
            and sum(1 for _ in node.walk()) <= 8
        ]
        if choices:
            above, node = self.rng.choice(choices)
            above.below.remove(node)

    def _moves(self) -> None:
        for _ in range(self.rng.randint(0, self.profile.moves)):
            homes = [s for s in self._sections() if s.kind == "heading" and s.zone == "body"]
            rich = [s for s in homes if sum(map(_is_free, s.below)) > 1]
            if not rich or len(homes) < 2:
                return
            old = self.rng.choice(rich)
            new = self.rng.choice([s for s in homes if s is not old])
            node = self.rng.choice([n for n in old.below if _is_free(n)])
            old.below.remove(node)
            new.below.insert(self.rng.randint(0, len(new.below)), node)
            node.moved = True
            node.operators.append("move")

    def _swaps(self) -> None:
        """Let two sections change places; the numbers are made anew, nothing has moved."""
        for _ in range(self.profile.swaps):
            choices = [
                node
                for node in [self.root, *self.root.walk()]
                if sum(n.kind == "heading" and n.zone == "body" for n in node.below) > 1
            ]
            if not choices:
                return
            above = self.rng.choice(choices)
            places = [
                i for i, n in enumerate(above.below) if n.kind == "heading" and n.zone == "body"
            ]
            i, j = self.rng.sample(places, 2)
            above.below[i], above.below[j] = above.below[j], above.below[i]
            for node in (above.below[i], above.below[j]):
                node.operators.append("swap")

    def _owners(self) -> None:
        """Give headings another owner; what stands below stays."""
        headings = [
            node
            for node in self.root.walk()
            if node.kind == "heading"
            and node.zone == "body"
            and _names_owner(node.text)
            and any(_is_task(below) for below in node.below)
        ]
        self.rng.shuffle(headings)
        owners = list(pick("owners", held_out=self.held_out))
        self.rng.shuffle(owners)
        for node, row in zip(headings[: self.profile.owners], owners, strict=False):
            node.text = row["owner"].format(unit=self.unit, kind=self.kind)
            node.operators.append("owner")
            node.loose = True

    def _additions(self) -> None:
        pool = list(pick("additions", held_out=self.held_out))
        self.rng.shuffle(pool)
        for row in pool[: self.rng.randint(0, self.profile.additions)]:
            section = self.rng.choice(self._sections() or [self.root])
            node = Node(text=row["text"], kind="bullet", zone=section.zone, scheme="bullet")
            if section.zone == "body":
                node.operators.append("add")
                section.below.insert(self.rng.randint(0, len(section.below)), node)

    def _tables(self) -> None:
        """Make rows of bullets and a bullet of a row."""
        annexes = [n for n in self.root.below if n.zone == "annex" and n.kind == "heading"]
        for _ in range(self.profile.tables):
            sections = [s for s in self._sections() if s.zone == "body"]
            bullets = [
                (s, n) for s in sections for n in s.below if _is_free(n) and n.kind == "bullet"
            ]
            if annexes and bullets:
                section, node = self.rng.choice(bullets)
                section.below.remove(node)
                self._to_row(node)
                annexes[0].below.append(node)
        rows = [
            (a, n)
            for a in [*annexes, *(m for x in annexes for m in x.walk())]
            for n in a.below
            if n.kind == "row" and _is_free(n)
        ]
        sections = [s for s in self._sections() if s.zone == "body" and s.kind == "heading"]
        if self.profile.tables and rows and sections:
            above, node = self.rng.choice(rows)
            above.below.remove(node)
            node.text = node.cells.get("task", node.text) + "."
            node.kind, node.zone, node.scheme, node.cells = "bullet", "body", "bullet", {}
            node.operators.append("row-to-bullet")
            node.loose = node.moved = True
            self.rng.choice(sections).below.append(node)

    def _to_row(self, node: Node) -> None:
        cells = {"task": node.text.rstrip(".")}
        if self.held_out:
            cells |= {
                "lead": self.rng.choice(pick("owners", held_out=True))["owner"].format(
                    unit=self.unit, kind=self.kind
                ),
                "deadline": "Tháng 9/2026",
            }
        node.text = " | ".join(cells.values())
        node.kind, node.zone, node.scheme, node.cells = "row", "annex", "arabic", cells
        node.operators.append("bullet-to-row")
        node.loose = node.moved = True

    # --- the tasks -----------------------------------------------------------------------------

    def _edit_section(self, section: Node) -> None:
        kept: list[Node] = []
        nodes = list(section.below)
        late: list[Node] = []
        while nodes:
            node = nodes.pop(0)
            if not _is_task(node) or node.below:
                kept.append(node)
                continue
            chance = self.rng.random()
            if chance < self.profile.omit:
                continue
            if chance < self.profile.omit + self.profile.edit:
                kept += self._edited(node, nodes, late)
            else:
                kept.append(node)
        for node in late:
            kept.insert(self.rng.randint(0, max(0, len(kept) - 2)), node)
        section.below = kept

    def _edited(self, node: Node, following: list[Node], late: list[Node]) -> list[Node]:
        """Apply one operator to a task; merging takes the next one along."""
        if node.kind == "row":
            return [node]
        name = self._choose(node.text)
        if name == "merge":
            return self._merge(node, following)
        if name in {"split", "split-far"}:
            return self._split(node, late if name == "split-far" else None)
        self._change(node, name)
        return [node]

    def _choose(self, text: str) -> str:
        """Draw an operator; one on facts only where the text gives it a hold."""
        names = [
            name
            for name in _WEIGHTS
            if name not in _ON_FACTS or self._plain(name, text) is not None
        ]
        return self.rng.choices(names, weights=[_WEIGHTS[name] for name in names])[0]

    def _merge(self, node: Node, following: list[Node]) -> list[Node]:
        other = following[0] if following else None
        if other is None or not _is_task(other) or other.below or other.kind != node.kind:
            return [node]
        following.pop(0)
        node.text = texts.merged(node.text, other.text)
        node.sources += other.sources
        node.operators.append("merge")
        return [node]

    def _split(self, node: Node, late: list[Node] | None) -> list[Node]:
        pieces = texts.halves(node.text, self.rng)
        if pieces is None:
            return [node]
        second = Node(
            text=pieces[1], kind=node.kind, zone=node.zone, scheme=node.scheme, sources=node.sources
        )
        node.text = pieces[0]
        for part in (node, second):
            part.operators.append("split" if late is None else "split-far")
        if late is None:
            return [node, second]
        late.append(second)
        return [node]

    def _change(self, node: Node, name: str) -> None:
        held_out = self.held_out
        if name == "reword":
            level = self.rng.randint(1, 5)
            change = texts.reword(node.text, self.rng, level, held_out=held_out)
            name = f"reword-{level}"
        else:
            change = self._plain(name, node.text)
        if change is None:
            return
        node.text = change.text
        node.operators.append(name)
        node.lost += change.lost
        node.facts += [change.fact] if change.fact else []

    def _plain(self, name: str, text: str) -> Change | None:
        held_out, rng = self.held_out, self.rng
        table: dict[str, Callable[[], Change | None]] = {
            "truncate": lambda: texts.truncate(text, rng, held_out=held_out),
            "deadline": lambda: texts.shift_deadline(text, rng, held_out=held_out),
            "target": lambda: texts.change_target(text, rng, held_out=held_out),
            "modality": lambda: texts.change_modality(text, rng, held_out=held_out),
            "negation": lambda: texts.drop_negation(text),
            "agency": lambda: texts.change_agency(text, rng, held_out=held_out),
            "respell": lambda: texts.respell(text),
        }
        return table[name]()

    # --- all over ------------------------------------------------------------------------------

    def _localise(self) -> None:
        for node in self.root.walk():
            if "add" in node.operators or "owner" in node.operators or "agency" in node.operators:
                continue
            change = texts.localise(node.text, self.unit, self.kind)
            if change is None:
                continue
            node.text = change.text
            node.operators.append("localise")
            for role, cell in node.cells.items():
                again = texts.localise(cell, self.unit, self.kind)
                node.cells[role] = again.text if again else cell

    def _damage(self) -> None:
        rate = self.rng.choice(_RATES[self.held_out])
        for node in self.root.walk():
            if node.kind == "row":
                continue
            text, kinds = texts.damage(node.text, self.rng, rate)
            if kinds - {"none"}:
                node.text = text
                node.operators += [f"ocr-{kind}" for kind in sorted(kinds - {"none"})]


#: How often each operator is chosen for a task that is edited; one that finds no hold copies.
_WEIGHTS = {
    "reword": 6.0,
    "truncate": 4.0,
    "split": 2.5,
    "split-far": 1.5,
    "merge": 3.0,
    "deadline": 5.0,
    "target": 5.0,
    "modality": 4.0,
    "negation": 4.0,
    "agency": 5.0,
    "respell": 1.0,
}


_ON_FACTS = frozenset({"deadline", "target", "modality", "negation", "agency", "respell"})


def _is_task(node: Node) -> bool:
    return node.kind in {"bullet", "paragraph", "row"}


def _is_free(node: Node) -> bool:
    """Tell whether a task stands alone: no part, no whole, nothing below it."""
    bound = {"split", "split-far", "merge", "move", "bullet-to-row", "row-to-bullet"}
    return (
        _is_task(node)
        and not node.below
        and not bound & set(node.operators)
        and len(node.text.split()) > 5
    )


_OWNERS = (
    "Sở ",
    "Ban ",
    "Ủy ban",
    "UBND",
    "Báo ",
    "Đề nghị",
    "Văn phòng",
    "Công an",
    "Cơ quan",
    "Mặt trận",
    "Các sở",
)


def _names_owner(text: str) -> bool:
    return text.startswith(_OWNERS)


# --- the truth -------------------------------------------------------------------------------


def _fates(parent: Document, child: Document, nodes: list[Node]) -> Iterator[Fate]:
    went: dict[int, list[int]] = defaultdict(list)
    _part_strangers(parent, child, nodes)
    for index, node in enumerate(nodes):
        for source in node.sources:
            went[source].append(index)
    done: set[int] = set()
    for source in parent.content():
        if source in done:
            continue
        children = tuple(sorted(went.get(source, ())))
        parents = tuple(sorted({s for c in children for s in nodes[c].sources} or {source}))
        done.update(parents)
        yield _fate(parent, child, parents, children, [nodes[c] for c in children])
    for index, node in enumerate(nodes):
        if not node.sources:
            yield Fate(
                parents=(), children=(index,), operators=tuple(node.operators), relation="added"
            )


def _part_strangers(parent: Document, child: Document, nodes: list[Node]) -> None:
    """A heading with another owner and other tasks is another heading: nothing came over."""
    for index, node in enumerate(nodes):
        if "owner" not in node.operators or not node.sources:
            continue
        below = {s for c in child.children(index) for s in nodes[c].sources}
        if not any(parent.units[s].parent in node.sources for s in below):
            node.sources = ()


def _fate(
    parent: Document,
    child: Document,
    parents: tuple[int, ...],
    children: tuple[int, ...],
    nodes: list[Node],
) -> Fate:
    if not children:
        return Fate(parents=parents, children=(), operators=("omit",), relation="omitted")
    operators = tuple(dict.fromkeys(op for node in nodes for op in node.operators))
    loose = any(node.loose for node in nodes)
    relation, also = _relation(operators)
    left = " ".join(parent.units[p].text for p in parents)
    right = " ".join(child.units[c].text for c in children)
    if _plain(left) == _plain(right):
        relation, also = "identical", frozenset()
    facts = tuple(fact for node in nodes for fact in node.facts)
    unsure = loose or "truncate" in operators or "ocr-digit" in operators
    return Fate(
        parents=parents,
        children=children,
        operators=operators or ("copy",),
        relation=None if loose else relation,
        also=also,
        moved=any(node.moved for node in nodes),
        facts=None if unsure else facts,
        lost=tuple(lost for node in nodes for lost in node.lost),
    )


_FACTUAL = frozenset({"deadline", "target", "modality", "negation", "agency", "truncate"})


def _relation(operators: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """Return the gravest relation that the operators call for, and others that are right too."""
    kinds = set(operators)
    damaged = {op for op in kinds if op.startswith("ocr")}
    level = max((int(op[-1]) for op in kinds if op.startswith("reword")), default=0)
    if kinds & _FACTUAL:
        return "changed", frozenset()
    if level:
        # From level 3 on whole clauses may read as new ones.
        return "reworded", frozenset({"changed"} if level >= 3 else ())
    # A lost syllable or digit is an edit to whoever does not see the page.
    also = {"changed"} if "ocr-digit" in damaged else set()
    also |= {"reworded"} if damaged & {"ocr-digit", "ocr-syllable"} else set()
    if kinds & {"merge", "split", "split-far"}:
        also.add("reworded")
    if "localise" in kinds:
        return "localised", frozenset(also)
    if damaged:
        return "noise", frozenset(also)
    return "identical", frozenset(also)


def _plain(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()
