"""Fills the examples and tables of some pages with what the program gives. A test holds the pages to it.

A block that begins with ```triples or ```events has sentences at its left edge; the indented lines under each are made.
What stands between <!-- made: NAME --> and <!-- end --> is made of the shipped codebook: the tables of TABLES.

python tools/fill_doc_examples.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from eventcoder.codebook.reachable import composed, unreachable_table
from eventcoder.evaluation.explain import triple_lines
from eventcoder.model.codebook import Codebook
from eventcoder.model.protocols import Parser
from eventcoder.model.reject import Reject
from eventcoder.model.sentence import Document, Sentence
from eventcoder.pipeline import Coder, load_coder

DOCS = Path(__file__).parent.parent / "docs"
PAGES = ("triples.md", "coding.md", "cameo.md")
DAY = "2019-06-14"
"""The day of the examples, by which offices are chosen."""

SHOWN_ACTS = ("040", "057", "061", "071", "0841", "085", "0871", "111", "141", "163", "173", "190")
"""Of the table of composition: the acts under the operators."""
SHOWN_TABLES = {
    "intend": "promise, plan",
    "appeal": "ask, urge",
    "demand": "demand",
    "refuse": "refuse",
    "threaten": "threaten",
    "halt": "halt",
    "accuse": "accuse of",
}
"""Of the table of composition: the tables, and the words that head their columns."""

_TABLE = re.compile(r"^<!-- made: (\w+) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)
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


def with_tables(page: str, codebook: Codebook) -> str:
    """The page with the tables of the codebook made anew."""

    def fill(table: re.Match[str]) -> str:
        lines = "".join(f"{line}\n" for line in TABLES[table[1]](codebook))
        return f"<!-- made: {table[1]} -->\n{lines}<!-- end -->"

    return _TABLE.sub(fill, page)


def root_table(codebook: Codebook) -> Iterator[str]:
    """The roots of the scheme with how many codes each has."""
    yield "| root | label | quad class | Goldstein | codes |"
    yield "|---|---|---|---|---|"
    for code in codebook.codes.values():
        if code.code == code.root:
            under = sum(other.root == code.code for other in codebook.codes.values())
            yield f"| {code.code} | {code.label} | {code.quad_class} | {code.goldstein:+.1f} | {under} |"


def composition_table(codebook: Codebook) -> Iterator[str]:
    """Some acts, and what some operators make of each."""
    yield f"| the act under it | code | {' | '.join(SHOWN_TABLES.values())} |"
    yield f"|---|---|{'---|' * len(SHOWN_TABLES)}"
    for act in SHOWN_ACTS:
        label = codebook.codes[act].label.replace(", not specified below", "")
        made = " | ".join(composed(codebook.compose[table], act) for table in SHOWN_TABLES)
        yield f"| {label} | {act} | {made} |"


TABLES: dict[str, Callable[[Codebook], Iterator[str]]] = {
    "roots": root_table,
    "composition": composition_table,
    "unreachable": unreachable_table,
}
"""Name in the page -> the table's lines."""


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
        made = with_tables(path.read_text(encoding="utf-8"), cameo.codebooks[0].codebook)
        path.write_text(filled(made, engine, cameo), encoding="utf-8")
