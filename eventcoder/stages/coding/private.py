"""Rows that are no event between public actors: crime among private persons, doings of firms and of strangers."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.stages.coding.ends import BELONGING, End, is_of_kind
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.slots import PLACE_SLOTS

COURTS = frozenset({"JUD"})
POLICE_AND_COURTS = frozenset({"COP", *COURTS})
PLAIN_PERSON = "CVL"
FIRMS = frozenset({"BUS", "MNC"})
COMMENT = "01"
ACCUSATION = "112"
# Roots of what is said, agreed and refused; aid, protest and force may concern any place, whoever is behind them.
WORDS_AND_DEALS = ("02", "03", "04", "05", "06", "08", "09", "10", "11", "12", "13")
# Of these a civilian is no public partner of an unknown name: "apologised to *supporters*".
MERE_WORDS = ("03", "04", "05")
NAMES = frozenset({"Person", "Organization"})


def is_private_row(code: str, k: int, source: End | None, target: End | None, matcher: Matcher) -> bool:
    """Whether the row of the k-th predication from source to target tells of nothing public."""
    public_only = matcher.codebook.prefix_rule(code, matcher.codebook.codebook.public_only)
    if public_only and target is not None and _is_before_own_court(source, target):
        nobody_accuses = source is None and code.startswith(ACCUSATION)
        return nobody_accuses or not _concerns_a_state(k, (source, target), matcher)
    if source is None or target is None:
        return False
    if code.startswith(COMMENT) and _is_testimony(source, target):
        return True
    private = is_of_kind(source, ("private",), target)
    if private and _is_between_private(source, target):
        return True
    if source.actor.sector in COURTS and _is_before_own_court(source, target):
        return not _concerns_a_state(k, (source, target), matcher)
    if not code.startswith(WORDS_AND_DEALS):
        return False
    stranger = private or (source.actor.code is None and source.actor.ner in NAMES)
    if (stranger or source.actor.sector in FIRMS) and target.actor.sector in FIRMS:
        return True
    if stranger and code.startswith(MERE_WORDS) and target.actor.civilian and target.actor.kind == "agent":
        return True
    return (stranger or source.actor.sector in FIRMS) and _is_mere_place(target, stranger, matcher)


def _is_before_own_court(source: End | None, target: End) -> bool:
    """Whether a private person stands before nobody named, or before the police and courts of no other country."""
    if not is_of_kind(target, ("private",), source):
        return False
    if source is None:
        return True
    return source.actor.sector in POLICE_AND_COURTS and not is_of_kind(target, ("other-country",), source)


def _concerns_a_state(k: int, ends: Sequence[End | None], matcher: Matcher) -> bool:
    """Whether what somebody stands before a court for concerns a state: "jailed for *insulting the president*"."""
    known = {end.phrase.head for end in ends if end is not None}
    for j, predication in enumerate(matcher.predications):
        if j == k or not any(phrase.head in known for phrase in predication.sources):
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


def _is_testimony(source: End, target: End) -> bool:
    """Whether somebody unknown tells it to a court or in a town, or plain people say it of one of them."""
    if source.actor.code is None:
        if source.actor.kind == "agent" and not source.actor.single:
            return False
        return target.actor.sector == "JUD" or target.actor.capital
    return source.actor.civilian and source.actor.kind == "agent" and is_of_kind(target, ("private",), source)


def _is_between_private(source: End, target: End) -> bool:
    """Whether what a private person does to another is between the two: "a man killed *his landlord*"."""
    if is_of_kind(target, ("other-country",), source):
        return False
    if is_of_kind(target, ("private",), source):
        return True
    # whether "people" are one or many cannot be told without a country, an employer is one
    actor = target.actor
    return actor.country is None and actor.civilian and actor.kind == "agent" and actor.sector != PLAIN_PERSON


def _is_mere_place(target: End, stranger: bool, matcher: Matcher) -> bool:
    """Whether a target only says where: "blamed weak demand *in China*"; a capital is a town to strangers."""
    if not (is_of_kind(target, ("country", "place"), None) or target.actor.kind == BELONGING):
        return False
    if target.actor.capital and stranger:
        return True
    head, skip = target.phrase.head, target.phrase.skip
    arguments = [
        argument
        for predication in matcher.predications
        for argument in predication.arguments
        if argument.phrase.head == head and argument.phrase.skip == skip
    ]
    return bool(arguments) and all(argument.inside or argument.role in PLACE_SLOTS for argument in arguments)
