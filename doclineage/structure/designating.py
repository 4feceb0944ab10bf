"""What a lost letterhead leaves of a designation: in the head of an annex, in the file's name.

Each field keeps where it was found and how sure that is; what the letterhead or a manifest says
stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from doclineage.model import Letterhead, Unit
from doclineage.vietnamese.agencies import find_mentions, issuer_level, issuer_territory
from doclineage.vietnamese.dates import find_dates
from doclineage.vietnamese.designations import find_designations
from doclineage.vietnamese.file_names import FileName, read_file_name, whole_number
from doclineage.vietnamese.issuer_identity import issuer_identity
from doclineage.vietnamese.normalise import fold_marks
from doclineage.vietnamese.tables import load_table

#: How sure a field is by where it was found: a letterhead is only misread, the lead may name
#: another body, a file is often named after what it was copied from.
CONFIDENCES: Mapping[str, float] = {
    "manifest": 1.0,
    "letterhead": 0.95,
    "signature": 0.95,
    "annex": 0.9,
    "lead": 0.85,
    "closing": 0.75,
    "filename": 0.6,
}
# (Kèm theo Kế hoạch số 15/KH-UBND ngày 12/3/2026 của UBND phường Bến Đò)
_ATTACHED = re.compile(r"(?:ban hanh )?kem theo ")


def completed(head: Letterhead, units: Sequence[Unit], path: str) -> Letterhead:
    """Return a letterhead with what annexes and the file's name add to it, each field's doubt."""
    found: dict[str, tuple[object, str]] = {}
    for field, value in _of_annex(head, units).items():
        found.setdefault(field, (value, "annex"))
    for field, value in _of_name(head, units, read_file_name(path)).items():
        found.setdefault(field, (value, "filename"))
    learnt = {field: pair for field, pair in found.items() if getattr(head, field) is None}
    origins = {**head.origins, **{field: origin for field, (_, origin) in learnt.items()}}
    values = {field: value for field, (value, _) in learnt.items()}
    if "issuer" in values:
        issuer = str(values["issuer"])
        values |= {"level": issuer_level(issuer), "territory": issuer_territory(issuer)}
    confidences = {name: CONFIDENCES[o] for name, o in origins.items() if o in CONFIDENCES}
    return msgspec.structs.replace(head, **values, origins=origins, confidences=confidences)


def _of_annex(head: Letterhead, units: Sequence[Unit]) -> dict[str, object]:
    """Return the designation that an annex says its document has."""
    first = next((at for at, unit in enumerate(units) if unit.zone == "annex"), len(units))
    for unit in units[first:]:
        text = unit.text
        opening = _ATTACHED.search(fold_marks(text)) if unit.zone in {"annex", "head"} else None
        if opening is None:
            continue
        numbers = [n for n in find_designations(text) if n.span[0] > opening.start() and n.number]
        # "Quy chế (ban hành kèm theo Quyết định …)" names what carries it, not itself.
        if not numbers or numbers[0].kind != head.kind:
            continue
        after = numbers[0].span[1]
        said: dict[str, object] = {"number": numbers[0].number}
        days = (d.date for d in find_dates(text) if d.span[0] >= after)
        if isinstance(day := next(days, None), date):
            said["issued"] = day
        bodies = [mention for mention in find_mentions(text[after:]) if mention.body]
        if bodies:
            said["issuer"] = bodies[0].text
        return said
    return {}


def _of_name(head: Letterhead, units: Sequence[Unit], name: FileName) -> dict[str, object]:
    """Return what a file's name adds; nothing where it speaks of another document."""
    if name.kind and head.kind and name.kind != head.kind:
        return {}
    if name.year and head.issued and name.year != head.issued.year:
        return {}
    issuer = head.issuer or _named_issuer(units, name)
    number = name.number or _number(head, name, issuer)
    found = {"number": number, "issued": name.issued, "issuer": issuer, "kind": name.kind}
    return {field: value for field, value in found.items() if value}


def _number(head: Letterhead, name: FileName, issuer: str | None) -> str | None:
    """Return an ordinal with the code that a blank number or the issuer gives."""
    if name.ordinal is None:
        return None
    if head.number_code:
        return f"{name.ordinal}{'-' if '/' in head.number_code else '/'}{head.number_code}"
    kind = head.kind or name.kind
    code = _issuer_code(issuer) if issuer else None
    return whole_number(name.ordinal, kind, code) if kind and code else None


def _issuer_code(issuer: str) -> str | None:
    """Return the code of a body that writes plans and the like, None where it is not known."""
    identity = issuer_identity(issuer)
    if identity.body == "dang uy":
        return {"province": "TU", "commune": "ĐU"}.get(identity.level or "")
    for row in load_table("issuer_codes"):
        if issuer_identity(row["issuer"]).body == identity.body:
            return row["code"]
    return None


def _named_issuer(units: Sequence[Unit], name: FileName) -> str | None:
    """Return who governs the unit that a file's name states, as the text spells that unit."""
    if name.territory is None or name.number is None:
        return None
    # Only what a letterhead shortens a body to is known from a number: UBND, HĐND.
    body = next((b for b in ("UBND", "HĐND") if name.number.endswith(f"-{b}")), None)
    if body is None:
        return None
    for unit in units:
        for mention in find_mentions(unit.text):
            territory = issuer_territory(mention.text)
            if territory and fold_marks(territory) == name.territory:
                return f"{body} {territory}"
    return None
