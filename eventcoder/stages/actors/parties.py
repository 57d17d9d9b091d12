"""Parties of common names: whose "the Democratic Party" is in a text about Korea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.choice import Bearing
from eventcoder.stages.actors.normalize import phrase_pieces
from eventcoder.stages.actors.sentence_index import NameMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver


def home_party(document: DocumentResolver, index: SentenceIndex, match: NameMatch, chosen: Bearing) -> Bearing | Actor:
    """The party of a common name in the state that the text is about, where the dictionary's is another state's.

    A party that no dictionary has there is that state's all the same, unless the other state is named too.
    """
    state = document.story.country()
    if not state or chosen.code[:3] == state:
        return chosen
    known = party_of(document, state, match.key)
    if known is not None:
        return known
    counts = document.context.country_counts()
    if counts.get(chosen.code[:3], 0):
        return chosen
    before = index.sentence.words[match.start - 1].lower() if match.start else ""
    code = state + ("GOV" if before in {"ruling", "governing"} else "OPP")
    written = " ".join(index.sentence.words[match.start : match.end])
    how = f"{written}: a party of {state}, which the text is about"
    return document.code_actor(written, code, "party", how, index.label(match.start))


def party_of(document: DocumentResolver, state: str, key: str) -> Bearing | None:
    """The party that the dictionaries call by a common name and its state: "democratic party *of korea*"."""
    actors = document.actors
    for number in document.actors.states.get(state, ()):
        for alias in actors.entities[number].aliases:
            written = " ".join(phrase_pieces(alias)).lower()
            spellings = (f"{key} of {written}", f"{key} of the {written}", f"{written} {key}")
            for spelling in spellings:
                for found, _ in actors.names.get(spelling, ()):
                    entity = actors.entities[found]
                    if entity.kind == "party" and entity.code[:3] == state:
                        return document.bearers.bearing(found)
    return None
