"""Rows that are no event between public actors: crime among private persons, doings of firms and of strangers."""

from __future__ import annotations

from eventcoder.model.codebook import Acts
from eventcoder.stages.coding.charges import POLICE_AND_COURTS, is_public_matter
from eventcoder.stages.coding.citizens import PLAIN_PERSON
from eventcoder.stages.coding.ends import BELONGING, End, is_of_kind
from eventcoder.stages.coding.matching import Matcher
from eventcoder.stages.coding.readings import Coded
from eventcoder.stages.coding.slots import AT_PLACES, PLACE_SLOTS

COURTS = frozenset({"JUD"})
FIRMS = frozenset({"BUS", "MNC"})
# What these do among themselves, and what they think of a thing, is no politics.
ABOUT_THEIR_TRADE = frozenset({"BUS", "MNC", "JUD", "EDU", "HLH", "MED"})
SCHOLARS = frozenset({"EDU", "HLH"})
PRIVATE_BODIES = frozenset({"BUS", "MNC", "HLH"})
OFFICELESS = frozenset({"BUS", "MNC", "HLH", "EDU", "AGR"})
NAMES = frozenset({"Person", "Organization"})
FORCES = frozenset({"MIL", "COP", "SPY"})
HELP = "material cooperation"
ARMED_GROUP = "armed_group"
# Whose addressee the parser may take for the subject of what is said: "told *fellow ministers* no talks were planned".
ADDRESSING = frozenset({"tell", "inform", "remind", "notify", "brief", "assure"})


def is_private_row(code: str, k: int, source: End | None, target: End | None, matcher: Matcher) -> bool:
    """Whether the row of the k-th predication from source to target tells of nothing public."""
    acts = matcher.codebook.codebook.acts
    public_only = matcher.codebook.prefix_rule(code, matcher.codebook.codebook.public_only)
    if public_only and target is not None and _is_before_own_court(k, source, target, matcher):
        nobody_accuses = source is None and code in acts.accusation
        return nobody_accuses or not is_public_matter(matcher.predications[k], source, target, matcher)
    if source is None and target is not None:
        # "two volunteers were treated", "three nurses were questioned": by nobody who is told
        dealt = code in acts.dealing or matcher.codebook.codebook.codes[code].quad_class == HELP
        return dealt and target.actor.sector in OFFICELESS and target.actor.kind == "agent"
    if source is None or target is None:
        return False
    if (
        _is_of_no_office(code, source, target, acts)
        or _is_trade(code, source, target, acts)
        or _is_between_strangers(code, source, target, acts)
    ):
        return True
    if _is_own_command(code, source, target, acts):
        return True
    if code in acts.comment and _is_testimony(source, target):
        return True
    # comfort and regret are for plain people too
    if code in acts.bare_comment and (_is_no_subject(source, target) or _only_acts_in_clause(k, target, matcher)):
        return True
    private = is_of_kind(source, ("private",), target)
    if private and _is_between_private(source, target):
        return True
    if source.actor.sector in COURTS and _is_before_own_court(k, source, target, matcher):
        return not is_public_matter(matcher.predications[k], source, target, matcher)
    # aid, protest and force may concern any place, whoever is behind them
    if code not in acts.dealing:
        return False
    stranger = _is_stranger(source)
    if (source.actor.code is None or source.actor.sector in FIRMS) and target.actor.sector in FIRMS:
        return True
    thanks = source.actor.code is None and code in acts.courtesy
    if (private or thanks) and target.actor.sector in POLICE_AND_COURTS:
        return True
    if stranger and code in acts.courtesy and target.actor.civilian and target.actor.kind == "agent":
        return True
    return (stranger or source.actor.sector in FIRMS) and _is_mere_place(target, stranger, matcher)


def is_between_states(event: Coded) -> bool:
    """Whether a state or who acts for one, a body of states or an armed group does something that concerns another.

    A state and a body of states do it to another country or somebody of it, an armed group to anybody.
    """
    source, target = event.source, event.target
    if any(end is not None and end.actor.kind == ARMED_GROUP for end in (source, target)):
        return True
    if source is None or target is None or not target.resolved:
        return False
    if source.actor.sector == "IGO":
        return target.actor.country is not None
    return is_of_kind(source, ("state",), target) and is_of_kind(target, ("other-country",), source)


def _is_before_own_court(k: int, source: End | None, target: End, matcher: Matcher) -> bool:
    """Whether a private person stands before nobody named, or before the police and courts of no other country."""
    if not (is_of_kind(target, ("private",), source) or _is_plain_citizen(target)):
        return False
    if source is None:
        return not _is_abroad(k, target, matcher)
    return source.actor.sector in POLICE_AND_COURTS and not is_of_kind(target, ("other-country",), source)


def _is_abroad(k: int, target: End, matcher: Matcher) -> bool:
    """Whether it happens to somebody in another country than his own: "a Dutch nurse was arrested *in Cairo*"."""
    places = (a for a in matcher.predications[k].arguments if a.role in AT_PLACES and not a.inside)
    countries = {matcher.end(place.phrase).actor.country for place in places} - {None}
    return target.actor.country is not None and bool(countries) and target.actor.country not in countries


def _is_plain_citizen(end: End) -> bool:
    """Whether an end is a person by name without office, or a role noun of nobody's ("a banker")."""
    actor = end.actor
    if actor.kind == "agent" and actor.code is None:
        # "18 people" and "girls" may be many
        return actor.civilian and actor.part != PLAIN_PERSON
    return actor.sector == PLAIN_PERSON and actor.ner == "Person"


def _is_trade(code: str, source: End, target: End, acts: Acts) -> bool:
    """Whether scholars and doctors deal with each other, or those of a trade judge a thing.

    "Researchers from Oxford cooperated with a Thai hospital", "the court rejected *the plea for bail*"; and what firms
    and doctors ask of the public, or offer it: "doctors urged *parents* to vaccinate".
    """
    sector = source.actor.sector
    if sector not in ABOUT_THEIR_TRADE or code not in acts.dealing:
        return False
    if sector in SCHOLARS and (target.actor.sector in SCHOLARS or target.actor.kind == BELONGING):
        return True
    if sector in PRIVATE_BODIES and _is_of_the_public(target):
        return True
    judges = code in acts.rejection or code in acts.own_state
    return judges and not target.named and target.actor.kind == "unknown"


def _is_own_command(code: str, source: End, target: End, acts: Acts) -> bool:
    """Whether a government orders its own forces to do something, which is an event by what they do."""
    wants = code in acts.dealing and code in acts.protest_aim and code not in acts.charge and code not in acts.rejection
    return (
        wants
        and source.actor.sector == "GOV"
        and source.actor.country == target.actor.country is not None
        and target.actor.sector in FORCES
        and target.actor.kind == "agent"
    )


def _is_of_no_office(code: str, source: End, target: End, acts: Acts) -> bool:
    """Whether somebody unknown deals with firms, scholars, doctors or the public, or these accuse who is unknown."""
    if code not in acts.dealing:
        return False
    if source.actor.code is None:
        return target.actor.sector in OFFICELESS or _is_of_the_public(target)
    return code in acts.charge and source.actor.sector in OFFICELESS and not target.named


def _is_of_the_public(end: End) -> bool:
    """Whether an end is a private person or plain people: "patients", "the public"."""
    if is_of_kind(end, ("private",), None):
        return True
    return end.actor.sector == PLAIN_PERSON and end.actor.kind == "agent"


def _is_between_strangers(code: str, source: End, target: End, acts: Acts) -> bool:
    """Whether somebody unknown deals with somebody of a country who is none of its actors, or thieves with a stranger.

    "Smith sued *a Belgian rival*", "kidnappers freed *the heiress*".
    """
    if source.actor.sector == "CRM":
        return not target.resolved and target.actor.kind in ("unknown", "private")
    return _is_stranger(source) and target.actor.kind == BELONGING and code in acts.dealing


def _is_stranger(end: End) -> bool:
    """Whether an end is a private person, or a name that no dictionary knows."""
    return is_of_kind(end, ("private",), None) or (end.actor.code is None and end.actor.ner in NAMES)


def _is_testimony(source: End, target: End) -> bool:
    """Whether somebody unknown tells it to a court or in a town, or plain people say it of one of them."""
    if source.actor.code is None:
        if source.actor.kind == "agent" and not source.actor.single:
            return False
        return target.actor.sector in POLICE_AND_COURTS or target.actor.capital
    return source.actor.civilian and source.actor.kind == "agent" and is_of_kind(target, ("private",), source)


def _is_no_subject(source: End, target: End) -> bool:
    """Whether what is said is said of plain people, or of the speaker's own body: "said *13 people* died"."""
    own_body = source.resolved and source.actor.code == target.actor.code and target.actor.kind != "person"
    return own_body or target.actor.sector == PLAIN_PERSON


def _only_acts_in_clause(k: int, target: End, matcher: Matcher) -> bool:
    """Whether a role noun is only who does what is told: "said *Libyan soldiers* had built a road"."""
    predication, head = matcher.predications[k], target.phrase.head
    if target.actor.kind != "agent" or predication.lemma in ADDRESSING:
        return False
    if any(argument.phrase.head == head for argument in predication.arguments):
        return False
    return any(
        phrase.head == head
        for link, j in predication.complements
        if link == "clause" and matcher.predications[j].kind == "verb"
        for phrase in matcher.predications[j].sources
    )


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
