"""Ways that skip work against the plain ways that they stand for, on texts made by chance."""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack
from itertools import pairwise
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from doclineage.judging.edits.slips import _begins_with, _beside, _ends_with
from doclineage.judging.localisation.communes import find_siblings
from doclineage.vietnamese import dates, number_words, words
from doclineage.vietnamese.cues import cues
from doclineage.vietnamese.facts import find_facts, frequencies, periods, recurrences, times
from doclineage.vietnamese.facts.duty_words import INSTEAD, _any_start, _matches
from doclineage.vietnamese.facts.fact import pattern
from doclineage.vietnamese.normalise import _BARE, _QUOTES, fold_case, fold_marks
from doclineage.vietnamese.phrases import any_of

_PIECES = (
    *"0123456789 %.,;:/-–()“”|",
    "ngày ", "tháng ", "năm ", "quý ", "II/2026", "IV", "05/3/2026", "3,5 tỷ đồng", "95 %", "hàng ",
    "Hằng tháng", "UBND", "ubnd", "HĐND", "CT-XH", "đ/c ", "KH&CN", "TP. ", "Bến Đò", "khoá", "uỷ",
    "qúy", "kĩ ", "không được ", "phải ", "không quá ", "có thể ", "toàn bộ ", "một số ", "hết ",
    "địa bàn ", "nhân dân ", "Sông Lam", "sông lam ", "Sông", " ", "\n", "Å", "İ", "Σ", "ﬁ",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=14).map("".join)


_PLAIN_TOKENS = re.compile(words._token_kinds(), re.VERBOSE)


@given(texts)
def test_tokens_are_those_of_asking_in_one_order(text):
    assert words._token_pattern().findall(text) == _PLAIN_TOKENS.findall(text)


@given(texts)
def test_every_key_has_the_place_of_its_token(text):
    spans = []
    for match in _PLAIN_TOKENS.finditer(text):
        token, (start, end) = match.group(), match.span()
        if token.endswith("%") and len(token) > 1:
            spans += [(start, start + len(token[:-1].rstrip())), (end - 1, end)]
        else:
            spans += [match.span()] * len(words._token_keys(token))
    assert words.words(text).spans == tuple(spans)
    assert len(spans) == len(words.words(text).keys)


_CLAUSE_END = re.compile(
    rf"""
    ;\s*
    | (?<=[\w)%”"…])(?<!\bTP)(?<!\bTX)(?<!\bTS)(?<!\bGS)(?<!\bBS)(?<!\bKS)(?<!\bThS)(?<!\b[^\W\d_])
      [.!?…]+ [”")]? \s+ (?=[{words.CAPITALS}“"(–-])
    | (?:(?<=[^\W\d_][^\W\d_])|(?<=[/ ]\d{{4}})) \.\s+ (?=\d)
    | (?<=[^\W\d_{words.CAPITALS}]) \. (?=[{words.CAPITALS}][^\W\d_{words.CAPITALS}])
    """,
    re.VERBOSE,
)


@given(texts)
def test_clauses_end_where_looking_at_every_letter_finds_it(text):
    slow = [match.span() for match in _CLAUSE_END.finditer(text)]
    assert [match.span() for match in words._CLAUSE_END.finditer(text)] == slow


def test_marks_of_every_letter_fold_in_one_walk_as_in_two():
    for letter in map(chr, range(sys.maxunicode + 1)):
        assert fold_marks(letter) == letter.translate(_QUOTES).lower().translate(_BARE)


@given(texts)
def test_words_of_duty_are_those_of_walking_once_for_each_kind(text):
    folded = fold_case(text)
    starts = [match.start() for match in _any_start().finditer(folded)]
    for kind in ("negation", "modality", "scope", INSTEAD):
        slow = [match.span() for match in pattern(kind).finditer(folded)]
        assert [match.span() for match in _matches(kind, folded, starts)] == slow


@given(texts)
def test_dates_are_those_of_walking_with_every_pattern(text):
    key = fold_case(text)
    key = dates._MISREAD.sub(lambda match: dates._SPELT[match.lastgroup or ""], key)
    matches = [
        (match.start(), rank, match)
        for rank, (each, _) in enumerate(dates._PATTERNS)
        for match in each.finditer(key)
    ]
    slow = []
    for start, _, match in sorted(matches, key=lambda found: found[:2]):
        if not slow or start >= slow[-1].span[1]:
            slow.append(dates._mention(match))
    assert list(dates.find_dates(text)) == slow


@given(texts)
def test_facts_stand_apart(text):
    facts = find_facts(text)
    assert all(one.span[1] <= two.span[0] for one, two in pairwise(facts))


_NAMES = frozenset({"sông lam", "sông", "bến đò"})
_SIBLINGS = re.compile(rf"(?<!\w){any_of(cues('of-place'))}\s+(?P<name>{any_of(_NAMES)})(?!\w)")


@given(texts)
def test_siblings_are_those_that_a_pattern_of_all_names_finds(text):
    slow = [
        match.span("name")
        for match in _SIBLINGS.finditer(fold_case(text))
        if text[match.start("name")].isupper()
    ]
    assert find_siblings(text, _NAMES) == slow


# What each pattern of facts needs is asked before it walks a text.
_NEEDS = (
    (frequencies, "_ANY_TIMES"),
    (frequencies, "_ANY_EVERY"),
    (recurrences, "_EVERY_YEAR"),
    (times, "_ANY_HOUR"),
    (periods, "_ANY_HALF"),
    (periods, "_ANY_MONTH"),
    (number_words, "_ANY_ROMAN"),
    (number_words, "_ANY_SPACED"),
)
_TIMES = (
    *"0123456789 /-.,|", "hai ", "một ", "năm ", "tháng ", "quý ", "ngày ", "tuần ", "XII", "T5",
    "lần", "buổi ", "mỗi ", "hằng ", "hàng ", "định kỳ ", "họp ", "trong ", "trước ", "đầu ",
    "giữa ", "cuối ", "nửa ", "giờ ", "h", "g ", "phút", "nhiệm kỳ ", "giai đoạn ", "2026", "000",
    "của ", "ít nhất ", "không quá ", "đồng", "niên khoá ", "20/12", "\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(_TIMES), max_size=12).map("".join))
def test_facts_are_those_of_walking_with_every_pattern(text):
    found = find_facts(text)
    with ExitStack() as asked:
        for module, name in _NEEDS:
            asked.enter_context(patch.object(module, name, re.compile("")))
        asked.enter_context(patch.object(periods, "_TERMS", ("",)))
        number_words.with_digits.cache_clear()
        assert find_facts.__wrapped__(text) == found
    number_words.with_digits.cache_clear()


@given(texts, texts, texts)
def test_what_stands_twice_is_what_a_pattern_finds(before, printed, after):
    text, place = before + printed + after, (len(before), len(before) + len(printed))
    said = fold_case(printed)
    if not said.strip() or said != said.strip():
        return
    near = _beside(text, place)
    head, tail = fold_case(before), fold_case(after)
    ahead = re.search(rf"(?<!\w){re.escape(said)}\s+$", head) is not None
    behind = re.match(rf"\s+{re.escape(said)}(?!\w)", tail) is not None
    assert (_ends_with(near[0], said), _begins_with(near[1], said)) == (ahead, behind)
