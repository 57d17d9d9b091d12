"""`import eventcoder as ec`: what a notebook uses."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import eventcoder as ec
from eventcoder import notebook
from eventcoder.errors import CodebookError, InputError
from eventcoder.parsing.conllu import ConlluParser, read_documents
from eventcoder.parsing.stanza_engine import StanzaParser
from eventcoder.pipeline import Coder
from eventcoder.schemas import EVENTS_SCHEMA
from tests.small_run import CONLLU, write_codebook

TEXTS = {document.doc_id: document.text for document, _ in read_documents(CONLLU)}


class ParserByText(ConlluParser):
    """The hand-made parses, found by the text alone: the ids are the caller's."""

    def parse(self, documents: Any) -> Iterator[Any]:
        by_text = {document.text: sentences for document, sentences in read_documents(CONLLU)}
        for document in documents:
            sentences = [dataclasses.replace(one, doc_id=document.doc_id) for one in by_text.get(document.text, [])]
            yield from ConlluParser([(document, sentences)] if sentences else []).parse([document])


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_codebook(tmp_path_factory.mktemp("books") / "small")


@pytest.fixture
def small(codebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A codebook of two frames, and hand-made parses in place of the model."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(notebook, "load_parser", lambda model, device: ParserByText([]))
    yield codebook
    notebook.load_cache.cache_clear()


def pairs(events: pl.DataFrame) -> list[tuple[Any, ...]]:
    return events.select("doc_id", "source_code", "code", "target_code").rows()


def test_importing_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, eventcoder\n"
        "heavy = {'torch', 'stanza', 'transformers', 'polars', 'pandera', 'pyarrow', 'yaml', 'click'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout == "[]\n"


def test_every_public_name_is_there_and_is_completed() -> None:
    for name in ec.__all__:
        assert getattr(ec, name) is not None
        assert name in dir(ec)


def test_the_version_is_that_of_the_installed_package() -> None:
    assert ec.__version__ == importlib.metadata.version("eventcoder")


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'cod'\. It has .*scan_events"):
        ec.cod  # type: ignore[attr-defined]  # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(ec.__file__).parent / "py.typed").is_file()


def test_one_text_gives_the_events_table(small: Path) -> None:
    events = ec.code(TEXTS["meeting"], small)
    assert events.schema == pl.Schema(EVENTS_SCHEMA)
    assert pairs(events) == [("0", "NOR", "040", "TCD"), ("0", "TCD", "040", "NOR")]


def test_texts_of_a_list_have_their_positions_as_ids(small: Path) -> None:
    events = ec.code([TEXTS["last"], TEXTS["last"], TEXTS["denied"]], small)
    assert pairs(events) == [("0", "EGY", "111", "SDN"), ("1", "EGY", "111", "SDN"), ("2", "MLI", "111", "GHA")]
    assert events["negated"].to_list() == [False, False, True]


def test_dates_are_one_for_all_or_one_for_each(small: Path) -> None:
    both = [TEXTS["last"], TEXTS["denied"]]
    assert ec.code(both, small, dates="2017-05-03")["event_date"].to_list() == [date(2017, 5, 3)] * 2
    assert ec.code(both, small, dates=[date(2001, 2, 3), None])["event_date"].to_list() == [date(2001, 2, 3), None]
    assert ec.code(both, small, default_date="1999-09-09")["date_source"].to_list() == ["default"] * 2
    with pytest.raises(InputError, match="dates: 1 for 2 texts"):
        ec.code(both, small, dates=["2017-05-03"])
    with pytest.raises(InputError, match="'2017-13-40': impossible_date"):
        ec.code(both, small, default_date="2017-13-40")


RECORDS = [
    {"id": "a", "body": TEXTS["last"], "published": "2017-05-03"},
    {"id": "b", "body": TEXTS["denied"], "published": None},
]


@pytest.mark.parametrize(
    "texts",
    [
        RECORDS,
        pl.DataFrame(RECORDS),
        pl.LazyFrame(RECORDS),
        pl.DataFrame(RECORDS).to_arrow(),
        (record for record in RECORDS),
    ],
    ids=["dicts", "polars", "lazy", "pyarrow", "generator"],
)
def test_tables_and_dicts_are_read_by_the_usual_names(small: Path, texts: Any) -> None:
    events = ec.code(texts, small)
    assert pairs(events) == [("a", "EGY", "111", "SDN"), ("b", "MLI", "111", "GHA")]
    assert events["published"].to_list() == [date(2017, 5, 3), None]


def test_pandas_frames_are_read(small: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is no dependency of ours")
    assert pairs(ec.code(pandas.DataFrame(RECORDS), small))[0] == ("a", "EGY", "111", "SDN")


def test_unusual_columns_are_named(small: Path) -> None:
    frame = pl.DataFrame({"Story so far": [TEXTS["last"]]})
    assert pairs(ec.code(frame, small, columns={"text": "Story so far"})) == [("0", "EGY", "111", "SDN")]
    with pytest.raises(InputError, match=r"texts: no column holds the text.*Name it with columns=\{'text': ...\}"):
        ec.code(frame, small)
    with pytest.raises(InputError, match=r"unknown key 'tekst'\. Known: id, text"):
        ec.code(frame, small, columns={"tekst": "Story so far"})


@pytest.mark.parametrize("wrong", [5, [5], [b"text"]])
def test_what_is_no_text_is_an_error(small: Path, wrong: Any) -> None:
    with pytest.raises(InputError, match="texts: "):
        ec.code(wrong, small)


@pytest.mark.parametrize("nothing", [[], pl.DataFrame({"text": []}, schema={"text": pl.String})], ids=["list", "frame"])
def test_nothing_gives_an_empty_table(small: Path, nothing: Any) -> None:
    events = ec.code(nothing, small)
    assert (events.height, events.schema) == (0, pl.Schema(EVENTS_SCHEMA))


def test_what_was_left_out_is_told_in_one_warning(small: Path) -> None:
    with pytest.warns(UserWarning) as told:
        texts = [None, TEXTS["last"], "Nobody parsed this."]
        events = ec.code(texts, small, dates=[None, "03/04/2017", None])
    assert pairs(events) == [("1", "EGY", "111", "SDN")]
    (warning,) = told
    assert "1 x empty_text" in str(warning.message)
    assert "1 x no_parse" in str(warning.message)
    assert "1 x ambiguous_date" in str(warning.message)
    # the line of the caller, not of the library
    assert warning.filename == __file__


def test_a_text_that_breaks_the_coder_costs_no_other(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code_document = Coder.code

    def breaking(self: Coder, document: Any, sentences: Any, run_id: str = "") -> Any:
        if document.doc_id == "0":
            raise RuntimeError("odd")
        return code_document(self, document, sentences, run_id)

    monkeypatch.setattr(Coder, "code", breaking)
    with pytest.warns(UserWarning, match=r"1 x coder_failed \(RuntimeError: odd\)"):
        events = ec.code([TEXTS["denied"], TEXTS["last"]], small)
    assert pairs(events) == [("1", "EGY", "111", "SDN")]


def test_an_edited_codebook_is_read_anew_and_an_unedited_one_is_not(small: Path, tmp_path: Path) -> None:
    edited = write_codebook(tmp_path / "edited")
    loaded = notebook.load_coder_of.cache_info().misses
    assert ec.code(TEXTS["last"], edited).height == 1
    assert ec.code(TEXTS["last"], edited).height == 1
    assert notebook.load_coder_of.cache_info().misses == loaded + 1
    file = edited / "frames" / "all.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[criticize]", "[praise]"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert ec.code(TEXTS["last"], edited).height == 0


def test_parses_are_kept_where_they_are_wanted(small: Path, tmp_path: Path) -> None:
    ec.code(TEXTS["last"], small, cache=False)
    assert not (tmp_path / "cache").exists()
    ec.code(TEXTS["last"], small, cache=tmp_path / "parses")
    assert list((tmp_path / "parses").rglob("part-*.parquet"))


def test_one_actor_file_may_be_given_alone(small: Path, tmp_path: Path) -> None:
    with pytest.raises(ec.EventcoderError, match=r"none\.yaml: cannot be read: No such file"):
        ec.code("Turkey lifted sanctions on Syria.", small, actors=tmp_path / "none.yaml")
    with pytest.raises(ec.EventcoderError, match=r"^none\.yaml: cannot be read: No such file"):
        ec.explain("Turkey lifted sanctions on Syria.", codebook=small, actors="none.yaml")


def test_an_unknown_codebook_is_an_error_with_the_nearest() -> None:
    with pytest.raises(CodebookError, match="Did you mean 'cameo'"):
        ec.code("Rebels fled.", "cameoo")


def test_errors_have_one_parent_that_the_package_names() -> None:
    assert issubclass(CodebookError, ec.EventcoderError)


def test_an_explanation_is_shown_as_lines(small: Path) -> None:
    shown = ec.explain("Nobody parsed this.", codebook=small)
    assert isinstance(shown, str)
    assert repr(shown) == str(shown) == "not parsed: the CoNLL-U input holds no document of this id"


@pytest.mark.parser
def test_code_and_explain_with_the_real_parser(parser: StanzaParser, small: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(notebook, "load_parser", lambda model, device: parser)
    events = ec.code("Kenya criticized Peru, but Norway has not met Chad.", small, cache=False)
    assert pairs(events)[0] == ("0", "KEN", "111", "PER")
    assert events.filter("negated")["code"].unique().to_list() == ["040"]
    assert "frame criticize at" in ec.explain("Kenya criticized Peru.", "2017-05-03", small)
