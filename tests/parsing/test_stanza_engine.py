"""The engine around the model: batches, pieces, offsets, faults. A small annotator stands in for the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventcoder.errors import ModelError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.parsing.annotator import Word
from eventcoder.parsing.model_names import BUNDLED, bundled_folder, describe_folder, hash_model, stored_hash
from eventcoder.parsing.registry import PARSERS, find_parser
from eventcoder.parsing.stanza_engine import StanzaParser, batch_documents, parse_batch
from tests.parsing.word_splitter import split_words


class WordSplitter:
    """An annotator that ends sentences at full stops and blank lines, and fails on the word "poison"."""

    description = "splitter"
    on_gpu = False

    def __init__(self) -> None:
        self.texts: list[str] = []

    def annotate(self, text: str) -> list[list[Word]]:
        self.texts.append(text)
        if "poison" in text:
            raise RuntimeError("index out of range\nin a kernel")
        return split_words(text, r"(?:[^.\n]|\n(?!\n))+\.?")


def parse(texts: list[str], characters: int = 1000) -> tuple[list[list[str] | str], WordSplitter]:
    splitter = WordSplitter()
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    results: list[list[str] | str] = []
    for document, result in parse_batch(documents, splitter, "splitter", characters):
        if isinstance(result, Reject):
            results.append(result.reason)
            continue
        for sentence in result:
            assert document.text[sentence.start : sentence.end] == sentence.text
            places = zip(sentence.words, sentence.starts, sentence.ends, strict=True)
            assert all(document.text[start:end] == word for word, start, end in places)
        assert [sentence.sentence_id for sentence in result] == list(range(len(result)))
        results.append([sentence.text for sentence in result])
    return results, splitter


def test_offsets_refer_to_each_documents_own_text() -> None:
    results, splitter = parse(["  Rain fell. Snow too.", "A heading\nThe text.", "CAIRO (AP) - Talks began."])
    assert results == [["Rain fell.", "Snow too."], ["A heading", "The text."], ["CAIRO (AP) -", "Talks began."]]
    assert len(splitter.texts) == 1


def test_a_document_without_a_visible_character_has_no_sentences() -> None:
    assert parse(["", " \n\t ", "One."])[0] == [[], [], ["One."]]


def test_white_space_inside_a_piece_reaches_the_model_as_spaces() -> None:
    results, splitter = parse(["The\ttroops\u00a0left the town at dawn and marched\nwest again."])
    assert splitter.texts == ["The troops left the town at dawn and marched west again."]
    assert results == [["The\ttroops\u00a0left the town at dawn and marched\nwest again."]]


def test_one_guilty_document_costs_no_other() -> None:
    results, _ = parse(["One.", "Two.", "A poison.", "Four.", "Five."])
    assert results == [["One."], ["Two."], "parser_failed", ["Four."], ["Five."]]


def test_a_reject_names_the_document_the_stage_and_the_fault() -> None:
    ((_, result),) = parse_batch([Document("x", "poison")], WordSplitter(), "splitter", 100)
    assert isinstance(result, Reject)
    assert (result.doc_id, result.stage, result.reason) == ("x", "parse", "parser_failed")
    assert result.detail.startswith("RuntimeError: index out of range")


def test_a_long_document_goes_through_in_parts() -> None:
    paragraphs = [f"Paragraph {number} says something." for number in range(200)]
    results, splitter = parse(["\n\n".join(paragraphs), "Short."], characters=500)
    assert results == [paragraphs, ["Short."]]
    assert len(splitter.texts) > 5
    assert max(len(text) for text in splitter.texts) <= 1000


def test_batches_are_filled_in_order_and_read_no_further_than_needed() -> None:
    taken: list[str] = []

    def documents() -> Iterator[Document]:
        for number in range(10):
            taken.append(str(number))
            yield Document(str(number), "x" * 40)

    batches = batch_documents(documents(), 100)
    assert [document.doc_id for document in next(batches)] == ["0", "1", "2"]
    assert taken == ["0", "1", "2"]
    assert [len(batch) for batch in batches] == [3, 3, 1]


def test_nothing_is_loaded_for_no_documents() -> None:
    parser = StanzaParser()
    assert list(parser.parse([])) == []
    assert parser._pool._all == []


def test_the_name_says_engine_model_and_files() -> None:
    name = StanzaParser(number_type="float32").name
    assert name == f"{describe_folder(BUNDLED)}.1"
    assert re.fullmatch(r"stanza-[\d.]+/en-bundled/[0-9a-f]{12}\.1", name)
    assert StanzaParser(number_type="bfloat16").name == f"{name}+bfloat16"


def test_the_stored_hash_is_that_of_the_bundled_files() -> None:
    assert hash_model(bundled_folder()) == stored_hash(bundled_folder())


@pytest.mark.parametrize(
    ("model", "device", "message"),
    [
        ("stanza:tiny", "auto", "no such Stanza package. Known: bundled, stanza:default,"),
        ("no/such/folder", "auto", "no such folder"),
        (BUNDLED, "tpu", "device 'tpu' is not known. Known devices: auto, cpu, cuda"),
    ],
)
def test_an_unknown_model_or_device_is_refused_at_once(model: str, device: str, message: str) -> None:
    with pytest.raises(ModelError, match=re.escape(message)):
        StanzaParser(model, device)


def test_a_folder_without_the_needed_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=re.escape("the folder lacks tokenize.pt, pos.pt")):
        StanzaParser(str(tmp_path))


def test_the_registry_holds_these_parsers() -> None:
    assert sorted(PARSERS) == ["conllu", "stanza"]
    assert find_parser("stanza") is StanzaParser
    with pytest.raises(ModelError, match="Known parsers: conllu, stanza"):
        find_parser("spacy")
