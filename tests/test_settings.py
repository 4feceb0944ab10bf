"""Settings: every value bounded, unknown names refused."""

from __future__ import annotations

import os

import msgspec
import pytest

from doclineage.errors import SettingsError, UnusableInputError
from doclineage.pipeline import read_units
from doclineage.reading.manifest import stated_fields
from doclineage.settings import DEFAULTS, Settings, load_settings


def test_what_is_not_stated_is_the_default(tmp_path):
    file = tmp_path / "doclineage.toml"
    file.write_text("match_floor = 0.5\n", encoding="utf-8")
    assert load_settings(file) == msgspec.structs.replace(DEFAULTS, match_floor=0.5)


def test_pyproject_is_read_at_its_table(tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.doclineage]\nmax_pages = 7\n[tool.other]\nx = 1\n", encoding="utf-8")
    assert load_settings(file) == Settings(max_pages=7)
    file.write_text("[tool.other]\nx = 1\n", encoding="utf-8")
    assert load_settings(file) == DEFAULTS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("max_pages = 0\n", "error.bad-settings"),
        ("max_pages = 1.5\n", "error.bad-settings"),
        ("match_floor = -0.1\n", "error.bad-settings"),
        ("match_floor = 1.1\n", "error.bad-settings"),
        ("clause_floor = true\n", "error.bad-settings"),
        ("= 3\n", "error.bad-settings"),
        ("max_pages = 9223372036854775807\n", "error.bad-settings"),
        ("max_unit_chars = -1\n", "error.bad-settings"),
        ("max_depth = 1000\n", "error.bad-settings"),
        ("ocr_seconds = 1000000\n", "error.bad-settings"),
        ("copy_limit = inf\n", "error.bad-settings"),
        ("tie_bonus = -inf\n", "error.bad-settings"),
        ("match_floor = nan\n", "error.bad-settings"),
        (f"max_pages = {'9' * 5_000}\n", "error.bad-settings"),
        (f"waivers = {'[' * 9_000}{']' * 9_000}\n", "error.bad-settings"),
        (f"# {'x' * 1_000_000}\n", "error.bad-settings"),
        ("nothing = 3\n", "error.unknown-setting"),
        ('[rule_severity]\nA01 = "fatal"\n', "error.unknown-severity"),
        ("[rule_severity]\nA01 = 3\n", "error.unknown-severity"),
        ("rule_severity = 3\n", "error.bad-settings"),
    ],
)
def test_what_is_wrong_is_said(text, code, tmp_path):
    file = tmp_path / "doclineage.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    assert (caught.value.place, caught.value.code) == (str(file), code)
    assert caught.value.detail


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "doclineage.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        load_settings(file)


def test_a_byte_order_mark_is_passed_over(tmp_path):
    file = tmp_path / "doclineage.toml"
    file.write_text("max_pages = 7\n", encoding="utf-8-sig")
    assert load_settings(file) == Settings(max_pages=7)


@pytest.mark.parametrize("text", ['tool = "x"\n', "[tool]\ndoclineage = 3\n"])
def test_a_table_that_is_none_is_no_crash(text, tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text(text, encoding="utf-8")
    if "doclineage" in text:
        with pytest.raises(SettingsError, match=r"tool\.doclineage"):
            load_settings(file)
    else:
        assert load_settings(file) == DEFAULTS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    pipe = tmp_path / "doclineage.toml"
    os.mkfifo(pipe)
    with pytest.raises(SettingsError, match="no regular file"):
        load_settings(pipe)
    with pytest.raises(UnusableInputError, match="no regular file"):
        read_units(pipe)


def test_a_list_of_units_is_bounded(tmp_path):
    file = tmp_path / "units.txt"
    file.write_text("xã Khe Ngàn\n" * 100_000, encoding="utf-8")
    with pytest.raises(UnusableInputError, match="bytes"):
        read_units(file)


@pytest.mark.parametrize("stated", [f"x = {'9' * 5_000}", f"x = {'[' * 9_000}"])
def test_a_hostile_manifest_is_named(stated, tmp_path):
    (tmp_path / "manifest.toml").write_text(stated, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        stated_fields(tmp_path / "a.md")
    assert caught.value.place == str(tmp_path / "manifest.toml")
    assert caught.value.code == "error.bad-manifest"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="no such file or folder"):
        load_settings(tmp_path / "x.toml")


def test_every_default_keeps_to_its_own_bounds():
    assert msgspec.convert(msgspec.to_builtins(DEFAULTS), Settings) == DEFAULTS


def test_every_setting_has_its_reason(root):
    """A threshold without a reason cannot be tuned by anyone else."""
    lines = (root / "doclineage" / "settings.py").read_text("utf-8").splitlines()
    fields = [i for i, line in enumerate(lines) if line.startswith("    ") and " = " in line]
    names = {lines[i].split(":")[0].strip(): i for i in fields}
    bare = []
    for name in Settings.__struct_fields__:
        above = lines[names[name] - 1].strip()
        # Two values of one reason stand under one comment.
        if not above.startswith("#:") and above.split(":")[0] not in Settings.__struct_fields__:
            bare.append(name)
    assert not bare


def test_settings_are_frozen():
    with pytest.raises(AttributeError):
        DEFAULTS.max_pages = 1  # type: ignore[misc]
