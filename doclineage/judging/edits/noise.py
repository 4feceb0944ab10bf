"""Noise or edit: typing and OCR damage is noise only when the evidence says so.

Procedure of domain reference 5.5. The words of both documents are the witness: the sound form's
syllable pairs are used elsewhere, the damaged one's are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA

from doclineage.judging.edits.letters import (
    ALIKE,
    distance,
    is_confusable,
    is_label,
    is_misread,
    letters_apart,
    look,
    read_digits,
    spoken,
)
from doclineage.judging.edits.passages import Passage
from doclineage.judging.edits.usage import Usage, in_compound, usual_syllables
from doclineage.vietnamese.agencies import territories
from doclineage.vietnamese.facts import is_unit
from doclineage.vietnamese.keystrokes import are_typed
from doclineage.vietnamese.normalise import fold_case, fold_marks, fold_syllable
from doclineage.vietnamese.phrases import any_of
from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.tables import load_table
from doclineage.vietnamese.words import is_abbreviation

#: A difference longer than this, in syllables, is no slip of the pen; of words alone.
_LONGEST = 8
_LONGEST_WORDS = 4


#: Number words that stand inside a number only: alone they are other words ("đầu tư").
_INSIDE = frozenset({"tens", "after", "zero"})


@cache
def _guarded() -> re.Pattern[str]:
    """Words whose loss or change alters a fact: negation, duty, comparison, scope, numbers."""
    found = _fact_words("modality", "negation", "comparator", "scope")
    found |= {row["word"] for row in load_table("number_words") if row["place"] not in _INSIDE}
    return re.compile(rf"(?<!\w){any_of(found)}(?!\w)")


@cache
def _duties() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_fact_words('modality', 'negation'))}(?!\w)")


def _fact_words(*kinds: str) -> set[str]:
    return {row["phrase"] for row in load_table("fact_words") if row["kind"] in kinds}


def is_noise(before: Passage, after: Passage, usage: Usage, *, damaged: bool = False) -> bool:
    """Tell whether the difference between two passages is typing or OCR damage.

    `damaged` says that the texts show damage beyond doubt elsewhere.
    """
    old, new = before.keys, after.keys
    if not old or not new or max(len(old), len(new)) > _LONGEST:
        return False
    if (
        _is_parted(before, after)
        or _is_short_form(before, after)
        or are_typed(before.keys, after.keys)
    ):
        return True
    if any(not key.isalpha() for key in (*old, *new)):
        return _reads_alike(before, after)
    return max(len(old), len(new)) <= _LONGEST_WORDS and _are_words_noise(
        before, after, usage, damaged=damaged
    )


def _are_words_noise(before: Passage, after: Passage, usage: Usage, *, damaged: bool) -> bool:
    """Tell whether two passages of words only, of which none is broken or glued, are one."""
    old, new = before.keys, after.keys
    if any(map(is_label, old)) and any(map(is_label, new)):
        return False
    if _is_other_letter(before, after) or _is_other_unit(before, after):
        return False
    misplaced = tuple(map(spoken, old)) == tuple(map(spoken, new))
    if misplaced or _is_word_of_number(before, after):
        return True
    if _touches_fact(before, after, usage, damaged=damaged):
        return False
    if _is_name(before) and _is_name(after):
        return _prints_alike(before, after) or _is_damage(before, after)
    if len(old) == len(new) and _same_length(before, after, usage, damaged=damaged):
        return True
    if _is_damage(before, after):
        return True
    return not _is_guarded(before, after) and _one_lost(before, after, usage)


def _is_damage(before: Passage, after: Passage) -> bool:
    """Tell whether one side is words and the other is none, letters broken, glued or damaged."""
    sound = [all(map(is_syllable, side.keys)) for side in (before, after)]
    if sound[0] == sound[1]:
        return False
    bare = "".join(before.bare), "".join(after.bare)
    single = len(before.keys) == len(after.keys) == 1
    size = max(1, min(map(len, bare)) // (_LETTERS_FOR_ONE if single else _LETTERS_OF_MORE))
    # Of a duty or a "not" more than one letter would make another: "cần được", "phải được".
    return letters_apart(*bare) <= (1 if _is_guarded(before, after) else size)


def _is_guarded(before: Passage, after: Passage) -> bool:
    return any(map(_cuts_guarded, (before, after)))


#: Of so many letters one may be damaged in what is no word; where there are more, no word at once.
_LETTERS_FOR_ONE = 3
_LETTERS_OF_MORE = 8
# a blank; the dash of a word that is broken at the end of a line
_BLANK = re.compile(r"-\s*\n\s*|[\s_]+")


def _is_parted(before: Passage, after: Passage) -> bool:
    """Tell whether two passages differ in blanks only, and in marks at most: "thi ện", "quaHệ".

    A date is read without the "ngày" before it.
    """
    old, new = (_BLANK.sub("", fold_marks(side.printed)) for side in (before, after))
    if any(not any(map(str.isalpha, side)) for side in (old, new)):
        return False
    if f"{old}ngay" == new or old == f"{new}ngay":
        return True
    return old == new and len(before.keys) != len(after.keys)


def _is_short_form(before: Passage, after: Passage) -> bool:
    """Tell whether letters are damaged in an abbreviation that is known on one side only."""
    old, new = before.printed, after.printed
    if not (old.isupper() and new.isupper() and min(len(old), len(new)) >= _LONG_SHORT_FORM):
        return False
    known = [is_abbreviation(side) for side in (old, new)]
    return known[0] != known[1] and OSA.distance(old, new) <= 1


#: Letters of an abbreviation so long that one damaged letter makes no other one of it.
_LONG_SHORT_FORM = 4


def _reads_alike(before: Passage, after: Passage) -> bool:
    """Tell whether two passages hold the same figures, the letters beside them damaged at most."""
    if read_digits(before.printed) == read_digits(after.printed):
        return True
    days = [_day(side.printed) for side in (before, after)]
    if days[0] is not None and days[0] == days[1]:
        return True
    old, new = _parted(before.printed), _parted(after.printed)
    if _figures(old) == _figures(new) != []:
        return _same_words(_letters(old), _letters(new))
    sides = _letters(old), _letters(new)
    return is_misread(old, "".join(sides[1])) or is_misread(new, "".join(sides[0]))


# ngay 15 thang 7 nam 2026 | 15/7/2026
_DAY = re.compile(r"(?:ngay )?(\d{1,2})(?: ?thang ?|[/.-])(\d{1,2})(?: ?nam ?|[/.-])(\d{4})(?!\d)")


def _day(printed: str) -> list[int] | None:
    """Return the day, month and year of a date whose words may be damaged."""
    found = _DAY.fullmatch(fold_marks(" ".join(read_digits(printed))))
    return [int(part) for part in found.groups()] if found else None


# số55/2024 | độ2 | 15% : a word that was glued to a number
_PARTS = re.compile(r"\d+(?:[.,/-]\d+)*%?|[^\W\d_]+")


def _parted(printed: str) -> list[str]:
    """Return the numbers and words of a text, parted where they were glued."""
    text = " ".join(read_digits(printed))
    return [fold_syllable(part) for part in _PARTS.findall(text)]


def _figures(parts: Sequence[str]) -> list[str]:
    """Return the numbers of a text; what groups their thousands is no part of them."""
    return [
        re.sub(r"[.,]", "", part) if _GROUPED.fullmatch(part) else part
        for part in parts
        if part[0].isdecimal()
    ]


# 1.250.000 | 1,250.000
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}")


def _letters(parts: Sequence[str]) -> list[str]:
    return [part for part in parts if not part[0].isdecimal()]


def _same_words(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether words are equal but for blanks, or damaged on one side."""
    if any(map(is_label, (*old, *new))):
        return old == new
    if "".join(old) == "".join(new):
        return True
    sound = [all(map(is_syllable, side)) for side in (old, new)]
    bare = ["".join(map(fold_marks, side)) for side in (old, new)]
    if bare[0] == bare[1] and any(all(map(_is_of_number, side)) for side in (old, new)):
        return True
    return sound[0] != sound[1] and letters_apart(*bare) <= min(len(old), len(new))


#: Words before or after a number that are no unit in the table.
_OF_NUMBERS = frozenset({"điều", "khoản", "điểm", "mục", "ngày", "tháng", "năm", "quý"})


def _is_word_of_number(before: Passage, after: Passage) -> bool:
    """Tell whether only marks differ in a word that stands by a number: "05 nắm", "Điêu 17".

    One form is a unit or the like and the other is none, so nothing else can be meant.
    """
    if len(before.keys) != 1 or before.bare != after.bare:
        return False
    known = list(map(_is_of_number, (*before.keys, *after.keys)))
    return known[0] != known[1] and all(map(_is_by_number, (before, after)))


def _is_other_letter(before: Passage, after: Passage) -> bool:
    """Tell whether one letter stands for another: "điểm a", "điểm b"."""
    return len(before.bare) == len(after.bare) == 1 and (
        len(before.bare[0]) == len(after.bare[0]) == 1 and before.bare != after.bare
    )


def _is_other_unit(before: Passage, after: Passage) -> bool:
    """Tell whether a measure by a number became another: "10 km", "10 m"; "5 tấn", "5 tạ"."""
    both = before.keys[:1] != after.keys[:1] and all(map(_is_by_number, (before, after)))
    return both and is_unit(before.keys[0]) and is_unit(after.keys[0])


def _is_of_number(key: str) -> bool:
    return key in _OF_NUMBERS or is_unit(key)


def _is_by_number(passage: Passage) -> bool:
    keys = passage.words.keys
    beside = (
        *keys[max(0, passage.start - 1) : passage.start],
        *keys[passage.stop : passage.stop + 1],
    )
    return any(key[0].isdigit() for key in beside)


def is_damaged(before: Passage, after: Passage) -> bool:
    """Tell whether two passages may be one with marks or letters damaged, by their letters alone.

    How much of two texts is equal is asked with such syllables held for equal.
    """
    old, new = before.bare, after.bare
    if not old or not new or abs(len(old) - len(new)) > _LONGEST:
        return False
    if are_typed(before.keys, after.keys):
        return True
    return letters_apart("".join(old), "".join(new)) <= min(len(old), len(new))


def _prints_alike(before: Passage, after: Passage) -> bool:
    """Tell whether names differ only by shapes that print alike: Internet, Intemet."""
    shapes = [[look(key) for key in passage.bare] for passage in (before, after)]
    return before.bare != after.bare and shapes[0] == shapes[1]


def _touches_fact(before: Passage, after: Passage, usage: Usage, *, damaged: bool) -> bool:
    """Tell whether a word that carries a fact changed.

    Where only marks differ it may be noise after all, once one form is in use and the other not
    ("nền tảng" twelve times, "nên tầng" here only).
    """
    if all(set(passage.keys) & _number_words() for passage in (before, after)):
        return True
    if any(map(_may_be_number, (before, after), (after, before))):
        return True
    guarded = [_cuts_guarded(side) for side in (before, after)]
    if not any(guarded):
        return False
    duty = any(_cuts_guarded(side, duty=True) for side in (before, after))
    if damaged and before.bare == after.bare and not all(guarded) and not duty:
        # "tư 02 lần" can only be "từ 02 lần"; of a duty or a "not" it is asked more.
        return False
    if not all(map(is_syllable, (*before.keys, *after.keys))):
        return False
    alike = is_confusable(before.printed, after.printed)
    if not alike:
        return True
    if in_compound(before) != in_compound(after):
        return False
    rare = [not usual_syllables().issuperset(side.keys) for side in (before, after)]
    return rare[0] == rare[1] and usage.is_used(before, after) == usage.is_used(after, before)


@cache
def _number_words() -> frozenset[str]:
    """Return the words that are a number each: of two of them neither is damage of the other."""
    return frozenset(
        fold_syllable(row["word"]) for row in load_table("number_words") if row["place"] != "zero"
    )


def _may_be_number(sound: Passage, damaged: Passage) -> bool:
    """Tell whether what stands for a number word may be damage of another one: "bai" for "ba"."""
    if len(sound.keys) != 1 or len(damaged.keys) != 1 or sound.keys[0] not in _number_words():
        return False
    if sound.bare == damaged.bare:
        return False
    return any(
        letters_apart(fold_marks(word), damaged.bare[0]) <= 1
        for word in _number_words() - {sound.keys[0]}
    )


def _cuts_guarded(passage: Passage, *, duty: bool = False) -> bool:
    start, end = passage.span
    first = max(0, start - 30)
    near = fold_case(passage.text[first : end + 30])
    return any(
        match.start() + first < end and start < match.end() + first
        for match in (_duties() if duty else _guarded()).finditer(near)
    )


def _is_name(passage: Passage) -> bool:
    """Tell whether a passage is of a proper name: capitals inside a sentence, side by side.

    "Nhân dân", "Nghị quyết": one capital by itself is a name only after what has names.
    """
    text, spans = passage.text, passage.words.spans
    for start, _ in spans[passage.start : passage.stop]:
        before = text[:start].rstrip()
        inside = bool(before) and not before.endswith((".", ":", "!", "?", "“", '"', "\n"))
        if not (inside and text[start : start + 1].isupper()):
            return False
    first = max(0, passage.start - 1)
    if not territories().keys().isdisjoint(passage.words.keys[first : passage.start]):
        return True
    beside = spans[first : passage.start] + spans[passage.stop : passage.stop + 1]
    return not text.isupper() and any(text[start].isupper() for start, _ in beside)


def _same_length(before: Passage, after: Passage, usage: Usage, *, damaged: bool) -> bool:
    """Judge equal lengths: marks or one letter differ, and one side is no usual word."""
    apart = distance(before.bare, after.bare)
    if apart > len(before.keys):
        return False
    if not (all(map(is_syllable, before.keys)) and all(map(is_syllable, after.keys))):
        return True
    seen_before, seen_after = usage.is_used(before, after), usage.is_used(after, before)
    if apart == 0:
        if in_compound(before) != in_compound(after):
            return True
        # Both forms in use elsewhere are two words that differ by a tone: năm, nắm.
        return damaged or not (seen_before and seen_after)
    if seen_before != seen_after or _both_rare(before, after, usage):
        return True
    return damaged and not seen_before and _is_likely(before, after)


def _is_likely(before: Passage, after: Passage) -> bool:
    """Tell whether letters were lost or look alike: damage, where a text has more of it."""
    old, new = "".join(before.bare), "".join(after.bare)
    return len(old) != len(new) or old.translate(ALIKE) == new.translate(ALIKE)


def _both_rare(before: Passage, after: Passage, usage: Usage) -> bool:
    """Tell whether one form lost a letter: none is used elsewhere, or it is no usual syllable."""
    keys = (*before.keys, *after.keys)
    if len(keys) != 2:
        return False
    counts = [usage.count(key) for key in keys]
    known = [key in usual_syllables() for key in keys]
    return max(counts) == 1 or (known[0] != known[1] and counts[known.index(False)] == 1)


def _one_lost(before: Passage, after: Passage, usage: Usage) -> bool:
    """Tell whether a syllable was lost: the shorter form is unseen, the longer one in use."""
    short, long = sorted((before, after), key=lambda passage: len(passage.keys))
    if len(long.keys) - len(short.keys) != 1 or not _is_subsequence(short.bare, long.bare):
        return False
    return not usage.is_used(short) and usage.is_used(long)


def _is_subsequence(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    remaining = iter(whole)
    return all(any(key == other for other in remaining) for key in part)
