"""What a directive says of wards apart from communes: the other's half binds no child of one kind.

"từ 95% trở lên đối với phường và từ 85% trở lên đối với xã" asks 85% of a commune. Since July 2025
xã, phường and đặc khu are the kinds of one level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from doclineage.judging.localisation import Setting
from doclineage.model import Span
from doclineage.vietnamese.facts import Fact, find_facts
from doclineage.vietnamese.facts.bounds import cue_before
from doclineage.vietnamese.facts.cues import cue_start
from doclineage.vietnamese.normalise import fold_case

_KIND = r"(?:xã|phường|đặc khu)"
# đối với phường | tại các xã | các phường: a kind by itself, with no name and no other kind beside
_NAMED = re.compile(
    rf"(?<!\w)(?:(?P<behind>đối với|tại|ở|cho|trên địa bàn|của)\s+)?(?:các\s+|mỗi\s+|từng\s+)?"
    rf"(?P<kind>{_KIND})(?!\w)(?!\s+(?:hội|viên|đội|luận)(?!\w))(?!\s*(?:,|/|và|hoặc|-)\s*{_KIND})"
)
_BESIDE = re.compile(rf"(?<!\w){_KIND}\s*(?:,|/|và|hoặc|-)\s*$")
# the beginning of a clause, before the kind that is its subject
_OPENS = re.compile(r"(?:^|[.;:\n]|,|(?<!\w)(?:và|còn|riêng))\s*(?:[-–+•]\s*)?$")
_CLOSED = re.compile(r"[.;\n]")
_JOINT = re.compile(r"\s*(?:[,;]|và|còn)?\s*")
#: Kinds of facts that a half of a sentence sets.
_SET = frozenset({"deadline", "target", "quantity", "frequency", "scope"})


class _Place(msgspec.Struct, frozen=True):
    """Where a text names a kind of commune by itself."""

    kind: str
    span: Span
    subject: bool
    """Whether what follows is said of it; else what stands before it."""


def for_other_kinds(parent: str, child: str, setting: Setting) -> list[Span]:
    """Return where a text speaks of another kind of commune than the child's, beside of its own.

    >>> s = Setting(child_level="commune", child_territory="xã khe ngàn")
    >>> text = "Thu gom đạt từ 95% đối với phường và từ 85% đối với xã."
    >>> [text[slice(*span)] for span in for_other_kinds(text, "Thu gom đạt từ 85%.", s)]
    ['từ 95% đối với phường và ']
    """
    own = _own_kind(setting)
    if own is None or setting.parent_level == setting.child_level:
        return []
    # Most texts name no two kinds: asking for the words costs less than a walk.
    if sum(kind in fold_case(parent) for kind in _KINDS) < _TWO:
        return []
    places = list(_places(parent))
    kinds = {place.kind for place in places}
    if own not in kinds or len(kinds) < _TWO or kinds - {own} & {p.kind for p in _places(child)}:
        return []
    return [
        span
        for place in places
        if place.kind != own
        for span in [_half(place, places, parent)]
        if span is not None
    ]


def _own_kind(setting: Setting) -> str | None:
    territory = setting.child_territory or ""
    if setting.child_level != "commune":
        return None
    return next((kind for kind in _KINDS if territory.startswith(f"{kind} ")), None)


_KINDS = ("xã", "phường", "đặc khu")
_TWO = 2


def _places(text: str) -> Iterator[_Place]:
    folded = fold_case(text)
    for match in _NAMED.finditer(folded):
        start, end = match.span()
        # "phường Bến Đò" is one of them.
        name = re.match(r"\s+(\w)", text[end : end + 4])
        if _BESIDE.search(folded[max(0, start - 12) : start]) or (name and name[1].isupper()):
            continue
        opens = _OPENS.search(folded[max(0, start - 12) : start]) is not None
        if opens or match["behind"]:
            yield _Place(kind=match["kind"], span=(start, end), subject=opens)


def _half(place: _Place, places: Sequence[_Place], text: str) -> Span | None:
    """Return what is said of one kind: behind it as its subject, else the facts before it."""
    start, end = place.span
    if place.subject:
        after = [p.span[0] for p in places if p.span[0] > start and p.kind != place.kind]
        stop = min([_closed(text, end), *after])
        timed = _TIMED.search(fold_case(text[:start]))
        # "Từ ngày 01/7, các phường …; các xã … đến hết năm": each half has a time of its own.
        apart = timed and after and _is_timed(text, after[0])
        return (timed.start("time") if timed and apart else start), stop
    before = [p.span[1] for p in places if p.span[1] <= start and p.kind != place.kind]
    opened = [match.end() for match in _CLOSED.finditer(text, 0, start)]
    since = max([0, *before, *opened])
    facts = [f for f in find_facts(text) if f.kind in _SET and since <= f.span[0] < start]
    if not facts:
        return None
    joint = _JOINT.match(text, end)
    # Where it comes second, the joint before it goes with it.
    first = _printed_start(facts[0], text)
    return first, joint.end() if joint and not before else end


# [Từ ngày 01 tháng 7 năm 2026,] các phường: the time with which a sentence begins
_TIMED = re.compile(
    r"(?:^|[.;\n])\s*"
    r"(?P<time>(?:kể từ|từ|trước|đến|trong|sau|vào|hằng|mỗi)(?!\w)[^.;,\n]{1,60},\s*)$"
)


def _closed(text: str, start: int) -> int:
    closed = _CLOSED.search(text, start)
    return closed.end() if closed else len(text)


def _is_timed(text: str, start: int) -> bool:
    end = _closed(text, start)
    return any(f.kind == "deadline" and start <= f.span[0] < end for f in find_facts(text))


def _printed_start(fact: Fact, text: str) -> int:
    if fact.kind == "deadline":
        return cue_start(text, fact)
    cue = cue_before(fold_case(text), fact.span[0])
    return fact.span[0] - len(cue.group()) if cue else fact.span[0]
