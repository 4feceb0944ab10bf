"""Edits by whole words: what they show changes, what was judged does not."""

from __future__ import annotations

import re
import sys
import warnings

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from doclineage import Settings, align_documents, compare_texts, read_document
from doclineage.cli.commands import cli
from doclineage.judging.edits import whole_words
from doclineage.judging.edits.whole_words import by_words
from doclineage.reporting.pages.pooling import rebuilt
from doclineage.vietnamese import word_bounds

BY_WORDS = Settings(word_edits=True)
SYLLABLES = st.lists(
    st.sampled_from(["rà", "soát", "nền", "tảng", "số", "liệu", "hộ", "nghèo"]),
    min_size=1,
    max_size=12,
)


def shown(parent: str, child: str, settings: Settings = BY_WORDS) -> list[tuple[str, str]]:
    link = compare_texts(parent, child, settings=settings)
    return [(edit.parent_text, edit.child_text) for edit in link.edits]


def pairs_are_words(text: str) -> tuple[tuple[int, int], ...]:
    """Take every two syllables for a word, whatever they mean."""
    return tuple(match.span() for match in re.finditer(r"\w+ \w+", text))


@pytest.fixture
def without(monkeypatch):
    """Make underthesea missing, and forget what was said of it."""
    monkeypatch.setitem(sys.modules, "underthesea", None)
    monkeypatch.setattr(word_bounds, "can_find_words", lambda: False)
    word_bounds.long_words.cache_clear()
    word_bounds._warn.cache_clear()
    yield
    word_bounds.long_words.cache_clear()
    word_bounds._warn.cache_clear()


@settings(deadline=None)
@given(SYLLABLES, SYLLABLES)
def test_an_edit_cuts_no_word_and_still_makes_the_child(parent, child):
    before, after = " ".join(parent), " ".join(child)
    edits = compare_texts(before, after).edits
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole_words, "long_words", pairs_are_words)
        grown = by_words(edits, before, after)
    assert len(grown) <= len(edits)
    assert bool(grown) == bool(edits)
    for text, side in ((before, "parent"), (after, "child")):
        spans = [getattr(edit, f"{side}_span") for edit in grown]
        assert spans == sorted(spans)
        for start, end in pairs_are_words(text):
            for a, b in spans:
                apart = b <= start or end <= a
                assert apart or (a <= start and end <= b), (before, after, grown)
    made = rebuilt(before, grown)
    assert made is not None
    assert "".join(made.split()) == "".join(after.split())


def test_edits_that_meet_in_a_word_join_under_the_graver_name(monkeypatch):
    monkeypatch.setattr(whole_words, "long_words", lambda text: ((0, len(text)),))
    edits = compare_texts("một hai ba", "bốn hai năm").edits
    kinds = [msgspec.structs.replace(edits[0], kind="noise"), edits[1]]
    (one,) = by_words(kinds, "một hai ba", "bốn hai năm")
    assert (one.kind, one.parent_text, one.child_text) == (
        edits[1].kind,
        "một hai ba",
        "bốn hai năm",
    )


def test_an_edit_inside_an_abbreviation_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(whole_words, "long_words", pairs_are_words)
    before, after = "phát triển KT-XH bền vững", "phát triển kinh tế và hội bền vững"
    edits = compare_texts(before, after).edits
    assert [edit.parent_text for edit in edits] == ["KT-XH"]
    assert by_words(edits, before, after) == edits


def test_by_default_edits_go_by_syllables_and_load_nothing(python):
    code = (
        "import sys; from doclineage import compare_texts\n"
        "link = compare_texts('xây dựng nền tảng số', 'xây dựng nền móng số')\n"
        "print([e.parent_text for e in link.edits], 'underthesea' in sys.modules)"
    )
    done = python("-c", code)
    assert done.stdout.strip() == "['tảng'] False", done.stderr


def test_without_underthesea_all_else_is_the_same_and_said_once(without):
    texts = ("Xây dựng nền tảng số trên địa bàn", "Xây dựng nền móng số trên địa bàn")
    with pytest.warns(UserWarning, match=r"doclineage\[words\]") as told:
        link = compare_texts(*texts, settings=BY_WORDS)
    assert len(told) == 1
    assert link == compare_texts(*texts)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert compare_texts(*texts, settings=BY_WORDS) == link


def test_the_command_tells_what_is_missing_in_one_line(without, corpus):
    pair = [str(corpus / name) for name in ("ke-hoach-118-tinh-song-lam.docx", "xa-con-bai.md")]
    asked, plain = (
        CliRunner().invoke(cli, ["compare", *pair, "--exit-zero", "--lang", "en", *option])
        for option in (["--words"], [])
    )
    assert asked.exit_code == plain.exit_code == 0
    assert 'pip install "doclineage[words]"' in asked.stderr
    assert len(asked.stderr.splitlines()) == 1
    assert plain.stderr == ""
    assert asked.stdout == plain.stdout


def test_a_command_that_shows_no_differences_tells_nothing(without, corpus, tmp_path):
    file = tmp_path / "doclineage.toml"
    file.write_text("word_edits = true\n", encoding="utf-8")
    plan = str(corpus / "xa-con-bai.md")
    assert CliRunner().invoke(cli, ["parse", plan, "--settings", str(file)]).stderr == ""


# --- with underthesea --------------------------------------------------------------------------


@pytest.fixture
def underthesea():
    pytest.importorskip("underthesea", minversion="9.3", reason="the extra [words] is missing")


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        (
            "Xây dựng nền tảng số dùng chung",
            "Xây dựng nền móng số dùng chung",
            [("nền tảng", "nền móng")],
        ),
        ("Đẩy mạnh tuyên truyền", "Đẩy mạnh tuyên dương", [("tuyên truyền", "tuyên dương")]),
        ("Rà soát từng hộ nghèo", "Rà soát từng hộ cận nghèo", [("hộ nghèo", "hộ cận nghèo")]),
        ("Việc đã giao", "Việc được giao", [("đã", "được")]),
    ],
)
def test_a_change_of_a_syllable_is_one_of_its_word(underthesea, parent, child, expected):
    assert shown(parent, child) == expected


def test_what_is_judged_does_not_depend_on_words(underthesea, corpus):
    sides = [
        read_document(corpus / name)
        for name in ("ke-hoach-118-tinh-song-lam.docx", "ke-hoach-31-xa-khe-ngan.txt")
    ]
    plain, whole = (align_documents(*sides, settings=s) for s in (Settings(), BY_WORDS))
    assert plain != whole

    def judged(link):
        return msgspec.structs.replace(link, edits=(), reason="", reason_en="")

    assert [judged(link) for link in plain.links] == [judged(link) for link in whole.links]
    for link in whole.links:
        for edit in link.edits:
            text = sides[0].units[edit.parent_unit].text if edit.parent_unit is not None else ""
            if len(link.parents) == 1:
                assert text[slice(*edit.parent_span)] == edit.parent_text
