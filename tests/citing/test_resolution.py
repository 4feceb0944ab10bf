"""Citations to documents of a small corpus: bound, left open with reasons, or told as misprints."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import msgspec
from citation_scores import unit

from doclineage.citing import designate, find_citations, near_matches, resolutions, resolve
from doclineage.model import Document, Letterhead, Source

CITY = "UBND Thành phố Hải Vân"


def document(name: str, *texts: str, **head: Any) -> Document:
    units = tuple(unit(text) for text in texts)
    return Document(
        doc_id=name,
        source=Source(path=f"{name}.txt", sha256="0" * 64, media_type="text/plain"),
        letterhead=Letterhead(**head),
        units=units,
        citations=find_citations(units),
    )


def plan(name: str = "city", **changes: Any) -> Document:
    head = {
        "kind": "KH",
        "number": "118/KH-UBND",
        "issued": date(2026, 3, 12),
        "issuer": "Ủy ban nhân dân Thành phố Hải Vân",
        "title": "Cải cách hành chính năm 2026",
    }
    return document(name, **{**head, **changes})


def ward(citing: str, name: str = "ward") -> Document:
    return document(name, citing, kind="KH", issuer="UBND phường Bến Đò", issued=date(2026, 4, 1))


def target_of(*documents: Document) -> str | None:
    return resolve(documents)[-1].citations[0].target


def test_full_citation_binds() -> None:
    cited = "Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND Thành phố;"
    assert target_of(plan(), ward(cited)) == "city"


def test_chairman_and_committee_are_one_issuer() -> None:
    cited = "Thực hiện Kế hoạch số 118/KH-UBND của Chủ tịch UBND Thành phố Hải Vân;"
    assert target_of(plan(), ward(cited)) == "city"


def test_same_number_of_another_commune_does_not_bind() -> None:
    cited = "Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND xã Khe Ngàn;"
    assert target_of(plan(), ward(cited)) is None


def test_number_alone_does_not_bind() -> None:
    found = resolutions([plan(), ward("Thực hiện Kế hoạch số 118/KH-UBND.")])
    assert (found[0].target, found[0].reasons) == (None, ("number-only",))
    assert found[0].candidates == ("city",)


def test_national_number_binds_alone() -> None:
    decree = document("decree", kind="NĐ", number="30/2020/NĐ-CP", issuer="Chính phủ")
    assert target_of(decree, ward("Theo Nghị định số 30/2020/NĐ-CP.")) == "decree"


def test_law_binds_by_name_and_year() -> None:
    law = document("law", kind="LUAT", number="31/2024/QH15", issuer="Quốc hội")
    assert target_of(law, ward("Căn cứ Luật Đất đai năm 2024;")) == "law"
    assert target_of(law, ward("Căn cứ Luật Đất đai;")) is None


def test_short_mention_follows_the_full_one() -> None:
    child = ward(
        "Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND Thành phố; mục II Kế hoạch số "
        "118/KH-UBND; và Kế hoạch nêu trên."
    )
    assert [c.target for c in resolve([plan(), child])[1].citations] == ["city"] * 3


def test_two_equal_documents_leave_it_open() -> None:
    cited = ward("Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND Thành phố;")
    (found,) = resolutions([plan(), plan("copy"), cited])
    assert (found.target, found.reasons) == (None, ("ambiguous",))
    assert found.candidates == ("city", "copy")


def test_a_document_never_resolves_to_itself() -> None:
    own = msgspec.structs.replace(
        plan(), units=(unit("Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND Thành phố"),)
    )
    own = msgspec.structs.replace(own, citations=find_citations(own.units))
    assert resolve([own])[0].citations[0].target is None


def unnumbered(**changes: Any) -> Document:
    head = {"kind": "KH", "issuer": "Ban Tuyên giáo và Dân vận Thành ủy"}
    lead = (
        "Thực hiện Chỉ thị số 2-CT/TU ngày 10/3/2026 của Thành ủy, Ban Tuyên giáo và Dân vận Thành "
        "ủy xây dựng Kế hoạch tuyên truyền ngày hội đọc sách và văn hóa đọc năm 2026 như sau:"
    )
    return document("board", lead, **{**head, **changes})


CITING_BOARD = (
    "Thực hiện Kế hoạch số 42-KH/BTGDVTU ngày 25/3/2026 của Ban Tuyên giáo và Dân vận Thành ủy về "
    "tuyên truyền ngày hội đọc sách và văn hóa đọc năm 2026;"
)


def test_unnumbered_document_binds_by_its_lead_and_learns_its_designation() -> None:
    bound = resolve([unnumbered(), ward(CITING_BOARD)])
    assert bound[1].citations[0].target == "board"
    head = designate(bound)[0].letterhead
    assert (head.number, head.issued) == ("42-KH/BTGDVTU", date(2026, 3, 25))
    assert head.origins == {"number": "cited", "issued": "cited"}


def test_citing_documents_that_disagree_teach_nothing() -> None:
    other = CITING_BOARD.replace("42-KH", "24-KH")
    bound = resolve([unnumbered(), ward(CITING_BOARD), ward(other, name="second")])
    head = designate(bound)[0].letterhead
    assert (head.number, head.issued) == (None, date(2026, 3, 25))


def test_another_subject_or_an_earlier_day_does_not_bind() -> None:
    subject = CITING_BOARD.replace("ngày hội đọc sách và văn hóa đọc", "phòng, chống ma túy")
    early = CITING_BOARD.replace("25/3/2026", "01/3/2026")
    assert target_of(unnumbered(), ward(subject)) is None
    assert target_of(unnumbered(), ward(early)) is None


def test_the_plan_of_another_year_does_not_bind() -> None:
    other = CITING_BOARD.replace("năm 2026", "năm 2025")
    assert target_of(unnumbered(), ward(other)) is None


def near(citing: str) -> list[tuple[str, tuple[str, ...]]]:
    corpus = [plan(), ward(citing)]
    assert resolve(corpus)[1].citations[0].target is None
    return [(match.target, match.differs) for match in near_matches(corpus)]


def test_misprinted_number_is_near() -> None:
    cited = "Thực hiện Kế hoạch số {} ngày 12/3/2026 của UBND Thành phố{};"
    titled = " về cải cách hành chính năm 2026"
    assert near(cited.format("181/KH-UBND", titled)) == [("city", ("number",))]
    assert near(cited.format("181/KH-UBND", "")) == [("city", ("number",))]
    assert near(cited.format("95/KH-UBND", titled)) == [("city", ("number",))]
    assert near(cited.format("95/KH-UBND", "")) == []
    assert near(cited.format("95/KH-UBND", " về phòng, chống thiên tai")) == []


def test_misprinted_date_is_near() -> None:
    cited = "Thực hiện Kế hoạch số 118/KH-UBND ngày {} của UBND Thành phố{};"
    titled = " về cải cách hành chính năm 2026"
    assert near(cited.format("21/3/2026", titled)) == [("city", ("date",))]
    assert near(cited.format("21/3/2026", "")) == [("city", ("date",))]
    assert near(cited.format("21/3/2025", "")) == []


def test_misprinted_issuer_is_near() -> None:
    cited = (
        "Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của HĐND Thành phố về cải cách hành "
        "chính năm 2026;"
    )
    assert near(cited) == [("city", ("issuer",))]


def test_large_corpora_take_linear_time() -> None:
    seconds = []
    for size in (400, 3200):
        corpus = [plan(), *(
            ward("Thực hiện Kế hoạch số 118/KH-UBND ngày 12/3/2026 của UBND Thành phố;", f"w{i}")
            for i in range(size)
        )]  # fmt: skip
        started = time.perf_counter()
        resolve(corpus)
        seconds.append(time.perf_counter() - started)
    assert seconds[1] < 24 * seconds[0] + 0.5
