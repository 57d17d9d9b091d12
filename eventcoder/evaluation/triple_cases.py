"""Sentences with the triples that are right for them: the notation, and a file of such cases.

A row is written `source | predicate | role: target | marks`. No role: the direct object. "-": nobody is named. Ends
stand without article. Marks are MARKS and `said by WORDS`, with commas between. In a pattern "*" stands for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from eventcoder.codebook.yaml_nodes import YamlFile, line_of, suggest
from eventcoder.errors import DataFileError, InputError, Problem

MARKS = frozenset(
    {"negative", "future", "requested", "possible", "conditional", "obliged", "alleged", "question"}
)  # fmt: skip
KEYS = ("id", "text", "expect", "allowed", "absent", "trap", "fails")
SAID_BY = "said by "
ANY = "*"
NOBODY = "-"

_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_ROLE = re.compile(r"^(\*|[a-z][a-z -]*): (.+)$")
_AFTER_NOUN = re.compile(
    r" (?:about|across|against|among|around|at|between|by|for|from|in|inside|into|near|of|off|on|outside|over|to|toward"
    r"|towards|under|with|within) "
)


@dataclass(frozen=True, slots=True)
class TripleLine:
    """One row in the notation of the cases. source, target: "-" where nobody is named; role: "" for the direct object.

    speaker: the words of who says it, "" for the newspaper itself. In a pattern each part may be ANY.
    """

    source: str
    predicate: str
    role: str
    target: str
    marks: frozenset[str]
    speaker: str = ""

    @property
    def is_named(self) -> bool:
        """Whether both ends are."""
        return NOBODY not in (self.source, self.target)

    @property
    def is_actual(self) -> bool:
        """Whether it says that something happened; whoever says so."""
        return not self.marks

    def takes(self, found: TripleLine, with_marks: bool = True) -> bool:
        """Whether a found row is the one that this line asks for."""
        return (
            self.predicate in (ANY, found.predicate)
            # "* | hold | *" takes every role, "* | hold | in: *" that one
            and (self.role in (ANY, found.role) or (not self.role and self.target == ANY))
            and _same_phrase(self.source, found.source)
            and _same_phrase(self.target, found.target)
            and (not with_marks or self._same_marks(found))
        )

    def _same_marks(self, found: TripleLine) -> bool:
        if ANY in self.marks:
            return True
        return self.marks == found.marks and (
            self.speaker == found.speaker or bool(self.speaker and _same_phrase(self.speaker, found.speaker))
        )

    def __str__(self) -> str:
        target = f"{self.role}: {self.target}" if self.role else self.target
        marks = [*sorted(self.marks), *([SAID_BY + self.speaker] if self.speaker else [])]
        return " | ".join([self.source, self.predicate, target, *([", ".join(marks)] if marks else [])])


@dataclass(frozen=True, slots=True)
class TripleCase:
    """One text and the rows that are right for it. group: the construction; fails: why it is not got yet, or "".

    expect: every row that counts, each as the ways in which it may be told; allowed: patterns of rows that are neither
    right nor wrong; absent: rows that are wrong though rows of their kind do not count (an end null, a circumstance).
    line: 1-based, in the file.
    """

    id: str
    group: str
    text: str
    expect: tuple[tuple[TripleLine, ...], ...]
    allowed: tuple[TripleLine, ...]
    absent: tuple[TripleLine, ...]
    is_trap: bool
    fails: str
    line: int


def read_cases(path: Path) -> list[TripleCase]:
    """The cases of a YAML file: a mapping of construction -> list of cases.

    Raises: DataFileError with every problem of the file, each with its line; InputError where the file is no YAML.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise InputError(f"{path}: {error}") from error
    file = YamlFile(str(path), root)
    cases: list[TripleCase] = []
    if root is not None:
        for group, _, listed in file.entries(root, "the file"):
            cases.extend(_cases_of(file, group, listed))
    lines: dict[str, int] = {}
    for case in cases:
        for name in (case.id, case.text):
            if name in lines:
                message = f"'{name}' stands in line {lines[name]} already: ids and texts must differ"
                file.problems.append(Problem(str(path), case.line, message))
            lines.setdefault(name, case.line)
    if file.problems:
        raise DataFileError(file.problems)
    return cases


def parse_line(line: str) -> TripleLine:
    """A row from its notation. Raises: ValueError that says what is wrong with it."""
    parts = [part.strip() for part in line.split("|")]
    if not 3 <= len(parts) <= 4 or not all(parts[:3]):
        raise ValueError(f"'{line}' is no row: write `source | predicate | target`, then perhaps `| marks`")
    source, predicate, target = parts[:3]
    role = _ROLE.match(target)
    marks = [mark.strip() for mark in parts[3].split(",") if mark.strip()] if len(parts) > 3 else []
    speakers = [mark.removeprefix(SAID_BY) for mark in marks if mark.startswith(SAID_BY)]
    plain = [mark for mark in marks if not mark.startswith(SAID_BY)]
    for mark in plain:
        if mark not in MARKS and mark != ANY:
            raise ValueError(f"'{line}': unknown mark '{mark}'.{suggest(mark, sorted(MARKS))}")
    return TripleLine(
        bare(source),
        predicate,
        role[1] if role else "",
        bare(role[2] if role else target),
        frozenset(plain),
        bare(", ".join(speakers)),
    )


def bare(words: str) -> str:
    """The words without an article before them."""
    return _ARTICLE.sub("", words)


def _same_phrase(expected: str, found: str) -> bool:
    """Whether the found words are the expected ones, or go on after them with a preposition."""
    if expected in (ANY, found):
        return True
    return found.startswith(expected + " ") and bool(_AFTER_NOUN.match(found[len(expected) :]))


def _cases_of(file: YamlFile, group: str, listed: yaml.Node) -> Iterator[TripleCase]:
    for node in file.items(listed, group):
        values: dict[str, yaml.Node] = {}
        for key, key_node, value in file.entries(node, f"{group}: a case"):
            if key in KEYS:
                values[key] = value
            else:
                file.report(key_node, f"{group}: unknown key '{key}'.{suggest(key, KEYS)}")
        for key in ("id", "text", "expect"):
            if key not in values:
                file.report(node, f"{group}: a case without '{key}'")
        if not {"id", "text", "expect"} <= values.keys():
            continue
        texts = {key: file.text(values[key], key) or "" for key in ("id", "text", "fails") if key in values}
        lines = {key: _lines(file, values[key], key) for key in ("allowed", "absent") if key in values}
        yield TripleCase(
            id=texts["id"],
            group=group,
            text=texts["text"],
            expect=tuple(_expected(file, values["expect"])),
            allowed=lines.get("allowed", ()),
            absent=lines.get("absent", ()),
            is_trap=bool(file.flag(values["trap"], "trap")) if "trap" in values else False,
            fails=texts.get("fails", ""),
            line=line_of(node),
        )


def _expected(file: YamlFile, node: yaml.Node) -> Iterator[tuple[TripleLine, ...]]:
    for item in file.items(node, "expect"):
        ways = _lines(file, item, "expect")
        for way in ways:
            if ANY in (way.source, way.predicate, way.target):
                file.report(item, f"expect: '{way}' is a pattern; only `allowed` and `absent` take them")
        if ways:
            yield ways


def _lines(file: YamlFile, node: yaml.Node, key: str) -> tuple[TripleLine, ...]:
    found = []
    for text, at in file.texts(node, key):
        try:
            line = parse_line(text)
        except ValueError as error:
            file.report(at, f"{key}: {error}")
            continue
        found.append(line)
    return tuple(found)
