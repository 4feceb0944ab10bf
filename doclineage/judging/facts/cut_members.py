"""Members cut from an enumeration of whom or what a rule reaches, whatever they are.

"các bệnh sởi, dại và bạch hầu" that became "các bệnh sởi và dại" reaches less. A list is known by
its commas and "và", and by what names its kind before it: "các bệnh", "cơ sở", "đối với".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from doclineage.judging.edits import Difference
from doclineage.judging.facts.directions import Compared, change_at
from doclineage.judging.facts.said_otherwise import is_throughout
from doclineage.judging.localisation import is_light
from doclineage.judging.places import meet
from doclineage.judging.sayings import sayings
from doclineage.model import Span
from doclineage.vietnamese.agencies import find_mentions
from doclineage.vietnamese.facts import find_facts
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import words

# a syllable, or a mark
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_JOINTS = frozenset({",", "và", "hoặc"})
# toàn bộ cơ sở giáo dục [công lập và …], các bệnh [sởi, …]: what names the kind of what is listed;
# nghiêm cấm [mua bán, tàng trữ, …]: what bans all of it
_KIND = re.compile(
    r"(?<!\w)(?:các|những|mọi|tất cả|toàn bộ|bệnh|đối với|gồm|cho|trên đàn|mặt hàng|dịch vụ|cơ sở"
    r"|hộ|người|lĩnh vực|khu vực|loại|nghiêm cấm|cấm|không được|hành vi)(?!\w)"
)
# , | và | hoặc: between two members
_PARTED = re.compile(r",|(?<!\w)(?:và|hoặc)(?!\w)")
#: Syllables of a member at most, of the first with what names the kind, and those beside a member
#: that both sides must hold.
_LONGEST, _NAMED, _BESIDE = 4, 8, 2
#: One syllable may be lost by damage.
_SHORTEST = 2
#: Two that are joined may be two deeds: of a list there are three.
_LIST = 3
_DENIED = frozenset({"không", "chưa", "cấm"})
#: So many joints are no sentence.
_CROWDED = 300
#: Kinds of facts that may be words of a member: "không chính quy", "cần cẩu".
_WORDS = frozenset({"negation", "modality"})
#: Characters in which a list stands before a member.
_REACH = 60


class _Syllables:
    """The syllables of a text, and before which of them a comma or "và" stands."""

    def __init__(self, text: str) -> None:
        self.folded = fold_case(text)
        self.keys: list[str] = []
        self.joined: set[int] = set()
        for token in _TOKEN.findall(self.folded):
            if token in _JOINTS:
                self.joined.add(len(self.keys))
            else:
                self.keys.append(token)
        self.joined.discard(len(self.keys))

    # Few texts have lost anything: where its syllables stand is asked of those only.
    @cached_property
    def spans(self) -> list[Span]:
        """Where each syllable stands."""
        tokens = _TOKEN.finditer(self.folded)
        return [match.span() for match in tokens if match.group() not in _JOINTS]


def cut_members(
    parent: str, child: str, difference: Difference, told: Sequence[Compared]
) -> list[Compared]:
    """Return the members of a list that the child names nowhere, the rest of the list held."""
    own, other = _Syllables(parent), _Syllables(child)
    if len(own.joined) > _CROWDED:
        return []
    keys = f" {' '.join(other.keys)} "
    joints = sorted(place for place in own.joined if place >= _BESIDE)
    cuts = [(place, cut) for place in joints if (cut := _cut(own, place, keys, child))]
    clean = _cut_clean(parent, child, difference) + _cut_first(parent, child)
    if not cuts and not clean:
        return []
    taken = [
        before for change, before, _ in told if before is not None and change.kind not in _WORDS
    ]
    # What is only damaged is not cut.
    taken += [edit.parent_span for edit in difference.edits if edit.kind == "noise"]
    named = find_mentions(parent)
    places = [mention.span for mention in named if mention.body is None]
    taken += [mention.span for mention in named if mention.body is not None]
    taken += [fact.span for fact in find_facts(parent) if fact.kind not in _WORDS]
    found: list[Compared] = []
    for place, (member, there) in cuts:
        if not any(meet(member, span) for span in (*taken, *places)):
            before = own.spans[place - 1][0], member[1]
            after = other.spans[there - 1]
            found.append(change_at("scope", "weakened", (parent, child), before, after))
            taken.append(before)
    for span, after in clean:
        # "nhà văn hóa thôn" is more than a place, "tổ dân phố" is one.
        if span not in places and not any(meet(span, other) for other in taken):
            found.append(change_at("scope", "weakened", (parent, child), span, after))
            taken.append(span)
    return found


# các [hộ gia đình], cơ sở …: the first member of a list, with the word before it, and the next two
_FIRST = re.compile(
    r"(?<!\w)(?:các|những|mọi)\s+(?P<first>[^\W\d]+(?:\s+[^\W\d]+){1,5})\s*"
    r"(?:,|(?<!\w)và)\s+(?P<next>[^\W\d]+\s+[^\W\d]+)"
)


def _cut_first(parent: str, child: str) -> list[tuple[Span, Span]]:
    """Return first members of lists that the child names nowhere, and where their list goes on.

    The kind of a list may stand in its first member only: "các làng nghề [đan lát], dệt thổ cẩm".
    """
    own, other = fold_case(parent), fold_case(child)
    found: list[tuple[Span, Span]] = []
    there = frozenset(words(child).keys)
    for match in _FIRST.finditer(own) if "," in own or " và " in own else ():
        if match["next"] in own[: match.start()] or _deed().match(match["next"]):
            continue
        if other.count(match["next"]) > own.count(match["next"]):
            continue  # said in the place of the first, too
        goes_on = re.search(rf"(?<!\w){re.escape(match['next'])}(?!\w)", other)
        if goes_on is None or _deed().match(match["first"]):
            continue
        said = match["first"].split()
        begins = _of_first(said, other[: goes_on.start()].split(), there)
        if begins is not None and not _NO_MEMBER & {said[begins], match["next"].split()[0]}:
            start = match.end("first") - len(" ".join(said[begins:]))
            found.append(((start, match.end("first")), goes_on.span()))
    return found


def _of_first(said: Sequence[str], before: Sequence[str], there: frozenset[str]) -> int | None:
    """Return from which of its syllables on a first member is cut, None where it is not."""
    heavy = [key for key in words(" ".join(said)).keys if not is_light(key)]
    if len(heavy) >= _SHORTEST and there.isdisjoint(heavy):
        return 0
    for kind in range(len(said) - _SHORTEST, 0, -1):
        own = [key for key in words(" ".join(said[kind:])).keys if not is_light(key)]
        if (
            list(before[-kind:]) == list(said[:kind])
            and len(own) >= _SHORTEST
            and there.isdisjoint(own)
        ):
            return kind
    return None


# tại, bằng, đối với: where, by what or of whom something is done; trường hợp: of what
_REACHED = re.compile(
    r"(?<!\w)(?:tại|ở|trên|bằng|đối với|cho|giữa|các|những|trường hợp|hành vi|tình trạng"
    r"|hiện tượng)(?!\w)"
)
#: What begins so is no member of a list: "trong đó tập trung", "sau đó", "theo quy định".
_NO_MEMBER = _DENIED | frozenset(
    {"trong", "sau", "theo", "để", "nhằm", "nếu", "khi", "do", "từ", "nhất", "đồng", "như", "kể"}
)
_LAST = re.compile(r"[^\W_]+(?=\W*$)")
# [và nhà văn hóa thôn]: a member of a list by itself, with its joint
_MEMBER = re.compile(r"\s*(?:,|và|hoặc|hay)\s+(?P<named>[^\W\d]+(?:\s+[^\W\d]+){1,6})\s*")


def _cut_clean(parent: str, child: str, difference: Difference) -> list[tuple[Span, Span]]:
    """Return members that were cut with nothing else about them changed, and where in the child."""
    found: list[tuple[Span, Span]] = []
    if is_throughout(difference):
        return found
    for edit in difference.edits:
        start, end = edit.parent_span
        if edit.kind != "wording" or edit.child_text.strip(" ,.;") or end - start > _REACH:
            continue
        # Where an edit begins behind the joint, the joint stands before it.
        text = fold_case(parent[max(0, start - 4) : end])
        joint = re.search(r"(?:,|(?<!\w)(?:và|hoặc|hay))\s*$", text[: start - max(0, start - 4)])
        match = _MEMBER.fullmatch(text, joint.start() if joint else start - max(0, start - 4))
        if match is None or _deed().match(match["named"]):
            continue
        if match["named"].split()[0] in _NO_MEMBER:
            continue
        span = tuple(max(0, start - 4) + place for place in match.span("named"))
        said = re.split(r"[;.:()]", fold_case(parent[max(0, span[0] - _REACH) : span[0]]))[-1]
        keys = [key for key in words(match["named"]).keys if not is_light(key)]
        if _REACHED.search(said) and not set(words(child).keys).issuperset(keys):
            before = _LAST.search(child, 0, edit.child_span[0])
            found.append(((span[0], span[1]), before.span() if before else edit.child_span))
    return found


@cache
def _deed() -> re.Pattern[str]:
    """Match the verb with which a deed begins, which is no member: "và tổ chức hội thi"."""
    rows = load_table("clause_openings")
    return re.compile(rf"{any_of(r['words'] for r in rows if r['role'] in _OF_DEEDS)}(?!\w)")


_OF_DEEDS = frozenset({"verb", "before"})
# hoàn thành trước …, xong trong …: until when a list is to be done, and no member of it
_DONE = re.compile(r"(?:hoàn thành|hoàn tất|kết thúc|xong)(?!\w)")


def without_cut(told: Sequence[Compared], cut: Sequence[Compared]) -> list[Compared]:
    """Leave out words of duty and of all that are gone with whom or what a rule reached."""
    spans = [before for _, before, _ in cut if before is not None]
    return [
        (change, before, after)
        for change, before, after in told
        if change.kind not in _GOES_WITH
        or change.child is not None
        or before is None
        or not any(
            meet(before, span) or (change.kind == "scope" and 0 < span[0] - before[1] <= _OF_LIST)
            for span in spans
        )
    ]


#: Characters between "tất cả" and the members of the list that it stands before.
_OF_LIST = 24
_GOES_WITH = _WORDS | {"scope"}


def _cut(own: _Syllables, place: int, keys: str, child: str) -> tuple[Span, int] | None:
    """Return a member that begins at a place, and where in the child it is missing."""
    left = own.keys[place - _BESIDE : place]
    if _DONE.match(" ".join(own.keys[place : place + _LONGEST])):
        return None
    if _find(keys, own.keys[place : place + _LONGEST]) is not None:
        # The longest member that may begin here is held, and so is each shorter one.
        return None
    if not all(map(str.isalpha, left)) or not (count := _members_up_to(own, place)):
        return None
    for size in range(_SHORTEST, _LONGEST + 1):
        end = place + size
        said, right = own.keys[place:end], own.keys[end : end + _BESIDE]
        if not own.joined.isdisjoint(range(place + 1, end)) or not all(map(str.isalpha, said)):
            continue
        # công lập và ngoài [công lập]: said again, it tells where the member ends.
        again = said[1:] == left[1 - size :]
        if len(said) < size or (len(right) < _BESIDE and not again):
            continue
        more = end in own.joined
        if not again and (count + more < _LIST or said[0] in _DENIED):
            continue
        there = _find(keys, left if again else [*left, *right])
        if there is None or _find(keys, said) is not None:
            continue
        span = own.spans[place][0], own.spans[end - 1][1]
        if _is_otherwise_said(own.folded[slice(*span)], child):
            continue
        return span, there + _BESIDE
    return None


def _members_up_to(own: _Syllables, place: int) -> int:
    """Count the members of a list up to a joint's, of one whose kind is named before it."""
    most = 0
    end = own.spans[place - 1][1]
    said = re.split(r"[;.:()]", own.folded[max(0, end - _REACH) : end])[-1]
    for kind in _KIND.finditer(said):
        first, *members = _PARTED.split(said[kind.end() :])
        if len(first.split()) <= _NAMED and all(len(m.split()) <= _LONGEST for m in members):
            most = max(most, len(members) + 2)
    return most


def _find(keys: str, part: Sequence[str]) -> int | None:
    """Return at which of the syllables of a text some stand side by side."""
    place = keys.find(f" {' '.join(part)} ")
    return None if place < 0 else keys.count(" ", 0, place)


def _is_otherwise_said(member: str, child: str) -> bool:
    """Tell whether the child says a member shortened, "THCS", or by a word of the same meaning."""
    if f" {' '.join(words(member).keys)} " in f" {' '.join(words(child).keys)} ":
        return True
    whole = next((said for a, b, said in sayings(member) if (a, b) == (0, len(member))), None)
    return whole is not None and (not whole or whole in {said for _, _, said in sayings(child)})
