"""Who a phrase is. One resolver a document: names first, then role nouns with what they belong to, then the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import UNKNOWN, Actor, Agent
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.bearers import BearerChooser
from eventcoder.stages.actors.bodies import country_body, named_body, trade_body
from eventcoder.stages.actors.citizens import as_citizens
from eventcoder.stages.actors.codes import ARMED_SECTORS, CIVILIAN_SECTORS, country_of, sector_of
from eventcoder.stages.actors.context import DocumentContext
from eventcoder.stages.actors.home import at_home
from eventcoder.stages.actors.name_spans import NameSpans
from eventcoder.stages.actors.names import NameChooser
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.owners import OwnerReader
from eventcoder.stages.actors.persons import PersonReader
from eventcoder.stages.actors.plain_nouns import (
    PLAIN_PERSON,
    country_before_make,
    is_private,
    nobody,
)
from eventcoder.stages.actors.pointing import named_before
from eventcoder.stages.actors.role_nouns import RoleNounReader
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex
from eventcoder.stages.actors.story import Story
from eventcoder.stages.actors.titles import TitleReader
from eventcoder.stages.actors.where import WhereFinder

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors

_MASSES = frozenset({"thousand", "million", "crowd", "throng", "sea", "mass"})  # "thousands of people"
_COUNTED = frozenset({"thousand", "million"})
_MAX_DEPTH = 4  # "a spokesman for the leader of the party of ..."


@dataclass(frozen=True, slots=True)
class Area:
    """The tokens start..end of a phrase less those that belong to another actor."""

    start: int
    end: int
    skip: frozenset[int] = frozenset()

    def holds(self, start: int, end: int) -> bool:
        """Whether tokens start..end lie in it."""
        if start < self.start or end > self.end:
            return False
        return not self.skip or not any(token in self.skip for token in range(start, end))


class DocumentResolver:
    """Implements model.protocols.DocumentActors. Remembers what it found; use it from one thread."""

    def __init__(self, actors: CompiledActors, sentences: Sequence[Sentence], date: str | None) -> None:
        """For one document; date is the ISO date by which roles are chosen, or None."""
        self.actors = actors
        self.sentences = sentences
        self.date = date
        self._indexes: list[SentenceIndex | None] = [None] * len(sentences)
        self._memo: dict[tuple[int, int, int, int, tuple[int, ...]], Actor] = {}
        # a phrase with the place that its country was asked of
        self._placed: dict[tuple[int, int, int, int, int, int], Actor] = {}
        self.depth = 0
        self.spans = NameSpans(actors)
        self.titles = TitleReader(self)
        self.bearers = BearerChooser(self)
        self.names = NameChooser(self)
        self.role_nouns = RoleNounReader(self)
        self.persons = PersonReader(self)
        self.context = DocumentContext(self)
        self.where = WhereFinder(self)
        self.owners = OwnerReader(self)
        self.story = Story(self)

    def resolve(self, phrase: Phrase) -> Actor:
        """What the phrase names, at the document's date; memoized."""
        key = (phrase.sentence, phrase.head, phrase.start, phrase.end, phrase.skip)
        found = self._memo.get(key)
        if found is None:
            area = Area(phrase.start, phrase.end, frozenset(phrase.skip))
            found = self.resolve_at(phrase.sentence, phrase.head, area)
            self._memo[key] = found
        return found

    # what the parts of the resolver ask of each other

    def resolve_with_place(self, phrase: Phrase, place: Phrase | None) -> Actor:
        """As resolve, but a domestic role noun without a country takes that of the place its clause names.

        place None: that of the country that the whole text is about.
        """
        actor = self.resolve(phrase)
        if actor.kind != "agent" or actor.country is not None:
            return actor
        place_key = (-1, -1) if place is None else (place.sentence, place.head)
        key = (phrase.sentence, phrase.head, phrase.start, phrase.end, *place_key)
        found = self._placed.get(key)
        if found is None:
            found = at_home(self, actor, phrase, place)
            self._placed[key] = found
        return found

    def listed(self, name: str) -> frozenset[str]:
        """The words of one list of modifiers.yaml."""
        return self.actors.listed(name)

    def forget(self) -> None:
        """Lets go of all that was found: resolver and parts know each other, which only the collector would see."""
        self._indexes.clear()
        self._memo.clear()
        self._placed.clear()
        self.bearers.forget()
        self.context = DocumentContext(self)
        self.story = Story(self)

    def index(self, sentence: int) -> SentenceIndex:
        """The matches of one sentence, made when first asked for."""
        found = self._indexes[sentence]
        if found is None:
            found = SentenceIndex(self.sentences[sentence], self.actors, sentence)
            self._indexes[sentence] = found
        return found

    def resolve_at(self, sentence: int, head: int, area: Area) -> Actor:
        """As resolve(), for tokens."""
        if not 0 <= sentence < len(self.sentences) or not 0 <= head < len(self.sentences[sentence]):
            return UNKNOWN
        if self.depth >= _MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        try:
            return self._resolve(sentence, self.index(sentence), head, area)
        finally:
            self.depth -= 1

    def resolve_token(self, sentence: int, head: int) -> Actor:
        """The actor whose phrase has this head, its extent taken from the tree."""
        return self.resolve_at(sentence, head, self.extent(sentence, head))

    def extent(self, sentence: int, head: int) -> Area:
        """The phrase under a head without its clauses, appositions and conjuncts."""
        index = self.index(sentence)
        first = last = head
        waiting = list(index.children[head])
        # no phrase has more words than the sentence: a broken tree may have cycles
        for _ in index.children:
            if not waiting:
                break
            token = waiting.pop()
            relation = index.sentence.deprels[token]
            if relation == "case" and index.sentence.heads[token] == head:
                continue
            if (
                relation.startswith(("acl", "appos", "conj", "cc", "punct", "parataxis", "advcl"))
                and relation != "cc:preconj"
            ):
                continue
            first, last = min(first, token), max(last, token)
            waiting.extend(index.children[token])
        return Area(first, last + 1)

    def code_actor(
        self, name: str | None, code: str, kind: str, how: str, ner: str, agent: Agent | None = None
    ) -> Actor:
        """An actor with country, sector and flags read off its code and its role noun."""
        countries = self.actors.countries
        sector = sector_of(code, countries)
        armed = kind == "armed_group" or sector in ARMED_SECTORS or (agent is not None and agent.armed)
        civilian = not armed and (sector in CIVILIAN_SECTORS or (agent is not None and agent.civilian))
        return Actor(name, code, country_of(code, countries), sector, kind, armed, civilian, ner, how)

    # the order of evidence

    def _resolve(self, sentence: int, index: SentenceIndex, head: int, area: Area) -> Actor:
        words = index.sentence
        ner = index.label(head)
        if words.upos[head] in {"PRON", "PUNCT"} and not (words.words[head].isupper() and index.names_at[head]):
            return UNKNOWN  # but "the WHO"
        noun = self.noun_at(index, head, area)
        if noun is not None and is_private(self.actors, words, head, noun):
            return nobody("private", ner, f"'{words.words[head]}' is no political actor", civilian=True)
        named = self.names.resolve(sentence, index, head, area, noun)
        if named is not None:
            return named
        if ner == "Person":
            titled = self.persons.titled(sentence, index, head, area)
            if titled is not None:
                return titled
        if noun is not None:
            found = self.role_nouns.read(sentence, index, noun, head, area)
            if found is not None and found.code is None and found.kind == "agent":
                # "Baghdad University Medical *School*"
                found = country_body(self, sentence, index, head, area) or found
            if found is not None and found.kind == "agent" and found.country is None:
                found = named_before(self, sentence, index, head) or found
            if found is not None:
                return found
        if noun is None and words.deprels[head] == "compound":
            maker = country_before_make(self, sentence, index, head, area)
            if maker is not None:
                return maker
        body = named_body(self, sentence, index, head, area) if noun is None else None
        body = body or trade_body(self, sentence, index, head, area) or country_body(self, sentence, index, head, area)
        body = body or named_before(self, sentence, index, head)
        if body is not None:
            return body
        if singular(words.words[head]) in self.actors.listed("quantity"):
            for child in index.children[head]:
                if words.deprels[child].startswith("nmod") and self.preposition(index, child) == "of":
                    found = self.resolve_at(sentence, child, self.extent(sentence, child))
                    if not found.how or (found.kind == "unknown" and singular(words.words[child]) in _MASSES):
                        continue  # "*tens* of thousands | of students"
                    if found.civilian and found.kind == "country":
                        found = as_citizens(self, found)
                    if found.code is None and found.part == PLAIN_PERSON and singular(words.words[head]) in _MASSES:
                        found = self.code_actor(None, PLAIN_PERSON, "agent", found.how, found.ner)
                    return replace(found, how=f"{words.words[head]} of: {found.how}") if found.how else found
            if words.deprels[head].startswith("nsubj") and singular(words.words[head]) in _COUNTED:
                # "*thousands* marched in the capital"
                return self.code_actor(None, PLAIN_PERSON, "agent", f"{words.words[head].lower()} of people", ner)
        if singular(words.words[head]) in self.actors.listed("private"):
            return nobody("private", ner, f"'{words.words[head]}' is no political actor")
        how = "not in the dictionaries" if noun is None else f"'{noun.key}' without a country"
        return nobody("unknown", ner, how)

    def noun_at(self, index: SentenceIndex, head: int, area: Area) -> NounMatch | None:
        """The longest role noun over a head, which is its last word or the first of one like "minister of defence"."""
        best: NounMatch | None = None
        for match in index.nouns_at[head]:
            if match.end != head + 1 and index.sentence.heads[match.end - 1] != head and match.start != head:
                continue
            if area.holds(match.start, match.end) and (best is None or match.end - match.start > best.end - best.start):
                best = match
        return best

    def preposition(self, index: SentenceIndex, token: int) -> str:
        """The preposition that a noun hangs by, lower case, or ""."""
        for child in index.children[token]:
            if index.sentence.deprels[child] == "case" and index.sentence.upos[child] != "PART":
                return index.sentence.words[child].lower()
        return ""
