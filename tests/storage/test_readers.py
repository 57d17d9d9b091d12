"""Documents from every format, with every repair counted and every refusal a Reject."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.errors import InputError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.storage.cleaning import clean_text
from eventcoder.storage.columns import USUAL_NAMES, ColumnNames, resolve_columns
from eventcoder.storage.counts import REJECTIONS, REPAIRS, ReadCounts
from eventcoder.storage.formats import COMPRESSIONS, SUFFIXES
from eventcoder.storage.readers import check_inputs, find_inputs, read_documents, spooled_stdin

ROWS = [
    {"id": "a", "text": "Kenya reopened the crossing.", "date": "2015-03-03", "title": "Crossing open"},
    {"id": "b", "text": "Ethiopia welcomed the decision.", "date": "2015-03-04", "title": None},
]


def read(
    *inputs: Path | str, columns: ColumnNames | None = None, stdin: bytes | None = None
) -> tuple[list[Document], list[Reject], ReadCounts]:
    counts = ReadCounts()
    given = [str(one) for one in inputs]
    found = list(
        read_documents(given, columns or ColumnNames(), counts, io.BytesIO(stdin) if stdin is not None else None)
    )
    documents = [one for one in found if isinstance(one, Document)]
    rejects = [one for one in found if isinstance(one, Reject)]
    assert counts.documents == len(documents)
    assert sum(counts.rejected.values()) == len(rejects)
    assert set(counts.repairs) <= set(REPAIRS)
    assert set(counts.rejected) <= set(REJECTIONS)
    return documents, rejects, counts


def as_jsonl(rows: Sequence[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_json(rows: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps(rows, indent=2).encode()


def as_csv(rows: Sequence[dict[str, Any]], delimiter: str = ",") -> bytes:
    lines = [delimiter.join(rows[0])] + [delimiter.join(str(v or "") for v in row.values()) for row in rows]
    return "\n".join(lines).encode()


def as_parquet(rows: Sequence[dict[str, Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), sink)
    return sink.getvalue()


def zstd(content: bytes) -> bytes:
    return bytes(pa.compress(content, codec="zstd", asbytes=True))


FORMATS: dict[str, Callable[[Sequence[dict[str, Any]]], bytes]] = {
    "news.jsonl": as_jsonl,
    "news.ndjson": as_jsonl,
    "news.json": as_json,
    "lines.json": as_jsonl,
    "news.csv": as_csv,
    "semicolons.csv": lambda rows: as_csv(rows, ";"),
    "news.tsv": lambda rows: as_csv(rows, "\t"),
    "news.parquet": as_parquet,
}


@pytest.mark.parametrize("compress", [None, gzip.compress, zstd], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_documents(
    tmp_path: Path, name: str, compress: Callable[[bytes], bytes] | None
) -> None:
    content = FORMATS[name](ROWS)
    suffix = {None: "", gzip.compress: ".gz", zstd: ".zst"}[compress]
    path = tmp_path / (name + suffix)
    path.write_bytes(compress(content) if compress else content)
    documents, rejects, _ = read(path)
    assert rejects == []
    assert documents == [
        Document("a", "Kenya reopened the crossing.", title="Crossing open", published="2015-03-03"),
        Document("b", "Ethiopia welcomed the decision.", published="2015-03-04"),
    ]


@pytest.mark.parametrize("to_bytes", [as_jsonl, as_json, as_parquet])
def test_standard_input_is_known_by_its_bytes(to_bytes: Callable[[Sequence[dict[str, Any]]], bytes]) -> None:
    documents, _, _ = read("-", stdin=gzip.compress(to_bytes(ROWS)))
    assert [document.doc_id for document in documents] == ["a", "b"]


def test_plain_text_on_standard_input_is_one_document() -> None:
    documents, _, _ = read("-", stdin=b"[NAIROBI] Kenya reopened the crossing.\n\nEthiopia welcomed it.")
    assert documents == [Document("stdin", "[NAIROBI] Kenya reopened the crossing.\n\nEthiopia welcomed it.")]


def test_standard_input_can_be_kept_in_a_file_until_the_run_is_over() -> None:
    with spooled_stdin(["-"], io.BytesIO(b"Kenya.")) as path:
        assert path is not None
        assert path.read_bytes() == b"Kenya."
    assert not path.exists()
    with spooled_stdin(["news.jsonl"]) as nothing:
        assert nothing is None


def test_a_folder_gives_its_texts_by_name_and_counts_what_it_skips(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("Ethiopia.")
    (tmp_path / "a.2015.txt.gz").write_bytes(gzip.compress(b"Kenya."))
    (tmp_path / "sub" / "c.txt").write_text("Chad.")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / ".hidden.txt").write_text("No.")
    documents, _, counts = read(tmp_path)
    assert [(document.doc_id, document.text) for document in documents] == [
        ("a.2015", "Kenya."),
        ("b", "Ethiopia."),
        ("sub/c", "Chad."),
    ]
    assert counts.repairs["skipped_file"] == 1


def test_all_inputs_that_are_not_there_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as error:
        read_documents(["no.csv", str(tmp_path / "empty"), "neither.txt"], ColumnNames(), ReadCounts())
    for name in ("no.csv", "empty", "neither.txt"):
        assert name in str(error.value)


def test_no_input_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no input"):
        find_inputs([])


@pytest.mark.parametrize("name", ["news.jsonl", "news.csv", "news.parquet"])
def test_a_missing_text_column_names_the_file_the_columns_and_the_option(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name]([{"id": "a", "words": "Kenya."}]))
    with pytest.raises(InputError, match=rf"{name}.*id, words.*--text-column"):
        read(path)
    documents, _, _ = read(path, columns=ColumnNames(text="words"))
    assert documents[0].text == "Kenya."


def test_a_column_asked_for_that_is_not_there_gets_a_hint() -> None:
    with pytest.raises(InputError, match=r"'haedline' \(--title-column\).*Did you mean 'headline'"):
        resolve_columns(ColumnNames(title="haedline"), ["text", "headline"], "news.csv")


@pytest.mark.parametrize(("part", "name"), [(part, name) for part, names in USUAL_NAMES.items() for name in names])
def test_usual_names_are_recognised_however_written(part: str, name: str) -> None:
    present = [f"{name[0].upper()}{name[1:]}", *(["text"] if part != "text" else [])]
    assert resolve_columns(ColumnNames(), present, "x")[part] == present[0]


def test_punctuation_in_a_name_does_not_matter() -> None:
    found = resolve_columns(ColumnNames(), ["Article ID", "pub_date", "Body-Text"], "x")
    assert found == {"id": "Article ID", "date": "pub_date", "text": "Body-Text"}


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(as_jsonl(ROWS[:1]) + b"{broken\n[1]\n\n" + as_jsonl(ROWS[1:]))
    documents, rejects, _ = read(path)
    assert [document.doc_id for document in documents] == ["a", "b"]
    assert [(reject.reason, reject.origin) for reject in rejects] == [
        ("bad_json", f"{path}:2"),
        ("bad_json", f"{path}:3"),
    ]


def test_a_file_without_any_object_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("Kenya reopened the crossing.\n")
    with pytest.raises(InputError, match="not JSON"):
        read(path)


def test_an_array_that_ends_early_gives_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_bytes(as_json(ROWS)[:-30])
    documents, rejects, _ = read(path)
    assert [document.doc_id for document in documents] == ["a"]
    assert [reject.reason for reject in rejects] == ["bad_json"]


def test_bad_rows_of_a_csv_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('id,text\na,"Kenya, it said,\nreopened."\nb\nc,Chad.,more\n\nd,Ethiopia.\ne,"open\n')
    documents, rejects, _ = read(path)
    assert [document.text for document in documents] == ["Kenya, it said,\nreopened.", "Ethiopia."]
    assert [(reject.reason, reject.origin) for reject in rejects] == [
        ("bad_row", f"{path}:4"),
        ("bad_row", f"{path}:5"),
        ("bad_row", f"{path}:8"),
    ]


@pytest.mark.parametrize(("suffix", "size"), [(".gz", 60), (".gz", 600), (".zst", 600)])
def test_a_truncated_archive_gives_what_can_be_read_and_says_so(tmp_path: Path, suffix: str, size: int) -> None:
    letters = random.Random(3)
    rows = [{"id": n, "lang": "en", "text": "".join(letters.choices("abcdefgh", k=4000))} for n in range(size)]
    content = as_jsonl(rows)
    whole = gzip.compress(content) if suffix == ".gz" else zstd(content)
    path = tmp_path / f"news.jsonl{suffix}"
    path.write_bytes(whole[: len(whole) // 2])
    documents, rejects, _ = read(path)
    assert size // 10 < len(documents) < size
    assert "truncated_file" in [reject.reason for reject in rejects]


def test_a_damaged_archive_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00garbage that is no deflate stream")
    with pytest.raises(InputError, match="cannot be read"):
        read(path)


def test_a_damaged_parquet_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(as_parquet(ROWS)[:-20])
    with pytest.raises(InputError, match="not a Parquet file"):
        read(path)


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 100, b"%PDF-1.4\n" + bytes(range(256)) * 20])
def test_a_file_that_is_no_text_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.doc"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not a format"):
        read(path)


def test_every_input_that_cannot_be_used_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl(ROWS))
    (tmp_path / "b.csv").write_text("name,words\nx,y\n", encoding="utf-8")
    (tmp_path / "c.parquet").write_bytes(as_parquet(ROWS)[:-20])
    (tmp_path / "d.txt").write_text("Kenya.", encoding="utf-8")
    (tmp_path / "e.csv").write_bytes(b"")
    with pytest.raises(InputError) as caught:
        check_inputs([str(tmp_path)], ColumnNames())
    table, parquet = str(caught.value).splitlines()
    assert table.startswith(f"{tmp_path / 'b.csv'}: no column holds the text.")
    assert parquet.startswith(f"{tmp_path / 'c.parquet'}: not a Parquet file")


def test_standard_input_is_looked_into_where_it_is_kept(tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.write_text('{"words": "Kenya."}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"^<stdin>: no column holds the text"):
        check_inputs(["-"], ColumnNames(), spool)


@pytest.mark.parametrize("name", ["news.jsonl", "news.json", "news.csv", "news.parquet"])
def test_an_empty_file_is_rejected(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    _, rejects, _ = read(tmp_path / name)
    assert [reject.reason for reject in rejects] == ["empty_file"]


def test_a_header_alone_is_rejected_as_empty(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("id,text\n\n", encoding="utf-8")
    documents, rejects, _ = read(tmp_path / "news.csv")
    assert documents == []
    assert [reject.reason for reject in rejects] == ["empty_file"]


def test_a_column_that_stands_twice_in_the_header_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,text,text,note,note\n1,Kenya.,Chad.,x,y\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"news\.csv: the header has 'text' twice"):
        read(path)


def test_articles_wrapped_in_an_object_are_told_where_they_are(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text('{"status": "ok", "articles": [{"text": "Kenya."}]}', encoding="utf-8")
    with pytest.raises(InputError, match=r"Columns there: status, articles\..* 'articles' holds a list of records"):
        read(path)


def test_an_open_quotation_mark_never_joins_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(
        'id,text,date\n1,"Kenya.,2017-05-03\n2,"Chad.",2017-05-04\n3,"Mali.",2017-05-05\n', encoding="utf-8"
    )
    documents, rejects, _ = read(path)
    assert [document.doc_id for document in documents] == ["3"]
    assert [(reject.reason, reject.origin) for reject in rejects] == [("bad_row", f"{path}:2")]


def test_nan_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": NaN, "text": "Kenya."}\n{"id": "b", "text": NaN}\n', encoding="utf-8")
    documents, rejects, counts = read(path)
    assert [document.text for document in documents] == ["Kenya."]
    assert [(reject.doc_id, reject.reason) for reject in rejects] == [("b", "empty_text")]
    assert counts.repairs["missing_id_made"] == 1


@pytest.mark.parametrize("compress", [None, gzip.compress], ids=["plain", "gzip"])
def test_a_parquet_file_without_rows_is_rejected_as_empty(
    tmp_path: Path, compress: Callable[[bytes], bytes] | None
) -> None:
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "rows.parquet")
    content = (tmp_path / "rows.parquet").read_bytes()
    path = tmp_path / ("news.parquet.gz" if compress else "news.parquet")
    path.write_bytes(compress(content) if compress else content)
    _, rejects, _ = read(path)
    assert [reject.reason for reject in rejects] == ["empty_file"]


def test_ids_are_text_made_renamed_or_refused(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": 1, "text": "Kenya."},
        {"id": 1.0, "text": "Kenya."},
        {"id": "1", "text": "Chad."},
        {"id": "1#2", "text": "Sudan."},
        {"id": None, "text": "Mali."},
        {"text": "Mali."},
        {"id": "", "text": "Niger."},
    ]
    path = tmp_path / "news.jsonl"
    path.write_bytes(as_jsonl(rows))
    documents, rejects, counts = read(path)
    ids = [document.doc_id for document in documents]
    assert ids[:3] == ["1", "1#2", "1#2#2"]
    assert ids[3].startswith("text-") and ids[4].startswith("text-") and ids[3] != ids[4]
    assert [reject.reason for reject in rejects] == ["duplicate_document", "duplicate_document"]
    assert counts.repairs["duplicate_id_renamed"] == 2
    assert counts.repairs["missing_id_made"] == 2


def test_empty_and_foreign_texts_are_rejected_and_dates_counted(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "text": " \n ", "date": None},
        {"id": "b", "text": None, "date": None},
        {"id": "c", "text": "<p> </p>", "date": None},
        {"id": "d", "text": "Kenya.", "lang": "sw", "date": None},
        {"id": "e", "text": "Kenya.", "lang": "en", "date": "2015-02-30"},
        {"id": "f", "text": ["Kenya.", "Chad."], "date": "03/05/2015"},
        {"id": "g", "text": "<p>Kenya &amp; Chad</p>"},
    ]
    path = tmp_path / "news.jsonl"
    path.write_bytes(as_jsonl(rows))
    documents, rejects, counts = read(path)
    assert [reject.reason for reject in rejects] == ["empty_text"] * 3 + ["language_without_model"]
    assert [document.text for document in documents] == ["Kenya.", "Kenya.\n\nChad.", "Kenya & Chad"]
    assert all(document.published is None for document in documents)
    assert counts.as_dict() == {
        "documents": 3,
        "rejected.empty_text": 3,
        "rejected.language_without_model": 1,
        "repair.ambiguous_date": 1,
        "repair.html_removed": 1,
        "repair.impossible_date": 1,
        "repair.missing_date": 1,
    }
    assert len(counts.lines()) == 6


@pytest.mark.parametrize(
    ("content", "text", "repair"),
    [
        ("Kenya’s “no” to São Tomé.".encode("cp1252"), "Kenya’s “no” to São Tomé.", "charset_detected"),
        ("Kenya’s “no” é ü ñ ".encode() + b"\xff.", "Kenya’s “no” é ü ñ \ufffd.", "invalid_utf8_replaced"),
        ("Kenya’s no.".encode("utf-16"), "Kenya’s no.", "charset_detected"),
        ("Kenya closed the crossing.".encode("utf-16-le"), "Kenya closed the crossing.", "charset_detected"),
        (b"\xef\xbb\xbfKenya.", "Kenya.", None),
    ],
)
def test_bytes_that_are_no_utf8_are_read_and_counted(
    tmp_path: Path, content: bytes, text: str, repair: str | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    documents, _, counts = read(path)
    assert documents[0].text == text
    assert [name for name in counts.repairs if name != "missing_date"] == ([repair] if repair else [])


def test_title_source_and_url_are_carried(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    row = {"id": "a", "text": "Kenya.", "headline": " A\n<b>title</b> ", "source": {"name": "The Daily"}, "link": "u"}
    path.write_bytes(as_jsonl([row]))
    (document,), _, _ = read(path)
    assert (document.title, document.source, document.url) == ("A title", "The Daily", "u")


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,text\n" + "".join(f"{n},Kenya {n}.\n" for n in range(5000)))
    counts = ReadCounts()
    documents = read_documents([str(path)], ColumnNames(), counts)
    next(documents)
    assert counts.documents == 1


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_an_input_error(content: bytes) -> None:
    with contextlib.suppress(InputError):
        list(read_documents(["-"], ColumnNames(), ReadCounts(), io.BytesIO(content)))


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", categories=("L", "Nd", "P")), min_size=1, max_size=40), max_size=5
    )
)
def test_clean_texts_come_through_jsonl_unchanged(texts: list[str]) -> None:
    rows = [{"id": n, "text": f"The {text}", "lang": "en"} for n, text in enumerate(texts)]
    found = list(read_documents(["-"], ColumnNames(), ReadCounts(), io.BytesIO(as_jsonl(rows))))
    expected = [clean_text(row["text"]).text for row in rows]  # type: ignore[arg-type]
    assert [one.text for one in found if isinstance(one, Document)] == expected
    assert all(unicodedata.is_normalized("NFC", text) for text in expected)


def test_the_page_on_input_names_every_repair_rejection_and_usual_name() -> None:
    page = (Path(__file__).parents[2] / "docs" / "input.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in [*REPAIRS, *REJECTIONS])
    assert all(f"`{suffix}`" in page for suffix in [*SUFFIXES, *COMPRESSIONS])
    for part, names in USUAL_NAMES.items():
        assert f"| {part} | {', '.join(names)} | `--{part}-column` |" in page
