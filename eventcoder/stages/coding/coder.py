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
from eventcoder.stages.coding.readings import Coded, Reading, factuality_of
from eventcoder.stages.coding.speech_acts import is_charge, is_demand, join_aims, spoken_demands

__all__ = ["Coded", "code_sentence", "factuality_of"]


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
    """Holds the readings of one sentence while rows are made from them."""

    __slots__ = ("_readings", "codebook", "matcher", "predications")

    def __init__(self, predications: Sequence[Predication], codebook: CompiledCodebook, actors: DocumentActors) -> None:
        self.predications = predications
        self.codebook = codebook
        self.matcher = Matcher(codebook, predications, actors)
        self._readings: dict[int, list[Reading]] = {}

    def code(self) -> list[Coded]:
        """The sentence's events."""
        readings = [
            (k, reading)
            for k, predication in enumerate(self.predications)
            if (predication.kind, predication.lemma) in self.codebook.entries
            for reading in self.readings(k)
        ]
        found = [(k, reading, pair_ends(k, reading, self.matcher)) for k, reading in readings]
        # a frame without a row says nothing for others
        telling = {k for k, reading, rows_of in found if rows_of or isinstance(reading.rule, Operator)}
        consumed = {j for k, reading, _ in found if k in telling for j in reading.consumed}
        rows: list[Coded] = []
        for k, _, rows_of in found:
            if k not in consumed and not self._is_shadowed(k, consumed, telling):
                rows.extend(rows_of)
        # an event noun that a verb only supports or completes says it all: "the air strike killed ten"
        said = {self.predications[row.predication].light for row in rows} - {-1}
        rows = [row for row in rows if row.predication not in said]
        rows = join_aims(rows, self.predications, self.codebook.codebook.acts)
        rows = self._with_demands(rows)
        return _without_comments(_without_doubles(rows), self.codebook.codebook.acts)

    def _is_shadowed(self, k: int, consumed: set[int], telling: set[int]) -> bool:
        """Whether an act under a coded predicate did not happen or is said by it: "accused X of *planning* to"."""
        predication = self.predications[k]
        if predication.light >= 0 and predication.light in consumed:
            return True
        parent = predication.parent
        above = self._readings.get(parent, []) if parent >= 0 else []
        if not above:
            return False
        acts = self.codebook.codebook.acts
        if is_charge(k, self.predications[parent], above, acts):
            return True
        if parent not in telling or factuality_of(predication) == "actual":
            return False
        return predication.light != parent and above[0].code not in acts.comment

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


def _without_doubles(rows: list[Coded]) -> list[Coded]:
    """One act told twice in one sentence (verb and event noun) is one row: the earlier predicate keeps it."""
    kept: dict[tuple[object, ...], Coded] = {}
    for row in rows:
        kept.setdefault((row.code, identity(row.source), identity(row.target), row.factuality, row.negated), row)
    return list(kept.values())


def _without_comments(rows: list[Coded], acts: Acts) -> list[Coded]:
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

    return [row for row in rows if stays(row)]
