"""Operators on one text: cut, damage, reword, change a fact, bring down to a commune.

Each returns the new text, or None where the text gives no hold for the operator. They know
nothing of the library that they test.
"""

from __future__ import annotations

import re
import unicodedata
from random import Random
from typing import NamedTuple

from .material import pick, rows

_CLAUSE_END = re.compile(r";\s+|(?<=[^\W\d_])\.\s+(?=[A-ZĐÀ-Ỹ])")
#: A clause of fewer syllables is not cut off by itself.
_LEAST = 5


class Change(NamedTuple):
    """A text after one operator; `fact` is the kind and effect of the fact that it touched."""

    text: str
    fact: tuple[str, str | None] | None = None
    lost: tuple[str, ...] = ()


# --- clauses ---------------------------------------------------------------------------------


def clauses(text: str) -> list[str]:
    """Return the clauses of `text`, parted at semicolons and sentence ends, short ones joined."""
    found: list[str] = []
    for part in _CLAUSE_END.split(text):
        piece = part.strip().rstrip(".;/ ")
        if found and len(piece.split()) < _LEAST:
            found[-1] = f"{found[-1]}; {piece}"
        elif piece:
            found.append(piece)
    return found


def joined(pieces: list[str]) -> str:
    """Return clauses as one sentence."""
    return "; ".join([pieces[0], *(lower_first(piece) for piece in pieces[1:])]) + "."


def lower_first(text: str) -> str:
    """Lower the first letter unless a name or an abbreviation stands there."""
    second = text.split()[1] if len(text.split()) > 1 else ""
    if text[1:2].isupper() or second[:1].isupper() or text.startswith(_NAMES):
        return text
    return text[:1].lower() + text[1:]


_NAMES = (
    "Văn phòng",
    "Ủy ban",
    "Chủ tịch",
    "Công an",
    "Mặt trận",
    "Kiểm toán nhà nước",
    "Trung tâm",
    "Hội đồng",
)


def upper_first(text: str) -> str:
    """Raise the first letter."""
    return text[:1].upper() + text[1:]


def truncate(text: str, rng: Random, *, held_out: bool) -> Change | None:
    """Keep k of n clauses; the open half keeps the first ones, the held-out half any."""
    pieces = clauses(text)
    if len(pieces) < 2:
        return None
    count = rng.randint(1, len(pieces) - 1)
    kept = sorted(rng.sample(range(len(pieces)), count)) if held_out else list(range(count))
    lost = tuple(piece for i, piece in enumerate(pieces) if i not in kept)
    return Change(upper_first(joined([pieces[i] for i in kept])), lost=lost)


def halves(text: str, rng: Random) -> tuple[str, str] | None:
    """Return `text` cut in two at a clause boundary."""
    pieces = clauses(text)
    if len(pieces) < 2 or min(len(p.split()) for p in pieces) < _LEAST:
        return None
    cut = rng.randint(1, len(pieces) - 1)
    return joined(pieces[:cut]), upper_first(joined(pieces[cut:]))


def merged(first: str, second: str) -> str:
    """Return two tasks as one."""
    return f"{first.rstrip(' .;/')}; {lower_first(second)}"


# --- words -----------------------------------------------------------------------------------


def _replace(text: str, phrase: str, other: str) -> str:
    """Replace the first occurrence of a phrase, its capital kept."""
    pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE)
    match = pattern.search(text)
    if match is None:
        return text
    new = upper_first(other) if match.group()[0].isupper() else other
    return text[: match.start()] + new + text[match.end() :]


#: Share of the syllables that a level of rewording replaces: 8 % is a light hand, 40 % a new text.
_SHARES = {False: (0.06, 0.12, 0.2, 0.28, 0.36), True: (0.08, 0.15, 0.24, 0.32, 0.4)}


def reword(text: str, rng: Random, level: int, *, held_out: bool) -> Change | None:
    """Say the same in other words; from level 3 on clauses, from 4 on list members change place."""
    total = len(text.split())
    budget = max(1, round(_SHARES[held_out][level - 1] * total))
    out, spent = text, 0
    choices = list(pick("synonyms", held_out=held_out))
    rng.shuffle(choices)
    for row in choices:
        if spent >= budget:
            break
        changed = _replace(out, row["phrase"], row["other"])
        spent += len(row["phrase"].split()) if changed != out else 0
        out = changed
    if level >= 3:
        out = _turned(out, rng)
    if level >= 4:
        out = _filled(out, rng, budget - spent, held_out=held_out)
    return Change(out) if out.split() != text.split() else None


def _turned(text: str, rng: Random) -> str:
    """Let the clauses, or two inner members of a comma list, change places."""
    pieces = clauses(text)
    if len(pieces) > 1:
        first = pieces.pop(0)
        pieces.append(first)
        return upper_first(joined(pieces))
    parts = text.split(", ")
    if len(parts) > 3 and ";" not in "".join(parts[1:3]):
        place = rng.randint(1, len(parts) - 3)
        parts[place], parts[place + 1] = parts[place + 1], parts[place]
    return ", ".join(parts)


def _filled(text: str, rng: Random, budget: int, *, held_out: bool) -> str:
    """Put in light words until the level's share is reached, only where phrases meet."""
    syllables = text.split(" ")
    fillers = pick("fillers", held_out=held_out)
    places = [
        i
        for i in range(2, len(syllables) - 1)
        if (syllables[i - 1].endswith((",", ";")) or syllables[i] in _JOINTS)
        and not any(char.isdigit() for char in "".join(syllables[i - 2 : i + 2]))
    ]
    rng.shuffle(places)
    for place in sorted(places[: max(0, budget // 2)], reverse=True):
        syllables.insert(place, rng.choice(fillers)["phrase"])
    return " ".join(syllables)


#: Words that open a phrase: before them a light word breaks nothing.
_JOINTS = frozenset(["và", "để", "nhằm", "theo", "tại", "cho", "với", "do"])


def localise(text: str, unit: str, kind: str) -> Change | None:
    """Bring names, bodies and territory down to a commune."""
    table = sorted(rows("localise"), key=lambda row: -len(row["phrase"]))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(row['phrase'])}(?!\w)" for row in table))
    mapping = {row["phrase"]: row["replacement"].format(unit=unit, kind=kind) for row in table}
    out = pattern.sub(lambda match: mapping[match.group()], text)
    return Change(out) if out != text else None


def respell(text: str) -> Change | None:
    """Write names short that were written out, or the reverse."""
    out = text
    for row in rows("abbreviated"):
        if row["phrase"] in out:
            out = out.replace(row["phrase"], row["other"])
        else:
            out = re.sub(rf"(?<!\w){re.escape(row['other'])}(?!\w)", row["phrase"], out)
    return Change(out) if out != text else None


# --- facts -----------------------------------------------------------------------------------

_DAY = re.compile(r"(trước ngày|chậm nhất ngày|chậm nhất) (\d{1,2})/(\d{1,2})/(\d{4})")
_QUARTER = re.compile(r"quý (I|II|III|IV)/(\d{4})")
_TERM = re.compile(
    r"(không quá|trong vòng|trong thời hạn|chậm nhất sau) (\d+) (ngày làm việc|ngày|giờ)"
)
_SHARE = re.compile(r"(?<![\d.,])(\d\d)%")
_BOUND = re.compile(r"(từ )?(\d\d)%( trở lên)|(tối thiểu|ít nhất|trên) (\d\d)%", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV")


def shift_deadline(text: str, rng: Random, *, held_out: bool) -> Change | None:
    """Put off a deadline; the held-out half may also bring it forward."""
    later = not (held_out and rng.random() < 0.5)
    if match := _DAY.search(text):
        month = int(match[3]) + (1 if later else -1)
        if 1 <= month <= 12:
            day = min(int(match[2]), 28)
            new = f"{match[1]} {day:02d}/{month}/{match[4]}"
            return _put(text, match, new, "deadline", later=later)
    if match := _TERM.search(text):
        count = int(match[2]) * 2 if later else max(1, int(match[2]) // 2)
        if count != int(match[2]):
            new = f"{match[1]} {count:02d} {match[3]}"
            return _put(text, match, new, "deadline", later=later)
    if match := _QUARTER.search(text):
        place = _ROMAN.index(match[1]) + (1 if later else -1)
        if 0 <= place < 4:
            return _put(text, match, f"quý {_ROMAN[place]}/{match[2]}", "deadline", later=later)
    return None


def _put(text: str, match: re.Match[str], new: str, kind: str, *, later: bool) -> Change:
    out = text[: match.start()] + new + text[match.end() :]
    return Change(out, fact=(kind, "weakened" if later else "strengthened"))


def change_target(text: str, rng: Random, *, held_out: bool) -> Change | None:
    """Swap the digits of a share (open), or drop the word that bounds it (held out)."""
    if held_out and (match := _BOUND.search(text)):
        share = match[2] or match[5]
        new = f"{share}%" if match.start() else f"Đạt {share}%"
        out = text[: match.start()] + new + text[match.end() :]
        return Change(out, fact=("target", "weakened"))
    match = _SHARE.search(text)
    if match is None:
        return None
    old = match[1]
    new = old[::-1] if old[0] != old[1] and old[1] != "0" else str(int(old) - rng.choice((10, 5)))
    out = f"{text[: match.start()]}{new}%{text[match.end() :]}"
    # Which way is worse depends on whether the share is a floor or a ceiling: not stated here.
    return Change(out, fact=("target", None))


def change_modality(text: str, rng: Random, *, held_out: bool) -> Change | None:
    """Make a duty an option, or an option a duty."""
    choices = list(pick("modality", held_out=held_out))
    rng.shuffle(choices)
    for row in choices:
        out = _replace(text, row["phrase"], row["other"])
        if out != text:
            return Change(out, fact=("modality", row["effect"]))
    return None


def drop_negation(text: str) -> Change | None:
    """Drop one "không" that forbids."""
    kept = [row["phrase"] for row in rows("negation_keep")]
    for match in re.finditer(r"(?<!\w)không (?=\w)", text):
        around = text[max(0, match.start() - 6) : match.end() + 22].lower()
        if not any(phrase in around for phrase in kept):
            out = text[: match.start()] + text[match.end() :]
            return Change(out, fact=("negation", None))
    return None


def change_agency(text: str, rng: Random, *, held_out: bool) -> Change | None:
    """Name another body of another role."""
    choices = list(pick("agencies", held_out=held_out))
    rng.shuffle(choices)
    for row in choices:
        if row["body"] in text and row["other"] not in text:
            return Change(text.replace(row["body"], row["other"], 1), fact=("agency", None))
    return None


# --- damage ----------------------------------------------------------------------------------

#: Syllables that OCR may damage but must not lose: their loss is a fact.
_FACTUAL = frozenset(row["syllable"] for row in rows("kept_syllables"))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = "\u0302\u0306\u031b"


def damage(text: str, rng: Random, rate: float) -> tuple[str, frozenset[str]]:
    """Damage a share of the syllables as OCR does; return the text and the kinds of damage."""
    syllables = text.split(" ")
    kinds: set[str] = set()
    out = []
    for syllable in syllables:
        if rng.random() >= rate:
            out.append(syllable)
            continue
        kind, new = _damaged(syllable, rng)
        if new != syllable:
            kinds.add(kind)
        if new:
            out.append(new)
    return " ".join(out), frozenset(kinds)


def _damaged(syllable: str, rng: Random) -> tuple[str, str]:
    core = syllable.lower().strip(".,;:")
    if any(char.isdigit() for char in core):
        if core.rstrip("%") != core or "/" in core:
            return "none", syllable
        return "digit", syllable.replace("0", "O", 1) if "0" in core else syllable.replace(
            "1", "l", 1
        )
    if not core.isalpha() or syllable[:1].isupper():
        return "none", syllable
    kind = rng.choice(("tone", "tone", "swap", "mark", "letter", "bar", "syllable"))
    if kind == "syllable":
        return (kind, "") if syllable.isalpha() and core not in _FACTUAL else ("none", syllable)
    return kind, _LETTERWISE[kind](syllable)


def _without(syllable: str, marks: str) -> str:
    parts = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in marks))


def _swap_tone(syllable: str) -> str:
    turned = str.maketrans("\u0309\u0303\u0301\u0300", "\u0303\u0309\u0300\u0301")
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", syllable).translate(turned))


def _lose_letter(syllable: str) -> str:
    return syllable[:-1] if len(syllable) > 3 and syllable.isalpha() else syllable


_LETTERWISE = {
    "tone": lambda s: _without(s, _TONES),
    "swap": _swap_tone,
    "mark": lambda s: _without(s, _MARKS),
    "letter": _lose_letter,
    "bar": lambda s: s.replace("đ", "d"),
}
