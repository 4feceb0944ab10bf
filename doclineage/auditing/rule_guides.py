"""What documents the rules, from the rules themselves and their wording."""

from __future__ import annotations

from inspect import getdoc

from doclineage.auditing.rule import Rule
from doclineage.model import RuleGuide, Severity
from doclineage.registry import RULES
from doclineage.wording import Phrase, sentences


def rule_guides() -> tuple[RuleGuide, ...]:
    """Return what documents each rule, those of others too, in the order of their codes."""
    return tuple(_guide(code) for code in RULES)


def _guide(code: str) -> RuleGuide:
    rule = RULES.load(code)
    title, question = _said("rule-title", code), _said("question", code)
    if question is None:  # a rule of another package brings its docstring
        lines = (getdoc(rule.ask if isinstance(rule, Rule) else rule) or code).splitlines()
        question = Phrase(lines[0], lines[0])
    evidence, weight, remedy = (
        _said(group, code) or Phrase("", "")
        for group in ("rule-evidence", "rule-severity", "remedy")
    )
    title = title or Phrase(code, code)
    severities: tuple[Severity, ...] = rule.severities if isinstance(rule, Rule) else ()
    return RuleGuide(
        code=code,
        title=title.vi,
        title_en=title.en,
        question=question.vi,
        question_en=question.en,
        evidence=evidence.vi,
        evidence_en=evidence.en,
        severity=weight.vi,
        severity_en=weight.en,
        remedy=remedy.vi,
        remedy_en=remedy.en,
        severities=severities,
    )


def _said(group: str, code: str) -> Phrase | None:
    return sentences(group).get(f"{group}.{code}")
