"""The lemma check names the words of a codebook that no sentence can match."""

from __future__ import annotations

from typing import Any

import pytest

from eventcoder.codebook.load import find_codebook, load_codebook
from eventcoder.evaluation.lemma_check import dead_entries, lemma_lines
from eventcoder.model.codebook import Codebook, Frame


def codebook_of(**fields: Any) -> Codebook:
    return Codebook("test", "Test", "1", "en", {}, (Frame("one", "190", path="19.yaml", line=7, **fields),), (), {})


@pytest.mark.parametrize(
    ("fields", "entry"),
    [
        ({"verbs": ("be", "attack")}, "be"),
        ({"verbs": ("fatally wound", "wound")}, "fatally wound"),
        ({"nouns": ("use of chemical weapon", "use of force")}, "use of chemical weapon"),
        ({"verbs": ("urge",), "clause": ("go home", "return")}, "go home"),
        ({"verbs": ("urge",), "not_clause": ("stay away", "stay")}, "stay away"),
        ({"verbs": ("defy",), "object": ("ban on", "ban")}, "ban on"),
        ({"verbs": ("defy",), "not_object": ("change of head of state", "head of state")}, "change of head of state"),
        ({"verbs": ("go",), "where": (("on", ("strike over", "strike")),)}, "strike over"),
        ({"verbs": ("go",), "not_where": (("on", ("holiday at", "holiday")),)}, "holiday at"),
    ],
)
def test_a_word_that_cannot_match_is_named_and_its_neighbour_is_not(fields: dict[str, Any], entry: str) -> None:
    assert [found.entry for found in dead_entries(codebook_of(**fields))] == [entry]


@pytest.mark.parametrize(
    "fields",
    [
        # verbs that end as adverbs do
        {"verbs": ("rally behind", "supply", "apply for")},
        {"verbs": ("put end to", "walk out of")},
        {"nouns": ("show of force", "war of words", "air strike")},
        {"verbs": ("defy",), "object": ("rule of law", "peace deal")},
    ],
)
def test_what_can_match_is_not_named(fields: dict[str, Any]) -> None:
    assert not list(dead_entries(codebook_of(**fields)))


def test_the_report_says_where_the_word_stands_and_why() -> None:
    dead = list(dead_entries(codebook_of(verbs=("urge",), clause=("go home",))))
    assert list(lemma_lines([], failures=False, dead=dead))[-1] == (
        "19.yaml:7: 'one': clause: 'go home' never matches: single verbs stand here"
    )


def test_the_shipped_codebook_has_none() -> None:
    assert list(map(str, dead_entries(load_codebook(find_codebook("cameo"))))) == []
