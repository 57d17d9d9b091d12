"""What a clause or an event noun itself shows of whether it happened: auxiliaries, adverbs, markers, adjectives.

What the predicates above it add is factuality.py. docs/triples.md has the table of cues and values.
"""

from __future__ import annotations

from dataclasses import dataclass

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.tree import Tree

FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "gon"})

POSSIBLE_AUXILIARIES = frozenset({"may", "might", "could", "can", "ca"})

OBLIGED_AUXILIARIES = frozenset({"should", "must", "ought"})

CONDITIONAL_MARKERS = frozenset({"if", "unless", "whether", "in case", "even if", "as if", "lest", "if only"})

FUTURE_ADJECTIVES = frozenset(
    {"planned", "future", "upcoming", "forthcoming", "scheduled", "proposed", "possible", "potential", "prospective",
     "impending", "imminent", "expected", "threatened", "hypothetical", "eventual"}
)  # fmt: skip

HYPOTHETICAL_ADJECTIVES = frozenset({"possible", "potential", "hypothetical", "threatened", "proposed"})

NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither"})

POSSIBLE_ADVERBS = frozenset({"perhaps", "maybe", "possibly", "potentially", "conceivably"})

INVERTED = frozenset({"should", "had", "were"})
SUBJECT = frozenset({"nsubj"})


@dataclass(frozen=True, slots=True)
class Factuality:
    """The four columns of one predicate."""

    polarity: str = "positive"
    time: str = "past"
    modality: str = "none"
    requested: bool = False


PLAIN = Factuality()


def but(
    own: Factuality, *, polarity: str = "", time: str = "", modality: str = "", requested: bool | None = None
) -> Factuality:
    """With what is given in place of its own; `dataclasses.replace` takes five times as long."""
    asked = own.requested if requested is None else requested
    return Factuality(polarity or own.polarity, time or own.time, modality or own.modality, asked)


def doubted(own: Factuality, modality: str) -> Factuality:
    """With a modality from above, where the predicate has none of its own."""
    return but(own, modality=modality) if own.modality == "none" else own


def clause_cues(tree: Tree, i: int, lexicon: Lexicon) -> Factuality:
    """The factuality of a clause by its own words."""
    feats = tree.feats[i]
    time = "past" if "Tense=Past" in feats else "ongoing" if "Tense=Pres" in feats or "VerbForm=Ger" in feats else ""
    negative = 0
    modality = "none"
    would = habit = False
    for k in tree.children[i]:
        rel = tree.rels[k]
        word = tree.lower[k]
        if rel in ("aux", "cop"):
            if word in FUTURE_AUXILIARIES:
                time = "future"
            elif word in POSSIBLE_AUXILIARIES:
                modality = "possible"
            elif word in OBLIGED_AUXILIARIES:
                modality = "obliged"
            elif word in ("would", "'d", "’d") and tree.lemmas[k] != "have":
                would = True
            elif tree.lemmas[k] == "have" or word in ("was", "were", "did", "had"):
                time = time if time == "future" else "past"
            elif word in ("is", "are", "am", "does", "do", "be", "'s", "’s", "'re") and time != "future":
                # "is arrested" tells of the past in news English, "is arresting" of the present
                time = "past" if tree.relations[k] == "aux:pass" else "ongoing"
        elif (
            (rel in ("advmod", "cc", "det") and word in lexicon.negators and not _is_not_only(tree, k))
            or (rel == "mark" and word == "without")
            or (rel == "nsubj" and (word in NEGATIVE_SUBJECTS or _has_no(tree, k)))
            or (rel == "obj" and _has_no(tree, k))
            or (rel == "advmod" and word == "longer" and _has_no(tree, k))
        ):
            negative += 1
        elif rel == "advmod" and word in POSSIBLE_ADVERBS:
            modality = "possible"
        elif rel == "advmod" and word in lexicon.alleging_words:
            modality = "alleged"
        elif (rel == "advmod" and word in lexicon.habit_words) or (
            rel == "obl" and "Date" in tree.ner[k] and _is_every(tree, k)
        ):
            habit = True
        elif rel == "mark" and (word in CONDITIONAL_MARKERS or tree.marker(i) in CONDITIONAL_MARKERS):
            modality = "conditional"
    if tree.marker(i) == "to" and any(
        tree.rels[k] in ("aux", "cop") and tree.lemmas[k] == "be" and tree.lower[k] != "be" for k in tree.children[i]
    ):
        # "is to visit"
        time = "future"
    if would:
        time = "future"
        if _is_conditional(tree, i) or "have" in (tree.lemmas[k] for k in tree.children[i] if tree.rels[k] == "aux"):
            modality = "conditional"
    elif time == "future" and modality == "none" and _is_conditional(tree, i):
        # "if Sudan attacks, Egypt will help"
        modality = "conditional"
    if habit and time != "future":
        time = "habitual"
    requested = "Mood=Imp" in feats and not tree.has_child(i, SUBJECT)
    if requested:
        time = "future"
    if _is_inverted(tree, i):
        modality = "conditional"
    if modality == "none" and tree.rels[i] in ("root", "conj") and tree.heads[i] < 0 and _is_question(tree):
        modality = "question"
    return Factuality("negative" if negative % 2 else "positive", time or "past", modality, requested)


def noun_cues(tree: Tree, i: int, lexicon: Lexicon) -> Factuality:
    """The factuality of an event noun by the words that hang on it."""
    own = PLAIN
    for k in tree.children[i]:
        word = tree.lower[k]
        if tree.rels[k] == "det" and word in ("no", "neither"):
            own = but(own, polarity="negative")
        elif tree.rels[k] == "det" and word == "any":
            # "would answer any attack"
            own = doubted(own, "possible")
        elif tree.rels[k] in ("amod", "advmod"):
            if word in HYPOTHETICAL_ADJECTIVES:
                own = but(own, modality="possible", time="future")
            elif word in FUTURE_ADJECTIVES:
                own = but(own, time="future")
            elif word in lexicon.alleging_words:
                own = but(own, modality="alleged")
    if tree.preposition(i) == "without":
        own = but(own, polarity="negative")
    return own


def _is_inverted(tree: Tree, i: int) -> bool:
    """ "*should Israel attack*", "*had Togo agreed*": a condition without a marker."""
    if tree.rels[i] not in ("advcl", "ccomp", "parataxis"):
        return False
    auxiliary = next((k for k in tree.children[i] if tree.rels[k] == "aux"), -1)
    return (
        0 <= auxiliary < i
        and tree.lower[auxiliary] in INVERTED
        and any(auxiliary < k < i and tree.rels[k] == "nsubj" for k in tree.children[i])
        and not tree.marker(i)
        and not _is_question(tree)
    )


def _is_question(tree: Tree) -> bool:
    return tree.sentence.text.rstrip(" \"'”’)").endswith("?")


def _is_not_only(tree: Tree, k: int) -> bool:
    """ "*not only* recalled its ambassador but": both are done."""
    return tree.lower[k + 1 : k + 2] in (["only"], ["just"], ["merely"])


def _has_no(tree: Tree, i: int) -> bool:
    return any(tree.rels[k] in ("det", "advmod", "cc") and tree.lower[k] in ("no", "neither") for k in tree.children[i])


def _is_every(tree: Tree, i: int) -> bool:
    """ "every year", "each summer"."""
    return any(tree.rels[k] == "det" and tree.lower[k] in ("every", "each") for k in tree.children[i])


def _is_conditional(tree: Tree, i: int) -> bool:
    """A would-clause with an if-clause."""
    return any(tree.rels[k] == "advcl" and tree.marker(k) in CONDITIONAL_MARKERS for k in tree.children[i])
