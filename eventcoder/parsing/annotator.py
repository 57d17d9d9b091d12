"""What the engine needs of a loaded model: a text in, the words of each sentence out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word. start and end: characters into the annotated text; head: 0-based, -1 for the root."""

    text: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int
    ner: str


class Annotator(Protocol):
    """A loaded model."""

    @property
    def description(self) -> str:
        """Engine and version, model, and a hash of its files."""

    @property
    def on_gpu(self) -> bool:
        """True when the model runs on a GPU: batches may be large."""

    def annotate(self, text: str) -> Sequence[Sequence[Word]]:
        """The words of each sentence of a text whose blank lines end sentences. No sentence is empty. May raise."""
