"""Old letters of a PDF page to Unicode: its fonts tell, or its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from doclineage.reading.legacy import LegacyText
from doclineage.reading.pdf.fonts import Faces
from doclineage.reading.pdf.words import Run
from doclineage.vietnamese.legacy import Part, is_suspect
from doclineage.vietnamese.legacy_letters import LegacyFont, decode_letters, legacy_font
from doclineage.vietnamese.syllables import is_syllable

# The ư of TCVN3 has the code that is a hyphen in the encoding of most PDFs, and at the end of a
# line pdfium makes a sign of its own of it: n-íc | nh\ufffe
_HYPHENED = re.compile("(?P<before>[A-Za-z\xa1-\xff]*)[-\x02\ufffe](?P<after>[A-Za-z\xa1-\xff]*)")
_HORNED_U = "\xad"
#: A word with more hyphens is a rule or a code.
_MOST_HYPHENS = 3


def modern_runs(runs: Sequence[Run], faces: Faces, counts: Counter[str]) -> list[Run]:
    """Return the runs of a page in Unicode; `counts` gains the lines by their encodings."""
    text = "\n".join([" ".join([word.text for word in run.words]) for run in runs])
    if not is_suspect(text):
        return list(runs)
    legacy = LegacyText(lambda: text)
    modern = [_modern(run, faces, legacy) for run in runs]
    counts.update(legacy.counts)
    return modern


def _modern(run: Run, faces: Faces, legacy: LegacyText) -> Run:
    fonts = [legacy_font(faces.font_name(word)) for word in run.words]
    parts = [
        Part(f"{_with_horned_u(word.text) if _is_tcvn3(font, legacy) else word.text} ", font)
        for word, font in zip(run.words, fonts, strict=True)
    ]
    words = tuple(
        msgspec.structs.replace(word, text=text[:-1])
        for word, text in zip(run.words, legacy.parts(parts), strict=True)
    )
    return msgspec.structs.replace(run, words=words)


def _is_tcvn3(font: LegacyFont | None, legacy: LegacyText) -> bool:
    return "tcvn3" in legacy.encodings if font is None else font.encoding == "tcvn3"


def _with_horned_u(text: str) -> str:
    """Return a word with its ư where that, and no hyphen, makes it a syllable."""
    return _HYPHENED.sub(_horned, text) if text.count("-") < _MOST_HYPHENS else text


def _horned(match: re.Match[str]) -> str:
    whole = f"{match['before']}{_HORNED_U}{match['after']}"
    alone = len(whole) == 1 or not is_syllable(decode_letters(whole, "tcvn3"))
    return match.group() if alone else whole
