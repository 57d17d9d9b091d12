"""Nouns that name no office: private persons, bodies named by what stands before them, things of a country's make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.choice import Bearing
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# What a person without an office adds to a country.
PLAIN_PERSON = "CVL"
# Of these one alone is a private person: a driver, a nurse, a hacker.
SINGLE_PARTS = frozenset({PLAIN_PERSON, "HLH", "CRM"})
NO_AGENT = -1  # a noun that is no role noun
_MERE_LANDS = frozenset({"country", "region", "ethnic"})


def is_private(actors: CompiledActors, words: Sentence, head: int, noun: NounMatch) -> bool:
    """Whether a role noun names somebody who acts for no one: "the Scottish *husband*"."""
    part = actors.agents[noun.agent].part
    return (
        # "strikers" stop work, "the striker" plays
        (part == PLAIN_PERSON or (part == "LAB" and "Number=Sing" in words.feats[head]))
        and noun.end - noun.start == 1
        and singular(words.words[head]) in actors.listed("private")
    )


def is_single(actors: CompiledActors, words: Sentence, noun: NounMatch) -> bool:
    """Whether a role noun is one private person: "a Polish *driver*", not "the *public*"."""
    last = noun.end - 1
    return (
        actors.agents[noun.agent].part in SINGLE_PARTS
        and "Number=Sing" in words.feats[last]
        and singular(words.words[last]) not in actors.listed("collective")
    )


def named_body(document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, area: Area) -> Actor | None:
    """Who stands before a noun for some body or its people: "the *Hezbollah* group", "*Palestinian* factions"."""
    word = singular(index.sentence.words[head])
    serves = word in document.actors.listed("servants")
    if not serves and word not in document.actors.listed("bodies"):
        return None
    where = document.where.before(sentence, index, NounMatch(head, head + 1, NO_AGENT, word), area)
    if where is None or (where.kind in _MERE_LANDS and not serves):
        return None
    kind = "agent" if where.kind in _MERE_LANDS else where.kind
    return document.code_actor(where.name, where.code, kind, f"{word} + {where.why}", index.label(head))


def country_before_make(
    document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, area: Area
) -> Actor | None:
    """The country before the name of a thing that modifies another: "*US* Predator attacks"."""
    span = index.spans[head]
    if span is not None and span.start <= index.sentence.heads[head] < span.end:
        # "the *Liberian Peace* Council" is one name
        return None
    for match in index.names:
        if match.start == area.start and match.end == head and area.holds(match.start, match.end):
            chosen = document.names.choose(sentence, index, match)
            if isinstance(chosen, Bearing) and chosen.entity.kind in ("country", "adjective"):
                written = index.sentence.words[match.start : match.end]
                return document.names.actor_of(chosen, index, match.end - 1, written)
    return None
