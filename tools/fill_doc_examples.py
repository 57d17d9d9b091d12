"""Fills the examples in docs/triples.md and docs/coding.md with what the program gives. A test holds the pages to it.

A block that begins with ```triples or ```events has sentences at its left edge; the indented lines under each are made.

python tools/fill_doc_examples.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from eventcoder.evaluation.explain import triple_lines
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, load_coder

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("triples.md", "coding.md")
DAY = "2019-06-14"
"""The day of the examples, by which offices are chosen."""

_BLOCK = re.compile(r"^```(triples|events)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def filled(page: str, parser: Parser, coder: Coder) -> str:
    """The page with the lines under every example made anew."""
    texts = [line for block in _BLOCK.finditer(page) for line in sentences_of(block[2])]
    documents = [Document(f"example-{number}", text, published=DAY) for number, text in enumerate(texts)]
    parses = {document.text: (document, parsed) for document, parsed in parser.parse(documents)}

    def fill(block: re.Match[str]) -> str:
        lines = []
        for text in sentences_of(block[2]):
            document, parsed = parses[text]
            assert not isinstance(parsed, Reject), parsed.detail
            make = triples_of if block[1] == "triples" else events_of
            lines += [text, *(f"  {line}" for line in make(document, parsed, coder))]
        return f"```{block[1]}\n" + "".join(f"{line}\n" for line in lines) + "```"

    return _BLOCK.sub(fill, page)


def sentences_of(block: str) -> list[str]:
    """The lines of a block that are not indented."""
    return [line for line in block.splitlines() if line and not line.startswith(" ")]


def triples_of(document: Document, parsed: list[Sentence], coder: Coder) -> Iterator[str]:
    """`source | predicate | target   (what is not plain)`, one line a predicate."""
    reading = coder.read(document, parsed)
    for predications in reading.predications:
        for predication in predications:
            yield from triple_lines(predication, reading)


def events_of(document: Document, parsed: list[Sentence], coder: Coder) -> Iterator[str]:
    """`code  source > target  factuality  (rule, confidence)`, one line a row of the Events table."""
    rows = coder.code(document, parsed).events["cameo"]
    for row in rows:
        ends = [
            row[f"{end}_code"] or (f"“{row[f'{end}_text']}”" if row[f"{end}_text"] else "-")
            for end in ("source", "target")
        ]
        how = row["factuality"] + (", negated" if row["negated"] else "")
        said = f", said by {row['attribution_text']}" if row["attribution_text"] else ""
        yield f"{row['code']}  {' > '.join(ends)}  {how}{said}  ({row['rule_id']}, {row['confidence']:.2f})"
    if not rows:
        yield "no row"


if __name__ == "__main__":
    from eventcoder.parsing.stanza_engine import StanzaParser

    engine, cameo = StanzaParser(device="cpu"), load_coder()
    for name in PAGES:
        path = DOCS / name
        path.write_text(filled(path.read_text(encoding="utf-8"), engine, cameo), encoding="utf-8")
