"""The coder of one sentence: frames, operators over them, and which of several readings becomes a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from eventcoder.model.codebook import Frame, Operator
from eventcoder.model.predication import Phrase, Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.stages.coding.entries import LINK_DEFAULT, CompiledCodebook
from eventcoder.stages.coding.matching import End, Match, Matcher, identity, is_of_kind, is_same

# In these roots an unresolved target must be a name: "endorsed the idea" is no event between two actors.
NAMED_TARGETS = frozenset({"02", "03", "04", "05", "16"})
CHARGES = frozenset({"11", "17"})
CHARGE_LINKS = frozenset({"of", "for", "over", "with"})
PROTEST = "14"
AIMS = frozenset({"02", "10", "11", "12", "14"})
NAME_CLASSES = frozenset({"Person", "Organization", "Location", "NORP"})
MAX_PAIRS = 36
MAX_DEPTH = 4
SPEAK_FUTURE = "speak-future"
WILL_NOT = "refuse"
MUST = "demand"
NOT_TO = "halt"


@dataclass(frozen=True, slots=True)
class Coded:
    """One event of one mention: an actor pair with a code. source or target None where the text names none."""

    code: str
    source: End | None
    target: End | None
    predication: int
    rule: Frame | Operator
    factuality: str
    negated: bool
    speaker: Phrase | None
    inner: int = -1
    reverse: bool = False


@dataclass(slots=True)
class Reading:
    """What one predication was found to be, before pairs are made."""

    code: str
    rule: Frame | Operator
    match: Match
    sources: list[End]
    targets: list[End]
    symmetric: bool = False
    reverse: str = ""
    composed: bool = False
    consumed: set[int] = field(default_factory=set)
    inner: int = -1
    null_target: bool = False
    null_source: bool = False


def factuality_of(predication: Predication) -> str:
    """The first that applies: requested, hypothetical, future, actual."""
    if predication.requested:
        return "requested"
    if predication.modality != "none":
        return "hypothetical"
    if predication.time == "future":
        return "future"
    return "actual"


def code_sentence(
    predications: Sequence[Predication], codebook: CompiledCodebook, actors: DocumentActors
) -> list[Coded]:
    """All events of one sentence, in order of their predicates.

    Args:
        predications: of one sentence, in order.
        codebook: compiled.
        actors: the document's resolver.

    Returns:
        One Coded per source, target and predicate; both directions of a symmetric act.
    """
    return SentenceCoder(predications, codebook, actors).code()


class SentenceCoder:
    """Holds the matches of one sentence while rows are made from them."""

    def __init__(self, predications: Sequence[Predication], codebook: CompiledCodebook, actors: DocumentActors) -> None:
        self.predications = predications
        self.codebook = codebook
        self.matcher = Matcher(codebook, predications, actors)
        self._readings: dict[int, list[Reading]] = {}

    def code(self) -> list[Coded]:
        """The sentence's events."""
        consumed: set[int] = set()
        found: list[Coded] = []
        readings: list[tuple[int, Reading]] = []
        for k, predication in enumerate(self.predications):
            if (predication.kind, predication.lemma) in self.codebook.entries:
                readings.extend((k, reading) for reading in self.readings(k))
        for _, reading in readings:
            consumed |= reading.consumed
        for k, reading in readings:
            if k in consumed or self._is_shadowed(k, consumed):
                continue
            found.extend(self._rows(k, reading))
        # an event noun that a verb only supports or completes says it all: "the air strike killed ten"
        said = {self.predications[row.predication].light for row in found} - {-1}
        found = [row for row in found if row.predication not in said]
        found = self._with_aims(found)
        for k, predication in enumerate(self.predications):
            if predication.modality != "obliged" or predication.speaker is None:
                continue
            if predication.parent >= 0 and self.predications[predication.parent].modality == "obliged":
                continue
            demands = self._spoken_demand(k, predication)
            if demands:
                found = [row for row in found if row.predication != k]
                found.extend(demands)
        return self._without_comments(self._without_doubles(found))

    def _is_shadowed(self, k: int, consumed: set[int]) -> bool:
        """An act under a coded predicate that did not happen makes no row of its own ("accused X of planning to ...")."""
        predication = self.predications[k]
        parent = predication.parent
        if predication.light >= 0 and predication.light in consumed:
            return True
        if parent < 0:
            return False
        if self._is_charge(k, parent):
            return True
        if factuality_of(predication) == "actual":
            return False
        above = self._readings.get(parent, [])
        return bool(above) and predication.light != parent and not above[0].code.startswith("01")

    def _is_charge(self, k: int, parent: int) -> bool:
        """What somebody is accused of, arrested or tried for is a charge and no event told."""
        above = self._readings.get(parent, [])
        return (
            bool(above)
            and above[0].code[:2] in CHARGES
            and any(link in CHARGE_LINKS and j == k for link, j in self.predications[parent].complements)
        )

    # readings

    def readings(self, k: int, depth: int = 0) -> list[Reading]:
        """What a predication is: one reading, or several where it has coordinated acts under it."""
        known = self._readings.get(k)
        if known is not None:
            return known
        self._readings[k] = []
        if depth <= MAX_DEPTH:
            self._readings[k] = self._read(k, depth)
        return self._readings[k]

    def _read(self, k: int, depth: int) -> list[Reading]:
        predication = self.predications[k]
        plain: Reading | None = None
        default: Reading | None = None
        composed: list[Reading] = []
        for match in self.matcher.matches(predication):
            rule = match.entry.rule
            if isinstance(rule, Frame):
                if plain is None:
                    plain = self._frame_reading(k, match, rule)
                    if plain is not None and match.entry.rest + match.entry.before and not composed:
                        break
                    if plain is not None and (rule.object or rule.clause or rule.where):
                        break
            elif not composed:
                composed = self._composed(k, match, rule, depth)
                if default is None and not composed:
                    default = self._default_reading(k, match, rule)
        if composed:
            return composed
        if plain is not None:
            return [plain]
        return [default] if default is not None else []

    def _frame_reading(self, k: int, match: Match, frame: Frame) -> Reading | None:
        predication = self.predications[k]
        sources = self.matcher.sources(predication, frame.possessor == "source")
        if any(preposition == "by" for preposition, _ in frame.where):
            # "killed by a roadside bomb": what `where` names is the means and no doer
            sources = [source for source in sources if source.resolved]
        # "A and B agreed to a truce brokered by C": they have each other, C is no party to it
        drill = not (frame.symmetric and len(sources) > 1)
        targets = self.matcher.targets(match, predication, sources, drill)
        if predication.kind == "noun" and frame.possessor == "source" and not predication.sources:
            # "Turkey's attack": the possessor acts and is no target as well
            heads = {end.phrase.head for end in sources}
            if not ((frame.symmetric or frame.reverse) and self._between(predication)):
                targets = [end for end in targets if end.phrase.head not in heads]
        code = frame.code
        if predication.polarity == "negative" and frame.negated:
            if frame.negated == "drop":
                return None
            code = frame.negated
        if not self._ends_fit(frame, sources, targets):
            kept_sources = [s for s in sources if self._source_fits(frame, s, targets)]
            kept_targets = [t for t in targets if self._target_fits(frame, t, sources)]
            unnamed = (
                frame.null_source is not False
                and not sources
                and predication.voice == "passive"
                and any(target.resolved for target in targets)
            )
            if (frame.source_is or frame.source_is_not) and not kept_sources and not unnamed:
                return None
            if (frame.target_is or frame.target_is_not) and not kept_targets and (frame.target_is or targets):
                return None
            sources = kept_sources if sources else sources
            targets = kept_targets if targets else targets
        consumed = self._used_acts(k, match, frame)
        return Reading(
            code,
            frame,
            match,
            sources,
            targets,
            frame.symmetric,
            frame.reverse,
            consumed=consumed,
            null_target=self._allows(frame.null_target, code, self.codebook.codebook.targetless),
            null_source=self._allows(frame.null_source, code, self.codebook.codebook.sourceless),
        )

    def _between(self, predication: Predication) -> bool:
        return any(a.role in ("between", "among") and not a.inside for a in predication.arguments)

    def _used_acts(self, k: int, match: Match, frame: Frame) -> set[int]:
        """Event nouns that the frame's own words or object condition already say."""
        predication = self.predications[k]
        heads = {match.used} if match.used >= 0 else set()
        if frame.object or match.entry.rest:
            heads |= {argument.phrase.head for argument in match.objects}
        named = {word.lower() for word in frame.clause}
        acts = {j for link, j in predication.complements if link != "object" and self.predications[j].lemma in named}
        if not heads:
            return acts
        return acts | {
            j
            for j, other in enumerate(self.predications)
            if j != k
            and other.kind == "noun"
            and other.head in heads
            and (other.light == k or frame.object or other.head == match.used)
        }

    def _allows(self, own: bool | None, code: str, prefixes: tuple[str, ...]) -> bool:
        return own if own is not None else self.codebook.prefix_rule(code, prefixes)

    def _ends_fit(self, frame: Frame, sources: list[End], targets: list[End]) -> bool:
        if not (frame.source_is or frame.source_is_not or frame.target_is or frame.target_is_not):
            return True
        return (
            all(self._source_fits(frame, s, targets) for s in sources)
            and all(self._target_fits(frame, t, sources) for t in targets)
            and not (frame.source_is and not sources)
            and not (frame.target_is and not targets)
        )

    def _source_fits(self, frame: Frame, source: End, targets: list[End]) -> bool:
        other = targets[0] if targets else None
        if frame.source_is and not is_of_kind(source, frame.source_is, other):
            return False
        return not (frame.source_is_not and is_of_kind(source, frame.source_is_not, other))

    def _target_fits(self, frame: Frame, target: End, sources: list[End]) -> bool:
        other = sources[0] if sources else None
        if frame.target_is and not is_of_kind(target, frame.target_is, other):
            return False
        return not (frame.target_is_not and is_of_kind(target, frame.target_is_not, other))

    # operators

    def _composed(self, k: int, match: Match, operator: Operator, depth: int) -> list[Reading]:
        """The readings of the acts under an operator, looked up in its table."""
        predication = self.predications[k]
        links = operator.links or LINK_DEFAULT
        table = operator.table or operator.id
        found: list[Reading] = []
        for link, j in predication.complements:
            if link not in links:
                continue
            for at, inner in self._acts(j, depth + 1):
                code = self.codebook.composed(table, inner.code)
                inner_act = self.predications[at]
                if inner_act.kind == "verb" and inner_act.polarity == "negative" and predication.polarity == "positive":
                    # "urged X not to attack": asked to end it
                    code = self.codebook.composed(table, self.codebook.composed(NOT_TO, inner.code)) or code
                if not code:
                    continue
                if predication.polarity == "negative" and operator.negated:
                    if operator.negated == "drop":
                        continue
                    code = operator.negated
                found.append(self._over(k, match, operator, code, inner, at))
                found[-1].consumed.add(j)
        return found

    def _acts(self, j: int, depth: int) -> list[tuple[int, Reading]]:
        """The coded acts that a predication stands for: its own, those of the event noun that it lends its subject to
        ("agreed to *hold talks*"), or those of the clause under it ("agreed to *continue to cooperate*")."""
        found = [(j, reading) for reading in self.readings(j, depth)]
        if found or depth > MAX_DEPTH:
            return found
        for other, predication in enumerate(self.predications):
            if predication.light == j:
                found.extend((other, reading) for reading in self.readings(other, depth))
        if not found:
            for link, other in self.predications[j].complements:
                if link == "clause":
                    found.extend(self._acts(other, depth + 1))
        return found

    def _over(self, k: int, match: Match, operator: Operator, code: str, inner: Reading, j: int) -> Reading:
        predication = self.predications[k]
        sources = self.matcher.sources(predication, True)
        targets, symmetric = self._partners(match, operator, predication)
        if not targets and operator.targets:
            drill = not (operator.reciprocal and len(sources) > 1)
            targets = [end for end in self.matcher.targets(match, predication, sources, drill) if end.resolved]
        if not targets and operator.reciprocal and len(sources) > 1 and not self._others(inner.targets, sources):
            symmetric = True
        elif not targets:
            targets = self._others(inner.targets, sources) or self._others(inner.sources, sources)
            if not targets:
                targets = [end for end in self.matcher.targets(match, predication, sources) if end.resolved]
            if operator.reciprocal and len(sources) > 1 and not [t for t in targets if t.resolved]:
                symmetric = True
        null_target = self._allows(operator.null_target, code, self.codebook.codebook.targetless) or (
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
            consumed={j, *inner.consumed},
            inner=j,
            null_target=null_target,
            null_source=False,
        )

    def _partners(self, match: Match, operator: Operator, predication: Predication) -> tuple[list[End], bool]:
        """ "agreed with Y to": Y is the target, and does it too."""
        for preposition in operator.partner:
            ends = [
                self.matcher.end(a.phrase)
                for a in predication.arguments
                if a.role == preposition and a.inside in ("", "object")
            ]
            ends = [end for end in ends if end.resolved]
            if ends:
                return ends, True
        return [], False

    def _others(self, ends: list[End], sources: list[End]) -> list[End]:
        """Those of the ends that are none of the sources."""
        return [end for end in ends if not any(is_same(end, source) for source in sources)]

    def _default_reading(self, k: int, match: Match, operator: Operator) -> Reading | None:
        """An operator over something that no frame codes: its own code, where the text names whom it is about."""
        if not operator.code:
            return None
        predication = self.predications[k]
        code = operator.code
        if predication.polarity == "negative" and operator.negated:
            if operator.negated == "drop":
                return None
            code = operator.negated
        sources = self.matcher.sources(predication, True)
        targets, symmetric = self._partners(match, operator, predication)
        if not targets:
            drill = not (operator.reciprocal and len(sources) > 1)
            targets = self._others(self.matcher.targets(match, predication, sources, drill), sources)
        if not [end for end in targets if end.resolved]:
            for link, j in predication.complements:
                if link not in (operator.links or LINK_DEFAULT):
                    continue
                inner = self.predications[j]
                ends = [self.matcher.end(phrase) for phrase in inner.sources]
                ends += [
                    self.matcher.end(a.phrase)
                    for a in inner.arguments
                    if a.role in ("object", "recipient", "with", "against", "to", "on", "possessor", "of", "from")
                ]
                ends = [end for end in self._others(ends, sources) if end.resolved]
                if ends:
                    targets = ends[:2]
                    break
        if operator.reciprocal and len(sources) > 1 and not [end for end in targets if end.resolved]:
            symmetric, targets = True, []
        targets = [end for end in targets if end.resolved or end.actor.ner in NAME_CLASSES]
        if not targets and not symmetric:
            return None
        if not any(end.resolved or end.actor.ner in NAME_CLASSES for end in sources):
            # "the cyclone threatened Bangladesh"
            return None
        return Reading(code, operator, match, sources, targets, symmetric, null_target=operator.null_target is True)

    # rows

    def _rows(self, k: int, reading: Reading) -> list[Coded]:
        predication = self.predications[k]
        sources = _unique(reading.sources)
        targets = self._worthy(reading, _outermost(_unique(reading.targets)))
        symmetric = reading.symmetric
        if symmetric or predication.voice == "reciprocal":
            others = self._others(targets, sources)
            if not others and len(sources) > 1:
                return self._round(k, reading, sources)
            if not sources and len(targets) > 1:
                # "an accord between A and B was signed"
                return self._round(k, reading, targets)
            if predication.kind == "noun" and self._between(predication) and len(sources) > 1 and not others:
                return self._round(k, reading, sources)
            targets = others or targets
        else:
            targets = self._others(targets, sources) if len(sources) > 1 else targets
        resolved_sources = [end for end in sources if end.resolved]
        resolved_targets = [end for end in targets if end.resolved]
        if not resolved_sources and not resolved_targets:
            return []
        if (
            predication.kind == "noun"
            and predication.light < 0
            and not (predication.sources and (resolved_targets or reading.null_target))
            and not (resolved_sources and resolved_targets)
        ):
            # a bare "attack on Israel" tells too little; with a light verb or a by-phrase it is told as an act
            return []
        if not sources and (
            not (reading.null_source or predication.voice == "passive")
            or reading.code[:2] == "01"
            or getattr(reading.rule, "null_source", None) is False
        ):
            return []
        pairs: list[tuple[End | None, End | None]] = []
        use_sources: Sequence[End | None] = resolved_sources if len(resolved_sources) == len(sources) else sources
        for source in use_sources or [None]:
            allowed = [t for t in targets if source is None or not _is_self(source, t)]
            if targets and not allowed:
                if reading.null_target:
                    pairs.append((source, None))
                continue
            if not allowed:
                if reading.null_target:
                    pairs.append((source, None))
                continue
            pairs.extend((source, target) for target in allowed)
        rows = []
        for source, target in pairs[:MAX_PAIRS]:
            if not ((source is not None and source.resolved) or (target is not None and target.resolved)):
                continue
            rows.extend(self._pair(k, reading, source, target, symmetric))
        return rows

    def _worthy(self, reading: Reading, targets: list[End]) -> list[End]:
        """The targets that can be one: a statement or talks are with an actor or a name, a comment is about an actor."""
        root = reading.code[:2]
        if root == "01":
            return [end for end in targets if end.resolved]
        if root in NAMED_TARGETS:
            return [end for end in targets if end.resolved or end.actor.ner in NAME_CLASSES]
        return targets

    def _round(self, k: int, reading: Reading, ends: list[End]) -> list[Coded]:
        """ "A and B met": each with each."""
        rows = []
        for source in ends:
            for target in ends:
                if source is not target and not _is_self(source, target) and (source.resolved or target.resolved):
                    rows.append(self._coded(k, reading, reading.code, source, target))
        return rows[:MAX_PAIRS]

    def _pair(self, k: int, reading: Reading, source: End | None, target: End | None, symmetric: bool) -> list[Coded]:
        code = self._spoken(k, reading, source, target)
        rows = [self._coded(k, reading, code, source, target)]
        if target is not None and source is not None:
            if symmetric and code != self.codebook.composed(WILL_NOT, reading.code):
                rows.append(self._coded(k, reading, code, target, source))
            elif reading.reverse:
                rows.append(replace(self._coded(k, reading, reading.reverse, target, source), reverse=True))
        return rows

    def _with_aims(self, rows: list[Coded]) -> list[Coded]:
        """A protest "to demand reforms by X" is a protest against X: the demand is its aim and no second row."""
        aims: dict[int, Coded] = {}
        dropped: set[int] = set()
        for row in rows:
            if row.code[:2] != PROTEST or row.target is not None:
                continue
            clauses = {k for link, k in self.predications[row.predication].complements if link == "clause"}
            for other in rows:
                if (
                    other.predication in clauses
                    and other.code[:2] in AIMS
                    and identity(other.source) == identity(row.source)
                ):
                    aims[id(row)] = other
                    dropped.add(id(other))
                    break
        return [
            replace(row, target=aims[id(row)].target) if id(row) in aims else row
            for row in rows
            if id(row) not in dropped
        ]

    def _spoken_demand(self, k: int, predication: Predication) -> list[Coded]:
        """ "X said Y must go": X demands it of Y, whatever the act; the codebook's table says what it is."""
        if predication.voice != "active" or predication.speaker is None:
            return []
        speaker = self.matcher.end(predication.speaker)
        if not speaker.resolved:
            return []
        rows = []
        readings = self.readings(k)
        inner = readings[0] if readings else None
        rule = self.codebook.rules.get(MUST)
        if rule is None:
            return []
        code = (self.codebook.composed(MUST, inner.code) if inner is not None else "") or rule.code
        if not code:
            return []
        for phrase in predication.sources:
            target = self.matcher.end(phrase)
            if target.resolved and not _is_self(speaker, target) and not _is_own_side(speaker, target):
                rows.append(Coded(code, speaker, target, k, rule, "actual", False, None))
        return rows

    def _spoken(self, k: int, reading: Reading, source: End | None, target: End | None) -> str:
        """What a speaker says that he or his own side will do to another is the intent or the threat."""
        predication = self.predications[k]
        if reading.composed or source is None or target is None:
            return reading.code
        if predication.kind != "verb" and not predication.sources:
            # a state of things that goes on ("restrictions would remain") is nobody's intent
            return reading.code
        if predication.time == "future" and predication.polarity == "negative" and predication.modality == "none":
            # "will not release", "would not meet": it refuses to
            return self.codebook.composed(WILL_NOT, reading.code) or reading.code
        if predication.time != "future" or predication.modality not in ("none", "conditional") or predication.requested:
            return reading.code
        if predication.modality == "conditional" and predication.speaker is None:
            return reading.code
        if predication.speaker is None:
            # the newspaper's own "X will meet Y" tells of X's intent as well
            return self.codebook.composed(SPEAK_FUTURE, reading.code) or reading.code
        speaker = self.matcher.end(predication.speaker)
        if not speaker.resolved and speaker.actor.ner != "Person":
            # "..., a joint statement said" is the newspaper's own as well
            return self.codebook.composed(SPEAK_FUTURE, reading.code) or reading.code
        if not _is_own_side(speaker, source):
            return reading.code
        return self.codebook.composed(SPEAK_FUTURE, reading.code) or reading.code

    def _coded(self, k: int, reading: Reading, code: str, source: End | None, target: End | None) -> Coded:
        predication = self.predications[k]
        negated = predication.polarity == "negative" and not (
            getattr(reading.rule, "negated", "") and code == reading.rule.negated
        )
        factuality = factuality_of(predication)
        if code not in (reading.code, reading.reverse):
            # the intent, the threat or the refusal is spoken now
            factuality, negated = "actual", False
        return Coded(code, source, target, k, reading.rule, factuality, negated, predication.speaker, reading.inner)

    # between rows

    def _without_doubles(self, rows: list[Coded]) -> list[Coded]:
        """One act told twice in one sentence (verb and event noun) is one row: the earlier predicate keeps it."""
        seen: set[tuple[object, ...]] = set()
        kept = []
        for row in rows:
            key = (row.code, identity(row.source), identity(row.target), row.factuality, row.negated)
            if key in seen:
                continue
            seen.add(key)
            kept.append(row)
        return kept

    def _without_comments(self, rows: list[Coded]) -> list[Coded]:
        """A comment (root 01) stays only where nothing else is coded between the two actors."""
        others = {
            frozenset((identity(row.source), identity(row.target))) for row in rows if not row.code.startswith("01")
        }
        sources = {identity(row.source) for row in rows if not row.code.startswith("01")}
        speakers = {
            (row.speaker.sentence, row.speaker.head)
            for row in rows
            if row.speaker is not None and not row.code.startswith("01")
        }
        return [
            row
            for row in rows
            if not row.code.startswith("01")
            or (
                frozenset((identity(row.source), identity(row.target))) not in others
                and not (row.code == "010" and identity(row.source) in sources)
                and not (row.source is not None and (row.source.phrase.sentence, row.source.phrase.head) in speakers)
            )
        ]


def _is_own_side(speaker: End, actor: End) -> bool:
    """Whether a speaker speaks for an actor: himself, the same body, or the state that both act for."""
    if speaker.phrase == actor.phrase or (speaker.resolved and speaker.actor.code == actor.actor.code):
        return True
    same_country = speaker.actor.country is not None and speaker.actor.country == actor.actor.country
    return same_country and (
        speaker.actor.sector == actor.actor.sector
        or (is_of_kind(speaker, ("state",), None) and is_of_kind(actor, ("state",), None))
    )


def _is_self(source: End, target: End) -> bool:
    """An actor and itself, or a government and its own state as such."""
    if is_same(source, target):
        return True
    a, b = source.actor, target.actor
    if a.code is None or b.code is None or a.country is None or a.country != b.country:
        return False
    return (
        a.code == b.code == a.country
        or (b.code == b.country and a.sector in ("GOV", "MIL", None))
        or (a.code == a.country and b.sector in ("GOV", "MIL"))
    )


def _outermost(ends: list[End]) -> list[End]:
    """Without ends inside another one's words: "thousands of *prisoners*"."""

    def inside(end: End, other: End) -> bool:
        a, b = end.phrase, other.phrase
        return a is not b and a.sentence == b.sentence and b.start <= a.start and a.end <= b.end and a.head != b.head

    return [end for end in ends if end.phrase.skip or not any(inside(end, other) for other in ends)]


def _unique(ends: list[End]) -> list[End]:
    found: list[End] = []
    for end in ends:
        if not any(is_same(end, other) for other in found):
            found.append(end)
    return found
