"""What could not be processed, and why: the rows of `rejects/`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reject:
    """One document, sentence or row that was left out. Nothing is dropped without one of these.

    stage: `read`, `parse`, `code`, `validate`; reason: a short fixed word (`empty_text`, `duplicate_id`,
    `language_without_model`, `parser_failed`, ...); detail: what exactly, for a person; origin: file and line or row.
    """

    doc_id: str
    stage: str
    reason: str
    detail: str = ""
    origin: str = ""
    sentence_id: int | None = None
