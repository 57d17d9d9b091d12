"""The coder of one sentence: which of several readings becomes a row, and which rows stay beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.model.codebook import Acts, Frame, Operator
from eventcoder.model.predication import Predication
from eventcoder.model.protocols import DocumentActors
from eventcoder.stages.coding.ends import identity
from eventcoder.stages.coding.entries import CompiledCodebook, Match
from eventcoder.stages.coding.frames import read_frame
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.operators import MAX_DEPTH, OperatorReader
from eventcoder.stages.coding.pairs import pair_ends
from eventcoder.stages.coding.readings import Coded, Drop, Reading, factuality_of
from eventcoder.stages.coding.speech_acts import is_charge, is_demand, join_aims, spoken_demands

__all__ = ["Coded", "Drop", "SentenceCoder", "code_sentence", "factuality_of"]

SAID_BY = "'{}' says it already"
CHARGE = "it is what '{}' charges somebody with"
NOT_DONE = "it is not done, and '{}' over it is the event"
AIM = "it is the aim of '{}', and gives it the target"
WAITING = Drop("it is the aim of an act that is only announced")
DOUBLE = "'{}' tells the same act"
PREVENTED = "'{}' prevents it"
COMMENT = "more than a comment is told of the two, or by the speaker"

# What somebody is kept from doing is not done, and that is all that is told of it.
PREVENTING = frozenset({
    "prevent", "stop", "bar", "block", "keep", "prohibit", "ban", "forbid", "hinder", "deter", "dissuade", "discourage",
})  # fmt: skip


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
    """Holds the readings of one sentence while rows are made from them.

    drops: why a predication that has a reading made no row, by its index; complete after `code`.
    """

    __slots__ = ("_readings", "codebook", "drops", "matcher", "predications")

    def __init__(self, predications: Sequence[Predication], codebook: CompiledCodebook, actors: DocumentActors) -> None:
        self.predications = predications
        self.codebook = codebook
        self.matcher = Matcher(codebook, predications, actors)
        self._readings: dict[int, list[Reading]] = {}
        self.drops: dict[int, Drop] = {}

    def code(self) -> list[Coded]:
        """The sentence's events."""
        readings = [
            (k, reading)
            for k, predication in enumerate(self.predications)
            if (predication.kind, predication.lemma) in self.codebook.entries
            for reading in self.readings(k)
        ]
        drops = self.drops
        found = [(k, reading, pair_ends(k, reading, self.matcher, drops)) for k, reading in readings]
        # a frame without a row says nothing for others
        telling = {k for k, reading, rows_of in found if rows_of or isinstance(reading.rule, Operator)}
        consumed = {j: k for k, reading, _ in found if k in telling for j in reading.consumed}
        rows: list[Coded] = []
        for k, _, rows_of in found:
            drop = self._drop(k, rows_of[0].code, consumed, telling) if rows_of else None
            if drop is None or drop is WAITING:
                rows.extend(rows_of)
            if drop is not None:
                drops[k] = drop
        # an event noun that a verb only supports or completes says it all: "the air strike killed ten"
        said = {self.predications[row.predication].light: row.predication for row in rows}
        for row in rows:
            if row.predication in said:
                drops[row.predication] = Drop(SAID_BY, said[row.predication])
        rows = [row for row in rows if row.predication not in said]
        acts = self.codebook.codebook.acts
        rows, aims = join_aims(rows, self.predications, acts)
        for aim in aims:
            drops[aim.predication] = Drop(AIM, self.predications[aim.predication].parent)
        # the protest over it became a threat or an intent
        rows = [row for row in rows if drops.get(row.predication) is not WAITING]
        rows = self._without_prevented(self._without_contents(self._without_charges(self._with_demands(rows))))
        return _without_comments(_without_doubles(rows, drops), acts, drops)

    def _drop(self, k: int, code: str, consumed: dict[int, int], telling: set[int]) -> Drop | None:
        """Why an act under a coded predicate makes no row: it did not happen or is said: "accused X of *planning* to".

        code: of the act; consumed: what other predications say, with the one that does.
        """
        if k in consumed:
            return Drop(SAID_BY, consumed[k])
        predication = self.predications[k]
        if predication.light >= 0 and predication.light in consumed:
            return Drop(SAID_BY, consumed[predication.light])
        parent = predication.parent
        above = self._readings.get(parent, []) if parent >= 0 else []
        if not above:
            return None
        acts = self.codebook.codebook.acts
        if is_charge(k, self.predications[parent], above, acts):
            return Drop(CHARGE, parent)
        if parent not in telling or factuality_of(predication) == "actual":
            return None
        if above[0].code in acts.protest and code in acts.protest_aim:
            return WAITING
        return Drop(NOT_DONE, parent) if predication.light != parent and above[0].code not in acts.comment else None

    def _without_charges(self, rows: list[Coded]) -> list[Coded]:
        """What the accused is alleged to have done is the charge, wherever it hangs: "accused Y, *who attacked* Z"."""
        acts = self.codebook.codebook.acts
        accused = {identity(row.target): row.predication for row in rows if row.code in acts.accusation and row.target}
        if not accused:
            return rows
        kept = []
        for row in rows:
            accuser = accused.get(identity(row.source), -1) if row.source is not None else -1
            if accuser >= 0 and self.predications[row.predication].modality == "alleged":
                self.drops[row.predication] = Drop(CHARGE, accuser)
            else:
                kept.append(row)
        return kept

    def _without_contents(self, rows: list[Coded]) -> list[Coded]:
        """What a deal brings about, towards nobody named, is its content: "signed an accord *ending the war*"."""
        joint = self.codebook.codebook.acts.joint
        deals = {identity(row.source): row.predication for row in rows if row.code in joint and row.source is not None}
        if not deals:
            return rows
        kept = []
        for row in rows:
            deal = deals.get(identity(row.source), -1) if row.target is None else -1
            if 0 <= deal < row.predication and self.predications[row.predication].time == "ongoing":
                self.drops[row.predication] = Drop(SAID_BY, deal)
            else:
                kept.append(row)
        return kept

    def _without_prevented(self, rows: list[Coded]) -> list[Coded]:
        """An act that its doer is kept from is none: "prevented activists *from hanging banners*"."""
        denied = {row.predication for row in rows if self.predications[row.predication].polarity == "negative"}
        if not denied:
            return rows
        prevented = {
            argument.phrase.head: k
            for k, predication in enumerate(self.predications)
            if predication.lemma in PREVENTING
            for argument in predication.arguments
            if argument.role == "object" and not argument.inside
        }
        kept = []
        for row in rows:
            by = (
                prevented.get(row.source.phrase.head, -1)
                if row.predication in denied and row.source is not None
                else -1
            )
            if 0 <= by < row.predication:
                self.drops[row.predication] = Drop(PREVENTED, by)
            else:
                kept.append(row)
        return kept

    def _with_demands(self, rows: list[Coded]) -> list[Coded]:
        """What somebody says must happen is his demand and no act."""
        for k, predication in enumerate(self.predications):
            if not is_demand(predication, self.predications):
                continue
            demands = spoken_demands(k, self.readings(k), self.matcher)
            if demands:
                rows = [*(row for row in rows if row.predication != k), *demands]
        return rows

    def readings(self, k: int, depth: int = 0) -> list[Reading]:
        """What a predication is: one reading, or several where it has coordinated acts under it."""
        known = self._readings.get(k)
        if known is not None:
            return known
        # a predication that stands under itself finds nothing there
        self._readings[k] = []
        if depth <= MAX_DEPTH:
            self._readings[k] = self._read(k, depth)
        return self._readings[k]

    def _read(self, k: int, depth: int) -> list[Reading]:
        """The acts under an operator come first, then the first frame, then an operator over nothing coded."""
        plain: Reading | None = None
        default: Reading | None = None
        composed: list[Reading] = []
        for match in self.matcher.matches(self.predications[k]):
            rule = match.entry.rule
            if isinstance(rule, Frame):
                if plain is None:
                    plain = read_frame(k, match, rule, self.matcher)
                    if plain is not None and _is_decisive(match, rule, bool(composed)):
                        break
            elif not composed:
                operators = OperatorReader(self.matcher, self.readings)
                composed = operators.compose(k, match, rule, depth)
                if default is None and not composed:
                    default = operators.default(k, match, rule)
        if composed:
            return composed
        chosen = plain or default
        if chosen is None and depth > 0:
            chosen = self._partial(k)
        return [chosen] if chosen is not None else []

    def _partial(self, k: int) -> Reading | None:
        """An act under an operator whose own ends are not all named: "asked Iran to *provide information*"."""
        for match in self.matcher.matches(self.predications[k]):
            if isinstance(match.entry.rule, Frame):
                found = read_frame(k, match, match.entry.rule, self.matcher, partial=True)
                if found is not None:
                    return found
        return None


def _is_decisive(match: Match, frame: Frame, composed: bool) -> bool:
    """Whether no operator may take the predicate after this frame: it has words or conditions of its own."""
    several_words = bool(match.entry.rest or match.entry.before)
    return (several_words and not composed) or bool(frame.object or frame.clause or frame.where)


def _without_doubles(rows: list[Coded], drops: dict[int, Drop]) -> list[Coded]:
    """One act told twice in one sentence (verb and event noun) is one row: the earlier predicate keeps it."""
    kept: dict[tuple[object, ...], Coded] = {}
    for row in rows:
        key = (row.code, identity(row.source), identity(row.target), row.factuality, row.negated)
        first = kept.setdefault(key, row)
        if first is not row:
            drops[row.predication] = Drop(DOUBLE, first.predication)
    return list(kept.values())


def _without_comments(rows: list[Coded], acts: Acts, drops: dict[int, Drop]) -> list[Coded]:
    """A comment stays only where nothing else is coded between the two actors, nor told by its source."""
    told = [row for row in rows if row.code not in acts.comment]
    if len(told) == len(rows):
        return rows
    pairs = {frozenset((identity(row.source), identity(row.target))) for row in told}
    sources = {identity(row.source) for row in told}
    speakers = {(row.speaker.sentence, row.speaker.head) for row in told if row.speaker is not None}

    def stays(row: Coded) -> bool:
        if row.code not in acts.comment:
            return True
        source = identity(row.source)
        return not (
            frozenset((source, identity(row.target))) in pairs
            or (row.code in acts.bare_comment and source in sources)
            or (row.source is not None and (row.source.phrase.sentence, row.source.phrase.head) in speakers)
        )

    kept = [row for row in rows if stays(row)]
    for row in rows:
        if not stays(row):
            drops[row.predication] = Drop(COMMENT)
    return kept
