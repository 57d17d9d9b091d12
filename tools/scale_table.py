"""Computes the tables of docs/scale.md from measured rates (tools/scale_rates.toml) and writes them into the page."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).parent.parent
RATES = ROOT / "tools" / "scale_rates.toml"
PAGE = ROOT / "docs" / "scale.md"
MILLIONS: Final = (1, 10, 100)
CORES: Final = (2, 32, 256, 1024)
_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.S)
_HOUR: Final = 3600


def main() -> int:
    page = filled(PAGE.read_text(encoding="utf-8"), read_rates())
    PAGE.write_text(page, encoding="utf-8")
    print("\n".join(match[2] for match in _TABLE.finditer(page)), file=sys.stderr)
    return 0


def read_rates() -> dict[str, Any]:
    """The measured rates."""
    return tomllib.loads(RATES.read_text(encoding="utf-8"))


def filled(page: str, rates: dict[str, Any]) -> str:
    """The page with its tables computed anew."""
    tables = {"rates": _rates, "cost": _cost, "time": _time, "limits": _limits}
    return _TABLE.sub(lambda match: match[1] + tables[match[2]](rates) + "\n" + match[3], page)


def core_hours(millions: float, rates: dict[str, Any]) -> tuple[float, float]:
    """Of parsing, and of coding."""
    sentences = millions * 1e6 * rates["article"]["sentences"]
    return sentences / rates["rate"]["parsing"] / _HOUR, sentences / rates["rate"]["coding"] / _HOUR


def _rates(rates: dict[str, Any]) -> str:
    triples, events, parses = rates["triples"], rates["events"], rates["parses"]
    rows = [
        ("sentences of an article, assumed", f"{rates['article']['sentences']}"),
        ("sentences parsed a second and core", f"{rates['rate']['parsing']:g}"),
        ("sentences coded a second and core, validated and written", f"{rates['rate']['coding']:,}"),
        ("bytes a sentence in the parse cache", f"{parses['cache']}"),
        ("bytes a sentence as gzipped CoNLL-U", f"{parses['conllu_gzip']}"),
        ("triples a sentence, bytes each", f"{triples['rows']:g} x {triples['bytes']}"),
        ("events a sentence of political news, bytes each", f"{events['rows']:g} x {events['bytes']}"),
    ]
    return _table(("measured", rates["machine"]), rows)


def _cost(rates: dict[str, Any]) -> str:
    rows = []
    for millions in MILLIONS:
        sentences = millions * 1e6 * rates["article"]["sentences"]
        parsing, coding = core_hours(millions, rates)
        size = {name: sentences * rates["parses"][name] for name in ("cache", "conllu_gzip")}
        size |= {name: sentences * rates[name]["rows"] * rates[name]["bytes"] for name in ("triples", "events")}
        cells = (f"{parsing:,.0f}", f"{coding:,.0f}", *(_bytes(size[name]) for name in ("cache", "triples", "events")))
        rows.append((f"{millions:,} million", *cells, _bytes(size["conllu_gzip"])))
    head = (
        "articles",
        "parsing, core hours",
        "coding, core hours",
        "parse cache",
        "triples",
        "events",
        "(CoNLL-U, gzip)",
    )
    return _table(head, rows)


def _time(rates: dict[str, Any]) -> str:
    rows = []
    for millions in MILLIONS:
        hours = sum(core_hours(millions, rates))
        rows.append((f"{millions:,} million", *(_duration(hours / cores) for cores in CORES)))
    return _table(("articles", *(f"{cores:,} cores" for cores in CORES)), rows)


def _limits(rates: dict[str, Any]) -> str:
    over = rates["overhead"]
    part_s = over["documents_a_part"] * rates["article"]["sentences"] / rates["rate"]["parsing"]
    sentences = over["documents_a_part"] * rates["article"]["sentences"]
    way = sentences * over["sentence_bytes"]
    million = 1e6 * over["index_bytes"]
    rows = [
        ("start of a Ray cluster on one machine", f"{over['cluster_s']} s", "once a run"),
        ("start of a worker, without its model", f"{over['worker_s']} s", "once a process"),
        (
            "a part: files, checks, marks",
            f"{over['part_ms']} ms",
            f"{over['part_ms'] / 1e3 / part_s:.2%} of the {part_s:,.0f} s that parsing it takes",
        ),
        ("parses on their way to a coder", _bytes(over["sentence_bytes"]), f"a sentence; {_bytes(way)} a part"),
        (
            "index of the parse cache",
            f"{over['index_bytes']} bytes a document",
            f"{_bytes(million)} and {over['index_us']:.0f} s for each process, where a million are known",
        ),
    ]
    return _table(("what", "measured", "that is"), rows)


def _bytes(size: float) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if size >= 10 or unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} TB"


def _duration(hours: float) -> str:
    if hours >= 72:
        return f"{hours / 24:,.0f} days"
    return f"{hours:.0f} h" if hours >= 3 else f"{hours * 60:.0f} min"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
