"""What the reading tests share: bytes or XML in, blocks out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import build_word

from doclineage.model import Block, Reading
from doclineage.reading import read_blocks


@pytest.fixture
def read_word(tmp_path: Path) -> Callable[..., Reading]:
    def read(body: str, **parts: str) -> Reading:
        path = tmp_path / "văn bản.docx"
        path.write_bytes(build_word(body, **parts))
        return read_blocks(path)[1]

    return read


@pytest.fixture
def word_blocks(read_word: Callable[..., Reading]) -> Callable[..., tuple[Block, ...]]:
    def read(body: str, **parts: str) -> tuple[Block, ...]:
        return read_word(body, **parts).blocks

    return read


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[..., Reading]:
    def read(text: str | bytes, name: str = "văn bản.txt") -> Reading:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_blocks(path)[1]

    return read
