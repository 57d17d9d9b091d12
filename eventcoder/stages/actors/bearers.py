"""Which of several bearers of one spelling is meant, and what it bears at the document's date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.stages.actors.choice import Bearing, bearing_at, holds
from eventcoder.stages.actors.name_spans import PARTICLES
from eventcoder.stages.actors.sentence_index import NameMatch, SentenceIndex
from eventcoder.stages.actors.titles import office_words, same_office

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# Of several kinds of bearers of one spelling the first kind is meant, unless the parser saw a person.
_KINDS = (
    "country", "region", "seat", "organisation", "armed_group", "capital", "ethnic", "people", "adjective", "party",
    "person", "city",
)  # fmt: skip
_ORDER = {kind: number for number, kind in enumerate(_KINDS)}
# What every state has one of.
NATIONAL_PARTS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "LAB"})
# What an acronym may stand for in several countries.
_OF_ACRONYMS = frozenset({"organisation", "armed_group", "party", "seat", "region"})


class BearerChooser:
    """Chooses the bearers of names in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document
        self.actors = document.actors
        self._bearings: dict[int, Bearing] = {}

    def forget(self) -> None:
        """Lets go of the bearers that were chosen."""
        self._bearings.clear()

    def choose(
        self, sentence: int, index: SentenceIndex, match: NameMatch, *, area: Area | None = None, owner: bool = False
    ) -> Bearing | str | None:
        """The bearer that is meant, the reason as text where that stays open, None where the name is none here.

        owner: the name is asked as owner of a role noun.
        """
        entities = self.actors.entities
        found = match.entities
        if len(found) > 1:
            label = index.label(match.start)
            persons = [number for number in found if entities[number].kind == "person"]
            if persons and len(persons) < len(found):
                found = tuple(persons) if label == "Person" else tuple(n for n in found if n not in persons)
            if len(found) > 1:
                found = self._named_countries(found)
                first = min(_ORDER.get(entities[number].kind, 9) for number in found)
                found = tuple(number for number in found if _ORDER.get(entities[number].kind, 9) == first)
        single_word = match.end - match.start == 1
        kind = entities[found[0]].kind
        if (
            kind == "person"
            and single_word
            and index.sentence.upos[match.start] not in {"PROPN", "X"}
            and index.label(match.start) != "Person"
        ):
            return None
        if len(found) == 1:
            return self._in_role(found[0], index, match, area)
        bearings = [self.bearing(number) for number in found]
        if kind != "person":
            return self._of_things(bearings, sentence, index, match, area)
        return self._of_persons(bearings, sentence, index, match, area)

    def _named_countries(self, found: tuple[int, ...]) -> tuple[int, ...]:
        """Those of the bearers of an acronym whose country the document names; all where that tells nothing."""
        entities = self.actors.entities
        if len({entities[number].kind for number in found}) == 1 or not all(
            entities[number].kind in _OF_ACRONYMS for number in found
        ):
            return found
        counts = self.document.context.country_counts()
        return tuple(number for number in found if entities[number].code[:3] in counts) or found

    def _in_role(self, number: int, index: SentenceIndex, match: NameMatch, area: Area | None) -> Bearing:
        """What an entity bears; where no date tells, a title that names one of a person's offices does."""
        entity = self.actors.entities[number]
        if self.document.date is None and entity.kind == "person" and len({role.code for role in entity.roles}) > 1:
            title = self.document.titles.before(index, match, area)
            if title is not None:
                wanted = set(title.key.split()) - PARTICLES
                for role in sorted(entity.roles, key=lambda role: (role.rank, len(role.role.split()))):
                    if wanted <= same_office(office_words(role.role)):
                        return Bearing(entity, role.code, role.rank, role.role)
                part = self.actors.agents[title.agent].part
                if part == "ELI" and entity.code[:3] in self.actors.countries:
                    return Bearing(entity, entity.code[:3] + part, 4, title.key)  # "candidate X" holds no office
                for role in entity.roles:
                    if part in NATIONAL_PARTS - {"GOV"} and role.code[3:6] == part:  # "General X"
                        return Bearing(entity, role.code, role.rank, role.role)
        return self.bearing(number)

    def bearing(self, number: int) -> Bearing:
        """What an entity (by index) bears at the document's date; remembered."""
        found = self._bearings.get(number)
        if found is None:
            found = bearing_at(self.actors.entities[number], self.document.date)
            self._bearings[number] = found
        return found

    def _of_things(
        self, bearings: list[Bearing], sentence: int, index: SentenceIndex, match: NameMatch, area: Area | None
    ) -> Bearing | str:
        """Of states, organisations and parties of one name: what exists at the date, then what a country tells."""
        date = self.document.date
        alive = [
            b
            for b in bearings
            if not b.entity.roles or (b.rank < 4 if date else any(not role.end for role in b.entity.roles))
        ]
        bearings = alive or bearings
        if len({bearing.code for bearing in bearings}) == 1:
            return bearings[0]
        narrowed = self._by_country(bearings, index, match, area)
        if len({bearing.code for bearing in narrowed}) == 1:
            return narrowed[0]
        if bearings[0].entity.kind in {"country", "adjective", "people", "capital", "city", "region", "ethnic", "seat"}:
            return bearings[0]  # the files list the likelier bearer first (Congo, Korea)
        return _ambiguous(narrowed)

    def _of_persons(
        self, bearings: list[Bearing], sentence: int, index: SentenceIndex, match: NameMatch, area: Area | None
    ) -> Bearing | str:
        narrowed = self._by_phrase_country(bearings, index, match, area)
        title = self.document.titles.before(index, match, area)
        if len(narrowed) > 1 and title is not None:
            wanted = {word for word in title.key.split() if word not in PARTICLES}
            date = self.document.date
            offices = [
                bearing
                for bearing in narrowed
                if any(
                    wanted & office_words(role.role)
                    for role in bearing.entity.roles
                    if date is None or holds(role, date)
                )
            ]
            narrowed = offices or narrowed
        best = min(bearing.rank for bearing in narrowed)
        top = [bearing for bearing in narrowed if bearing.rank == best]
        if len(top) == 1:
            return top[0]
        counts = self.document.context.country_counts()
        countries = {bearing.code[:3]: counts.get(bearing.code[:3], 0) for bearing in top}
        most = max(countries.values())
        leading = [bearing for bearing in top if countries[bearing.code[:3]] == most]
        if most and len(leading) == 1:
            return leading[0]
        if len({bearing.code for bearing in leading}) == 1:
            # "President Bush": which one stays open, whom he acts for does not
            written = " ".join(index.sentence.words[match.start : match.end])
            return replace(leading[0], entity=replace(leading[0].entity, name=written), why=_ambiguous(leading))
        return _ambiguous(top)

    def _by_country(
        self, bearings: list[Bearing], index: SentenceIndex, match: NameMatch, area: Area | None
    ) -> list[Bearing]:
        narrowed = self._by_phrase_country(bearings, index, match, area)
        if len(narrowed) < len(bearings) or len(narrowed) == 1:
            return narrowed
        counts = self.document.context.country_counts()
        most = max(counts.get(bearing.code[:3], 0) for bearing in narrowed)
        return [b for b in narrowed if counts.get(b.code[:3], 0) == most] if most else narrowed

    def _by_phrase_country(
        self, bearings: list[Bearing], index: SentenceIndex, match: NameMatch, area: Area | None
    ) -> list[Bearing]:
        """Those of the countries that stand in the phrase before the name ("*Sudanese* President Bashir")."""
        start = area.start if area is not None else max(0, match.start - 6)
        named = {
            self.actors.entities[other.entities[0]].code[:3]
            for other in index.names
            if start <= other.start and other.end <= match.start
        }
        narrowed = [bearing for bearing in bearings if bearing.code[:3] in named]
        return narrowed or bearings


def _ambiguous(bearings: list[Bearing]) -> str:
    names = list(dict.fromkeys(bearing.entity.name for bearing in bearings))
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"ambiguous: {', '.join(names[:4])}{more}"
