"""Documents made of a few words, for graphs whose every edge is known."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from doclineage.model import Citation, Document, Letterhead, Pinpoint, Source, Unit
from doclineage.vietnamese.agencies import issuer_level, issuer_territory


def day(text: str | None) -> date | None:
    """Return the date of "15/5/2026"."""
    if text is None:
        return None
    return date(*map(int, reversed(text.split("/"))))


def document(
    number: str,
    issuer: str,
    issued: str | None,
    cites: list[tuple] = (),
    body: list[str] = (),
    *,
    title: str = "",
    superior: str | None = None,
    doc_id: str | None = None,
) -> Document:
    """Return a document; `cites` holds (relation, number, issuer, day[, details]) each."""
    heads, citations = [], []
    for place, (relation, cited, body_name, when, *details) in enumerate(cites):
        text = f"{relation}: số {cited} ngày {when} của {body_name}"
        heads.append(Unit(path=f"head/p{place + 1}", zone="head", kind="paragraph",
                          marker=None, text=text, parent=-1))  # fmt: skip
        more = dict(details[0]) if details else {}
        article = more.pop("article", None)
        citations.append(
            Citation(
                unit=place,
                span=(len(relation) + 2, len(text)),
                kind=kind_of(cited),
                number=cited,
                issued=day(when),
                issuer=body_name,
                title=more.pop("title", None),
                relation=relation,
                pinpoint=(Pinpoint(article=article),) if article else (),
                **more,
            )
        )
    units = [
        Unit(path=f"p{i + 1}", zone="body", kind="paragraph", marker=None, text=text, parent=-1)
        for i, text in enumerate(body)
    ]
    name = doc_id or f"{number}|{issuer}"
    return Document(
        doc_id=name,
        source=Source(path=f"{name}.txt", sha256=sha256(name.encode()).hexdigest(), media_type=""),
        letterhead=Letterhead(
            kind=kind_of(number),
            number=number,
            issued=day(issued),
            issuer=issuer,
            superior=superior,
            title=title or None,
            level=issuer_level(issuer),
            territory=issuer_territory(issuer),
        ),
        units=(*heads, *units),
        citations=tuple(citations),
    )


def kind_of(number: str) -> str | None:
    """Return the kind that a number's code names."""
    code = number.replace("-", "/").split("/")
    if number.endswith(("QH15", "QH13")):
        return "LUAT"
    return next((part for part in code[1:] if part in KINDS), None)


KINDS = {"KH", "CT", "CTr", "NQ", "QĐ", "NĐ", "TT", "BC", "HD"}
