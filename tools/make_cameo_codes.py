"""Make codebooks/cameo/codes.tsv from a list of CAMEO codes and the table of their Goldstein values.

    python tools/make_cameo_codes.py CODES.tsv GOLDSTEIN.tsv codebooks/cameo/codes.tsv

CODES.tsv has the columns code and label, GOLDSTEIN.tsv the columns code and goldstein. One row of the result is one
code: code, label, quad_class, goldstein. Sources: CAMEO manual 1.1b3 (codes, labels), the CAMEO scale (Goldstein
values).
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

LAST_ROOT_OF_QUAD_CLASS = (
    (5, "verbal cooperation"),
    (8, "material cooperation"),
    (13, "verbal conflict"),
    (20, "material conflict"),
)


def quad_class(code: str) -> str:
    """The quad class of a code, by its root: 01-05, 06-08, 09-13, 14-20."""
    root = int(code[:2])
    return next(name for last, name in LAST_ROOT_OF_QUAD_CLASS if root <= last)


def tidy(label: str) -> str:
    """A label without a final full stop and with plain quotes and single blanks."""
    return re.sub(r"\s+", " ", label.replace("\u2018", "'").replace("\u2019", "'")).strip().rstrip(".")


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def make_codes(codes: Path, goldstein: Path, output: Path) -> int:
    """Write the table; returns its number of rows. Raises KeyError for a code that has no Goldstein value."""
    value_of = {row["code"]: row["goldstein"] for row in read_rows(goldstein)}
    rows = [
        (row["code"], tidy(row["label"]), quad_class(row["code"]), value_of[row["code"]]) for row in read_rows(codes)
    ]
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("code", "label", "quad_class", "goldstein"))
        writer.writerows(sorted(rows))
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codes", type=Path)
    parser.add_argument("goldstein", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()
    print(f"{make_codes(arguments.codes, arguments.goldstein, arguments.output)} codes -> {arguments.output}")


if __name__ == "__main__":
    main()
