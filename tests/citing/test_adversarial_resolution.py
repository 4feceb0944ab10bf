"""Numbers that every commune has: bound when one document remains, otherwise left open, and why."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from citation_scores import unit
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage.citing import find_citations, near_matches, resolutions, resolve
from doclineage.citing.matching import TITLE_FLOOR, Candidate, title_likeness
from doclineage.model import Citation, Document, Letterhead, Source
from doclineage.pipeline import trace_lineage

DAY = date(2026, 3, 12)
MANY = 200


def document(name: str, *texts: str, **head: Any) -> Document:
    units = tuple(unit(text) for text in texts)
    fields = {"kind": "KH", "number": "15/KH-UBND", "issued": DAY, **head}
    return Document(
        doc_id=name,
        source=Source(path=f"{name}.txt", sha256=name, media_type="text/plain"),
        letterhead=Letterhead(**{k: v for k, v in fields.items() if v is not None}),
        units=units,
        citations=find_citations(units),
    )


SYLLABLES = ("An", "Bình", "Cao", "Dương", "Đông", "Giang", "Hòa", "Khe", "Lộc", "Mai", "Nam",
             "Phú", "Quang", "Sơn", "Tân")  # fmt: skip


def place(number: int) -> str:
    first, second = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[first]} {SYLLABLES[second]}"


def communes(count: int = MANY, **head: Any) -> list[Document]:
    return [
        document(f"xa-{i}", issuer=f"UBND xã {place(i)}", superior="UBND tỉnh Sông Lam", **head)
        for i in range(count)
    ]


def citing(text: str, **head: Any) -> Document:
    fields = {
        "number": "99/KH-UBND",
        "issued": date(2026, 5, 4),
        "issuer": "UBND phường Bến Đò",
        "superior": "UBND tỉnh Sông Lam",
        **head,
    }
    return document("citing", f"Thực hiện {text};", **fields)


def outcome(*documents: Document) -> Citation:
    return next(d for d in resolve(documents) if d.doc_id == "citing").citations[0]


FULL = "Kế hoạch số 15/KH-UBND ngày {day} của UBND xã {place}"


@pytest.mark.parametrize("number", [0, 7, 199])
def test_one_of_two_hundred_communes_is_bound(number: int) -> None:
    cited = citing(FULL.format(day="12/3/2026", place=place(number)))
    assert outcome(*communes(), cited).target == f"xa-{number}"


def test_without_an_issuer_two_hundred_communes_stay_open() -> None:
    found = outcome(*communes(), citing("Kế hoạch số 15/KH-UBND ngày 12/3/2026"))
    assert (found.target, found.doubts, found.deciding) == (None, ("ambiguous",), ("issuer",))
    assert 2 <= len(found.candidates) <= 20


def test_without_an_issuer_the_own_province_is_meant() -> None:
    province = document("tinh", issuer="UBND tỉnh Sông Lam")
    other = document("tinh-khac", issuer="UBND tỉnh Đại Giang")
    cited = citing("Kế hoạch số 15/KH-UBND ngày 12/3/2026")
    assert outcome(*communes(), province, other, cited).target == "tinh"


def test_a_province_that_is_not_named_is_the_own_one() -> None:
    own = document("tinh", issuer="UBND tỉnh Sông Lam", issued=date(2026, 2, 2))
    other = document("tinh-khac", issuer="UBND tỉnh Đại Giang")
    cited = citing("Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND tỉnh")
    assert outcome(other, cited).target is None
    found = outcome(own, other, cited)
    assert (found.target, found.doubts) == (None, ("date",))


def test_a_commune_that_is_not_named_is_the_own_one() -> None:
    own = document("phuong", issuer="UBND phường Bến Đò")
    cited = citing("Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND phường")
    assert outcome(*communes(), own, cited).target == "phuong"
    assert outcome(*communes(), cited).target is None


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_wrong_by_one_binds_nothing_and_is_near(days: int) -> None:
    day = DAY + timedelta(days=days)
    cited = citing(FULL.format(day=f"{day:%d/%m/%Y}", place=place(7)))
    corpus = [*communes(), cited]
    found = outcome(*corpus)
    assert (found.target, found.doubts, found.candidates) == (None, ("date",), ("xa-7",))
    (near,) = near_matches(corpus)
    assert (near.target, near.differs) == ("xa-7", ("date",))
    (edge,) = trace_lineage(corpus).lineage.edges
    assert edge.target.startswith("cited.")
    assert (edge.candidates, edge.doubts) == (("xa-7",), ("date",))


def years(*issued: date) -> list[Document]:
    return [document(f"y{d.year}", issuer="UBND phường Bến Đò", issued=d) for d in issued]


def test_without_a_year_two_years_stay_open() -> None:
    plans = years(date(2025, 3, 12), date(2026, 3, 12))
    found = outcome(*plans, citing("Kế hoạch số 15/KH-UBND của UBND phường Bến Đò"))
    assert (found.target, found.doubts, found.deciding) == (None, ("ambiguous",), ("date",))
    assert found.candidates == ("y2025", "y2026")


def test_nobody_cites_what_is_not_written_yet() -> None:
    plans = years(date(2025, 3, 12), date(2026, 3, 12))
    cited = citing("Kế hoạch số 15/KH-UBND của UBND phường Bến Đò", issued=date(2025, 8, 1))
    assert outcome(*plans, cited).target == "y2025"


def test_a_title_tells_the_year() -> None:
    plans = [
        document(f"y{year}", issuer="UBND phường Bến Đò", issued=date(year, 3, 12),
                 title=f"Giữ gìn các bến nước năm {year}")
        for year in (2025, 2026)
    ]  # fmt: skip
    text = "Kế hoạch số 15/KH-UBND của UBND phường Bến Đò về giữ gìn các bến nước năm 2025"
    assert outcome(*plans, citing(text)).target == "y2025"
    assert outcome(plans[1], citing(text)).doubts == ("title",)


@pytest.mark.parametrize(
    ("cited", "alike"),
    [
        ("giữ gìn các bến nước trên địa bàn tỉnh năm 2026, Ủy ban nhân dân xã", True),
        ("giữ gìn các bến nước trên địa bàn tỉnh", True),
        ("giữ gìn các bến nước trên địa bàn tỉnh năm 2025", False),
        ("giữ gìn các bến xe", False),
    ],
)
def test_a_title_may_be_cut_or_run_on(cited: str, *, alike: bool) -> None:
    plan = document("plan", title="Giữ gìn các bến nước trên địa bàn tỉnh năm 2026")
    (citation,) = citing("Kế hoạch số 15/KH-UBND").citations
    said = msgspec.structs.replace(citation, title=cited)
    found = title_likeness(said, Candidate(plan))
    assert found is not None
    assert (found >= TITLE_FLOOR) is alike


def test_the_edge_says_what_would_decide() -> None:
    plans = years(date(2025, 3, 12), date(2026, 3, 12))
    graph = trace_lineage([*plans, citing("Kế hoạch số 15/KH-UBND của UBND phường Bến Đò")])
    (edge,) = graph.lineage.edges
    assert (edge.candidates, edge.doubts, edge.deciding) == (
        ("y2025", "y2026"), ("ambiguous",), ("date",),
    )  # fmt: skip
    ((_, target, fields),) = graph.nx.edges(data=True)
    assert (fields["doubts"], graph.nx.nodes[target]["present"]) == (("ambiguous",), False)


# --- names of other times ----------------------------------------------------------------------


OLD = "Sở Giao thông vận tải"


@pytest.mark.parametrize(
    ("printed", "issued", "cited", "bound"),
    [
        ("UBND tỉnh Nam Định", date(2025, 4, 1), "UBND tỉnh Nam Định", True),
        ("UBND tỉnh Nam Định", date(2025, 4, 1), "UBND tỉnh Ninh Bình", True),
        ("UBND tỉnh Ninh Bình", date(2025, 8, 1), "UBND tỉnh Nam Định", True),
        ("UBND tỉnh Ninh Bình", date(2025, 7, 1), "UBND tỉnh Nam Định", True),
        ("UBND tỉnh Ninh Bình", date(2025, 6, 30), "UBND tỉnh Nam Định", False),
        ("UBND tỉnh Nam Định", date(2025, 4, 1), "UBND tỉnh Hà Nam", False),
        (f"{OLD} tỉnh Sông Lam", date(2024, 4, 1), "Sở Xây dựng tỉnh Sông Lam", True),
        (f"{OLD} tỉnh Sông Lam", date(2024, 4, 1), "Sở Y tế tỉnh Sông Lam", False),
        ("Sở Xây dựng tỉnh Đại Giang", date(2025, 4, 1), f"{OLD} tỉnh Sông Lam", False),
    ],
)
def test_names_of_other_times(printed: str, issued: date, cited: str, *, bound: bool) -> None:
    plan = document("plan", number="15/KH-ABC", issuer=printed, issued=issued)
    text = f"Kế hoạch số 15/KH-ABC ngày {issued:%d/%m/%Y} của {cited}"
    found = outcome(plan, citing(text, issuer="UBND phường Bến Đò", superior=None))
    assert (found.target == "plan") is bound
    # Without the day nothing tells one body's number from the other's.
    loose = outcome(plan, citing(f"Kế hoạch số 15/KH-ABC của {cited}", superior=None))
    assert (loose.target == "plan") is (printed == cited)


def test_old_and_new_units_of_one_name_are_told_apart_by_the_day() -> None:
    plans = years(date(2025, 3, 12), date(2026, 3, 12))
    for plan in plans:
        day = plan.letterhead.issued
        cited = citing(f"Kế hoạch số 15/KH-UBND ngày {day:%d/%m/%Y} của UBND phường Bến Đò")
        assert outcome(*plans, cited).target == plan.doc_id


def test_an_abolished_district_is_no_commune() -> None:
    plan = document("phuong", issuer="UBND phường Cồn Đông")
    cited = citing("Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND huyện Cồn Đông")
    assert outcome(plan, cited).target is None


# --- properties --------------------------------------------------------------------------------


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Document], list[tuple[str, str]]]:
    """Return plans of a few bodies, years and numbers, and full citations of some of them."""
    heads = draw(
        st.lists(
            st.tuples(
                st.integers(1, 3),
                st.sampled_from(["xã Khe Một", "xã Khe Hai", "phường Khe Một", "tỉnh Sông Lam"]),
                st.dates(date(2024, 1, 1), date(2026, 4, 1)),
            ),
            min_size=1,
            max_size=12,
            unique_by=lambda head: (head[0], head[1], head[2].year),
        )
    )
    plans = [
        document(f"p{i}", number=f"{n}/KH-UBND", issuer=f"UBND {place}", issued=day)
        for i, (n, place, day) in enumerate(heads)
    ]
    texts = [
        (f"p{i}", f"Kế hoạch số {n}/KH-UBND ngày {day:%d/%m/%Y} của UBND {place}")
        for i, (n, place, day) in enumerate(heads)
    ]
    return plans, texts


@settings(max_examples=60, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_a_full_citation_means_its_document_only(
    corpus: tuple[list[Document], list[tuple[str, str]]], source: random.Random
) -> None:
    """With the document bound to it, without the document to nothing, in any order."""
    plans, texts = corpus
    name, text = source.choice(texts)
    source.shuffle(plans)
    whose = {d.doc_id: d.letterhead for d in plans}
    # phường Khe Một and xã Khe Một are told apart only by their level word.
    twins = [
        d for d in plans
        if d.doc_id != name and d.letterhead.number == whose[name].number
        and d.letterhead.issued == whose[name].issued
        and (d.letterhead.issuer or "")[-7:] == (whose[name].issuer or "")[-7:]
    ]  # fmt: skip
    if not twins:
        assert outcome(*plans, citing(text)).target == name
        assert outcome(*[d for d in plans if d.doc_id != name], citing(text)).target is None


@settings(max_examples=40, deadline=None)
@given(corpora(), st.integers(0, 3))
def test_less_said_never_means_another(
    corpus: tuple[list[Document], list[tuple[str, str]]], pick: int
) -> None:
    """Cut a citation short: it binds to the same document, or to none."""
    plans, texts = corpus
    name, text = texts[pick % len(texts)]
    for cut in (text.split(" của ")[0], text.split(" ngày ")[0] + " của" + text.split(" của")[1]):
        (found,) = (
            r for r in resolutions([*plans, citing(cut, superior=None)]) if r.document == "citing"
        )
        if found.target not in {None, name}:
            # What is bound is the only document that everything said fits.
            assert len(found.candidates) == 1
            bound = next(d for d in plans if d.doc_id == found.target)
            assert bound.letterhead.number == whose_number(plans, name)
        if found.target is None:
            assert found.reasons


def whose_number(plans: list[Document], name: str) -> str | None:
    return next(d.letterhead.number for d in plans if d.doc_id == name)
