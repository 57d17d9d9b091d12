"""Bodies that no dictionary knows: by the last word of their name, by whose they are, by who is in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.codes import combine
from eventcoder.stages.actors.normalize import HYPHENS, singular
from eventcoder.stages.actors.parties import party_of
from eventcoder.stages.actors.plain_nouns import NO_AGENT, PLAIN_PERSON
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex, Span

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# What a body may be by the last word of its name: the lists of modifiers.yaml that begin with "body_".
BODY_PARTS = ("GOV", "OPP", "LAB", "EDU", "CVL", "MED", "REL", "JUD")
_PLACES = frozenset({"country", "adjective", "people", "capital", "city"})
_OFFICES = frozenset({"office", "wing", "branch"})  # "the mayor's *office*", "the army's media *wing*"
_MERE_LANDS = frozenset({"country", "region", "ethnic"})
# Whom a trade body is of, where that is not labour: "*farmers'* association", "*mining* chamber".
_OWN_TRADE = frozenset({"AGR", "BUS", "MED", "REL", PLAIN_PERSON})
_TRADES = frozenset({"LAB", "EDU", "HLH", "COP", "JUD", "GOV"}) | _OWN_TRADE


def named_body(document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, area: Area) -> Actor | None:
    """Who stands before a noun for some body or its people: "the *Hezbollah* group", "*Palestinian* factions"."""
    word = singular(index.sentence.words[head])
    serves = word in document.actors.listed("servants")
    if not serves and word not in document.actors.listed("bodies"):
        return None
    noun = NounMatch(head, head + 1, NO_AGENT, word)
    where = document.where.before(sentence, index, noun, area)
    if where is None and word in _OFFICES:
        for child in index.children[head]:
            if index.sentence.deprels[child] == "nmod:poss" and index.sentence.upos[child] == "NOUN":
                holder = document.resolve_token(sentence, child)
                return replace(holder, how=f"{word} of {holder.how}") if holder.kind == "agent" else None
    if where is None or where.kind == "person":
        where = document.owners.of_body(sentence, index, noun) or where
    if where is None or (where.kind in _MERE_LANDS and not serves):
        return None
    kind = "agent" if where.kind in _MERE_LANDS else where.kind
    return document.code_actor(where.name, where.code, kind, f"{word} + {where.why}", index.label(head))


def trade_body(document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, area: Area) -> Actor | None:
    """A union by who is in it: "the miners' *federation*", "a teachers' *association*"."""
    words = index.sentence
    if singular(words.words[head]) not in document.actors.listed("trade_bodies"):
        return None
    for child in index.children[head]:
        if words.deprels[child] not in {"nmod:poss", "compound"} or words.upos[child] != "NOUN":
            continue
        if singular(words.words[child]) in document.actors.listed("private"):
            return None  # "the players' association"
        members = max(index.nouns_at[child], key=lambda match: match.end - match.start, default=None)
        part = document.actors.agents[members.agent].part if members is not None else ""
        if part not in _TRADES:
            continue
        part = part if part in _OWN_TRADE else "LAB"
        how = f"{singular(words.words[child])} {singular(words.words[head])}"
        noun = NounMatch(head, head + 1, NO_AGENT, how)
        where = document.where.before(sentence, index, noun, area) or document.where.of_place(sentence, index, head)
        if where is None:
            return document.code_actor(None, part, "agent", how, index.label(head))
        code = combine(where.code, part, document.actors.countries)
        return document.code_actor(None, code, "agent", f"{how} + {where.why}", index.label(head))
    return None


def country_body(
    document: DocumentResolver, sentence: int, index: SentenceIndex, head: int, area: Area
) -> Actor | None:
    """A body that no dictionary knows: "*Kenya* Water Authority", "Law Society of *Kenya*", "*World* Water Forum".

    A national one that names no country is of the state that the text is about: "National Union of Miners".
    """
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
    part = _of_members(document, index, head, span) or part
    name = " ".join(words[span.start : span.end])
    of_person = ""
    for match in index.names:
        if match.start < min(area.start, span.start) or match.end > max(area.end, span.end):
            continue
        before = words[match.start - 1].lower() if match.start else ""
        if match.start <= head < match.end or (match.start > head and before != "of") or before in HYPHENS:
            continue  # "Inter-*American* Commission"
        entity = document.actors.entities[match.entities[0]]
        if entity.code[:3] not in document.actors.countries or document.where.stands_off(index, match):
            continue
        if entity.kind in {"capital", "city"} and span.start < match.start < head:
            continue  # "George *Washington* University"
        if entity.kind in _PLACES:
            party = _party(document, index, head, span, entity.code[:3]) if part == "OPP" else None
            if party is not None:
                return party
            code = combine(entity.code[:3], part, document.actors.countries)
            how = f"{name}: a body of {entity.name} that no dictionary knows"
            return document.code_actor(name, code, "organisation", how, span.label)
        if entity.kind == "person" and match.end - match.start > 1:
            of_person = entity.code[:3]
    international = not document.actors.listed("body_international").isdisjoint(keys.values())
    kind = {"CVL": "NGO", "GOV": "IGO"}.get(part)
    if kind is not None and international:
        return document.code_actor(name, kind, "organisation", f"{name}: an international body by its name", span.label)
    home = of_person or ("" if international else _home(document, index, head, span))
    if not home:
        return None
    party = _party(document, index, head, span, home) if part == "OPP" else None
    if party is not None:
        return party
    how = f"{name}: a body that no dictionary knows, of {home}"
    code = combine(home, part, document.actors.countries)
    return document.code_actor(name, code, "organisation", how, span.label)


def _party(document: DocumentResolver, index: SentenceIndex, head: int, span: Span, state: str) -> Actor | None:
    """The party of a state that is called so without its state: "Colombia's *Liberal Party*"."""
    places = {token for match in index.names for token in range(match.start, match.end) if match.end <= head}
    own = [token for token in range(span.start, span.end) if token not in places]
    key = " ".join(piece.lower() for piece, _, token in index.flat if token in own)
    known = party_of(document, state, key)
    return document.names.actor_of(known, index, head, tuple(key.split())) if known is not None else None


def _of_members(document: DocumentResolver, index: SentenceIndex, head: int, span: Span) -> str:
    """What those are whom a body's name says it is of: "Council of *Churches*" is REL, "Chamber of *Commerce*" none."""
    for token in range(head + 1, span.end):
        for match in index.nouns_at[token]:
            part = document.actors.agents[match.agent].part
            if part in _OWN_TRADE - {PLAIN_PERSON} and index.sentence.words[head + 1].lower() == "of":
                return part
    return ""


def _home(document: DocumentResolver, index: SentenceIndex, head: int, span: Span) -> str:
    """ISO3 of the state that the text is about, for a body that is a state's by its name or a party; or ""."""
    words = index.sentence.words
    if any(index.names_at[token] for token in range(span.start, span.end)):
        return ""  # "Ford Foundation", "Catholic Church"
    national = singular(words[span.start]) in document.actors.listed("body_national")
    if not national and singular(words[head]) not in document.actors.listed("body_home"):
        return ""
    return document.story.country()
