"""The Stanza engine: documents in, parsed sentences out, in order, and no document can stop the run."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from eventcoder.errors import ModelError
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.annotator import Annotator, Word
from eventcoder.parsing.annotator_pool import AnnotatorPool
from eventcoder.parsing.guarded_annotator import GuardedAnnotator, ProcessDiedError, TextFailedError, TextTooSlowError
from eventcoder.parsing.model_names import BUNDLED, PACKAGE_PREFIX, check_device, check_model, describe_folder
from eventcoder.parsing.number_types import choose_number_type
from eventcoder.parsing.segmentation import SEGMENTATION_VERSION, split_pieces
from eventcoder.parsing.worker_count import choose_workers

# Called with the running totals of sentences and documents.
Progress = Callable[[int, int], None]

# Characters of text that are annotated at once. Tagger and parser sort the sentences of a batch by length.
CPU_BATCH = 20_000
CUDA_BATCH = 400_000

_LOADER = "eventcoder.parsing.model_loading:load_annotator"
# One core each: several processes of one thread do more than one process of several. And memory that was given back is
# kept for the next batch: fresh pages cost some per cent.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_MMAP_THRESHOLD_": str(2**30),
    "MALLOC_TRIM_THRESHOLD_": str(2**31),
}
_BETWEEN_PIECES = "\n\n"
_WHITE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Piece:
    """One stretch of one document: its index in the batch, its range in the document, its start in the joined text."""

    document: int
    start: int
    end: int
    joined: int = 0


class StanzaParser:
    """A Parser over a Stanza pipeline.

    model: `bundled`, `stanza:default`, `stanza:default_accurate` (downloaded by stanza where there is a network) or the
    folder of a model laid out as the bundled one. device: `auto`, `cpu` or `cuda`. workers: how many processes parse at
    once, each with the model and on one core; None takes as many as suit the machine; a GPU has one. number_type:
    `float32`, `bfloat16`, or `auto`, which takes bfloat16 where the processor has it. batch_characters: how much text
    is annotated at once; None takes a size that suits the device. No annotation depends on workers or batches.

    The model is loaded with the first document, so that a run whose parses are all stored never loads it, and into
    processes of its own, so that no text can hang or end this one. Raises: ModelError.
    """

    def __init__(
        self,
        model: str = BUNDLED,
        device: str = "auto",
        workers: int | None = None,
        number_type: str = "auto",
        batch_characters: int | None = None,
    ) -> None:
        check_model(model)
        check_device(device)
        self._model = model
        self._device = device
        self._number_type = choose_number_type(number_type)
        self._batch_characters = batch_characters
        self._pool = AnnotatorPool(self._make, workers or choose_workers(model))
        self._name: str | None = None

    @property
    def name(self) -> str:
        """Engine and version, model, a hash of its files, the version of the segmentation rules, and the number type.

        `stanza-1.15.0/en-bundled/1f0c5e2a9b47.1+bfloat16`; float32 is not named. A package of Stanza's is loaded to
        know it, and always computes in float32. Raises: ModelError.
        """
        if self._name is None:
            numbers = ""
            if self._model.startswith(PACKAGE_PREFIX):
                described = self.load().description
            else:
                described = describe_folder(self._model)
                numbers = "" if self._number_type == "float32" else f"+{self._number_type}"
            self._name = f"{described}.{SEGMENTATION_VERSION}{numbers}"
        return self._name

    def load(self) -> Annotator:
        """A loaded model; loads it at the first call. Raises: ModelError."""
        return self._pool.first()

    def close(self) -> None:
        """End the processes. Other documents start new ones."""
        self._pool.close()

    def _make(self) -> GuardedAnnotator:
        arguments = (self._model, self._device, self._number_type, "fast", 1)
        return GuardedAnnotator(_LOADER, arguments, environment=_ENVIRONMENT)

    def parse(
        self, documents: Iterable[Document], progress: Progress | None = None
    ) -> Iterator[tuple[Document, list[Sentence] | Reject]]:
        """One pair per document, in their order, read and given as they come.

        A document without a visible character has no sentences. One that the pipeline fails on is a Reject with stage
        `parse` and reason `parser_failed`, `parser_too_slow` or `parser_died`; the others of its batch are not touched.
        progress is called after each batch with the sentences and documents done so far.
        Raises: ModelError when the model cannot be loaded.
        """
        remaining = iter(documents)
        first = next(remaining, None)
        if first is None:
            return
        annotator = self.load()
        limit = self._batch_characters or (CUDA_BATCH if annotator.on_gpu else CPU_BATCH)
        if annotator.on_gpu:
            self._pool.limit(1)
        name = self.name

        def parse_one(batch: list[Document], annotator: Annotator) -> list[tuple[Document, list[Sentence] | Reject]]:
            return parse_batch(batch, annotator, name, limit)

        sentences_done = documents_done = 0
        for _, results in self._pool.map(parse_one, batch_documents(chain([first], remaining), limit)):
            for document, result in results:
                documents_done += 1
                sentences_done += 0 if isinstance(result, Reject) else len(result)
                yield document, result
            if progress is not None:
                progress(sentences_done, documents_done)


def batch_documents(documents: Iterable[Document], characters: int) -> Iterator[list[Document]]:
    """Groups of documents in their order; a group ends with the document that fills it. No group is empty."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def parse_batch(
    batch: Sequence[Document], annotator: Annotator, parser: str, characters: int, again: bool = False
) -> list[tuple[Document, list[Sentence] | Reject]]:
    """The documents of a batch with their sentences; one that makes the annotator fail is found by halving.

    again: this batch has one document, and the annotator's process died of it once.
    """
    try:
        parsed = _annotate(batch, annotator, parser, characters)
    # no fault of a text: the run cannot go on
    except ModelError:
        raise
    # any fault of a neural library on one odd text must cost that text only
    except Exception as error:
        if len(batch) == 1:
            # it may have been killed for what other programs did
            if isinstance(error, ProcessDiedError) and not again:
                return parse_batch(batch, annotator, parser, characters, again=True)
            return [(batch[0], _reject(batch[0], error))]
        middle = len(batch) // 2
        halves = (batch[:middle], batch[middle:])
        return [pair for half in halves for pair in parse_batch(half, annotator, parser, characters)]
    return list(zip(batch, parsed, strict=True))


def _reject(document: Document, error: Exception) -> Reject:
    reason = {TextTooSlowError: "parser_too_slow", ProcessDiedError: "parser_died"}.get(type(error), "parser_failed")
    known = isinstance(error, TextFailedError | TextTooSlowError | ProcessDiedError)
    detail = str(error) if known else f"{type(error).__name__}: {error}"
    return Reject(document.doc_id, "parse", reason, detail[:500])


def _annotate(batch: Sequence[Document], annotator: Annotator, parser: str, characters: int) -> list[list[Sentence]]:
    """The sentences of each document. A long document goes through in parts, cut between its pieces."""
    found: list[list[Sentence]] = [[] for _ in batch]
    for group in _groups(batch, characters):
        joined = _BETWEEN_PIECES.join(_one_line(batch[piece.document].text, piece) for piece in group)
        starts = [piece.joined for piece in group]
        for words in annotator.annotate(joined):
            piece = group[bisect_right(starts, words[0].start) - 1]
            document = batch[piece.document]
            sentences = found[piece.document]
            shift = piece.start - piece.joined
            sentences.append(_sentence(document, len(sentences), words, shift, parser))
    return found


def _groups(batch: Sequence[Document], characters: int) -> Iterator[list[_Piece]]:
    """The pieces of all documents in order, in groups of twice `characters` at most."""
    group: list[_Piece] = []
    joined = 0
    for index, document in enumerate(batch):
        for start, end in split_pieces(document.text):
            if group and joined + end - start > 2 * characters:
                yield group
                group, joined = [], 0
            group.append(_Piece(index, start, end, joined))
            joined += end - start + len(_BETWEEN_PIECES)
    if group:
        yield group


def _one_line(text: str, piece: _Piece) -> str:
    # every kind of white space becomes one space, one for one: offsets stay, and no blank line remains inside a piece
    return _WHITE.sub(" ", text[piece.start : piece.end])


def _sentence(document: Document, number: int, words: Sequence[Word], shift: int, parser: str) -> Sentence:
    starts = tuple(word.start + shift for word in words)
    ends = tuple(word.end + shift for word in words)
    start, end = starts[0], max(ends)
    return Sentence(
        doc_id=document.doc_id,
        sentence_id=number,
        text=document.text[start:end],
        start=start,
        end=end,
        words=tuple(word.text for word in words),
        lemmas=tuple(word.lemma for word in words),
        upos=tuple(word.upos for word in words),
        feats=tuple(word.feats for word in words),
        heads=tuple(word.head for word in words),
        deprels=tuple(word.deprel for word in words),
        starts=starts,
        ends=ends,
        ner=tuple(word.ner for word in words),
        parser=parser,
    )
