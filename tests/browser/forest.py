"""Graphs of many documents, made of values: wards under one plan, communes under provinces."""

from __future__ import annotations

from datetime import date

from doclineage.lineage import LineageGraph
from doclineage.model import (
    Comparison,
    Document,
    Letterhead,
    Lineage,
    LineageEdge,
    LineageNode,
    Link,
    Source,
    Unit,
)

_NAMES = ("Hoàn Kiều", "Đông Đảo", "Bến Nghiêng", "Phước Thượng", "Nghĩa Trường", "Yên Xuyên")


def paper(
    name: str, issuer: str, *, level: str, present: bool = True, title: str | None = None
) -> LineageNode:
    return LineageNode(
        id=name.lower().replace("/", "-"),
        number=name,
        kind=name.rsplit("/", 1)[-1].split("-", 1)[0],
        issued=date(2026, 4, 1) if present else None,
        issuer=issuer,
        title=title,
        present=present,
        sources=(f"{name.replace('/', '-')}.docx",) if present else (),
        level=level,
    )


def answer(child: LineageNode, parent: LineageNode, **fields) -> LineageEdge:
    known = {
        "relation": "implements",
        "evidence": f"Thực hiện {parent.number} của {parent.issuer}",
        "unit": "head/p1",
        "confidence": 1.0,
    }
    return LineageEdge(source=child.id, target=parent.id, **(known | fields))


def document(node: LineageNode, units: int) -> Document:
    """Return a document of so many tasks that a node stands for."""
    return Document(
        doc_id=node.id,
        source=Source(path=node.sources[0], sha256=node.id, media_type="text/plain"),
        letterhead=Letterhead(number=node.number, issuer=node.issuer, territory=node.issuer[5:]),
        units=tuple(
            Unit(path=f"b{i}", zone="body", kind="bullet", marker=None, text=f"Việc {i}", parent=-1)
            for i in range(units)
        ),
    )


def wards(count: int) -> LineageGraph:
    """Return one directive, one plan that carries it out, and `count` wards that answer it."""
    top = paper("12-CT/TU", "Tỉnh ủy Sông Lam", level="province", present=False)
    old = paper("90/KH-UBND", "UBND tỉnh Sông Lam", level="province", title="Kế hoạch năm trước")
    plan = paper(
        "118/KH-UBND",
        "UBND tỉnh Sông Lam",
        level="province",
        title="Cải cách hành chính và chuyển đổi số phục vụ người dân, doanh nghiệp năm 2026",
    )
    nodes = [top, old, plan]
    edges = [answer(plan, top), answer(plan, old, relation="replaces")]
    documents = [document(plan, 10)]
    comparisons = []
    for number in range(201, count + 201):
        kind = "phường" if number % 3 else "xã"
        issuer = f"UBND {kind} {_NAMES[number % len(_NAMES)]} {number}"
        ward = paper(f"{number}/KH-UBND", issuer, level="commune", present=number % 25 != 0)
        nodes.append(ward)
        edges.append(answer(ward, plan, confidence=0.5 if number == 207 else 1.0))
        if ward.present:
            documents.append(document(ward, 10))
            kept = 10 if number % 4 else 8 if number % 8 else 5
            comparisons.append(_compared(plan, ward, kept))
    lineage = Lineage(
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.target, edge.relation))),
    )
    return LineageGraph(tuple(documents), lineage, (), tuple(comparisons))


def _compared(plan: LineageNode, ward: LineageNode, kept: int) -> Comparison:
    links = tuple(
        Link(
            parents=(i,),
            children=(i,) if i < kept else (),
            relation="identical" if i < kept else "omitted",
            score=1.0,
            coverage=1.0 if i < kept else 0.0,
        )
        for i in range(10)
    )
    return Comparison(parent=plan.id, child=ward.id, links=links)


def country(provinces: int = 34, communes: int = 3321) -> LineageGraph:
    """Return a central directive, a plan of every province, and the communes below those."""
    top = paper("57-NQ/TW", "Bộ Chính trị", level="central")
    nodes, edges = [top], []
    plans = []
    for number in range(provinces):
        issuer = f"UBND tỉnh {_NAMES[number % len(_NAMES)]} {number + 1}"
        plan = paper(f"{1000 + number}/KH-UBND", issuer, level="province")
        plans.append(plan)
        edges.append(answer(plan, top))
    for number in range(communes):
        issuer = f"UBND xã {_NAMES[number % len(_NAMES)]} {number}"
        commune = paper(f"{number}/KH-UBND-{number}", issuer, level="commune")
        nodes.append(commune)
        edges.append(answer(commune, plans[number % provinces]))
    return LineageGraph((), Lineage(nodes=(*nodes, *plans), edges=tuple(edges)))


def two_parents() -> LineageGraph:
    """Return a plan that answers two directives, one of them cited wrongly."""
    one = paper(
        "5-NQ/TU", "Tỉnh ủy Sông Lam", level="province", title="Nghị quyết về chuyển đổi số"
    )
    two = paper("118/KH-UBND", "UBND tỉnh Sông Lam", level="province")
    plan = paper("45/KH-UBND", "UBND phường Bến Đò", level="commune")
    edges = (answer(plan, one), answer(plan, two, confidence=0.3))
    return LineageGraph((), Lineage(nodes=(one, two, plan), edges=edges))


def hostile() -> LineageGraph:
    """Return documents whose names try to be markup, formulas, or endless."""
    words = ('"><script>document.title="taken"</script>', "W" * 10_000, "\u202eđảo\u202c & <b>")
    nodes = [
        paper(f"{i}/KH{text}", f"UBND {text}", level="commune", title=f"Về {text}")
        for i, text in enumerate(words)
    ]
    edges = [answer(nodes[1], nodes[0]), answer(nodes[2], nodes[0], confidence=0.1)]
    return LineageGraph((), Lineage(nodes=tuple(nodes), edges=tuple(edges)))


def repealing(count: int) -> LineageGraph:
    """Return a decree that repeals `count` absent ones and is itself amended by a later one."""
    new = paper("214/2025/NĐ-CP", "Chính phủ", level="central", title="Quy định chi tiết")
    later = paper("30/2026/NĐ-CP", "Chính phủ", level="central", title="Sửa đổi Nghị định 214")
    old = [
        paper(f"{i}/2017/NĐ-CP", "Chính phủ", level="central", present=False) for i in range(count)
    ]
    edges = [answer(new, each, relation="repeals") for each in old]
    edges.append(answer(later, new, relation="amends"))
    return LineageGraph((), Lineage(nodes=(later, new, *old), edges=tuple(edges)))
