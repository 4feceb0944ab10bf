"""Blocks to a `Document`: zones, letterhead, numbered units with unique paths."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from doclineage.model import NOT_PRINTED, Document, Letterhead, Notice, Reading, Source, Unit
from doclineage.structure.accounting import account
from doclineage.structure.designating import completed
from doclineage.structure.joining import paragraphs
from doclineage.structure.letterhead import read_letterhead
from doclineage.structure.quoting import mark_quoted
from doclineage.structure.units import build_units
from doclineage.structure.unsure import unsure
from doclineage.structure.zones import part_zones
from doclineage.vietnamese.agencies import issuer_level, issuer_territory
from doclineage.vietnamese.normalise import fold_marks
from doclineage.wording import phrase

__all__ = ["account", "build_document", "document_id", "tell_unknown"]

#: What a document is known by; what many rightly do not print is no doubt to bother readers with.
_FIELDS = {
    "unknown-fields": ("kind", "number", "issued", "issuer"),
    NOT_PRINTED: ("superior", "place", "title", "signer"),
}
_WORDS = re.compile(r"[a-z0-9]+")


def build_document(
    source: Source, reading: Reading, stated: Mapping[str, object] | None = None
) -> Document:
    """Return the document that one file's blocks make.

    `stated` are letterhead fields of a manifest: they win over what the text says, with the
    origin "manifest".
    """
    whole, _, noticed = paragraphs(reading.blocks)
    zones = part_zones(mark_quoted(whole))
    letterhead = _correct(read_letterhead(zones), stated or {})
    built = build_units(zones, letterhead)
    letterhead = completed(letterhead, built.units, source.path)
    return Document(
        doc_id=document_id(letterhead, source),
        source=source,
        letterhead=letterhead,
        units=built.units,
        notices=(
            *reading.notices,
            *noticed,
            *_placed((*built.notices, *unsure(reading.blocks, built)), built.units),
        ),
    )


def tell_unknown(document: Document) -> Document:
    """Return the document with a notice of the letterhead's fields that are not known."""
    notices = [notice for notice in document.notices if notice.code not in _FIELDS]
    for code, fields in _FIELDS.items():
        missing = [field for field in fields if getattr(document.letterhead, field) is None]
        names = [phrase(f"field.{field}") for field in missing]
        said = phrase(
            f"notice.{code}",
            fields=", ".join(name.vi.lower() for name in names),
            fields_en=", ".join(name.en.lower() for name in names),
        )
        notices += [Notice(code=code, message=said.vi, message_en=said.en)] if missing else []
    return msgspec.structs.replace(document, notices=tuple(notices))


def _correct(letterhead: Letterhead, stated: Mapping[str, object]) -> Letterhead:
    if not stated:
        return letterhead
    merged = msgspec.convert({**msgspec.structs.asdict(letterhead), **stated}, Letterhead)
    return msgspec.structs.replace(
        merged,
        origins={**letterhead.origins, **dict.fromkeys(stated, "manifest")},
        level=issuer_level(merged.issuer),
        territory=issuer_territory(merged.issuer),
    )


def document_id(letterhead: Letterhead, source: Source) -> str:
    """Return a stable id: number, issuer and year where known, else the content's hash.

    Number alone is not unique: 15/KH-UBND exists every year in each of 3,321 communes.
    """
    issuer = letterhead.issuer
    if letterhead.number is None or issuer is None:
        return f"doc-{source.sha256[:12]}"
    year = [str(letterhead.issued.year)] if letterhead.issued else []
    return ".".join([_slug(letterhead.number), _slug(issuer), *year])


def _slug(text: str) -> str:
    return "-".join(_WORDS.findall(fold_marks(text)))


def _placed(notices: Sequence[Notice], units: Sequence[Unit]) -> list[Notice]:
    """Give each doubt the page of its unit."""
    return [
        msgspec.structs.replace(notice, page=units[notice.unit].page)
        if notice.unit is not None
        else notice
        for notice in notices
    ]
