"""Office holders since August 2022, the last month that the collected terms of people.tsv cover: edited by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from tests.data.test_actor_data import day, read_yaml, roles_of

SINCE = "2022-08"
SINGLE = {
    f"{field} {title}" for field in ("foreign", "defence", "interior", "finance") for title in ("minister", "secretary")
} | {"president", "prime minister", "chancellor", "premier", "king", "vice president"}


def test_many_people_hold_an_office_that_began_since_then() -> None:
    people = [e for e in read_yaml("leaders.yaml") if any(str(r.get("start", ""))[:7] >= SINCE for r in roles_of(e))]
    assert len(people) >= 940


def test_who_begins_an_office_of_one_ends_the_term_before() -> None:
    """A month of overlap is left to dates that are known only by month."""
    terms: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for entity in read_yaml("leaders.yaml"):
        for role in roles_of(entity):
            if role["role"] in SINGLE and str(role.get("start", ""))[:7] >= SINCE:
                first, last = (day(str(role.get(key, "")), last=key == "end") for key in ("start", "end"))
                terms[(role["code"], role["role"])].append((first, last, entity["name"]))
    overlapping = []
    for office, held in terms.items():
        held.sort()
        overlapping += [
            (*office, before, after)
            for number, (_, end, before) in enumerate(held)
            for start, _, after in held[number + 1 :]
            if before != after and min(end, date.max - timedelta(31)) > start + timedelta(31)
        ]
    assert overlapping == []
