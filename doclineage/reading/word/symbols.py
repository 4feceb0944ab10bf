"""Signs of symbol fonts to the letters and bullets that a reader sees.

Symbol fonts keep their signs in U+F000 to U+F0FF, where the same number means another sign in
another font.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PRIVATE = re.compile("[\uf000-\uf0ff]")
_SYMBOL = {
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, 0x25, 0x26, *range(0x28, 0x2D))},
    **{code: chr(code) for code in range(0x2E, 0x40)},
    0x2D: "-", 0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠",
    0xAE: "→", 0xDE: "⇒", 0xB0: "°", 0xE5: "∑", 0xD6: "√", 0xBB: "≈", 0xA5: "∞", 0xBC: "…",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x70: "π", 0x6D: "µ", 0x53: "Σ",
    0x57: "Ω", 0x5E: "⊥", 0xCE: "∈", 0xA7: "♣", 0xA8: "♦", 0xAA: "♠",
}  # fmt: skip
_WINGDINGS = {
    0x9F: "•", 0x6C: "●", 0xA7: "▪", 0x6E: "■", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x72: "□",
    0x76: "❖", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒",
    0x28: "☎", 0x2A: "✉", 0xAB: "★", 0x75: "◆", 0x77: "◆", 0x9E: "·", 0x2D: "-",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x51: "☒", 0x2A: "□", 0xA3: "□", 0x97: "•", 0x98: "●"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
# Where the font is not told the sign of Word's own bullets is meant.
_ANY = {**_SYMBOL, **_WINGDINGS, 0xB7: "•", 0xD8: "➢", 0xA7: "▪", 0xFC: "✓", 0x76: "❖"}


def symbol(code: int, font: str | None) -> str:
    """Return what the sign `code` of `font` looks like, "" for an unknown private sign.

    >>> symbol(0xF0B7, "Symbol"), symbol(0xF0A7, "Wingdings"), symbol(0x2022, None)
    ('•', '▪', '•')
    """
    table = _FONTS.get((font or "").lower())
    if 0xF000 <= code <= 0xF0FF or (table is not None and code <= 0xFF):
        return (_ANY if table is None else table).get(code & 0xFF, "")
    if 0xE000 <= code <= 0xF8FF:
        return ""
    return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""


#: Signs in a row; a run of more letters is a word that bears the font by mistake.
_MOST_SIGNS = 3


@lru_cache(maxsize=1024)
def has_signs(font: str) -> bool:
    """Tell whether the letters of `font` look like signs that we know."""
    return font.lower() in _FONTS


def plain(text: str, font: str | None = None) -> str:
    r"""Return `text` as it looks: private-use signs replaced, letters of a symbol font too.

    >>> plain("x\uf0fc"), plain("\xfc", "Wingdings")
    ('x✓', '✓')
    """
    if font is not None and len(text.strip()) <= _MOST_SIGNS:
        return "".join(symbol(ord(sign), font) or _kept(sign) for sign in text)
    if not _PRIVATE.search(text):
        return text
    return _PRIVATE.sub(lambda match: symbol(ord(match.group()), font), text)


def _kept(sign: str) -> str:
    # What the font has no sign for is shown in another; an unknown private sign is none.
    return "" if _PRIVATE.match(sign) else sign
