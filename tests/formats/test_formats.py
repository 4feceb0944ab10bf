"""One document in several formats is one tree: the same paths and texts, whatever the format."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import family
import forms

STEMS = [Path(content["file"]).stem for content in family.documents()]
TYPED = [f"{stem}-typed" for stem in STEMS]
AUTOMATIC = [f"{stem}-automatic" for stem in STEMS]
GENRES = [f"{genre}-{font}" for genre in forms.GENRES for font in ("times", "dejavu")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("formats")
    for file in forms.documents(folder):
        if forms.has_text(file):
            forms.write_texts(file)
    return folder


@pytest.fixture(scope="module")
def printed(folder):
    files = forms.printable(sorted(folder.glob("*.docx")))
    if not forms.convert(files, folder / "profile"):
        pytest.skip("LibreOffice (soffice) is not installed")
    return folder


@pytest.mark.parametrize("name", [*GENRES, *AUTOMATIC])
def test_the_pdf_is_the_same_tree(printed, name):
    agreement = forms.agree(printed / f"{name}.docx", ".pdf")
    assert agreement.differences == ()
    assert agreement.same == agreement.units > 20


@pytest.mark.parametrize("ending", [".txt", ".wrapped.txt"])
@pytest.mark.parametrize("name", [*(name for name in GENRES if name.endswith("times")), *TYPED])
def test_the_plain_text_is_the_same_tree(folder, name, ending):
    agreement = forms.agree(folder / f"{name}.docx", ending)
    assert agreement.differences == ()
    assert agreement.same == agreement.units > 20


@pytest.mark.parametrize("stem", STEMS)
def test_numbers_typed_and_computed_are_the_same_tree(folder, stem):
    typed, automatic = (
        forms.keys(forms.read_document(folder / f"{stem}-{numbering}.docx"))
        for numbering in ("typed", "automatic")
    )
    assert typed == automatic


def test_a_lost_line_is_seen(folder, tmp_path):
    source, copy = folder / f"{TYPED[0]}.docx", tmp_path / "copy.docx"
    pieces = source.with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")
    lost = next(piece for piece in pieces if piece.startswith("- ") and "\n" not in piece)
    pieces.remove(lost)
    copy.write_bytes(source.read_bytes())
    copy.with_suffix(".txt").write_text("\n\n".join(pieces), encoding="utf-8")
    agreement = forms.agree(copy, ".txt")
    assert agreement.same < agreement.units
    assert any(lost.removeprefix("- ") in difference for difference in agreement.differences)
