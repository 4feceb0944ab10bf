"""Faithful localisation: names, bodies and territory mapped to the lower level, the task kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from doclineage.judging.localisation.branches import is_branch
from doclineage.judging.localisation.communes import siblings_of
from doclineage.judging.localisation.counterparts import without_counterparts
from doclineage.model import Letterhead, Level
from doclineage.settings import Commune
from doclineage.vietnamese.agencies import (
    Mention,
    exists_at,
    find_mentions,
    level_rank,
    title_start,
)
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.stand_ins import stands_in
from doclineage.vietnamese.words import words


class Setting(msgspec.Struct, frozen=True):
    """Who speaks on each side: level, territory (folded) and issuer."""

    parent_level: Level | None = None
    child_level: Level | None = None
    parent_territory: str | None = None
    child_territory: str | None = None
    parent_issuer: str | None = None
    child_issuer: str | None = None
    siblings: frozenset[str] = frozenset()
    """The folded names of the other communes of the child's province, where they are known."""

    @property
    def descends(self) -> bool:
        """True where the child stands below the parent, or where nothing says otherwise."""
        if self.parent_level is None or self.child_level is None:
            return True
        return level_rank(self.child_level) > level_rank(self.parent_level)


def setting_of(parent: Letterhead, child: Letterhead, communes: Iterable[Commune] = ()) -> Setting:
    """Return who speaks in two documents, beside which other communes."""
    return Setting(
        parent_level=parent.level,
        child_level=child.level,
        parent_territory=_folded(parent.territory) or _of_committee(parent.issuer),
        child_territory=_folded(child.territory),
        parent_issuer=parent.issuer,
        child_issuer=child.issuer,
        siblings=siblings_of(child, parent, communes),
    )


def _folded(text: str | None) -> str | None:
    return fold_case(text) if text else None


def _of_committee(issuer: str | None) -> str | None:
    """Return the territory of a committee whose name says it ("Thành ủy Huế": thành phố Huế)."""
    for mention in find_mentions(issuer or ""):
        word = fold_case(mention.text).partition(" ủy ")[0]
        if mention.body and mention.place and word in _OF_COMMITTEE:
            return f"{_OF_COMMITTEE[word]} {mention.place}"
    return None


_OF_COMMITTEE = {"thành": "thành phố", "tỉnh": "tỉnh"}


def is_localisation(before: str, after: str, setting: Setting) -> bool:
    """Tell whether `after` is `before` with names mapped to the child's level.

    >>> s = Setting(parent_level="province", child_level="commune",
    ...             child_territory="phường bến đò")
    >>> is_localisation("UBND các xã, phường", "UBND phường Bến Đò", s)
    True
    >>> is_localisation("Sở Nội vụ", "Phòng Kinh tế, Hạ tầng và Đô thị", s)
    False
    """
    if not setting.descends:
        return False
    before = _NOW.sub(", ", before)
    if setting.parent_level != setting.child_level:
        if is_branch(before, after):
            return True
        kept = without_counterparts(before, after)
        if kept != (before, after) and all(map(is_light, kept)):
            return True
        before, after = kept
    if is_light(after) and _HIGHER_AMOUNT.fullmatch(before) and names_higher(before, setting):
        return True
    old, new = find_mentions(before), find_mentions(after)
    if not old and not new:
        return _is_bare_name(before, after, setting)
    own = (setting.child_territory or "").partition(" ")[2]
    if own and fold_case(after).strip() == own and all(mention.body is None for mention in old):
        return _only_light(before, old, titled=False)
    titled = setting.parent_level != setting.child_level
    if not _only_light(before, old, titled=titled) or not _only_light(after, new, titled=titled):
        return False
    return _mapped(old, new, setting)


# Ban Dân tộc [(nay là] Sở Dân tộc và Tôn giáo): one body by both of its names
_NOW = re.compile(r"\s*\(\s*(?:nay|trước đây)\s+là\s+", re.I)
# 80% dịch vụ công tại cấp tỉnh và: an amount with what it counts, in one breath
_HIGHER_AMOUNT = re.compile(r"\D{0,24}\d[^;:]{0,80}")
# tại cấp tỉnh, up to its end
_OF_LEVEL = re.compile(r"(?<!\w)(?:tại|ở|của|thuộc|đối với)\s+cấp\s+(?:\w+\s+)?\w+$")


def names_higher(text: str, setting: Setting) -> bool:
    """Tell whether a text speaks of a level above the child's, and of no other ("tại cấp tỉnh")."""
    if setting.child_level is None:
        return False
    levels = [
        mention.level
        for mention in find_mentions(text)
        if mention.body is None
        and mention.level is not None
        and _OF_LEVEL.search(fold_case(text[: mention.span[1]])) is not None
    ]
    rank = level_rank(setting.child_level)
    return bool(levels) and all(level_rank(level) < rank for level in levels)


def _only_light(text: str, mentions: Sequence[Mention], *, titled: bool) -> bool:
    """Tell whether nothing but joining words stands beside the names, and titles if they may.

    "Giám đốc các sở" of a province are "Trưởng các phòng" of a ward.
    """
    position, rest = 0, ""
    for mention in mentions:
        start = title_start(text, mention) if titled else mention.span[0]
        rest += f" {text[position:start]}"
        position = mention.span[1]
    return is_light(rest + f" {text[position:]}")


def without_names(text: str) -> str:
    """Return a text without the bodies and territories that it names."""
    rest, last = "", 0
    for mention in find_mentions(text):
        rest += f"{text[last : mention.span[0]]} "
        last = mention.span[1]
    return rest + text[last:]


def _is_bare_name(before: str, after: str, setting: Setting) -> bool:
    """Tell whether only a proper name differs: "Hà Nội" dropped, the child's own put in."""
    own = {
        name
        for territory in (setting.parent_territory, setting.child_territory)
        if territory
        for name in (territory, *_kindless(territory))
    }
    texts = [fold_case(text).strip() for text in (before, after)]
    return any(text in own for text in texts) and all(
        not text or text in own or is_light(text) for text in texts
    )


def _kindless(territory: str) -> list[str]:
    """Return a territory's name without its kind: "phường bến đò", "thành phố huế"."""
    kinds = ("thành phố ", "đặc khu ", f"{territory.partition(' ')[0]} ")
    return [territory.removeprefix(kind) for kind in kinds if territory.startswith(kind)][:1]


def is_light(text: str) -> bool:
    """Tell whether a text holds nothing but joining words ("của", "các")."""
    return light_words().issuperset(words(text).keys)


def _mapped(old: Sequence[Mention], new: Sequence[Mention], setting: Setting) -> bool:
    """Tell whether every name of the child answers one of the parent, or is the child's own."""
    for mention in new:
        if _is_abolished(mention) and not any(_is_abolished(m) for m in old):
            return False
        if mention.body is not None:
            found = [m for m in old if answers(m, mention, setting)]
            if not found and any(m.body is not None for m in old):
                return False
        if not _fits_child(mention, setting) or _is_raised(mention, old, setting):
            return False
    # What only the parent names may fall away where it is a territory, a body that the child's
    # level does not have, or where the child names its own.
    level = setting.child_level
    lost = [m for m in old if m.body and (level is None or exists_at(m.body, level, None))]
    return bool(new) or not lost


def _is_raised(mention: Mention, old: Sequence[Mention], setting: Setting) -> bool:
    """Tell whether a child names a level above its own where the parent did not."""
    rank = level_rank(setting.child_level) if setting.child_level else None
    if rank is None or mention.level is None or level_rank(mention.level) >= rank:
        return False
    return all(m.level is None or level_rank(m.level) >= rank for m in old)


def answers(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether a body of the child stands where the parent named another.

    They share a role; or the parent named the child itself ("UBND các xã, phường") and the child
    says which of its own bodies does the work.
    """
    if old.body is None or new.body is None or _is_abolished(new):
        return False
    return _are_issuers(old, new, setting) or _plays_for(old, new, setting)


def _plays_for(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether a body of the child plays the role of one of the parent."""
    if old.body is None or new.body is None:
        return False
    if {_is_head(old.body.name), _is_head(new.body.name)} == {True, False}:
        return False
    if old.level == setting.child_level and _is_raised(new, [old], setting):
        return False
    shared = old.body.roles & new.body.roles
    if shared and shared <= _MANY:
        # Two unions, or two working groups, are two bodies.
        return old.body.name == new.body.name
    if shared:
        return old.body.name == new.body.name or _is_below(new, old) or _is_general(old, new)
    if stands_in(old.body, new.body):
        return _is_below(new, old) and old.body.level not in {"any", new.body.level}
    return _is_own_division(old, new, setting)


def _is_own_division(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether the parent named the child, and the child one of its own bodies for the work."""
    level = setting.child_level
    if level is None or setting.parent_level == level or not _is_addressed(old, setting):
        return False
    if old.body is None or new.body is None:
        return False
    if not {"executive", "party-committee"} & old.body.roles:
        return False
    # A government gives its work to its own divisions, not to a union or a committee.
    own = old.body.system == new.body.system and new.body.level in {level, "any"}
    return "cells" in new.body.roles or (own and new.level in {level, None})


def _are_issuers(old: Mention, new: Mention, setting: Setting) -> bool:
    """Tell whether the parent names who issued it, and the child who issued that one."""
    return (
        setting.parent_level != setting.child_level
        and _is_issuer(old, setting.parent_issuer, setting.parent_level)
        and _is_issuer(new, setting.child_issuer, setting.child_level)
    )


def _is_issuer(mention: Mention, issuer: str | None, level: Level | None) -> bool:
    named = find_mentions(issuer)[:1] if issuer else ()
    return (
        bool(named)
        and not mention.plural
        and mention.level in {None, level}
        and mention.body == named[0].body
    )


def _is_addressed(old: Mention, setting: Setting) -> bool:
    """Tell whether the parent speaks to the child itself, or to all of a level between them."""
    if old.level == setting.child_level:
        return True
    if old.place or not (old.level and setting.parent_level and setting.child_level):
        return False
    return (
        level_rank(setting.parent_level) < level_rank(old.level) < level_rank(setting.child_level)
    )


#: Roles that many bodies of one level play, each for itself.
_MANY = frozenset({"unions", "steering"})


def _is_head(name: str) -> bool | None:
    """Tell a head of a body from a deputy; None where a name is of neither."""
    if name.startswith("Phó "):
        return False
    return True if name.startswith("Chủ tịch ") else None


def _is_abolished(mention: Mention) -> bool:
    """Tell whether a body is of a level or of a kind that exists no more."""
    return mention.level == "district" or bool(mention.body and mention.body.until)


def _is_below(new: Mention, old: Mention) -> bool:
    return new.level is None or old.level is None or level_rank(new.level) > level_rank(old.level)


def _is_general(old: Mention, new: Mention) -> bool:
    """Tell whether both are bodies that every level has: UBND and Chủ tịch UBND are one issuer."""
    return bool(old.body and new.body and old.body.level == new.body.level == "any")


def _fits_child(mention: Mention, setting: Setting) -> bool:
    """Tell whether a name is of the child's level and territory, or kept from above."""
    if mention.place and mention.level and setting.child_territory:
        own = (setting.child_territory, setting.parent_territory or "")
        return any(mention.place in name for name in own if name)
    if mention.level is None or setting.child_level is None:
        return True
    return level_rank(mention.level) <= level_rank(setting.child_level) or mention.plural
