"""Peoples in the plural: their state, or its citizens ("500 Kenyans")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.codes import combine
from eventcoder.stages.actors.plain_nouns import PLAIN_PERSON
from eventcoder.stages.actors.sentence_index import SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.owners import Where
    from eventcoder.stages.actors.resolver import DocumentResolver

# Before them: citizens as such, not their state.
_OF_CITIZENS = frozenset({"ethnic", "young", "many", "some", "several", "most", "ordinary", "angry", "all"})
# After them, too: "Palestinians *living* in Lebanon".
_LIVING = frozenset({"living", "residing", "stranded"})


def as_people(document: DocumentResolver, actor: Actor, index: SentenceIndex, head: int) -> Actor:
    """Citizens: "500 Kenyans" and "ethnic Turks" are nobody else, "Kenyans" may also be their state."""
    words = index.sentence
    before = [child for child in index.children[head] if child < head]
    definite = any(words.words[child].lower() == "the" for child in before)
    if definite and not any(document.preposition(index, child) == "of" for child in index.children[head]):
        return actor
    counted = any(
        words.deprels[child].startswith("nummod") or words.words[child].lower() in _OF_CITIZENS for child in before
    ) or any(words.words[child].lower() in _LIVING for child in index.children[head] if child > head)
    if not counted:
        place = _home(document, index, head)
        if place is not None and place.code[:3] in document.actors.countries and place.code[:3] != actor.country:
            how = f"{actor.how} of {place.why}"
            return as_citizens(document, document.code_actor(None, place.code[:3], "people", how, actor.ner))
        return actor if definite else replace(actor, civilian=True)
    if any(words.words[child].lower() == "ethnic" for child in before):
        where = document.where
        place = where.of_place(index.number, index, head) or where.elsewhere(actor.code or "")
        if place is not None and place.code[:3] in document.actors.countries:
            how = f"{actor.how} in {place.why}"
            actor = document.code_actor(None, place.code[:3], "people", how, actor.ner)
    return as_citizens(document, actor)


def _home(document: DocumentResolver, index: SentenceIndex, head: int) -> Where | None:
    """The country that an of-complement gives a people: "the Albanians *of southern Serbia*"."""
    if not any(document.preposition(index, child) == "of" for child in index.children[head]):
        return None
    return document.where.of_place(index.number, index, head)


def as_citizens(document: DocumentResolver, actor: Actor) -> Actor:
    """The people of a country: "500 Kenyans" are KENCVL."""
    if actor.code is None:
        return actor
    code = combine(actor.code, PLAIN_PERSON, document.actors.countries)
    return document.code_actor(actor.name, code, "people", actor.how, actor.ner)
