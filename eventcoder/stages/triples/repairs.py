"""The parser's usual mistakes, mended before anything else looks at the tree: which repair looks at which token.

The repairs themselves: clause_repairs.py, phrase_repairs.py, coordination.py, gapping.py and lemmas.py.
"""

from __future__ import annotations

from eventcoder.model.lexicon import Lexicon
from eventcoder.stages.triples.clause_repairs import (
    CLAUSE_PARTS,
    activate,
    fill_expletive,
    free_absolute,
    free_adjunct,
    free_participle,
    free_subject_behind_case,
    gather_objects,
    give_speaker,
    hang_relative,
    join_participle,
    lift_according,
    lift_subject,
    return_object,
    return_opening_subject,
    return_sentence_subject,
    return_subject,
)
from eventcoder.stages.triples.coordination import (
    join_bare_noun,
    join_owner,
    mend_flat_name,
    mend_name_list,
    mend_noun_behind_name,
    mend_parataxis,
    mend_role_and_name,
    mend_second_description,
    mend_verb_conjunct,
)
from eventcoder.stages.triples.gapping import find_gap, find_gap_of_noun
from eventcoder.stages.triples.lemmas import mend_lemmas
from eventcoder.stages.triples.phrase_repairs import (
    FINING_VERBS,
    SPEECHES,
    choose_body,
    choose_person,
    fill_headless_what,
    free_behind_worth,
    free_object_behind_as,
    free_paid,
    free_recipient,
    join_modifiers,
    join_role,
    join_title,
    lift_beside_agent,
    lift_between,
    lift_from_adverb,
    lift_speech,
    make_infinitive,
    make_noun,
    name_country,
    restore_its,
    return_charge,
)
from eventcoder.stages.triples.tree import Tree

DASHES = frozenset({"-", "–", "—", "--"})
# tokens in which a dateline ends: "KABUL, Afghanistan, Jan. 5 (AP) -"
MAX_DATELINE = 14
LIFTED_PREPOSITIONS = frozenset({"by", "on", "against", "at", "with", "to", "over"})
# where a clause's noun phrases stand, so that a verb there is a noun
NOMINAL_RELATIONS = frozenset({"nsubj", "csubj", "obj", "obl"})
MENDED_WORDS = SPEECHES | {"which", "worth", "as", "who", "whom", "between", "what"}


def mend(tree: Tree, lexicon: Lexicon) -> None:
    """Apply all repairs to one tree, in place."""
    mend_lemmas(tree, lexicon)
    _free_from_dateline(tree)
    for i, (upos, word) in enumerate(zip(tree.upos, tree.lower, strict=True)):
        if upos == "VERB":
            if tree.rels[i] == "case":
                if word == "according":
                    lift_according(tree, tree.heads[i])
                else:
                    free_participle(tree, i)
            if tree.rels[i] in NOMINAL_RELATIONS:
                make_noun(tree, i, lexicon)
            elif tree.rels[i] in ("acl", "advcl"):
                free_absolute(tree, i)
                free_adjunct(tree, i)
                return_subject(tree, i)
                return_opening_subject(tree, i)
                return_sentence_subject(tree, i)
                join_participle(tree, i)
                return_object(tree, i)
                return_charge(tree, i)
            elif tree.rels[i] in ("xcomp", "ccomp"):
                lift_subject(tree, i, lexicon)
                hang_relative(tree, i)
            elif tree.rels[i] == "conj":
                mend_verb_conjunct(tree, i, lexicon)
            elif tree.rels[i] == "parataxis":
                mend_parataxis(tree, i, lexicon)
            if tree.rels[i] in ("advcl", "parataxis", "ccomp"):
                free_subject_behind_case(tree, i)
            if tree.lemmas[i] in FINING_VERBS:
                free_paid(tree, i)
            gather_objects(tree, i, lexicon)
            if tree.lemmas[i] in lexicon.reporting_verbs:
                give_speaker(tree, i)
        elif tree.relations[i] == "nsubj:pass":
            activate(tree, i, lexicon)
        elif word == "us" and tree.words[i] == "US":
            name_country(tree, i)
        elif word == "it" and tree.rels[i] == "expl":
            fill_expletive(tree, i, lexicon)
        elif upos == "PROPN" and i and tree.upos[i - 1] == "PROPN" and tree.heads[i] == tree.heads[i - 1] >= 0:
            join_title(tree, i)
        elif upos == "PROPN" and (tree.rels[i] == "obj" or tree.rels[i] == "iobj"):
            join_role(tree, i, lexicon)
        elif upos == "PROPN" and tree.rels[i] == "conj":
            find_gap(tree, i)
            mend_role_and_name(tree, i, lexicon)
        elif tree.rels[i] == "appos" and upos in ("PROPN", "NOUN"):
            mend_name_list(tree, i)
        elif upos == "PROPN" and tree.rels[i] == "dep" and tree.heads[i] == i + 1:
            name_country(tree, i)
        elif upos == "PROPN" and tree.rels[i] == "compound":
            free_recipient(tree, i)
        elif upos == "PROPN" and tree.rels[i] == "flat":
            mend_flat_name(tree, i, lexicon)
        elif upos == "CCONJ" and tree.rels[i] == "cc":
            join_modifiers(tree, i)
        elif word == "it" and tree.rels[i] == "nsubj":
            restore_its(tree, i)
        elif upos == "NOUN" and tree.rels[i] == "conj":
            find_gap_of_noun(tree, i)
            join_bare_noun(tree, i)
            join_owner(tree, i)
            mend_second_description(tree, i)
            mend_noun_behind_name(tree, i, lexicon)
        elif upos == "ADV" and tree.rels[i] == "advmod" and tree.children[i]:
            lift_from_adverb(tree, i)
        elif word in LIFTED_PREPOSITIONS and tree.rels[i] == "case":
            lift_beside_agent(tree, tree.heads[i], lexicon)
            if word == "to":
                make_infinitive(tree, i, lexicon)
        if word in MENDED_WORDS:
            _mend_word(tree, i, word, lexicon)


def _mend_word(tree: Tree, i: int, word: str, lexicon: Lexicon) -> None:
    """The mistakes that hang on one word."""
    if word == "as":
        if tree.rels[i] == "case":
            free_object_behind_as(tree, i)
    elif word == "who" or word == "whom":
        choose_person(tree, i, lexicon)
    elif word == "which":
        choose_body(tree, i, lexicon)
    elif word == "worth":
        free_behind_worth(tree, i)
    elif word == "between":
        if tree.rels[i] == "case":
            lift_between(tree, tree.heads[i], lexicon)
    elif word == "what" and tree.rels[i] in ("obj", "nsubj"):
        fill_headless_what(tree, i)
    elif word in SPEECHES:
        lift_speech(tree, i)


def _free_from_dateline(tree: Tree) -> None:
    """ "MOSCOW - President X called Y": the dateline is no head of the sentence, and its apposition is the subject."""
    dash = next((i for i, word in enumerate(tree.words[:MAX_DATELINE]) if word in DASHES), -1)
    if dash <= 0:
        return
    top = next((i for i in range(dash) if tree.heads[i] < 0 and tree.upos[i] == "PROPN"), -1)
    if top < 0:
        return
    verb = next((k for k in tree.children[top] if k > dash and tree.upos[k] == "VERB"), -1)
    if verb < 0 or any(tree.rels[k] == "nsubj" for k in tree.children[verb]):
        return
    for k in tree.children[top]:
        if dash < k < verb and tree.rels[k] in CLAUSE_PARTS and tree.upos[k] in ("NOUN", "PROPN", "PRON"):
            tree.attach(k, verb, "nsubj")
            return
