"""PETRARCH's agent files: role nouns and what they add to an actor's code."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from eventcoder.codebook.petrarch.notes import NotConvertibleError, Notes
from eventcoder.codebook.petrarch.source_lines import Line
from eventcoder.codebook.petrarch.words import is_word, split_words

_SET = re.compile(r"(![^!\s]+!)\s*=\s*(.*)")
_ENTRY = re.compile(r"(?P<noun>[^{}\[\]]+?)\s*(?:\{(?P<plural>[^{}]*)\})?\s*(?:\[(?P<code>[^\[\]]*)\])?")
_USED_SET = re.compile(r"![^!\s]+!")
_PART = re.compile(r"[A-Z]{3}(?:[A-Z0-9]{3})*")
_ARMED = frozenset({"MIL", "REB", "INS", "SEP", "UAF", "COP", "IMG"})
_CIVILIAN = frozenset({"CVL", "EDU", "MED", "LAB", "REL", "HLH", "AGR", "REF", "HRI", "DEV", "ENV"})
# Without a country these are anybody: "a company", "workers".
_NEED_A_COUNTRY = frozenset({"AGR", "BUS", "CVL", "EDU", "ELI", "ENV", "HLH", "LAB", "REL"})


@dataclass(slots=True)
class AgentFile:
    """Role nouns by what they append to a code: part -> nouns in the order of the file."""

    nouns: dict[str, list[str]] = field(default_factory=dict)

    def entries(self) -> Iterator[dict[str, Any]]:
        """One entry of our agents per part."""
        for part, nouns in self.nouns.items():
            entry: dict[str, Any] = {"nouns": nouns, "part": part}
            if part[:3] in _ARMED:
                entry["armed"] = True
            if part[:3] in _CIVILIAN:
                entry["civilian"] = True
            if part[:3] in _NEED_A_COUNTRY:
                entry["standalone"] = False
            yield entry


def read_agents(lines: Iterable[Line], notes: Notes) -> AgentFile:
    """The agents of a file. What cannot be converted is in the notes."""
    found = AgentFile()
    sets: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    for line in lines:
        definition = _SET.fullmatch(line.text)
        try:
            if definition:
                _define(sets, definition, line, notes)
                continue
            nouns, part = _read_entry(line, sets, notes)
        except NotConvertibleError as error:
            notes.left_out(line.number, line.text, str(error))
            continue
        for noun in nouns:
            if noun in first:
                notes.left_out(line.number, noun, f"it stands in line {first[noun]} already, which is kept")
            else:
                first[noun] = line.number
                found.nouns.setdefault(part, []).append(noun)
    return found


def _define(sets: dict[str, list[str]], definition: re.Match[str], line: Line, notes: Notes) -> None:
    members = [member.strip() for member in definition[2].split(",")]
    kept = [member for member in members if member]
    if not kept:
        raise NotConvertibleError("a set without words")
    if definition[1] in sets:
        notes.changed(line.number, line.text, f"{definition[1]} is defined twice: the words of both are taken")
    sets.setdefault(definition[1], []).extend(kept)


def _read_entry(line: Line, sets: dict[str, list[str]], notes: Notes) -> tuple[list[str], str]:
    """The nouns of one line, with its irregular plural, and the part that they add."""
    match = _ENTRY.fullmatch(line.text)
    if match is None:
        raise NotConvertibleError("not of the form NOUN {PLURAL} [~CODE]")
    code = (match["code"] or "").strip()
    if not code:
        raise NotConvertibleError("no code")
    part = _read_part(code, line, notes)
    written = _with_sets(match["noun"], sets)
    # a regular plural is found without being listed, and {} only says that there is none
    written += [plural for plural in (match["plural"] or "").split(",") if plural.strip()]
    nouns = []
    for text in written:
        words = split_words(text)
        if not words or not all(is_word(word) for word in words):
            raise NotConvertibleError(f"'{text.strip()}' is no noun")
        nouns.append(" ".join(words))
    return list(dict.fromkeys(nouns)), part


def _read_part(code: str, line: Line, notes: Notes) -> str:
    """GOV of `~GOV`."""
    part = code.replace(" ", "").strip("~").upper()
    if not _PART.fullmatch(part):
        raise NotConvertibleError(f"code '{code}' is not made of groups of three capital letters")
    if code.startswith("~") and not code.endswith("~"):
        return part
    if code.endswith("~") and not code.startswith("~"):
        notes.changed(line.number, line.text, f"'{code}' goes after a country's code in ours, not before it")
        return part
    raise NotConvertibleError(f"code '{code}' needs a ~ at one end, where the actor's code goes")


def _with_sets(noun: str, sets: dict[str, list[str]]) -> list[str]:
    """Every noun that an entry stands for: `FOREIGN_!MINIST!` for each word of its set."""
    used = _USED_SET.findall(noun)
    for name in used:
        if name not in sets:
            raise NotConvertibleError(f"the set {name} is not defined before this line")
    if not used and "!" in noun:
        raise NotConvertibleError("a set's name has a ! at both ends")
    between = _USED_SET.split(noun)
    found = []
    for chosen in itertools.product(*(sets[name] for name in used)):
        found.append("".join(itertools.chain(*zip(between, [*chosen, ""], strict=True))))
    return found
