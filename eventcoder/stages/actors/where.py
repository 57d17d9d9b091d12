"""What a role noun belongs to: a country, an organisation, a group, read off its modifiers and complements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.stages.actors.choice import Bearing
from eventcoder.stages.actors.codes import FIRST_RANK, sector_of
from eventcoder.stages.actors.descriptions import described_state
from eventcoder.stages.actors.normalize import HYPHENS, singular
from eventcoder.stages.actors.owners import GROUPS, OF_ONE, POSSESSIVES, Where
from eventcoder.stages.actors.plain_nouns import NO_AGENT
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# The complements that say whose a role noun is, best first.
_PREPOSITIONS = ("of", "from", "for", "in", "at", "inside", "within", "throughout", "across", "to")
# Whom a people has in its country; "Arab leaders" are of several.
_OF_PEOPLES = frozenset({"REB", "INS", "SEP", "UAF", "OPP", "CVL", "REF", "AGR", "CRM", "EDU", "REL"})
_BODY_FOR = frozenset({"of", "for", "on"})  # "Ministry of Y"
_LOOSE = frozenset({"region", "ethnic"})


class WhereFinder:
    """Finds the owner of a role noun in its sentence."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document

    def find(
        self,
        sentence: int,
        index: SentenceIndex,
        noun: NounMatch,
        heads: tuple[int, ...],
        area: Area,
        *,
        pronouns: bool = True,
    ) -> Where | None:
        """The owner named before the noun, else by its possessor, else by a complement after it.

        heads: the tokens whose children count: the noun's own head and, for a title, the person's name. pronouns:
        whether the clause around it counts ("Syria sent *its* men"); not so for an earlier mention.
        """
        before = self.before(sentence, index, noun, area)
        if before is not None and before.kind != "ethnic":
            return before
        children = list(dict.fromkeys(child for head in dict.fromkeys(heads) for child in index.children[head]))
        for child in children:
            if index.sentence.deprels[child] == "nmod:poss":
                found = self._possessor(sentence, index, noun, child, pronouns)
                if found is not None:
                    return found
        found = self._complement(sentence, index, noun, heads, children, area)
        if found is None and before is not None and before.code in self.document.actors.countries:
            found = self.elsewhere(before.code)
        if found is None and before is not None and self._is_people(before.code) and noun.agent >= 0:
            found = self._people_of_text(before, self.document.actors.agents[noun.agent].part)
        if found is None and before is None and noun.agent >= 0:
            found = self.document.owners.beside(sentence, index, noun, children)
            if found is None and pronouns:
                found = self.document.owners.sender(sentence, index, noun)
            if found is None and self.document.actors.agents[noun.agent].armed:
                return self._leader(sentence, index, noun, area)
        return found or before

    def _leader(self, sentence: int, index: SentenceIndex, noun: NounMatch, area: Area) -> Where | None:
        """Who leads armed men of whom nothing else is said: "*Vietnamese*-led forces"."""
        words = index.sentence.words
        for match in index.names:
            led = "".join(words[match.end : match.end + 2]).lower().lstrip("-").startswith("led")
            if led and match.end < noun.start and area.holds(match.start, match.end):
                return self._of_match(sentence, index, match)
        return None

    def _people_of_text(self, people: Where, part: str) -> Where | None:
        """A people in the one country of the text: "*Hutu* rebels" in a text about Burundi are BDIREBHUT."""
        country = self.elsewhere("") if part in _OF_PEOPLES else None
        if country is None:
            return None
        return Where(country.code + people.code, "country", None, f"{people.why} in {country.why}")

    def stands_off(self, index: SentenceIndex, match: NameMatch | NounMatch) -> bool:
        """Whether a name is not the owner: "pro-*Russian*", "anti-*Chinese*", "*Iran*-backed", "*US*-led"."""
        words = index.sentence.words
        before = match.start - 1
        while before >= 0 and words[before] in HYPHENS:
            before -= 1
        if before >= 0 and words[before].lower().rstrip("-") in self.document.actors.listed("opposing"):
            return True
        after = match.end
        if after < len(words) and words[after] in HYPHENS:
            after += 1
        elif after >= len(words) or not words[after].startswith("-"):
            # "Russian backed rebels" is written without a hyphen too, "Russian led" is not a noun phrase otherwise
            return after < len(words) and words[after].lower() in self.document.actors.listed("backed_unhyphenated")
        return after < len(words) and words[after].lower().lstrip("-") in self.document.actors.listed("backed")

    def before(self, sentence: int, index: SentenceIndex, noun: NounMatch, area: Area) -> Where | None:
        """The first owner before the noun; groups and parties go before countries, those before regions and peoples."""
        best: Where | None = None
        best_order = 9
        covered = -1
        for match in index.names:
            if match.start < covered or match.end > noun.start:
                continue
            if not area.holds(match.start, match.end) or self.stands_off(index, match):
                continue
            if not self.document.spans.covers(index, match, None) and not self._of_body(index, match, noun):
                continue
            if self._behind_preposition(index, match, noun, area):
                continue
            found = self._of_match(sentence, index, match)
            if found is None:
                continue
            if match.start and index.sentence.words[match.start - 1].lower() == "ethnic":
                found = replace(found, kind="ethnic")  # of another state: "ethnic *Albanian* rebels in Macedonia"
            covered = match.end
            order = 0 if found.kind in GROUPS else 2 if found.kind in _LOOSE else 1
            if order < best_order:
                best, best_order = found, order
        if (
            best is None
            and noun.start > area.start
            and noun.key.split()[-1] in self.document.actors.listed("of_rulers")
        ):
            chosen = self.document.titles.ruler(index, noun.start - 1)
            if chosen is not None:
                name = chosen.entity.name
                return Where(chosen.code[:3], "person", name, f"{name} ({chosen.why or 'person'})")
        return best

    def _of_body(self, index: SentenceIndex, match: NameMatch, noun: NounMatch) -> bool:
        """Whether the parser's entity goes on behind the noun only: "*Indonesian* Ministry of Religious Affairs"."""
        words, span = index.sentence.words, index.spans[match.start]
        if span is None or noun.agent < 0 or not span.start <= noun.start or noun.end >= span.end:
            return False
        if words[noun.end].lower() not in _BODY_FOR or not words[noun.start][:1].isupper():
            return False
        return all(
            match.start <= token < match.end or self.document.spans.explained(index, token, noun, match)
            for token in range(span.start, noun.start)
        )

    def _behind_preposition(self, index: SentenceIndex, match: NameMatch, noun: NounMatch, area: Area) -> bool:
        """Whether a preposition parts the name from the noun ("the man *from Kabul* police"), not the phrase's own."""
        words = index.sentence
        at = match.end - 1
        for _ in range(8):
            if at < 0 or noun.start <= at < noun.end:
                return False
            for child in index.children[at]:
                if area.start <= child < noun.start and words.deprels[child] == "case" and words.upos[child] == "ADP":
                    return True
            at = words.heads[at]
        return False

    def _possessor(
        self, sentence: int, index: SentenceIndex, noun: NounMatch, child: int, pronouns: bool
    ) -> Where | None:
        words = index.sentence
        if words.upos[child] == "PRON":
            if not pronouns or words.words[child].lower() not in POSSESSIVES:
                return None
            agent = self.document.actors.agents[noun.agent]
            if words.words[child].lower() in OF_ONE and agent.part not in FIRST_RANK:
                return None  # "her family" is not her country's
            return self.document.owners.of_subject(sentence, index, child, noun)
        return self._of_token(sentence, index, child)

    def of_place(self, sentence: int, index: SentenceIndex, head: int) -> Where | None:
        """The country that a complement of a noun tells: "the Kurds *of Syria*"."""
        noun = NounMatch(head, head + 1, NO_AGENT, index.sentence.words[head].lower())
        area = self.document.extent(sentence, head)
        return self._complement(sentence, index, noun, (head,), index.children[head], area)

    def elsewhere(self, code: str) -> Where | None:
        """The one other country of the text, where "ethnic" tells that a people lives outside its own state."""
        others = self.document.context.country_counts().keys() & self.document.actors.countries - {code}
        if len(others) != 1:
            return None
        country = next(iter(others))
        return Where(country, "country", None, f"{country}, the country of the text")

    def _complement(
        self,
        sentence: int,
        index: SentenceIndex,
        noun: NounMatch,
        heads: tuple[int, ...],
        children: list[int],
        area: Area,
    ) -> Where | None:
        listed = self.document.actors.listed
        key = noun.key.split()
        sent_abroad = any(word in listed("sent_abroad") for word in key)
        abroad = any(word in listed("people_abroad") for word in key)
        found_at: dict[str, int] = {}
        for child in children:
            if (
                index.sentence.deprels[child].startswith("nmod")
                and index.sentence.deprels[child] != "nmod:poss"
                and child not in heads
            ):
                owner = self._own_conjunct(index, child, area) if child in area.skip else child
                found_at.setdefault(self.document.preposition(index, child), owner)
        for preposition in _PREPOSITIONS:
            where_at = found_at.get(preposition)
            if where_at is None or (preposition == "to" and "adviser" not in key and "aide" not in key):
                continue
            if sent_abroad and preposition not in {"of", "from"}:
                continue
            if abroad and preposition != "from":
                continue
            found = self._of_token(sentence, index, where_at)
            if found is not None:
                return found
        return None

    def _own_conjunct(self, index: SentenceIndex, token: int, area: Area) -> int:
        """ "the leaders of Qatar, *Russia* and Kuwait": the coordinated owner that this phrase does not skip."""
        for child in index.children[token]:
            if index.sentence.deprels[child] == "conj" and area.start <= child < area.end and child not in area.skip:
                return child
        return token

    def _of_token(self, sentence: int, index: SentenceIndex, token: int) -> Where | None:
        """What a noun phrase makes as an owner: its name, its role noun's country, or a place inside it."""
        larger = self._larger_place(sentence, index, token)
        if larger is not None:
            return larger
        found = self.of_name(sentence, index, token)
        if found is not None:
            return found
        actor = self.document.resolve_token(sentence, token)
        if actor.code is not None and sector_of(actor.code, self.document.actors.countries) != actor.code:
            code = actor.country or actor.code
            return Where(
                code, "country" if actor.country else actor.kind, None if actor.country else actor.name, actor.how
            )
        # "the city of Istanbul", "northern Syria's Idlib province", "the capital, Ankara"
        area = self.document.extent(sentence, token)
        for match in index.names:
            if area.holds(match.start, match.end) and (
                self.document.spans.covers(index, match, None) or self._ends_body(index, match)
            ):
                found = self._of_match(sentence, index, match)
                if found is not None and not self.stands_off(index, match):
                    return found
        for child in index.children[token]:
            if index.sentence.deprels[child] == "appos":
                for match in index.names_at[child]:
                    found = self._of_match(sentence, index, match)
                    if found is not None:
                        return found
        return None

    def of_name(self, sentence: int, index: SentenceIndex, token: int) -> Where | None:
        """What a name over a token makes as an owner."""
        for match in sorted(index.names_at[token], key=lambda match: match.start - match.end):
            if self.document.spans.covers(index, match, None):
                found = self._of_match(sentence, index, match)
                if found is not None:
                    return found
        return None

    def _larger_place(self, sentence: int, index: SentenceIndex, token: int) -> Where | None:
        """The state or country that a comma adds to a place: "Paris, *Texas*", "Gorno, *Bulgaria*"."""
        words = index.sentence
        span = index.spans[token]
        # "Athens, Ohio" may be one name to the parser
        ends = range(token + 1, span.end + 1 if span is not None else token + 2)
        comma = next((end for end in ends if end < len(words) and words.words[end] == ","), len(words))
        if words.upos[token] != "PROPN" or comma + 1 >= len(words):
            return None
        if any(self.document.actors.entities[match.entities[0]].kind == "country" for match in index.names_at[token]):
            return None  # "the leaders of Poland, Ukraine and Latvia"
        for match in sorted(index.names_at[comma + 1], key=lambda match: match.start - match.end):
            entity = self.document.actors.entities[match.entities[0]]
            state = singular(match.key) in self.document.actors.listed("federal_states")
            if match.start != comma + 1 or (entity.kind != "country" and not state):
                continue
            after = words.words[match.end].lower() if match.end < len(words) else ""
            if not state and after in {"and", "or"}:
                return None  # "in Paris, Germany and Spain"
            return self._of_match(sentence, index, match)
        return None

    def _ends_body(self, index: SentenceIndex, match: NameMatch) -> bool:
        """Whether a place ends the name of some body: "United Bus Company of *Tehran*"."""
        span = index.spans[match.start]
        if span is None or span.label != "Organization" or span.end != match.end or match.start - 1 <= span.start:
            return False
        return index.sentence.words[match.start - 1].lower() == "of"

    def _is_people(self, code: str) -> bool:
        return code in self.document.actors.peoples

    def _of_match(self, sentence: int, index: SentenceIndex, match: NameMatch) -> Where | None:
        chosen = self.document.bearers.choose(sentence, index, match, owner=True)
        if not isinstance(chosen, Bearing):
            return None
        entity, code = chosen.entity, chosen.code
        written = " ".join(index.sentence.words[match.start : match.end])
        countries = self.document.actors.countries
        described = index.sentence.heads[match.end - 1]
        if entity.kind in {"adjective", "region"} and code[:3] not in countries and described >= match.end:
            state = described_state(self.document, sentence, index, described)
            if state:
                return Where(state, "country", None, f"{state}, the {written} state of the text")
        if entity.kind == "person":
            code = code[:3] if code[:3] in countries else code
            return Where(code, "person", entity.name, f"{entity.name} ({chosen.why or 'person'})")
        if entity.kind in {"country", "adjective", "people", "capital", "city"}:
            kind = "country" if code[:3] in countries else "ethnic" if self._is_people(code) else "region"
            return Where(code, kind, None, f"{written} ({entity.kind}: {entity.name})")
        return Where(code, entity.kind, entity.name, f"{written} ({entity.kind}: {entity.name})")
