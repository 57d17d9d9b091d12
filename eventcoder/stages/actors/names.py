"""Named actors: which dictionary name a phrase bears, and which of its bearers is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.choice import Bearing, bearing_at, holds
from eventcoder.stages.actors.citizens import as_people
from eventcoder.stages.actors.name_spans import PARTICLES
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import NameMatch, NounMatch, SentenceIndex, Span
from eventcoder.stages.actors.titles import OPPOSITION_LEADER, office_words, same_office

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import Area, DocumentResolver

# Of several kinds of bearers of one spelling the first kind is meant, unless the parser saw a person.
_KINDS = (
    "country", "region", "seat", "organisation", "armed_group", "capital", "ethnic", "people", "adjective", "party",
    "person", "city",
)  # fmt: skip
_ORDER = {kind: number for number, kind in enumerate(_KINDS)}
_AS_COUNTRY = frozenset({"country", "people", "adjective"})
# What names citizens in the plural ("Kenyans"), "Swiss" and "Lebanese" among them.
_AS_PEOPLE = frozenset({"people", "adjective"})
# What every state has one of.
_NATIONAL_PARTS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG", "LAB"})
# What an acronym may stand for in several countries.
_OF_ACRONYMS = frozenset({"organisation", "armed_group", "party", "seat", "region"})
# What a state is called beside its name: "the former colonial *ruler*, France".
_CALLS_A_STATE = frozenset({"ruler", "power", "neighbor", "ally", "host", "state", "country", "nation"})
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
_KIND_OUT = dict.fromkeys(("people", "adjective", "capital", "region", "ethnic"), "country") | {"seat": "organisation"}


class NameChooser:
    """Finds and chooses the bearers of names in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document
        self.actors = document.actors
        self._bearings: dict[int, Bearing] = {}

    def forget(self) -> None:
        """Lets go of the bearers that were chosen."""
        self._bearings.clear()

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
        """Whether a name longer than its phrase is one all the same: "Serbia and *Montenegro*"."""
        span = index.spans[match.start]
        if span is not None and (span.start, span.end) == (match.start, match.end):
            return True
        if " and " not in match.key or len(match.entities) > 1:
            return False
        bearing = self.bearing(match.entities[0])
        return bearing.entity.kind == "country" and not (bearing.entity.roles and bearing.rank == 4)

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
                chosen = self.choose(sentence, index, match)
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
        chosen = self.choose(sentence, index, match)
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
        chosen = self.choose(sentence, index, match, area=area)
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
        if chosen.entity.kind in {"seat", "organisation", "party"}:
            state = self.document.titles.of_other_country(index, match, area, chosen)
            if state and chosen.entity.kind != "organisation":
                return None
            if state and chosen.code[3:6] in _NATIONAL_PARTS:
                # "*Kenya's* National Intelligence Service": many states have a body of the name
                code, why = state + chosen.code[3:6], f"{' '.join(words)} of {state}"
                return self.document.code_actor(" ".join(words), code, "organisation", why, index.label(head))
        if chosen.entity.kind == "person" and self.document.titles.speak_against(index, match, area, chosen):
            return None
        titles = self.document.titles
        former = titles.former(index, match, area, chosen)
        return self.actor_of(chosen, index, head, words, former, titles.opposed(index, match, area))

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

    # which bearer

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
                for role in entity.roles:
                    if part in _NATIONAL_PARTS - {"GOV"} and role.code[3:6] == part:  # "General X"
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

    def _in_document(self, sentence: int, index: SentenceIndex, match: NameMatch) -> Actor | None:
        """A bare surname whose bearer the document names in full, unless a head of state or government bears it."""
        full = [
            item
            for item in self.document.context.full_names(match.key.split()[-1])
            if item[0] != sentence or item[1] != match.start
        ]
        if not full or any(
            self.bearing(number).rank == 1 and self.actors.entities[number].kind == "person"
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


def _ambiguous(bearings: list[Bearing]) -> str:
    names = list(dict.fromkeys(bearing.entity.name for bearing in bearings))
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"ambiguous: {', '.join(names[:4])}{more}"
