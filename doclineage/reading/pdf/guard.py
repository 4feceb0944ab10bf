"""What a PDF may cost before pdfium opens it: a program in C cannot be stopped half way.

A file of a few kilobytes can draw for hours and fill the memory: streams that unpack a thousand
times over, forms that draw forms that draw forms. Every stream is unpacked here as far as its
bound and the drawing of forms is multiplied out; where that shows nothing to fear the file is
read at once, else in a process of its own with bounded time and memory.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from doclineage.errors import ReadingError
from doclineage.model import Reading, Source
from doclineage.reading.pdf.circles import bodies_of, draws_itself
from doclineage.settings import Settings

#: Bytes that one stream may draw, times the places that name it; a page of a law draws 13,000, a
#: font takes 400,000, a map of a plan some millions. pdfium needs 70 bytes of memory for each.
_MOST_DRAWN = 4_000_000
#: Bytes of a stream that no page draws (a font, a table of its letters) taken on trust: pdfium
#: unpacks it once, in seconds at worst.
_MOST_TRUSTED = 256_000
#: Bytes of all streams together; the longest law here has 9,000,000.
_MOST_BYTES = 100_000_000
#: Bytes that all pages may draw if each draws as much as the longest; pdfium takes 0.1 s a million.
_MOST_PAGE_BYTES = 100_000_000
#: Bytes that forms may draw when each is counted as often as it may be drawn.
_MOST_FORM_BYTES = 20_000_000
#: Bytes of memory of the process that reads what may cost too much.
_MEMORY = 3_000_000_000
#: Pages that a file may state; more are refused once it is open.
_MOST_PAGES = 3_000
_COMMAND = ("-m", "doclineage.reading.pdf.apart")
#: How far before a stream its dictionary begins at most.
_DICTIONARY = 4_000
# 12 0 obj
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+$")
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d{1,5}\s+R\b")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[[^\]%]*\]|\d{1,9}\s+\d{1,5}\s+R)")
_KIDS = re.compile(rb"/Kids\s*\[([^\]%]*)\]")
_COUNT = re.compile(rb"/Count\s+(\d{1,9})")
# What no program writes, but what pdfium understands: comments and references where values are
# looked for here, letters of names as numbers (/F#6Frm).
_ODD = re.compile(
    rb"/Contents(?!\s*(?:\[[^\]%]*\]|\d{1,9}\s+\d{1,5}\s+R|[(<]))|/Kids(?!\s*\[[^\]%]*\])"
    rb"|/(?:Subtype|Type|Count)\s*(?:%|\d+\s+\d+\s+R)|/\w*#(?:[46][1-9A-Fa-f]|[57][0-9Aa])"
)
_FILTER = re.compile(rb"/Filter\s*(?:\[\s*)?/(\w+)\s*(?:\]|(?=[/>\s]))(?!\s*/\w+Decode)")
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_TEXT = re.compile(rb"\([^()]*\)")
# Drawn as they are or not at all: what they unpack to is no drawing.
_PLAIN = {b"DCTDecode", b"CCITTFaxDecode", b"JBIG2Decode", b"JPXDecode"}


class _Head(NamedTuple):
    """The number and dictionary of a stream, and where its bytes begin."""

    number: int
    dictionary: bytes
    start: int


class _Stream(NamedTuple):
    number: int
    size: int
    """Bytes unpacked, one more than `_MOST_DRAWN` where they are more."""
    draws: int
    """How often it draws a form or an image."""
    form: bool


def is_harmless(data: bytes) -> bool:
    """Tell whether no page of a PDF can cost much more than the file is large."""
    if b"/Encrypt" in data:
        return False
    try:
        streams, named, drawn = _streams(data)
        if _ODD.search(named) or _circles(data, streams):
            return False
    except (ValueError, zlib.error):
        return False
    times = Counter(map(int, _REFERENCE.findall(named)))
    # What a page draws must be a stream that was seen here.
    if not drawn <= {stream.number for stream in streams}:
        return False
    if sum(stream.size for stream in streams) > _MOST_BYTES:
        return False
    if any(stream.size * max(times[stream.number], 1) > _MOST_DRAWN for stream in streams):
        return False
    pages = sum(len(_REFERENCE.findall(kids)) for kids in _KIDS.findall(named))
    pages = max(pages, *(min(int(count), _MOST_PAGES) for count in _COUNT.findall(named)), 1)
    longest = max((s.size for s in streams if s.form or s.number in drawn), default=0)
    return pages * longest <= _MOST_PAGE_BYTES and _form_bytes(streams, drawn) <= _MOST_FORM_BYTES


def _streams(data: bytes) -> tuple[list[_Stream], bytes, set[int]]:
    """Return all streams, the file with what its streams of objects hold, what pages draw.

    A stream may be hidden in the bytes of another one, so each word "stream" may begin one.
    """
    heads = list(_heads(data))
    objects = [_unpacked(data, head) for head in heads if b"/ObjStm" in head.dictionary]
    if any(len(held) > _MOST_DRAWN for held in objects):
        raise ValueError("too many objects")
    named = b"\n".join([data, *objects])
    drawn = set(map(int, _REFERENCE.findall(b" ".join(_CONTENTS.findall(named)))))
    return [_stream(data, head, drawn) for head in heads], named, drawn


def _circles(data: bytes, streams: list[_Stream]) -> bool:
    """Tell whether a form, pattern or font draws itself."""
    held = [
        (head.dictionary, _unpacked(data, head))
        for head in _heads(data)
        if b"/ObjStm" in head.dictionary
    ]
    drawing = [stream.number for stream in streams if stream.form and stream.draws]
    return draws_itself(bodies_of(data, held), drawing)


def _heads(data: bytes) -> Iterator[_Head]:
    for start, body in _begun(data):
        before = data[max(0, start - _DICTIONARY) : start]
        end = len(before)
        opened = None
        while opened is None:
            end = before.rfind(b"obj", 0, end)
            if end < 0:
                raise ValueError("a stream without an object")
            opened = _NUMBER.search(before[max(0, end - 20) : end])
        dictionary = before[end + 3 :]
        line = before[max(before.rfind(b"\n", 0, end), before.rfind(b"\r", 0, end)) + 1 : end]
        if b"%" in line or _begins_in_text(dictionary):
            raise ValueError("an object named in a text or comment")
        yield _Head(int(opened[1]), dictionary, body)


def _begun(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the word "stream" stands before a line end, and where the next line begins."""
    start = data.find(b"stream")
    while start >= 0:
        end = start + len(b"stream")
        newline = 2 if data[end : end + 2] == b"\r\n" else 1
        if data[end : end + 1] in {b"\r", b"\n"} and data[start - 3 : start] != b"end":
            yield start, end + newline
        start = data.find(b"stream", end)


def _begins_in_text(dictionary: bytes) -> bool:
    """Tell whether an object may be named inside a text, to hide what stands before it."""
    if b"(" not in dictionary and b")" not in dictionary:
        return False
    plain = _ESCAPED.sub(b"", dictionary)
    return b"%" in _TEXT.sub(b"", plain) or plain.count(b"(") != plain.count(b")")


def _stream(data: bytes, head: _Head, drawn: set[int]) -> _Stream:
    form = b"/Form" in head.dictionary
    if b"/Image" in head.dictionary and head.number not in drawn:
        # Reading text unpacks no images.
        return _Stream(head.number, 0, 0, form)
    if not form and head.number not in drawn:
        end = data.find(b"endstream", head.start)
        if 0 <= end - head.start <= _MOST_TRUSTED:
            return _Stream(head.number, end - head.start, 0, form)
    body = _unpacked(data, head)
    return _Stream(head.number, len(body), body.count(b"Do"), form)


def _unpacked(data: bytes, head: _Head) -> bytes:
    """Return a stream unpacked as far as its bound."""
    start, dictionary = head.start, head.dictionary
    named = _FILTER.search(dictionary)
    if b"/Filter" in dictionary and named is None:
        raise ValueError("several filters")
    if named is not None and named[1] == b"FlateDecode":
        return zlib.decompressobj().decompress(memoryview(data)[start:], _MOST_DRAWN + 1)
    if named is not None and named[1] not in _PLAIN:
        raise ValueError("an unusual filter")
    end = data.find(b"endstream", start)
    return data[start : min(len(data) if end < 0 else end, start + _MOST_DRAWN + 1)]


def _form_bytes(streams: list[_Stream], drawn: set[int]) -> int:
    """Return what forms may draw at most: each one inside all others that draw several times."""
    largest = max((stream.size for stream in streams if stream.form), default=0)
    pages = [s.draws for s in streams if not s.form or s.number in drawn]
    # What annotations show is drawn without a page's asking for it.
    total = largest * max(*pages, 1, 1)
    for stream in streams:
        if stream.form and total <= _MOST_FORM_BYTES:
            total *= max(stream.draws, 1)
    return total


def read_apart(data: bytes, source: Source, settings: Settings) -> Reading:
    """Return what a process of its own reads, with bounded time and memory."""
    job = msgspec.msgpack.encode((data, source, settings, _MEMORY))
    command = [sys.executable, *_COMMAND]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    limit = settings.max_pdf_seconds
    try:
        done = subprocess.run(  # noqa: S603  # this very program
            command, input=job, env=environment, capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise ReadingError(source.path, "error.costly-pdf", f"> {limit} s") from fault
    if done.returncode:
        raise ReadingError(source.path, "error.costly-pdf", f"> {_MEMORY:,} bytes")
    reading, code, detail = msgspec.msgpack.decode(
        done.stdout, type=tuple[Reading | None, str, str]
    )
    if reading is None:
        raise ReadingError(source.path, code, detail)
    return reading
