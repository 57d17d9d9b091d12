"""Whose a role noun is by what a clause says of others: by pronouns, by whom men are loyal to, by who sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eventcoder.model.actor import Actor
from eventcoder.stages.actors.codes import country_of
from eventcoder.stages.actors.normalize import singular
from eventcoder.stages.actors.sentence_index import NounMatch, SentenceIndex

if TYPE_CHECKING:
    from eventcoder.stages.actors.resolver import DocumentResolver

POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
OF_ONE = frozenset({"his", "her", "my"})
GROUPS = ("armed_group", "party")
_OWN_BODIES = frozenset({"person", *GROUPS})
_LOYAL = frozenset({"loyal", "faithful", "allied", "aligned"})
_ALLIED = frozenset({"allied", "aligned"})  # "US-allied" forces are not American
_SENDS = frozenset(
    {
        "send",
        "deploy",
        "dispatch",
        "withdraw",
        "redeploy",
        "contribute",
        "station",
        "recall",
        "mobilize",
        "mobilise",
        "order",
    }
)
_SENDINGS = frozenset({"deployment", "dispatch", "sending", "withdrawal"})
_DECIDES = frozenset({"approve", "authorize", "authorise", "order", "announce", "suspend", "begin", "complete"})
_ASKS = frozenset({"ask", "urge", "tell", "order", "request", "invite", "press", "beg", "call", "want"})
_OF_DEEDS = frozenset({"of", "for", "from"})
_SENT = frozenset({"MIL", "COP", "HLH"})
_ARMED_OUTSIDERS = frozenset({"REB", "INS", "SEP", "UAF"})
# What armed groups and parties have of their own, and not of their country.
_OF_GROUPS = frozenset({"MIL", "UAF", "REB", "INS", "LEG", "OPP"})
_OF_LEADERS = frozenset({"coalition", "party", "movement", "camp", "bloc", "alliance"})
_LED = frozenset({"led", "headed", "commanded", "founded", "run"})
_BASED = frozenset({"based", "living", "operating", "headquartered", "residing"})
_FLEEING = frozenset({"fleeing", "escaping"})
_FLED_ACTORS = frozenset({"person", "organisation", "armed_group", "party"})
_NOT_FROM = frozenset({"to", "into", "for", "towards", "toward"})
_AT_HOME_ABROAD = frozenset({"MIL", "GOV"})  # who is based in another country and not of it


@dataclass(frozen=True, slots=True)
class Where:
    """What a role noun belongs to. code: of the country, organisation or group; name: the dictionary's, or None.

    kind: `country`, `region`, `ethnic`, `person`, `organisation`, `armed_group`, `party`, `seat`; why: for `explain`.
    """

    code: str
    kind: str
    name: str | None
    why: str


class OwnerReader:
    """Reads the clauses around role nouns in one document."""

    def __init__(self, document: DocumentResolver) -> None:
        """For one document."""
        self.document = document

    def beside(self, sentence: int, index: SentenceIndex, noun: NounMatch, children: list[int]) -> Where | None:
        """The owner that what hangs on a noun tells, or None. children: of the noun's heads."""
        return (
            self.loyal_to(sentence, index, noun, children)
            or self.led_by(sentence, index, noun, children)
            or self._based_in(sentence, index, noun, children)
        )

    def led_by(self, sentence: int, index: SentenceIndex, noun: NounMatch, children: list[int]) -> Where | None:
        """Who leads a group of whom nothing else is said: "a wing *headed by* X", "militias *led by* X"."""
        words = index.sentence
        for child in children:
            if child < noun.end or words.words[child].lower() not in _LED or not words.deprels[child].startswith("acl"):
                continue
            for leader in index.children[child]:
                if words.deprels[leader] != "obl:agent" and self.document.preposition(index, leader) != "by":
                    continue
                actor = self.document.resolve_token(sentence, leader)
                if self._may_own(actor) and actor.kind in _OWN_BODIES:
                    return self._of_actor(actor, f"led by {actor.how}", noun)
        return None

    def _based_in(self, sentence: int, index: SentenceIndex, noun: NounMatch, children: list[int]) -> Where | None:
        """Where civilians are at home: "a newspaper *based in Beirut*", "refugees *fleeing the war in Liberia*"."""
        words = index.sentence
        part = self.document.actors.agents[noun.agent].part
        for child in children:
            said = words.words[child].lower()
            if child < noun.end or not words.deprels[child].startswith("acl"):
                continue
            if said in _BASED and part not in _AT_HOME_ABROAD:
                for place in index.children[child]:
                    if words.deprels[place].startswith("obl"):
                        found = self.document.where.of_name(sentence, index, place)
                        if found is not None:
                            return found
            if said in _FLEEING:
                group: Where | None = None
                waiting = list(index.children[child])
                # no phrase has more words than the sentence: a broken tree may have cycles
                for _ in index.children:
                    if not waiting:
                        break
                    place = waiting.pop(0)
                    if self.document.preposition(index, place) in _NOT_FROM:
                        continue
                    found = self.document.where.of_name(sentence, index, place)
                    if found is not None and found.kind in _FLED_ACTORS:
                        # whom they flee is not their own, and where they do is nearer: "fleeing the Taliban in Quetta"
                        country = country_of(found.code, self.document.actors.countries)
                        if country is not None and group is None:
                            group = Where(country, "country", None, found.why)
                    elif found is not None:
                        return found
                    waiting.extend(index.children[place])
                if group is not None:
                    return group
        return None

    def of_subject(self, sentence: int, index: SentenceIndex, token: int, noun: NounMatch) -> Where | None:
        """The owner behind "its": the subject of the clause, where it resolves ("Syria offered *its* troops").

        Without one "his" and "her" are the person's who acts in the sentence before.
        """
        words = index.sentence
        said = words.words[token].lower()
        inside = {token}
        at = words.heads[token]
        for _ in range(12):
            if at < 0:
                break
            harmed = at == words.heads[noun.end - 1] and words.deprels[noun.end - 1] == "obj"
            if harmed and singular(words.lemmas[at]) in self.document.listed("harms"):
                inside.add(at)
                at = words.heads[at]
                continue
            for child in index.children[at]:
                if said == "its" and "Number=Plur" in words.feats[child]:
                    # "Jordan left after protesters stormed *its* embassy"
                    continue
                if words.deprels[child].startswith("nsubj") and child not in inside and words.upos[child] != "PRON":
                    actor = self.document.resolve_token(sentence, child)
                    if self._may_own(actor):
                        return self._of_actor(actor, f"'{said}': {actor.how}", noun)
            inside.add(at)
            at = words.heads[at]
        return self._of_sentence_before(sentence, said, noun)

    def _of_sentence_before(self, sentence: int, said: str, noun: NounMatch) -> Where | None:
        """The person who acts in the sentence before: "Sadr spoke. ... when *his* loyalists left"."""
        if not sentence or said not in {"his", "her"}:
            return None
        words = self.document.sentences[sentence - 1]
        index = self.document.index(sentence - 1)
        root = next((token for token, above in enumerate(words.heads) if above < 0), -1)
        for child in index.children[root] if root >= 0 else ():
            if words.deprels[child].startswith("nsubj") and words.upos[child] != "PRON":
                actor = self.document.resolve_token(sentence - 1, child)
                if actor.kind == "person" and self._may_own(actor):
                    return self._of_actor(actor, f"'{said}', the sentence before: {actor.how}", noun)
        return None

    def _may_own(self, actor: Actor) -> bool:
        # "crowds burned *their* flags": nobody's without a country
        return actor.code is not None and (actor.country is not None or actor.kind != "agent")

    def _of_actor(self, actor: Actor, why: str, noun: NounMatch) -> Where:
        """An actor as owner: a state for most of its people, a group for its fighters, any for its leaders."""
        code = actor.code or ""
        country = Where(actor.country or code, "country" if actor.country else actor.kind, actor.name, why)
        if noun.agent < 0:
            return Where(code, actor.kind, actor.name, why)
        agent = self.document.actors.agents[noun.agent]
        if actor.kind in GROUPS or actor.sector in _ARMED_OUTSIDERS:
            return Where(code, "armed_group", actor.name, why) if agent.generic or agent.part in _OF_GROUPS else country
        if agent.generic and actor.sector not in {None, "CVL", "GOV"} and actor.kind != "people":
            return Where(code, actor.kind, actor.name, why)
        return country

    def sender(self, sentence: int, index: SentenceIndex, noun: NounMatch) -> Where | None:
        """Who sends soldiers, police or envoys: "Russia *sent paratroopers*", "asked Kenya to *deploy police*".

        Or who decides it: "parliament *approved the deployment* of soldiers".
        """
        words = index.sentence
        head = noun.end - 1
        verb = words.heads[head]
        if verb < 0:
            return None
        agent = self.document.actors.agents[noun.agent]
        sent_abroad = noun.key.split()[-1] in self.document.listed("sent_abroad")
        if agent.part not in _SENT and not agent.generic and not sent_abroad:
            return None
        if words.lemmas[verb].lower() in _SENDINGS and words.heads[verb] >= 0:
            verb, wanted = words.heads[verb], _DECIDES
        else:
            wanted = _SENDS
            if words.deprels[head] != "obj" and not (words.deprels[head] == "iobj" and agent.part in _SENT):
                return None
        if words.lemmas[verb].lower() not in wanted:
            return None
        for _ in range(3):
            relations = {words.deprels[child]: child for child in index.children[verb]}
            ordered = words.deprels[verb] in {"xcomp", "advcl", "conj"} and "nsubj" not in relations
            if not ordered:
                break
            above = words.heads[verb]
            told = {words.deprels[child]: child for child in index.children[above]}
            if words.deprels[verb] == "xcomp" and words.lemmas[above].lower() in _ASKS:
                relations = {"nsubj": told.get("iobj", told.get("obj", -1))}
                break
            if "obj" in told and any(words.words[child].lower() in _OF_DEEDS for child in index.children[verb]):
                # "accused *Rwanda* of sending troops"
                relations = {"nsubj": told["obj"]}
                break
            verb = above
        sender = relations.get("nsubj", -1)
        if sender < 0 or words.upos[sender] == "PRON":
            return None
        actor = self.document.resolve_token(sentence, sender)
        if actor.code is None or (actor.country is None and not actor.code.startswith("IGO")):
            return None
        code = actor.country or actor.code
        return Where(code, "country" if actor.country else actor.kind, actor.name, f"sent by {actor.how}")

    def of_body(self, sentence: int, index: SentenceIndex, noun: NounMatch) -> Where | None:
        """Whose a body is that no dictionary knows: "a faction *of the FARC*", "*his* movement"."""
        words = index.sentence
        for child in index.children[noun.start]:
            said = words.words[child].lower()
            if words.deprels[child] == "nmod:poss" and words.upos[child] == "PRON" and said in POSSESSIVES:
                found = self.of_subject(sentence, index, child, noun)
                return found if found is not None and found.kind in _OWN_BODIES else None
            if words.deprels[child] == "nmod:poss" and words.upos[child] == "PROPN":
                actor = self.document.resolve_token(sentence, child)
                if actor.code is not None and actor.kind == "person":
                    return Where(actor.code, actor.kind, actor.name, actor.how)
            if words.deprels[child].startswith("nmod") and self.document.preposition(index, child) in {"of", "within"}:
                actor = self.document.resolve_token(sentence, child)
                led = actor.kind == "person" and noun.key in _OF_LEADERS
                if actor.code is not None and (actor.kind in GROUPS or led):
                    return Where(actor.code, actor.kind, actor.name, actor.how)
        return self.led_by(sentence, index, noun, index.children[noun.start])

    def loyal_to(self, sentence: int, index: SentenceIndex, noun: NounMatch, children: list[int]) -> Where | None:
        """Whom armed men and others are loyal to: "forces *loyal to the president*", "gunmen *allied with* rebels"."""
        words = index.sentence
        for child in children:
            said = words.words[child].lower()
            if child < noun.end or said not in _LOYAL:
                continue
            for other in index.children[child]:
                if not words.deprels[other].startswith(("obl", "nmod")):
                    continue
                actor = self.document.resolve_token(sentence, other)
                if not self._may_own(actor) or (said in _ALLIED and actor.kind == "country"):
                    continue
                return self._of_actor(actor, f"{said} to {actor.how}", noun)
        return None
