"""Public bodies: their names in running text, the level where they exist, their counterparts.

Data: `data/agencies.tsv`, `data/territories.tsv`. A *role* is what a body is there for; the body
that plays the same role at another level is its counterpart (Sở Văn hóa và Thể thao of a province,
Phòng Văn hóa - Xã hội of a ward).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

import msgspec

from doclineage.model import Level, Span
from doclineage.vietnamese.normalise import CAPITALS, fold_case, fold_marks
from doclineage.vietnamese.phrases import any_of, listed
from doclineage.vietnamese.tables import load_table

#: From the outermost level to the innermost.
LEVELS: tuple[Level, ...] = ("central", "province", "district", "commune")

# Đò | H'Leo, M’gar: names of the Highlands stand with an apostrophe
_NAME = rf"[{CAPITALS}]\w*(?:['’‘]\w+)?"
# phường Bến Đò | các xã, phường, đặc khu | Thành phố Hà Nội | trên địa bàn phường
_UNIT_NAME = rf"(?:\s+(?:{_NAME})(?:\s+(?:-\s+)?(?:{_NAME}|\d+))*)"


class Body(msgspec.Struct, frozen=True):
    """One row of the table of bodies."""

    name: str
    level: str
    system: str
    roles: frozenset[str]
    since: date | None
    until: date | None


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A body or a territory named in a text; `level` is None where nothing says it."""

    span: Span
    text: str
    body: Body | None
    level: Level | None
    place: str | None
    """The folded proper name of the territory ("bến đò"), None where none is given."""
    plural: bool = False


class Territory(msgspec.Struct, frozen=True):
    """One row of the table of territorial words."""

    word: str
    level: Level
    collective: bool


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def bodies() -> dict[str, Body]:
    """Return every name and abbreviation, folded, with the body that it stands for."""
    table: dict[str, Body] = {}
    for row in load_table("agencies"):
        body = Body(
            name=row["name"],
            level=row["level"],
            system=row["system"],
            roles=frozenset(row["roles"].split("|")),
            since=_date(row["since"]),
            until=_date(row["until"]),
        )
        for name in (row["name"], *filter(None, row["abbreviations"].split("|"))):
            table.setdefault(fold_case(name), body)
    return table


@cache
def territories() -> dict[str, Territory]:
    """Return the territorial words, folded."""
    return {
        fold_case(row["word"]): Territory(
            word=row["word"],
            level=row["level"],  # type: ignore[arg-type]  # the table's test checks the values
            collective=row["collective"] == "yes",
        )
        for row in load_table("territories")
    }


@cache
def _body_pattern() -> re.Pattern[str]:
    # Abbreviations of two letters are too short to stand alone in running text.
    names = any_of((name for name in bodies() if len(name) > 2), space=r"\s+")
    # "Chủ tịch UBND tỉnh ủy quyền": no Tỉnh ủy is meant.
    # Nor a Tỉnh đoàn by "Nhân dân trong tỉnh đoàn kết".
    word = r"(?<=ủy)\s+(?:quyền|thác|nhiệm|viên)|(?<=đoàn)\s+(?:kết|viên|thể)"
    return re.compile(rf"(?<!\w){names}(?!\w)(?!(?:{word})(?!\w))")


@cache
def _abbreviations() -> dict[str, str]:
    """Return the abbreviations by their folded form: "thu" is a word, ThU the Thị ủy."""
    return {
        fold_case(short): short
        for row in load_table("agencies")
        for short in row["abbreviations"].split("|")
        if sum(letter.isupper() for letter in short) > 1 and " " not in short
    }


def _find_body(text: str, folded: str, position: int) -> re.Match[str] | None:
    """Return the next body; an abbreviation counts only in its own capitals."""
    found = _body_pattern().finditer(folded, position)
    return next(
        (m for m in found if _in_own_capitals(text, m) and not _is_torn_word(folded, m)), None
    )


# hình [thành đoàn], hoàn [thành ủy]: the second syllable of a word is no city
_TORN_WORD = re.compile(r"(?<!\w)(?:hình|hoàn|trưởng|trở|cấu|tạo|lập|kết|tiến|phân)\s+$")

# các cơ [sở y tế]: houses, no Sở; cán [bộ y tế], toàn [bộ công an]: no Bộ
_HOUSE = re.compile(r"(?<!\w)cơ\s+$")
_STAFF = re.compile(r"(?<!\w)(?:cán|toàn|đồng|nội|tiến|bãi|bách|sơ|cục|chi|đảng|tản)\s+$")
_TORN = {"sở": _HOUSE, "bộ": _STAFF, "thành": _TORN_WORD}


def _is_torn_word(folded: str, match: re.Match[str]) -> bool:
    torn = _TORN.get(match.group().split()[0])
    return torn is not None and bool(
        torn.search(folded[max(0, match.start() - 10) : match.start()])
    )


def _in_own_capitals(text: str, match: re.Match[str]) -> bool:
    short = _abbreviations().get(match.group())
    return short is None or text[match.start() : match.end()] == short or text.isupper()


@cache
def _territory_pattern() -> re.Pattern[str]:
    words = any_of(territories(), space=r"\s+")
    # "Ban Tổ chức Tỉnh ủy": the committee is named, not the province; "tỉnh ủy quyền" names it.
    committee = r"\s+ủy(?!\w)(?!\s+(?:ban|quyền|thác|nhiệm|viên)(?!\w))"
    # "các cơ sở y tế": houses of that trade, no level.
    trades = any_of(listed("facilities", "house"), space=r"\s+")
    house = rf"(?<=cơ sở)\s+{trades}(?!\w)"
    return re.compile(rf"(?<!\w)(?P<word>{words})(?!\w)(?!{committee}|{house})")


_PROPER = re.compile(_UNIT_NAME)
# What may stand between a body and its territory: "Ban Thường vụ Thành ủy", "UBND các xã, phường".
_LINKING = re.compile(r"\s*(?:,?\s*(?:của|các|thuộc|trực thuộc|cấp|trên địa bàn|toàn)\s+)*", re.I)


@lru_cache(maxsize=16384)
def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return the bodies and territories that `text` names, in order, without overlap.

    >>> [(m.text, m.level) for m in find_mentions("Giao Sở Nội vụ và UBND phường Bến Đò")]
    [('Sở Nội vụ', 'province'), ('UBND phường Bến Đò', 'commune')]
    """
    folded = fold_case(text)
    found: list[Mention] = []
    body, land = _find_body(text, folded, 0), _territory_pattern().search(folded)
    while True:
        if body and (land is None or body.start() <= land.start()):
            mention = _body_mention(text, folded, body)
        elif land:
            mention = _territory_mention(text, land)
        else:
            break
        found.append(mention)
        position = mention.span[1]
        # A name farther on is kept: each is looked for once.
        if body and body.start() < position:
            body = _find_body(text, folded, position)
        if land and land.start() < position:
            land = _territory_pattern().search(folded, position)
    return tuple(found)


def _territory_mention(text: str, match: re.Match[str]) -> Mention:
    land = territories()[_squeeze(match["word"])]
    end, place = match.end(), None
    if not land.collective:
        name = _PROPER.match(text, end)
        if name:
            end, place = name.end(), fold_case(name.group().strip())
    return Mention(
        span=(match.start(), end),
        text=text[match.start() : end],
        body=None,
        level=land.level,
        place=place,
        plural=land.collective,
    )


#: What a body at the head of another is of: the party's committees, those of its youth.
_COMMITTEES = (frozenset({"party-committee"}), frozenset({"unions", "youth"}))


def _body_mention(text: str, folded: str, match: re.Match[str]) -> Mention:
    body = bodies()[_squeeze(match.group())]
    end, level, place, plural = match.end(), _own_level(body), None, False
    gap = _LINKING.match(folded, end)
    land = _territory_pattern().match(folded, gap.end() if gap else end)
    parent = _body_pattern().match(folded, gap.end() if gap else end)
    if parent and not _in_own_capitals(text, parent):
        parent = None
    # "Ban Thường vụ Tỉnh đoàn": the Đoàn's, not the province's.
    if land is not None and (parent is None or parent.end() <= land.end()):
        where = _territory_mention(text, land)
        fits = body.level in {"any", where.level}
        if fits:
            end, level, place, plural = where.span[1], where.level, where.place, where.plural
    else:
        committee = bodies()[_squeeze(parent.group())] if parent else None
        if parent and committee and committee.roles in _COMMITTEES:
            inner = _body_mention(text, folded, parent)
            end, level, place = inner.span[1], inner.level or level, inner.place
        else:
            name = _PROPER.match(text, end)
            named = body.level in {"province", "any"} or body.name.endswith(("phường", "xã"))
            # "cơ quan Công an": a body of its own begins there.
            if name and named and not parent and text[end : end + 1] == " ":
                end, place = name.end(), fold_case(name.group().strip())
    return Mention(
        span=(match.start(), end),
        text=text[match.start() : end],
        body=body,
        level=level,
        place=place,
        plural=plural,
    )


@cache
def _titles() -> str:
    return any_of({*listed("responsibility", "head"), "trưởng"}, space=r"\s+")


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!phó ){_titles()}\s+(?:của\s+)?(?:các\s+|những\s+)?$")


@lru_cache(maxsize=4096)
def _has_title(text: str) -> bool:
    return re.search(_titles(), fold_case(text)) is not None


#: Characters of the longest title before the name of what it heads.
_TITLE = 30


def title_start(text: str, mention: Mention) -> int:
    """Return where a name begins with the title of its head ("Giám đốc các sở"), if it has one."""
    start = mention.span[0]
    # Few texts name a head at all.
    if not start or not _has_title(text):
        return start
    first = max(0, start - _TITLE)
    title = _title_pattern().search(fold_case(text[first:start]))
    return first + title.start() if title else start


@cache
def _bare_names() -> dict[str, str]:
    """Return the names of bodies and the words of territory without marks, where one fits."""
    names = [name for name in bodies() if name.count(" ") >= _LONG_NAME] + ["phường"]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold_marks(name), name)
    return found


#: Blanks in a name so long that damage to its marks makes no other name of it.
_LONG_NAME = 2


@cache
def _bare_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_bare_names())}(?!\w)")


def mended_names(text: str) -> str:
    """Return a text with the names of bodies mended whose marks are damaged.

    >>> mended_names("Ủy ban nhan dân xã Bến Đò")
    'ủy ban nhân dân xã Bến Đò'
    """
    bare, folded = fold_marks(text), fold_case(text)
    mended, position = "", 0
    for match in _bare_pattern().finditer(bare):
        name = _bare_names()[match.group()]
        if folded[match.start() : match.end()] != name:
            mended += text[position : match.start()] + name
            position = match.end()
    return mended + text[position:]


def _own_level(body: Body) -> Level | None:
    return next((level for level in LEVELS if level == body.level), None)


def _squeeze(folded: str) -> str:
    return " ".join(folded.split())


def issuer_level(issuer: str | None) -> Level | None:
    """Return the level of the body that `issuer` names, None where its name does not say.

    >>> issuer_level("Ban Tuyên giáo và Dân vận Thành ủy"), issuer_level("UBND xã Đông Ngàn")
    ('province', 'commune')
    """
    if not issuer:
        return None
    levels = [mention.level for mention in find_mentions(issuer) if mention.level]
    # The last qualifier decides: "Đảng ủy Sở Nội vụ tỉnh".
    return levels[-1] if levels else None


def issuer_territory(issuer: str | None) -> str | None:
    """Return the territory that an issuer's name ends with, as printed ("phường Bến Đò")."""
    if not issuer:
        return None
    folded = fold_case(issuer)
    last = None
    for match in _territory_pattern().finditer(folded):
        last = _territory_mention(issuer, match)
    return last.text if last and last.place else None


def short_territory(name: str) -> str:
    """Return a territory's name as it is written where room is short.

    >>> short_territory("phường Bến Đò"), short_territory("Thủ đô")
    ('P. Bến Đò', 'Thủ đô')
    """
    for row in load_table("short_territories"):
        if name.casefold().startswith(f"{row['word']} "):
            return f"{row['short']} {name[len(row['word']) + 1 :]}"
    return name


def level_rank(level: Level) -> int:
    """Return 0 for the central level, larger downward."""
    return LEVELS.index(level)


def exists_at(body: Body, level: Level, on: date | None) -> bool:
    """Tell whether a body of this kind exists at `level` on a day (None: any day)."""
    if on is not None and ((body.since and on < body.since) or (body.until and on > body.until)):
        return False
    return body.level in {"any", level}
