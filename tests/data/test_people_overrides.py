"""Corrections of the table of offices: tools/build_people.py applies them, and the shipped table bears them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.data.test_actor_data import read_table
from tools.build_people import OVERRIDES, Override, corrected, read_overrides


def row(**given: str) -> dict[str, str]:
    """One term of the input."""
    return {
        "wikidata": "Q7",
        "position": "Minister of Mines",
        "person": "Ola Berg",
        "start": "2003",
        "end": "2005",
    } | given


def override(**given: object) -> Override:
    """A correction of Q7 that drops all terms, but for what is given."""
    known = {"wikidata": "Q7", "position": "", "start": "", "drop": True, "changes": {}, "why": "twice"}
    return Override(**(known | given))  # type: ignore[arg-type]


def test_a_term_is_dropped_or_changed_and_others_stay() -> None:
    rows = [row(), row(position="Mayor of Ruse"), row(wikidata="Q8")]
    changed = override(position="Minister of Mines", drop=False, changes={"start": "2004-02-01", "person": "Ola Bergh"})
    dropped = override(position="Mayor of Ruse")
    used: Counter[int] = Counter()
    assert list(corrected(rows, [changed, dropped], used)) == [
        row(start="2004-02-01", person="Ola Bergh"),
        row(wikidata="Q8"),
    ]
    assert used == {0: 1, 1: 1}


def test_the_start_tells_two_terms_in_one_office_apart() -> None:
    rows = [row(), row(start="2009", end="2010")]
    assert list(corrected(rows, [override(start="2009")], Counter())) == [row()]


def test_a_correction_that_meets_nothing_is_not_counted() -> None:
    used: Counter[int] = Counter()
    assert list(corrected([row()], [override(wikidata="Q9")], used)) == [row()]
    assert not used


@pytest.mark.parametrize(
    "entry",
    [
        "{wikidata: Q7, why: twice}",
        "{wikidata: Q7, drop: true}",
        "{wikidata: Q7, drop: true, set: {end: '2004'}, why: both}",
        "{wikidata: Q7, set: {rank: 1}, why: no column of the input}",
        "{wikidata: Q7, drop: true, why: a typing error, positon: Mayor}",
    ],
)
def test_an_entry_that_says_nothing_or_too_much_is_refused(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "overrides.yaml"
    path.write_text(f"overrides:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"overrides\.yaml"):
        read_overrides(path)


def test_the_shipped_table_bears_every_shipped_correction() -> None:
    terms = read_table("people.tsv")
    for correction in read_overrides(OVERRIDES):
        met = [
            term
            for term in terms
            if term["wikidata"] == correction.wikidata and correction.position in ("", term["role"])
        ]
        if correction.drop:
            assert met == [], correction.why
        else:
            columns = {"person": "name", "position": "role", "start": "start", "end": "end"}
            wanted = {columns[key]: value for key, value in correction.changes.items()}
            assert any(wanted.items() <= term.items() for term in met), correction.why
