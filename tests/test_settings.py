"""Settings: every value bounded, unknown names refused."""

from __future__ import annotations

import msgspec
import pytest

from doclineage.errors import SettingsError
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
        ("nothing = 3\n", "error.unknown-setting"),
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
