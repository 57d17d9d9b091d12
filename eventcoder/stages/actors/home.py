"""Whose a role noun is where its own phrase does not say: the place of its act, the country that the text is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.model.predication import Phrase
from eventcoder.stages.actors.codes import combine
from eventcoder.stages.actors.normalize import singular

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver

# Role nouns that act at home; soldiers and rebels may be anybody's.
_DOMESTIC_PARTS = frozenset(
    {"COP", "JUD", "LEG", "OPP", "CVL", "EDU", "LAB", "AGR", "BUS", "REL", "HLH", "MED", "ENV", "HRI", "ELI"}
)
# Whose country the dateline tells of a text too short for a story, too.
_LOCAL_PARTS = frozenset({"COP", "JUD", "AGR", "LAB", "EDU"})
# One of them is a private person, of whatever country the text tells.
_PRIVATE_PARTS = frozenset({"CVL", "ELI", "EDU", "BUS", "LAB", "AGR", "HLH", "REL"})
# Role nouns that a text about one country may leave without it.
_STORY_PARTS = _DOMESTIC_PARTS | {"GOV", "MIL", "SPY", "REB", "SEP", "INS", "UAF", "CRM"}
# What a person without a country, known by the title alone, may be in the state that the text is about.
_TITLED_PARTS = frozenset({"GOV", "LEG", "MIL", "COP", "JUD", "SPY", "OPP", "ELI", "REL"})
_PLACES = frozenset({"country", "place"})
_OURS = frozenset({"our", "my"})
_IN = frozenset({"in", "inside", "across", "throughout"})


def at_home(document: DocumentResolver, actor: Actor, phrase: Phrase, place: Phrase | None) -> Actor:
    """An agent without a country, with that of the place, or, place None, of the one that the whole text is about."""
    part = actor.code or actor.part
    if place is None:
        # an "official" or a "member" may be anybody's
        parts = _DOMESTIC_PARTS if actor.code is None else _STORY_PARTS
        if part[:3] not in parts or (actor.single and part[:3] in _PRIVATE_PARTS):
            return actor
        if not document.story.owns(phrase.sentence, phrase.head, part):
            return actor
        country, words = _opening_place(document, phrase.sentence, phrase.head)
        if not country:
            domestic = part[:3] in (_DOMESTIC_PARTS if actor.code is None else _LOCAL_PARTS)
            country, words = document.story.where(domestic=domestic)
    else:
        if part[:3] not in _DOMESTIC_PARTS:
            return actor
        sentence = document.sentences[place.sentence]
        if singular(sentence.words[place.head]) in document.actors.listed("sent_abroad"):
            return actor  # "a rally outside the Chinese consulate"
        index = document.index(phrase.sentence)
        if singular(index.sentence.words[phrase.head]) in document.actors.listed("of_several_states"):
            return actor  # "donors"
        if any(index.sentence.words[child].lower() in _OURS for child in index.children[phrase.head]):
            return actor  # "our police" are the speaker's
        country = document.resolve(place).country or ""
        words = f"{' '.join(sentence.words[place.start : place.end])} (place of the act)"
    if not country:
        return actor
    found = document.code_actor(None, combine(country, part, document.actors.countries), "agent", "", actor.ner)
    how = f"{actor.how.removesuffix(', no country known')} + {words}"
    return Actor(
        found.name, found.code, found.country, found.sector, found.kind, actor.armed, actor.civilian, found.ner,
        how, single=actor.single,
    )  # fmt: skip


def of_story(document: DocumentResolver, actor: Actor, sentence: int, title: int) -> Actor:
    """A person known by a title alone in the state that the text is about: "Interior Minister *X Y*".

    title: the last token of the title.
    """
    if actor.country is not None or actor.code not in _TITLED_PARTS:
        return actor
    if not document.story.owns(sentence, title, actor.code):
        return actor
    country, words = document.story.where(domestic=False)
    if not country:
        return actor
    code = combine(country, actor.code, document.actors.countries)
    found = document.code_actor(None, code, "person", f"{actor.how} + {words}", actor.ner)
    return replace(found, name=actor.name, armed=actor.armed, civilian=actor.civilian)


def _opening_place(document: DocumentResolver, number: int, head: int) -> tuple[str, str]:
    """ISO3 and words of the place that opens the clause of a noun: "*In Skopje*, crowds threw stones at police".

    Or of the place where its subject acts: "police *in Skopje* arrested protesters".
    """
    index = document.index(number)
    sentence = index.sentence
    verb = head
    for _ in range(6):
        verb = sentence.heads[verb]
        if verb < 0 or sentence.upos[verb] == "VERB":
            break
    if verb < 0:
        return "", ""
    places = list(index.children[verb])
    for child in index.children[verb]:
        # one banker is nobody's, as in a text that names no state
        if sentence.deprels[child] == "nsubj" and child != head and "Number=Plur" in sentence.feats[head]:
            places.extend(index.children[child])
    for child in places:
        if (
            child >= head
            or sentence.deprels[child] not in {"obl", "nmod"}
            or document.preposition(index, child) not in _IN
        ):
            continue
        place = document.resolve_token(number, child)
        if place.kind in _PLACES and place.country is not None:
            return place.country, f"{sentence.words[child]} (place of the clause)"
    return "", ""
