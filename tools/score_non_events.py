"""How many events are coded in sentences that tell none (tests/golden/non_events.tsv). No model is loaded.

    python -m tools.score_non_events

Prints the false rows in 100 sentences by kind of text, and every false row with the frame that gave it.
"""

from __future__ import annotations

from pathlib import Path

from eventcoder.evaluation.false_positives import (
    false_positive_lines,
    find_false_positives,
    read_non_events,
    read_parses,
)
from eventcoder.pipeline import load_coder

GOLDEN = Path(__file__).parent.parent / "tests" / "golden"


def main() -> None:
    found = find_false_positives(
        read_non_events(GOLDEN / "non_events.tsv"), read_parses(GOLDEN / "non_events.conllu.gz"), load_coder()
    )
    for line in false_positive_lines(found):
        print(line)


if __name__ == "__main__":
    main()
