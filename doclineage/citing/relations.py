"""Who stands how to whom: the relation of each mention in one text (domain reference 4.2, 4.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from doclineage.citing.cues import Cue, cues_between, ending_cue, governing
from doclineage.citing.line import Line
from doclineage.citing.lists import Gap, Lead, gap_before, is_agent, lead_at, remark_end
from doclineage.citing.mentions import Mention
from doclineage.citing.sharing import SEPARATOR
from doclineage.model import CitationRelation

# A sentence, or a part of it that begins anew.
_STOP = re.compile(r"[;:]|\.(?=\s|$)|/\.")
# Between a cited document and the cue that makes it the subject.
_ADJACENT = re.compile(
    r"\s?(?:\([^()]{0,120}\)\s?)?(?:của\s(?:\w+\s){1,8}?)?"
    r"(?:(?:này|đã|để|nhằm|là|văn bản|có nội dung|nêu trên)\s?)*"
)
_ADJACENT_PASSIVE = re.compile(r"\s?(?:\([^()]{0,120}\)\s?|\(\s?)?,?\s?(?:và\s|đã\s)*")
# What may stand before a document that opens its sentence as the subject.
_SENTENCE_OPENING = re.compile(r"[\s“\"(+*•–-]*(?:[0-9]{1,2}[.)]\s|[a-zđ]\)\s)?(?:các\s)?")
_OTHER_TEXTS = re.compile(r"(?<!\w)(?:văn bản|quy định|pháp luật)(?:,?\s\w{1,7}){0,5},?\s$")
_LIST_GAP = 60
_JOINED = re.compile(r"\s(?:và|cùng|hoặc)\s$")
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
# What changes a document stands close before it, but for the words that it changes.
CHANGES = frozenset(
    {"amends", "supplements", "replaces", "repeals", "suspends", "corrects", "extends"}
)
_CHANGE_GAP = 120
# "phê duyệt nội dung …", never "đã phê duyệt các dự án theo …".
_APPROVES_GAP = 20
# No sentence is longer and no title holds more documents; both keep hostile texts linear.
_SENTENCE = 2000
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """How a mention stands: `subject` is a mention's index, None for this document.

    `changes` are mentions that this one stands to in turn (it amends them: the passive form).
    """

    relation: CitationRelation = "refers_to"
    subject: int | None = None
    cue: str | None = None
    changes: tuple[int, ...] = ()
    change: CitationRelation | None = None


def stand(
    line: Line, mentions: Sequence[Mention], cues: Sequence[Cue], lead: Lead | None = None
) -> tuple[Standing, ...]:
    """Return the standing of each mention, in order; `lead` is what a line above says of them."""
    standings: list[Standing] = []
    for place in range(len(mentions)):
        standings.append(_standing(line, mentions, cues, standings, place))
    if lead and mentions and opens(line, mentions[0]) and standings[0] == Standing():
        standings = _led(line, mentions, standings, lead)
    return tuple(_with_endings(line, mentions, cues, standings))


def opens(line: Line, mention: Mention) -> bool:
    """Tell whether a mention opens its text."""
    return _SENTENCE_OPENING.fullmatch(line.key, 0, mention.start) is not None


def _led(
    line: Line, mentions: Sequence[Mention], standings: list[Standing], lead: Lead
) -> list[Standing]:
    """Give the relation of the line above to the first document and the list that it opens."""
    led = Standing() if lead.passive else Standing(lead.relation, None, lead.words)
    for place in range(len(mentions)):
        gap = gap_before(line, mentions, place)
        if place and (gap is None or not SEPARATOR.fullmatch(gap.text)):
            continue
        if standings[place] == Standing():
            standings[place] = led
    return standings


def _standing(
    line: Line,
    mentions: Sequence[Mention],
    cues: Sequence[Cue],
    before: Sequence[Standing],
    place: int,
) -> Standing:
    mention = mentions[place]
    outer = _container(mentions, place)
    gap = gap_before(line, mentions, place)
    if gap is not None and SEPARATOR.fullmatch(gap.text):
        return _member(mentions, before, place, gap)
    floor = _floor(line, mentions, place, outer)
    cue = _governing(line, cues_between(cues, floor, mention.start))
    if outer is not None:
        return _inside(line, outer, cue)
    if cue is None or _is_far(line, mention, cue):
        lead = _lead_before(line, mentions, cues, place, floor)
        if lead and not lead.passive:
            return Standing(lead.relation, None, lead.words)
        return _continued(line, mentions, before, place, floor)
    if gap is not None and floor == remark_end(line, mentions[place - 1], floor):
        inside = "," not in line.key[floor : cue.start] and cue.relation == "implements"
        if inside and _JOINED.search(line.key, cue.end, mention.start):
            # "… về lựa chọn nhà đầu tư thực hiện dự án và Nghị định số 17": a list goes on.
            return _member(mentions, before, place, Gap(line.key[floor : mention.start]))
    return _cued(line, mentions, before, place, cue)


def _governing(line: Line, cues: list[Cue]) -> Cue | None:
    """Return the cue of a clause: changed words stand in what "quy định tại" names behind them."""
    cue = governing(cues)
    if cue is None or cue.relation != "refers_to":
        return cue
    changing = [c for c in cues if c.relation in CHANGES and c.strength == "strong"]
    words = changing and _QUOTED.search(line.text, changing[-1].end, cue.start)
    return changing[-1] if words else cue


def _lead_before(
    line: Line, mentions: Sequence[Mention], cues: Sequence[Cue], place: int, floor: int
) -> Lead | None:
    """Return what is said before a colon of the document that follows it at once."""
    start = mentions[place].start
    colon = line.key.rfind(":", max(0, floor - _SENTENCE), start)
    if colon < 0 or not SEPARATOR.fullmatch(line.key, colon + 1, start):
        return None
    return lead_at(line, cues, mentions[place - 1].end if place else 0, colon)


def _is_far(line: Line, mention: Mention, cue: Cue) -> bool:
    """Tell whether a cue of change is too far before a document to speak of it."""
    if cue.relation == "approves" and not cue.passive:
        return mention.start - cue.end > _APPROVES_GAP
    if cue.strength != "strong" or cue.passive or cue.relation not in CHANGES:
        return False
    gap = _QUOTED.sub("", line.key[cue.end : mention.start])
    return len(gap) > _CHANGE_GAP or ", " in gap or ")" in gap


def _container(mentions: Sequence[Mention], place: int) -> int | None:
    """Return the nearest mention before whose title holds this one."""
    for other in range(place - 1, max(place - _NEAR, 0) - 1, -1):
        if mentions[place].start < mentions[other].end:
            return other
    return None


def _floor(line: Line, mentions: Sequence[Mention], place: int, outer: int | None) -> int:
    """Return where the clause of a mention begins: after the last stop or document before it."""
    start = mentions[place].start
    if outer is not None:
        inner = [m.end for m in mentions[outer + 1 : place] if m.end <= start]
        first = mentions[outer].head
        return max([first.start if mentions[place].head.nested else first.end, *inner])
    floor = remark_end(line, mentions[place - 1], start) if place else 0
    for stop in _STOP.finditer(line.key, floor, start):
        if not line.is_quoted(stop.start()):
            floor = stop.end()
    return floor


def _member(
    mentions: Sequence[Mention], before: Sequence[Standing], place: int, gap: Gap
) -> Standing:
    """Return the standing of a list's further member: that of the member before it.

    After a document inside another's title the list goes on inside only with the same kind; after
    those that change a document it goes on with what stands beside that document.
    """
    previous = place - 1
    model = before[previous]
    if model.changes and (gap.closed or not is_agent(mentions[previous], mentions[place], gap)):
        previous = model.changes[-1]
        model = before[previous]
    while model.subject is not None and (
        gap.apart or mentions[place].kind != mentions[previous].kind
    ):
        previous = model.subject
        model = before[previous]
    return model


def _inside(line: Line, outer: int, cue: Cue | None) -> Standing:
    if cue is None or cue.passive:
        return Standing(subject=outer)
    return Standing(cue.relation, outer, line.text[cue.start : cue.end])


def _continued(
    line: Line, mentions: Sequence[Mention], before: Sequence[Standing], place: int, floor: int
) -> Standing:
    """Return the standing of a mention without a cue: it may go on with the list before it."""
    gap = gap_before(line, mentions, place)
    if gap is None:
        return Standing()
    model = _member(mentions, before, place, gap)
    joined = gap.closed or gap.text.lstrip().startswith((",", "và ", ";"))
    sentence = re.search(r"\.\s", gap.text) is not None
    if sentence or not joined or len(gap.text) > _LIST_GAP:
        return Standing()
    if floor > remark_end(line, mentions[place - 1], floor) and model.relation != "based_on":
        return Standing()
    return model if model.subject is None and not model.changes else Standing()


def _cued(
    line: Line,
    mentions: Sequence[Mention],
    before: Sequence[Standing],
    place: int,
    cue: Cue,
) -> Standing:
    mention, words = mentions[place], line.text[cue.start : cue.end]
    if cue.passive:
        changes = _changed(line, mentions, before, place, cue)
        return Standing(cue=words, changes=changes, change=cue.relation if changes else None)
    subject = _subject(line, mentions, before, place, cue)
    if subject is None and _of_other_texts(line, cue):
        return Standing(cue=words)
    relation = _exact(line, mention, cue)
    return Standing(relation, subject, words)


def _changed(
    line: Line,
    mentions: Sequence[Mention],
    before: Sequence[Standing],
    place: int,
    cue: Cue,
) -> tuple[int, ...]:
    """Return what a passive says to be changed by a mention: "A và B được sửa đổi bởi C".

    Where a cue governs the list ("Căn cứ Luật A, Luật B được sửa đổi bởi C"), and in brackets, the
    last member alone is meant.
    """
    if cue.again:
        passives = (before[other].changes for other in range(place - 1, -1, -1))
        return next((changes for changes in passives if changes), ())
    target = _subject(line, mentions, before, place, cue)
    in_brackets = line.key[: cue.start].rstrip().endswith("(")
    if target is None and in_brackets:
        target = _remarked(line, mentions, place, cue)
    if target is None:
        return ()
    if before[target].changes and "," in line.key[mentions[target].end : cue.start + 2]:
        return before[target].changes
    target = _of_kind(mentions, before, target, mentions[place], cue)
    alone = in_brackets or before[target].cue is not None
    return (target,) if alone else _run_to(line, mentions, before, target)


def _remarked(line: Line, mentions: Sequence[Mention], place: int, cue: Cue) -> int | None:
    """Return the document of the same kind that a remark behind its long title speaks of."""
    if not place or mentions[place - 1].kind != mentions[place].kind:
        return None
    between = line.key[mentions[place - 1].end : cue.start]
    return None if len(between) > _SENTENCE or ". " in between else place - 1


def _of_kind(
    mentions: Sequence[Mention], before: Sequence[Standing], target: int, by: Mention, cue: Cue
) -> int:
    """Return the document that one of its own kind changes: a decree, not the law in its title."""
    if cue.relation not in CHANGES:
        return target
    outer: int | None = target
    while outer is not None and mentions[outer].kind != by.kind:
        outer = before[outer].subject
    return target if outer is None else outer


def _of_other_texts(line: Line, cue: Cue) -> bool:
    """Tell whether texts that are not named do what the cue says: "văn bản hướng dẫn thi hành"."""
    if cue.relation not in {"guides", "details"}:
        return False
    return _OTHER_TEXTS.search(line.key, max(0, cue.start - 60), cue.start) is not None


def _exact(line: Line, mention: Mention, cue: Cue) -> CitationRelation:
    """Return the cue's relation as its object makes it."""
    adjacent = not line.key[cue.end : mention.head.start].strip()
    if cue.relation == "supplements" and mention.kind == "CV" and adjacent:
        return "follows_up"
    annexed = any(place.annex for place in mention.pinpoint)
    if cue.relation == "attached_to" and annexed:
        return "refers_to"
    return cue.relation


def _subject(
    line: Line,
    mentions: Sequence[Mention],
    before: Sequence[Standing],
    place: int,
    cue: Cue,
) -> int | None:
    """Return the cited document that does what the cue says, None for this document."""
    if place == 0:
        return None
    previous = place - 1
    end = mentions[previous].end
    if end > cue.start:
        return None
    adjacent = _ADJACENT_PASSIVE if cue.passive else _ADJACENT
    if adjacent.fullmatch(line.key, end, cue.start):
        return previous
    if cue.strength != "strong" and not cue.passive:
        return None
    return _sentence_subject(line, mentions, before, place, cue)


def _sentence_subject(
    line: Line,
    mentions: Sequence[Mention],
    before: Sequence[Standing],
    place: int,
    cue: Cue,
) -> int | None:
    """Return the document that opens the sentence: "Quyết định số 1 … và thay thế Quyết định 2"."""
    for other in range(place - 1, max(place - _NEAR, 0) - 1, -1):
        gap_end = cue.start if other == place - 1 else mentions[other + 1].start
        if _STOP.search(line.key, mentions[other].end, max(gap_end, mentions[other].end)):
            return None
        if "này" in line.key[mentions[other].end : gap_end].split():
            return None
        opening = line.key[_sentence_start(line, mentions[other].start) : mentions[other].start]
        if before[other].cue is None and _SENTENCE_OPENING.fullmatch(opening):
            return other
    return None


def _sentence_start(line: Line, position: int) -> int:
    start = max(0, position - _SENTENCE)
    for stop in _STOP.finditer(line.key, start, position):
        start = stop.end()
    return start


def _run_to(
    line: Line, mentions: Sequence[Mention], standings: Sequence[Standing], last: int
) -> tuple[int, ...]:
    """Return the list that ends with `last`: "A và B được sửa đổi bởi C" changes both."""
    run = [last]
    while run[0] > 0 and len(run) < _NEAR:
        if standings[run[0] - 1] != standings[last] or standings[last].changes:
            break
        gap = line.key[mentions[run[0] - 1].end : mentions[run[0]].start]
        if ";" in gap or not SEPARATOR.fullmatch(gap) or not gap:
            break
        run.insert(0, run[0] - 1)
    return tuple(run)


def _with_endings(
    line: Line, mentions: Sequence[Mention], cues: Sequence[Cue], standings: list[Standing]
) -> list[Standing]:
    """Set what is said after the documents: "Thông tư số 1, Thông tư số 2 hết hiệu lực"."""
    for place, mention in enumerate(mentions):
        cue = ending_cue(line.key, _said_end(line, mentions, place))
        if cue is None or any(c.passive for c in cues_between(cues, mention.end, cue.end + 6)):
            continue
        words = line.text[cue.start : cue.end].strip()
        for member in _ended(line, mentions, standings, place):
            if standings[member].cue is None or standings[member].relation == "refers_to":
                standings[member] = replace(
                    standings[member], relation=cue.relation, subject=None, cue=words
                )
    return standings


def _said_end(line: Line, mentions: Sequence[Mention], place: int) -> int:
    """Return where the words about a mention may begin: "(sau đây gọi là …) hết hiệu lực"."""
    following = mentions[place + 1].start if place + 1 < len(mentions) else len(line.key)
    end = remark_end(line, mentions[place], following)
    return end + 1 if line.key.startswith(")", end) else end


def _ended(
    line: Line, mentions: Sequence[Mention], standings: Sequence[Standing], place: int
) -> tuple[int, ...]:
    """Return what ends: not those that have changed it, nor what stands in its title."""
    if standings[place].changes:
        place = standings[place].changes[-1]
    while (outer := standings[place].subject) is not None:
        place = outer
    return _run_to(line, mentions, standings, place)
