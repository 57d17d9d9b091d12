"""How right the triples of tests/golden/triples are. Reads the stored parses; no model is loaded.

    python -m tools.score_triples [--settle]

Prints precision, recall and F1 by construction and over all, the traps, and every failing case.
--settle strikes out `fails` in cases.yaml where the case has come right, and leaves everything else as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from eventcoder.evaluation.triple_cases import TripleCase, read_cases
from eventcoder.evaluation.triple_quality import quality_lines, score_cases
from eventcoder.parsing.conllu import read_documents
from eventcoder.pipeline import load_coder

TRIPLES = Path(__file__).parent.parent / "tests" / "golden" / "triples"
CASE, FAILS = "- id: ", "  fails: "


def main(arguments: list[str]) -> int:
    if unknown := [argument for argument in arguments if argument != "--settle"]:
        print(f"unknown: {' '.join(unknown)}; there is only --settle", file=sys.stderr)
        return 2
    cases, parses = TRIPLES / "cases.yaml", TRIPLES / "cases.conllu"
    documents = read_documents(parses.read_text(encoding="utf-8"), str(parses))
    by_text = {document.text: (document, sentences) for document, sentences in documents}
    quality = score_cases(read_cases(cases), by_text, load_coder().lexicon)
    for line in quality_lines(quality):
        print(line)
    if "--settle" in arguments:
        mended = [result.case for result in quality.results if result.passed and result.case.fails]
        cases.write_text(settled(cases.read_text(encoding="utf-8"), mended), encoding="utf-8")
        print(f"settled: {', '.join(case.id for case in mended) or 'nothing'}")
    return 0


def settled(text: str, mended: Collection[TripleCase]) -> str:
    """The file without the reasons of the cases that have come right."""
    ids = {case.id for case in mended}
    kept, current = [], ""
    for line in text.splitlines(keepends=True):
        if line.startswith(CASE):
            current = line.removeprefix(CASE).strip()
        if not (line.startswith(FAILS) and current in ids):
            kept.append(line)
    return "".join(kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
