"""The gold holds together, and corpus/ is what the contents build."""

import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build
import check_gold
import family

# The PDF is left out: it depends on the LibreOffice that made it.
CONTENTS = (*family.documents(), *family.documents(family.CONTENT2))
BUILT = [content for content in CONTENTS if not content["file"].endswith(".pdf")]


def test_every_unit_stands_once_in_the_gold(capsys):
    assert check_gold.main() == 0, capsys.readouterr().out


def test_the_scan_is_damaged_and_cut_as_told():
    content = next(content for content in BUILT if content.get("scan", {}).get("cut"))
    text = (family.CORPUS / content["file"]).read_text(encoding="utf-8")
    flowing = " ".join(text.split())
    for damage in content["scan"]["damage"]:
        assert flowing.count(damage["damaged"]) == 1
        assert damage["clean"] not in flowing
    for cut in content["scan"]["cut"]:
        assert f"{cut['after']} {cut['page']} " in flowing


@pytest.mark.parametrize("content", BUILT, ids=lambda content: content["file"])
def test_corpus_is_what_the_contents_build(content, tmp_path):
    build.build({**content, "also": ()}, tmp_path)
    made, kept = tmp_path / content["file"], family.CORPUS / content["file"]
    if made.suffix != ".docx":
        assert made.read_bytes() == kept.read_bytes()
        return
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(kept) as old:
        for part in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
            assert new.read(part) == old.read(part)
