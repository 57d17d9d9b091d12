"""Who a phrase is. One resolver a document: names first, then role nouns with what they belong to, then the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import UNKNOWN, Actor, Agent
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.citizens import as_citizens
from eventcoder.stages.actors.codes import ARMED_SECTORS, CIVILIAN_SECTORS, combine, country_of, sector_of
from eventcoder.stages.actors.context import DocumentContext
from eventcoder.stages.actors.name_spans import NameSpans
from eventcoder.stages.actors.names import NameChooser
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.persons import PersonReader
from eventcoder.stages.actors.plain_nouns import (
    PLAIN_PERSON,
    code_without_country,
    country_before_make,
    country_body,
    has_owner,
    is_private,
    is_single,
    named_body,
    no_nation,
    presides_over_private,
)
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex
from eventcoder.stages.actors.story import Story
from eventcoder.stages.actors.titles import TitleReader
from eventcoder.stages.actors.where import Where, WhereFinder

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors

# "rebel soldiers" are rebels, "opposition lawmakers" opposition
_OVERRIDING = frozenset({"REB", "INS", "SEP", "OPP", "UAF"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})  # who held one is ELI afterwards
# Of these many together act in public though nobody says where: students, workers, farmers.
_CROWDS = frozenset({"EDU", "LAB", "AGR", "REL"})
_MASSES = frozenset({"thousand", "million", "crowd", "throng", "sea", "mass"})  # "thousands of people"
_MAX_DEPTH = 4  # "a spokesman for the leader of the party of ..."


# Role nouns that act at home; soldiers and rebels may be anybody's.
DOMESTIC_PARTS = frozenset(
    {"COP", "JUD", "LEG", "OPP", "CVL", "EDU", "LAB", "AGR", "BUS", "REL", "HLH", "MED", "ENV", "HRI", "ELI"}
)
# Whose country the dateline tells of a text too short for a story, too.
LOCAL_PARTS = frozenset({"COP", "JUD", "AGR", "LAB", "EDU"})
# One of them is a private person, of whatever country the text tells.
PRIVATE_PARTS = frozenset({"CVL", "ELI", "EDU", "BUS", "LAB", "AGR", "HLH", "REL"})
# Role nouns that a text about one country may leave without it.
STORY_PARTS = DOMESTIC_PARTS | {"GOV", "MIL", "SPY", "REB", "SEP", "INS", "UAF"}


def _nobody(kind: str, ner: str, how: str, civilian: bool = False) -> Actor:
    """An actor without a code."""
    return Actor(None, None, None, None, kind, False, civilian, ner, how)


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
        self.depth = 0
        self.spans = NameSpans(actors)
        self.titles = TitleReader(self)
        self.names = NameChooser(self)
        self.persons = PersonReader(self)
        self.context = DocumentContext(self)
        self.where = WhereFinder(self)
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
        part = actor.code or actor.part
        if actor.kind != "agent" or actor.country is not None:
            return actor
        if place is None:
            # an "official" or a "member" may be anybody's
            parts = DOMESTIC_PARTS if actor.code is None else STORY_PARTS
            if part[:3] not in parts or (actor.single and part[:3] in PRIVATE_PARTS):
                return actor
            if not self.story.owns(self.sentences[phrase.sentence], phrase.head):
                return actor
            domestic = part[:3] in (DOMESTIC_PARTS if actor.code is None else LOCAL_PARTS)
            owner, words = self.story.where(domestic=domestic)
            country = owner or None
        else:
            if part[:3] not in DOMESTIC_PARTS:
                return actor
            country = self.resolve(place).country
            words = f"{' '.join(self.sentences[place.sentence].words[place.start : place.end])} (place of the act)"
        if country is None:
            return actor
        found = self.code_actor(None, combine(country, part, self.actors.countries), "agent", "", actor.ner)
        how = f"{actor.how.removesuffix(', no country known')} + {words}"
        return Actor(
            found.name, found.code, found.country, found.sector, found.kind, actor.armed, actor.civilian, found.ner,
            how, single=actor.single,
        )  # fmt: skip

    def listed(self, name: str) -> frozenset[str]:
        """The words of one list of modifiers.yaml."""
        return self.actors.listed(name)

    def forget(self) -> None:
        """Lets go of all that was found: resolver and parts know each other, which only the collector would see."""
        self._indexes.clear()
        self._memo.clear()
        self.names.forget()
        self.context = DocumentContext(self)
        self.story = Story(self)

    def index(self, sentence: int) -> SentenceIndex:
        """The matches of one sentence, made when first asked for."""
        found = self._indexes[sentence]
        if found is None:
            found = SentenceIndex(self.sentences[sentence], self.actors)
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
            return _nobody("private", ner, f"'{words.words[head]}' is no political actor", civilian=True)
        named = self.names.resolve(sentence, index, head, area, noun)
        if named is not None:
            return named
        if ner == "Person":
            titled = self.persons.titled(sentence, index, head, area)
            if titled is not None:
                return titled
        if noun is not None:
            found = self.role_noun(sentence, index, noun, head, area)
            if found is not None:
                return found
        if noun is None and words.deprels[head] == "compound":
            maker = country_before_make(self, sentence, index, head, area)
            if maker is not None:
                return maker
        body = named_body(self, sentence, index, head, area) if noun is None else None
        body = body or country_body(self, sentence, index, head, area)
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
        if singular(words.words[head]) in self.actors.listed("private"):
            return _nobody("private", ner, f"'{words.words[head]}' is no political actor")
        how = "not in the dictionaries" if noun is None else f"'{noun.key}' without a country"
        return _nobody("unknown", ner, how)

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

    # role nouns

    def role_noun(
        self, sentence: int, index: SentenceIndex, noun: NounMatch, head: int, area: Area, *, context: bool = True
    ) -> Actor | None:
        """The actor that a role noun makes with its modifiers, or None where the noun is no role here.

        context: whether an earlier mention of the noun may tell whose it is; not so for the title of another person.
        """
        agent = self.actors.agents[noun.agent]
        if self.spans.ends_other_name(index, noun):
            return None
        part, how = agent.part, noun.key
        modifier = self._modifier_noun(index, noun, area)
        borrowed = False
        if modifier is not None:
            other = self.actors.agents[modifier.agent]
            if other.part and (
                (agent.generic and not other.generic) or (other.part in _OVERRIDING and part not in _OVERRIDING)
            ):
                part, how, borrowed = other.part, f"{modifier.key} {noun.key}", True
                agent = replace(agent, part=part, armed=agent.armed or other.armed, standalone=other.standalone)
        heads = (noun.end - 1, noun.start, head)
        where = self.where.find(sentence, index, noun, heads, area)
        if agent.generic and not borrowed:
            taken = self._from_complement(sentence, index, heads, how, where)
            if taken is not None:
                if taken.country and taken.sector in _OFFICES and self._is_former(index, noun, area):
                    return self.code_actor(None, taken.country + "ELI", "agent", f"former {taken.how}", taken.ner)
                return taken
        if self._is_former(index, noun, area) and part in _OFFICES:
            part, how = "ELI", f"former {how}"
        if where is None and context:
            known = self.context.earlier(sentence, index, noun, head)
            if isinstance(known, Actor):
                return known
            where = known
        ner = index.label(head)
        if not part and no_nation(self, index, noun, where):
            return None
        if where is None and presides_over_private(self, index, noun, heads):
            return _nobody("private", ner, f"{how} of no political body", civilian=True)
        if where is None:
            crowd = part in _CROWDS and "Number=Plur" in index.sentence.feats[noun.end - 1]
            if (agent.standalone or crowd) and part and not (part == "OPP" and has_owner(index, heads)):
                code = code_without_country(self.actors, noun, part)
                found = self.code_actor(None, code, "agent", how, ner, agent)
                return replace(found, single=True) if is_single(self.actors, index.sentence, noun) else found
            return Actor(
                None,
                None,
                None,
                part[:3] or None,
                "agent",
                agent.armed,
                agent.civilian,
                ner,
                f"{how}, no country known",
                part,
                is_single(self.actors, index.sentence, noun),
            )
        if (
            where.kind == "party"
            and agent.part == "GOV"
            and not agent.generic
            and where.code[:3] in self.actors.countries
        ):
            # "the Sandinista government" is the state's, not the party's
            where = Where(where.code[:3], "country", None, where.why)
        if where.kind == "party" and part in _OVERRIDING - {"OPP"} and where.code[:3] in self.actors.countries:
            where = Where(where.code[:3], "country", None, where.why)  # "nationalist guerrillas" are no party
        if where.kind in {"armed_group", "party"}:
            return replace(
                self.code_actor(where.name, where.code, where.kind, f"{how} + {where.why}", ner), kind="agent"
            )
        own_role = agent.generic and not borrowed and sector_of(where.code, self.actors.countries) is not None
        code = where.code if own_role else combine(where.code, part, self.actors.countries)
        name = where.name if len(where.code) > 3 and code == where.code else None
        kind = "country" if len(code) == 3 and code in self.actors.countries else "agent"
        found = self.code_actor(name, code, kind, f"{how} + {where.why}", ner, agent)
        return replace(found, single=True) if is_single(self.actors, index.sentence, noun) else found

    def _modifier_noun(self, index: SentenceIndex, noun: NounMatch, area: Area) -> NounMatch | None:
        """The role noun before a role noun ("*rebel* commander", "*army* spokesman"): the nearest, then the longest."""
        best: NounMatch | None = None
        for match in index.nouns:
            if match.end > noun.start or not area.holds(match.start, match.end) or self.where.stands_off(index, match):
                continue
            if best is None or (match.end, -match.start) > (best.end, -best.start):
                best = match
        return best

    def _from_complement(
        self, sentence: int, index: SentenceIndex, heads: tuple[int, ...], how: str, where: Where | None
    ) -> Actor | None:
        """A generic noun is what it speaks for: "leader of the rebels", "the president's spokesman"."""
        words = index.sentence
        for head in dict.fromkeys(heads):
            for child in index.children[head]:
                relation = words.deprels[child]
                if relation == "nmod:poss" or (
                    relation.startswith("nmod")
                    and self.preposition(index, child) in {"of", "for", "from", "to", "with", "at", "in"}
                ):
                    if (
                        relation != "nmod:poss"
                        and self.preposition(index, child) in {"in", "with"}
                        and where is not None
                    ):
                        continue
                    found = self.resolve_token(sentence, child)
                    if found.code is None or (len(found.code) == 3 and found.country is not None):
                        continue  # a mere country: the noun keeps its own part
                    if found.country is None and where is not None and where.code[:3] in self.actors.countries:
                        code = (
                            combine(where.code, found.code, self.actors.countries)
                            if len(found.code) == 3
                            else found.code
                        )
                        return self.code_actor(None, code, "agent", f"{how} of {found.how}", index.label(head))
                    return replace(found, kind="agent", how=f"{how} of {found.how}", ner=index.label(head))
        return None

    def _is_former(self, index: SentenceIndex, noun: NounMatch, area: Area) -> bool:
        former = self.actors.listed("former")
        first = max(area.start, noun.start - 5)
        for piece, _, token in index.flat:
            if piece in former and first <= token < noun.end and token not in area.skip:
                return True
        return False
