"""Document numbers: found in text, repaired where unambiguous, made into comparable keys.

Grammar: domain reference 2.2. State numbers read ordinal/TYPE-ISSUER, Party ones
ordinal-TYPE/ISSUER; the separators are swapped. Every part of every pattern is bounded, so that
the search takes linear time on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclineage.model import Span, System, Value
from doclineage.vietnamese.kinds import KIND_NAMES
from doclineage.vietnamese.normalise import clean, fold_marks
from doclineage.vietnamese.tables import load_table

_TYPES = {row["printed"]: row for row in load_table("type_codes")}
_ISSUERS = {row["code"]: row for row in load_table("issuer_codes")}
_MISREAD = {form: code for code, row in _ISSUERS.items() for form in row["misread"].split()}
_FRONT = re.compile(r"MTT[QW]|LĐLĐ|TLĐ|HND|HPN|HCCB|(?:TW)?[TĐ]{1,2}TN")
_COUNCIL = re.compile(r"QH\d*|UBTVQH\d*|(?:TT)?HĐND\d*")
_TO_DIGITS = str.maketrans("OolIi|S", "0011115")


_TYPE = rf"(?P<type>{'|'.join(sorted(_TYPES, key=lambda code: (-len(code), code)))})"
# UBND, TTg, BTGDVTU, UBTVQH15; never a word such as "Phòng".
_ORG = r"[A-ZĐƯÂÊÔ&]{1,14}(?:[a-zđư]{1,2}[A-ZĐ]{0,10})?[0-9]{0,2}(?![^\W\d_])"
_SLASH = r"\s{0,2}[/∕⁄]\s{0,2}"
_DASH = r"\s{0,2}[-–—‑‒−]\s{0,2}"
# Between issuer and drafting unit a dash with spaces on both sides begins a new thought.
_TIGHT = (
    r"(?:\n?[-–—‑−]\n?|[-–‑−]\s"
    r"|\s[-–]\s(?=[A-ZĐ&]{2,12}[0-9]?\s?(?:$|[,;.)\n]|ngày(?!\w)|của(?!\w)|về(?!\w)|v/v)))"
)
# 42 | 08 | 12a | 1.234 | 66.25 | l23 | 12O
_ORDINAL = r"(?P<ordinal>(?=[OolI]{0,2}[0-9])[0-9OolIS]{1,6}(?:\.[0-9]{1,3}){0,2}[a-hkđ]?)"
_YEAR = r"(?P<year>[12][0-9Oo][0-9OolI]{2})"
_START = r"(?:(?<![\w/.,\-–])|(?<=[sS]ố))"
_END = r"(?![\w/])"

# 30/2020/NĐ-CP | 05/2026/NQ-HĐND | 13/2025/TTLT-BTP-BNG-TANDTC | 10/2003/PL-UBTVQH11
_LEGAL = (
    rf"{_ORDINAL}{_SLASH}{_YEAR}{_SLASH}{_TYPE}(?:{_DASH}|/)"
    rf"(?P<org>{_ORG}(?:{_TIGHT}{_ORG}){{0,5}})"
)
# 72/2025/QH15 | 115/2025/UBTVQH15
_ASSEMBLY = rf"{_ORDINAL}{_SLASH}{_YEAR}{_SLASH}(?P<org>(?:QH|UBTVQH)[0-9]{{1,2}})"
# 123/KH-UBND | 16/KH-MTTQ-BTT | 123lKH-UBND
_OFFICE = rf"{_ORDINAL}(?:{_SLASH}|[l|]){_TYPE}{_DASH}(?P<org>{_ORG}(?:{_TIGHT}{_ORG}){{0,4}})"
# 42-KH/BTGDVTU | 367 - QĐ/TWĐTN-VP | 12 KH/ĐU
_PARTY = rf"{_ORDINAL}(?:{_DASH}|\s){_TYPE}{_SLASH}(?P<org>{_ORG}(?:{_TIGHT}{_ORG}){{0,3}})"
# 123/KHUBND | 123/KH UBND | 123/KH.UBND: the hyphen is lost.
_GLUED = rf"{_ORDINAL}{_SLASH}{_TYPE}[ .]?(?P<org>UBND|UBNĐ|HĐND|HDND|TTg|BTV|SNV)(?P<tail>)"
# 15-KH-TU: the slash is lost.
_HYPHENS = rf"{_ORDINAL}{_DASH}{_TYPE}{_DASH}(?P<org>TU|TW|ĐU|HU|QU)"
# 01-CP | 327-CT | 91-HĐBT: the old form of the Government's numbers, believed like the next.
_OLD = rf"{_ORDINAL}{_DASH}(?P<org>CP|TTg|HĐBT|CT)"
# 3954/UBND-NC | 464/TTg | 12/KH: believed only after the name of a kind or "Số:".
_LETTER = rf"{_ORDINAL}{_SLASH}(?P<org>{_ORG}(?:{_TIGHT}{_ORG}){{0,4}})"

_SURE = tuple(
    (form, re.compile(_START + body + _END))
    for form, body in (
        ("legal", _LEGAL),
        ("assembly", _ASSEMBLY),
        ("office", _OFFICE),
        ("party", _PARTY),
        ("office", _GLUED),
        ("party", _HYPHENS),
    )
)
_CUED = re.compile(_START + _LETTER + _END)
_CUED_OLD = re.compile(_START + _OLD + _END)
# "Công văn số ", "Văn bản hỏa tốc số: ", at the end of what stands before the number.
_KIND_CUE = re.compile(
    rf"(?<!\w)(?:{'|'.join(map(fold_marks, KIND_NAMES))}|cv|vb)(?:\s\w{{2,7}}){{0,2}}?"
    r"\s?(?:so|so hieu|so,? ky hieu)?\s?:?\s{0,2}$"
)
_NEXT_LETTER = re.compile(r"[^;.\n]{0,60}(?:,\s?|\svà\s)số\s?")
_LINE_CUE = re.compile(r"^\s{0,9}so(?: hieu| ky hieu)?\s?[:.]?\s{0,9}$")
_CANDIDATE = re.compile(_START + r"(?=[OolI]{0,2}[0-9])")


# Số:      /BC-UBND | Số ……/2026/QĐ-UBND | Số:.../KH
_BLANK_STATE = re.compile(
    rf"""(?<!\w)[sS]ố(?:\s(?:ký\s)?hiệu)?\s?:?[ \t.…_]{{0,60}}/
    (?:(?P<year>[12][0-9]{{3}})/)?{_TYPE}
    (?:{_DASH}(?P<org>{_ORG}(?:{_TIGHT}{_ORG}){{0,4}}))?{_END}""",
    re.VERBOSE,
)
# Số      -KH/ĐU | Số: …-TB/TU
_BLANK_PARTY = re.compile(
    rf"""(?<!\w)[sS]ố(?:\s(?:ký\s)?hiệu)?\s?:?[ \t.…_]{{0,60}}
    [-–]\s?{_TYPE}\s?/\s?(?P<org>{_ORG}){_END}""",
    re.VERBOSE,
)
# số 57, 59, 66 và [68-NQ/TW]
_BARE_BEFORE = re.compile(
    r"(?<!\w)[sS]ố:?\s(?P<bare>[0-9]{1,4}(?:(?:,\s?|\s(?:và|và số)\s|,\s?số\s)[0-9]{1,4}){0,30})"
    r"(?:,\s?|,?\s(?:và|và số)\s)$"
)
_DIGITS = re.compile(r"[0-9]+")
_FOLDINGS = 6
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_LEADING = re.compile(r"(?=[oli]{0,2}[0-9])[0-9oli]+(?:\.[0-9]+)*")
_SPACES_ROUND = re.compile(r"\s*([/\-])\s*")
_DASHES = str.maketrans(dict.fromkeys("–—‑‒−", "-") | dict.fromkeys("∕⁄", "/"))


class DesignationMention(Value, frozen=True):
    """One document number in a text.

    `number` is as printed, spaces closed up and look-alikes repaired, None where `blank`; `code`
    is what follows the ordinal ("BC-UBND"); `kind` is only what the number itself says: the word
    before it decides (a 202/2025/QH15 may be a law or a resolution). `completed` is True where a
    list prints the bare ordinal and its last member the code ("số 57, 59, 68-NQ/TW").
    """

    span: Span
    number: str | None
    ordinal: str | None
    code: str
    kind: str | None
    issuer_code: str | None
    year: int | None
    system: System
    blank: bool = False
    completed: bool = False


@lru_cache(maxsize=16384)
def find_designations(text: str) -> tuple[DesignationMention, ...]:
    """Return the document numbers of `text` in reading order, blank ones too.

    >>> [found.number for found in find_designations("Quyết định số 08 /QD- UBND, 24/7")]
    ['08/QĐ-UBND']
    >>> [found.number for found in find_designations("các Nghị quyết số 57, 59, 68-NQ/TW")]
    ['57-NQ/TW', '59-NQ/TW', '68-NQ/TW']
    """
    found: list[DesignationMention] = []
    for mention in _printed(text):
        if not found or mention.span[0] >= found[-1].span[1]:
            found.extend((*_completed(text, mention, found), mention))
    blanks = [blank for blank in _blanks(text) if not _overlaps(blank, found)]
    return tuple(sorted([*found, *blanks], key=lambda mention: mention.span))


def own_number(line: str) -> DesignationMention | None:
    """Return the number that a letterhead line states for its own document.

    >>> own_number("Số: 42/KH-UBND").number, own_number("Số:    /BC-UBND").code
    ('42/KH-UBND', 'BC-UBND')
    >>> own_number("Luật số: 72/2025/QH15").number, own_number("Căn cứ số 1/KH-UBND")
    ('72/2025/QH15', None)
    """
    head = line[:200]
    opening = _OWN_CUE.match(fold_marks(head))
    if not opening:
        return None
    for mention in find_designations(head):
        if mention.span[0] <= opening.end() <= mention.span[1]:
            return mention
    return None


@lru_cache(maxsize=65536)
def number_key(number: str) -> str:
    """Return the key under which two printings of one number are equal.

    >>> number_key("08/TTr-HĐND"), number_key("1.234/QÐ - UBND"), number_key("42-KH/BTGDVTU")
    ('8/TTR-HDND', '1234/QD-UBND', '42-KH/BTGDVTU')
    """
    key = number
    # Folding may complete a look-alike ("KHƯBND"), which is then read once more.
    for _ in range(_FOLDINGS):
        further = _key_once(key)
        if further == key:
            break
        key = further
    return key


def _key_once(number: str) -> str:
    # Folded first: what follows the ordinal must not turn into a digit when it is folded.
    folded = _folded(_repaired(clean(number)))
    leading = _LEADING.match(folded)
    if not leading:
        return folded.upper()
    ordinal = leading.group().translate(_TO_DIGITS)
    if _THOUSANDS.fullmatch(ordinal):
        ordinal = ordinal.replace(".", "")
    if _DIGITS.fullmatch(ordinal):
        ordinal = ordinal.lstrip("0") or "0"
    return ordinal + folded[leading.end() :].upper()


def _repaired(number: str) -> str:
    """Return a number as `find_designations` repairs it, closed up where it is none."""
    for printed in (number, "".join(number.split())):
        mention = _read_at(printed, 0)
        if mention and mention.number and mention.span == (0, len(printed)):
            return mention.number
    return _close_up(number)


# "Số:", "Số", "Luật số:", "Số hiệu:" at the start of a line.
_OWN_CUE = re.compile(
    rf"[\s|*]{{0,9}}(?:(?:{'|'.join(map(fold_marks, KIND_NAMES))})\s)?"
    r"so(?:\s(?:ky\s)?hieu)?\s?[:.]?[ \t.…_]{0,60}"
)


def _folded(text: str) -> str:
    # Capitals of a few foreign letters are look-alikes themselves: clean them once more.
    return fold_marks(clean(fold_marks("".join(text.split())).upper()))


def _close_up(text: str) -> str:
    return _SPACES_ROUND.sub(r"\1", text.translate(_DASHES))


def _printed(text: str) -> Iterator[DesignationMention]:
    letter = 0
    for candidate in _CANDIDATE.finditer(text) if _DIGITS.search(text) else ():
        start = candidate.start()
        mention = _read_at(text, start)
        if mention is None and (_cued(text, start) or _goes_on(text, letter, start)):
            mention = _believed(text, start)
            letter = mention.span[1] if mention else letter
        if mention:
            yield mention


def _believed(text: str, start: int) -> DesignationMention | None:
    """Return the number without a type that stands where one is believed."""
    match = _CUED.match(text, start)
    if match:
        return _letter_mention(match)
    old = _CUED_OLD.match(text, start)
    return _old_mention(old) if old else None


def _goes_on(text: str, letter: int, start: int) -> bool:
    """Tell whether a list of letters goes on: "các Công văn số 11/UBND-VP, số 15/UBND-VP"."""
    return (
        bool(letter)
        and start - letter <= 80
        and (_NEXT_LETTER.fullmatch(text, letter, start) is not None)
    )


def _cued(text: str, start: int) -> bool:
    before = fold_marks(text[max(0, start - 60) : start])
    if _LINE_CUE.match(before) and (start < 60 or "\n" in before):
        return True
    return _KIND_CUE.search(before) is not None


def _read_at(text: str, start: int) -> DesignationMention | None:
    for form, pattern in _SURE:
        match = pattern.match(text, start)
        if match:
            return _mention(form, match)
    return None


def _mention(form: str, match: re.Match[str]) -> DesignationMention:
    parts = match.groupdict()
    ordinal = match["ordinal"].translate(_TO_DIGITS)
    year = parts.get("year")
    type_code = _repaired_type(parts.get("type"))
    org = _repaired_org(match["org"])
    code = f"{type_code}/{org}" if form == "party" else "-".join(filter(None, (type_code, org)))
    number = (
        f"{ordinal}-{code}"
        if form == "party"
        else "/".join(part for part in (ordinal, year and year.translate(_TO_DIGITS), code) if part)
    )
    return DesignationMention(
        span=match.span(),
        number=number,
        ordinal=ordinal,
        code=code,
        kind=_kind(parts.get("type")),
        issuer_code=org,
        year=int(year.translate(_TO_DIGITS)) if year else None,
        system=_system(form, org),
    )


def _letter_mention(match: re.Match[str]) -> DesignationMention:
    """Return a number without a type: a letter's, or one whose issuer is left out (12/KH)."""
    ordinal, org = match["ordinal"].translate(_TO_DIGITS), _repaired_org(match["org"])
    type_only = org in _TYPES
    return DesignationMention(
        span=match.span(),
        number=f"{ordinal}/{org}",
        ordinal=ordinal,
        code=org,
        kind=_TYPES[org]["kind"] if type_only else None,
        issuer_code=None if type_only else org.split("-")[0],
        year=None,
        system=_system("office", org),
    )


def _old_mention(match: re.Match[str]) -> DesignationMention:
    """Return a number of the years before 1996, which has no type and a hyphen."""
    ordinal, org = match["ordinal"].translate(_TO_DIGITS), match["org"]
    return DesignationMention(
        span=match.span(),
        number=f"{ordinal}-{org}",
        ordinal=ordinal,
        code=org,
        kind=None,
        issuer_code=None if org == "CT" else org,
        year=None,
        system="state",
    )


def _blanks(text: str) -> Iterator[DesignationMention]:
    patterns = (("office", _BLANK_STATE), ("party", _BLANK_PARTY)) if "/" in text else ()
    for form, pattern in patterns:
        for match in pattern.finditer(text):
            org = _repaired_org(match["org"]) if match["org"] else None
            parts = filter(None, (_repaired_type(match["type"]), org))
            year = match.groupdict().get("year")
            yield DesignationMention(
                span=match.span(),
                number=None,
                ordinal=None,
                code=("/" if form == "party" else "-").join(parts),
                kind=_kind(match["type"]),
                issuer_code=org,
                year=int(year) if year else None,
                system=_system(form, org or ""),
                blank=True,
            )


def _completed(
    text: str, last: DesignationMention, found: list[DesignationMention]
) -> Iterator[DesignationMention]:
    """Yield the bare ordinals in front of `last` with its code; none that another number owns."""
    floor = max(found[-1].span[1] if found else 0, last.span[0] - 240)
    match = _BARE_BEFORE.search(text[floor : last.span[0]])
    if not match or last.ordinal is None or last.number is None:
        return
    for bare in _DIGITS.finditer(match["bare"]):
        start = floor + match.start("bare") + bare.start()
        yield DesignationMention(
            span=(start, start + len(bare.group())),
            number=bare.group() + last.number[len(last.ordinal) :],
            ordinal=bare.group(),
            code=last.code,
            kind=last.kind,
            issuer_code=last.issuer_code,
            year=last.year,
            system=last.system,
            completed=True,
        )


def _overlaps(blank: DesignationMention, found: list[DesignationMention]) -> bool:
    start, end = blank.span
    return any(other.span[0] < end and start < other.span[1] for other in found)


def _repaired_type(printed: str | None) -> str | None:
    """Return the right type code where a mark was lost; a mere change of case stays as printed."""
    if printed is None:
        return None
    code = _TYPES[printed]["code"]
    return printed if code.upper() == printed.upper() else code


def _repaired_org(printed: str) -> str:
    parts = _close_up("".join(printed.split())).replace("/", "-").split("-")
    return "-".join(_MISREAD.get(part, part) for part in parts)


def _kind(printed: str | None) -> str | None:
    return _TYPES[printed]["kind"] if printed else None


def _system(form: str, org: str) -> System:
    if _FRONT.match(org):
        return "front"
    if form == "party":
        return "party"
    return "assembly" if _COUNCIL.match(org) else "state"
