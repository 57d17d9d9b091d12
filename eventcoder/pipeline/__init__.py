"""The whole flow: documents -> sentences (kept) -> triples -> actors -> events -> validated -> a run's folder.

`run` is the flow. coder.py holds what happens to one document after its parse, parts.py what happens to a batch,
engines.py who does it: this process, or the workers of a cluster.
"""

from __future__ import annotations

import dataclasses
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pyarrow.parquet as pq

from eventcoder.errors import OutputError
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document
from eventcoder.parsing.registry import find_parser
from eventcoder.pipeline.coder import CodedDocument, Coder, Reading, load_coder, prose_sentences
from eventcoder.pipeline.engines import Source, Work, find_engine
from eventcoder.pipeline.options import Cluster, Options, Progress, Summary
from eventcoder.pipeline.parse_ahead import ParsedBatches
from eventcoder.pipeline.parts import batches, parse_documents
from eventcoder.stages.triples.table import Values, triples_frame
from eventcoder.storage.atomic import write_whole
from eventcoder.storage.counts import ReadCounts
from eventcoder.storage.dataset import RunFolder
from eventcoder.storage.manifest import InputDigest, Manifest, current_versions, digest_input, make_run_id
from eventcoder.storage.parse_cache import ParseCache
from eventcoder.storage.readers import STDIN, check_inputs, find_inputs, read_documents, spooled_stdin

__all__ = [
    "BATCH",
    "Cluster",
    "CodedDocument",
    "Coder",
    "Options",
    "Progress",
    "Reading",
    "Summary",
    "count_documents",
    "load_coder",
    "parse_documents",
    "parse_inputs",
    "prose_sentences",
    "run",
    "write_triples",
]

BATCH = 256
"""Documents a part: read, parsed, coded, validated and written at once. No row depends on it."""


def run(options: Options, progress: Progress | None = None) -> Summary:
    """Code the inputs into a run's folder.

    Raises: InputError, OutputError, ModelError, CodebookError, ActorsError, EngineError. What one document does wrong
    is a row in rejects/, never an exception.
    """
    make_parts = find_engine(options.engine)
    with spooled_stdin(options.inputs) as spool:
        check_inputs(options.inputs, options.columns, spool)
        files = find_inputs(options.inputs)
        digests = tuple(digest_input(file.path or spool or Path(STDIN), file.name) for file in files)
        coder = load_coder(options.codebooks, options.actors, options.default_date)
        parser = _find_parser(options)
        manifest = _manifest(options, coder, parser, digests)
        with RunFolder.create(options.output, options.mode, manifest.run_id, f"{BATCH} documents") as folder:
            summary = Summary(options.output, manifest.run_id, finished_before=folder.finished)
            if folder.finished:
                return summary
            source = Source(options.inputs, options.columns, spool)
            make_parts(Work(options, source, BATCH, parser, coder, folder, progress), summary)
            summary.counts.update(summary.read.as_dict())
            folder.finish(dataclasses.replace(manifest, counts=dict(sorted(summary.counts.items()))))
    return summary


def _manifest(options: Options, coder: Coder, parser: Parser, digests: tuple[InputDigest, ...]) -> Manifest:
    versions = current_versions()
    codebooks = {codebook.codebook.name: codebook.codebook.digest for codebook in coder.codebooks}
    changing = {
        "default_date": options.default_date.isoformat() if options.default_date else None,
        "columns": dataclasses.asdict(options.columns),
    }
    run_id = make_run_id(versions, codebooks, coder.actors_digest, parser.name, digests, changing)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(run_id, versions, codebooks, coder.actors_digest, parser.name, digests, changing, {}, created)


def _find_parser(options: Options) -> Parser:
    make = find_parser(options.parser)
    # not every parser has workers
    more = {} if options.workers is None else {"workers": options.workers}
    parser: Parser = make(options.model, options.device, **more)
    return parser


def _parse_cache(options: Options, parser: Parser) -> ParseCache | None:
    return ParseCache(options.cache, parser.name) if options.cache is not None else None


def count_documents(options: Options) -> int:
    """How many documents and rejects the inputs hold, for the time left. Reads them once more."""
    return sum(1 for _ in read_documents(options.inputs, options.columns, ReadCounts()))


def parse_inputs(options: Options, progress: Progress | None = None) -> Summary:
    """Parse the inputs into the parse cache, where `run` finds them; texts that are in it already cost nothing.

    counts: documents, documents_parsed, documents_known, sentences, rejects, and `rejected.REASON` of each. warnings: a
    line for each document that could not be parsed. Raises: InputError, ModelError; OutputError where the cache cannot
    be written.
    """
    if options.cache is None:
        raise OutputError("no folder for the parses: there is nothing to do without a parse cache")
    parser = _find_parser(options)
    cache = ParseCache(options.cache, parser.name)
    summary = Summary(options.cache, "")
    counts = summary.counts
    with spooled_stdin(options.inputs) as spool:
        check_inputs(options.inputs, options.columns, spool)
        source = Source(options.inputs, options.columns, spool)
        with closing(ParsedBatches(batches(source.read(summary.read), BATCH), parser, cache)) as parsed_batches:
            for turn in parsed_batches:
                unread = sum(isinstance(one, Reject) for one in turn.batch)
                if progress is not None and unread:
                    progress(unread, 0)
                with closing(turn.parsed) as pairs:
                    for document, parsed in pairs:
                        sentences = 0
                        if isinstance(parsed, Reject):
                            counts["rejects"] += 1
                            counts[f"rejected.{parsed.reason}"] += 1
                            summary.warnings.append(f"{document.doc_id}: {parsed.reason}: {parsed.detail}")
                        else:
                            sentences = len(parsed)
                            counts["sentences"] += sentences
                        if progress is not None:
                            progress(1, sentences)
                if not cache.writable:
                    raise OutputError(str(cache.warnings[-1]))
    counts["rejects"] += summary.read.rejected.total()
    counts["documents_known"] = cache.hits
    counts["documents_parsed"] = cache.misses - sum(
        count for name, count in counts.items() if name.startswith("rejected.")
    )
    counts.update(summary.read.as_dict())
    summary.warnings.extend(str(warning) for warning in cache.warnings)
    return summary


def write_triples(options: Options) -> Summary:
    """The Triples table of the inputs as one Parquet file at options.output. Raises: as run."""
    coder = load_coder(("cameo",), (), options.default_date)
    summary = Summary(options.output, "")
    parser = _find_parser(options)
    cache = _parse_cache(options, parser)

    def write(file: IO[bytes]) -> None:
        schema = triples_frame([]).to_arrow().schema
        with pq.ParquetWriter(file, schema, compression="zstd") as writer:
            for batch in batches(read_documents(options.inputs, options.columns, summary.read), BATCH):
                rows: list[Values] = []
                documents = [one for one in batch if isinstance(one, Document)]
                for document, parsed in parse_documents(documents, parser, cache):
                    if isinstance(parsed, Reject):
                        summary.warnings.append(f"{document.doc_id}: {parsed.reason}")
                        continue
                    rows.extend(coder.code(document, parsed).triples)
                    summary.counts["documents_coded"] += 1
                summary.counts["triples"] += len(rows)
                if rows:
                    writer.write_table(triples_frame(rows).to_arrow().cast(schema))

    write_whole(options.output, write)
    return summary
