"""Where an act happened: the place phrase on its predicate, never an actor by accident."""

from __future__ import annotations

from eventcoder.model.actor import UNKNOWN, Actor
from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.model.sentence import Sentence
from eventcoder.stages.places import Place, locate_events

WORDS = {
    "France": "S-Location", "Aleppo": "S-Location", "airport": "S-Facility", "Hamas": "S-Organization", "talks": "O",
    "outskirts": "O", "Homs": "S-Location", "Monday": "S-Date",
}  # fmt: skip
NAMES = tuple(WORDS)
STARTS = tuple(sum(len(name) + 1 for name in NAMES[:i]) for i in range(len(NAMES)))
SENTENCE = Sentence(
    "d", 0, " ".join(NAMES), 0, len(" ".join(NAMES)), NAMES, NAMES, ("PROPN",) * len(NAMES), ("",) * len(NAMES),
    (-1,) * len(NAMES), ("root",) * len(NAMES), STARTS,
    tuple(start + len(name) for start, name in zip(STARTS, NAMES, strict=True)), tuple(WORDS.values()),
)  # fmt: skip


class Actors:
    def resolve(self, phrase: Phrase) -> Actor:
        known = {"Aleppo": Actor("Syria", "SYR", "SYR", None, "country")}
        return known.get(NAMES[phrase.head], UNKNOWN)


def argument(role: str, word: str, inside: str = "", of: str = "") -> Argument:
    at = NAMES.index(word)
    return Argument(role, Phrase(0, at, at, at + 1), word.lower(), inside, NAMES.index(of) if of else -1)


def act(*arguments: Argument, light: int = -1) -> Predication:
    return Predication("verb", "meet", 0, (0, 1), arguments=list(arguments), light=light)


def located(*predications: Predication) -> dict[int, Place]:
    return locate_events(predications, [SENTENCE], SENTENCE.text, Actors())


def test_a_place_phrase_on_the_predicate() -> None:
    assert located(act(argument("in", "Aleppo"))) == {0: Place("Aleppo", "Syria", "SYR")}


def test_a_place_that_no_dictionary_knows_keeps_its_words() -> None:
    assert located(act(argument("near", "Homs"))) == {0: Place("Homs", None, None)}


def test_a_facility_is_a_place() -> None:
    assert located(act(argument("at", "airport"))) == {0: Place("airport", None, None)}


def test_an_object_is_no_place() -> None:
    assert located(act(argument("object", "France"))) == {}


def test_a_phrase_that_goes_somewhere_is_no_place() -> None:
    assert located(act(argument("to", "Aleppo"), argument("with", "France"))) == {}


def test_what_the_parser_does_not_call_a_place_is_none() -> None:
    assert located(act(argument("in", "talks"), argument("on", "Monday"), argument("in", "Hamas"))) == {}


def test_a_place_on_the_predicate_comes_before_one_inside_its_phrases() -> None:
    found = located(act(argument("in", "Homs", "object", "talks"), argument("in", "Aleppo")))
    assert found == {0: Place("Aleppo", "Syria", "SYR")}


def test_a_place_inside_a_phrase_where_there_is_no_other() -> None:
    assert located(act(argument("in", "Homs", "object", "talks"))) == {0: Place("Homs", None, None)}


def test_the_outskirts_of_a_place() -> None:
    found = located(act(argument("on", "outskirts"), argument("of", "Aleppo", "on", "outskirts")))
    assert found[0].text == "outskirts"


def test_an_event_noun_has_the_place_of_its_light_verb() -> None:
    assert located(act(argument("in", "Aleppo")), act(light=0))[1] == Place("Aleppo", "Syria", "SYR")


def test_every_predicate_has_its_own_place() -> None:
    assert located(act(argument("in", "Aleppo")), act(), act(argument("in", "Homs"))).keys() == {0, 2}


def test_sanctions_on_a_country_are_not_there() -> None:
    assert located(act(argument("on", "France", "object", "talks"))) == {}
