"""Plans made of pieces: a province's plan of about sixty units, different for every seed."""

from __future__ import annotations

from datetime import date
from random import Random

from doclineage.model import Document, Letterhead

from .material import pick
from .texts import lower_first, upper_first
from .tree import Node, plant


class _Pieces:
    """Draws pieces of a role, each once before any repeats."""

    def __init__(self, rng: Random, *, held_out: bool) -> None:
        self._rng = rng
        self._held_out = held_out
        self._left: dict[str, list[str]] = {}

    def draw(self, role: str) -> str:
        """Return one piece."""
        if not self._left.get(role):
            own = [
                r["text"] for r in pick("plan_parts", held_out=self._held_out) if r["role"] == role
            ]
            other = [
                r["text"]
                for r in pick("plan_parts", held_out=not self._held_out)
                if r["role"] == role and role in {"verb", "object", "manner", "top"}
            ]
            found = own + other
            self._rng.shuffle(found)
            self._left[role] = found
        return self._left[role].pop()


def plan(seed: int, *, held_out: bool = False, sections: int = 3) -> Document:
    """Return a synthetic plan of a province."""
    rng = Random(f"plan:{seed}:{held_out}")
    pieces = _Pieces(rng, held_out=held_out)
    root = Node(text="", kind="root")
    for number, title in enumerate(_TOPS):
        top = Node(text=title, kind="heading", scheme="roman")
        root.below.append(top)
        if number == 0:
            top.below += [_bullet(pieces.draw("purpose")) for _ in range(3)]
        elif number == 1:
            top.below += [_section(pieces.draw("section"), rng, pieces) for _ in range(sections)]
        else:
            top.below += [_section(pieces.draw("owner"), rng, pieces, most=3) for _ in range(5)]
    root.below.append(Node(text=pieces.draw("closing"), kind="paragraph"))
    root.below.append(_annex(rng, pieces))
    head = Letterhead(
        system="state",
        kind="KH",
        number=f"{100 + seed}/KH-UBND",
        issued=date(2026, 3, 10),
        issuer="UBND tỉnh Đông Giang",
        level="province",
        territory="tỉnh Đông Giang",
    )
    return plant(root, head, f"plan-{seed}-{'held' if held_out else 'open'}")[0]


_TOPS = ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ TRỌNG TÂM", "TỔ CHỨC THỰC HIỆN")


def _bullet(text: str) -> Node:
    return Node(text=text, kind="bullet", scheme="bullet")


def _section(title: str, rng: Random, pieces: _Pieces, *, most: int = 5) -> Node:
    heading = Node(text=title, kind="heading", scheme="arabic")
    heading.below += [_bullet(_task(rng, pieces)) for _ in range(rng.randint(2, most))]
    return heading


def _task(rng: Random, pieces: _Pieces) -> str:
    """Return one task: what, how, how much, until when, in one to four clauses."""
    clauses = [f"{pieces.draw('verb')} {pieces.draw('object')}, {pieces.draw('manner')}"]
    if rng.random() < 0.6:
        clauses.append(f"{lower_first(pieces.draw('verb'))} {pieces.draw('object')}")
    if rng.random() < 0.45:
        clauses.append(pieces.draw("measure"))
    if rng.random() < 0.5:
        clauses.append(pieces.draw("time"))
    return upper_first("; ".join(clauses)) + "."


def _annex(rng: Random, pieces: _Pieces) -> Node:
    title = "PHỤ LỤC Danh mục nhiệm vụ cụ thể (Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh)"
    annex = Node(text=title, kind="heading", zone="annex")
    for _ in range(rng.randint(4, 7)):
        cells = {
            "task": f"{pieces.draw('verb')} {pieces.draw('object')}",
            "lead": pieces.draw("owner"),
            "deadline": upper_first(pieces.draw("time")),
        }
        row = Node(text=" | ".join(cells.values()), kind="row", zone="annex", cells=cells)
        annex.below.append(row)
    return annex
