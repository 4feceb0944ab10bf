"""A real browser that may open one file and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

#: Where a system keeps it; another place may be named by this variable.
_CHROMIUM = os.environ.get("DOCLINEAGE_CHROMIUM") or shutil.which("chromium")
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not _CHROMIUM:
        pytest.skip("there is no chromium here")
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Any]]:
    """Open a file; every request but the file's own is refused, and none may be made."""
    refused: list[str] = []
    faults: list[str] = []
    contexts = []

    def open_page(file: Path, *, width: int = 1366, height: int = 900) -> Any:
        address = file.resolve().as_uri()
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)

        def decide(route: Any) -> None:
            if route.request.url == address:
                route.continue_()
            else:
                refused.append(route.request.url)
                route.abort()

        context.route("**/*", decide)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda line: line.type == "error" and faults.append(line.text))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert refused == []
    assert faults == []


@pytest.fixture
def took() -> Callable[..., float]:
    """Return what an act takes until the browser has drawn what it does, in milliseconds."""

    def run(page: Any, act: str) -> float:
        return page.evaluate(
            f"""async () => {{
                performance.mark("begin");
                {act};
                await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
                return performance.measure("act", "begin").duration;
            }}"""
        )

    return run


@pytest.fixture
def loaded() -> Callable[[Any], dict[str, float]]:
    """Return when a page was first painted and when its script had done, in milliseconds."""
    return lambda page: page.evaluate(
        """async () => {
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
            return Object.fromEntries([
                ...performance.getEntriesByType("paint").map((one) => [one.name, one.startTime]),
                ["load", performance.getEntriesByType("navigation")[0].loadEventEnd],
            ]);
        }"""
    )


@pytest.fixture
def violations() -> Callable[[Any], list[str]]:
    """Return what axe-core holds against a page by WCAG 2.2, A and AA."""
    name = "axe_playwright_python.sync_playwright"
    axe = pytest.importorskip(name, reason="axe is not installed")

    def run(page: Any) -> list[str]:
        found = axe.Axe().run(page, options={"runOnly": _AXE_TAGS}).response["violations"]
        return [
            f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
            for one in found
            for node in one["nodes"][:3]
        ]

    return run
