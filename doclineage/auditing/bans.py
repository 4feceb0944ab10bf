"""Bans and permissions: what a plan forbids no more, allows now, or forbids of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclineage.model import Document, FactChange, Link, Severity
from doclineage.vietnamese.facts.fact import pattern, phrases
from doclineage.vietnamese.light_words import light_words
from doclineage.vietnamese.normalise import fold_case
from doclineage.vietnamese.words import folded_clauses, words

#: Ways of the table to forbid; "chưa" and "trừ" tell of a state or an exception.
_FORBIDDING = frozenset({"must-not", "forbid"})
#: Share of what a ban forbids that must stand in the plan for the plan to speak of it.
_SPEAKS = 0.5


def weight(parent: Document, child: Document, link: Link, change: FactChange) -> Severity | None:
    """Return how heavy a changed negation weighs by itself, None where nothing is known of it.

    What the plan allows that its parent forbids weighs most. What it forbids of its own takes
    nothing away, and a ban of which it says nothing in the answering units is a lost clause, A02's
    to tell.
    """
    if change.kind != "negation":
        return None
    old = [clause for unit in link.parents for clause in folded_clauses(parent.units[unit].text)]
    new = [clause for unit in link.children for clause in folded_clauses(child.units[unit].text)]
    if change.parent is None:
        undone = any(_undoes(clause, change.child or "", old) for clause in new)
        return None if undone else "info"
    bans = [ban for clause in old for ban in _bans(clause, change.parent)]
    if any(_allows(clause, ban) for ban in bans for clause in new):
        return "error"
    if change.child is None and bans and not any(_denies_less(new, ban) for ban in bans):
        return "info"
    return None


# xử phạt hộ không phân loại: who does not is punished
_PUNISHED = re.compile(r"(?<!\w)(?:xử phạt|xử lý|phạt|đình chỉ|kiểm điểm|phê bình)(?!\w)")


def _undoes(clause: str, word: str, old: list[str]) -> bool:
    """Tell whether a clause forbids, spares or leaves out what the parent asks for."""
    for match in pattern("negation").finditer(clause):
        if match.group() not in fold_case(word):
            continue
        before, denied = clause[: match.start()], clause[match.end() :].split()[:2]
        if phrases("negation")[match.group()] == "except" or match.group() in _SPARING:
            return True
        punished = _PUNISHED.search(before) or _CONDITION.search(before)
        if not punished and any(_asks(text, " ".join(denied)) for text in old):
            return True
    return False


#: Negations that take a duty away instead of forbidding anything.
_SPARING = frozenset({"không cần", "không phải", "không cần phải", "chưa cần", "chưa phải"})


def _asks(clause: str, work: str) -> bool:
    """Tell whether a clause has some work in it that it does not deny."""
    return any(
        not pattern("negation").search(clause[max(0, match.start() - _REACH) : match.start()])
        for match in re.finditer(rf"(?<!\w){re.escape(work)}(?!\w)", clause)
    )


#: Characters before a verb in which its negation stands.
_REACH = 18


# khi không …, nếu không …, mà chưa …: a condition, no ban
_CONDITION = re.compile(r"(?<!\w)(?:khi|nếu|mà|nơi|lúc|trường hợp|do|vì)(?:\s+\w+){0,3}\s+$")


def _bans(clause: str, word: str) -> Iterator[str]:
    """Yield what a clause forbids by a word, as printed behind it."""
    for match in pattern("negation").finditer(clause):
        plain = match.group() == "không"
        if not (plain or phrases("negation")[match.group()] in _FORBIDDING):
            continue
        if match.group() in fold_case(word) and not _CONDITION.search(clause[: match.start()]):
            yield clause[match.end() :].strip(" .;,")


# được thu thêm | có thể đăng | cho phép bàn giao: not "không được", "để được"
_ALLOWING = re.compile(
    r"(?<!không )(?<!chưa )(?<!cấm )(?<!để )(?<!\w)"
    r"(?:được(?:\s+(?:phép|quyền))?|có thể|cho phép)\s+(?=\w)"
)


def _allows(clause: str, ban: str) -> bool:
    """Tell whether a clause allows what is banned, or orders it plainly in the ban's own words."""
    verb = ban.split(maxsplit=1)[0] if ban else ""
    if not verb or _share(ban, clause) < _SPEAKS:
        return False
    allowed = any(clause.startswith(verb, m.end()) for m in _ALLOWING.finditer(clause))
    return allowed or _orders(clause, ban)


def _orders(clause: str, ban: str) -> bool:
    """Tell whether a clause begins with the very work that is banned."""
    two = " ".join(ban.split()[:2])
    return len(ban.split()) > 1 and clause.lstrip(" -–+").startswith(two)


def _denies_less(new: list[str], ban: str) -> bool:
    """Tell whether the plan speaks of what was banned, so that the missing word may be a change."""
    return any(_share(ban, clause) >= _SPEAKS for clause in new)


def _share(said: str, text: str) -> float:
    keys = [key for key in words(said).keys if key not in light_words()]
    there = set(words(text).keys)
    return sum(key in there for key in keys) / len(keys) if keys else 0.0
