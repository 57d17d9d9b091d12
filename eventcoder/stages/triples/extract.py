"""From the sentences of one document to its predications."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.model.lexicon import Lexicon
from eventcoder.model.predication import Phrase, Predication
from eventcoder.model.sentence import Sentence
from eventcoder.stages.triples.clauses import gapped_clauses, read_clause, read_relation
from eventcoder.stages.triples.links import Links
from eventcoder.stages.triples.nominals import EventNoun
from eventcoder.stages.triples.patterns import holding_patterns
from eventcoder.stages.triples.quotations import quotation_chains, quoted_words, share_speakers
from eventcoder.stages.triples.reference import References
from eventcoder.stages.triples.repairs import mend
from eventcoder.stages.triples.subjects import Subjects
from eventcoder.stages.triples.syntax import Syntax
from eventcoder.stages.triples.tree import Tree

# "the *surrounding* area", "*according* to", "*peacekeeping* force": verbs by form that head no clause
NO_CLAUSE_RELATIONS = frozenset({"amod", "case", "compound", "cc", "fixed", "mark"})
# "*attack* helicopter": the noun names no act of its own
NO_NOMINAL_RELATIONS = frozenset({"compound", "flat", "fixed", "goeswith"})
COMPANIONS_BEFORE = 5
COMPANIONS_BEHIND = 8
# what a predicate's head can be
HEADS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


def extract_predications(sentences: Sequence[Sentence], lexicon: Lexicon) -> list[list[Predication]]:
    """All predicates of one document with their arguments, one list a sentence.

    Args:
        sentences: the document's sentences in order. Trees may be broken: cycles are cut, bad heads become roots.
        lexicon: the closed word lists, its event_nouns extended by the codebooks' nouns.

    Returns:
        One list per sentence, predications in order of their head token, those of clauses without a verb of their own
        last. Token positions are 0-based.
    """
    references = References(lexicon)
    syntaxes = []
    for index, sentence in enumerate(sentences):
        tree = Tree(sentence, index)
        mend(tree, lexicon)
        subjects = Subjects(tree, lexicon)
        references.add(tree, subjects)
        syntaxes.append(Syntax(tree, lexicon, subjects, references))
    _share_speakers(sentences, syntaxes)
    return [_predications_of(syntax) for syntax in syntaxes]


def _share_speakers(sentences: Sequence[Sentence], syntaxes: Sequence[Syntax]) -> None:
    """A quotation's sentences that do not name who speaks have the speaker of the others."""
    quoted = quoted_words(sentences)
    for chain in quotation_chains(quoted):
        own: dict[int, Phrase] = {}
        for k in chain:
            syntax = syntaxes[k]
            said = (i for i in sorted(quoted[k].words) if syntax.tree.is_predicate(i))
            head = next((head for i in said if (head := syntax.speakers.of(i)) >= 0), -1)
            phrase = syntax.speaker_phrase(head)
            if phrase is not None:
                own[k] = phrase
        for k, speaker in share_speakers(chain, quoted, own).items():
            syntaxes[k].quoted = quoted[k].words
            syntaxes[k].quoted_speaker = speaker


def _predications_of(syntax: Syntax) -> list[Predication]:
    """The predications of one sentence, linked with each other."""
    tree = syntax.tree
    event_nouns = syntax.lexicon.event_nouns
    found: list[Predication] = []
    light_verbs: dict[int, int] = {}
    for i, upos in enumerate(tree.upos):
        if upos not in HEADS:
            continue
        if upos == "VERB":
            if tree.rels[i] not in NO_CLAUSE_RELATIONS:
                found.append(read_clause(syntax, i, "verb"))
            elif tree.rels[i] == "amod":
                found += read_relation(syntax, i)
        elif upos != "ADJ" and tree.lemmas[i] in event_nouns:
            if _names_act(tree, i, syntax.lexicon):
                noun = EventNoun(syntax, i)
                found.append(noun.read())
                if noun.is_light:
                    light_verbs[i] = noun.governor
        elif upos != "PROPN" and tree.child(i, "cop") >= 0:
            found.append(read_clause(syntax, i, "adjective"))
    patterns = syntax.lexicon.known_patterns
    if patterns:
        for predication in found:
            asked = patterns.get((predication.kind, predication.lemma))
            if asked:
                predication.patterns = holding_patterns(tree, predication.head, asked)
    Links(syntax, found, light_verbs).fill()
    if tree.gaps:
        found += gapped_clauses(syntax, found)
    return found


def _names_act(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Whether an event noun is one here, and no part of a name ("the *Strike* Group")."""
    if tree.rels[i] in NO_NOMINAL_RELATIONS:
        return False
    if tree.upos[i] != "NOUN" and tree.ner[i] not in ("", "O"):
        return False
    companions = lexicon.known_companions.get(tree.lemmas[i])
    if companions is None:
        return True
    # "a *state* of emergency" is one, "Arab states" are none
    near = slice(max(0, i - COMPANIONS_BEFORE), i + COMPANIONS_BEHIND)
    return not companions.isdisjoint(tree.lemmas[near]) or not companions.isdisjoint(tree.lower[near])
