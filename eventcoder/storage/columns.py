"""Which column of an input holds what: names given by the user first, then the usual names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

from eventcoder.errors import InputError


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The user's column for each part of a document; None: the first usual name that the input has."""

    id: str | None = None
    text: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


USUAL_NAMES: Final[dict[str, tuple[str, ...]]] = {
    # part -> names in order of preference; compared in lower case, letters and digits only: "Pub. Date" is pubdate
    "id": (
        "docid", "id", "documentid", "articleid", "storyid", "newsid", "textid", "recordid", "sentenceid", "uid",
        "uuid", "guid", "docno", "accessionnumber", "an",
    ),
    "text": (
        "text", "body", "content", "fulltext", "articletext", "articlebody", "articlecontent", "bodytext",
        "maintext", "plaintext", "textcontent", "storytext", "story", "article", "newstext", "document", "sentence",
        "sentencetext", "paragraph",
    ),
    "title": ("title", "headline", "heading", "articletitle", "hl", "subject"),
    "date": (
        "published", "date", "publicationdate", "pubdate", "publishdate", "publisheddate", "publishedat",
        "publishedon", "datepublished", "datepublish", "articledate", "storydate", "newsdate", "datetime", "timestamp",
        "time", "created", "createdat", "pd",
    ),
    "source": (
        "source", "publisher", "outlet", "newspaper", "newssource", "sourcename", "publication", "agency", "provider",
        "medium", "media", "sourcedomain", "domain", "site", "website", "sn",
    ),
    "url": ("url", "link", "permalink", "sourceurl", "articleurl", "uri", "href", "weburl"),
    "language": ("language", "lang", "languagecode", "la"),
}  # fmt: skip


def resolve_columns(names: ColumnNames, present: Iterable[str], where: str) -> dict[str, str]:
    """For each part of a document the column that holds it; parts without a column are left out.

    where: the file, for the message. Raises: InputError, where a column that was asked for is not there, or none
    holds the text.
    """
    columns = list(present)
    found: dict[str, str] = {}
    by_key: dict[str, str] = {}
    for column in columns:
        by_key.setdefault(_key(column), column)
    for field in fields(names):
        part, wanted = field.name, getattr(names, field.name)
        if wanted is not None:
            found[part] = _asked_for(wanted, part, columns, where)
            continue
        usual = next((by_key[name] for name in USUAL_NAMES[part] if name in by_key), None)
        if usual is not None:
            found[part] = usual
    if "text" not in found:
        raise InputError(
            f"{where}: no column holds the text. Columns there: {_listed(columns)}. Name it with --text-column."
        )
    return found


def _asked_for(wanted: str, part: str, columns: list[str], where: str) -> str:
    if wanted in columns:
        return wanted
    same = [column for column in columns if column.strip().lower() == wanted.strip().lower()]
    if len(same) == 1:
        return same[0]
    close = difflib.get_close_matches(wanted, columns, n=1)
    hint = f" Did you mean {close[0]!r}?" if close else ""
    raise InputError(f"{where}: no column {wanted!r} (--{part}-column). Columns there: {_listed(columns)}.{hint}")


def _listed(columns: list[str]) -> str:
    return ", ".join(columns) if columns else "none"


def _key(column: str) -> str:
    return re.sub(r"[^a-z0-9]", "", column.lower())
