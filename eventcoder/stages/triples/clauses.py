"""Clauses: a verb, or an adjective or noun with a copula, as a predication with who acts and who is acted upon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventcoder.model.predication import Argument, Phrase, Predication
from eventcoder.stages.triples.arguments import Arguments, unique_phrases
from eventcoder.stages.triples.objects import acted_upon
from eventcoder.stages.triples.phrases import MAX_CONJUNCTS, is_name_like, name_start, phrase_of
from eventcoder.stages.triples.syntax import Syntax
from eventcoder.stages.triples.transparent import bottom_of_transparent
from eventcoder.stages.triples.tree import Tree

PARTICLE_ADVERBS = frozenset(
    {"back", "away", "off", "out", "down", "up", "together", "over", "forward", "apart", "aside", "in", "on", "through",
     "ahead", "home", "closer", "hard", "heavily", "again", "free", "open", "alive", "dead", "hostage", "captive"}
)  # fmt: skip
MAX_PARTICLE_DISTANCE = 3
ACTOR_CLASSES = frozenset({"Person", "Organization", "NORP", "Location"})


def read_clause(syntax: Syntax, i: int, kind: str) -> Predication:
    """The predication of the clause headed by token i. kind: `verb`, or `adjective` (a noun with a copula as well)."""
    tree = syntax.tree
    speaker = syntax.speaker_of(i)
    passive = kind == "verb" and syntax.subjects.voice.is_passive(i)
    facts = syntax.factuality.of_clause(i)
    predication = Predication(
        kind=kind,
        lemma=tree.lemmas[i],
        head=i,
        trigger=_trigger(tree, i),
        particles=_particles(tree, i),
        voice="passive" if passive else "active",
        polarity=facts.polarity,
        time=facts.time,
        modality=facts.modality,
        requested=facts.requested,
        speaker=syntax.speaker_phrase(speaker),
    )
    arguments = Arguments(syntax, predication, speaker)
    for head, reference in syntax.subjects.acting(i):
        if tree.lower[head] == "it" and tree.rels[head] == "expl":
            continue
        arguments.add_source(head, reference)
        arguments.add_inside(head, "subject", depth=0)
    _add_objects(arguments, i, passive)
    _add_obliques(arguments, i, passive)
    if kind == "verb":
        _add_asked(arguments, i)
    if passive and not predication.sources:
        # "killed in a raid by the army", "released from captivity by the rebels": the nearest by-phrase acts
        predication.sources += [
            argument.phrase
            for argument in predication.arguments
            if argument.role == "by" and argument.inside not in ("", "object")
        ]
    predication.sources = unique_phrases(predication.sources, MAX_CONJUNCTS)
    if len(predication.sources) > 1 and tree.lemmas[i] in syntax.lexicon.mutual_verbs:
        predication.mutual = not any(_is_third(tree, a) for a in predication.arguments)
    return predication


def _is_third(tree: Tree, argument: Argument) -> bool:
    """ "A and B met *C*": they do it to C, not to each other."""
    if argument.inside or argument.role not in ("object", "recipient", "with", "and", "against"):
        return False
    phrase = argument.phrase
    return (
        phrase.sentence != tree.index or tree.upos[phrase.head] == "PROPN" or tree.ner[phrase.head][2:] in ACTOR_CLASSES
    )


def read_relation(syntax: Syntax, i: int) -> list[Predication]:
    """ "*Iran-backed* rebels", "the *Saudi-led* coalition": who stands behind them does not act, but backs and leads.

    i: a participle before its noun. One predication of kind `relation`, or none where no name is joined to it.
    """
    tree = syntax.tree
    noun = tree.heads[i]
    backer = next((k for k in tree.children[i] if k < i and is_name_like(tree, k)), -1)
    if (
        backer < 0
        or noun <= i
        or "-" not in tree.words[backer:i]
        or tree.lower[i] not in syntax.lexicon.tie_participles
    ):
        return []
    whole = phrase_of(tree, noun)
    backed = replace(whole, start=i + 1) if whole.start <= i else whole
    who = Phrase(tree.index, backer, name_start(tree, backer), backer + 1)
    what = Argument("object", backed, tree.lemmas[noun])
    lemma = (tree.sentence.lemmas[i] or tree.words[i]).lower()
    return [Predication("relation", lemma, i, (i, i + 1), time="ongoing", sources=[who], arguments=[what])]


def gapped_clauses(syntax: Syntax, found: Sequence[Predication]) -> list[Predication]:
    """ "Iran criticised France and *Syria Britain*": the verb's predication once more, with these two."""
    tree = syntax.tree
    by_head = {predication.head: predication for predication in found if predication.kind == "verb"}
    gapped: list[Predication] = []
    for verb, subject, partner in tree.gaps:
        first = by_head.get(verb)
        if first is None:
            continue
        again = replace(first, sources=[], arguments=[], complements=[])
        arguments = Arguments(syntax, again, syntax.speaker_of(verb))
        arguments.add_source(subject)
        role = tree.preposition(partner) or "object"
        arguments.add_whole(role, partner, depth=0)
        gapped.append(again)
    return gapped


def _add_objects(arguments: Arguments, i: int, passive: bool) -> None:
    """Who or what is acted upon."""
    tree = arguments.tree
    objects = acted_upon(arguments.subjects, i)
    given = tree.child(i, "obj") if passive else -1
    if given >= 0:
        # "Ukraine was given tanks": who is given is no object
        for head, reference in objects:
            arguments.add_whole("recipient", head, reference)
        objects = [(given, "named")]
    for head, reference in objects:
        if arguments.syntax.is_reciprocal(head):
            arguments.predication.voice = "reciprocal"
            continue
        arguments.add_whole("object", head, reference, depth=0)
        bottom = bottom_of_transparent(tree, head, arguments.lexicon)
        if bottom != head:
            # "lifted a series of sanctions": the sanctions are lifted
            arguments.add("object", bottom)


def _add_obliques(arguments: Arguments, i: int, passive: bool) -> None:
    """The predicate's prepositional phrases, indirect object, and nouns in the place of clauses."""
    tree = arguments.tree
    for k in tree.children[i]:
        relation = tree.relations[k]
        rel = tree.rels[k]
        if rel == "obl" or (relation == "nmod" and arguments.predication.kind == "adjective"):
            arguments.add_oblique(k, passive)
        elif relation == "iobj":
            # "allowed the agency to deliver": without another object it is the object
            arguments.add_whole("recipient" if tree.child(i, "obj") >= 0 else "object", k)
        elif rel in ("advcl", "xcomp") and tree.upos[k] in ("NOUN", "PROPN"):
            if tree.preposition(k):
                arguments.add_oblique(k, passive)
            elif rel == "xcomp" and tree.upos[k] == "PROPN" and tree.child(i, "obj") < 0:
                # "called Lavrov to discuss it": the parser takes the name for a predicate
                arguments.add_whole("object", k, depth=0)
            elif rel == "xcomp":
                # "called the raid a crime", "declared the group a terrorist organisation"
                arguments.add_whole("as", k)
        elif rel == "xcomp" and tree.upos[k] == "ADJ":
            # "held Iran responsible for the raid"
            for j in tree.children[k]:
                if tree.rels[j] == "obl":
                    arguments.add_oblique(j, passive)


def _add_asked(arguments: Arguments, i: int) -> None:
    """ "demanded that *Togo* leave", "said *Togo* must leave": who is to do it is asked to."""
    tree = arguments.tree
    lexicon = arguments.lexicon
    asks = tree.lemmas[i] in lexicon.request_verbs
    if not asks and tree.lemmas[i] not in lexicon.reporting_verbs:
        return
    for k in tree.children[i]:
        if tree.rels[k] != "ccomp":
            continue
        if not asks and arguments.syntax.factuality.of_clause(k).modality != "obliged":
            continue
        for head, reference in arguments.subjects.grammatical(k):
            if reference == "named":
                arguments.add_whole("complement-subject", head)


def _trigger(tree: Tree, i: int) -> tuple[int, int]:
    """First and last + 1 of the tokens that carry the predicate: the head and its particles."""
    last = i
    for k in tree.children[i]:
        if tree.relations[k] == "compound:prt" and i < k <= i + MAX_PARTICLE_DISTANCE:
            last = k
    return (i, last + 1)


def _particles(tree: Tree, i: int) -> tuple[str, ...]:
    """What changes the verb's meaning: "*broke off* talks", "*set free*"; adjectives by their lemmas."""
    found = []
    for k in tree.children[i]:
        rel = tree.rels[k]
        if tree.relations[k] == "compound:prt":
            found.append(tree.lower[k])
        elif rel in ("advmod", "xcomp", "case"):
            if tree.lower[k] in PARTICLE_ADVERBS and not tree.marker(k):
                found.append(tree.lower[k])
            elif rel == "xcomp" and tree.upos[k] == "ADJ":
                found.append(tree.lemmas[k])
    return tuple(found)
