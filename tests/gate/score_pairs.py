"""Score ``doclineage.compare_texts`` on the judged sentence pairs of ``gold/pairs.jsonl``.

Run ``python -m tests.gate.score_pairs`` for one table and the failures.  ``--held-out`` also lists
the failures of the third kept aside (not for tuning), ``--json`` prints the numbers only.

A pair of the gold file has ``relation`` and ``also`` (other answers a careful reader would
accept), ``facts`` (what a correct judgement reports) and ``coverage`` (None: not judged).  A fact
may carry ``kind_also`` and ``effect_also`` (other names accepted for it) and ``optional`` (right
when reported, no fault when not).  Reported changes whose effect is "equal" are no changes and are
left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doclineage import compare_texts

GOLD = Path(__file__).resolve().parent / "gold" / "pairs.jsonl"
RELATIONS = ("identical", "noise", "localised", "reworded", "changed")
COVERAGE_TOLERANCE = 0.2

Pair = dict[str, Any]


@dataclass
class Outcome:
    """What compare_texts said about one pair, set against the gold."""

    pair: Pair
    relation: str
    reason: str
    coverage: float | None
    found: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    false: list[dict[str, Any]] = field(default_factory=list)

    @property
    def relation_ok(self) -> bool:
        """Whether the relation is the expected one or another defensible one."""
        return self.relation == self.pair["relation"] or self.relation in self.pair["also"]

    @property
    def credited(self) -> str:
        """The relation counted for macro-F1: an accepted answer counts as the expected one."""
        return self.pair["relation"] if self.relation_ok else self.relation

    @property
    def facts_ok(self) -> bool:
        """Whether every demanded fact was found and nothing else was reported."""
        return not self.missed and not self.false

    @property
    def coverage_ok(self) -> bool | None:
        """Whether the coverage is near the expected share; None where the gold gives none."""
        expected = self.pair["coverage"]
        if expected is None:
            return None
        return self.coverage is not None and abs(self.coverage - expected) <= COVERAGE_TOLERANCE


def load_pairs(path: Path = GOLD) -> list[Pair]:
    """Return the gold pairs in file order."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|%", unicodedata.normalize("NFC", text).casefold())


def texts_agree(expected: str | None, printed: str | None) -> bool:
    """Compare two printed spans loosely: one within the other, or half of the shorter's words.

    Numbers are compared strictly: those of one side must all stand on the other.
    """
    if not expected or not printed:
        return True
    left, right = _words(expected), _words(printed)
    if not left or not right:
        return True
    if " ".join(left) in " ".join(right) or " ".join(right) in " ".join(left):
        return True
    left_numbers, right_numbers = (
        {word.lstrip("0") for word in words if word.isdigit()} for words in (left, right)
    )
    if not (left_numbers <= right_numbers or right_numbers <= left_numbers):
        return False
    common = sum((Counter(left) & Counter(right)).values())
    return common * 2 >= min(len(left), len(right))


def _fits(gold: dict[str, Any], change: dict[str, Any]) -> bool:
    return (
        change["kind"] in (gold["kind"], *gold.get("kind_also", ()))
        and change["effect"] in (gold["effect"], *gold.get("effect_also", ()))
        and texts_agree(gold["parent"], change["parent"])
        and texts_agree(gold["child"], change["child"])
    )


def judge(pair: Pair) -> Outcome:
    """Run compare_texts on one pair and set its answer against the gold."""
    link = compare_texts(
        pair["parent"],
        pair["child"],
        parent_issuer=pair["parent_issuer"],
        child_issuer=pair["child_issuer"],
    )
    outcome = Outcome(pair, str(link.relation), link.reason or "", link.coverage)
    reported = [
        {
            "kind": str(item.kind),
            "parent": item.parent,
            "child": item.child,
            "effect": str(item.effect),
        }
        for item in link.fact_changes
        if str(item.effect) != "equal"
    ]
    # demanded facts choose first, so that an optional one never takes their partner
    for gold in sorted(pair["facts"], key=lambda fact: bool(fact.get("optional"))):
        partner = next((change for change in reported if _fits(gold, change)), None)
        if partner is not None:
            reported.remove(partner)
            outcome.found += not gold.get("optional")
        elif not gold.get("optional"):
            outcome.missed.append(gold)
    outcome.false = reported
    return outcome


def ratio(part: float, whole: float) -> float:
    """Return part of whole, 1.0 where there is nothing to count."""
    return part / whole if whole else 1.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return ratio(2 * precision * recall, precision + recall) if precision + recall else 0.0


def score(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return the measures of the gate over these outcomes."""
    found = sum(o.found for o in outcomes)
    missed = sum(len(o.missed) for o in outcomes)
    false = sum(len(o.false) for o in outcomes)
    fact_precision, fact_recall = ratio(found, found + false), ratio(found, found + missed)
    per_relation = []
    for name in RELATIONS:
        right = sum(o.credited == name == o.pair["relation"] for o in outcomes)
        said = sum(o.credited == name for o in outcomes)
        wanted = sum(o.pair["relation"] == name for o in outcomes)
        if said or wanted:
            per_relation.append(f1(ratio(right, said), ratio(right, wanted)))
    noise = [o for o in outcomes if o.pair["relation"] == "noise"]
    edits = [
        o
        for o in outcomes
        if o.pair["relation"] in ("changed", "reworded") and "noise" not in o.pair["also"]
    ]
    harmless = [
        o for o in outcomes if o.pair["relation"] != "changed" and "changed" not in o.pair["also"]
    ]
    dangerous = [o for o in outcomes if o.pair["relation"] == "changed" and not o.pair["also"]]
    covered = [o.coverage_ok for o in outcomes if o.coverage_ok is not None]
    return {
        "pairs": len(outcomes),
        "relation_accuracy": ratio(sum(o.relation_ok for o in outcomes), len(outcomes)),
        "relation_macro_f1": ratio(sum(per_relation), len(per_relation)),
        "fact_precision": fact_precision,
        "fact_recall": fact_recall,
        "fact_f1": f1(fact_precision, fact_recall),
        "noise_recall": ratio(sum(o.relation_ok for o in noise), len(noise)),
        "edit_not_noise": ratio(sum(o.relation != "noise" for o in edits), len(edits)),
        "danger_caught": ratio(sum(o.relation == "changed" for o in dangerous), len(dangerous)),
        "harmless_not_changed": ratio(
            sum(o.relation != "changed" for o in harmless), len(harmless)
        ),
        "coverage_near": ratio(sum(covered), len(covered)),
        "whole_pair": ratio(sum(o.relation_ok and o.facts_ok for o in outcomes), len(outcomes)),
    }


def run(pairs: Iterable[Pair] | None = None) -> dict[str, list[Outcome]]:
    """Judge the pairs; the answer has the parts tuned, held_out and all."""
    parts: dict[str, list[Outcome]] = {"tuned": [], "held_out": [], "all": []}
    for pair in load_pairs() if pairs is None else pairs:
        outcome = judge(pair)
        parts["held_out" if pair["held_out"] else "tuned"].append(outcome)
        parts["all"].append(outcome)
    return parts


def _show(facts: Iterable[dict[str, Any]]) -> str:
    return (
        "; ".join(f"{f['kind']}/{f['effect']} {f['parent']!r}→{f['child']!r}" for f in facts) or "-"
    )


def print_failures(outcomes: Iterable[Outcome]) -> None:
    """Print id, expected, got and the library's reason for every pair that is not wholly right."""
    for o in outcomes:
        if o.relation_ok and o.facts_ok and o.coverage_ok is not False:
            continue
        expected = "|".join([o.pair["relation"], *o.pair["also"]])
        print(
            f"{o.pair['id']}  expected {expected}, got {o.relation}  [{' '.join(o.pair['tags'])}]"
        )
        if not o.facts_ok:
            print(f"    facts missed: {_show(o.missed)}  |  not in gold: {_show(o.false)}")
        if o.coverage_ok is False:
            print(f"    coverage expected {o.pair['coverage']}, got {o.coverage}")
        print(f"    P: {o.pair['parent']}\n    C: {o.pair['child']}\n    reason: {o.reason}")


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table and the failures."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.gate.score_pairs", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "--held-out", action="store_true", help="list the failures of the held-out third too"
    )
    parser.add_argument(
        "--json", action="store_true", help="print the measures as JSON and nothing else"
    )
    parser.add_argument("--gold", type=Path, default=GOLD, help="another file of judged pairs")
    options = parser.parse_args(argv)
    parts = run(load_pairs(options.gold))
    measures = {name: score(outcomes) for name, outcomes in parts.items()}
    if options.json:
        json.dump(measures, sys.stdout, indent=1)
        print()
        return 0
    print(f"{'measure':<22}" + "".join(f"{name:>10}" for name in measures))
    for key in measures["all"]:
        form = "10.0f" if key == "pairs" else "10.3f"
        print(f"{key:<22}" + "".join(f"{measures[name][key]:{form}}" for name in measures))
    confusion = Counter((o.pair["relation"], o.credited) for o in parts["all"])
    print("\nexpected \\ got (accepted answers on the diagonal)")
    print(f"{'':<12}" + "".join(f"{name:>10}" for name in RELATIONS))
    for row in RELATIONS:
        print(f"{row:<12}" + "".join(f"{confusion[row, column]:>10}" for column in RELATIONS))
    by_family: dict[str, list[Outcome]] = defaultdict(list)
    for o in parts["all"]:
        by_family[o.pair["id"].rstrip("0123456789").rstrip("-")].append(o)
    print(f"\n{'family':<12}{'pairs':>7}{'relation':>10}{'whole':>8}{'fact P':>8}{'fact R':>8}")
    for name, outcomes in by_family.items():
        m = score(outcomes)
        print(
            f"{name:<12}{len(outcomes):>7}{m['relation_accuracy']:>10.3f}{m['whole_pair']:>8.3f}"
            f"{m['fact_precision']:>8.3f}{m['fact_recall']:>8.3f}"
        )
    print("\nfailures, tuned part")
    print_failures(parts["tuned"])
    if options.held_out:
        print("\nfailures, held-out part (look, do not tune)")
        print_failures(parts["held_out"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
