"""The rows of one reading: who with whom, in which direction, and which pairs tell too little to be an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventcoder.model.codebook import Acts
from eventcoder.model.predication import Predication
from eventcoder.stages.coding.ends import End, any_resolved, is_same, is_self, outermost, unique, without
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.private import is_private_row
from eventcoder.stages.coding.readings import Coded, Drop, Reading, factuality_of
from eventcoder.stages.coding.speech_acts import announcer, is_refusal, is_refused, spoken_code

Pair = tuple[End | None, End | None]  # source, target

# Six actors on either side; a longer list is a table or a list of countries that the parser took for a sentence.
MAX_PAIRS = 36
UNDER_OPERATOR = Drop("it is only good under another act, for want of ends of its own")
TOWN = Drop("a town that is no state's seat does nothing")
NOBODY_KNOWN = Drop("no dictionary knows either end")
BARE_NOUN = Drop("an event noun that no verb carries needs an actor at either end")
NO_SOURCE = Drop("there is no source")
NO_TARGET = Drop("there is no target")
NO_ACTOR = Drop("a comment must be about an actor, and its target is none")
NO_NAME = Drop("its target is a thing, and such an act is with an actor or a name")
ONE_ACTOR = Drop("source and target are one")
PRIVATE = Drop("it is a matter between private persons or firms, or before a court of their own")


def pair_ends(k: int, reading: Reading, matcher: Matcher, drops: dict[int, Drop]) -> list[Coded]:
    """The rows of a reading of the k-th predication, MAX_PAIRS pairs at most; none without a resolved end.

    drops: gets the reason by k where there is no row.
    """
    if reading.partial:
        drops[k] = UNDER_OPERATOR
        return []
    predication = matcher.predications[k]
    # a town that no dictionary knows as a state's seat does nothing ("Barcelona sold the striker to Porto")
    sources = [end for end in unique(reading.sources) if end.actor.kind != "place"]
    if reading.sources and not sources:
        drops[k] = TOWN
        return []
    acts = matcher.codebook.codebook.acts
    targets = _worthy(reading.code, acts, outermost(unique(reading.targets)))
    others = without(targets, sources)
    if reading.symmetric or predication.voice == "reciprocal":
        if len(sources) > 1 and not any(end.named for end in others):
            # they have each other, whatever the thing is that they do it about
            return _each_with_each(k, reading, sources, predication)
        if not sources and len(targets) > 1:
            # "an accord between A and B was signed"
            return _each_with_each(k, reading, targets, predication)
        targets = others or targets
    elif len(sources) > 1:
        targets = others
    too_little = _tells_too_little(predication, reading, sources, targets, acts)
    if too_little is not None:
        drops[k] = too_little
        return []
    rows: list[Coded] = []
    # an official may praise or defend his own state's doings
    own_state = reading.code in acts.own_state
    pairs = _pairs(sources, targets, reading.null_target, own_state)[:MAX_PAIRS]
    if not pairs:
        drops[k] = _missing_target(reading, targets, acts)
    for source, target in pairs:
        if is_private_row(reading.code, k, source, target, matcher):
            drops[k] = PRIVATE
            continue
        if (source is not None and source.resolved) or (target is not None and target.resolved):
            rows.extend(_rows_of_pair(k, reading, source, target, matcher))
        else:
            drops[k] = NOBODY_KNOWN
    return [replace(row, source=row.target, target=row.source) for row in rows] if reading.swap else rows


def _worthy(code: str, acts: Acts, targets: list[End]) -> list[End]:
    """The targets that can be one: a statement or talks are with an actor or a name, a comment is about an actor."""
    if code in acts.comment:
        return [end for end in targets if end.resolved]
    if code in acts.named_target:
        return [end for end in targets if end.named]
    return targets


def _tells_too_little(
    predication: Predication, reading: Reading, sources: Sequence[End], targets: Sequence[End], acts: Acts
) -> Drop | None:
    """What is missing for a row, None where nothing is."""
    known_source, known_target = any_resolved(sources), any_resolved(targets)
    if not known_source and not known_target:
        return NOBODY_KNOWN
    bare = predication.kind == "noun" and predication.light < 0
    told = bool(predication.sources) and (known_target or reading.null_target)
    if bare and not told and not (known_source and known_target):
        # a bare "attack on Israel" tells too little; with a light verb or a by-phrase it is told as an act
        return BARE_NOUN
    if sources:
        return None
    forbidden = reading.code in acts.comment or getattr(reading.rule, "null_source", None) is False
    return NO_SOURCE if forbidden or not (reading.null_source or predication.voice == "passive") else None


def _missing_target(reading: Reading, worthy: Sequence[End], acts: Acts) -> Drop:
    """Why an act that needs a target has none. worthy: what is left of the reading's own."""
    if worthy:
        return ONE_ACTOR
    if not reading.targets:
        return NO_TARGET
    return NO_ACTOR if reading.code in acts.comment else NO_NAME


def _pairs(sources: Sequence[End], targets: Sequence[End], null_target: bool, own_state: bool = False) -> list[Pair]:
    """Each source with each target that it is not; alone where it has none and needs none."""
    pairs: list[Pair] = []
    doers: Sequence[End | None] = sources or [None]
    for source in doers:
        others = [target for target in targets if source is None or not is_self(source, target)]
        if not others and source is not None and own_state:
            others = [
                target
                for target in targets
                if not is_same(source, target) and target.actor.code == target.actor.country != source.actor.code
            ]
        if others:
            pairs.extend((source, target) for target in others)
        elif null_target:
            pairs.append((source, None))
    return pairs


def _each_with_each(k: int, reading: Reading, ends: Sequence[End], predication: Predication) -> list[Coded]:
    """ "A and B met"."""
    rows = [
        _coded(k, reading, reading.code, (source, target), predication)
        for source in ends
        for target in ends
        if source is not target and not is_self(source, target) and (source.resolved or target.resolved)
    ]
    return rows[:MAX_PAIRS]


def _rows_of_pair(k: int, reading: Reading, source: End | None, target: End | None, matcher: Matcher) -> list[Coded]:
    """The row of one pair, and that of the other direction where there is one."""
    predication = matcher.predications[k]
    if source is None and target is not None:
        speaker = announcer(predication, reading, target, matcher)
        will = matcher.codebook.composed(matcher.codebook.codebook.speech.will, reading.code) if speaker else ""
        if will:
            return [_coded(k, reading, will, (speaker, target), predication)]
    if source is None or target is None:
        return [_coded(k, reading, reading.code, (source, target), predication)]
    code = spoken_code(predication, reading, source, target, matcher)
    rows = [_coded(k, reading, code, (source, target), predication)]
    if reading.symmetric and not is_refused(reading, code, matcher):
        rows.append(_coded(k, reading, code, (target, source), predication))
    elif reading.reverse and code == reading.code:
        # who is to be visited has not said anything yet
        rows.append(replace(_coded(k, reading, reading.reverse, (target, source), predication), reverse=True))
    return rows


def _coded(k: int, reading: Reading, code: str, pair: Pair, predication: Predication) -> Coded:
    if code in (reading.code, reading.reverse):
        factuality = "actual" if is_refusal(predication, reading) else factuality_of(predication)
        if reading.tried and factuality != "requested":
            factuality = "hypothetical"
        # a code that the rule gives to the denied act says the denial itself
        negated = predication.polarity == "negative" and not (reading.rule.negated and code == reading.rule.negated)
    else:
        # the intent, the threat or the refusal is spoken now
        factuality, negated = "actual", False
    return Coded(code, *pair, k, reading.rule, factuality, negated, predication.speaker, reading.inner)
