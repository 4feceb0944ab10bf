"""A document as the text file that a clerk would send: letterhead, body, recipients."""

from __future__ import annotations

import msgspec

from doclineage.model import Document


def body_only(document: Document) -> Document:
    """Return the document without its annexes: plain text has no tables."""
    last = max(i for i in document.content() if document.units[i].zone == "body")
    return msgspec.structs.replace(document, units=document.units[: last + 1])


def printed(document: Document) -> str:
    """Return the text of a plan's body under a letterhead, before its recipients."""
    unit = document.letterhead.territory or ""
    kind = document.letterhead.issuer or ""
    lines = [
        kind.upper(),
        "",
        f"Số: {document.letterhead.number}",
        "",
        f"{unit.split(' ', 1)[-1]}, ngày 02 tháng 4 năm 2026",
        "",
        "KẾ HOẠCH",
        "Thực hiện nhiệm vụ năm 2026",
        "",
        f"{kind} ban hành Kế hoạch như sau:",
        "",
    ]
    for index in document.content():
        own = document.units[index]
        glyph = f"{own.marker.glyph} " if own.marker else ""
        lines += [f"{glyph}{own.text}", ""]
    return "\n".join([*lines, "Nơi nhận:", "- Như trên;", "- Lưu: VT.", ""])
