"""Who stands at the ends of triples and is in no dictionary, ranked, with entries to paste."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from eventcoder.evaluation.actor_unknown import UnknownActor, rank_unknown, stub_lines, unknown_lines, unknown_rows
from eventcoder.resources import codebooks_folder
from eventcoder.stages.actors import CompiledActors, compile_actors
from eventcoder.storage.actor_files import load_actors
from tests.evaluation.corpora import written
from tests.evaluation.small import CRITICISE, small_coder
from tests.small_run import sentence_rows

# "Danish shipper Norfil sued Kenya. Kenya criticised Norfil."
SUED = sentence_rows(
    "Danish/Danish/ADJ/2/amod/_/S-NORP",
    "shipper/shipper/NOUN/3/nmod:desc",
    "Norfil/Norfil/PROPN/4/nsubj/_/S-Organization",
    "sued/sue/VERB/0/root/Tense=Past",
    "Kenya/Kenya/PROPN/4/obj/_/S-Location",
    "././PUNCT/4/punct",
)


def act(verb: str, source: str, target: str) -> str:
    """`source verb target.`; an end is `Kenya`, or words with the class of a person: `Ann_Bell`."""
    rows: list[str] = []
    for words, relation in ((source, "nsubj"), (target, "obj")):
        parts = words.split("_")
        head = len(rows) + 1
        governor = len(source.split("_")) + 1
        for number, part in enumerate(parts):
            where = "S" if len(parts) == 1 else "B" if not number else "E" if number == len(parts) - 1 else "I"
            label = "Location" if part in ("Kenya", "Peru") else "Person"
            at = f"{governor}/{relation}" if not number else f"{head}/flat"
            rows.append(f"{part}/{part}/PROPN/{at}/_/{where}-{label}")
        if relation == "nsubj":
            rows.append(f"{verb}ed/{verb}/VERB/0/root/Tense=Past")
    return sentence_rows(*rows, f"././PUNCT/{len(source.split('_')) + 1}/punct")


def ranked(*documents: str, **options: bool) -> list[UnknownActor]:
    text = "".join(f"# newdoc id = {number}\n{sentences}" for number, sentences in enumerate(documents))
    coder = small_coder(CRITICISE)
    assert isinstance(coder.actors, CompiledActors)
    return rank_unknown(written(text).each(coder.read), coder.actors, **options)


def test_a_surname_is_counted_under_the_longest_form_of_its_document() -> None:
    (one,) = ranked(act("mock", "Ann_Bellweather", "Kenya") + act("scorn", "Bellweather", "Peru"))
    assert (one.name, one.ner, one.count, one.documents) == ("Ann Bellweather", "Person", 2, 1)
    assert dict(one.spellings) == {"Ann Bellweather": 1, "Bellweather": 1}
    assert dict(one.predicates) == {"mock": 1, "scorn": 1}


def test_the_short_name_of_somebody_known_is_no_missing_entry() -> None:
    assert ranked(act("mock", "Moon_Jae-in", "Kenya") + act("scorn", "Moon", "Peru")) == []


def test_one_name_in_several_documents_is_one_actor() -> None:
    (one,) = ranked(act("mock", "Ann_Bellweather", "Kenya"), act("mock", "Peru", "Ann_Bellweather"))
    assert (one.count, one.documents, one.beside) == (2, 2, 2)


def test_the_known_are_not_listed() -> None:
    assert ranked(act("mock", "Kenya", "Peru")) == []


def test_who_stands_beside_a_known_actor_comes_first() -> None:
    alone = act("mock", "Cy_Dornbush", "Eve_Fulbright")
    found = ranked(alone, alone, act("mock", "Ann_Bellweather", "Kenya"))
    assert [(one.name, one.beside, one.count) for one in found] == [
        ("Ann Bellweather", 1, 1),
        ("Cy Dornbush", 0, 2),
        ("Eve Fulbright", 0, 2),
    ]


def test_ends_of_events_are_counted() -> None:
    (one,) = ranked(act("criticis", "Ann_Bellweather", "Kenya").replace("\tcriticis\t", "\tcriticise\t"))
    assert (one.count, one.events) == (1, 1)
    assert ranked(act("mock", "Ann_Bellweather", "Kenya"))[0].events == 0


def test_the_country_is_what_the_phrase_names() -> None:
    (one,) = ranked(SUED)
    assert (one.name, one.ner, one.country) == ("Norfil", "Organization", "DNK")


def test_a_first_name_gives_no_country() -> None:
    (one,) = ranked(act("mock", "Chad_Bellweather", "Kenya"))
    assert one.name == "Chad Bellweather" and one.country is None


def test_nouns_that_act_are_listed_only_when_asked_for() -> None:
    surveyors = sentence_rows(
        "Surveyors/surveyor/NOUN/2/nsubj/Number=Plur",
        "mocked/mock/VERB/0/root/Tense=Past",
        "Kenya/Kenya/PROPN/2/obj/_/S-Location",
        "././PUNCT/2/punct",
    )
    assert ranked(surveyors) == []
    (noun,) = ranked(surveyors, nouns=True)
    assert (noun.name, noun.ner, noun.beside) == ("surveyor", "", 1)
    acted_on = (
        act("mock", "Kenya", "surveyors").replace("PROPN\t_\t_\t2\tobj", "NOUN\t_\t_\t2\tobj").replace("S-Person", "O")
    )
    assert ranked(acted_on, nouns=True) == []


@pytest.mark.parametrize("nouns", [False, True])
def test_what_is_printed_as_yaml_is_an_actor_file_that_knows_them(tmp_path: Path, nouns: bool) -> None:
    texts = (
        SUED,
        act("mock", "Chad_O'Bell", "Kenya"),
        SUED.replace("Norfil", "surveyor")
        .replace("PROPN\t_\t_\t4\tn", "NOUN\t_\t_\t4\tn")
        .replace("S-Organization", "O"),
    )
    found = ranked(*texts, nouns=nouns)
    assert found
    stub = "\n".join(["agents:" if nouns else "entities:", *(line for one in found for line in stub_lines(one))])
    file = tmp_path / "mine.yaml"
    file.write_text(stub + "\n", encoding="utf-8")
    mine = load_actors(codebooks_folder() / "actors", [file])
    own = [one for one in (*mine.entities, *mine.agents) if one.path == str(file)]
    assert len(own) == len(found)
    if not nouns:
        assert {(one["name"], one["kind"], one["code"]) for one in yaml.safe_load(stub)["entities"]} == {
            ("Norfil", "organisation", "DNK"),
            ("Chad O'Bell", "person", "UNK"),
        }


def test_an_entry_that_was_pasted_takes_the_actor_off_the_list(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("entities:\n  - {name: Norfil, kind: organisation, code: DNKBUS}\n", encoding="utf-8")
    actors = compile_actors(load_actors(codebooks_folder() / "actors", [file]))
    coder = replace(small_coder(CRITICISE), actors=actors)
    assert rank_unknown(written("# newdoc id = a\n" + SUED).each(coder.read), actors) == []


def test_lines_and_rows_tell_the_same() -> None:
    found = ranked(SUED)
    (row,) = unknown_rows(found)
    assert row["example_ids"] == ["0/0"] and row["country"] == "DNK" and row["predicates"] == ["sue 1"]
    lines = list(unknown_lines(found[0]))
    assert lines[0].strip() == "1  Norfil [Organization DNK]   (1 documents; 1 beside a known actor)"
    assert lines[2].strip() == "Danish shipper Norfil sued Kenya.   [0, sentence 0]"
