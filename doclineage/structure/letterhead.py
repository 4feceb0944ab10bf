"""Head and tail to the letterhead: who issued what, when, signed by whom, and where it was found.

Where the letterhead is lost, kind and title still stand at the top, and the issuer is the subject
of the lead sentence or of the closing paragraph (domain reference 1.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from doclineage.model import Block, Letterhead, System
from doclineage.structure.joining import is_caps
from doclineage.structure.tracing import is_rule
from doclineage.structure.zones import Zones
from doclineage.vietnamese.agencies import (
    find_mentions,
    issuer_level,
    issuer_territory,
)
from doclineage.vietnamese.cues import cues
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.designations import own_number
from doclineage.vietnamese.kinds import heading_kind
from doclineage.vietnamese.naming import readable_issuer
from doclineage.vietnamese.normalise import CAPITALS, clean, fold_case, fold_marks

_NATION = re.compile(r"c\W?o\W?n\W?g\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam")
_MOTTO = re.compile(r"doc\s+lap\s*-?\s*tu\s+do\s*-?\s*hanh\s+phuc")
_PARTY = re.compile(r"dang\s+cong\s+san\s+viet\s+nam")
# Yên Hòa, ngày 05 tháng 4 năm 2026
_PLACE_DATE = re.compile(r"(?P<place>[^\d,;:]{2,60}),\s*(?=ngay\b)")
# ngay 05 thang 4 năm 2026: the words as OCR leaves them
_BARE_DATE = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_SIGN_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|TUN|Q)\s*[./]\s*|(?:T/M|K/T|T/L)(?:\s*[./]\s*|\s+)")
# What the frame says in fixed words, by the words.
_LETTERS = re.compile(r"[a-z]+")
_FIXED = tuple(
    tuple(words.split())
    for words in (
        "cong hoa xa hoi chu nghia viet nam",
        "doc lap tu do hanh phuc",
        "dang cong san viet nam",
    )
)
# Khe Sâu, ngày | tháng 01 năm 2026;  Đông Hà, ngày 15 tháng 4 năm | 2026
_CUT_DATE = re.compile(
    r"^[^\d,;:]{2,60},\s*ngay(?:\s+\d{1,2})?(?:\s+thang(?:\s+\d{1,2})?)?(?:\s+nam)?$"
)
_REST_OF_DATE = re.compile(r"(?:\d{1,2}\s+)?thang\b|(?:\d{1,2}\s+)?nam\b|\d{1,4}$")
_PARTY_SIGN = re.compile(r"(?:T/M|K/T|T/L)")
_STATE_SIGN = re.compile(r"(?:TM|KT|TL|TUQ)\s*\.")
_PERSON = re.compile(rf"(?:[{CAPITALS}][^\W\d_]+\s+){{1,5}}[{CAPITALS}][^\W\d_]+")
_RECIPIENTS = re.compile(r"noi nhan\s*[:.]?\s*")
# SAO Y | Số: 12/SY-UBND: from here on the foot is that of a copy
_COPY = re.compile(r"sao y|sao luc|trich sao|so\s*[:.]?\s*\d+\s*[/-]\s*(?:sy|trs|sl|bs)\s*[-/]")
# - Lưu: VT.   PHÓ GIÁM ĐỐC | Nơi nhận:  KT. CHỦ TỊCH: two columns on one line
_RIGHT_COLUMN = re.compile(
    r"(?<=[;:,.])\s+"
    r"(?P<right>(?:(?:TM|T/M|KT|K/T|TL|T/L|TUQ|TUN|Q)\s*[./]\s*)?[^;:.,]{4,80})$"
)
_LIST_MARKS = ("-", "–", "+", "•")
_SHORT_LINE = 80
#: The number of a document stands so near to the start of its line ("Số:", "Luật số:").
_NUMBER_CUE = 12
_SECRECY = re.compile(r"(?:toi |tuyet )?mat|(?:thuong )?khan|hoa toc|du thao.*", re.I)


class _Found(msgspec.Struct):
    """Fields found so far, each with its origin; the first finding stands."""

    values: dict[str, object]
    origins: dict[str, str]

    def put(self, field: str, value: object, origin: str) -> None:
        if value and field not in self.values:
            self.values[field] = value
            self.origins[field] = origin


def read_letterhead(zones: Zones) -> Letterhead:
    """Return the letterhead of a document whose zones are known."""
    found = _Found({}, {})
    blocks = zones.blocks
    top = zones.kind if zones.kind is not None else zones.body[0]
    _read_top(blocks[:top], found)
    _read_kind(zones, found)
    if zones.kind is not None and "issued" not in found.values:
        # Read column by column, the left one may hold the title too.
        for line in _whole_lines([b.text for b in blocks[zones.title[1] : zones.body[0]]]):
            if len(line) < _SHORT_LINE:
                _read_place_date(_without_nation(line, found), found)
    _read_tail(blocks[zones.tail[0] : zones.tail[1]], found)
    _read_lead(blocks[zones.title[1] : zones.body[0]], found, "lead")
    if "issuer" not in found.values:
        _read_lead(reversed(blocks[zones.body[0] : zones.body[1]][-3:]), found, "closing")
    issuer = found.values.get("issuer")
    name = issuer if isinstance(issuer, str) else None
    _infer_system(found, name)
    return msgspec.convert(
        {
            **found.values,
            "origins": found.origins,
            "level": issuer_level(name),
            "territory": issuer_territory(name),
        },
        Letterhead,
    )


# --- the two columns at the top --------------------------------------------------------------


def _read_top(blocks: Sequence[Block], found: _Found) -> None:
    names: list[str] = []
    for whole in _whole_lines([block.text for block in blocks]):
        text = _without_nation(whole, found)
        number = own_number(text)
        if number is not None:
            found.put("number", number.number, "letterhead")
            if number.blank:
                found.values.setdefault("number_code", number.code)
            if "letterhead_number" not in found.origins and number.kind:
                found.values.setdefault("_kind_of_number", number.kind)
            text = text[number.span[1] :].strip() if number.span[0] < _NUMBER_CUE else text
        rest = _read_place_date(text, found)
        line = rest.strip(" *★-–—_")
        if number is not None or not line or is_rule(line) or _SECRECY.fullmatch(fold_marks(line)):
            continue
        if line == rest.strip(" *★") and _is_name_line(line, names):
            names.append(line)
    found.values.pop("_kind_of_number", None)
    _put_names(names, found)


def _whole_lines(texts: Sequence[str]) -> list[str]:
    """Join what a narrow column wraps: the nation's name, the motto, the number, the date."""
    joined: list[str] = []
    for text in texts:
        if joined and _wraps(fold_marks(joined[-1]).strip(), fold_marks(text).strip()):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _wraps(line: str, then: str) -> bool:
    """Tell whether a folded line of the letterhead goes on in the next.

    >>> _wraps("cong hoa xa hoi chu nghia", "viet nam"), _wraps("so:", "/kh-ubnd")
    (True, True)
    >>> _wraps("khe sau, ngay", "thang 01 nam 2026"), _wraps("uy ban nhan dan", "xa khe sau")
    (True, False)
    """
    words, after = tuple(_LETTERS.findall(line)), tuple(_LETTERS.findall(then))
    for fixed in _FIXED:
        begun = 0 < len(words) < len(fixed) and words == fixed[: len(words)]
        if begun and after and after == fixed[len(words) : len(words) + len(after)]:
            return True
    if line in {"so:", "so :", "so"}:
        return then[:1] in {"/", "-"} or then[:1].isdigit()
    return _CUT_DATE.search(line) is not None and _REST_OF_DATE.match(then) is not None


def _without_nation(text: str, found: _Found) -> str:
    """Cut the nation's name and motto out of a line; they tell the system."""
    folded = fold_marks(text)
    for pattern, system in ((_NATION, "state"), (_MOTTO, None), (_PARTY, "party")):
        match = pattern.search(folded)
        if match:
            if system:
                found.put("system", system, "letterhead")
            text = f"{text[: match.start()]} {text[match.end() :]}"
            folded = fold_marks(text)
    return clean(text)


def _read_place_date(text: str, found: _Found) -> str:
    """Return what stands before "Yên Hòa, ngày 05 tháng 4 năm 2026"."""
    folded = fold_marks(text)
    match = _PLACE_DATE.search(folded)
    if match is None:
        return text
    found.put("place", text[match.start("place") : match.end("place")].strip(), "letterhead")
    dates = (mention.date for mention in find_dates(text) if mention.span[0] >= match.end() - 1)
    issued = next((day for day in dates if isinstance(day, date)), None)
    found.put("issued", issued or _bare_date(folded), "letterhead")
    return text[: match.start()]


def _bare_date(folded: str) -> date | None:
    match = _BARE_DATE.search(folded)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _is_name_line(line: str, names: list[str]) -> bool:
    """Tell whether a line is of the issuer block: in capitals, or going on from one."""
    if len(line) > 120 or line.startswith(("(", "[", "/")):
        return False
    bodies = [mention for mention in find_mentions(line) if mention.body or mention.level]
    return (is_caps(line) and (bool(bodies) or bool(names))) or (bool(bodies) and not names)


def _put_names(names: list[str], found: _Found) -> None:
    """Join a body's name that runs over two lines; the last body is the issuer."""
    bodies: list[str] = []
    for line in names:
        starts = find_mentions(line)
        begins_body = bool(starts and starts[0].body is not None and starts[0].span[0] <= 4)
        if bodies and not begins_body:
            bodies[-1] = f"{bodies[-1]} {line}"
        else:
            bodies.append(line)
    # A gazette prints the issuer in its own head and again in the document's.
    bodies = list(dict.fromkeys(bodies))
    if bodies:
        found.put("issuer", readable_issuer(bodies[-1]), "letterhead")
    if len(bodies) > 1:
        found.put("superior", readable_issuer(bodies[-2]), "letterhead")


def _read_kind(zones: Zones, found: _Found) -> None:
    origin = "letterhead"
    start, end = zones.title
    lines = [b.text for b in zones.blocks[start:end] if not is_rule(b.text)]
    title = clean(" ".join(lines))
    if zones.kind is not None:
        found.put("kind", heading_kind(zones.blocks[zones.kind].text), origin)
        title = title.strip("*# ")
    elif title:
        found.put("kind", "CV", origin)
        title = re.sub(r"^(?:V\s*/\s*v|Về việc)[:\s]*", "", title, flags=re.I)
    found.put("title", title, origin)


# --- the foot --------------------------------------------------------------------------------


def _read_tail(blocks: Sequence[Block], found: _Found) -> None:
    recipients: list[str] = []
    post: str | None = None
    listing = False
    lines = list(_tail_lines(blocks))
    for text in lines:
        opening = _RECIPIENTS.match(fold_marks(text))
        if opening:
            listing = True
            recipients.append(text[opening.end() :].strip(" -;,.}"))
        elif _is_post(text):
            post = _post(text) or post
        elif post and _PERSON.fullmatch(text.rstrip(".")):
            found.put("signer", text.rstrip("."), "signature")
        elif listing and not (post and not text.startswith(_LIST_MARKS)):
            recipients.append(text.strip(" -–+;,.}•"))
    found.put("sign_post", post, "signature")
    found.put("recipients", tuple(filter(None, recipients)), "signature")
    signs = " ".join(lines)
    if _PARTY_SIGN.search(signs):
        found.put("system", "party", "signature")
    elif _STATE_SIGN.search(signs):
        found.put("system", "state", "signature")


def _tail_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of the foot up to a copy's own, two columns on one line parted."""
    for block in blocks:
        text = block.text.strip()
        if _COPY.match(fold_marks(text[:40])):
            return
        match = _RIGHT_COLUMN.search(text)
        if match and _is_post(match["right"]):
            yield text[: match.start()].strip()
            yield match["right"].strip()
        else:
            yield text


def _is_post(text: str) -> bool:
    if _SIGN_PREFIX.match(text):
        return True
    return is_caps(text) and any(post in text for post in cues("post"))


def _post(text: str) -> str | None:
    """Return the post on one signature line; the last line's post is the signer's own."""
    bare = _SIGN_PREFIX.sub("", text, count=1).strip()
    for post in cues("post"):
        if bare.endswith(post):
            return post
    return bare if any(post in bare for post in cues("post")) else None


# --- where the letterhead is lost ------------------------------------------------------------


def _read_lead(blocks: object, found: _Found, origin: str) -> None:
    for block in blocks:  # type: ignore[attr-defined]
        issuer = subject_of(block.text)
        if issuer:
            found.put("issuer", issuer, origin)
            return


def subject_of(text: str) -> str | None:
    """Return the body that issues a document, read from its lead or closing sentence.

    >>> subject_of("Thực hiện Kế hoạch số 5, UBND phường Bến Đò xây dựng Kế hoạch như sau:")
    'UBND phường Bến Đò'
    """
    folded = fold_case(text)
    verbs = "|".join(map(re.escape, cues("issue")))
    best = None
    for mention in find_mentions(text):
        if mention.body is None or mention.plural:
            continue
        before = folded[: mention.span[0]].rstrip()
        opens = not before or before.endswith((",", ".", ";", ":"))
        after = re.match(rf"\s*(?:\([^)]*\)\s*)?(?:{verbs}|đã|sẽ)(?!\w)", folded[mention.span[1] :])
        if opens and after:
            best = text[mention.span[0] : mention.span[1]]
    return best


def _infer_system(found: _Found, issuer: str | None) -> None:
    if "system" in found.values or not issuer:
        return
    systems: list[System] = [
        mention.body.system  # type: ignore[misc]  # the table's test checks the values
        for mention in find_mentions(issuer)
        if mention.body
    ]
    if systems:
        found.put("system", systems[0], found.origins.get("issuer", "lead"))
