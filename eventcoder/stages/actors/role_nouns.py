"""Role nouns: the actor that one makes with its modifiers, its owner and its complement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.codes import combine, sector_of
from eventcoder.stages.actors.descriptions import described_state
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.owners import Where
from eventcoder.stages.actors.plain_nouns import (
    code_without_country,
    has_owner,
    is_single,
    no_nation,
    nobody,
    presides_over_private,
)
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# "rebel soldiers" are rebels, "opposition lawmakers" opposition
_OVERRIDING = frozenset({"REB", "INS", "SEP", "OPP", "UAF"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})  # who held one is ELI afterwards
# Of these many together act in public though nobody says where: students, workers, farmers.
_CROWDS = frozenset({"EDU", "LAB", "AGR", "REL"})
_ACTS = frozenset({"nsubj", "iobj"})
_KINDS_OF_OFFICERS = frozenset({"chief", "executive", "financial", "medical", "legal", "commanding", "returning"})


class RoleNounReader:
    """Reads role nouns in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document
        self.actors = document.actors

    def read(
        self, sentence: int, index: SentenceIndex, noun: NounMatch, head: int, area: Area, *, context: bool = True
    ) -> Actor | None:
        """The actor that a role noun makes with its modifiers, or None where the noun is no role here.

        context: whether an earlier mention of the noun may tell whose it is; not so for the title of another person.
        """
        agent = self.actors.agents[noun.agent]
        if self.document.spans.ends_other_name(index, noun) or self._is_mere_force(index, noun):
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
        where = self.document.where.find(sentence, index, noun, heads, area)
        if agent.generic and not borrowed:
            taken = self._from_complement(sentence, index, heads, how, where)
            if taken is not None:
                if taken.country and taken.sector in _OFFICES and self._is_former(index, noun, area):
                    return self.document.code_actor(
                        None, taken.country + "ELI", "agent", f"former {taken.how}", taken.ner
                    )
                return taken
        if self._is_former(index, noun, area) and part in _OFFICES:
            part, how = "ELI", f"former {how}"
        if where is None and context:
            known = self.document.context.earlier(sentence, index, noun, head)
            if isinstance(known, Actor):
                return known
            where = known
        if where is None and noun.key == "officer" and self._is_plain(index, noun):
            part, where = self.document.context.armed_before(sentence, noun)
            agent = replace(agent, part=part, standalone=bool(part))
        if where is None and not part:
            state = described_state(self.document, sentence, index, head)
            if state:
                where = Where(state, "country", None, f"{state}, the state that the text describes")
            elif noun.key == "state":
                where = self._the_state(index, head)
                part = "GOV" if where is not None else part
        ner = index.label(head)
        if not part and no_nation(self.document, index, noun, where):
            return None
        if where is None and presides_over_private(self.document, index, noun, heads):
            return nobody("private", ner, f"{how} of no political body", civilian=True)
        if where is None:
            crowd = part in _CROWDS and "Number=Plur" in index.sentence.feats[noun.end - 1]
            if (agent.standalone or crowd) and part and not (part == "OPP" and has_owner(index, heads)):
                code = code_without_country(self.actors, noun, part)
                found = self.document.code_actor(None, code, "agent", how, ner, agent)
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
                self.document.code_actor(where.name, where.code, where.kind, f"{how} + {where.why}", ner), kind="agent"
            )
        if agent.generic and part == "GOV" and where.code.lower() in self.actors.listed("peoples_of_states"):
            part = "ELI"  # "Yoruba leaders" govern no state
        if noun.key == "bank" and self._is_central_bank(index, noun):
            part = "GOV"
        own_role = agent.generic and not borrowed and sector_of(where.code, self.actors.countries) is not None
        code = where.code if own_role else combine(where.code, part, self.actors.countries)
        name = where.name if len(where.code) > 3 and code == where.code else None
        kind = "country" if len(code) == 3 and code in self.actors.countries else "agent"
        found = self.document.code_actor(name, code, kind, f"{how} + {where.why}", ner, agent)
        return replace(found, single=True) if is_single(self.actors, index.sentence, noun) else found

    def _the_state(self, index: SentenceIndex, head: int) -> Where | None:
        """The government of the state that the text is about: "*the state* cannot negotiate", of no federation."""
        words = index.sentence
        bare = all(words.words[child].lower() in {"the", "both"} for child in index.children[head])
        if not bare or not index.children[head] or words.deprels[head] not in _ACTS or not words.words[head].islower():
            return None
        story = self.document.story.country()
        if not story or story.lower() in self.actors.listed("federations"):
            return None
        return Where(story, "country", None, f"{story}, which the text is about")

    def _is_mere_force(self, index: SentenceIndex, noun: NounMatch) -> bool:
        """Whether "force" is no troop: "by *force* of arms", "the use of *force*"."""
        if noun.key != "force" or "Number=Sing" not in index.sentence.feats[noun.start]:
            return False
        return not any(
            child < noun.start and index.sentence.deprels[child] != "case" for child in index.children[noun.start]
        )

    def _is_central_bank(self, index: SentenceIndex, noun: NounMatch) -> bool:
        """Whether a bank bears the name of its state: "*Bank of Uganda*", but no "bank of Ireland"."""
        words = index.sentence.words
        if not words[noun.start].istitle() or noun.end + 1 >= len(words) or words[noun.end].lower() != "of":
            return False
        return any(
            self.actors.entities[match.entities[0]].kind == "country" and match.start == noun.end + 1
            for match in index.names_at[noun.end + 1]
        )

    def _is_plain(self, index: SentenceIndex, noun: NounMatch) -> bool:
        """Whether nothing before a noun says of what kind it is: no "chief financial officer"."""
        deprels = index.sentence.deprels
        return not any(
            deprels[child] == "compound"
            or (deprels[child] == "amod" and singular(index.sentence.words[child]) in _KINDS_OF_OFFICERS)
            for child in index.children[noun.end - 1]
        )

    def _modifier_noun(self, index: SentenceIndex, noun: NounMatch, area: Area) -> NounMatch | None:
        """The role noun before a role noun ("*rebel* commander", "*army* spokesman"): the nearest, then the longest."""
        best: NounMatch | None = None
        for match in index.nouns:
            if (
                match.end > noun.start
                or not area.holds(match.start, match.end)
                or self.document.where.stands_off(index, match)
            ):
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
                # "Kenya Tea Board officials"
                body = relation == "compound" and where is None and index.label(child) == "Organization"
                if (
                    relation == "nmod:poss"
                    or body
                    or (
                        relation.startswith("nmod")
                        and self.document.preposition(index, child) in {"of", "for", "from", "to", "with", "at", "in"}
                    )
                ):
                    if (
                        relation.startswith("nmod")
                        and relation != "nmod:poss"
                        and self.document.preposition(index, child) in {"in", "with"}
                        and where is not None
                    ):
                        continue
                    found = self.document.resolve_token(sentence, child)
                    if found.code is None or (len(found.code) == 3 and found.country is not None):
                        continue  # a mere country: the noun keeps its own part
                    if found.country is None and where is not None and where.code[:3] in self.actors.countries:
                        code = (
                            combine(where.code, found.code, self.actors.countries)
                            if len(found.code) == 3
                            else found.code
                        )
                        return self.document.code_actor(None, code, "agent", f"{how} of {found.how}", index.label(head))
                    return replace(found, kind="agent", how=f"{how} of {found.how}", ner=index.label(head))
        return None

    def _is_former(self, index: SentenceIndex, noun: NounMatch, area: Area) -> bool:
        former = self.actors.listed("former")
        if former.isdisjoint(index.pieces):
            return False
        first = max(area.start, noun.start - 5)
        for piece, _, token in index.flat:
            if piece in former and first <= token < noun.end and token not in area.skip:
                return True
        return False
