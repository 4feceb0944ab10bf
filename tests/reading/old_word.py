"""A Word file as it was typed before Unicode, and how it reads."""

from __future__ import annotations

from xml.sax.saxutils import escape

from legacy_texts import encode


def in_font(text: str, font: str, encoding: str | None = None) -> str:
    """Return a run whose letters are those that `font` has in `encoding`."""
    shown = escape(text if encoding is None else encode(text, encoding))
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    return f'<w:r><w:rPr>{fonts}</w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>'


def numbered(text: str, font: str, encoding: str) -> str:
    """Return the first paragraph of a list."""
    return (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"{in_font(text, font, encoding)}</w:p>"
    )


#: How a document of 1998 shows itself, and how it reads.
OLD = "".join(
    f"<w:p>{runs}</w:p>"
    for runs in (
        in_font("cộng hòa xã hội chủ nghĩa việt nam", ".VnTimeH", "tcvn3"),
        in_font("Căn cứ Luật Đất đai, trường học và đường phố ", ".VnTime", "tcvn3")
        + in_font("của phường Đồi Sim", "Times New Roman"),
        in_font("ỦY BAN NHÂN DÂN phường Đồi Sim, Đường số 5 ", "VNI-Times", "vni")
        + in_font("năm 1998", "VNI-Times", "vni"),
        in_font("Nơi nhận: các thôn, trường học và trạm y tế", "Times New Roman", "tcvn3"),
    )
) + numbered("Rà soát, cập nhật dữ liệu dân cư.", ".VnTime", "tcvn3")
READ = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Căn cứ Luật Đất đai, trường học và đường phố của phường Đồi Sim",
    "ỦY BAN NHÂN DÂN phường Đồi Sim, Đường số 5 năm 1998",
    "Nơi nhận: các thôn, trường học và trạm y tế",
    "Rà soát, cập nhật dữ liệu dân cư.",
]
LISTS = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
    f'<w:numFmt w:val="decimal"/><w:lvlText w:val="{encode("Điều %1.", "tcvn3")}"/>'
    '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
