from __future__ import annotations

from pathlib import Path

import pycountry
import pytest

from eventcoder.errors import ActorsError
from eventcoder.stages.actors import CompiledActors
from eventcoder.stages.actors.normalize import phrase_pieces
from eventcoder.storage.actor_files import load_actors


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_problem_is_reported_with_its_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        "mine.yaml",
        """entities:
  - {name: A, kind: person, code: TURGO}
  - {name: B, kind: robot, code: TURGOV}
  - name: C
    kind: person
    code: TURELI
    roles:
      - {code: TURGOV, start: 2014-02-30}
      - {code: TURGOV, start: 2014, end: 2012}
      - {code: TURGOV, rank: 7}
  - {name: D, kind: party, code: TUROPP, alias: [Dee]}
agents:
  - {nouns: [], part: COP}
  - {nouns: [guard], part: COP, armed: maybe}
tables: []
""",
    )
    write(
        tmp_path,
        "people.tsv",
        "name\twikidata\tcountry\taliases\trole\tcode\tstart\tend\trank\tsource\nE\tQ1\tTUR\tE\tking\tTURGOV\tyesterday\t\t1\tme\n"
        "F\tQ2\tTUR\n",
    )
    with pytest.raises(ActorsError) as caught:
        load_actors(tmp_path)
    lines = [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert [line.split(": ")[0] for line in lines] == [
        "mine.yaml:2", "mine.yaml:3", "mine.yaml:8", "mine.yaml:9", "mine.yaml:10", "mine.yaml:11", "mine.yaml:13",
        "mine.yaml:14", "mine.yaml:1", "people.tsv:2", "people.tsv:3",
    ]  # fmt: skip
    assert "Did you mean 'aliases'?" in lines[5]


def test_a_key_given_twice_and_broken_yaml_are_errors(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "entities:\n  - {name: A, kind: person, code: TURELI, name: B}\n")
    write(tmp_path, "b.yaml", "entities: [\n")
    with pytest.raises(ActorsError) as caught:
        load_actors(tmp_path)
    assert [problem.line for problem in caught.value.problems] == [2, 2]
    assert "twice" in caught.value.problems[0].message


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ActorsError, match="no such folder"):
        load_actors(tmp_path / "none")


def test_a_file_of_ones_own_that_cannot_be_read_is_an_error_in_plain_words(tmp_path: Path) -> None:
    ours, folder, latin = tmp_path / "ours", tmp_path / "folder", tmp_path / "latin.yaml"
    ours.mkdir()
    folder.mkdir()
    latin.write_bytes("entities: []  # Perón".encode("latin-1"))
    with pytest.raises(ActorsError) as caught:
        load_actors(ours, [folder, latin, tmp_path / "none.yaml"])
    assert str(caught.value).splitlines() == [
        f"{folder}: cannot be read: Is a directory: name its files, each with an --actors of its own",
        f"{latin}: not UTF-8: save the file as UTF-8",
        f"{tmp_path / 'none.yaml'}: cannot be read: No such file or directory",
    ]


def test_terms_of_one_person_become_one_entity(tmp_path: Path) -> None:
    write(
        tmp_path,
        "people.tsv",
        "name\twikidata\tcountry\taliases\trole\tcode\tstart\tend\trank\tsource\n"
        "José Ruíz\tQ1\tPER\tJosé Ruíz|Jose Ruiz\tMinister of Health\tPERGOV\t2001\t2003-05\t2\tme\n"
        "José Ruíz\tQ1\tPER\tJosé Ruíz|J. Ruiz\tPresident\tPERGOV\t2006-07-28\t\t1\tme\n",
    )
    (entity,) = load_actors(tmp_path).entities
    assert (entity.code, entity.kind, entity.aliases) == ("PERELI", "person", ("José Ruíz", "Jose Ruiz", "J. Ruiz"))
    assert [(role.role, role.start, role.end, role.rank) for role in entity.roles] == [
        ("Minister of Health", "2001", "2003-05", 2),
        ("President", "2006-07-28", "", 1),
    ]


def test_tables_of_groups_have_dates_too(tmp_path: Path) -> None:
    write(
        tmp_path,
        "groups.tsv",
        "name\tkind\tcode\taliases\tstart\tend\tcountry\tsource\n"
        "Old Front\tarmed_group\tPERREBOLF\tOF|The Front\t1980\t1992\tPER\tme\n",
    )
    (entity,) = load_actors(tmp_path).entities
    assert (entity.kind, entity.roles[0].end, entity.aliases) == (
        "armed_group",
        "1992",
        ("Old Front", "OF", "The Front"),
    )


def test_the_users_alias_wins(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    write(ours, "a.yaml", "entities:\n  - {name: Front, kind: party, code: PEROPP, aliases: [PF]}\n")
    mine = write(
        tmp_path, "mine.yaml", "entities:\n  - {name: Popular Front, kind: party, code: CHLOPP, aliases: [Front]}\n"
    )
    dictionary = load_actors(ours, [mine])
    assert [(entity.code, entity.aliases) for entity in dictionary.entities] == [
        ("CHLOPP", ("Popular Front", "Front")),
        ("PEROPP", ("PF",)),
    ]
    assert dictionary.paths == (str(ours / "a.yaml"), str(mine))


def test_demonyms_form_their_plural(tmp_path: Path) -> None:
    write(tmp_path, "c.yaml", "countries:\n  - {iso3: RUS, name: Russia, adjectives: [Russian], capital: Moscow}\n")
    kinds = {entity.kind: entity.aliases for entity in load_actors(tmp_path).entities}
    assert kinds == {"country": ("Russia",), "adjective": ("Russian",), "people": ("Russians",), "capital": ("Moscow",)}


def test_every_state_has_a_name_a_demonym_and_a_capital(all_actors: CompiledActors) -> None:
    held: dict[str, set[str]] = {}
    for entity in all_actors.entities:
        held.setdefault(entity.code, set()).add(entity.kind)
    small = {"ATF", "BVT", "CXR", "GUM", "HMD", "SGS", "SJM", "UMI"}  # no government of their own in the news
    assert [c.alpha_3 for c in pycountry.countries if c.alpha_3 not in held and c.alpha_3 not in small] == []
    # the members of the United Nations whose capital bears the name of the state have it only as the state
    for code in ("TUR", "USA", "CHN", "KEN", "BRA", "FRA", "IND", "ZAF", "SSD", "XKX", "PSE", "TLS", "MNE", "PRK"):
        assert {"country", "adjective", "capital"} <= held[code], code


def test_what_is_shipped_loads_and_matches(all_actors: CompiledActors) -> None:
    assert len(all_actors.nouns) > 1500
    assert len(all_actors.countries) > 240
    for alias in ("U.S.", "DR Congo", "Côte d'Ivoire", "Swaziland", "West Bank", "Kremlin"):
        assert " ".join(phrase_pieces(alias)).lower() in all_actors.names, alias
