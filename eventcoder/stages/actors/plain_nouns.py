"""Nouns that name no office: private persons, bodies named by what stands before them, things of a country's make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.choice import Bearing
from eventcoder.stages.actors.codes import combine
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors
    from eventcoder.stages.actors.resolver import Area, DocumentResolver
    from eventcoder.stages.actors.where import Where

# What a person without an office adds to a country.
PLAIN_PERSON = "CVL"
# Of these one alone is a private person: a driver, a nurse, a hacker.
SINGLE_PARTS = frozenset({PLAIN_PERSON, "HLH", "CRM"})
NO_AGENT = -1  # a noun that is no role noun
_PRIVATE_BODIES = frozenset({"EDU", "BUS", "LAB", "MED", "HLH"})
# What a body may be by the last word of its name: the lists of modifiers.yaml that begin with "body_".
BODY_PARTS = ("GOV", "OPP", "LAB", "EDU", "CVL", "MED", "REL", "JUD")
_AIMS = frozenset({"HRI", "DEV", "ENV"})
_PLACES = frozenset({"country", "adjective", "capital", "city"})
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


def country_body(
    document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, area: Area
) -> Actor | None:
    """A body that no dictionary knows: "*Kenya* Water Authority", "*World* Water Forum"."""
    span = index.spans[head]
    if span is None or span.label != "Organization" or span.end - span.start < 2:
        return None
    words = index.sentence.words
    keys = {token: singular(words[token]) for token in range(span.start, span.end)}
    if not document.actors.listed("body_private").isdisjoint(keys.values()):
        return None
    part = next((part for part in BODY_PARTS if keys[head] in document.actors.listed(f"body_{part}")), None)
    if part is None or not words[head][:1].isupper():
        return None
    name = " ".join(words[span.start : span.end])
    for match in index.names:
        if match.start < min(area.start, span.start) or match.end > max(area.end, span.end) or match.end > head:
            continue
        entity = document.actors.entities[match.entities[0]]
        if entity.kind in _PLACES and entity.code[:3] in document.actors.countries:
            if document.where.stands_off(index, match):
                continue
            code = combine(entity.code[:3], part, document.actors.countries)
            how = f"{name}: a body of {entity.name} that no dictionary knows"
            return document.code_actor(name, code, "organisation", how, span.label)
    kind = {"CVL": "NGO", "GOV": "IGO"}.get(part)
    if kind is None or document.actors.listed("body_international").isdisjoint(keys.values()):
        return None
    return document.code_actor(name, kind, "organisation", f"{name}: an international body by its name", span.label)


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
