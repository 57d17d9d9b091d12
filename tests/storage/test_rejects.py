"""Rejects become rows that the table allows."""

from __future__ import annotations

from eventcoder.model.reject import Reject
from eventcoder.schemas import REJECTS_SCHEMA
from eventcoder.storage.rejects import rejects_to_frame
from eventcoder.tables import Rejects


def test_rejects_are_rows_in_their_order_with_null_for_what_is_empty() -> None:
    frame = rejects_to_frame(
        [
            Reject("", "read", "bad_json", "no object", "news.jsonl:3"),
            Reject("a", "parse", "parser_failed", sentence_id=2),
        ]
    )
    assert Rejects.validate(frame, lazy=True).rows() == [
        (None, "read", "bad_json", "no object", "news.jsonl:3", None),
        ("a", "parse", "parser_failed", None, None, 2),
    ]


def test_no_rejects_are_an_empty_table() -> None:
    assert dict(rejects_to_frame([]).schema) == REJECTS_SCHEMA
