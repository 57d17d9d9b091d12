"""Who a phrase is. One resolver a document: names first, then role nouns with what they belong to, then the context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from eventcoder.model.actor import UNKNOWN, Actor, Agent
from eventcoder.model.predication import Phrase
from eventcoder.model.sentence import Sentence
from eventcoder.stages.actors.codes import ARMED_SECTORS, CIVILIAN_SECTORS, combine, country_of, sector_of
from eventcoder.stages.actors.context import DocumentContext
from eventcoder.stages.actors.name_spans import NameSpans
from eventcoder.stages.actors.names import NameChooser
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.plain_nouns import country_before_make, is_private, is_single, named_body
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex
from eventcoder.stages.actors.titles import TitleReader
from eventcoder.stages.actors.where import Where, WhereFinder

if TYPE_CHECKING:
    from eventcoder.stages.actors.dictionary import CompiledActors

# "rebel soldiers" are rebels, "opposition lawmakers" opposition
_OVERRIDING = frozenset({"REB", "INS", "SEP", "OPP", "UAF"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})  # who held one is ELI afterwards
_PRIVATE_BODIES = frozenset({"EDU", "BUS", "LAB", "MED", "HLH"})
_MAX_DEPTH = 4  # "a spokesman for the leader of the party of ..."
_TITLE_RELATIONS = ("nmod:desc", "compound", "flat", "appos", "nmod")


# Role nouns that act at home; soldiers and rebels may be anybody's.
DOMESTIC_PARTS = frozenset(
    {"COP", "JUD", "LEG", "OPP", "CVL", "EDU", "LAB", "AGR", "BUS", "REL", "HLH", "MED", "ENV", "HRI", "ELI"}
)


class Area(NamedTuple):
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
        self.context = DocumentContext(self)
        self.where = WhereFinder(self)

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

        place None: that of the dateline.
        """
        actor = self.resolve(phrase)
        part = actor.code or actor.part
        if actor.kind != "agent" or actor.country is not None or part[:3] not in DOMESTIC_PARTS:
            return actor
        if place is None:
            country = self.context.dateline_country() or None
            words = f"dateline {country}"
        else:
            country = self.resolve(place).country
            words = f"{' '.join(self.sentences[place.sentence].words[place.start : place.end])} (place of the act)"
        if country is None:
            return actor
        found = self.code_actor(None, combine(country, part, self.actors.countries), "agent", "", actor.ner)
        how = f"{actor.how.removesuffix(', no country known')} + {words}"
        return replace(found, armed=actor.armed, civilian=actor.civilian, single=actor.single, how=how)

    def forget(self) -> None:
        """Lets go of all that was found: resolver and parts know each other, which only the collector would see."""
        self._indexes.clear()
        self._memo.clear()
        self.names.forget()
        self.context = DocumentContext(self)

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
        if words.upos[head] in {"PRON", "PUNCT"}:
            return UNKNOWN
        noun = self.noun_at(index, head, area)
        if noun is not None and is_private(self.actors, words, head, noun):
            return replace(
                UNKNOWN, kind="private", civilian=True, ner=ner, how=f"'{words.words[head]}' is no political actor"
            )
        named = self.names.resolve(sentence, index, head, area, noun)
        if named is not None:
            return named
        if ner == "Person":
            titled = self._titled_person(sentence, index, head, area)
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
        if noun is None:
            body = named_body(self, sentence, index, head, area)
            if body is not None:
                return body
        if singular(words.words[head]) in self.actors.listed("quantity"):
            for child in index.children[head]:
                if words.deprels[child].startswith("nmod") and self.preposition(index, child) == "of":
                    found = self.resolve_at(sentence, child, self.extent(sentence, child))
                    if found.civilian and found.kind == "country":
                        found = self.names.as_citizens(found)
                    return replace(found, how=f"{words.words[head]} of: {found.how}") if found.how else found
        if singular(words.words[head]) in self.actors.listed("private"):
            return replace(UNKNOWN, kind="private", ner=ner, how=f"'{words.words[head]}' is no political actor")
        return replace(
            UNKNOWN, ner=ner, how="not in the dictionaries" if noun is None else f"'{noun.key}' without a country"
        )

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
        if self._part_of_other_name(index, noun):
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
        if not part and self._no_nation(index, noun, where):
            return None
        if where is None and self._presides_over_private(index, noun, heads):
            return replace(UNKNOWN, kind="private", civilian=True, ner=ner, how=f"{how} of no political body")
        if where is None:
            if agent.standalone and part and not (part == "OPP" and self._has_owner(index, heads)):
                found = self.code_actor(None, part, "agent", how, ner, agent)
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

    def _presides_over_private(self, index: SentenceIndex, noun: NounMatch, heads: tuple[int, ...]) -> bool:
        """Whether a president is that of a club, a company, a university."""
        if noun.key.split()[-1] != "president":
            return False
        for head in dict.fromkeys(heads):
            for child in index.children[head]:
                if index.sentence.upos[child] != "NOUN" or self.preposition(index, child) != "of":
                    continue
                parts = {self.actors.agents[match.agent].part for match in index.nouns_at[child]}
                if parts & _PRIVATE_BODIES or singular(index.sentence.words[child]) in self.actors.listed("private"):
                    return True
        return False

    def _has_owner(self, index: SentenceIndex, heads: tuple[int, ...]) -> bool:
        """Whether somebody owns the noun whom no dictionary knows: "the striker and *his* opponent"."""
        deprels = index.sentence.deprels
        return any(deprels[child] == "nmod:poss" for head in dict.fromkeys(heads) for child in index.children[head])

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
        for piece, _, token in index.flat:
            if max(area.start, noun.start - 5) <= token < noun.end and piece in former and token not in area.skip:
                return True
        return False

    def _part_of_other_name(self, index: SentenceIndex, noun: NounMatch) -> bool:
        """Whether the noun ends a name that the dictionaries do not know ("American Civil Liberties *Union*")."""
        last = noun.end - 1
        span = index.spans[last]
        words = index.sentence.words
        if span is None or span.end - span.start < 2 or not words[last][:1].isupper():
            return False
        if noun.key.split()[-1] not in self.actors.listed("weak_heads"):
            return False
        return not all(
            noun.start <= token < noun.end
            or (self.spans.explained(index, token, noun, None) and not self._of_region(index, token))
            for token in range(span.start, span.end)
        )

    def _no_nation(self, index: SentenceIndex, noun: NounMatch, where: Where | None) -> bool:
        """Whether "state" means no country: "Islamic State", "a state within the army", "a state of siege"."""
        last = noun.end - 1
        if any(
            index.sentence.deprels[child] == "nmod"
            and not index.names_at[child]
            and self.preposition(index, child) == "of"
            for child in index.children[last]
        ):
            return True
        if where is None:
            return False
        return index.sentence.words[last][:1].isupper() or where.kind not in {"country", "region", "ethnic"}

    def _of_region(self, index: SentenceIndex, token: int) -> bool:
        """Whether a word names no state but a region or people: "*European* Union", "*Islamic* Front"."""
        return any(len(match.entities) == 1 and self._loose(match.entities[0]) for match in index.names_at[token])

    def _loose(self, number: int) -> bool:
        return self.actors.entities[number].code[:3] not in self.actors.countries

    # persons that no dictionary knows

    def _titled_person(self, sentence: int, index: SentenceIndex, head: int, area: Area) -> Actor | None:
        """A name that no dictionary has whole: by surname and title, by the document, else by its title alone.

        The title gives the code ("Foreign Minister X Y of Turkey": TURGOV), the text the name.
        """
        span = index.spans[head]
        if span is None:
            return None
        name = " ".join(index.sentence.words[span.start : span.end])
        surname = [piece for piece, _, token in index.flat if span.start <= token < span.end and piece != ","]
        known = self.titles.by_title(
            index,
            head,
            span,
            surname[-1] if surname else "",
            list(self._titles(index, head, span.start, span.end, area)),
        )
        if known is not None:
            return known
        if span.end - span.start == 1 and surname:
            for number, start, end in self.context.full_names(surname[-1]):
                if (number, start) == (sentence, span.start):
                    continue
                full = self.resolve_token(number, self.head_of(number, start, end))
                if full.code is not None:
                    return replace(
                        full, how=f"surname of {' '.join(self.sentences[number].words[start:end])}: {full.how}"
                    )
        for title in self._titles(index, head, span.start, span.end, area):
            place = area if area.holds(title.start, title.end) else self.extent(sentence, title.end - 1)
            found = self.role_noun(
                sentence, index, title, head if place is area else title.end - 1, place, context=False
            )
            if found is not None and found.code is not None:
                return replace(found, name=name, kind="person", ner="Person", how=f"title {found.how}")
        return None

    def head_of(self, sentence: int, start: int, end: int) -> int:
        """The token of a span whose head lies outside it."""
        heads = self.sentences[sentence].heads
        return next((token for token in range(start, end) if not start <= heads[token] < end), start)

    def _titles(self, index: SentenceIndex, head: int, start: int, end: int, area: Area) -> Iterator[NounMatch]:
        """Role nouns beside a person's name, nearest evidence first: before it, then appositions either way."""
        deprels, heads = index.sentence.deprels, index.sentence.heads
        before = [
            match
            for match in index.nouns
            if match.end <= start
            # a title before a name may become a second subject: "Kenyan opposition leader | Ann Bell spoke"
            and (area.start <= match.start or (match.end == start and heads[match.end - 1] == heads[head]))
        ]
        before = [m for m in before if m.end >= start - 1 or deprels[m.end - 1] in _TITLE_RELATIONS]
        if before:
            last = max(match.end for match in before)
            yield min((match for match in before if match.end == last), key=lambda match: match.start)
        near = [child for child in index.children[head] if deprels[child] in {"appos", "nmod:desc", "flat"}]
        if deprels[head] in {"appos", "flat", "nmod:desc"} and heads[head] >= 0:
            near.append(heads[head])
        whole = Area(0, len(index.sentence))
        for token in near:
            if not start <= token < end:
                found = self.noun_at(index, token, whole)
                if found is not None:
                    yield found
