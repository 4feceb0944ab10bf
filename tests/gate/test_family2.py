"""The second family through the public API: its edges, versions, and what should alarm a reader."""

from . import family2


def wrong(*kinds):
    return [line for line in family2.score().wrong if line.startswith(kinds)]


def test_every_edge_is_found_and_none_besides():
    assert wrong("edges:") == []


def test_replaced_abolished_misprinted_and_crossing_citations_are_told():
    assert wrong("verdicts:") == []


def test_every_designation_is_found_where_it_is():
    assert wrong("letterhead:") == []


def test_one_plan_in_two_files_is_one_document():
    assert wrong("versions:") == []


def test_the_two_plans_of_one_number_are_two_documents():
    found = {family2.file_of(d) for d in family2.graph().documents}
    numbers = [d.letterhead.number for d in family2.graph().documents]
    assert (numbers.count("15/KH-UBND"), numbers.count("118/KH-UBND")) == (2, 2)
    assert set(family2.gold()["letterheads"]) <= found


def test_a_misprinted_day_says_what_it_was_meant_to_be():
    (edge,) = [e for e in family2.gold()["edges"] if e.get("near")]
    found = [
        (candidate, made.doubts)
        for made in family2.graph().lineage.edges
        for candidate in made.candidates
        if family2.file_of(family2.graph().document(made.source)) == edge["source"]
    ]
    ((candidate, doubts),) = found
    assert family2.file_of(family2.graph().document(candidate)) == edge["near"]
    assert list(doubts) == edge["differs"]
