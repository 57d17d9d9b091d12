"""What a predication is by a frame: its code, its ends and whether they are of the kinds that the frame asks for."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.model.codebook import Frame
from eventcoder.model.predication import Predication
from eventcoder.stages.coding.citizens import as_citizen, as_protester
from eventcoder.stages.coding.ends import End, any_resolved, is_excluded_kind, is_of_kind
from eventcoder.stages.coding.entries import Match
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.readings import Reading, needs_no_source, needs_no_target, negated_code
from eventcoder.stages.coding.slots import is_between


def read_frame(k: int, match: Match, frame: Frame, matcher: Matcher, partial: bool = False) -> Reading | None:
    """The k-th predication as the act of a frame; None where the frame drops it or its ends are of the wrong kind.

    partial: the act stands under an operator that has its own ends, so what is not named cannot be of the wrong kind.
    """
    predication = matcher.predications[k]
    sources, targets = _ends(match, frame, predication, matcher)
    code = negated_code(frame, frame.code, predication)
    if not code:
        return None
    fitting = _fitting(frame, predication, sources, targets, partial)
    if fitting is None:
        return None
    sources, targets = fitting
    null_target = needs_no_target(matcher.codebook, frame.null_target, code)
    null_source = needs_no_source(matcher.codebook, frame.null_source, code)
    if frame.swap:
        # what the codebook says of the code holds for the row as it will be
        null_target = needs_no_source(matcher.codebook, frame.null_target, code)
        null_source = needs_no_target(matcher.codebook, frame.null_source, code)
    if frame.symmetric and len(sources) == 1 and not targets and not null_target and not partial:
        # one that meets nobody: another frame may know better
        return None
    return Reading(
        code,
        frame,
        match,
        sources,
        targets,
        frame.symmetric,
        frame.reverse,
        consumed=_used_acts(k, match, frame, matcher.predications),
        null_target=null_target,
        null_source=null_source,
        partial=partial,
        swap=frame.swap,
    )


def _ends(match: Match, frame: Frame, predication: Predication, matcher: Matcher) -> tuple[list[End], list[End]]:
    """The sources and targets that the frame's slots name."""
    possessor_acts = frame.possessor == "source"
    sources = matcher.sources(predication, possessor_acts)
    if any(preposition == "by" for preposition, _ in frame.where):
        # "killed by a roadside bomb": what `where` names is the means and no doer
        sources = [source for source in sources if source.resolved]
    # "A and B agreed to a truce brokered by C": they have each other, C is no party to it
    drill = not (frame.symmetric and len(sources) > 1)
    targets = matcher.targets(match, predication, sources, drill)
    sources = [as_protester(frame.code, predication, end, matcher) for end in sources]
    targets = [as_citizen(frame.code, predication, sources, end, matcher) for end in targets]
    mutual = (frame.symmetric or bool(frame.reverse)) and is_between(predication)
    if predication.kind == "noun" and possessor_acts and not predication.sources and not mutual:
        # "Turkey's attack": the possessor acts and is no target as well
        heads = {end.phrase.head for end in sources}
        targets = [end for end in targets if end.phrase.head not in heads]
    return sources, targets


def _fitting(
    frame: Frame, predication: Predication, sources: list[End], targets: list[End], partial: bool
) -> tuple[list[End], list[End]] | None:
    """The ends of the kinds that the frame asks for; None where too few are."""
    about_source = bool(frame.source_is or frame.source_is_not)
    about_target = bool(frame.target_is or frame.target_is_not)
    if not about_source and not about_target:
        return sources, targets
    kept_sources = _of_kinds(sources, frame.source_is, frame.source_is_not, targets)
    kept_targets = _of_kinds(targets, frame.target_is, frame.target_is_not, sources)
    nobody_asked_for = (frame.source_is and not sources) or (frame.target_is and not targets)
    if len(kept_sources) == len(sources) and len(kept_targets) == len(targets) and not nobody_asked_for:
        return sources, targets
    # "five rebels were killed": the passive names no doer, and one whom it happened to is enough
    unnamed = (
        frame.null_source is not False and not sources and predication.voice == "passive" and any_resolved(targets)
    )
    if about_source and not kept_sources and not unnamed and not (partial and not sources):
        return None
    if about_target and not kept_targets and (frame.target_is or targets) and not (partial and not targets):
        return None
    return kept_sources, kept_targets


def _of_kinds(
    ends: Sequence[End], wanted: tuple[str, ...], unwanted: tuple[str, ...], others: Sequence[End]
) -> list[End]:
    other = others[0] if others else None
    return [
        end
        for end in ends
        if (not wanted or is_of_kind(end, wanted, other)) and not (unwanted and is_excluded_kind(end, unwanted, other))
    ]


def _used_acts(k: int, match: Match, frame: Frame, predications: Sequence[Predication]) -> frozenset[int]:
    """The acts that the frame's own words or conditions already say, by index."""
    heads = {match.used} if match.used >= 0 else set()
    if frame.object or match.entry.rest:
        heads |= {argument.phrase.head for argument in match.objects}
    acts = set()
    if match.entry.clause:
        acts = {
            j
            for link, j in predications[k].complements
            if link != "object" and predications[j].lemma in match.entry.clause
        }
    if heads:
        acts |= {
            j
            for j, other in enumerate(predications)
            if j != k
            and other.kind == "noun"
            and other.head in heads
            and (other.light == k or frame.object or other.head == match.used)
        }
    return frozenset(acts)
