"""What the name of a file says of its document: number, day, issuer; the least sure of all.

"15_KH-UBND phuong Hoan Kiem 12.3.2026.docx", "KH 15 2026 (ky so).pdf": separators stand for the
slashes that no file name may have, and diacritics are mostly left out.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import PurePath

from doclineage.model import Value
from doclineage.vietnamese.kinds import KIND_NAMES, kind_of
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.tables import load_table

_GAP = r"[\s_.,()\[\]/-]{1,3}"
_GAPS = re.compile(_GAP)
# 12.3.2026 | 12-03-2026 | 12_3_2026
_DAY = re.compile(
    r"(?<![0-9])(?P<day>[0-3]?[0-9])[._ -](?P<month>[01]?[0-9])[._ -](?P<year>20[0-9]{2})(?![0-9])"
)
# 2026-03-12 | 20260312
_ISO = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})[._ -]?(?P<month>[01][0-9])[._ -]?(?P<day>[0-3][0-9])(?![0-9])"
)
# ngay 12 thang 3 nam 2026
_WORDS = re.compile(
    r"ngay\W+(?P<day>[0-9]{1,2})\W+thang\W+(?P<month>[0-9]{1,2})\W+nam\W+(?P<year>20[0-9]{2})"
)
_ORDINAL = r"(?P<ordinal>[0-9]{1,5}[a-d]?)"
_YEAR = r"(?P<year>20[0-9]{2})"
_PARTY_CODE = re.compile(r"(?!MT)[A-ZĐ]*(?:TU|TW|ĐU|HU|QU|ThU|CB|BXDĐ)")
# phuong Hoan Kiem | xa Con Bai: up to a mark, a digit or a word that begins something else
_TERRITORY = re.compile(
    r"(?<![a-z])(?P<word>thanh pho|tp|tinh|quan|huyen|thi xa|thi tran|phuong|xa|dac khu)[\s_.-]+"
    r"(?P<name>[a-z]+(?:[\s_-]+[a-z]+){0,3})"
)
_STOPS = frozenset({
    "ngay", "so", "ve", "nam", "thang", "quy", "trien", "thuc", "du", "ky", "da", "ban", "final",
    "signed", "draft", "scan", "copy", "v", "lan", "ke", "quyet", "chi", "va", "cua", "kem",
})  # fmt: skip
#: Characters of a name that are looked at; file systems allow 255 bytes.
_LONGEST = 250
#: Letters of an issuer's code that no word of a name has: "ubnd", not "du" or "tu".
_SURELY_CODE = 4


class FileName(Value, frozen=True):
    """What the name of a file says; `territory` is folded ("phuong hoan kiem")."""

    kind: str | None = None
    ordinal: str | None = None
    number: str | None = None
    """The whole number, None where the name leaves out who issued it."""
    year: int | None = None
    issued: date | None = None
    territory: str | None = None


def read_file_name(path: str) -> FileName:
    """Return what the name of a file says of its document.

    >>> name = read_file_name("15_KH-UBND phuong Hoan Kiem 12.3.2026.docx")
    >>> name.number, name.issued, name.territory
    ('15/KH-UBND', datetime.date(2026, 3, 12), 'phuong hoan kiem')
    >>> name = read_file_name("KH 15 2026 (ky so).pdf")
    >>> name.kind, name.ordinal, name.year, name.number
    ('KH', '15', 2026, None)
    >>> read_file_name("42-KH_BTGDVTU.pdf").number, read_file_name("bao cao cuoi ky.docx").number
    ('42-KH/BTGDVTU', None)
    """
    stem = unicodedata.normalize("NFC", PurePath(path.replace("\\", "/")).stem)[:_LONGEST]
    day, rest = _without_day(stem)
    found = _designation(rest)
    return FileName(
        kind=found.get("kind"),
        ordinal=found.get("ordinal"),
        number=found.get("number"),
        year=int(found["year"]) if "year" in found else (day.year if day else None),
        issued=day,
        territory=_territory(fold_marks(rest)),
    )


def _without_day(stem: str) -> tuple[date | None, str]:
    """Return the day that a name states, and the name with it cut out."""
    folded = fold_marks(stem)
    for pattern in (_WORDS, _DAY, _ISO):
        for match in pattern.finditer(folded):
            try:
                day = date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue
            return day, f"{stem[: match.start()]};{stem[match.end() :]}"
    return None, stem


def _designation(stem: str) -> dict[str, str]:
    """Return kind, ordinal, year and number of the first designation, in its fullest form.

    What comes later is cited: "Ke hoach 15 thuc hien Nghi quyet 57-NQ_TW".
    """
    folded = fold_marks(stem)
    matches = [
        match
        for pattern in _forms()
        for match in pattern.finditer(folded)
        if all(_is_code(stem, match, name) for name in ("type", "org") if _has(match, name))
    ]
    if not matches:
        return {}
    first = min(matches, key=lambda match: match.start())
    fullest = next(match for match in matches if match.start() < first.end())
    return _told({name: text for name, text in fullest.groupdict().items() if text})


def _has(match: re.Match[str], group: str) -> bool:
    return bool(match.groupdict().get(group))


def _is_code(stem: str, match: re.Match[str], group: str) -> bool:
    """Tell whether a code stands in capitals; "du thao" and "da ky" hold no ĐU and no ĐA.

    What no word is ("ubnd"), and a type beside it, may be in small letters.
    """
    start, end = match.span(group)
    if stem[start:end] != stem[start:end].lower():
        return True
    organisation = match.groupdict().get("org") or ""
    return max(map(len, organisation.split("-"))) >= _SURELY_CODE


def _told(parts: dict[str, str]) -> dict[str, str]:
    ordinal = parts["ordinal"].lstrip("0") or "0"
    type_row = _types().get(parts.get("type", ""))
    kind = kind_of(_GAPS.sub(" ", parts["name"])) if "name" in parts else None
    found = {"ordinal": ordinal, "kind": kind or (type_row["kind"] if type_row else "")}
    if "year" in parts:
        found["year"] = parts["year"]
    if type_row and "org" in parts:
        codes = [_codes()[code] for code in parts["org"].split("-")]
        found["number"] = whole_number(
            parts["ordinal"], type_row["code"], "-".join(codes), found.get("year")
        )
    return found


def whole_number(ordinal: str, code: str, issuer_code: str, year: str | None = None) -> str:
    """Return a number from its parts, with the separators of who writes it.

    >>> whole_number("42", "KH", "ĐU"), whole_number("15", "KH", "UBND")
    ('42-KH/ĐU', '15/KH-UBND')
    """
    if _PARTY_CODE.fullmatch(issuer_code.split("-", maxsplit=1)[0]):
        return f"{ordinal}-{code}/{issuer_code}"
    return "/".join(filter(None, (ordinal, year, f"{code}-{issuer_code}")))


@cache
def _types() -> dict[str, dict[str, str]]:
    return {fold_marks(row["printed"]): row for row in reversed(load_table("type_codes"))}


@cache
def _codes() -> dict[str, str]:
    return {fold_marks(row["code"]): row["code"] for row in reversed(load_table("issuer_codes"))}


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """Return the forms of a designation in folded letters, the fullest first."""
    kind = rf"(?P<type>{any_of(_types())})"
    org = rf"(?P<org>{any_of(_codes())}(?:-{any_of(_codes())}){{0,2}})"
    name = rf"(?P<name>{any_of(map(fold_marks, KIND_NAMES), space=_GAP)}){_GAP}(?:so{_GAP})?"
    # "Bao cao 6 thang", "KH 2 dot": a count, no number
    count = rf"(?!{_GAP}(?:thang|quy|nam|dot|ngay|tuan)(?![a-z]))"
    number = rf"(?:so{_GAP})?{_ORDINAL}{count}(?:{_GAP}{_YEAR})?"
    forms = (
        rf"(?:{name})?{_ORDINAL}(?:{_GAP}{_YEAR})?{_GAP}{kind}{_GAP}{org}",
        rf"{kind}{_GAP}{number}{_GAP}{org}",
        rf"{kind}{_GAP}{org}{_GAP}{number}",
        rf"{kind}{_GAP}{number}",
        rf"{_ORDINAL}{_GAP}{kind}",
        rf"{name}{number}",
    )
    return tuple(re.compile(rf"(?<![0-9a-z]){form}(?![0-9a-z])") for form in forms)


def _territory(folded: str) -> str | None:
    """Return the last unit that a name states, up to a word that begins something else."""
    found = None
    for match in _TERRITORY.finditer(folded):
        names = re.split(r"[\s_-]+", match["name"])
        length = next((at for at, word in enumerate(names) if word in _STOPS), len(names))
        if length:
            word = "thanh pho" if match["word"] == "tp" else match["word"]
            found = " ".join((word, *names[:length]))
    return found
