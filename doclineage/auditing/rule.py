"""What a rule is: a question to a graph, and how heavy its answers may weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec

from doclineage.lineage import LineageGraph
from doclineage.model import Finding, Severity

_Ask: TypeAlias = Callable[[LineageGraph], Iterator[Finding]]


class Rule(msgspec.Struct, frozen=True):
    """One question of an auditor; called with a graph, it yields what it finds."""

    ask: _Ask
    severities: tuple[Severity, ...]

    def __call__(self, graph: LineageGraph) -> Iterator[Finding]:
        """Yield what the rule finds in a graph whose comparisons are made."""
        return self.ask(graph)


def weighs(*severities: Severity) -> Callable[[_Ask], Rule]:
    """Make a rule of a function; `severities` are all that its findings may have."""

    def make(ask: _Ask) -> Rule:
        return Rule(ask=ask, severities=severities)

    return make
