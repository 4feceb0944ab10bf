"""underthesea's normaliser as a witness: what it holds for one spelling, we do not hold for two."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest

pytest.importorskip("underthesea", minversion="9.3", reason="the extra [words] is missing")

from underthesea.pipeline.text_normalize import token_normalize
from underthesea.pipeline.text_normalize.text_normalizer import character_map

from doclineage import compare_texts
from doclineage.vietnamese.normalise import clean, fold_marks, fold_syllable
from doclineage.vietnamese.syllables import is_syllable
from doclineage.vietnamese.tables import load_table

ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh"),
    *("nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
#: grave, acute, tilde, hook above, dot below.
TONES = "\u0300\u0301\u0303\u0309\u0323"
SENTENCE = "Các đơn vị {} nhiệm vụ được giao trong năm, báo cáo kết quả trước kỳ họp"


def toned(onset: str, rime: str, place: int, tone: str) -> str:
    return unicodedata.normalize("NFC", f"{onset}{rime[: place + 1]}{tone}{rime[place + 1 :]}")


def syllables() -> set[str]:
    """Return every syllable with its tone on every letter of its rime.

    Before o and u "ng" has no h: what breaks that rule is another slip.
    """
    rimes = [rime for row in load_table("rimes") for rime in row["rimes"].split()]
    made = {
        toned(onset, rime, place, tone)
        for onset, rime, tone in product(ONSETS, rimes, TONES)
        for place in range(len(rime))
        if onset != "ngh" or rime[0] in "eêiy"
    }
    return {syllable for syllable in made if is_syllable(syllable)}


def test_both_ways_to_place_a_tone_are_one():
    for onset, rime, tone in product(ONSETS, ("oa", "oe", "uy"), TONES):
        if onset not in {"qu", "ngh"}:
            first, second = (toned(onset, rime, place, tone) for place in (0, 1))
            assert fold_syllable(first) == fold_syllable(second)
            for spelling in (first, second):
                assert fold_syllable(token_normalize(spelling)) == fold_syllable(spelling)


def test_a_tone_on_a_wrong_letter_is_noise_and_no_other_word():
    slips = {s: right for s in syllables() if (right := token_normalize(s)) != s}
    assert len(slips) > 500
    for slip, right in sorted(slips.items()):
        assert fold_marks(slip) == fold_marks(right)
        if fold_syllable(slip) != fold_syllable(right):
            link = compare_texts(SENTENCE.format(slip), SENTENCE.format(right))
            assert link.relation == "noise", (slip, right)


def test_what_it_leaves_alone_keeps_its_key():
    for syllable in sorted(syllables()):
        if token_normalize(syllable) == syllable:
            assert fold_syllable(token_normalize(syllable.upper())) == fold_syllable(syllable)


def test_characters_that_it_replaces_are_clean_here():
    assert character_map
    for foreign, right in character_map.items():
        assert clean(foreign) == clean(right), (foreign, right)
