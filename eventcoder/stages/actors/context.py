"""What the rest of the document tells: earlier mentions, names in full, countries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.owners import Where
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver

_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "several", "many", "other"})
_OFFICES_OF_ONE = frozenset({"GOV", "LEG", "MIL", "OPP"})  # "the president" may be a person named before
_ARMED = frozenset({"COP", "MIL"})
_TITLE_RELATIONS = ("nmod:desc", "compound", "flat")


class DocumentContext:
    """Answers questions about the whole document; every answer is worked out when first asked for."""

    def __init__(self, document: DocumentResolver) -> None:
        self.document = document
        self.actors = document.actors
        self._nouns_of: dict[int, list[tuple[int, NounMatch]]] | None = None
        self._full_names: dict[str, list[tuple[int, int, int]]] | None = None
        self._inner_names: dict[str, list[tuple[int, int, int]]] = {}
        self._country_counts: dict[str, int] | None = None
        # (sentence, first token, agent) of a role noun -> its owner
        self._owners: dict[tuple[int, int, int], Where | None] = {}

    def country_counts(self) -> dict[str, int]:
        """How often each country is named in the document, ISO3 to count."""
        if self._country_counts is None:
            counts: dict[str, int] = {}
            for sentence in range(len(self.document.sentences)):
                for match in self.document.index(sentence).names:
                    entity = self.actors.entities[match.entities[0]]
                    if entity.kind in {"country", "adjective", "people", "capital"}:
                        counts[entity.code] = counts.get(entity.code, 0) + 1
            self._country_counts = counts
        return self._country_counts

    def full_names(self, surname: str) -> list[tuple[int, int, int]]:
        """Persons of the document named in full with the surname (lower case): (sentence, start, end).

        It is their last word, or, where nobody's is, one between first and last.
        """
        if self._full_names is None:
            self._full_names = {}
            family_first = self.actors.listed("family_first")
            for number in range(len(self.document.sentences)):
                index = self.document.index(number)
                for span in {
                    span for span in index.spans if span and span.label == "Person" and span.end - span.start > 1
                }:
                    words = [piece for piece, _, token in index.flat if span.start <= token < span.end and piece != ","]
                    if len(words) > 1:
                        # "Kim" of "Kim Jong Un": the family's name stands first
                        for last in {words[-1], words[0]} if words[0] in family_first else {words[-1]}:
                            self._full_names.setdefault(last, []).append((number, span.start, span.end))
                        # "Bongo" of "Ali Bongo Ondimba"
                        for inner in words[1:-1]:
                            self._inner_names.setdefault(inner, []).append((number, span.start, span.end))
            for places in (*self._full_names.values(), *self._inner_names.values()):
                places.sort()
        return self._full_names.get(surname) or self._inner_names.get(surname, [])

    def earlier(self, sentence: int, index: SentenceIndex, noun: NounMatch, head: int) -> Where | Actor | None:
        """What an earlier mention of the same role noun belonged to: "the Turkish president ... the president"."""
        agent = self.actors.agents[noun.agent]
        words = index.sentence
        last = noun.end - 1
        for child in (*index.children[last], *index.children[head]):
            relation = words.deprels[child]
            if relation.startswith("nummod") or (relation == "det" and words.words[child].lower() in _INDEFINITE):
                return None
        if self._nouns_of is None:
            self._nouns_of = {}
            for number in range(len(self.document.sentences)):
                for match in self.document.index(number).nouns:
                    self._nouns_of.setdefault(match.agent, []).append((number, match))
        if self.document.depth < 2 and not agent.generic:
            # one entry holds many nouns: "the government" is not the "department" named before
            word = noun.key.split()[-1]
            before = [
                m
                for m in self._nouns_of.get(noun.agent, ())
                if (m[0], m[1].start) < (sentence, noun.start) and m[1].key.split()[-1] == word
            ]
            for number, match in reversed(before[-12:]):
                found = self._belongs(number, match)
                if found is None:
                    continue
                single = words.words[last].lower() == noun.key.split()[-1] and agent.part in _OFFICES_OF_ONE
                if single and match.key == noun.key:
                    bearer = self._bearer(number, match)
                    if bearer is not None:
                        return replace(bearer, how=f"{noun.key}, named before: {bearer.how}")
                return replace(found, why=f"{found.why} (named before)")
        return None

    def armed_before(self, sentence: int, noun: NounMatch) -> tuple[str, Where | None]:
        """Of whom "officers" are: the part of the police or soldiers named last before them, and their owner."""
        for number in range(sentence, -1, -1):
            for match in reversed(self.document.index(number).nouns):
                if number == sentence and match.start >= noun.start:
                    continue
                part = self.actors.agents[match.agent].part
                if part in _ARMED and match.key.split()[-1] != noun.key and not self.actors.agents[match.agent].generic:
                    return part, self._belongs(number, match)
        return "", None

    def _belongs(self, sentence: int, match: NounMatch) -> Where | None:
        """The owner of an earlier role noun, by its own phrase; remembered."""
        key = (sentence, match.start, match.agent)
        if key not in self._owners:
            self._owners[key] = self._owner(sentence, match)
        return self._owners[key]

    def _owner(self, sentence: int, match: NounMatch) -> Where | None:
        index = self.document.index(sentence)
        head = match.end - 1
        for name in index.names_at[head]:
            if name.start < match.start and name.end >= match.end:
                return self._of_name(name, self.actors.agents[match.agent].part)
        governor = index.sentence.heads[head]
        area = self.document.extent(sentence, head)
        heads: tuple[int, ...] = (head, match.start)
        if index.sentence.deprels[head] in _TITLE_RELATIONS and governor >= 0:
            heads = (head, match.start, governor)
        return self.document.where.find(sentence, index, match, heads, area, pronouns=False)

    def _of_name(self, name: NameMatch, part: str) -> Where | None:
        """Whose a name is in which a role noun stands: a party's, a state's; "*Arakan* Army" is no state's army."""
        bearing = self.document.bearers.bearing(name.entities[0])
        entity, code = bearing.entity, bearing.code
        if entity.kind not in {"organisation", "seat", "party"} or len(name.entities) > 1:
            return None
        if code[:3] in self.actors.countries and code[3:6] == part:
            return Where(code[:3], "country", None, entity.name)
        return Where(code, entity.kind, entity.name, entity.name) if entity.kind == "party" else None

    def _bearer(self, sentence: int, match: NounMatch) -> Actor | None:
        """The person that a title belongs to: "Turkish President *Recep Tayyip Erdogan*"."""
        index = self.document.index(sentence)
        head = match.end - 1
        deprels, heads = index.sentence.deprels, index.sentence.heads
        near = [child for child in index.children[head] if deprels[child] in {"flat", "appos"}]
        if deprels[head] in {"nmod:desc", "appos", "flat", "compound"} and heads[head] >= 0:
            near.append(heads[head])
        for token in near:
            if index.label(token) == "Person":
                found = self.document.resolve_token(sentence, token)
                if found.kind == "person" and found.code:
                    return found
        return None
