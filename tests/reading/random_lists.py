"""Random Word files full of automatic numbers, and what LibreOffice shows for them.

Each paragraph says "P" and its place, so that a line of LibreOffice's text and a block of ours
are told to be the same one; what stands before it is the number.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from word_files import pack

_FORMS = (
    "decimal", "decimal", "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter",
    "decimalZero", "ordinal", "none", "bullet",
)  # fmt: skip


#: Where LibreOffice (7.4) departs from Word: it reads neither legal numbering nor which level
#: restarts another, takes the separator of an uncounted level away with its number, does not look
#: for the level that names a style, and starts a list anew only once, at whatever level, and not
#: behind a level that was skipped.
NOT_AS_WORD = frozenset({"legal", "restart", "none", "unstated", "several", "skip"})
BULLETS = frozenset("-+•o*▪◦➢●·")


class ListMaker:
    """Draw one document from a seed, `without` some features."""

    def __init__(self, seed: int, without: frozenset[str] = frozenset()) -> None:
        self._draw = random.Random(seed)
        self._without = without
        self._nums = self._draw.randint(2, 6)
        self._abstracts = self._draw.randint(1, 3) if "shared" not in without else self._nums
        self._styles = self._draw.randint(2, 6)
        self._place = 0
        self._levels_at: dict[int, int] = {}
        # Abstract list of each list, and level and list of each style: LibreOffice numbers only
        # one style of a level.
        numbers = range(1, self._nums + 1)
        self._abstract_of = {n: self._draw.randrange(self._abstracts) for n in numbers}
        if "shared" in without:
            self._abstract_of = {n: n - 1 for n in numbers}
        distinct = {
            (level, self._abstract_of[n]): (level, n) for level in range(4) for n in numbers
        }
        places = list(distinct.values())
        self._draw.shuffle(places)
        self._listed_at = {
            f"S{number}": place
            for number, place in zip(range(1, self._styles + 1), places, strict=False)
            if self._chance(0.6, "style")
        }
        self._linked: dict[tuple[int, int], str] = {}
        for style, (level, n) in self._listed_at.items():
            if self._chance(0.5, "link"):
                self._linked.setdefault((self._abstract_of[n], level), style)

    def file(self) -> bytes:
        """Return the Word file."""
        numbering, styles = self._numbering(), self._style_sheet()
        return pack("".join(self._body()), numbering=numbering, styles=styles)

    def _chance(self, share: float, feature: str = "") -> bool:
        return self._draw.random() < share and feature not in self._without

    # --- numbering.xml ------------------------------------------------------------------------

    def _numbering(self) -> str:
        abstracts = "".join(map(self._abstract, range(self._abstracts)))
        return abstracts + "".join(map(self._num, range(1, self._nums + 1)))

    def _abstract(self, number: int) -> str:
        levels = "".join(
            self._level(index, self._linked.get((number, index))) for index in range(9)
        )
        kind = '<w:multiLevelType w:val="multilevel"/>'
        return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'

    def _level(self, index: int, style: str | None = None) -> str:
        form = self._draw.choice([form for form in _FORMS if form not in self._without])
        start = 1
        if form != "bullet" and self._chance(0.3, "start"):
            start = self._draw.randint(0, 30)
        inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        if self._chance(0.1, "restart"):
            inner += f'<w:lvlRestart w:val="{self._draw.randint(0, index)}"/>'
        if style:
            inner += f'<w:pStyle w:val="{style}"/>'
        if self._chance(0.2, "legal"):
            inner += "<w:isLgl/>"
        if self._chance(0.3):
            inner += f'<w:suff w:val="{self._draw.choice(["tab", "space", "nothing"])}"/>'
        return (
            f'<w:lvl w:ilvl="{index}">{inner}<w:lvlText w:val="{self._text(form, index)}"/></w:lvl>'
        )

    def _text(self, form: str, index: int) -> str:
        if form == "bullet":
            return self._draw.choice("-+•o*")
        own = f"%{index + 1}"
        everything = ".".join(f"%{n}" for n in range(1, index + 2))
        some = "".join(f"%{n}/" for n in range(1, index + 1) if self._chance(0.5, "some")) + own
        texts = [f"{own}.", f"{own})", f"({own})", f"Điều {own}.", some]
        texts += [] if "outer" in self._without else [everything, f"{everything}."]
        texts += [] if "empty" in self._without else [""]
        return self._draw.choice(texts)

    def _num(self, number: int) -> str:
        abstract = self._abstract_of[number]
        overrides = ""
        for index in range(9):
            if self._chance(0.12, "override"):
                start = f'<w:startOverride w:val="{self._draw.randint(1, 9)}"/>'
                level = self._level(index) if self._chance(0.4, "replace") else ""
                if level and self._chance(0.5):
                    start = ""
                if start and "<w:startOverride" in overrides and "several" in self._without:
                    continue
                overrides += f'<w:lvlOverride w:ilvl="{index}">{start}{level}</w:lvlOverride>'
        return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'

    # --- styles.xml ---------------------------------------------------------------------------

    def _style_sheet(self) -> str:
        sheet = (
            '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
            "</w:style>"
        )
        for number in range(1, self._styles + 1):
            name = f"S{number}"
            above = f"S{self._draw.randrange(number)}".replace("S0", "N")
            listed = ""
            if name in self._listed_at:
                level, list_id = self._listed_at[name]
                linked = name in self._linked.values() and self._chance(0.5, "unstated")
                listed = self._listed(None if linked else level, list_id)
            elif self._chance(0.1, "off"):
                listed = self._listed(None, 0)
            sheet += (
                f'<w:style w:type="paragraph" w:styleId="S{number}"><w:name w:val="Style{number}"/>'
                f'<w:basedOn w:val="{above}"/><w:pPr>{listed}</w:pPr></w:style>'
            )
        return sheet

    def _list_id(self) -> int:
        return 0 if self._chance(0.08, "off") else self._draw.randint(1, self._nums)

    @staticmethod
    def _listed(level: int | None, number: int | None) -> str:
        inner = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        inner += "" if number is None else f'<w:numId w:val="{number}"/>'
        return f"<w:numPr>{inner}</w:numPr>"

    # --- document.xml -------------------------------------------------------------------------

    def _body(self) -> Iterator[str]:
        level = 0
        for _ in range(40):
            step = self._draw.choice([-3, -2, -1, 0, 0, 0, 1, 1, 1])
            level = max(0, min(8, level + step)) if "deep" not in self._without else 0
            if self._chance(0.06, "table"):
                yield self._table(level)
            yield self._paragraph(level)

    def _table(self, level: int) -> str:
        rows = "".join(
            f"<w:tr>{''.join(f'<w:tc>{self._paragraph(level)}</w:tc>' for _ in range(2))}</w:tr>"
            for _ in range(2)
        )
        return (
            f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl><w:p/>"
        )

    def _paragraph(self, level: int) -> str:
        name = f"S{self._draw.randint(1, self._styles)}"
        style = f'<w:pStyle w:val="{name}"/>'
        list_id = self._list_id()
        listed = self._listed(self._reachable(level, list_id), list_id)
        properties = self._draw.choice([listed, listed, style, style + listed])
        if "skip" in self._without and properties == style:
            properties = style + listed
        self._place += 1
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>P{self._place}</w:t></w:r></w:p>"

    def _reachable(self, level: int, list_id: int) -> int:
        """Return `level`, or the one to which the list can go without skipping one."""
        if "skip" not in self._without or not list_id:
            return level
        abstract = self._abstract_of[list_id]
        self._levels_at[abstract] = min(level, self._levels_at.get(abstract, -1) + 1)
        return self._levels_at[abstract]


_SAID = re.compile(r"^(?P<number>.*?)\s*P(?P<place>\d+)$")


def shown(lines: list[str]) -> dict[int, str]:
    """Return the number that stands before each paragraph, by its place; "*" for any bullet."""
    matches = filter(None, (_SAID.match(line.strip("\ufeff \t")) for line in lines))
    said = {int(match["place"]): " ".join(match["number"].split()) for match in matches}
    return {place: "*" if number in BULLETS else number for place, number in said.items()}
