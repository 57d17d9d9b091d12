"""The word lists of syntax."""

from __future__ import annotations

from dataclasses import fields

import pytest

from eventcoder import resources
from eventcoder.codebook.lexicon import load_lexicon
from eventcoder.errors import DataFileError
from eventcoder.model.lexicon import Lexicon

LISTS = [field.name for field in fields(Lexicon) if not field.name.startswith("known_")]


@pytest.fixture(scope="module")
def english():
    return load_lexicon(resources.codebooks_folder())


@pytest.fixture
def write_lexicon(tmp_path):
    """Writes a lexicon with one word a list; a keyword replaces a list, None leaves it out."""

    def write(**lists):
        word = {name: "a=b" if name.endswith("_corrections") else name.split("_")[0] for name in LISTS}
        texts = {name: lists.get(name, f"[{word.get(name)}]") for name in [*LISTS, *lists]}
        (tmp_path / "lexicon").mkdir(exist_ok=True)
        lines = [f"{name}: {text}" for name, text in texts.items() if text is not None]
        (tmp_path / "lexicon" / "en.yaml").write_text("\n".join(lines), encoding="utf-8")
        return tmp_path

    return write


def message_of(folder, language="en"):
    with pytest.raises(DataFileError) as caught:
        load_lexicon(folder, language)
    return str(caught.value).replace(f"{folder}/", "")


@pytest.mark.parametrize("name", LISTS)
def test_no_shipped_list_is_empty_and_all_words_are_lower_case(english, name):
    words = getattr(english, name)
    assert words
    assert all(word == word.lower().strip() for word in words)


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("light_verbs", "hold have launch carry sign impose announce begin", "say condemn refuse end threaten face"),
        ("occurrence_verbs", "erupt break take resume rage", "launch impose"),
        ("reporting_verbs", "say tell announce confirm warn", "ask refuse accuse"),
        ("aspect_verbs", "begin continue manage seem", "try refuse plan"),
        ("negative_verbs", "fail refuse deny avoid cancel", "agree begin repel"),
        ("request_verbs", "ask urge demand call order", "say tell agree"),
        ("alleging_verbs", "allege claim suspect believe", "say deny"),
        ("intending_verbs", "plan threaten try agree consider offer", "manage begin refuse"),
        ("negators", "not n't never no without", "now"),
        ("alleging_words", "alleged allegedly possible reportedly", "disputed"),
        ("object_control_verbs", "urge force allow call help", "promise threaten"),
        ("group_nouns", "side leader country neighbor pair", "talk"),
        ("person_nouns", "president spokesman policemen rebel nurse", "government country army ally"),
        ("time_nouns", "monday december week yesterday", "march may pm start"),
        ("event_nouns", "talk attack visit arrest ceasefire sanction criticism", "opposition mission union"),
        ("transparent_nouns", "series wave round", "attack"),
        ("unreal_nouns", "threat possibility plan", "attack support"),
    ],
)
def test_what_is_in_a_list_and_what_is_not(english, name, inside, outside):
    words = getattr(english, name)
    assert set(inside.split()) <= words
    assert not set(outside.split()) & words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("light_verbs", "negative_verbs"),
        ("aspect_verbs", "intending_verbs"),
        ("negative_verbs", "request_verbs"),
        ("negative_verbs", "reporting_verbs"),
        ("person_nouns", "event_nouns"),
        ("person_nouns", "time_nouns"),
        ("event_nouns", "time_nouns"),
    ],
)
def test_lists_that_exclude_each_other(english, first, second):
    assert getattr(english, first) & getattr(english, second) == set()


def test_the_lemmas_of_the_bundled_parser_are_what_the_lists_hold(english):
    assert "talk" in english.event_nouns
    assert "talks" not in english.event_nouns


def test_lists_of_lists_are_joined_and_lowered(write_lexicon):
    lexicon = load_lexicon(write_lexicon(light_verbs="[[Hold, have], [no]]"))
    assert lexicon.light_verbs == {"hold", "have", "no"}


def test_an_optional_list_may_be_left_out(write_lexicon):
    assert load_lexicon(write_lexicon(unreal_nouns=None)).unreal_nouns == frozenset()


def test_a_missing_list(write_lexicon):
    assert message_of(write_lexicon(light_verbs=None, negators=None)) == (
        "lexicon/en.yaml:1: lists that are missing: light_verbs, negators"
    )


def test_an_unknown_list(write_lexicon):
    assert message_of(write_lexicon(light_verb="[a]")) == (
        f"lexicon/en.yaml:{len(LISTS) + 1}: unknown list 'light_verb'. Did you mean 'light_verbs'?"
    )


def test_a_list_that_is_none(write_lexicon):
    assert message_of(write_lexicon(light_verbs="hold")) == (
        "lexicon/en.yaml:1: light_verbs: expected a list, found 'hold'"
    )


def test_a_correction_that_is_no_pair(write_lexicon):
    line = LISTS.index("noun_corrections") + 1
    assert message_of(write_lexicon(noun_corrections="[[bases=base], [troops, =a, b=]]")) == "\n".join(
        f"lexicon/en.yaml:{line}: noun_corrections: '{text}' is no form=lemma, as in lent=lend"
        for text in ("troops", "=a", "b=")
    )


def test_a_form_with_two_lemmas(write_lexicon):
    line = LISTS.index("lemma_corrections") + 1
    assert message_of(write_lexicon(lemma_corrections="[lent=lend, Lent=lent]")) == (
        f"lexicon/en.yaml:{line}: lemma_corrections: the lemma of 'lent' is lend or lent, not both"
    )


@pytest.mark.parametrize(("name", "pair"), [("lemma_corrections", "tore=tear"), ("noun_corrections", "troops=troop")])
def test_the_shipped_corrections(english, name, pair):
    assert pair in getattr(english, name)


def test_an_empty_file(tmp_path):
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "en.yaml").write_text("")
    assert message_of(tmp_path) == "lexicon/en.yaml: the file is empty"


def test_a_language_without_a_lexicon(write_lexicon):
    assert message_of(write_lexicon(), "xx") == ("lexicon/xx.yaml: no lexicon for the language 'xx'. Known: en.")
