"""What was left out, as rows of the Rejects table."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from eventcoder.model.reject import Reject
from eventcoder.schemas import REJECTS_SCHEMA


def rejects_to_frame(rejects: Iterable[Reject]) -> pl.DataFrame:
    """The Rejects table, one row per reject in their order; what is empty in a Reject is null there."""
    rows = [
        (
            reject.doc_id or None,
            reject.stage,
            reject.reason,
            reject.detail or None,
            reject.origin or None,
            reject.sentence_id,
        )
        for reject in rejects
    ]
    return pl.DataFrame(rows, schema=REJECTS_SCHEMA, orient="row")
