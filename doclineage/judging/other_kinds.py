"""What a text says of communes of another kind than the child: "phường … 95%, xã … 85%".

A xã is held to what is said of the xã. Only where both kinds are told apart in one task is what is
said of the other kind no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from doclineage.judging.facts.directions import Compared
from doclineage.model import Span
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.normalise import CAPITALS, fold_case

_KIND = re.compile(r"(?<!\w)(?:đặc khu|phường|xã)(?!\w)")
# phường Đông Hồi: one of them, and no kind
_NAME = re.compile(rf"\s+[{CAPITALS}\d]")
# đạt 95% đối với phường | hằng ngày tại các phường: what is said of them stands before
_BEHIND = re.compile(r"(?<!\w)(?:đối với|tại|ở|với|của|cho|trên địa bàn)\s+$")
_STRONG = re.compile(r"[;\n]|\.(?=\s|$)")
_WEAK = re.compile(r",(?=\s)|(?<!\w)(?:và|còn)(?!\w)")

#: Characters before a kind in which such a word stands.
_REACH = 20
#: Namings in one task: a text with more of them is none, and each is looked for in all of it.
_MOST = 40


class _Said(NamedTuple):
    """Where kinds of communes are named, and whether what is said of them stands before."""

    kinds: frozenset[str]
    span: Span
    behind: bool


def of_other_kinds(text: str, issuer: str | None) -> tuple[Span, ...]:
    """Return the parts of a text that are said of other kinds of communes than an issuer's.

    >>> text = "Đạt 95% đối với phường và 85% đối với xã; báo cáo hằng quý."
    >>> [text[a:b] for a, b in of_other_kinds(text, "Ủy ban nhân dân xã Cầu Mây")]
    ['Đạt 95% đối với phường ']
    """
    own = _KIND.search(fold_case(issuer or ""))
    said = list(islice(_said(text), _MOST + 1)) if own else []
    if own is None or len(said) > _MOST or not any(own.group() in one.kinds for one in said):
        return ()
    return tuple(
        _part(fold_case(text), said, place)
        for place, one in enumerate(said)
        if own.group() not in one.kinds
    )


def without_other_kinds(text: str, parts: Sequence[Span]) -> str:
    """Return a text with some parts blanked, every other place kept."""
    kept = list(text)
    for start, end in parts:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def outside(facts: Sequence[Compared], parts: Sequence[Span]) -> tuple[Compared, ...]:
    """Return the facts that lie in none of some parts of the parent's text."""
    return tuple(
        fact
        for fact in facts
        if fact[1] is None or not any(a < fact[1][1] and fact[1][0] < b for a, b in parts)
    )


def _said(text: str) -> Iterator[_Said]:
    folded = fold_case(text)
    for mention in find_mentions(text):
        if mention.level != "commune" or mention.body is not None:
            continue
        start, end = mention.span
        alone = _KIND.fullmatch(folded, start, end) and not _NAME.match(text, end)
        kinds = frozenset(_KIND.findall(folded[start:end]))
        if kinds and (mention.plural or alone):
            yield _Said(
                kinds,
                mention.span,
                _BEHIND.search(folded[max(0, start - _REACH) : start]) is not None,
            )


def _part(text: str, said: Sequence[_Said], place: int) -> Span:
    """Return the part of a text that is said of one naming of kinds, up to the next ones."""
    one = said[place]
    before = max((m.end() for m in _STRONG.finditer(text, 0, one.span[0])), default=0)
    after = _STRONG.search(text, one.span[1])
    end = after.start() if after else len(text)
    if place and said[place - 1].span[1] > before:
        before = _joint(text, said[place - 1], one)
    if place + 1 < len(said) and said[place + 1].span[0] < end:
        end = _joint(text, one, said[place + 1])
    return before, end


def _joint(text: str, left: _Said, right: _Said) -> int:
    """Return where what is said of one kind ends and of the next begins, in one clause."""
    joints = [m.start() for m in _WEAK.finditer(text, left.span[1], right.span[0])]
    if not joints:
        return right.span[0]
    return joints[0] if left.behind else joints[-1]
