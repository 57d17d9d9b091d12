"""What the readers repaired and refused: a tally for the run's summary, every word of it documented here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

REPAIRS: Final[dict[str, str]] = {
    "html_removed": "HTML tags were taken out of the text; scripts and styles went with their content",
    "entities_decoded": "HTML entities (&amp;, &#8217;) were replaced by their characters",
    "line_ends": "line ends other than a newline (CRLF, CR, U+2028) became newlines",
    "odd_spaces": "no-break and typographic spaces became ordinary spaces",
    "invisible_characters": "zero-width characters, soft hyphens and marks of direction were removed",
    "control_characters": "control characters were removed, or read as the Windows-1252 letters they are",
    "broken_characters": "halves of characters (lone surrogates) were joined or became U+FFFD",
    "recomposed": "letters with separate accents were composed (Unicode NFC)",
    "invalid_utf8_replaced": "bytes that are no UTF-8 became U+FFFD",
    "charset_detected": "the file is not UTF-8; the charset was guessed from its bytes",
    "missing_id_made": "no id was given; it was made from a hash of the text",
    "duplicate_id_renamed": "the id was used before by another text; #2, #3 ... was appended",
    "missing_date": "no date was given; published is null",
    "impossible_date": "the date does not exist or cannot be read; published is null",
    "ambiguous_date": "the date names no day or has two readings (03/05/2017); published is null",
    "skipped_file": "a file of a folder has a suffix that is no format we read; it was left alone",
}
"""One count per document (skipped_file: per file)."""

REJECTIONS: Final[dict[str, str]] = {
    "empty_text": "the text is missing, empty, or empty once cleaned",
    "duplicate_document": "the same id with the same text came before",
    "language_without_model": "the text is in a language that no model is for",
    "bad_json": "the line is not a JSON object",
    "bad_row": "the row has not as many fields as the header, or its quotation marks do not pair",
    "truncated_file": "the file ends early or is damaged; what came before the damage was read",
    "empty_file": "the file holds nothing, or a header alone",
}
"""Why a reader rejects a document, line or file; one row in rejects/ each."""


@dataclass(slots=True)
class ReadCounts:
    """A tally that the readers fill. documents: read and passed on; the keys of the others are those above."""

    documents: int = 0
    repairs: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    charsets: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, int]:
        """For the manifest: `documents`, `repair.NAME`, `rejected.NAME`, `charset.NAME`, sorted by name."""
        counts = {"documents": self.documents}
        for prefix, tally in (("charset", self.charsets), ("rejected", self.rejected), ("repair", self.repairs)):
            counts |= {f"{prefix}.{name}": tally[name] for name in sorted(tally)}
        return counts

    def lines(self) -> list[str]:
        """For a person: one line per kind of repair and rejection that happened."""
        repaired = [f"{count:,} x {name}: {REPAIRS[name]}" for name, count in sorted(self.repairs.items())]
        refused = [f"{count:,} rejected, {name}: {REJECTIONS[name]}" for name, count in sorted(self.rejected.items())]
        return repaired + refused
