"""Lemmas mended by corrections, by the words that the run knows, and over hyphens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eventcoder.model.sentence import Sentence
from eventcoder.stages.triples.extract import extract_predications
from eventcoder.stages.triples.lemmas import mend_lemmas, mended_lemma, regular_lemmas
from eventcoder.stages.triples.tree import Tree
from tests.stages.triples.trees import LEXICON, sentence_of

VERBS = frozenset({"swap", "veto", "scrap", "bar", "tear", "retake", "cyber-attack", "traffic", "lie", "axe"})
NOUNS = frozenset(
    {"sit", "plan", "aid", "back", "fire", "raid", "cease-fire", "clash", "hand-over", "curfew", "walk-out"}
)
LEXICON_OF_RUN = replace(LEXICON, known_verbs=VERBS, known_nouns=NOUNS, event_nouns=NOUNS)


@pytest.mark.parametrize(
    ("word", "given", "expected"),
    [
        ("swapped", "swapp", "swap"),
        ("vetoes", "vetoe", "veto"),
        ("trafficking", "traffick", "traffic"),
        ("axed", "ax", "axe"),
        ("tore", "tore", "tear"),
        ("re-took", "re-took", "retake"),
        ("re-taking", "re-take", "retake"),
        # "scraped" and "bared" would be "scrapped" and "barred"
        ("scraped", "scrape", "scrape"),
        ("bared", "bare", "bare"),
        # unknown as it is, and nothing known is nearer
        ("haggled", "haggle", "haggle"),
    ],
)
def test_the_lemma_of_a_verb(word: str, given: str, expected: str) -> None:
    assert mended_lemma(word, "VERB", given, LEXICON_OF_RUN) == expected


@pytest.mark.parametrize(
    ("word", "given", "expected"),
    [
        ("clashes", "clashe", "clash"),
        ("raids", "raids", "raid"),
        ("policemen", "policemen", "policeman"),
        # the firing is no fire, the backing no back
        ("firing", "fire", "firing"),
        ("backing", "back", "backing"),
        # "sites" is no plural of "sit", "planes" none of "plan", "aides" none of "aid"
        ("sites", "site", "site"),
        ("planes", "plane", "plane"),
        ("aides", "aide", "aide"),
        ("building", "building", "building"),
    ],
)
def test_the_lemma_of_a_noun(word: str, given: str, expected: str) -> None:
    assert mended_lemma(word, "NOUN", given, LEXICON_OF_RUN) == expected


@pytest.mark.parametrize(
    ("word", "upos", "expected"),
    [
        ("planned", "VERB", ("plan", "plann", "planne", "planned")),
        ("denied", "VERB", ("deny", "deni", "denie", "denied")),
        ("lying", "VERB", ("lie", "ly", "lye", "lying")),
        ("clashes", "NOUN", ("clash", "clashe", "clashes")),
        ("allies", "NOUN", ("ally", "allie", "allies")),
        ("firing", "NOUN", ("firing",)),
    ],
)
def test_the_words_of_which_a_word_can_be_a_regular_form(word: str, upos: str, expected: tuple[str, ...]) -> None:
    assert regular_lemmas(word, upos) == expected


def joined(line: str) -> Sentence:
    """A sentence by hand in which `-` and tokens that begin or end with it touch their neighbours."""
    sentence = sentence_of(line)
    starts, ends, at = [], [], 0
    for i, word in enumerate(sentence.words):
        if i and not (word.startswith("-") or sentence.words[i - 1].endswith("-")):
            at += 1
        starts.append(at)
        at += len(word)
        ends.append(at)
    return replace(sentence, starts=tuple(starts), ends=tuple(ends))


def mended(line: str) -> Tree:
    tree = Tree(joined(line), 0)
    mend_lemmas(tree, LEXICON_OF_RUN)
    return tree


def test_a_verb_that_the_tokenizer_parts_at_its_hyphen_is_one_word() -> None:
    tree = mended("Hackers/NOUN/4/nsubj cyber/NOUN/1/amod -/PUNCT/2/punct attacked=attack/VERB/0/root banks/NOUN/4/obj")
    assert tree.lemmas[3] == "cyber-attack"
    assert (tree.heads[1], tree.heads[2]) == (3, 3)


@pytest.mark.parametrize(
    ("line", "head", "lemma"),
    [
        (
            "The/DET/4/det cease/NOUN/4/compound -/PUNCT/2/punct fires=fire/NOUN/5/nsubj held=hold/VERB/0/root",
            3,
            "cease-fire",
        ),
        ("A/DET/4/det hand/NOUN/4/compound -/PUNCT/2/punct over/ADP/5/nsubj failed=fail/VERB/0/root", 3, "hand-over"),
        ("A/DET/2/det walk/NOUN/5/nsubj -/PUNCT/4/punct out/ADP/2/advmod began=begin/VERB/0/root", 1, "walk-out"),
        ("A/DET/3/det hand/NOUN/3/compound -over/NOUN/4/nsubj failed=fail/VERB/0/root", 2, "hand-over"),
    ],
)
def test_a_noun_with_a_hyphen_is_one_word_and_a_predicate(line: str, head: int, lemma: str) -> None:
    tree = mended(line)
    assert (tree.lemmas[head], tree.upos[head]) == (lemma, "NOUN")
    ((*found,),) = extract_predications([joined(line)], LEXICON_OF_RUN)
    assert ("noun", lemma) in [(predication.kind, predication.lemma) for predication in found]


def test_a_hyphen_between_words_that_the_run_does_not_know_as_one_is_left_alone() -> None:
    line = "The/DET/4/det spring/NOUN/4/compound -/PUNCT/2/punct cleaning/NOUN/5/nsubj began=begin/VERB/0/root"
    tree, before = mended(line), Tree(joined(line), 0)
    assert (tree.lemmas, tree.heads, tree.relations) == (before.lemmas, before.heads, before.relations)


def test_the_parts_before_an_event_noun_stand_in_their_order() -> None:
    line = (
        "Troops/NOUN/2/nsubj made=make/VERB/0/root cross/ADJ/5/amod -/PUNCT/3/punct border/NOUN/6/compound "
        "raids=raid/NOUN/2/obj"
    )
    ((*found,),) = extract_predications([joined(line)], LEXICON_OF_RUN)
    assert [one.premodifiers for one in found if one.lemma == "raid"] == [("cross", "border")]


def test_parts_with_a_preposition_are_one_word_before_the_noun() -> None:
    line = (
        "The/DET/7/det dusk/NOUN/7/compound -/PUNCT/4/punct to/ADP/6/case -/PUNCT/4/punct dawn/NOUN/2/nmod "
        "curfew/NOUN/8/nsubj began=begin/VERB/0/root"
    )
    ((*found,),) = extract_predications([joined(line)], LEXICON_OF_RUN)
    assert [one.premodifiers for one in found if one.lemma == "curfew"] == [("dusk-to-dawn",)]


def test_parties_that_a_hyphen_joins_stay_apart() -> None:
    line = "Greek/ADJ/4/amod -/PUNCT/3/punct Turkish/ADJ/4/amod raids=raid/NOUN/5/nsubj began=begin/VERB/0/root"
    tree = mended(line)
    assert (tree.heads[0], tree.heads[2]) == (3, 3)


def test_a_participle_before_a_noun_keeps_its_form() -> None:
    line = "The/DET/3/det armed=arm/VERB/3/amod raid/NOUN/4/nsubj began=begin/VERB/0/root"
    ((*found,),) = extract_predications([joined(line)], LEXICON_OF_RUN)
    assert [one.premodifiers for one in found if one.lemma == "raid"] == [("armed",)]


@pytest.mark.parametrize(("relation", "upos"), [("obj", "NOUN"), ("xcomp", "ADJ")])
def test_an_adjective_that_stands_where_a_noun_does_is_one_that_the_run_knows(relation: str, upos: str) -> None:
    tree = mended(f"They/PRON/2/nsubj launched=launch/VERB/0/root a/DET/4/det raid/ADJ/2/{relation}")
    assert tree.upos[3] == upos
