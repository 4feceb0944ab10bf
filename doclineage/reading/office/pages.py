"""HTML pages, which portals send under the names of Word files, made fit for LibreOffice.

What a reader of the page does not see is taken out, and whatever would be loaded from elsewhere;
the rest is written anew in an encoding that is stated rightly.
"""

from __future__ import annotations

import email
import email.policy
import re

from lxml import etree, html

from doclineage.errors import ReadingError
from doclineage.reading.decoding import decode

# <meta charset="utf-8"> | content="text/html; charset=utf-8"
_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?(?P<name>[\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
_LIMIT = "ERR_RESOURCE_LIMIT"
_STATED = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
_UNSEEN = ("script", "noscript", "template", "del", "meta", "base")
_LOADED = ("img", "link", "iframe", "frame", "object", "embed", "applet", "audio", "video")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def saved_page(data: bytes, place: str) -> bytes:
    """Return the page in a MIME bundle, as browsers and Word save one with its pictures."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(message.walk())
    except (RecursionError, ValueError, LookupError) as fault:
        raise ReadingError(place, "error.container", "MIME") from fault
    for part in parts:
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return plain_page(body, place, part.get_content_charset())
    raise ReadingError(place, "error.container", "MIME")


def plain_page(data: bytes, place: str, encoding: str | None = None) -> bytes:
    """Return a page with nothing but what is seen; `encoding` is what its bundle states."""
    declared = _CHARSET.search(data[:_HEAD])
    name = encoding or (declared["name"].decode("ascii", "replace") if declared else None)
    text = _decoded(data, name, place)
    try:
        # Unclosed tags pile up deeper than the parser's own bound.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
        root = html.document_fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError) as fault:
        raise ReadingError(place, "error.no-text") from fault
    # Past its bound the parser leaves the rest out, and says so only here.
    cut = [fault.message for fault in parser.error_log if fault.type_name == _LIMIT]
    if cut:
        raise ReadingError(place, "error.too-large", cut[0].partition(",")[0])
    _strip(root)
    written: str = html.tostring(root, encoding="unicode")
    return (_STATED + written).encode("utf-8", "replace")


def _strip(root: html.HtmlElement) -> None:
    for element in list(root.iter(*_UNSEEN, *_LOADED)):
        element.drop_tree()
    for element in list(root.iter(etree.Element)):
        if _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None:
            element.drop_tree()
    # LibreOffice loses where a list begins inside one that has no items.
    for outer in list(root.iter("ol", "ul")):
        if all(child.tag in {"ol", "ul"} for child in outer):
            outer.drop_tag()


def _decoded(data: bytes, name: str | None, place: str) -> str:
    """Return a page as text: Unicode shows itself, for the rest it is what it states."""
    decoded = decode(data, place)
    if not decoded.old or name is None:
        return decoded.text
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return decoded.text
