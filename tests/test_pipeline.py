"""The whole flow on hand-made parses: what a run writes, and what no document can do to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from eventcoder import pipeline
from eventcoder.errors import OutputError
from eventcoder.model.protocols import DocumentActors
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.pipeline import Coder, Options, load_coder, parse_documents, run
from eventcoder.stages.validate import validate_events, validate_triples
from eventcoder.storage.dataset import Mode, scan_events, scan_rejects, scan_triples
from eventcoder.storage.manifest import is_manifest, read_manifest
from tests.small_run import CONLLU, LAST, write_articles, write_codebook


class StoppingParser:
    """Parses until it comes to one document, then the user presses Ctrl-C."""

    def __init__(self, parser: ConlluParser, stop_at: str) -> None:
        self._parser = parser
        self._stop_at = stop_at

    @property
    def name(self) -> str:
        return self._parser.name

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        for document, result in self._parser.parse(documents):
            if document.doc_id == self._stop_at:
                raise KeyboardInterrupt
            yield document, result


@dataclasses.dataclass(frozen=True)
class BreakingActors:
    """An actor resolver that one document is too much for."""

    coder: Coder
    broken: str

    def document(self, sentences: Sequence[Sentence], date: str | None) -> DocumentActors:
        if sentences and sentences[0].doc_id == self.broken:
            raise RuntimeError("no such thing as this text")
        return self.coder.actors.document(sentences, date)


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    return load_coder((write_codebook(tmp_path_factory.mktemp("books") / "small"),))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl")


Runner = Callable[..., pipeline.Summary]


@pytest.fixture
def run_into(articles: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs the articles into a folder, one document a part; parser and coder may be others."""
    stored = ConlluParser(read_documents(CONLLU))
    monkeypatch.setattr(pipeline, "BATCH", 1)

    def runner(
        output: Path, mode: Mode = "new", parser: object = stored, coder: Coder = coder, cache: Path | None = None
    ) -> pipeline.Summary:
        def loaded(codebooks: object, actors: object, default_date: date | None) -> Coder:
            return dataclasses.replace(coder, default_date=default_date)

        monkeypatch.setattr(pipeline, "find_parser", lambda name: lambda model, device: parser)
        monkeypatch.setattr(pipeline, "load_coder", loaded)
        return run(Options((str(articles),), output, ("small",), cache=cache, mode=mode))

    return runner


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a run's tables, by its path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.parquet"))}


def test_events_and_triples_of_a_run_are_valid(run_into: Runner, tmp_path: Path) -> None:
    run_into(tmp_path / "run")
    events, triples = scan_events(tmp_path / "run").collect(), scan_triples(tmp_path / "run").collect()
    assert validate_events(events)[0].height == events.height == 5
    assert validate_triples(triples)[0].height == triples.height
    assert set(triples["predicate"]) == {"meet", "criticize"}
    assert events.select("doc_id", "source_country", "code", "target_country", "negated").rows() == [
        ("meeting", "NOR", "040", "TCD", False),
        ("meeting", "TCD", "040", "NOR", False),
        ("headed", "KEN", "111", "PER", False),
        ("denied", "MLI", "111", "GHA", True),
        ("last", "EGY", "111", "SDN", False),
    ]
    assert set(events["event_date"]) == {date(2017, 5, 3)}
    assert set(events["date_source"]) == {"published"}


def test_both_directions_of_one_meeting_are_one_mention(run_into: Runner, tmp_path: Path) -> None:
    run_into(tmp_path / "run")
    meeting = scan_events(tmp_path / "run").filter(pl.col("doc_id") == "meeting").collect()
    assert meeting.height == 2
    assert meeting["mention_id"].n_unique() == 1
    assert meeting["event_id"].n_unique() == 2


def test_a_heading_is_not_coded_and_offsets_are_those_of_the_document(run_into: Runner, tmp_path: Path) -> None:
    run_into(tmp_path / "run")
    (event,) = scan_events(tmp_path / "run").filter(pl.col("doc_id") == "headed").collect().iter_rows(named=True)
    (text,) = [document.text for document, _ in read_documents(CONLLU) if document.doc_id == "headed"]
    assert event["sentence_id"] == 1
    assert (event["source_code"], event["target_code"]) == ("KEN", "PER")
    assert text[event["source_start"] : event["source_end"]] == "Kenya"
    assert event["source_start"] > text.index("\n")


def test_the_summary_and_the_manifest_count_the_same(run_into: Runner, tmp_path: Path) -> None:
    summary = run_into(tmp_path / "run")
    assert summary.counts["documents"] == 5
    assert summary.counts["documents_coded"] == 4
    assert summary.counts["events.small"] == 5
    assert summary.counts["rejects"] == 1
    assert read_manifest(tmp_path / "run").counts == dict(sorted(summary.counts.items()))


def test_a_document_without_a_parse_is_rejected_with_the_reason(run_into: Runner, tmp_path: Path) -> None:
    run_into(tmp_path / "run")
    (reject,) = scan_rejects(tmp_path / "run").collect().iter_rows(named=True)
    assert (reject["doc_id"], reject["stage"], reject["reason"]) == ("unparsed", "parse", "no_parse")


def test_a_document_that_breaks_the_coder_costs_no_other(run_into: Runner, coder: Coder, tmp_path: Path) -> None:
    run_into(tmp_path / "run", coder=dataclasses.replace(coder, actors=BreakingActors(coder, "denied")))
    reject = scan_rejects(tmp_path / "run").filter(pl.col("doc_id") == "denied").collect().row(0, named=True)
    assert (reject["stage"], reject["reason"]) == ("code", "coder_failed")
    assert reject["detail"] == "RuntimeError: no such thing as this text"
    assert set(scan_events(tmp_path / "run").collect()["doc_id"]) == {"meeting", "headed", "last"}


def test_two_runs_give_the_same_bytes(run_into: Runner, tmp_path: Path) -> None:
    first, second = run_into(tmp_path / "a"), run_into(tmp_path / "b")
    assert first.run_id == second.run_id
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


def test_a_stopped_run_goes_on_and_ends_as_if_never_stopped(run_into: Runner, tmp_path: Path) -> None:
    run_into(tmp_path / "whole")
    stopping = StoppingParser(ConlluParser(read_documents(CONLLU)), "denied")
    with pytest.raises(KeyboardInterrupt):
        run_into(tmp_path / "stopped", parser=stopping)
    assert not is_manifest(tmp_path / "stopped" / "manifest.json")
    assert set(scan_events(tmp_path / "stopped").collect()["doc_id"]) == {"meeting", "headed"}
    summary = run_into(tmp_path / "stopped", mode="resume")
    assert files_of(tmp_path / "stopped") == files_of(tmp_path / "whole")
    assert summary.counts == run_into(tmp_path / "again").counts


def test_a_resumed_run_parses_only_what_is_left(run_into: Runner, tmp_path: Path) -> None:
    stored = ConlluParser(read_documents(CONLLU))
    with pytest.raises(KeyboardInterrupt):
        run_into(tmp_path / "run", parser=StoppingParser(stored, "denied"))
    # would stop again if the first document were parsed again
    run_into(tmp_path / "run", mode="resume", parser=StoppingParser(stored, "meeting"))
    assert is_manifest(tmp_path / "run" / "manifest.json")


def test_a_finished_run_is_not_done_again(run_into: Runner, tmp_path: Path) -> None:
    run_into(tmp_path / "run")
    before = files_of(tmp_path / "run")
    assert run_into(tmp_path / "run", mode="resume").finished_before
    assert files_of(tmp_path / "run") == before


def test_a_folder_with_a_run_is_refused_unless_told_to_replace_it(
    run_into: Runner, coder: Coder, tmp_path: Path
) -> None:
    run_into(tmp_path / "run")
    with pytest.raises(OutputError, match="--overwrite"):
        run_into(tmp_path / "run")
    breaking = dataclasses.replace(coder, actors=BreakingActors(coder, "meeting"))
    run_into(tmp_path / "run", mode="overwrite", coder=breaking)
    assert "meeting" not in set(scan_events(tmp_path / "run").collect()["doc_id"])


def test_stored_parses_are_used_and_new_ones_kept(run_into: Runner, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    run_into(tmp_path / "first", cache=cache)
    # this parser knows no document: everything must come from the cache
    run_into(tmp_path / "second", parser=ConlluParser([]), cache=cache)
    assert files_of(tmp_path / "second") == files_of(tmp_path / "first")


def test_documents_come_back_in_their_order_whether_stored_or_not() -> None:
    parsed = read_documents(CONLLU)
    documents = [document for document, _ in parsed]
    found = list(parse_documents(documents, ConlluParser(parsed), None))
    assert [document.doc_id for document, _ in found] == ["meeting", "headed", "denied", "last"]
    assert [result for _, result in found] == [sentences for _, sentences in parsed]


def test_the_default_date_dates_what_has_no_date(coder: Coder) -> None:
    ((document, sentences),) = read_documents(LAST)
    dated = dataclasses.replace(coder, default_date=date(2001, 2, 3))
    (event,) = dated.code(document, sentences).events["small"]
    assert (event["event_date"], event["date_source"], event["published"]) == (date(2001, 2, 3), "default", None)
    (event,) = coder.code(document, sentences).events["small"]
    assert (event["event_date"], event["date_source"]) == (None, "none")
