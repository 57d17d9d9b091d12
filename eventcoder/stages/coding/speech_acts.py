"""What saying makes of an act: intents and refusals ("will not"), demands ("must"), charges, aims of protests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventcoder.model.codebook import Acts
from eventcoder.model.predication import Predication
from eventcoder.stages.coding.ends import End, identity, is_of_kind, is_own_side, is_same, is_self
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.readings import Coded, Reading, factuality_of

# What stands under an accusation, an arrest or a trial with these links is the charge.
CHARGE_LINKS = frozenset({"of", "for", "over", "with"})


def spoken_code(predication: Predication, reading: Reading, source: End, target: End, matcher: Matcher) -> str:
    """The code of an act between two actors as it is told: its own, or that of the intent, threat or refusal."""
    code = reading.code
    speech = matcher.codebook.codebook.speech
    if predication.kind != "verb" and not predication.sources:
        # a state of things that goes on ("restrictions would remain") is nobody's intent
        return code
    if predication.time != "future":
        return code
    if predication.polarity == "negative":
        # "will not release", "will not meet X unless": it refuses to
        refuses = predication.modality in ("none", "conditional") and not predication.requested
        return (refuses and matcher.codebook.composed(speech.will_not, code)) or code
    if predication.modality not in ("none", "conditional") or predication.requested:
        return code
    if predication.modality == "conditional" and predication.speaker is None:
        return code
    if _is_aim(predication, matcher):
        # "gathered to protest": the aim of what is told, and nobody's announcement
        return code
    if predication.speaker is not None:
        speaker = matcher.end(predication.speaker)
        # "..., a joint statement said" is the newspaper's own "X will meet Y", which tells of X's intent as well
        by_actor = speaker.resolved or speaker.actor.ner == "Person"
        for_both = code in matcher.codebook.codebook.acts.joint and is_own_side(speaker, target)
        if by_actor and not for_both and not is_own_side(speaker, source):
            return code
    return matcher.codebook.composed(speech.will, code) or code


def announcer(predication: Predication, reading: Reading, target: End, matcher: Matcher) -> End | None:
    """Who announces that somebody will have an act done to him by nobody named, None where that is no intent of his.

    "The army warned that *protesters would be arrested*" threatens them. Only who acts for a state or bears arms has it
    done, and to nobody whom he speaks for.
    """
    if predication.speaker is None or predication.voice != "passive" or predication.time != "future":
        return None
    if predication.polarity == "negative" or predication.modality != "none" or predication.requested:
        return None
    speaker = matcher.end(predication.speaker)
    if not is_of_kind(speaker, ("state", "armed"), None) or is_same(speaker, target) or is_self(speaker, target):
        return None
    return speaker


def _is_aim(predication: Predication, matcher: Matcher) -> bool:
    """Whether an act stands under another predicate that tells or is said itself: "gathered *to protest*"."""
    above = matcher.predications[predication.light] if predication.light >= 0 else predication
    if above.parent < 0:
        return False
    parent = matcher.predications[above.parent]
    return predication.speaker is None or (parent.speaker is not None and factuality_of(parent) == "actual")


def is_refusal(predication: Predication, reading: Reading) -> bool:
    """Whether an act that "will not" be done has the code that its own rule gives for that; it is refused now."""
    return (
        predication.time == "future"
        and predication.polarity == "negative"
        and reading.code == reading.rule.negated
        and predication.modality in ("none", "conditional")
        and not predication.requested
    )


def is_refused(reading: Reading, code: str, matcher: Matcher) -> bool:
    """Whether the code is that of refusing the act."""
    return code == matcher.codebook.composed(matcher.codebook.codebook.speech.will_not, reading.code)


def is_demand(predication: Predication, predications: Sequence[Predication]) -> bool:
    """Whether somebody says that an act must happen; under another "must" it belongs to that one."""
    if predication.modality != "obliged" or predication.speaker is None:
        return False
    return predication.parent < 0 or predications[predication.parent].modality != "obliged"


def spoken_demands(k: int, readings: Sequence[Reading], matcher: Matcher) -> list[Coded]:
    """ "X said Y must go": X demands it of Y, whatever the act; the codebook's table says what it is."""
    predication = matcher.predications[k]
    table = matcher.codebook.codebook.speech.must
    rule = matcher.codebook.operator_of(table)
    if predication.voice != "active" or predication.speaker is None or rule is None:
        return []
    speaker = matcher.end(predication.speaker)
    code = (matcher.codebook.composed(table, readings[0].code) if readings else "") or rule.code
    if not speaker.resolved or not code:
        return []
    return [
        Coded(code, speaker, target, k, rule, "actual", False, None)
        for target in map(matcher.end, predication.sources)
        if target.resolved and not is_self(speaker, target) and not is_own_side(speaker, target)
    ]


def is_charge(k: int, parent: Predication, readings: Sequence[Reading], acts: Acts) -> bool:
    """Whether the k-th predication is what somebody is accused of, arrested or tried for, and so no event told.

    readings: of the predication over it.
    """
    return (
        bool(readings)
        and readings[0].code in acts.charge
        and any(link in CHARGE_LINKS and j == k for link, j in parent.complements)
    )


def join_aims(
    rows: Sequence[Coded], predications: Sequence[Predication], acts: Acts
) -> tuple[list[Coded], list[Coded]]:
    """The rows without the aims of protests, and the aims: "rallied to demand reforms by X" is a protest against X.

    A protest that names nobody else gets the aim's target where both are done by one actor.
    """
    clauses = {
        j: row.predication
        for row in rows
        if row.code in acts.protest
        for link, j in predications[row.predication].complements
        if link == "clause"
    }
    aims = [row for row in rows if row.predication in clauses and row.code in acts.protest_aim]
    if not aims:
        return list(rows), []
    joined = []
    for row in rows:
        if row in aims:
            continue
        if row.code in acts.protest and row.target is None:
            for aim in aims:
                if clauses[aim.predication] == row.predication and identity(aim.source) == identity(row.source):
                    row = replace(row, target=aim.target)
                    break
        joined.append(row)
    return joined, aims
