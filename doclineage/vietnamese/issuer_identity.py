"""Whether two names of issuers mean one body: body, level and place compared apart.

"Chủ tịch UBND phường Yên Hòa" decides under the code of "ỦY BAN NHÂN DÂN PHƯỜNG YÊN HÒA", and the
"Ban Thường vụ Thành ủy" writes on the letterhead of the "THÀNH ỦY HÀ NỘI" (domain reference 1.2,
2.3). What one name does not say never contradicts the other.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from doclineage.model import Level, Value
from doclineage.vietnamese.normalise import fold_case, fold_marks
from doclineage.vietnamese.tables import load_table

# Offices that act for the body named after them.
_OFFICE = re.compile(
    r"^(?:(?:phó\s)?(?:chủ tịch(?! nước)|bí thư|giám đốc|trưởng(?= (?:ban|phòng)))"
    r"|ban thường trực|thường trực|ban thường vụ|thường vụ|ban chấp hành|văn phòng(?= ubnd$))"
    r"(?:\s?,|\s(?:và|của))?\s(?=\S)"
)
# phường Yên Hòa | Thành ủy Hà Nội | but "Văn hóa - Xã hội" names no xã
_LEVEL = re.compile(
    r"(?<!\w)(?P<word>thành ủy|tỉnh ủy|quận ủy|huyện ủy|thị ủy|thành phố|tỉnh|quận|huyện|thị xã"
    r"|thị trấn|phường|(?<!hợp tác )xã(?! hội)|đặc khu|trung ương|tối cao|chính phủ|quốc hội"
    r"|chủ tịch nước|bộ chính trị|ban bí thư)(?!\w)"
)
_LEVELS: dict[str, Level] = {
    "thành ủy": "province",
    "tỉnh ủy": "province",
    "thành phố": "province",
    "tỉnh": "province",
    "quận ủy": "district",
    "huyện ủy": "district",
    "thị ủy": "district",
    "quận": "district",
    "huyện": "district",
    "thị xã": "district",
    "phường": "commune",
    "xã": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
_COMMITTEES = frozenset({"thành ủy", "tỉnh ủy", "quận ủy", "huyện ủy", "thị ủy"})
_WORD = re.compile(r"[\w&]+(?:-[\w&]+)?\.?")
# "Ban Tổ chức TƯ"; in a name all in capitals TƯ may be "ĐẦU TƯ", "TƯ PHÁP".
_CENTRAL = re.compile(r"(?<!\w)TƯ(?!\w)")
_GAPS = re.compile(r"[^\w]+")


class IssuerIdentity(Value, frozen=True):
    """A body by its folded name, its level and its place (None and empty if unsaid)."""

    body: str
    level: Level | None
    place: str


@cache
def _short_forms() -> dict[str, str]:
    return {row["short"]: row["long"] for row in load_table("issuer_abbreviations")}


@lru_cache(maxsize=16384)
def issuer_identity(name: str) -> IssuerIdentity:
    """Return what `name` says of its body, level and place.

    >>> issuer_identity("Chủ tịch UBND phường Yên Hòa")
    IssuerIdentity(body='uy ban nhan dan', level='commune', place='yen hoa')
    >>> issuer_identity("BAN THƯỜNG VỤ THÀNH ỦY")
    IssuerIdentity(body='dang uy', level='province', place='')
    """
    written = name if name == name.upper() else _CENTRAL.sub("Trung ương", name)
    key = " ".join(_expanded(fold_case(written)).split())
    while True:
        office = _OFFICE.match(key)
        if not office:
            break
        key = key[office.end() :]
    marker = _LEVEL.search(key)
    if marker is None:
        level: Level | None = "province" if key.startswith("sở ") else None
        return IssuerIdentity(body=_bare(key), level=level, place="")
    word = marker["word"]
    body = _bare(key[: marker.start()])
    if word not in _LEVELS:
        return IssuerIdentity(body=_bare(key), level="central", place="")
    if word in _COMMITTEES and not body:
        body = "dang uy"
    return IssuerIdentity(body=body, level=_LEVELS[word], place=_place(key[marker.end() :]))


def _place(rest: str) -> str:
    """Return the proper name after a level word, up to the next level or comma."""
    rest = re.split(r"[,;(]", rest, maxsplit=1)[0]
    further = _LEVEL.search(rest)
    return _bare(rest[: further.start()] if further else rest)


def place_key(name: str) -> str:
    """Return the key of a place's proper name.

    >>> place_key("Bà Rịa - Vũng Tàu")
    'ba ria vung tau'
    """
    return _bare(name)


def _bare(text: str) -> str:
    return _GAPS.sub(" ", fold_marks(text)).strip()


def _expanded(key: str) -> str:
    return _WORD.sub(lambda match: _short_forms().get(match.group(), match.group()), key)


@lru_cache(maxsize=65536)
def issuers_agree(
    first: str, second: str, *, superior: str | None = None, home: Home | None = None
) -> bool:
    """Tell whether two names can mean one body; `superior` stands above the second in print.

    `home` is where the first is written: a place that it does not say is the one there.

    >>> issuers_agree("UBND Thành phố", "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI")
    True
    >>> issuers_agree("Ban Tuyên giáo Thành ủy", "BAN TUYÊN GIÁO", superior="THÀNH ỦY HÀ NỘI")
    True
    >>> issuers_agree("UBND phường Bến Đò", "UBND phường Yên Hòa")
    False
    """
    mine = [at_home(issuer_identity(part), home or Home()) for part in _parts(first)]
    theirs = [under_superior(issuer_identity(part), superior) for part in _parts(second)]
    return any(_agree(one, other) for one in mine for other in theirs)


def issuer_bodies(name: str) -> tuple[str, ...]:
    """Return the folded bodies that a name may mean: its own, and those of a joint document.

    >>> issuer_bodies("Bộ Nội vụ, Bộ Tài chính")[1:]
    ('bo noi vu', 'bo tai chinh')
    """
    return tuple(dict.fromkeys(issuer_identity(part).body for part in _parts(name)))


def _parts(name: str) -> tuple[str, ...]:
    """Return the issuers of a joint document, the whole name among them."""
    return (name, *re.split(r",\s", name)) if "," in name else (name,)


def under_superior(identity: IssuerIdentity, superior: str | None) -> IssuerIdentity:
    """Return the identity with level and place of the superior where it says none itself."""
    if superior is None or identity.level is not None:
        return identity
    above = issuer_identity(superior)
    return IssuerIdentity(body=identity.body, level=above.level, place=above.place)


class Home(Value, frozen=True):
    """Where a document is written: the places that "UBND phường" and "UBND tỉnh" mean there."""

    commune: str = ""
    province: str = ""


def home_of(issuer: str | None, superior: str | None, place: str | None = None) -> Home:
    """Return the commune and province of a document by its letterhead, empty where unsaid.

    >>> home_of("UBND phường Bến Đò", "UBND tỉnh Sông Lam")
    Home(commune='ben do', province='song lam')
    """
    own = issuer_identity(issuer) if issuer else None
    above = issuer_identity(superior) if superior else None
    commune = own.place if own and own.level == "commune" else ""
    if own and own.level == "province":
        return Home(province=own.place or (place_key(place) if place else ""))
    return Home(
        commune=commune, province=above.place if above and above.level == "province" else ""
    )


def at_home(identity: IssuerIdentity, home: Home) -> IssuerIdentity:
    """Return the identity with the place that its level has at home, where it says none itself."""
    places = {"commune": home.commune, "province": home.province}
    place = places.get(identity.level or "", "")
    if identity.place or not place:
        return identity
    return IssuerIdentity(body=identity.body, level=identity.level, place=place)


def _agree(one: IssuerIdentity, other: IssuerIdentity) -> bool:
    return (
        one.body == other.body
        and (one.level is None or other.level is None or one.level == other.level)
        and (not one.place or not other.place or one.place == other.place)
    )
