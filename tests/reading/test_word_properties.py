"""Random Word files: what is to be seen comes out once and in order, what is not never."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest
from word_files import pack

from doclineage.model import Source
from doclineage.reading.word.reader import read
from doclineage.settings import DEFAULTS

SOURCE = Source(path="x.docx", sha256="0" * 64, media_type="")


class Maker:
    """Draw a body; every word is "s" (seen) or "u" (unseen) and a number in reading order.

    What hangs beside the text (boxes, notes) is read after its paragraph or row and is therefore
    asked for once, but not for its place: its words are "b".
    """

    def __init__(self, seed: int) -> None:
        self._draw = random.Random(seed)
        self._count = 0
        self._kind = ["s"]
        self.notes: list[str] = []
        self.words: list[str] = []

    def body(self) -> str:
        return "".join(self._block(0) for _ in range(12))

    def _word(self) -> str:
        self._count += 1
        word = f"{self._kind[-1]}{self._count}x"
        self.words.append(word)
        return word

    def _as(self, kind: str, make: Callable[[], str]) -> str:
        # What is inside something unseen or beside the text is so too, whatever it is.
        self._kind.append(max(kind, self._kind[-1], key="sbu".index))
        made = make()
        self._kind.pop()
        return made

    # --- blocks -------------------------------------------------------------------------------

    def _block(self, depth: int) -> str:
        kinds = [self._paragraph] * 5
        if depth < 3:
            kinds += [self._table, self._control, self._custom, self._empty_control, self._removed]
        return self._draw.choice(kinds)(depth)

    def _blocks(self, depth: int) -> str:
        return "".join(self._block(depth + 1) for _ in range(self._draw.randint(1, 3)))

    def _paragraph(self, depth: int) -> str:
        inline = "".join(self._inline(depth) for _ in range(self._draw.randint(0, 4)))
        mark = self._draw.choice(["", "", "", "<w:del/>", "<w:vanish/>", "<w:ins/>"])
        return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inline}</w:p>"

    def _table(self, depth: int) -> str:
        return f"<w:tbl>{''.join(self._row(depth) for _ in range(2))}</w:tbl>"

    def _row(self, depth: int) -> str:
        kind, said = self._draw.choice([("s", ""), ("s", "<w:ins/>"), ("u", "<w:del/>")])
        cells = self._as(kind, lambda: "".join(self._cell(depth) for _ in range(2)))
        return f"<w:tr><w:trPr>{said}</w:trPr>{cells}</w:tr>"

    def _cell(self, depth: int) -> str:
        # A table in a cell comes after the row of that cell.
        inner = self._paragraph(depth)
        if depth < 2:
            inner += self._as("b", lambda: self._table(depth + 2))
        return f"<w:tc>{inner}{self._paragraph(depth)}</w:tc>"

    def _control(self, depth: int) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{self._blocks(depth)}</w:sdtContent></w:sdt>"

    def _empty_control(self, depth: int) -> str:
        asked = self._as("u", lambda: self._blocks(depth))
        shown = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        return f"<w:sdt>{shown}<w:sdtContent>{asked}</w:sdtContent></w:sdt>"

    def _custom(self, depth: int) -> str:
        return f"<w:customXml>{self._blocks(depth)}</w:customXml>"

    def _removed(self, depth: int) -> str:
        return f"<w:moveFrom>{self._as('u', lambda: self._blocks(depth))}</w:moveFrom>"

    # --- what stands in a paragraph -----------------------------------------------------------

    def _inline(self, depth: int) -> str:
        kinds = [self._run] * 6 + [self._hidden, self._deleted, self._field, self._wrapped]
        if depth < 3:
            kinds += [self._box, self._note]
        return self._draw.choice(kinds)(depth)

    def _run(self, _depth: int) -> str:
        inner = self._draw.choice(["", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>"])
        bold = self._draw.choice(["", "<w:b/>"])
        return f"<w:r><w:rPr>{bold}</w:rPr>{inner}<w:t>{self._word()}</w:t>{inner}</w:r>"

    def _hidden(self, _depth: int) -> str:
        word = self._as("u", self._word)
        return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{word}</w:t></w:r>"

    def _deleted(self, depth: int) -> str:
        return f"<w:del>{self._as('u', lambda: self._run(depth))}</w:del>"

    def _wrapped(self, depth: int) -> str:
        name = self._draw.choice(["ins", "hyperlink", "smartTag", "fldSimple", "moveTo", "bdo"])
        return f"<w:{name}>{self._inline(depth + 1)}{self._inline(depth + 1)}</w:{name}>"

    def _field(self, depth: int) -> str:
        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        asked = self._as("u", lambda: self._run(depth))
        code = f"<w:r><w:instrText>REF x</w:instrText></w:r>{asked}"
        return mark("begin") + code + mark("separate") + self._inline(depth + 1) + mark("end")

    def _box(self, depth: int) -> str:
        held = self._as("b", lambda: self._paragraph(depth + 2))
        twin = re.sub(r"\d+x", "0x", held)
        shape = "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>"
        choice = f"<mc:Choice><w:pict>{shape.format(held)}</w:pict></mc:Choice>"
        other = f"<mc:Fallback><w:pict>{shape.format(twin)}</w:pict></mc:Fallback>"
        return f"<w:r><mc:AlternateContent>{choice}{other}</mc:AlternateContent></w:r>"

    def _note(self, depth: int) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        note = self._as("b", lambda: self._paragraph(depth + 2))
        self.notes[number - 1] = f'<w:footnote w:id="{number}">{note}</w:footnote>'
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


@pytest.mark.parametrize("seed", range(150))
def test_what_is_seen_comes_out_once_and_in_order(seed: int) -> None:
    maker = Maker(seed)
    body = maker.body()
    blocks = read(pack(body, footnotes="".join(maker.notes)), SOURCE, DEFAULTS).blocks
    got = re.findall(r"[sub]\d+x", " ".join(block.text for block in blocks))
    assert sorted(got) == sorted(word for word in maker.words if word[0] in "sb")
    in_line = [word for word in got if word[0] == "s"]
    assert in_line == [word for word in maker.words if word[0] == "s"]
