"""Edits beside mapped names that say only what the child's level has in their place, or besides.

A ward that takes a task over names its own lanes, groups and loudspeakers beside it, and calls a
team what was a squad above. Of such edits the task is localised, no word of it is said otherwise.
Data: `local_words.tsv`, `level_words.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from doclineage.judging.localisation import Setting, is_light
from doclineage.judging.localisation.counterparts import without_counterparts
from doclineage.model import Edit, Span
from doclineage.vietnamese.agencies import Mention, find_mentions, level_rank
from doclineage.vietnamese.content import blanked
from doclineage.vietnamese.normalise import CAPITALS, fold_case
from doclineage.vietnamese.phrases import any_of, listed, listed_pattern
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.unlisted import unlisted_name
from doclineage.vietnamese.words import words

#: Syllables of the longest detail that is put in: what is longer says something of its own.
_LONGEST = 12
#: Syllables between two edits that may be one: "các cơ sở giáo dục", "các trường trung học cơ sở".
_BETWEEN = 2
#: Characters of the longest word that is looked at, and the blanks behind it.
_WORD = 30
#: The kind of what is a body or a territory by name.
_NAME = "name"
#: Kinds of words of which an exchange shows by itself that a task was mapped to another level.
_OF_LEVEL = frozenset({_NAME, "part", "office", "self", "head", "branch", "cell"})
# Cầu Đá | số 4 | Tân Hòa 2: the proper name behind "chợ", "thôn"
_PROPER = re.compile(rf"(?:\s+(?:số\s+)?(?:[{CAPITALS}]\w*|\d+))*")
# Phòng [Xây dựng] | Phòng [Công chức - Viên chức]: the name of a part begins with a capital
_PART_NAME = re.compile(rf"(?:\s+(?:-\s+)?[{CAPITALS}]\w*(?:\s+\w+)?)+")


def with_details(
    edits: Sequence[Edit], parent: str, child: str, setting: Setting
) -> tuple[Edit, ...]:
    """Count as mapped what the child's level has of its own, where something is mapped at all."""
    if not setting.descends or setting.parent_level == setting.child_level:
        return tuple(edits)
    told = list(edits)
    mapped = any(edit.kind == "localisation" for edit in edits)
    texts = parent, child
    for group in _groups(edits, texts):
        kinds = [_grown(edits[place], texts, setting) for place in group]
        if not all(kinds) and len(group) > 1:
            first, last = edits[group[0]], edits[group[-1]]
            spans = (
                (first.parent_span[0], last.parent_span[1]),
                (first.child_span[0], last.child_span[1]),
            )
            kinds = [exchanged(_at(first, spans, texts), setting)]
        if all(kinds):
            mapped = mapped or any(_OF_LEVEL & kind for kind in kinds)
            for place in group:
                told[place] = msgspec.structs.replace(edits[place], kind="localisation")
    return tuple(told) if mapped else tuple(edits)


def _groups(edits: Sequence[Edit], texts: tuple[str, str]) -> list[list[int]]:
    """Return the places of edits, together those between which only a word or two is held."""
    groups: list[list[int]] = []
    for place, edit in enumerate(edits):
        if edit.kind != "wording":
            continue
        last = edits[groups[-1][-1]] if groups else None
        if last and place == groups[-1][-1] + 1 and _are_near(last, edit, texts):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _are_near(last: Edit, edit: Edit, texts: tuple[str, str]) -> bool:
    old = texts[0][last.parent_span[1] : edit.parent_span[0]]
    new = texts[1][last.child_span[1] : edit.child_span[0]]
    return all(len(words(between).keys) <= _BETWEEN for between in (old, new))


def _grown(edit: Edit, texts: tuple[str, str], setting: Setting) -> frozenset[str]:
    """Return the kinds of what an edit exchanges, by itself or with what both sides say beside it.

    "báo cáo [viên]" may be cut from its word, "[lực lượng] vũ trang" from its head.
    """
    spans = edit.parent_span, edit.child_span
    for before, behind in ((0, 0), (0, 1), (_BETWEEN, 0)):
        if (before or behind) and not (edit.parent_text and edit.child_text):
            break
        grown = [
            _with_beside(text, span, before, behind)
            for text, span in zip(texts, spans, strict=True)
        ]
        kinds = exchanged(_at(edit, (grown[0], grown[1]), texts), setting)
        if kinds:
            return kinds
    return frozenset()


def _with_beside(text: str, span: Span, before: int, behind: int) -> Span:
    """Return a place with so many syllables before and behind it, none beyond a comma."""
    start, end = span
    begun = max(0, start - _WORD * (before + 1))
    first = re.search(rf"(?:\w+\s+){{{before}}}$", text[begun:start])
    last = re.match(rf"(?:\s+\w+){{{behind}}}", text[end : end + _WORD * (behind + 1)])
    return begun + first.start() if first else start, end + (last.end() if last else 0)


def _at(edit: Edit, spans: tuple[Span, Span], texts: tuple[str, str]) -> Edit:
    """Return an edit of other places of the same texts."""
    return msgspec.structs.replace(
        edit,
        parent_span=spans[0],
        parent_text=texts[0][slice(*spans[0])],
        child_span=spans[1],
        child_text=texts[1][slice(*spans[1])],
    )


def exchanged(edit: Edit, setting: Setting) -> frozenset[str]:
    """Return the kinds of what an edit puts in of the child's level, or in the place of others.

    >>> s = Setting(parent_level="province", child_level="commune")
    >>> def kinds(old, new):
    ...     edit = Edit("wording", None, (0, len(old)), old, None, (0, len(new)), new)
    ...     return sorted(exchanged(edit, s))
    >>> kinds("", "các ngõ, chợ Bến Củi"), kinds("đội", "tổ"), kinds("hướng dẫn", "xem xét")
    (['local'], ['team'], [])
    """
    before, after = edit.parent_text, edit.child_text
    if is_light(before):
        size = len(words(after).keys)
        fits = size <= _LONGEST and is_light(_without_own_names(after, setting))
        return _LOCAL if fits else frozenset()
    if is_light(after) or not _is_own(edit, setting):
        return frozenset()
    kept = without_counterparts(before, after)
    (before, old), (after, new) = _taken(kept[0], "higher"), _taken(kept[1], "lower")
    common = old & new
    if kept != (edit.parent_text, edit.child_text) or _NAME in old:
        before = listed_pattern("responsibility", "steers").sub(" ", fold_case(before))
        shown, after = after, without_local(after)
        common |= _LOCAL if shown != after or _NAME in new else frozenset()
    return common if is_light(before) and is_light(after) else frozenset()


_LOCAL = frozenset({"local"})


def without_local(text: str) -> str:
    """Leave out of a text the places, people and means that a commune has of its own.

    >>> without_local("tuần tra chợ Bến Củi").strip()
    'tuần tra'
    """
    rest, last = "", 0
    for start, end in _local_spans(text):
        rest += f"{text[last:start]} "
        last = end
    return rest + text[last:]


def _local_spans(text: str) -> list[Span]:
    found: list[Span] = []
    for match in _local().finditer(fold_case(text)):
        if not found or match.start() >= found[-1][1]:
            proper = _PROPER.match(text, match.end())
            found.append((match.start(), proper.end() if proper else match.end()))
    return found


def own_places(text: str) -> tuple[Span, ...]:
    """Return where a text names its own places by their names: "chợ Bến Củi"."""
    return tuple((a, b) for a, b in _local_spans(text) if _NAMED_PLACE.search(text[a:b]))


# chợ [Bến Củi]: a capital behind the word for the place
_NAMED_PLACE = re.compile(rf"\w\s+[{CAPITALS}]")


@cache
def _local() -> re.Pattern[str]:
    own = any_of(listed("local_words", "place", "people", "means", "joint"))
    return re.compile(rf"(?<!\w)(?:\d+\s+)?{own}(?!\w)")


def _without_own_names(text: str, setting: Setting) -> str:
    """Leave out also the bodies and territories that are the child's own, or below it."""
    text = without_local(text)
    rest, last = "", 0
    for mention in find_mentions(text):
        if not _is_above(mention, setting):
            rest += f"{text[last : mention.span[0]]} "
            last = mention.span[1]
    return rest + text[last:]


def _is_above(mention: Mention, setting: Setting) -> bool:
    level, own = mention.level, setting.child_level
    return level is not None and own is not None and level_rank(level) < level_rank(own)


def _is_own(edit: Edit, setting: Setting) -> bool:
    """Tell whether what a child puts in names no level above it but by what the parent named."""
    known = fold_case(edit.parent_text)
    return not any(
        _is_above(mention, setting) and fold_case(mention.text) not in known
        for mention in find_mentions(edit.child_text)
    )


def _taken(text: str, column: str) -> tuple[str, frozenset[str]]:
    """Return what is left of a text without the names and words of a level, and their kinds."""
    folded = fold_case(text)
    mentions = find_mentions(text)
    kinds = frozenset({_NAME} if mentions else ())
    spans = [mention.span for mention in mentions]
    for mention in mentions:
        # Văn phòng Điều phối nông thôn mới [tỉnh]: the level ends the name of a body in no table
        unlisted = _unlisted().search(folded[: mention.span[0]])
        if mention.body is None and unlisted:
            spans.append((unlisted.start(), mention.span[0]))
    for match in _level_words(column).finditer(folded):
        own = _level_kinds()[column, match.group()]
        known = any(m.span[0] <= match.start() and match.end() < m.span[1] for m in mentions)
        name = _PART_NAME.match(text, match.end()) if "part" in own and not known else None
        spans.append((match.start(), name.end() if name else match.end()))
        kinds |= own
    return blanked(text, spans), kinds


@cache
def _unlisted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){unlisted_name()}\s+$")


@cache
def _level_kinds() -> dict[tuple[str, str], frozenset[str]]:
    """Return the kinds of the words of each column of the table."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for row in load_table("level_words"):
        for column in ("higher", "lower"):
            for word in row[column].split("|"):
                key = column, word
                found[key] = found.get(key, frozenset()) | {row["kind"]}
    return found


@cache
def _level_words(column: str) -> re.Pattern[str]:
    terms = (word for side, word in _level_kinds() if side == column)
    return re.compile(rf"(?<!\w){any_of(terms)}(?!\w)")
