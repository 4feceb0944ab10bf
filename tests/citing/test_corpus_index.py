"""What the index leads a citation to against comparing it with every document."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from doclineage.citing.corpus_index import CorpusIndex, others
from doclineage.citing.matching import Candidate, cited_key, faults, same_issuer
from doclineage.citing.near import _misprint, _misprints_number
from doclineage.model import Citation, Document, Letterhead, Source

ISSUERS = (
    None,
    "UBND xã Suối Cát",
    "UBND phường Suối Cát",
    "Chủ tịch UBND xã Bản Đá",
    "ỦY BAN NHÂN DÂN TỈNH ĐÔNG GIANG",
    "Sở Nội vụ",
    "Sở Nội vụ, UBND xã Bản Đá",
    "UBND",
    "Chính phủ",
)
SUPERIORS = (None, "UBND tỉnh Đông Giang", "UBND xã Bản Đá")
DAYS = st.sampled_from([None, date(2026, 2, 1), date(2026, 2, 2)])
NUMBERS = st.sampled_from([None, "12/KH-UBND", "21/KH-UBND", "3/2026/NĐ-CP"])
TITLES = st.sampled_from([None, "chuyển đổi số năm 2026", "giảm nghèo bền vững"])


@st.composite
def documents(draw) -> list[Document]:
    made = []
    for place in range(draw(st.integers(1, 8))):
        head = Letterhead(
            kind="KH",
            number=draw(NUMBERS),
            issued=draw(DAYS),
            issuer=draw(st.sampled_from(ISSUERS)),
            superior=draw(st.sampled_from(SUPERIORS)),
            title=draw(TITLES),
        )
        source = Source(path=f"{place}.txt", sha256=str(place), media_type="text/plain")
        made.append(Document(doc_id=f"d{place}", source=source, letterhead=head, units=()))
    return made


citations = st.builds(
    Citation,
    unit=st.just(0),
    span=st.just((0, 1)),
    kind=st.just("KH"),
    number=NUMBERS.filter(bool),
    issued=DAYS,
    issuer=st.sampled_from(ISSUERS),
    title=TITLES,
    relation=st.just("implements"),
    year=st.sampled_from([None, 2025, 2026]),
)


def ids(candidates: list[Candidate]) -> set[str]:
    return {candidate.document.doc_id for candidate in candidates}


@given(documents(), citations)
def test_all_that_a_citation_fits_are_among_those_of_its_day_and_place(corpus, citation):
    index, key = CorpusIndex(corpus), cited_key(citation)
    every = [c for c in map(Candidate, corpus) if c.number == key]
    fitting = {c.document.doc_id for c in every if not faults(citation, c)}
    found = index.numbered(citation, key)
    assert {c.document.doc_id for c in found if not faults(citation, c)} == fitting
    assert len(ids(found)) == len(found)


@given(documents(), citations)
def test_all_that_a_citation_misprints_are_found(corpus, citation):
    index, key = CorpusIndex(corpus), cited_key(citation)
    every = list(map(Candidate, corpus))
    misdated = {c.document.doc_id for c in every if c.number == key and _misprint(citation, c)}
    found = index.misprinted(citation, key)
    assert {c.document.doc_id for c in found if _misprint(citation, c)} == misdated
    beside = {
        c.document.doc_id
        for c in every
        if citation.issued
        and c.document.letterhead.issued == citation.issued
        and same_issuer(citation, c.document)
        and _misprints_number(citation, c, key)
    }
    same_day = others(index.same_day(citation), corpus[0])
    wrong = {c.document.doc_id for c in same_day if _misprints_number(citation, c, key)}
    assert wrong == beside - {corpus[0].doc_id}
