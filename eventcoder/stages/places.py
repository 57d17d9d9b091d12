"""Where an event happened: the place phrase on its predicate. Never the target by accident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eventcoder.model.offsets import phrase_offsets
from eventcoder.model.predication import Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.model.sentence import Sentence

LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "off"})
# "on Iran" is no place, "on the outskirts of Aleppo" is.
ON_PLACES = frozenset(
    {"outskirt", "outskirts", "border", "coast", "edge", "bank", "island", "frontier", "highway", "road"}
)
PLACE_CLASSES = ("Location", "Facility")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the text's words. name: the dictionary's, country: ISO3; None where unknown."""

    text: str
    name: str | None
    country: str | None


def locate_events(
    predications: Sequence[Predication], sentences: Sequence[Sentence], text: str, actors: DocumentActors
) -> dict[int, Place]:
    """The place of each predication that has one, by its index. sentences: the document's."""
    found = {}
    for k, predication in enumerate(predications):
        place = _place(predication, sentences, text, actors)
        if place is None and predication.light >= 0:
            place = _place(predications[predication.light], sentences, text, actors)
        if place is not None:
            found[k] = place
    return found


def _place(predication: Predication, sentences: Sequence[Sentence], text: str, actors: DocumentActors) -> Place | None:
    for inside in (False, True):
        for argument in predication.arguments:
            if argument.role not in LOCATIVE and not (argument.role == "on" and argument.lemma in ON_PLACES):
                continue
            if bool(argument.inside) != inside:
                continue
            phrase = argument.phrase
            sentence = sentences[phrase.sentence]
            tag = sentence.ner[phrase.head]
            if tag[2:] not in PLACE_CLASSES:
                inner = [
                    a.phrase
                    for a in predication.arguments
                    if a.role in ("of", "possessor", "modifier")
                    and a.inside_head == phrase.head
                    and sentences[a.phrase.sentence].ner[a.phrase.head][2:] in PLACE_CLASSES
                ]
                if not inner:
                    continue
            start, end = phrase_offsets(phrase, sentences)
            actor = actors.resolve(phrase)
            return Place(text[start:end], actor.name, actor.country)
    return None
