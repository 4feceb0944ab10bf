"""What the members of a list share: kind and issuer (domain reference 4.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from doclineage.citing.line import Line
from doclineage.citing.mentions import Mention
from doclineage.vietnamese.issuers import issuer_of_code

#: What stands between two members of a list.
SEPARATOR = re.compile(
    r"\s?(?:[,;:]\s?)?(?:(?:và|hoặc|hay|cùng|cùng với|với|kể cả|gồm|;)\s?)?(?:(?:các|những)\s?)?"
    r"(?:[-–+]\s?|\(?(?:[0-9]{1,2}|[a-zđ])[.)]\s?)?"
)
_ASSEMBLY_KINDS = {
    "LUAT": "Quốc hội",
    "BLUAT": "Quốc hội",
    "HP": "Quốc hội",
    "PL": "Ủy ban Thường vụ Quốc hội",
}


def share(line: Line, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions with what their lists share."""
    return tuple(_inferred(mention) for mention in _backward(line, _forward(line, mentions)))


def _forward(line: Line, mentions: Sequence[Mention]) -> list[Mention]:
    """Give kind and issuer of the front to the bare numbers after it ("các Kế hoạch của …: số")."""
    shared: list[Mention] = []
    front: Mention | None = None
    for mention in mentions:
        bare = mention.head.form == "number" and line.key.startswith(
            ("số", *"0123456789"), mention.head.start
        )
        linked = shared and SEPARATOR.fullmatch(line.key, shared[-1].end, mention.start)
        if front is not None and linked and bare:
            shared.append(_after_front(mention, front))
            continue
        front = mention
        shared.append(mention)
    return shared


def _after_front(mention: Mention, front: Mention) -> Mention:
    if front.head.form == "plural":
        return replace(mention, kind=front.kind, issuer=mention.issuer or front.issuer)
    number, first = mention.head.number, front.head.number
    alike = number and first and number.kind == first.kind
    return replace(mention, kind=front.kind) if alike else mention


def _backward(line: Line, mentions: list[Mention]) -> list[Mention]:
    """Give the issuer at the end of a list to the members before it whose codes agree."""
    for place in range(len(mentions) - 2, -1, -1):
        mention, after = mentions[place], mentions[place + 1]
        if mention.issuer or not after.issuer or mention.title or mention.end > after.start:
            continue
        between = line.key[mention.end : after.start]
        if ";" in between or not SEPARATOR.fullmatch(between) or not _same_code(mention, after):
            continue
        mentions[place] = replace(mention, issuer=after.issuer, issuer_inferred=True)
    return mentions


def _same_code(mention: Mention, other: Mention) -> bool:
    first, second = mention.head.number, other.head.number
    return first is not None and second is not None and first.issuer_code == second.issuer_code


def _inferred(mention: Mention) -> Mention:
    """Return the mention with the issuer that its kind or its code tells."""
    if mention.issuer:
        return mention
    number = mention.head.number
    issuer = issuer_of_code(number.issuer_code) if number and number.issuer_code else None
    if issuer is None and mention.head.form == "law" and mention.kind:
        issuer = _ASSEMBLY_KINDS.get(mention.kind)
    return replace(mention, issuer=issuer, issuer_inferred=True) if issuer else mention
