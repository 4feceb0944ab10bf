"""One self-contained page: template, styles, scripts and data in one file that asks for nothing.

The Content-Security-Policy names the page's own style and script by their hashes and forbids
all else, so that nothing a document says can load, run or send anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from doclineage.reporting.hidden import all_visible, visible
from doclineage.wording import Language, say

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = "pages"


def render_page(
    template: str,
    data: object,
    language: Language,
    *,
    styles: Sequence[str],
    scripts: Sequence[str],
    **values: object,
) -> bytes:
    """Return a page as UTF-8: `data` stands in it as JSON that its script reads."""
    style, script = _joined(styles, ".css"), _joined(scripts, ".js")
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    page = _environment().get_template(template)
    text = page.render(
        language=language,
        policy=policy,
        style=style,
        script=script,
        data=_inert(data),
        say=lambda code, **blanks: say(code, language, **blanks),
        **values,
    )
    return visible(text).encode()


def asset(name: str) -> str:
    """Return the text of a style or script that pages are made of."""
    return resources.files("doclineage.reporting").joinpath(_FOLDER, name).read_text("utf-8")


def _joined(names: Sequence[str], suffix: str) -> str:
    return "\n".join(asset(f"{name}{suffix}") for name in names)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _inert(data: object) -> str:
    """Return JSON that ends no script element, whatever its texts say."""
    text = msgspec.json.encode(all_visible(data)).decode()
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  # where needed

    return Environment(
        loader=PackageLoader("doclineage.reporting", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
