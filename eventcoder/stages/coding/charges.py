"""Whether what somebody is arrested or tried for concerns a state: its words, and whom it was done to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eventcoder.model.predication import Predication
from eventcoder.stages.coding.ends import End, is_of_kind
from eventcoder.stages.coding.slots import PLACE_SLOTS

if TYPE_CHECKING:
    from eventcoder.stages.coding.matching import Matcher

# "arrested *at a protest*" says what for.
PLACES = PLACE_SLOTS - {"at"}
POLICE_AND_COURTS = frozenset({"COP", "JUD"})


def is_public_matter(predication: Predication, source: End | None, target: End, matcher: Matcher) -> bool:
    """Whether what a person is arrested or tried for concerns a state, by its words or by whom it was done to.

    Without such words it does for those who live by theirs ("a filmmaker was arrested"), unless they did harm.
    """
    charge = _words_of_charge(predication, target, matcher)
    if charge & matcher.listed("state_charges"):
        return True
    outspoken = _own_words(predication, target) & matcher.listed("outspoken") or not is_of_kind(
        target, ("private",), source
    )
    if outspoken and not charge & matcher.listed("private_charges"):
        return True
    return _concerns_a_state(predication, (source, target), matcher)


def _own_words(predication: Predication, person: End) -> set[str]:
    """The words that say what somebody is: "*filmmaker* Mehran Tabesh"."""
    found: set[str] = set()
    for argument in predication.arguments:
        if argument.phrase.head == person.phrase.head:
            found.update((argument.lemma, *argument.premodifiers))
    return found


def _words_of_charge(arrest: Predication, person: End, matcher: Matcher) -> set[str]:
    """The words of the phrases and clauses around an arrest or a trial, but for those that say who and where."""
    found: set[str] = set()
    waiting = [arrest]
    seen = {id(arrest)}
    # also "sentenced to three years *for insulting*", which the parser hangs on the years
    waiting += [
        other
        for other in matcher.predications
        if other.kind == "verb"
        and (
            any(phrase.head == person.phrase.head for phrase in other.sources)
            or (other.time == "ongoing" and other.parent < 0 and other.head > arrest.head)
        )
    ]
    while waiting:
        predication = waiting.pop()
        if predication is not arrest:
            found.add(predication.lemma)
        found.update(
            word
            for argument in predication.arguments
            if argument.phrase.head != person.phrase.head
            and argument.role not in PLACES
            and argument.inside != "subject"
            # "accused a singer *of separatism*" may hang on the singer
            and not (argument.inside_head == person.phrase.head and argument.role in ("modifier", "possessor"))
            for word in (argument.lemma, *argument.premodifiers)
        )
        for _, j in predication.complements:
            below = matcher.predications[j]
            if id(below) not in seen:
                seen.add(id(below))
                waiting.append(below)
    return found


def _concerns_a_state(arrest: Predication, ends: Sequence[End | None], matcher: Matcher) -> bool:
    """Whether what somebody stands before a court for concerns a state: "jailed for *insulting the president*"."""
    known = {end.phrase.head for end in ends if end is not None}
    for predication in matcher.predications:
        if predication is arrest or not any(phrase.head in known for phrase in predication.sources):
            continue
        for argument in predication.arguments:
            if argument.inside or argument.role in PLACE_SLOTS or argument.phrase.head in known:
                continue
            end = matcher.end(argument.phrase)
            if end.actor.sector in POLICE_AND_COURTS or end.actor.kind == "place":
                continue
            if end.actor.armed or is_of_kind(end, ("state", "country"), None):
                return True
    return False
