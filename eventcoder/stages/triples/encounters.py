"""Talks and visits in passing: "announced the pact after *talks* with X", "who is in Rome for *talks* with X"."""

from __future__ import annotations

from eventcoder.stages.triples.syntax import Syntax

# With whom, and where to: such a noun that names neither tells nothing.
TALKS = frozenset(
    {
        "talk",
        "talks",
        "negotiation",
        "meeting",
        "summit",
        "discussion",
        "dialogue",
        "consultation",
        "conversation",
        "encounter",
        "audience",
        "dinner",
        "lunch",
        "breakfast",
        "call",
    }
)
JOURNEYS = frozenset({"visit", "trip", "tour", "stopover", "pilgrimage"})
# "at a meeting with", "ahead of a visit to": the clause tells what happens beside it
BESIDE = frozenset({"after", "before", "during", "following", "at", "in", "on", "ahead of", "amid", "since"})
COMING = frozenset(
    {
        "arrive",
        "be",
        "come",
        "depart",
        "fly",
        "gather",
        "go",
        "head",
        "land",
        "leave",
        "return",
        "stay",
        "stop",
        "travel",
        "visit",
    }
)
AHEAD = frozenset({"ahead of"})
# "in Rome for talks"
PURPOSE = "for"
PLACES = frozenset({"GPE", "Location", "Facility"})
TOLD_BY = frozenset({"possessor", "between", "of", "from", "by"})
MAX_PLACES = 2


def names_encounter(lemma: str) -> bool:
    """Whether a noun is one of talks or of a journey to somebody."""
    return lemma in TALKS or lemma in JOURNEYS


def partner_role(lemma: str) -> str:
    """The preposition before whom one talks with, or where a journey goes."""
    return "with" if lemma in TALKS else "to"


class Beside:
    """Where talks or a journey stand in the sentence.

    people: heads of who takes part, each with its reference; predicate: the one that they stand beside, -1 where they
    hang on its subject ("Jordan's king, in Rome for talks, ..."); is_ahead: they are still to come.
    """

    __slots__ = ("is_ahead", "people", "predicate")

    def __init__(self, people: list[tuple[int, str]], predicate: int, is_ahead: bool) -> None:
        self.people = people
        self.predicate = predicate
        self.is_ahead = is_ahead


def beside(syntax: Syntax, noun: int) -> Beside | None:
    """Who takes part in talks or a journey that another clause mentions: who does what that clause says.

    noun: the head that stands for them in the sentence, coordination undone. None where the sentence does not tell.
    """
    tree = syntax.tree
    purpose = False
    for _ in range(MAX_PLACES + 1):
        preposition, head = tree.preposition(noun), tree.heads[noun]
        if head < 0 or tree.rels[noun] not in ("obl", "nmod"):
            return None
        told = preposition in BESIDE or (preposition == PURPOSE and tree.lemmas[head] in COMING)
        if tree.is_predicate(head):
            if not told and not purpose and not (preposition == PURPOSE and tree.child(head, "cop") >= 0):
                return None
            if syntax.subjects.voice.is_passive(head):
                return None
            people = [one for one in syntax.subjects.acting(head) if _may_take_part(syntax, one[0])]
            return Beside(people, head, preposition in AHEAD) if people else None
        if tree.rels[head] == "nsubj" and (told or purpose):
            return Beside([(head, "named")], -1, False) if _may_take_part(syntax, head) else None
        if preposition != PURPOSE or tree.ner[head][2:] not in PLACES:
            return None
        purpose, noun = True, head
    return None


def _may_take_part(syntax: Syntax, head: int) -> bool:
    """Whether the head of a phrase is somebody: not "the deal", not "shares"."""
    tree, lexicon = syntax.tree, syntax.lexicon
    if tree.upos[head] in ("PRON", "PROPN"):
        return True
    lemma = tree.lemmas[head]
    return (
        lemma in lexicon.person_nouns
        or lemma in lexicon.group_nouns
        or lemma in lexicon.body_nouns
        or lemma in lexicon.country_nouns
    )
