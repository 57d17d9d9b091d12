"""The whole program over stored parses: exact codes, directions and actors (tests/golden/events/cases.yaml)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.golden.stored import cases, parse_of, shipped_coder, stored_parses


def events_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    document, sentences = parse_of("events", case["text"])
    dated = replace(document, published=str(case["published"]))
    return shipped_coder().code(dated, sentences).events["cameo"]


def line_of(row: dict[str, Any]) -> str:
    """A row in the notation of cases.yaml."""
    marks = [
        row["factuality"] if row["factuality"] != "actual" else "",
        "negated" if row["negated"] else "",
        f"said by {row['attribution_code'] or row['attribution_text']}" if row["attribution_text"] else "",
    ]
    ends = [row[f"{end}_code"] or row[f"{end}_text"] or "-" for end in ("source", "target")]
    listed = ", ".join(filter(None, marks))
    return f"{row['code']} {ends[0]} > {ends[1]}" + (f" | {listed}" if listed else "")


@pytest.mark.parametrize("case", cases("events"))
def test_the_events_of_a_text(case: dict[str, Any]) -> None:
    assert sorted(map(line_of, events_of(case))) == sorted(case["events"])


def test_every_stored_parse_belongs_to_a_case() -> None:
    texts = {parameter.values[0]["text"] for parameter in cases("events")}
    assert texts == set(stored_parses("events/cases.conllu"))
