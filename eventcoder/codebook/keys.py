"""The keys of a codebook's files, once: the loader reads by this table and the editors' JSON Schema is made from it."""

from __future__ import annotations

from dataclasses import dataclass

SECTORS = (
    *("GOV", "MIL", "COP", "JUD", "SPY", "LEG", "OPP", "REB", "INS", "SEP", "UAF"),
    *("AGR", "BUS", "CRM", "CVL", "DEV", "EDU", "ELI", "ENV", "HLH", "HRI", "LAB", "MED", "REF", "REL"),
    *("IGO", "IMG", "INT", "NGM", "NGO", "MNC"),
)
"""Sectors of the actor code: roles of the first rank, of the second, and international kinds."""

KINDS = (
    *SECTORS,
    *("state", "country", "armed", "civilian", "person", "private", "organisation"),
    *("place", "actor", "thing", "same-country", "other-country"),
)
"""What an end of an event can be asked to be (`source_is`, `target_is`)."""

NAMED_SLOTS = ("object", "recipient", "object-modifier", "clause-subject", "clause-target", "possessor")
"""Places for the target that are no preposition."""

NAMED_LINKS = ("clause", "object")
"""Ways from an operator to the act under it that are no preposition."""

_ONE_WORD_PREPOSITIONS = """
    aboard about above across after against ahead along alongside amid amidst among amongst around as at
    before behind below beneath beside besides between beyond by concerning despite down during except for
    from in inside into like near of off on onto opposite out outside over past per regarding round since
    through throughout till to toward towards under underneath until unto up upon versus via with within
    without
"""

PREPOSITIONS: tuple[str, ...] = (
    *_ONE_WORD_PREPOSITIONS.split(),
    "according to",
    "ahead of",
    "along with",
    "as for",
    "as to",
    "aside from",
    "away from",
    "because of",
    "close to",
    "due to",
    "in addition to",
    "in case of",
    "in exchange for",
    "in favor of",
    "in favour of",
    "in front of",
    "in line with",
    "in place of",
    "in response to",
    "in return for",
    "in spite of",
    "in support of",
    "in terms of",
    "inside of",
    "instead of",
    "next to",
    "on behalf of",
    "on top of",
    "out of",
    "outside of",
    "owing to",
    "prior to",
    "rather than",
    "such as",
    "thanks to",
    "together with",
    "up to",
    "with regard to",
    "with respect to",
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the form of its value, what it means, and whether it must be there.

    form: `text`, `id`, `code`, `code-or-drop`, `codes` (prefixes), `words`, `phrases` (preposition: words), `slots`,
    `kinds`, `patterns` (of trees), `prepositions`, `links`, `end` (source or target), `flag`, `examples`, `reasons`
    (code: text), `acts` (kind: code prefixes).
    """

    form: str
    meaning: str
    required: bool = False


FRAME_KEYS: dict[str, Key] = {
    "id": Key("id", "Unique in the codebook, lower case with hyphens.", required=True),
    "code": Key("code", 'A code of codes.tsv, quoted ("085").', required=True),
    "verbs": Key("words", "Verbs that carry the act, as lemmas; a verb of more words: the verb first."),
    "nouns": Key("words", "Nouns that carry the act, as lemmas."),
    "adjectives": Key("words", "Adjectives that carry the act as predicates."),
    "object": Key("words", "What the thing acted on must be."),
    "not_object": Key("words", "What the thing acted on must not be."),
    "where": Key("phrases", "Phrases that must be there; an empty list asks for any phrase with the preposition."),
    "not_where": Key("phrases", "Phrases that must not be there; an empty list forbids any with the preposition."),
    "clause": Key("words", "What the clause under the predicate must have as its verb."),
    "not_clause": Key("words", "What the clause under the predicate must not have as its verb."),
    "ud": Key("patterns", "What the tree at the predicate must be, where words cannot say it: any of these patterns."),
    "target": Key("slots", "Where to look for the target, in order of preference."),
    "source_is": Key("kinds", "What the source must be: any of these."),
    "source_is_not": Key("kinds", "What the source must not be."),
    "target_is": Key("kinds", "What the target must be: any of these."),
    "target_is_not": Key("kinds", "What the target must not be."),
    "possessor": Key("end", "Which end the possessor of a noun is."),
    "symmetric": Key("flag", "Both ends do it to each other: two rows."),
    "reverse": Key("code", "The code of the row from target to source."),
    "swap": Key("flag", "Source and target of the row change places: who survived is the target of the attack."),
    "negated": Key("code-or-drop", "What a negated act becomes: a code, or drop."),
    "null_target": Key("flag", "Whether a row is written without a target."),
    "null_source": Key("flag", "Whether a row is written without a source."),
    "examples": Key("examples", "Sentences that must match, and sentences that must not."),
}

OPERATOR_KEYS: dict[str, Key] = {
    "id": Key("id", "Unique in the codebook, lower case with hyphens.", required=True),
    "table": Key("id", "Which compose table; default: the id."),
    "verbs": Key("words", "Verbs that take another act."),
    "nouns": Key("words", "Nouns that take another act."),
    "adjectives": Key("words", "Adjectives that take another act."),
    "links": Key("links", "Which links to the act under it to look through."),
    "target": Key("slots", "Where the addressee stands, in order of preference."),
    "partner": Key("prepositions", "Prepositions whose phrase is the target and does it too."),
    "reciprocal": Key("flag", "Joined subjects are each other's target."),
    "code": Key("code", "The code when the act under it has none and there is a target."),
    "negated": Key("code-or-drop", "What a negated one becomes: a code, or drop."),
    "null_target": Key("flag", "Whether a row is written without a target."),
    "examples": Key("examples", "Sentences that must match, and sentences that must not."),
}

EXAMPLE_KEYS: dict[str, Key] = {
    "text": Key("text", "The sentence.", required=True),
    "source": Key("text", "The words of the source; null where there is none.", required=True),
    "target": Key("text", "The words of the target; null where there is none.", required=True),
    "code": Key("code", "The code it must get.", required=True),
    "factuality": Key("text", "actual, future, hypothetical or requested; absent: not tested."),
}

FACTUALITIES = ("actual", "future", "hypothetical", "requested")

SPEECH_KEYS: dict[str, Key] = {
    "will": Key("table", 'What it is to say that oneself will do an act ("X will attack").'),
    "will_not": Key("table", 'And that oneself will not ("X will not meet Y").'),
    "must": Key("table", 'And that another must ("X said Y must withdraw").'),
    "not_to": Key("table", 'The act denied under an operator ("urged X not to attack").'),
    "denying": Key("tables", 'Tables of operators that deny the act by themselves ("refused to lift").'),
    "attempting": Key(
        "tables", 'Tables of attempts: a deed that keeps its own code there is hypothetical ("tried to capture").'
    ),
}

FILE_KEYS = ("frames", "operators", "compose", "speech")

SYNSET_NAME = "[a-z][a-z0-9_]*"
"""How the name of a synset is written, as a regular expression."""

ACT_KEYS: dict[str, Key] = {
    "comment": Key(
        "codes",
        "What somebody says of somebody: it needs a source and a known target, and stands back behind other events.",
    ),
    "bare_comment": Key(
        "codes", "Comments that stand back behind any other event of their source, whoever its target."
    ),
    "named_target": Key("codes", 'A target that no dictionary knows must be a name: not "endorsed the idea".'),
    "own_state": Key("codes", "Somebody may do it to his own state: an official who praises his country."),
    "joint": Key("codes", 'What both sides do, so that either may announce it: "X will visit Y, Y\'s embassy said".'),
    "charge": Key(
        "codes", "Accusing, arresting, trying: the act under it (of, for, over, with) is the charge, no event."
    ),
    "accusation": Key("codes", "Accusations, which are no event where nobody is named who accuses a private person."),
    "protest": Key("codes", "Protests: whom their aim is demanded of is their target."),
    "protest_aim": Key("codes", "What protests are for: appeals, demands, accusations; no second event."),
    "rejection": Key("codes", "Rejecting: what is rejected may be any thing."),
    "dealing": Key("codes", "Words, deals and refusals: no event where only firms or strangers have them."),
    "courtesy": Key("codes", 'Of these, those that no civilian receives from a stranger: "apologised to supporters".'),
}
"""Kinds of acts (see model.codebook.Acts)."""

CODEBOOK_KEYS: dict[str, Key] = {
    "name": Key("id", "The folder's name, and the value of the events' codebook column.", required=True),
    "title": Key("text", "The name in full.", required=True),
    "version": Key("text", "The version of the scheme.", required=True),
    "language": Key("text", "The language of its words, as ISO 639-1."),
    "source": Key("text", "Where the scheme and the words come from."),
    "targetless": Key("codes", 'Code prefixes that need no target; "-16" takes a part of a shorter one back.'),
    "sourceless": Key("codes", "Code prefixes that need no source."),
    "public_only": Key(
        "codes", "Code prefixes that are no event where one private person stands before his own police and courts."
    ),
    "acts": Key("acts", "Kinds of acts for which coding goes by more than the frames say: kind: code prefixes."),
    "unreachable": Key("reasons", "Codes that no text can reach, each with the reason."),
    "needs_examples": Key("flag", "Whether a frame without examples is a warning; default: true."),
}
