"""What may go from the parse cache, and what is left of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from eventcoder.errors import InputError
from eventcoder.model.sentence import Document
from eventcoder.storage.cache_parts import (
    DAY_S,
    CachePart,
    cache_parts,
    choose_parts,
    describe_cache,
    remove_files,
    sample_parts,
    unfinished_parts,
)
from eventcoder.storage.parse_cache import ParseCache
from tests.storage.test_parse_cache import PARSES, make_parse

NOW = 1_000 * DAY_S
PARTS = [
    CachePart(Path(name), parser, size, NOW - days * DAY_S)
    for name, parser, size, days in [
        ("a", "stanza-1.14/en", 10, 400),
        ("b", "stanza-1.14/en", 20, 3),
        ("c", "stanza-1.15/en", 30, 40),
        ("d", "stanza-1.15/en", 40, 0),
    ]
]


def chosen(older_than_days: float | None = None, parser: str | None = None, max_bytes: int | None = None) -> list[str]:
    return [part.path.name for part in choose_parts(PARTS, older_than_days, parser, max_bytes, NOW)]


@pytest.mark.parametrize(
    ("older_than_days", "parser", "max_bytes", "expected"),
    [
        (30, None, None, ["a", "c"]),
        (500, None, None, []),
        (None, "stanza-1.14/en", None, ["a", "b"]),
        (None, "stanza-1.15", None, ["c", "d"]),
        (30, "stanza-1.15", None, ["c"]),
        (None, None, 100, []),
        (None, None, 70, ["a", "c"]),
        (None, None, 0, ["a", "c", "b", "d"]),
        (None, "stanza-1.15", 40, ["c"]),
        (100, None, 60, ["a", "c"]),
        (30, None, 90, ["a", "c"]),
    ],
)
def test_what_goes_is_what_was_unused_for_longest(
    older_than_days: float | None, parser: str | None, max_bytes: int | None, expected: list[str]
) -> None:
    assert chosen(older_than_days, parser, max_bytes) == expected


def test_a_parser_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match=r"Parsers there: stanza-1.14/en, stanza-1.15/en"):
        chosen(parser="1.15")


def test_each_text_is_counted_once_and_no_sentence_is_none(tmp_path: Path) -> None:
    ParseCache(tmp_path, "one").put_many([*PARSES[:3], (Document("x", "..."), [])])
    ParseCache(tmp_path, "one").put_many(PARSES[2:5])
    ParseCache(tmp_path, "two").put_many(PARSES[:1])
    one, two = describe_cache(tmp_path)
    assert (one.parser, one.documents, one.sentences, len(one.parts)) == ("one", 6, 10, 2)
    assert (two.parser, two.documents, two.sentences) == ("two", 1, 2)
    assert one.size == sum(part.path.stat().st_size for part in one.parts)


def test_a_sample_is_whole_parts_until_it_is_enough(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "one")
    cache.put_many(PARSES[:3])
    cache.put_many(PARSES[3:6])
    (stored,) = describe_cache(tmp_path)
    few = sample_parts(stored, 5)
    assert [sentence.doc_id for sentence in few.sentences] == ["d0", "d0", "d1", "d1", "d2", "d2"]
    assert few.size == stored.parts[0].size
    assert len(sample_parts(stored, 7).sentences) == 12


def test_a_damaged_part_is_named_and_can_be_pruned(tmp_path: Path) -> None:
    ParseCache(tmp_path, "one").put_many(PARSES[:1])
    (part,) = cache_parts(tmp_path)
    part.path.write_bytes(b"PAR1 no more")
    (stored,) = describe_cache(tmp_path)
    assert (stored.damaged, stored.documents) == ((part.path,), 0)
    assert sample_parts(stored, 5).sentences == ()
    remove_files(one.path for one in choose_parts(cache_parts(tmp_path), parser="one"))
    assert list(tmp_path.iterdir()) == []


def test_a_reader_finds_what_is_left_and_parses_the_rest_again(tmp_path: Path) -> None:
    reader = ParseCache(tmp_path, "one")
    reader.put_many(PARSES[:2])
    reader.put_many(PARSES[2:4])
    remove_files([cache_parts(tmp_path)[0].path])
    documents = [document for document, _ in PARSES[:4]]
    assert set(reader.get_many(documents)) == {"d2", "d3"}
    reader.put_many(PARSES[:2])
    assert len(ParseCache(tmp_path, "one").get_many(documents)) == 4


def test_reading_a_part_makes_it_young(tmp_path: Path) -> None:
    ParseCache(tmp_path, "one").put_many(PARSES[:1])
    (part,) = cache_parts(tmp_path)
    os.utime(part.path, (NOW, NOW))
    ParseCache(tmp_path, "one").get_many([make_parse("x", "Never parsed.")[0]])
    assert cache_parts(tmp_path)[0].used == NOW
    ParseCache(tmp_path, "one").get_many([PARSES[0][0]])
    assert cache_parts(tmp_path)[0].used > NOW


def test_unfinished_files_are_removed_after_a_day(tmp_path: Path) -> None:
    ParseCache(tmp_path, "one").put_many(PARSES[:1])
    left = cache_parts(tmp_path)[0].path.parent / ".part-1.parquet.0123abcd.tmp"
    left.write_bytes(b"half")
    assert unfinished_parts(tmp_path) == []
    assert unfinished_parts(tmp_path, now=left.stat().st_mtime + 2 * DAY_S) == [left]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert describe_cache(tmp_path / "none") == []
    assert unfinished_parts(tmp_path / "none") == []
