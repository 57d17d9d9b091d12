"""The parse cache: bytes a sentence, beside the same sentences as gzipped CoNLL-U.

A larger file takes less: it has one dictionary of words for more sentences. `eventcoder cache info` measures yours.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.news import PARSES
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_conllu, write_conllu
from eventcoder.pipeline import BATCH
from eventcoder.storage.cache_parts import describe_cache
from eventcoder.storage.parse_cache import ParseCache

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"
# Sentences as newspapers write them. The codebook's examples are shorter.
STORED = (PARSES, GOLDEN / "non_events.conllu.gz")
# As news has them; a file of the cache holds as many documents as a part of a run.
SENTENCES_A_DOCUMENT = 10
# What `gzip` takes by itself.
GZIP_LEVEL = 6


def run() -> None:
    documents = _documents()
    sentences = [sentence for _, parsed in documents for sentence in parsed]
    words = sum(map(len, sentences))
    with tempfile.TemporaryDirectory(prefix="eventcoder-cache-") as place:
        cache = ParseCache(Path(place), "bench")
        began = time.process_time()
        for first in range(0, len(documents), BATCH):
            cache.put_many(documents[first : first + BATCH])
        written = time.process_time() - began
        again = ParseCache(Path(place), "bench")
        began = time.process_time()
        for first in range(0, len(documents), BATCH):
            found = again.get_many([document for document, _ in documents[first : first + BATCH]])
            if list(found.values()) != [parsed for _, parsed in documents[first : first + BATCH]]:
                raise RuntimeError("the cache gives other sentences than it was given")
        read = time.process_time() - began
        (stored,) = describe_cache(Path(place))
    conllu = len(gzip.compress(write_conllu(sentences).encode("utf-8"), GZIP_LEVEL))
    count = len(sentences)
    print(f"parse cache, {count} sentences of {words / count:.1f} words in {len(stored.parts)} files")
    print(f"  in the cache                     {stored.size / count:8.0f}   bytes a sentence")
    print(f"  as CoNLL-U, gzip                 {conllu / count:8.0f}   bytes a sentence")
    print(f"  ratio                            {stored.size / conllu:8.2f}")
    print(f"  written                          {count / written:8.0f}   sentences a second")
    print(f"  read                             {count / read:8.0f}   sentences a second")


def _documents() -> list[tuple[Document, list[Sentence]]]:
    """The stored sentences, ten a document, with offsets into its text."""
    found: list[Sentence] = []
    for path in STORED:
        found += read_conllu(gzip.decompress(path.read_bytes()).decode("utf-8"), path.name)
    documents: list[tuple[Document, list[Sentence]]] = []
    for first in range(0, len(found), SENTENCES_A_DOCUMENT):
        doc_id = f"document-{first}"
        moved: list[Sentence] = []
        texts: list[str] = []
        at = 0
        for number, sentence in enumerate(found[first : first + SENTENCES_A_DOCUMENT]):
            by = at - sentence.start
            moved.append(
                replace(
                    sentence,
                    doc_id=doc_id,
                    sentence_id=number,
                    start=at,
                    end=sentence.end + by,
                    starts=tuple(start + by for start in sentence.starts),
                    ends=tuple(end + by for end in sentence.ends),
                )
            )
            texts.append(sentence.text)
            at += len(sentence.text) + 1
        documents.append((Document(doc_id, " ".join(texts)), moved))
    return documents
