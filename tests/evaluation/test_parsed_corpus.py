"""Texts that were parsed before: out of a run, articles, the cache, or CoNLL-U."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from eventcoder.errors import InputError
from eventcoder.evaluation.parsed_corpus import ParsedCorpus, open_corpus
from eventcoder.parsing.conllu import read_documents
from eventcoder.parsing.registry import find_parser
from eventcoder.storage.manifest import InputDigest, Manifest, write_manifest
from eventcoder.storage.parse_cache import ParseCache
from tests.evaluation.small import small_coder
from tests.small_run import CONLLU, write_articles

IDS = ["meeting", "headed", "denied", "last"]


def ids(corpus: ParsedCorpus) -> list[str]:
    return [document.doc_id for document, _ in corpus]


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache with the parses of CONLLU, as the parser that is installed would have kept them."""
    store = ParseCache(tmp_path / "parses", find_parser("stanza")("bundled", "cpu").name)
    store.put_many(read_documents(CONLLU))
    return tmp_path / "parses"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl")


def write_run(folder: Path, inputs: tuple[str, ...], parser: str = "", **options: object) -> Path:
    """The manifest of a finished run; nothing else of it is looked at."""
    name = parser or find_parser("stanza")("bundled", "cpu").name
    digests = tuple(InputDigest(path, 1, "") for path in inputs)
    folder.mkdir()
    write_manifest(folder, Manifest("1", {}, {"small": "x"}, "", name, digests, dict(options)))
    return folder


def test_conllu_as_a_file_compressed_or_a_folder(tmp_path: Path) -> None:
    plain = tmp_path / "some" / "a.conllu"
    plain.parent.mkdir()
    plain.write_text(CONLLU, encoding="utf-8")
    packed = tmp_path / "b.conllu.gz"
    packed.write_bytes(gzip.compress(CONLLU.encode()))
    for place in (plain, packed, plain.parent):
        corpus = open_corpus(place)
        assert ids(corpus) == IDS
        assert (corpus.documents, corpus.sentences, corpus.missing) == (4, 5, 0)


def test_a_corpus_can_be_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    corpus = open_corpus(tmp_path / "a.conllu")
    assert ids(corpus) == ids(corpus) == IDS and corpus.documents == 4


def test_articles_have_the_parses_of_the_cache_and_the_others_are_counted(articles: Path, cache: Path) -> None:
    corpus = open_corpus(articles, cache)
    assert ids(corpus) == IDS
    assert corpus.missing == 1 and corpus.notes == ["1 texts have no stored parse and were left out"]
    document, sentences = next(iter(corpus))
    assert document.published == "2017-05-03" and sentences[0].text == "Norway and Chad met."


def test_a_run_is_read_by_its_manifest(tmp_path: Path, articles: Path, cache: Path) -> None:
    lines = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    odd = tmp_path / "odd.jsonl"
    odd.write_text("\n".join(json.dumps({"Nr": one["id"], "Story": one["text"]}) for one in lines), encoding="utf-8")
    columns = {"id": "Nr", "text": "Story"}
    run = write_run(tmp_path / "run", (str(odd),), columns=columns, default_date="2019-06-14")
    corpus = open_corpus(run, cache)
    assert ids(corpus) == IDS
    assert corpus.codebooks == {"small": "x"} and str(corpus.default_date) == "2019-06-14"


def test_a_table_of_a_run_stands_for_the_run(tmp_path: Path, articles: Path, cache: Path) -> None:
    run = write_run(tmp_path / "run", (str(articles),))
    (run / "events").mkdir()
    assert ids(open_corpus(run / "events", cache)) == IDS


def test_articles_with_odd_columns_are_sent_to_their_run(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no column holds the text.* Name the folder of a run over these articles\.$"):
        list(open_corpus(tmp_path / "a.csv", cache))


def test_a_run_by_another_parser_has_other_parses(tmp_path: Path, articles: Path, cache: Path) -> None:
    run = write_run(tmp_path / "run", (str(articles),), parser="another 1.0")
    with pytest.raises(InputError, match=r"none of its 5 texts has a stored parse.*--cache"):
        list(open_corpus(run, cache))
    ParseCache(cache, "another 1.0").put_many(read_documents(CONLLU)[:1])
    assert ids(open_corpus(run, cache)) == IDS[:1]


def test_a_run_whose_articles_are_gone_says_which(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(InputError, match=r"this run read gone\.jsonl, which is not there(.|\n)*CoNLL-U"):
        open_corpus(write_run(tmp_path / "run", ("gone.jsonl",)), cache)
    with pytest.raises(InputError, match="read standard input, which cannot be read again"):
        open_corpus(write_run(tmp_path / "piped", ("<stdin>",)), cache)


def test_an_unfinished_run_says_so(tmp_path: Path) -> None:
    (tmp_path / "run" / "progress").mkdir(parents=True)
    with pytest.raises(InputError, match="not finished"):
        open_corpus(tmp_path / "run")


def test_a_folder_of_the_cache_gives_its_texts_with_the_offsets_they_had(cache: Path) -> None:
    stored = {document.doc_id: (document, sentences) for document, sentences in read_documents(CONLLU)}
    for place in (cache, next(cache.iterdir())):
        corpus = open_corpus(place)
        assert sorted(ids(corpus)) == sorted(IDS)
        for document, sentences in corpus:
            assert document.text == stored[document.doc_id][0].text
            assert [one.text for one in sentences] == [document.text[one.start : one.end] for one in sentences]


def test_a_cache_of_several_parsers_has_those_of_the_present_one_or_asks(tmp_path: Path, cache: Path) -> None:
    ParseCache(cache, "another 1.0").put_many(read_documents(CONLLU)[:1])
    assert len(ids(open_corpus(cache))) == 4
    others = tmp_path / "others"
    for name in ("another 1.0", "another 2.0"):
        ParseCache(others, name).put_many(read_documents(CONLLU)[:1])
    with pytest.raises(InputError, match=r"several parsers; name the folder of one:(.|\n)*another 2\.0"):
        open_corpus(others)


def test_a_damaged_part_is_told_and_the_others_are_read(cache: Path) -> None:
    (folder,) = cache.iterdir()
    (folder / "part-0.parquet").write_bytes(b"PAR1 no")
    corpus = open_corpus(cache)
    assert len(ids(corpus)) == 4
    assert len(corpus.notes) == 1 and "part-0.parquet: this part of the parse cache is damaged" in corpus.notes[0]


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder or file"):
        open_corpus(tmp_path / "none")


def test_a_broken_conllu_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.conllu.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match=r"a\.conllu\.gz: cannot be read"):
        list(open_corpus(tmp_path / "a.conllu.gz"))


def test_one_odd_document_costs_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from eventcoder.pipeline import Coder

    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    corpus = open_corpus(tmp_path / "a.conllu")
    read = Coder.read

    def odd(self: Coder, document: object, sentences: object) -> object:
        if getattr(document, "doc_id") == "headed":  # noqa: B009 - typed as an object
            raise ValueError("odd")
        return read(self, document, sentences)  # type: ignore[arg-type]

    monkeypatch.setattr(Coder, "read", odd)
    readings = list(corpus.readings(small_coder()))
    assert [reading.document.doc_id for reading in readings] == ["meeting", "denied", "last"]
    assert corpus.failed == 1 and "1 texts could not be read by the coder" in corpus.notes[0]
    assert all(reading.coded == {} for reading in readings)


def test_a_coder_that_fails_on_every_document_is_an_error(tmp_path: Path) -> None:
    def odd(document: object, sentences: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "a.conllu").write_text(CONLLU, encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        list(open_corpus(tmp_path / "a.conllu").each(odd))
