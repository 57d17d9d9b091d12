"""States that a text only describes: "the Andean nation", "the oil-rich kingdom", "the Balkan country's police"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.stages.actors.normalize import HYPHENS, singular
from eventcoder.stages.actors.sentence_index import SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver

# What may be called so instead of by its name.
DESCRIBED = frozenset(
    {"country", "nation", "state", "kingdom", "republic", "archipelago", "island", "emirate", "sultanate"}
)
# They do not describe: "the whole country", "the only state".
_SAY_NOTHING = frozenset(
    {
        "whole", "entire", "only", "other", "first", "second", "third", "last", "next", "same", "neighboring",
        "neighbouring", "foreign", "new", "former", "rival", "sponsoring", "host", "federal", "northern", "southern",
        "eastern", "western", "central", "respective", "islamic", "jewish", "deep", "ruling", "sovereign",
    }
)  # fmt: skip


def described_state(document: DocumentResolver, sentence: int, index: SentenceIndex, head: int) -> str:
    """ISO3 of the state that a description means, or "" where that is not sure.

    Of a region's states it is the one that the text is about, else the one of them that was named last before; any
    other description means the state that the text is about.
    """
    words = index.sentence
    if singular(words.words[head]) not in DESCRIBED or "Number=Plur" in words.feats[head]:
        return ""
    before = [child for child in index.children[head] if child < head]
    if not any(words.words[child].lower() == "the" for child in before):
        return ""
    if len(index.children[head]) == 1 and words.words[head].islower():
        return _only_one_before(document, sentence, singular(words.words[head]))
    described = [child for child in before if words.deprels[child] in {"amod", "compound"}]
    if not described:
        return ""
    for child in index.children[head]:
        if child > head and words.deprels[child].startswith(("nmod", "acl")):
            named = next(iter(index.names_at[child]), None)
            entity = document.actors.entities[named.entities[0]] if named is not None else None
            if entity is not None and entity.kind == "country" and document.preposition(index, child) == "of":
                return entity.code[:3]  # "the West African nation of Guinea"
            return ""  # "the African country with the most refugees"
    story = document.story.country()
    said = [words.words[token].lower() for token in range(described[0], head) if words.words[token] not in HYPHENS]
    for first in range(len(said)):
        states = document.actors.listed("states_" + "_".join(said[first:]))
        if states:
            return story if story.lower() in states else _last_named(document, sentence, index, head, states)
    if any(index.names_at[child] or singular(words.words[child]) in _SAY_NOTHING for child in described):
        return ""  # "the Kurdish republic"
    return story


def _only_one_before(document: DocumentResolver, sentence: int, word: str) -> str:
    """The one kingdom or emirate that the sentence before names, or else the state that the text is about, or ""."""
    states = document.actors.listed("states_" + word)
    if not states:
        return ""
    if sentence:
        named = {
            document.actors.entities[match.entities[0]].code[:3] for match in document.index(sentence - 1).names
        } & document.actors.countries
        found = {country for country in named if country.lower() in states}
        if len(found) == 1:
            return found.pop()
    story = document.story.country()
    return story if story.lower() in states else ""


def _last_named(
    document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, states: frozenset[str]
) -> str:
    """The state among `states` that stands last before a token of the text, or "" where none does."""
    for number in range(sentence, -1, -1):
        for match in reversed(document.index(number).names):
            if number == sentence and match.start >= head:
                continue
            country = document.actors.entities[match.entities[0]].code[:3]
            if country.lower() in states and country in document.actors.countries:
                return country
    return ""
