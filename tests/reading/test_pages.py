"""Saved pages made fit for LibreOffice: what is seen stays, what would be fetched goes."""

from __future__ import annotations

import base64

import pytest

from doclineage.errors import ReadingError
from doclineage.reading.office.pages import plain_page, saved_page
from doclineage.reading.sniff import sniff

LINE = "Ủy ban nhân dân phường Đồi Sim"


def shown(data: bytes) -> str:
    text = plain_page(data, "a.html").decode()
    assert text.startswith('<meta http-equiv="Content-Type" content="text/html; charset=utf-8">')
    return text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_pages_in_unicode_are_read_whatever_they_state(encoding):
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{LINE}</p></body></html>'
    assert LINE in shown(page.encode(encoding))


def test_a_page_that_is_not_unicode_is_what_it_states():
    line = "Đ\u01b0\u01a1ng đê\u0301n"  # the letters that Windows has for Vietnamese
    page = f'<html><meta charset="windows-1258"><p>{line}</p></html>'.encode("cp1258")
    assert line in shown(page)


def test_what_nobody_sees_and_what_would_be_fetched_is_taken_out():
    text = shown(
        b"<html><head><base href='http://a.vn/'><link href='x.css'></head><body>"
        b"<script>alert(1)</script><p style='DISPLAY : NONE'>one</p><span hidden>two</span>"
        b"<span style='mso-hide:all'>three</span><del>four</del><img src='http://a.vn/i.png'>"
        b"<iframe src='http://a.vn/'></iframe><object data='x'></object><p>five</p></body></html>"
    )
    assert "five" in text
    for gone in ("alert", "one", "two", "three", "four", "a.vn", "x.css", "<object"):
        assert gone not in text


def bundle(page: bytes, kind: str = "text/html") -> bytes:
    body = base64.encodebytes(page).decode().replace("\n", "\r\n")
    return (
        "From: <Saved by Blink>\r\nSubject: a\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="b"\r\n\r\n'
        f'--b\r\nContent-Type: {kind}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--b--\r\n"
    ).encode()


def test_the_page_in_a_bundle_is_found():
    data = bundle(f"<html><p>{LINE}</p></html>".encode())
    assert sniff(data, "a.doc").media_type == "multipart/related"
    assert LINE in saved_page(data, "a.mht").decode()


def test_a_bundle_without_a_page_is_refused():
    with pytest.raises(ReadingError) as caught:
        saved_page(bundle(b"abc", "text/plain"), "a.mht")
    assert caught.value.code == "error.container"


def test_pages_deeper_than_the_parser_follows_are_refused():
    assert "end" in shown(b"<html><body>" + b"<p><b>" * 900 + b"end")
    with pytest.raises(ReadingError) as caught:
        plain_page(b"<html><body>" + b"<div>" * 50_000 + b"end", "a.html")
    assert caught.value.code == "error.too-large"
