"""How many actors the shipped dictionaries know, pinned as floors."""

from __future__ import annotations

from functools import lru_cache

import pytest

from eventcoder.evaluation.actor_counts import ActorCount, count_actors, count_lines
from eventcoder.model.actor import ActorDictionary, Agent, Entity, Role
from eventcoder.resources import codebooks_folder
from eventcoder.storage.actor_files import load_actors


@lru_cache
def shipped() -> dict[str, ActorCount]:
    return {count.kind: count for count in count_actors(load_actors(codebooks_folder() / "actors"))}


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("states", 240),
        ("former_states", 8),
        ("regions", 40),
        ("people_dated", 15_000),
        ("people_by_hand", 2_000),
        ("people_since", 400),
        ("organisations", 900),
        ("armed_groups", 900),
        ("parties", 3_000),
        ("role_nouns", 800),
    ],
)
def test_the_shipped_dictionaries_keep_their_size(kind: str, floor: int) -> None:
    assert shipped()[kind].entries >= floor


def test_there_are_more_spellings_than_entries() -> None:
    assert shipped()["all"].spellings >= 55_000
    assert shipped()["people"].spellings > shipped()["people"].entries


def test_each_kind_is_counted_once() -> None:
    entities = (
        Entity("Freedonia", "country", "FRD", ("Freedonia", "Republic of Freedonia")),
        Entity("Sylvania", "country", "SYL", ("Sylvania",), (Role("SYL", "", "", "1995"),)),
        Entity("Ada Bly", "person", "FRDELI", ("Ada Bly", "Bly"), (Role("FRDGOV", "envoy", "2023"),), "mine.yaml"),
        Entity("Cy Dorn", "person", "FRDELI", ("Cy Dorn",), (Role("FRDGOV", "envoy", "2001"),), "people.tsv"),
        Entity("Eve", "person", "FRDELI", ("Eve",)),
    )
    dictionary = ActorDictionary(entities, (Agent(("police", "policeman", "policemen"), "COP"),))
    counts = {count.kind: (count.entries, count.spellings) for count in count_actors(dictionary)}
    assert counts["states"] == (1, 2) and counts["former_states"] == (1, 1)
    assert counts["people"] == (3, 4) and counts["people_dated"] == (2, 3)
    assert counts["people_by_hand"] == counts["people_since"] == (1, 2)
    assert counts["role_nouns"] == (2, 3)
    assert counts["all"] == (5, 7)


def test_the_table_has_a_line_for_every_kind() -> None:
    lines = list(count_lines(list(shipped().values())))
    assert len(lines) == len(shipped()) + 1
    assert lines[0].split() == ["entries", "spellings"]
