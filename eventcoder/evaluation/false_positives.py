"""How often a codebook codes an event in sentences that tell none: sports, markets, weather, films, history."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eventcoder.errors import InputError
from eventcoder.model.codebook import Frame, Operator
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents
from eventcoder.pipeline import Coder, Reading
from eventcoder.stages.coding.coder import Coded

HEADER = "kind\tsentence"


@dataclass(frozen=True, slots=True)
class NonEvent:
    """One sentence in which nothing is to be coded. kind: what it is about (`sport`); line: 1-based, in its file."""

    kind: str
    document: Document
    line: int


@dataclass(frozen=True, slots=True)
class FalsePositive:
    """One row, actual and not negated, that was coded in such a sentence. rule: the frame or operator that gave it."""

    non_event: NonEvent
    rule: Frame | Operator
    code: str
    source: str
    target: str

    def __str__(self) -> str:
        where = f"{self.rule.path}:{self.rule.line}"
        row = f"{self.code} {self.source} > {self.target}"
        return f"{self.non_event.kind}  {where} {self.rule.id}: {row}\n       {self.non_event.document.text}"


@dataclass(frozen=True, slots=True)
class FalsePositives:
    """Every false row of one codebook. sentences: how many of each kind were read."""

    sentences: Counter[str]
    rows: tuple[FalsePositive, ...]

    @property
    def rate(self) -> float:
        """False rows in 100 sentences."""
        return 100 * len(self.rows) / max(1, self.sentences.total())


def read_non_events(path: Path) -> list[NonEvent]:
    """The sentences of a file with the columns kind and sentence, tab-separated. Raises: InputError, with the line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != HEADER:
        raise InputError(f"{path}:1: the header must be the columns kind and sentence, with a tab between")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        kind, tab, sentence = line.partition("\t")
        if not (kind and tab and sentence) or "\t" in sentence:
            raise InputError(f"{path}:{number}: a line is a kind, a tab and a sentence")
        found.append(NonEvent(kind, Document(f"non-event-{number}", sentence), number))
    return found


def read_parses(path: Path) -> dict[str, list[Sentence]]:
    """Text -> its parsed sentences, from gzipped CoNLL-U. Raises: InputError for a broken line."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    return {document.text: sentences for document, sentences in read_documents(text, str(path))}


def find_false_positives(
    non_events: Iterable[NonEvent], parses: dict[str, list[Sentence]], coder: Coder, codebook: str = "cameo"
) -> FalsePositives:
    """Code the sentences and keep every row that is actual and not negated.

    parses: text -> its sentences. Raises: InputError for a text without a parse.
    """
    sentences: Counter[str] = Counter()
    rows: list[FalsePositive] = []
    for non_event in non_events:
        sentences[non_event.kind] += 1
        parsed = parses.get(non_event.document.text)
        if parsed is None:
            raise InputError(f"no parse is stored for {non_event.document.text!r}")
        reading = coder.read(non_event.document, parsed)
        for of_sentence in reading.coded[codebook]:
            rows.extend(
                _false_positive(non_event, event, reading)
                for event in of_sentence
                if event.factuality == "actual" and not event.negated
            )
    return FalsePositives(sentences, tuple(rows))


def false_positive_lines(found: FalsePositives) -> Iterator[str]:
    """The rate by kind, then every row with its frame's id, file and line."""
    false_rows = Counter(row.non_event.kind for row in found.rows)
    for kind, count in sorted(found.sentences.items()):
        yield _rate_line(kind, false_rows[kind], count)
    yield _rate_line("all", len(found.rows), found.sentences.total())
    yield ""
    for row in sorted(found.rows, key=lambda row: (row.rule.path, row.rule.line, row.non_event.line)):
        yield str(row)


def _rate_line(kind: str, rows: int, sentences: int) -> str:
    return f"{kind:12s} {rows:4d} false rows in {sentences:4d} sentences  {100 * rows / max(1, sentences):5.1f} per 100"


def _false_positive(non_event: NonEvent, event: Coded, reading: Reading) -> FalsePositive:
    source, target = (reading.words(end.phrase) if end else "-" for end in (event.source, event.target))
    return FalsePositive(non_event, event.rule, event.code, source, target)
