"""Named actors: which dictionary name a phrase bears, and which of its bearers is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.bearers import NATIONAL_PARTS
from eventcoder.stages.actors.choice import Bearing
from eventcoder.stages.actors.citizens import as_people
from eventcoder.stages.actors.normalize import HYPHENS, singular
from eventcoder.stages.actors.owners import POSSESSIVES, Where
from eventcoder.stages.actors.parties import home_party
from eventcoder.stages.actors.plain_nouns import NO_AGENT
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex, Span
from eventcoder.stages.actors.titles import OPPOSITION_LEADER

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

_AS_COUNTRY = frozenset({"country", "people", "adjective"})
# What names citizens in the plural ("Kenyans"), "Swiss" and "Lebanese" among them.
_AS_PEOPLE = frozenset({"people", "adjective"})
# What a state is called beside its name: "the former colonial *ruler*, France".
_CALLS_A_STATE = frozenset({"ruler", "power", "neighbor", "ally", "host", "state", "country", "nation"})
# Whose names a conjunction may join, so that the parser sees two.
_JOINED = frozenset({"country", "party", "organisation", "armed_group"})
_SMALL = frozenset({"and", "of", "the", "in", "for", "on", "to"})
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
_KIND_OUT = dict.fromkeys(("people", "adjective", "capital", "region", "ethnic"), "country") | {"seat": "organisation"}


class NameChooser:
    """Finds and chooses the bearers of names in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document
        self.actors = document.actors

    def resolve(
        self, sentence: int, index: SentenceIndex, head: int, area: Area, noun: NounMatch | None
    ) -> Actor | None:
        """The named actor whose name covers the head, or hangs on it as name or apposition. None: no name here."""
        words = index.sentence
        for match in sorted(index.names_at[head], key=lambda match: match.start - match.end):
            if not area.holds(match.start, match.end) and not self._whole_name(index, match):
                continue
            if noun is not None and noun.end - noun.start > match.end - match.start:
                continue
            if not self.document.spans.covers(index, match, noun):
                continue
            found = self._actor(sentence, index, match, head, area)
            if found is not None:
                return found
        span = index.spans[head]
        if span is not None and span.label == "Person":
            # the dictionary may know only the end of the name: "Recep Tayyip Erdogan" by "Tayyip Erdogan"
            for match in index.names:
                if match.end == span.end and match.start > head and area.holds(match.start, match.end):
                    found = self._person_tail(sentence, index, match, span)
                    if found is not None:
                        return found
        if noun is not None or words.upos[head] == "NOUN" or (span is not None and span.label == "Person"):
            return self._attached(sentence, index, head, noun)
        return None

    def _whole_name(self, index: SentenceIndex, match: NameMatch) -> bool:
        """Whether a name longer than its phrase is one all the same: "Serbia and *Montenegro*", "*Law* and Justice"."""
        span = index.spans[match.start]
        if span is not None and (span.start, span.end) == (match.start, match.end):
            return True
        if " and " not in match.key or len(match.entities) > 1:
            return False
        words = index.sentence.words
        if any(
            words[token][:1].islower() and words[token] not in _SMALL and words[token - 1] not in HYPHENS
            for token in range(match.start, match.end)
        ):
            return False  # "Law and order"
        bearing = self.document.bearers.bearing(match.entities[0])
        return bearing.entity.kind in _JOINED and not (bearing.entity.roles and bearing.rank == 4)

    def _attached(self, sentence: int, index: SentenceIndex, head: int, noun: NounMatch | None) -> Actor | None:
        """A name that hangs on the head ("negotiator *Ann Bell*", "the president, *X*") or governs it."""
        deprels, heads = index.sentence.deprels, index.sentence.heads
        person_head = index.label(head) == "Person"
        tokens = [child for child in index.children[head] if deprels[child] in {"flat", "appos"}]
        if noun is not None and deprels[head] in {"appos", "nmod:desc"} and heads[head] >= 0:
            tokens.append(heads[head])
        for token in tokens:
            for match in sorted(index.names_at[token], key=lambda match: match.start - match.end):
                if match.start <= head < match.end or not self.document.spans.covers(index, match, None):
                    continue
                chosen = self.document.bearers.choose(sentence, index, match)
                if not isinstance(chosen, Bearing):
                    continue
                kind = chosen.entity.kind
                # "his counterpart *Vladimir Putin*": any common noun before a name that the parser saw as a person
                if kind == "person" and (person_head or noun is not None or index.label(token) == "Person"):
                    former = noun is not None and self.document.titles.said_former(index, noun, chosen)
                    opposed = noun is not None and noun.key == OPPOSITION_LEADER
                    words = index.sentence.words[match.start : match.end]
                    return self.actor_of(chosen, index, head, words, former, opposed)
                if kind == "country" and singular(index.sentence.words[head]) in _CALLS_A_STATE:
                    return self.actor_of(chosen, index, token, index.sentence.words[match.start : match.end])
                if (
                    not person_head
                    and kind in {"organisation", "armed_group", "party"}
                    and deprels[token] != "appos:desc"
                ):
                    return self.actor_of(chosen, index, head, index.sentence.words[match.start : match.end])
        return None

    def _person_tail(self, sentence: int, index: SentenceIndex, match: NameMatch, span: Span) -> Actor | None:
        if not self.document.spans.covers(index, match, None):
            return None
        chosen = self.document.bearers.choose(sentence, index, match)
        if isinstance(chosen, Bearing) and chosen.entity.kind == "person":
            return self.actor_of(chosen, index, match.start, index.sentence.words[span.start : span.end])
        return None

    def _actor(self, sentence: int, index: SentenceIndex, match: NameMatch, head: int, area: Area) -> Actor | None:
        words = index.sentence.words[match.start : match.end]
        if len(words) == 1 and index.label(head) == "Person":
            other = self._in_document(sentence, index, match)
            if other is not None:
                return other
        if match.start and index.sentence.words[match.start - 1].lower() in _STORMS:
            return Actor(None, None, None, None, "unknown", ner=index.label(head), how="the name of a storm")
        chosen = self.document.bearers.choose(sentence, index, match, area=area)
        if chosen is None:
            return None
        if isinstance(chosen, str):
            return Actor(None, None, None, None, "unknown", ner=index.label(head), how=chosen)
        if chosen.entity.kind == "city":
            # its country places events and role nouns; the city itself is no actor
            country = chosen.code[:3] if chosen.code[:3] in self.actors.countries else None
            return Actor(
                None, None, country, None, "place", ner=index.label(head), how=f"a place in {chosen.entity.name}"
            )
        if self._scores(index, head):
            return Actor(None, None, None, None, "private", ner=index.label(head), how="a team or player")
        if chosen.code in self.actors.peoples:
            chosen = self._of_state(chosen, index, match, area)
        if match.key in self.actors.listed("common_bodies"):
            owner = self._owner_of_body(sentence, index, match, head, area)
            if owner is not None and owner.code[:3] != chosen.code[:3]:
                part = chosen.code[3:6] if chosen.code[:3] in self.actors.countries else "GOV"
                code, why = owner.code[:3] + part, f"{' '.join(words)} of {owner.why}"
                return self.document.code_actor(" ".join(words), code, "organisation", why, index.label(head))
        if chosen.entity.kind in {"seat", "organisation", "party"}:
            state = self.document.titles.of_other_country(index, match, area, chosen)
            if state and chosen.entity.kind != "organisation":
                return None
            if state and chosen.code[3:6] in NATIONAL_PARTS:
                # "*Kenya's* National Intelligence Service": many states have a body of the name
                code, why = state + chosen.code[3:6], f"{' '.join(words)} of {state}"
                return self.document.code_actor(" ".join(words), code, "organisation", why, index.label(head))
        if chosen.entity.kind == "party" and match.key in self.actors.listed("common_parties"):
            home = home_party(self.document, index, match, chosen)
            if isinstance(home, Actor):
                return home
            chosen = home
        if chosen.entity.kind == "person" and self.document.titles.speak_against(index, match, area, chosen):
            return None
        titles = self.document.titles
        former = titles.former(index, match, area, chosen)
        return self.actor_of(chosen, index, head, words, former, titles.opposed(index, match, area))

    def _owner_of_body(
        self, sentence: int, index: SentenceIndex, match: NameMatch, head: int, area: Area
    ) -> Where | None:
        """The state whose a body is of which many states have one: "*his* Security Council"; None where none is."""
        words = index.sentence
        noun = NounMatch(match.start, match.end, NO_AGENT, match.key)
        found = self.document.where.before(sentence, index, noun, area)
        for child in index.children[head]:
            if found is None and words.deprels[child] == "nmod:poss" and words.words[child].lower() in POSSESSIVES:
                found = self.document.owners.of_subject(sentence, index, child, noun)
        found = found or self.document.where.of_place(sentence, index, head)
        return found if found is not None and found.code[:3] in self.actors.countries else None

    def _scores(self, index: SentenceIndex, head: int) -> bool:
        """Whether what a name does is sport: "Jordan *scored* 38 *points*"."""
        words, listed = index.sentence, self.actors.listed
        verb = words.heads[head]
        if words.deprels[head] != "nsubj" or verb < 0 or words.lemmas[verb].lower() not in listed("scoring"):
            return False
        return any(
            words.deprels[child] == "obj" and singular(words.words[child]) in listed("scored")
            for child in index.children[verb]
        )

    def _of_state(self, chosen: Bearing, index: SentenceIndex, match: NameMatch, area: Area) -> Bearing:
        """A people with the state before it: "*Iraqi* Shiites" are IRQMOSSHI."""
        for other in index.names:
            if other.end == match.start and area.holds(other.start, other.end):
                entity = self.actors.entities[other.entities[0]]
                if entity.kind in _AS_COUNTRY and entity.code in self.actors.countries:
                    return replace(chosen, code=entity.code + chosen.code)
        return chosen

    def actor_of(
        self,
        chosen: Bearing,
        index: SentenceIndex,
        head: int,
        words: tuple[str, ...],
        former: bool = False,
        opposed: bool = False,
    ) -> Actor:
        """The actor that a chosen bearer is.

        words: as the text writes it; former, opposed: the text calls the office former, the person in opposition.
        """
        entity, code = chosen.entity, chosen.code
        written = " ".join(words)
        how = f"{entity.kind} {entity.name}"
        if written != entity.name and entity.kind in {"adjective", "people", "capital"}:
            how = f"{written} ({entity.kind}: {entity.name})"
        if entity.kind == "capital":
            union = self._union_at(written.lower(), code)
            if union is not None:
                how = f"{written}, where {union.entity.name} sits"
                found = self.document.code_actor(union.entity.name, union.code, "organisation", how, index.label(head))
                return replace(found, capital=True)
            seat = "capital" if written == entity.aliases[0] else "capital or federal state"
            code, how = code + "GOV", f"{seat} {written} for the government of {entity.name}"
        if entity.kind == "person" and opposed and code[:3] in self.actors.countries:
            code, how = code[:3] + "OPP", f"{how}: called a leader of the opposition"
        elif entity.kind == "person" and former and code[:3] in self.actors.countries:
            code, how = code[:3] + "ELI", f"{how}: called former"
        elif chosen.why and entity.kind == "person":
            how = f"{how}: {chosen.why}"
        kind = _KIND_OUT.get(entity.kind, entity.kind)
        actor = self.document.code_actor(entity.name, code, kind, how, index.label(head))
        if entity.kind == "capital":
            return replace(actor, capital=True)
        if entity.kind in _AS_PEOPLE and "Number=Plur" in index.sentence.feats[head]:
            return as_people(self.document, actor, index, head)
        return actor

    def _union_at(self, capital: str, country: str) -> Bearing | None:
        """The union that a capital stands for where the text does not name the capital's state: "Brussels"."""
        wanted = self.actors.listed("union_" + capital)
        if not wanted or self.document.story.country() == country:
            return None
        if any(
            self.actors.entities[match.entities[0]].kind in _AS_COUNTRY
            and self.actors.entities[match.entities[0]].code == country
            for number in range(len(self.document.sentences))
            for match in self.document.index(number).names
        ):
            return None
        for name in wanted:
            for number, _ in self.actors.names.get(name, ()):
                return self.document.bearers.bearing(number)
        return None

    def _in_document(self, sentence: int, index: SentenceIndex, match: NameMatch) -> Actor | None:
        """A bare surname whose bearer the document names in full, unless a head of state or government bears it."""
        full = [
            item
            for item in self.document.context.full_names(match.key.split()[-1])
            if item[0] != sentence or item[1] != match.start
        ]
        if not full or any(
            self.document.bearers.bearing(number).rank == 1 and self.actors.entities[number].kind == "person"
            for number in match.entities
        ):
            return None
        for number, start, end in full:
            found = self.document.resolve_token(number, self.document.persons.head_of(number, start, end))
            if found.code is not None:
                written = " ".join(self.document.sentences[number].words[start:end])
                return Actor(
                    found.name, found.code, found.country, found.sector, found.kind, found.armed, found.civilian,
                    index.label(match.start), f"surname of {written}: {found.how}",
                )  # fmt: skip
        if all(self.actors.entities[number].kind == "person" for number in match.entities):
            return None
        return Actor(
            None, None, None, None, "unknown", ner="Person", how="surname of a person that no dictionary knows"
        )
