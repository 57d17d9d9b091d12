"""The country that a whole text is about: whose "the government" and "police" are where no phrase says it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from eventcoder.stages.actors.normalize import DASHES, HYPHENS, singular
from eventcoder.stages.actors.sentence_index import SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver

# A shorter text is no story: "the United States urged the government" is not about the American one.
SENTENCES: Final = 4
# Names of one country without a dateline there, and with one.
NAMED: Final = 4
NAMED_AT_DATELINE: Final = 2
# So much oftener than any other country without a dateline; at the dateline it may be named a little less often.
OFTENER: Final = 1.5
AT_DATELINE: Final = 0.6
# What the first sentences name is what the text is about.
LEAD: Final = 2

# A state has one of each, so that several belong to several states.
_ONE_OF_A_STATE: Final = frozenset(
    {"government", "president", "premier", "parliament", "army", "military", "king", "monarch", "head",
     "leader", "state", "chancellor", "junta", "regime", "administration", "navy"}
)  # fmt: skip
_BODIES: Final = frozenset({"EDU", "BUS", "HLH", "REL", "MED"})
_INSIDE: Final = frozenset({"in", "inside", "across", "throughout", "around"})
_STATE_PARTS: Final = frozenset({"GOV", "MIL", "LEG"})
_SAY_NOTHING: Final = frozenset({"fellow", "some", "several", "many", "most", "current", "new", "late"})
_STATES: Final = frozenset({"country", "state", "nation", "government", "side", "region", "continent", "world"})
_DATELINE_TOKENS: Final = 14


class Story:
    """The country of one document; worked out when first asked for."""

    def __init__(self, document: DocumentResolver) -> None:
        self.document = document
        self._dateline: str | None = None
        self._country: str | None = None

    def country(self) -> str:
        """ISO3 of the country that the text names by far the most, or at its dateline and about as often; or ""."""
        if self._country is None:
            self._country = self._find_country()
        return self._country

    def where(self, *, domestic: bool) -> tuple[str, str]:
        """ISO3 of the owner of a bare role noun and the words that say why; "" twice where nobody knows.

        domestic: a role noun that acts at home, whose country the dateline tells also of a text too short for a story.
        """
        country = self.country()
        if country:
            return country, f"{country}, which the text is about"
        dateline = self.dateline_country() if domestic else ""
        return dateline, f"dateline {dateline}"

    def dateline_country(self) -> str:
        """ISO3 of the place in capitals that opens the text ("ISTANBUL (Reuters) - "), or ""."""
        if self._dateline is None:
            self._dateline = self._find_dateline() if self.document.sentences else ""
        return self._dateline

    def owns(self, number: int, head: int, part: str = "GOV") -> bool:
        """Whether a bare role noun may be the story's own: no envoy, no foreigner, not one of several governments.

        number: of its sentence; part: what the noun is; a state has several oppositions.
        """
        actors = self.document.actors
        index = self.document.index(number)
        sentence = index.sentence
        if part[:3] in _BODIES and self._ends_name(index, head):
            return False
        noun = singular(sentence.words[head])
        if noun in actors.listed("sent_abroad") or noun in actors.listed("people_abroad"):
            return False
        children = index.children[head]
        # "military leaders" may be of one state, "leaders" are of several
        bare = not any(
            sentence.deprels[child] in ("amod", "compound", "nmod:poss")
            and sentence.upos[child] != "PRON"
            and sentence.words[child].lower() not in _SAY_NOTHING
            for child in children
        )
        if bare and noun == "party" and "Number=Plur" in sentence.feats[head]:
            return False  # "all parties" are those to the conflict
        if bare and part[:3] in _STATE_PARTS and noun in _ONE_OF_A_STATE and "Number=Plur" in sentence.feats[head]:
            return False
        # what belongs to an office says nothing more: "head of *state*", "*foreign* minister", but "*foreign* fighter"
        within = {
            token
            for match in index.nouns_at[head]
            if actors.agents[match.agent].part == "GOV"
            for token in range(match.start, match.end)
        } - {head}
        outer = [child for child in children if child not in within]
        for child in outer:
            if sentence.deprels[child] == "nmod" and singular(sentence.words[child]) in _STATES:
                words = {sentence.words[other].lower() for other in index.children[child]}
                if "the" not in words or words.isdisjoint(_INSIDE) or "Number=Plur" in sentence.feats[child]:
                    return False  # "commanders from both countries", but "people across the country"
                if len(words) > 2:
                    return False  # "in the breakaway region"
        words = {singular(sentence.words[token]) for token in (head, *outer) if token <= head}
        return words.isdisjoint(actors.listed("of_several_states"))

    def _ends_name(self, index: SentenceIndex, head: int) -> bool:
        """Whether a noun ends the name of a body of nobody knows where: "George Washington *University*"."""
        span, words = index.spans[head], index.sentence.words
        if span is None or span.label != "Organization" or not words[head][:1].isupper():
            return False
        within = {token for match in index.nouns_at[head] for token in range(match.start, match.end)}
        return any(
            token not in within and words[token][:1].isupper() and index.sentence.upos[token] == "PROPN"
            for token in range(span.start, head)
        )

    def _find_country(self) -> str:
        if len(self.document.sentences) < SENTENCES:
            return ""
        named: Counter[str] = Counter()
        dateline = self.dateline_country()
        first = 1 if self._opens_with_dateline() else 0
        for number in range(first, len(self.document.sentences)):
            weight = LEAD if number < first + LEAD else 1
            for country in self._countries_of(self.document.index(number)):
                named[country] += weight
        ranked = named.most_common(2)
        if not ranked:
            return ""
        country, most = ranked[0]
        if dateline and named[dateline] >= max(NAMED_AT_DATELINE, AT_DATELINE * most):
            return dateline
        second = ranked[1][1] if len(ranked) > 1 else 0
        return country if most >= NAMED and most >= OFTENER * second else ""

    def _countries_of(self, index: SentenceIndex) -> list[str]:
        """The country of each name of a sentence, nested names and names of several bearers left out."""
        actors = self.document.actors
        found: list[str] = []
        covered = -1
        for match in index.names:
            if match.start < covered:
                continue
            covered = match.end
            codes = {actors.entities[one].code[:3] for one in match.entities}
            if len(codes) == 1:
                country = codes.pop()
                if country in actors.countries:
                    found.append(country)
        return found

    def _opens_with_dateline(self) -> bool:
        """Whether the first sentence is a dateline and nothing else."""
        words = self.document.sentences[0].words
        return len(words) <= _DATELINE_TOKENS and words[-1] in {":", *HYPHENS, *DASHES}

    def _find_dateline(self) -> str:
        index = self.document.index(0)
        words = index.sentence.words
        # a sentence of its own, or, in parses made elsewhere, the beginning of the first one
        own = self._opens_with_dateline()
        if not own and (not words[0].isupper() or index.all_caps):
            return ""
        ends = {"(", ":", *DASHES} if own else {"(", ":", *HYPHENS, *DASHES}
        stop = next((i for i, word in enumerate(words[:_DATELINE_TOKENS]) if word in ends), len(words) if own else -1)
        places = [self.document.actors.entities[match.entities[0]] for match in index.names if match.end <= stop]
        states = [place.code for place in places if place.kind == "country"]
        towns = [place.code[:3] for place in places if place.kind in {"capital", "city"}]
        return next(iter(states or towns), "")
