"""Titles beside persons' names: which office is meant, whether it is former, whose last name it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.choice import Bearing, holds
from eventcoder.stages.actors.name_spans import PARTICLES, skeleton
from eventcoder.stages.actors.normalize import phrase_pieces, singular
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex, Span

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

OPPOSITION_LEADER = "opposition leader"
_CIVIL_PARTS = frozenset({"COP", "MED", "EDU", "LAB", "CVL", "BUS", "REL", "HLH", "AGR"})


class TitleReader:
    """Reads titles in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        self.document = document
        self.actors = document.actors

    def of_other_country(self, index: SentenceIndex, match: NameMatch, area: Area, chosen: Bearing) -> str:
        """The other state, ISO3, whose a body of one state is here ("the *Philippine* Justice Department"), or ""."""
        named = {
            self.actors.entities[other.entities[0]].code[:3]
            for other in index.names
            if area.start <= other.start
            and other.end <= match.start
            and not self.document.where.stands_off(index, other)
        } & self.actors.countries
        if chosen.code[:3] not in self.actors.countries or chosen.code[:3] in named:
            return ""
        return min(named, default="")

    def before(self, index: SentenceIndex, match: NameMatch, area: Area | None) -> NounMatch | None:
        """The role noun that stands before a name in its phrase, or a word or two away from it."""
        start = area.start if area is not None else 0
        best: NounMatch | None = None
        for noun in index.nouns:
            if (
                noun.end <= match.start
                and noun.start >= start
                and noun.end >= match.start - 3
                and (best is None or noun.end > best.end)
            ):
                best = noun
        return best

    def speak_against(self, index: SentenceIndex, match: NameMatch, area: Area, chosen: Bearing) -> bool:
        """Whether a bare surname follows a title or country that is not its bearer's ("Australian journalist Bush")."""
        if match.end - match.start > 1:
            return False
        title = self.before(index, match, area)
        if title is None:
            return False
        part = self.actors.agents[title.agent].part
        borne = {role.code[3:6] for role in chosen.entity.roles}
        if part in _CIVIL_PARTS and part not in borne:
            return True
        if index.spans[match.start] is not None:
            named = {
                self.actors.entities[other.entities[0]].code[:3]
                for other in index.names
                if area.start <= other.start
                and other.end <= title.start
                and not self.document.where.stands_off(index, other)
            } & self.actors.countries
            return bool(named) and chosen.code[:3] in self.actors.countries and chosen.code[:3] not in named
        return False

    def former(self, index: SentenceIndex, match: NameMatch, area: Area, chosen: Bearing) -> bool:
        """Whether the text itself calls the office former that the dictionary gives ("*former* president X")."""
        if chosen.entity.kind != "person":
            return False
        title = self.before(index, match, area)
        if title is None:
            return False
        return self.said_former(index, title, chosen)

    def opposed(self, index: SentenceIndex, match: NameMatch, area: Area) -> bool:
        """Whether the text calls a person the leader of the opposition: "*opposition leader* X"."""
        title = self.before(index, match, area)
        return title is not None and title.key == OPPOSITION_LEADER and title.end == match.start

    def said_former(self, index: SentenceIndex, title: NounMatch, chosen: Bearing) -> bool:
        """Whether "former" stands before a title that names the office which the dictionary gives."""
        former = self.actors.listed("former")
        if former.isdisjoint(index.pieces) or not any(
            piece in former and title.start - 4 <= token <= title.start for piece, _, token in index.flat
        ):
            return False
        offices = office_words(chosen.why)
        return chosen.rank == 4 or bool(offices & (set(title.key.split()) - {"of", "vice", "deputy"}))

    # surnames that are no alias: only beside what makes them certain

    def by_title(
        self, index: SentenceIndex, head: int, span: Span, surname: str, titles: list[NounMatch]
    ) -> Actor | None:
        """The one holder of an office of the title's name whose last name this is: "Foreign Minister *Lavrov*"."""
        if not surname or not titles:
            return None
        wanted = set(titles[0].key.split()) - PARTICLES
        found = []
        words = index.sentence.words
        firsts = [word.lower() for word in words[span.start : span.end - 1]]
        for number in self.actors.surnames.get(surname) or self._misspelt(firsts, surname):
            entity = self.actors.entities[number]
            offices = [
                role
                for role in entity.roles
                if role.rank < 3
                and (self.document.date is None or holds(role, self.document.date))
                and _is_title_of(wanted, office_words(role.role))
            ]
            if offices:
                bearing = self.document.bearers.bearing(number)
                if self.document.date is None:
                    # without a date the title tells the office
                    bearing = Bearing(entity, offices[-1].code, offices[-1].rank, offices[-1].role)
                found.append(bearing)
        found = [b for b in found if all(self._one_spells(word, b) for word in firsts)]
        area_start = max(0, titles[0].start - 4)
        named = {
            self.actors.entities[other.entities[0]].code[:3]
            for other in index.names
            if area_start <= other.start and other.end <= span.start
        } & self.actors.countries
        if named:
            found = [bearing for bearing in found if bearing.code[:3] in named]
        if len(found) != 1 or found[0].rank > 2:
            return None
        return self.document.names.actor_of(
            found[0], index, head, words[span.start : span.end], self.said_former(index, titles[0], found[0])
        )

    def _misspelt(self, firsts: list[str], surname: str) -> list[int]:
        """Persons of this first name whose surname is one letter away: "Francois *Mitterand*"."""
        if not firsts or len(surname) < 5:
            return []
        return [
            number
            for number in self.actors.first_names.get(skeleton(firsts[0]), ())
            if _one_letter_apart(surname, phrase_pieces(self.actors.entities[number].name)[-1].lower())
        ]

    def _one_spells(self, word: str, bearing: Bearing) -> bool:
        pieces = [piece.lower() for piece in phrase_pieces(bearing.entity.name)]
        return any(skeleton(piece) == skeleton(word) for piece in pieces)

    def ruler(self, index: SentenceIndex, token: int) -> Bearing | None:
        """The one head of state or government of a last name, for "*Assad* regime"; of several the one in office."""
        words = index.sentence
        word = words.words[token]
        if words.upos[token] != "PROPN" or len(word) < 3 or not word.istitle() or index.names_at[token]:
            return None
        last = [piece for piece, _, at in index.flat if at == token]
        found = (
            [self.document.bearers.bearing(number) for number in self.actors.surnames.get(last[-1], ())] if last else []
        )
        found = [b for b in found if b.rank == 1 and b.code[:3] in self.actors.countries]
        return found[0] if len({bearing.code[:3] for bearing in found}) == 1 else None


def office_words(role: str) -> set[str]:
    """The words of an office, as singular() writes them, without the small ones."""
    return {singular(word) for word in role.replace("-", " ").replace(",", " ").split()} - PARTICLES - {"for"}


def _one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter more, less or other makes one word the other."""
    shorter, longer = sorted((first, second), key=len)
    if len(longer) - len(shorter) > 1 or first == second:
        return False
    same = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return longer[same + 1 :] == shorter[same + (len(longer) == len(shorter)) :]


def _is_title_of(wanted: set[str], office: set[str]) -> bool:
    """Whether a title is short for an office.

    "Foreign minister" is for the minister of foreign affairs; "president" is not for the president of the assembly.
    """
    return wanted <= same_office(office) and len(office - wanted) <= (0 if len(wanted) == 1 else 2)


def same_office(words: set[str]) -> set[str]:
    """The words of an office with what titles say for them: "Minister of Foreign Affairs" is a foreign minister."""
    more = set(words)
    if "affair" in words:
        more.add("foreign")
    if "chancellor" in words or "secretary" in words:
        more.add("minister")
    return more
