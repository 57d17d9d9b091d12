"""A parsed sentence. Columns, not objects: the trees are walked millions of times."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word of a sentence, as the Sentences table stores it.

    id and head are 1-based, head 0 is the root; start and end are characters into the document's text, 0-based,
    end-exclusive. ner is a BIOES tag (`B-Person`, `O`). Source: CoNLL-U and UD v2.
    """

    id: int
    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    ner: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one document, its words as parallel tuples (all of one length).

    heads are 0-based indexes into the same tuples, -1 for a root (the tables and CoNLL-U are 1-based). start, end,
    starts, ends: characters into the document's text, 0-based, end-exclusive. parser names engine, version and model.
    """

    doc_id: str
    sentence_id: int
    text: str
    start: int
    end: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    ner: tuple[str, ...]
    parser: str = ""

    def __len__(self) -> int:
        return len(self.words)

    def tokens(self) -> list[Token]:
        """The words as rows, 1-based as in CoNLL-U."""
        return [
            Token(
                i + 1,
                self.words[i],
                self.lemmas[i],
                self.upos[i],
                self.feats[i],
                self.heads[i] + 1,
                self.deprels[i],
                self.starts[i],
                self.ends[i],
                self.ner[i],
            )
            for i in range(len(self.words))
        ]


@dataclass(frozen=True, slots=True)
class Document:
    """One document whose text is already cleaned: every offset anywhere refers to this text.

    published is an ISO date (`2017-05-03`) or None.
    """

    doc_id: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    language: str = "en"
