"""Another commune's name left in a text, by the table of Hà Nội and by a list of one's own."""

from __future__ import annotations

from datetime import date

import pytest

from doclineage import compare_texts
from doclineage.errors import SettingsError
from doclineage.judging.localisation.communes import siblings_of
from doclineage.model import Letterhead
from doclineage.settings import Commune, load_settings
from doclineage.vietnamese.tables import load_table

CITY = "UBND thành phố Hà Nội"
PARENT = "Tổ chức lễ ra quân trên địa bàn Thành phố."
LIST = "name\tkind\tprovince\tsince\tuntil\nĐồi Sim\tphường\tĐông Giang\t2025-07-01\t\n"


def test_hanoi_has_51_wards_and_75_communes() -> None:
    rows = load_table("commune_units")
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("phường"), kinds.count("xã"), len(rows)) == (51, 75, 126)
    assert len({(row["name"], row["kind"]) for row in rows}) == 126
    assert all(Commune.from_row(row).since == date(2025, 7, 1) for row in rows)


@pytest.mark.parametrize(
    ("child", "relation"),
    [
        ("Tổ chức lễ ra quân trên địa bàn Cầu Giấy.", "changed"),
        ("Tổ chức lễ ra quân trên địa bàn phường Cầu Giấy.", "changed"),
        ("Tổ chức lễ ra quân trên địa bàn Yên Hòa.", "localised"),
        ("Tổ chức lễ ra quân trên địa bàn phường Yên Hòa.", "localised"),
        ("Tổ chức lễ ra quân trên địa bàn phường.", "localised"),
    ],
)
def test_a_name_is_the_wards_own_or_another(child: str, relation: str) -> None:
    link = compare_texts(PARENT, child, parent_issuer=CITY, child_issuer="UBND phường Yên Hòa")
    assert link.relation == relation


@pytest.mark.parametrize(
    ("named", "kinds"),
    [("XÃ BẾN LƠ NĂM 2027", []), ("UBND XÃ BẾN LƠ", []), ("XÃ ĐỒI CỎ NĂM 2027", ["scope"])],
)
def test_capitals_do_not_hide_where_the_own_name_ends(named: str, kinds: list[str]) -> None:
    title = "PHỤ LỤC NHIỆM VỤ TRỌNG TÂM"
    link = compare_texts(
        f"{title} NĂM 2027",
        f"{title} {named}",
        parent_issuer="UBND tỉnh Đông Giang",
        child_issuer="UBND xã Bến Lơ",
    )
    assert [change.kind for change in link.fact_changes] == kinds


def test_a_commune_has_siblings_on_the_days_on_which_they_are() -> None:
    city = Letterhead(level="province", territory="Thành phố Hà Nội")
    ward = Letterhead(level="commune", territory="phường Yên Hòa", issued=date(2026, 3, 1))
    assert "cầu giấy" in siblings_of(ward, city, ())
    assert "yên hòa" not in siblings_of(ward, city, ())
    before = Letterhead(level="commune", territory="phường Yên Hòa", issued=date(2025, 6, 30))
    assert not siblings_of(before, city, ())


def test_a_list_of_ones_own_is_read_from_the_settings_folder(tmp_path) -> None:
    (tmp_path / "xa.tsv").write_text(f"# of the province\n{LIST}", encoding="utf-8")
    (tmp_path / "doclineage.toml").write_text('commune_files = ["xa.tsv"]\n', encoding="utf-8")
    settings = load_settings(tmp_path / "doclineage.toml")
    assert [unit.name for unit in settings.communes] == ["Đồi Sim"]
    child = "Tổ chức lễ ra quân trên địa bàn Đồi Sim."
    link = compare_texts(
        PARENT,
        child,
        parent_issuer="UBND tỉnh Đông Giang",
        child_issuer="UBND phường Bến Đò",
        settings=settings,
    )
    assert [(fact.kind, fact.child) for fact in link.fact_changes] == [("scope", "Đồi Sim")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "error.unreadable"),
        ("name\tkind\nĐồi Sim\tphường\n", "error.bad-communes"),
        (LIST.replace("2025-07-01", "1/7/2025"), "error.bad-communes"),
    ],
)
def test_a_list_that_is_not_understood_is_said(text, code, tmp_path) -> None:
    if text is not None:
        (tmp_path / "xa.tsv").write_text(text, encoding="utf-8")
    (tmp_path / "doclineage.toml").write_text('commune_files = ["xa.tsv"]\n', encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / "doclineage.toml")
    assert (caught.value.place, caught.value.code) == (str(tmp_path / "xa.tsv"), code)
