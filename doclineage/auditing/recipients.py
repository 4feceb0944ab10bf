"""Is a body among those that a plan is sent to: by its name, its initials, or as one of many?"""

from __future__ import annotations

import re
from functools import lru_cache

from doclineage.model import Document
from doclineage.vietnamese.agencies import Body, Mention, find_mentions
from doclineage.vietnamese.normalise import fold_case

# Như trên | Như Điều 3 | các thành viên Ban Chỉ đạo: whoever has a task in the plan.
_ALL = re.compile(r"(?:^\W*như(?!\w)|(?<!\w)thành viên(?!\w))")
#: Roles that many bodies of one level share: they say nothing about which of them is meant.
_SHARED = frozenset(
    {"culture-social", "economy", "justice", "office", "media", "unions", "enterprise", "steering"}
)
#: Roles of the offices whose clerks keep every plan.
_CLERKS = frozenset({"office", "party-office"})
_FRONT = frozenset({"front", "unions"})
# Trung tâm, Trạm, Văn phòng …: what "các phòng" of a ward may stand for.
_OFFICES = re.compile(r"(?:phòng|văn phòng|trung tâm|trạm)(?!\w)")
# TTVH-TT& TT: a space that scanning put in.
_AMPERSAND = re.compile(r"\s*&\s*")


def is_told(plan: Document, body: Mention) -> bool:
    """Tell whether a body issued the plan, keeps it, or stands among its recipients."""
    recipients = plan.letterhead.recipients
    if body.body is None or _is_issuer(plan, body):
        return True
    if body.body.roles & _CLERKS and any(_is_kept(entry) for entry in recipients):
        return True  # the clerks who keep the plan are the office's own
    return any(_covers(_AMPERSAND.sub("&", entry), body) for entry in recipients)


def _is_kept(entry: str) -> bool:
    return fold_case(entry).lstrip().startswith("lưu")


def _is_issuer(plan: Document, body: Mention) -> bool:
    issuers = [m for m in find_mentions(plan.letterhead.issuer or "") if m.body]
    return bool(issuers) and is_same_body(issuers[0], body)


@lru_cache(maxsize=4096)
def _covers(entry: str, body: Mention) -> bool:
    if _ALL.search(fold_case(entry)) or body.text in entry or _has_initials(entry, body):
        return True
    return any(_answers(mention, body) for mention in find_mentions(entry))


def _answers(recipient: Mention, body: Mention) -> bool:
    if recipient.body is None:
        # Các xã, phường: their committees are meant.
        return recipient.plural and body.plural and recipient.level == body.level
    return is_same_body(recipient, body) or _is_collective(recipient, body)


def is_same_body(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions name one body: by name, or by a role that no other body has."""
    if one.body is None or other.body is None:
        return False
    if one.level and other.level and one.level != other.level:
        return False
    roles = one.body.roles
    same_role = roles == other.body.roles and not roles & _SHARED
    return one.body.name == other.body.name or same_role


def _is_collective(recipient: Mention, body: Mention) -> bool:
    """Tell whether a name of many ("các phòng, ban", "các đoàn thể") has this body among them."""
    many, one = recipient.body, body.body
    if many is None or one is None:
        return False
    if recipient.level and body.level and recipient.level != body.level:
        return False
    if many.roles & _FRONT and one.roles & _FRONT:
        return True  # since 2025 the unions stand inside the Front
    if many.roles != frozenset({"departments"}):
        return False
    return _is_wide(many, recipient.text) or _OFFICES.match(fold_case(one.name)) is not None


def _is_wide(many: Body, text: str) -> bool:
    """Tell whether departments of every kind are meant, not only the offices of a committee."""
    words = fold_case(f"{many.name} {text}")
    return re.search(r"(?<!\w)(?:ngành|đơn vị|cơ quan|sở)(?!\w)", words) is not None


def _has_initials(entry: str, body: Mention) -> bool:
    """Tell whether an entry has a body by its first letters: CA phường, TYT."""
    if body.body is None:
        return False
    letters = "".join(word[0] for word in re.findall(r"\w+", body.body.name)).upper()
    return len(letters) > 1 and re.search(rf"(?<!\w){letters}(?!\w)", entry) is not None
