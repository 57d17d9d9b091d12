"""Whose "the government" is where no phrase says it: the country that the whole text is about."""

from __future__ import annotations

import pytest

from eventcoder.model.actor import Actor
from eventcoder.stages.actors import CompiledActors
from tests.stages.actors.build import phrase, sentence

KENYA = "Kenya|PROPN|2|nsubj|S-Location voted|VERB|0|root"
KENYANS = "Kenyan|ADJ|2|amod|S-NORP towns|NOUN|3|nsubj voted|VERB|0|root"
CHAD = "Chad|PROPN|2|nsubj|S-Location voted|VERB|0|root"
POLICE = "Police|NOUN|2|nsubj fired|VERB|0|root"
DATELINE = "NAIROBI|PROPN|0|root|S-Location (|PUNCT|3|punct AFP|PROPN|1|appos )|PUNCT|3|punct -|PUNCT|1|punct"


def resolved(actors: CompiledActors, words: str, *texts: str) -> Actor:
    """What the words of the last sentence are, without a place in their clause."""
    parsed = [sentence(text, number) for number, text in enumerate(texts)]
    return actors.document(parsed, "2017-05-03").resolve_with_place(phrase(parsed[-1], words), None)


def test_the_government_is_that_of_the_country_named_most(actors: CompiledActors) -> None:
    found = resolved(
        actors,
        "government",
        KENYA,
        KENYANS,
        CHAD,
        "The|DET|2|det government|NOUN|3|nsubj fell|VERB|0|root",
    )
    assert (found.code, found.country) == ("KENGOV", "KEN")
    assert found.how == "government + KEN, which the text is about"


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((KENYA, CHAD, POLICE), id="two countries named alike"),
        pytest.param((KENYA, KENYANS), id="too short for a story"),
        pytest.param((POLICE, POLICE, KENYA, POLICE), id="named once"),
    ],
)
def test_nobody_knows_whose_government_it_is(actors: CompiledActors, texts: tuple[str, ...]) -> None:
    found = resolved(actors, "government", *texts, "The|DET|2|det government|NOUN|3|nsubj fell|VERB|0|root")
    assert (found.code, found.country) == ("GOV", None)


def test_at_the_dateline_a_country_need_not_be_named_most(actors: CompiledActors) -> None:
    texts = (DATELINE, KENYA, CHAD, KENYA, CHAD)
    fell = "The|DET|2|det government|NOUN|3|nsubj fell|VERB|0|root"
    assert resolved(actors, "government", *texts, fell).code == "KENGOV"
    assert resolved(actors, "government", *texts[1:], fell).code == "GOV"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        pytest.param("foreign troops", "foreign|ADJ|2|amod troops|NOUN|3|nsubj left|VERB|0|root", id="foreigners"),
        pytest.param("both armies", "both|DET|2|det armies|NOUN|3|nsubj|O|Number=Plur left|VERB|0|root", id="several"),
        pytest.param("governments", "governments|NOUN|2|nsubj|O|Number=Plur left|VERB|0|root", id="one of each state"),
        pytest.param(
            "officers of both countries",
            "officers|NOUN|5|nsubj|O|Number=Plur of|ADP|4|case both|DET|4|det countries|NOUN|1|nmod left|VERB|0|root",
            id="of several",
        ),
        pytest.param("peacekeepers", "peacekeepers|NOUN|2|nsubj|O|Number=Plur left|VERB|0|root", id="sent abroad"),
    ],
)
def test_who_is_of_other_states_takes_no_country_of_the_story(actors: CompiledActors, words: str, last: str) -> None:
    assert resolved(actors, words, KENYA, KENYA, KENYANS, last).country is None


def test_soldiers_and_rebels_are_those_of_the_story(actors: CompiledActors) -> None:
    for word, code in (("soldiers", "KENMIL"), ("rebels", "KENREB"), ("protesters", "KENOPP")):
        last = f"{word}|NOUN|2|nsubj|O|Number=Plur fled|VERB|0|root"
        assert resolved(actors, word, KENYA, KENYA, KENYANS, last).code == code
