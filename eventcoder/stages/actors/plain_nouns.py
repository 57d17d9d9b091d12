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
    from eventcoder.stages.actors.owners import Where
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# What a person without an office adds to a country.
PLAIN_PERSON = "CVL"
# Of these one alone is a private person: a driver, a nurse, a hacker.
SINGLE_PARTS = frozenset({PLAIN_PERSON, "HLH", "CRM"})
NO_AGENT = -1  # a noun that is no role noun
_PRIVATE_BODIES = frozenset({"EDU", "BUS", "LAB", "MED", "HLH"})
_AIMS = frozenset({"HRI", "DEV", "ENV"})


def nobody(kind: str, ner: str, how: str, civilian: bool = False) -> Actor:
    """An actor without a code."""
    return Actor(None, None, None, None, kind, False, civilian, ner, how)


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
            chosen = document.bearers.choose(sentence, index, match)
            if isinstance(chosen, Bearing) and chosen.entity.kind in ("country", "adjective"):
                written = index.sentence.words[match.start : match.end]
                return document.names.actor_of(chosen, index, match.end - 1, written)
    return None


def code_without_country(actors: CompiledActors, noun: NounMatch, part: str) -> str:
    """The code of a role noun that no country is known for: "a rights *group*" is an NGO."""
    if part in _AIMS and noun.key.split()[-1] in actors.listed("non_governmental"):
        return "NGO" + part
    return "IGO" + part if part == "MIL" and noun.key.replace(" ", "").startswith("peacekeep") else part


def presides_over_private(
    document: DocumentResolver, index: SentenceIndex, noun: NounMatch, heads: tuple[int, ...]
) -> bool:
    """Whether a president is that of a club, a company, a university."""
    if noun.key.split()[-1] not in {"president", "executive"}:
        return False
    for head in dict.fromkeys(heads):
        for child in index.children[head]:
            owned = index.sentence.deprels[child] == "nmod:poss" or document.preposition(index, child) == "of"
            if index.sentence.upos[child] != "NOUN" or not owned:
                continue
            parts = {document.actors.agents[match.agent].part for match in index.nouns_at[child]}
            if parts & _PRIVATE_BODIES or singular(index.sentence.words[child]) in document.actors.listed("private"):
                return True
    return False


def has_owner(index: SentenceIndex, heads: tuple[int, ...]) -> bool:
    """Whether somebody owns the noun whom no dictionary knows: "the striker and *his* opponent"."""
    deprels = index.sentence.deprels
    return any(deprels[child] == "nmod:poss" for head in dict.fromkeys(heads) for child in index.children[head])


def no_nation(document: DocumentResolver, index: SentenceIndex, noun: NounMatch, where: Where | None) -> bool:
    """Whether "state" means no country: "Islamic State", "a state within the army", "a state of siege"."""
    last = noun.end - 1
    if any(
        index.sentence.deprels[child] == "nmod"
        and not index.names_at[child]
        and document.preposition(index, child) == "of"
        for child in index.children[last]
    ):
        return True
    if where is None:
        return False
    return index.sentence.words[last][:1].isupper() or where.kind not in {"country", "region", "ethnic"}
