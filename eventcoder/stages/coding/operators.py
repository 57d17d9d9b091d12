"""What a predication is by an operator: an act over another act ("agreed to withdraw"), composed by its table."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.model.codebook import Operator
from eventcoder.model.predication import Predication
from eventcoder.stages.coding.citizens import as_citizen
from eventcoder.stages.coding.ends import End, any_resolved, is_own_side, without
from eventcoder.stages.coding.entries import LINK_DEFAULT, Match
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.readings import Reading, ReadingsOf, needs_no_target, negated_code
from eventcoder.stages.coding.slots import direct

# Deeper chains of acts ("agreed to continue to try to ...") are the parser's errors more often than a writer's.
MAX_DEPTH = 4
# Where the other party to an uncoded act stands.
INNER_TARGETS = frozenset({"object", "recipient", "with", "against", "to", "on", "possessor", "of", "from"})
MAX_INNER_TARGETS = 2  # more are a list of things, not of parties


class OperatorReader:
    """Reads the operators of one sentence."""

    __slots__ = ("matcher", "predications", "readings_of")

    def __init__(self, matcher: Matcher, readings_of: ReadingsOf) -> None:
        self.matcher = matcher
        self.predications = matcher.predications
        self.readings_of = readings_of

    def compose(self, k: int, match: Match, operator: Operator, depth: int) -> list[Reading]:
        """The k-th predication over each act under it that the operator's table has a code for."""
        predication = self.predications[k]
        links = operator.links or LINK_DEFAULT
        found: list[Reading] = []
        for link, j in predication.complements:
            if link not in links or self._is_ground(link, j):
                continue
            for at, inner in self._acts(j, depth + 1):
                code = self._composed_code(operator, predication, self.predications[at], inner)
                if code:
                    found.append(self._over(k, match, operator, code, inner, at, j))
        # "proposed that X meet Y, *the Kremlin said*"
        comment = self.matcher.codebook.codebook.acts.comment
        return [reading for reading in found if self.readings_of(reading.inner, depth)[0].code not in comment] or found

    def _is_ground(self, link: str, j: int) -> bool:
        """Whether an act is why it is said and not what is asked or promised: "asked him to forgive *for failing*"."""
        act = self.predications[j]
        return link == "for" and act.kind == "verb" and act.time == "past"

    def _composed_code(self, operator: Operator, predication: Predication, act: Predication, inner: Reading) -> str:
        """The code of the operator over an act, "" for none."""
        composed = self.matcher.codebook.composed
        table = operator.table or operator.id
        code = composed(table, inner.code)
        negated = act.kind == "verb" and act.polarity == "negative" and predication.polarity == "positive"
        speech = self.matcher.codebook.codebook.speech
        if negated and table not in speech.denying:
            # "urged X not to attack": asked to end it
            code = composed(table, composed(speech.not_to, inner.code)) or code
        return code and negated_code(operator, code, predication)

    def _acts(self, j: int, depth: int) -> list[tuple[int, Reading]]:
        """The coded acts that a predication stands for, with their indexes.

        Its own; those of the event noun that it lends its subject to ("agreed to *hold talks*"); or those of the
        clause under it ("agreed to *continue to cooperate*").
        """
        found = [(j, reading) for reading in self.readings_of(j, depth)]
        if found or depth > MAX_DEPTH:
            return found
        for other, predication in enumerate(self.predications):
            if predication.light == j:
                found.extend((other, reading) for reading in self.readings_of(other, depth))
        if not found:
            for link, other in self.predications[j].complements:
                if link == "clause":
                    found.extend(self._acts(other, depth + 1))
        return found

    def _over(
        self, k: int, match: Match, operator: Operator, code: str, inner: Reading, at: int, under: int
    ) -> Reading:
        """The reading over an act. at: the act's predication; under: the complement that stands for it."""
        predication = self.predications[k]
        sources = self.matcher.sources(predication, True)
        targets, symmetric = self._targets_over(match, operator, predication, sources, inner, code)
        null_target = needs_no_target(self.matcher.codebook, operator.null_target, code) or (
            operator.null_target is None and inner.null_target
        )
        return Reading(
            code,
            operator,
            match,
            sources,
            targets,
            symmetric,
            composed=True,
            consumed=inner.consumed | {at, under},
            inner=at,
            null_target=null_target,
            tried=self._is_attempt(operator, code, inner),
        )

    def _is_attempt(self, operator: Operator, code: str, inner: Reading) -> bool:
        """Whether a deed is tried that has its own code all the same: "tried to capture the town"."""
        codebook = self.matcher.codebook.codebook
        if (operator.table or operator.id) not in codebook.speech.attempting or code != inner.code:
            return False
        return codebook.codes[code].quad_class.startswith("material")

    def _targets_over(
        self, match: Match, operator: Operator, predication: Predication, sources: list[End], inner: Reading, code: str
    ) -> tuple[list[End], bool]:
        """The targets, and whether both sides do it: the operator's own, else those of the act under it."""
        partners = self._partners(operator, predication)
        if partners:
            return partners, True
        several = operator.reciprocal and len(sources) > 1
        if operator.targets:
            own = self.matcher.targets(match, predication, sources, drill=not several)
            if not any_resolved(own):
                own = self._addressees(operator, predication, sources) or own
            own = [as_citizen(code, predication, sources, end, self.matcher) for end in own]
            # the subject of what he proposes to do himself is nobody else
            own = without(own, sources)
            known = [end for end in own if end.resolved]
            if known:
                return known, False
            if own and self._is_addressed(operator, predication, own):
                # "accused two teenagers of burning a mosque": not the mosque
                return own, False
        targets = without(inner.targets, sources)
        if several:
            # "Seoul and Washington agreed to lift a limit on *South Korean* missiles": they agreed with each other
            targets = [end for end in targets if not any(is_own_side(source, end) for source in sources)]
            if not targets:
                return [], True
        targets = targets or without(inner.sources, sources)
        if not targets:
            targets = [end for end in self.matcher.targets(match, predication, sources) if end.resolved]
        return targets, several and not any_resolved(targets)

    def _is_addressed(self, operator: Operator, predication: Predication, own: Sequence[End]) -> bool:
        """Whether an operator's object is whom it is said to or of, and not the act itself: "demanded *talks*"."""
        if operator.targets[0] != "object":
            return False
        acts = {self.predications[j].head for _, j in predication.complements}
        objects = {a.phrase.head for a in predication.arguments if a.role == "object" and not a.inside}
        return all(end.phrase.head in objects and end.phrase.head not in acts for end in own)

    def _addressees(self, operator: Operator, predication: Predication, sources: Sequence[End]) -> list[End]:
        """Whom a clause is said to where the operator asks for a recipient: "assured *Chile* that it would ..."."""
        if "recipient" not in operator.targets or not any(link == "clause" for link, _ in predication.complements):
            return []
        acts = {self.predications[j].head for _, j in predication.complements}
        told = [
            a.phrase for a in predication.arguments if a.role == "object" and not a.inside and a.phrase.head not in acts
        ]
        return [end for end in without(map(self.matcher.end, told), sources) if end.resolved]

    def _partners(self, operator: Operator, predication: Predication) -> list[End]:
        """ "agreed with Y to": Y is the target, and does it too."""
        for preposition in operator.partner:
            phrases = [a.phrase for a in predication.arguments if a.role == preposition and a.inside in ("", "object")]
            ends = [end for end in map(self.matcher.end, phrases) if end.resolved]
            if ends:
                return ends
        return []

    def default(self, k: int, match: Match, operator: Operator) -> Reading | None:
        """An operator over something that no frame codes: its own code, where the text names whom it is about."""
        predication = self.predications[k]
        code = operator.code and negated_code(operator, operator.code, predication)
        if not code:
            return None
        sources = self.matcher.sources(predication, True)
        if not any(end.named for end in sources):
            # "the cyclone threatened Bangladesh"
            return None
        several = operator.reciprocal and len(sources) > 1
        targets = self._partners(operator, predication)
        symmetric = bool(targets)
        if not targets:
            targets = without(self.matcher.targets(match, predication, sources, drill=not several), sources)
            if not any_resolved(targets):
                targets = self._addressees(operator, predication, sources) or targets
            targets = [as_citizen(code, predication, sources, end, self.matcher) for end in targets]
        if not any_resolved(targets) and any(end.resolved or end.actor.ner != "Person" for end in sources):
            # what a stranger promises of some country is his own affair
            targets = self._ends_of_uncoded_act(operator, predication, sources, drill=not several) or targets
        if several and not any_resolved(targets):
            symmetric, targets = True, []
        if code in self.matcher.codebook.codebook.acts.rejection and any_resolved(sources):
            # what is rejected may be any thing: "rejected the report", "refused to let the ship in"
            targets = targets or self._objects_of_uncoded_act(predication)
        else:
            targets = [end for end in targets if end.named]
        if not targets and not symmetric:
            return None
        return Reading(code, operator, match, sources, targets, symmetric, null_target=operator.null_target is True)

    def _objects_of_uncoded_act(self, predication: Predication) -> list[End]:
        """What the act under an operator is done to, in its words."""
        for link, j in predication.complements:
            if link == "clause":
                act = self.predications[j]
                return [self.matcher.end(a.phrase) for a in act.arguments if a.role == "object" and not a.inside]
        return []

    def _ends_of_uncoded_act(
        self, operator: Operator, predication: Predication, sources: Sequence[End], drill: bool
    ) -> list[End]:
        """The actors that the act under an operator names, those of its first complement that has any."""
        for link, j in predication.complements:
            if link not in (operator.links or LINK_DEFAULT):
                continue
            act = self.predications[j]
            phrases = [
                *act.sources,
                *(a.phrase for a in act.arguments if a.role in INNER_TARGETS and a.inside != "subject"),
            ]
            ends = [end for end in without(map(self.matcher.end, phrases), sources) if end.resolved]
            # "asked to lease a *Namibian* training area"
            if not ends and drill:
                ends = self.matcher.inside(direct(act, "object"), act, sources)
            if ends:
                return ends[:MAX_INNER_TARGETS]
        return []
