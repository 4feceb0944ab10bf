"""Text from before Unicode: tables against an oracle, and words that must survive."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legacy_texts import encode, syllables

from doclineage.vietnamese.legacy import Part, Shown, decode_line, is_suspect, shown_encodings
from doclineage.vietnamese.legacy_letters import LegacyFont, decode_letters, legacy_font
from doclineage.vietnamese.twice_encoded import undo_twice_encoded

ENCODINGS = ("tcvn3", "vni", "viscii")
TIME, TIME_CAPITALS, VNI = (
    LegacyFont("tcvn3"),
    LegacyFont("tcvn3", capitals=True),
    LegacyFont("vni"),
)
LINES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Ủy ban nhân dân xã Bãi Mới ban hành Kế hoạch như sau:",
    "1. Rà soát, cập nhật dữ liệu dân cư trên địa bàn.",
    "Nơi nhận: các thôn, trường học; Lưu: VT.",
)


def one(text: str, font: LegacyFont | None = None, shown: Shown | None = None) -> str:
    return decode_line([Part(text, font)], shown or Shown()).parts[0]


# --- tables ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "name"), [("tcvn3", "TCVN5712-1"), ("viscii", "VISCII")])
def test_tables_agree_with_iconv(encoding, name):
    """glibc composes what it reads, so a code stands before a blank."""
    codes = [code for code in range(0xA1, 0x100) if encoding != "tcvn3" or not 0xB0 <= code <= 0xB4]
    data = b" ".join(bytes([code]) for code in codes)
    try:
        done = subprocess.run(
            ["iconv", "-f", name, "-t", "UTF-8"], input=data, capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("iconv is not here")
    if done.returncode:
        pytest.skip(f"this iconv does not know {name}")
    ours = " ".join(decode_letters(chr(code), encoding) for code in codes)
    assert ours == done.stdout.decode()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_syllable_survives_the_way_there_and_back(encoding):
    whole = syllables()
    assert len(whole) > 20_000
    assert [w for w in whole if decode_letters(encode(w, encoding), encoding) != w] == []


@pytest.mark.parametrize("encoding", ["vni", "viscii"])
def test_capitals_survive_where_the_encoding_has_them(encoding):
    for word in syllables()[::7]:
        for shown in (word.upper(), word.capitalize()):
            assert decode_letters(encode(shown, encoding), encoding) == shown


@given(st.lists(st.sampled_from(syllables()), min_size=1, max_size=8), st.sampled_from(ENCODINGS))
def test_a_line_whose_font_tells_reads_as_it_was(words, encoding):
    line = " ".join(words)
    shown = Shown(frozenset({encoding}))
    assert one(encode(line, encoding), LegacyFont(encoding), shown) == line


# --- what tells ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", TIME),
        (".VnTimeH", TIME_CAPITALS),
        ("ABCDEF+.VnTimeH,Bold", TIME_CAPITALS),
        ("ABCDEF+.VnTime-BoldItalic", TIME),
        (".VnArial NarrowH", TIME_CAPITALS),
        ("VNI-Times", VNI),
        ("VNI-Helve-Condense", VNI),
        ("Times New Roman", None),
        ("Verdana", None),
        ("Vnunicode", None),
        ("", None),
    ],
)
def test_fonts_tell_the_encoding(name, font):
    assert legacy_font(name) == font


def test_fonts_of_capitals_give_capitals_back():
    assert one("céng hoµ x· héi", TIME_CAPITALS) == "CỘNG HOÀ XÃ HỘI"
    assert one("plain too", TIME_CAPITALS) == "PLAIN TOO"


def test_capitals_that_were_typed_take_their_accented_letters_along():
    assert one("TØNH S¤NG LAM", TIME) == "TỈNH SÔNG LAM"
    assert one("X· TØNH", TIME) == "XÃ TỈNH"
    assert one("Uû ban nh©n d©n TØNH", TIME) == "Uỷ ban nhân dân TỈNH"


def test_letters_are_told_over_the_cut_of_two_runs():
    parts = [Part("nha", VNI), Part("ân da", VNI), Part("ân", VNI), Part(" 2026")]
    assert decode_line(parts).parts == ("nhâ", "n dâ", "n", " 2026")


def test_the_horned_u_of_tcvn3_is_no_soft_hyphen():
    assert one("tr\xadêng, n\xadíc, t\xad", TIME) == "trường, nước, tư"


def test_modern_text_in_an_old_font_stays():
    assert one("Ủy ban nhân dân xã", TIME) == "Ủy ban nhân dân xã"
    parts = [Part("Số liệu ", TIME), Part("và"), Part(" x· ph­êng", TIME)]
    assert "".join(decode_line(parts).parts) == "Số liệu và xã phường"


def test_words_of_both_kinds_are_as_the_document_is():
    assert one("Tên", TIME) == "Tên"
    assert one("Tên", TIME, Shown(frozenset({"tcvn3"}))) == "Tờn"


def test_signs_of_cp1258_and_of_symbol_fonts_are_taken_for_their_bytes():
    raw = encode("trường mầm non, địa phương đã đủ", "tcvn3").encode("latin-1")
    assert one(raw.decode("cp1258"), TIME) == "trường mầm non, địa phương đã đủ"
    private = "".join(chr(0xF000 + byte) if byte > 127 else chr(byte) for byte in raw)
    assert one(private, TIME) == "trường mầm non, địa phương đã đủ"


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@pytest.mark.parametrize("line", LINES)
def test_a_line_tells_by_its_syllables(line, encoding):
    assert one(encode(line, encoding)).lower() == line.lower()


@pytest.mark.parametrize(
    "text",
    [
        *LINES,
        "dày 10µm, nhiệt độ 25°C, diện tích 120 m², sai số ±5%",
        "120 m², 80 m³, 10µm, 25°C",
        "m² | cm² | km²",
        "© 2026 Công ty TNHH Café Résumé®",
        "Điều 5 § 3 và «trích dẫn» của São Paulo, Zürich, Citroën",
        "hòa, khoá, thuỷ, quý, toà nhà, xã hội, hôm nay có nó",
        "email: a.b@c.vn, mã HS 8471.30, COVID-19, AI/IoT 100% 24/7",
        "XÃ HỘI · CHỦ NGHĨA · VIỆT NAM",
        "¿Qué año? Größe über Straße, naïve façade",
    ],
)
def test_what_is_no_old_text_stays(text):
    shown = Shown(frozenset({"tcvn3"}))
    assert one(text) == text
    assert one(text, shown=shown) == text


def test_ascii_words_numbers_and_codes_survive_the_decoding():
    line = "Căn cứ Quyết định số 15/QĐ-UBND, email abc@x.vn, 100% hồ sơ (COVID-19)"
    for encoding in ("tcvn3", "vni"):
        assert one(encode(line, encoding)) == line


def test_a_document_shows_its_encodings():
    modern, old = "\n".join(LINES), "\n".join(encode(line, "tcvn3") for line in LINES)
    assert shown_encodings(modern) == Shown()
    assert shown_encodings(old) == Shown(frozenset({"tcvn3"}), old=True)
    assert shown_encodings(f"{modern}\n{old}") == Shown(frozenset({"tcvn3"}))
    both = shown_encodings(f"{modern}\n{old}\n" + "\n".join(encode(x, "vni") for x in LINES))
    assert both.encodings == {"tcvn3", "vni"}


@given(st.text(max_size=60))
def test_any_text_is_safe(text):
    parts = decode_line([Part(text), Part(text, TIME), Part(text, VNI)]).parts
    assert len(parts) == 3
    if not is_suspect(text):
        assert parts[0] == text


# --- encoded twice ---------------------------------------------------------------------------


def twice(text: str) -> str:
    pieces = (bytes([byte]) for byte in text.encode())
    return "".join(piece.decode("cp1252", "ignore") or piece.decode("latin-1") for piece in pieces)


@given(st.lists(st.sampled_from(syllables()), min_size=3, max_size=8))
def test_twice_encoded_lines_are_undone(words):
    line = "Điều 5. " + " ".join(words)
    assert undo_twice_encoded(twice(line)) == line
    assert undo_twice_encoded(twice(twice(line))) == line
    assert undo_twice_encoded(line) is None


def test_a_hard_space_that_became_a_plain_one_is_half_of_a_letter():
    line = "và các xã Đồi Sim"
    assert undo_twice_encoded(twice(line).replace("\xa0", " ")) == line
