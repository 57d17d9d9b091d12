"""Parses come back as they were kept, for any document with the same text; damage costs only a new parse."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventcoder.model.sentence import Document, Sentence
from eventcoder.schemas import SENTENCES_SCHEMA
from eventcoder.storage import parse_cache
from eventcoder.storage.parse_cache import ParseCache, default_cache_folder
from eventcoder.storage.sentences import (
    sentences_from_arrow,
    sentences_from_frame,
    sentences_to_arrow,
    sentences_to_frame,
)
from eventcoder.tables import Sentences

WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)


def make_sentence(doc_id: str, number: int, words: list[str], start: int = 0, parser: str = "test 1") -> Sentence:
    """A sentence whose words hang on its first one."""
    starts, ends, at = [], [], start
    for word in words:
        starts.append(at)
        ends.append(at + len(word))
        at = ends[-1] + 1
    count = len(words)
    return Sentence(
        doc_id,
        number,
        " ".join(words),
        start,
        max(at - 1, start),
        tuple(words),
        tuple(word.lower() for word in words),
        ("X",) * count,
        ("_",) * count,
        tuple(-1 if index == 0 else 0 for index in range(count)),
        tuple("root" if index == 0 else "dep" for index in range(count)),
        tuple(starts),
        tuple(ends),
        ("O",) * count,
        parser,
    )


def make_parse(doc_id: str, text: str) -> tuple[Document, list[Sentence]]:
    """A document whose sentences are its lines."""
    sentences, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            sentences.append(make_sentence(doc_id, number, line.split(" "), at))
        at += len(line) + 1
    return Document(doc_id, text), sentences


PARSES = [make_parse(f"d{n}", f"Kenya reopened crossing {n} .\nEthiopia welcomed it .") for n in range(150)]

sentence_lists = st.lists(
    st.builds(
        make_sentence, st.sampled_from(["a", "b"]), st.integers(0, 9), st.lists(WORDS, max_size=5), st.integers(0, 99)
    ),
    max_size=6,
)


@given(sentence_lists)
def test_sentences_survive_the_table(sentences: list[Sentence]) -> None:
    assert sentences_from_arrow(sentences_to_arrow(sentences)) == sentences
    assert sentences_from_frame(sentences_to_frame(sentences)) == sentences


@given(sentence_lists, st.integers(0, 6))
def test_a_slice_of_the_table_gives_the_slice_of_the_sentences(sentences: list[Sentence], first: int) -> None:
    assert sentences_from_arrow(sentences_to_arrow(sentences).slice(first)) == sentences[first:]
    assert sentences_from_frame(sentences_to_frame(sentences)[first:]) == sentences[first:]


def test_the_table_is_1_based_and_valid() -> None:
    frame = sentences_to_frame([make_sentence("a", 0, ["Kenya", "acts"])])
    assert dict(frame.schema) == SENTENCES_SCHEMA
    assert Sentences.validate(frame, lazy=True).equals(frame)
    assert frame["tokens"].explode().struct.field("id").to_list() == [1, 2]
    assert frame["tokens"].explode().struct.field("head").to_list() == [0, 1]


def test_tokens_outside_their_sentence_are_found() -> None:
    import pandera.errors

    frame = sentences_to_frame([make_sentence("a", 0, ["Kenya", "acts"])])
    with pytest.raises(pandera.errors.SchemaErrors, match="tokens_in_sentence"):
        Sentences.validate(frame.with_columns(end=pl.lit(7, pl.Int32)), lazy=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(texts=st.lists(st.text(alphabet="ab \n", max_size=12), max_size=5, unique=True))
def test_parses_come_back_to_another_reader(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("cache")
    parses = [make_parse(f"d{n}", text) for n, text in enumerate(texts)]
    ParseCache(folder, "test 1").put_many(parses)
    found = ParseCache(folder, "test 1").get_many([document for document, _ in parses])
    assert found == {document.doc_id: sentences for document, sentences in parses}


def test_many_documents_over_several_row_groups_come_back(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "test 1")
    cache.put_many(PARSES[:100])
    cache.put_many(PARSES[50:])
    found = ParseCache(tmp_path, "test 1").get_many([document for document, _ in reversed(PARSES)])
    assert found == {document.doc_id: sentences for document, sentences in PARSES}


def test_the_same_text_under_another_id_is_found_and_bears_that_id(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "test 1")
    cache.put_many(PARSES[:1])
    found = cache.get_many([Document("other", PARSES[0][0].text), Document("x", "Never parsed.")])
    assert found == {"other": [replace(sentence, doc_id="other") for sentence in PARSES[0][1]]}
    assert (cache.hits, cache.misses) == (1, 1)


def test_a_text_without_sentences_is_remembered(tmp_path: Path) -> None:
    ParseCache(tmp_path, "test 1").put_many([(Document("a", "..."), []), PARSES[0]])
    assert ParseCache(tmp_path, "test 1").get_many([Document("a", "...")]) == {"a": []}


def test_another_parser_finds_nothing(tmp_path: Path) -> None:
    ParseCache(tmp_path, "test 1").put_many(PARSES[:1])
    assert ParseCache(tmp_path, "test 2").get_many([PARSES[0][0]]) == {}


def test_what_is_kept_already_is_not_kept_twice(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "test 1")
    cache.put_many(PARSES[:2])
    cache.put_many(PARSES[:2])
    assert len(list(cache.parser_folder.glob("*.parquet"))) == 1


def test_parts_of_another_process_are_seen_while_running(tmp_path: Path) -> None:
    reader = ParseCache(tmp_path, "test 1")
    assert reader.get_many([PARSES[0][0]]) == {}
    ParseCache(tmp_path, "test 1").put_many(PARSES[:1])
    assert list(reader.get_many([PARSES[0][0]])) == ["d0"]


@pytest.mark.parametrize("keep", [0.0, 0.5, 0.99])
def test_a_truncated_part_is_skipped_with_a_warning_and_can_be_kept_anew(tmp_path: Path, keep: float) -> None:
    writer = ParseCache(tmp_path, "test 1")
    writer.put_many(PARSES[:1])
    (part,) = writer.parser_folder.glob("*.parquet")
    writer.put_many(PARSES[1:2])
    content = part.read_bytes()
    part.write_bytes(content[: int(len(content) * keep)])
    cache = ParseCache(tmp_path, "test 1")
    assert list(cache.get_many([PARSES[0][0], PARSES[1][0]])) == ["d1"]
    assert [warning.path for warning in cache.warnings] == [str(part)]
    assert "damaged" in str(cache.warnings[0])
    cache.put_many(PARSES[:1])
    assert set(ParseCache(tmp_path, "test 1").get_many([PARSES[0][0]])) == {"d0"}


def _flip_bytes(part: Path) -> None:
    """Damages what is in the part; its index at the end stays."""
    content = bytearray(part.read_bytes())
    for at in range(200, len(content) // 2, 50):
        content[at] ^= 0xFF
    part.write_bytes(content)


def test_flipped_bytes_are_noticed_when_they_are_read(tmp_path: Path) -> None:
    writer = ParseCache(tmp_path, "test 1")
    writer.put_many(PARSES)
    (part,) = writer.parser_folder.glob("*.parquet")
    _flip_bytes(part)
    cache = ParseCache(tmp_path, "test 1")
    found = cache.get_many([document for document, _ in PARSES])
    assert cache.warnings
    expected = {document.doc_id: sentences for document, sentences in PARSES}
    assert all(expected[doc_id] == sentences for doc_id, sentences in found.items())
    assert len(found) < len(expected)


def test_what_was_kept_anew_is_found_however_often_it_is_asked_for(tmp_path: Path) -> None:
    documents = [document for document, _ in PARSES]
    writer = ParseCache(tmp_path, "test 1")
    writer.put_many(PARSES)
    (part,) = writer.parser_folder.glob("*.parquet")
    _flip_bytes(part)
    repairer = ParseCache(tmp_path, "test 1")
    repairer.get_many(documents)
    repairer.put_many(PARSES)
    cache = ParseCache(tmp_path, "test 1")
    assert len(cache.get_many(documents)) == len(documents)


def test_a_part_that_vanishes_is_a_miss(tmp_path: Path) -> None:
    cache = ParseCache(tmp_path, "test 1")
    cache.put_many(PARSES[:1])
    for part in cache.parser_folder.glob("*.parquet"):
        part.unlink()
    assert cache.get_many([PARSES[0][0]]) == {}
    assert len(cache.warnings) == 1


def test_a_full_disk_is_one_warning_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    cache = ParseCache(tmp_path, "test 1")
    with monkeypatch.context() as full:
        full.setattr(parse_cache, "_write_part", no_space)
        cache.put_many(PARSES[:1])
    cache.put_many(PARSES[:1])
    (warning,) = cache.warnings
    assert str(warning) == f"{tmp_path}: parses are not kept: No space left on device. --cache names another folder"
    assert cache.get_many([PARSES[0][0]]) == {}
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["parser.txt"]


def _put(folder: Path, first: int) -> None:
    for at in range(first, first + 40, 10):
        ParseCache(folder, "test 1").put_many(PARSES[at : at + 10])


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_put, args=(tmp_path, first)) for first in (0, 20)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    found = ParseCache(tmp_path, "test 1").get_many([document for document, _ in PARSES[:60]])
    assert found == {document.doc_id: sentences for document, sentences in PARSES[:60]}


def test_the_default_folder_is_the_users_cache() -> None:
    assert "eventcoder" in str(default_cache_folder())


def test_a_cache_that_cannot_be_made_is_one_warning(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    cache = ParseCache(tmp_path / "file" / "parses", "test 1")
    assert cache.get_many([PARSES[0][0]]) == {}
    cache.put_many(PARSES[:1])
    cache.put_many(PARSES[1:2])
    assert len(cache.warnings) == 1
