"""YAML read as nodes, so that every problem can be told with its line, and words stay as they were written.

PyYAML resolves `on`, `no` and `085` to booleans and numbers; a codebook's author means words. So scalars are taken by
their text, and only keys that want `true` or `false` look at the type.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from eventcoder.errors import Problem

NULL = "tag:yaml.org,2002:null"
BOOLEAN = "tag:yaml.org,2002:bool"
NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")

# An anchor in the text: `[&weapon]` without quotes, which YAML would drop without a word.
_ANCHOR = re.compile(r"(?:^|[\s\[{,])(&[\w-]+)")
_QUOTED_OR_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|(?:^|\s)#.*$')


def suggest(word: str, known: Collection[str], cutoff: float = 0.6) -> str:
    """` Did you mean 'x'?` for the nearest known word, else the known words when they are few, else nothing."""
    near = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    if near:
        return f" Did you mean '{near[0]}'?"
    return f" Known: {', '.join(known)}." if 0 < len(known) <= 30 else ""


@dataclass(slots=True)
class YamlFile:
    """One YAML file while it is read: its root node and the problems found so far."""

    path: str
    root: yaml.Node | None = None
    problems: list[Problem] = field(default_factory=list)

    def report(self, node: yaml.Node, message: str, severity: str = "error") -> None:
        """Note a problem at the node's line."""
        self.problems.append(Problem(self.path, line_of(node), message, severity))

    def entries(self, node: yaml.Node, what: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """(key, key's node, value's node) of a mapping. Reports a node that is none, and keys written twice."""
        if not isinstance(node, yaml.MappingNode):
            self.report(node, f"{what}: expected `key: value` lines, found {describe(node)}")
            return
        first: dict[str, int] = {}
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(key_node, f"{what}: a key must be one word, found {describe(key_node)}")
                continue
            key = str(key_node.value).strip()
            if key in first:
                self.report(key_node, f"{what}: key '{key}' is written twice (first in line {first[key]})")
                continue
            first[key] = line_of(key_node)
            yield key, key_node, value

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """The nodes of a list. Reports a node that is none."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.report(node, f"{what}: expected a list, found {describe(node)}")
        return []

    def text(self, node: yaml.Node, what: str) -> str | None:
        """The text of one scalar; None, and a problem, where there is none."""
        if isinstance(node, yaml.ScalarNode) and not is_null(node):
            text = " ".join(str(node.value).split())
            if text:
                return text
        self.report(node, f"{what}: expected a text, found {describe(node)}")
        return None

    def texts(self, node: yaml.Node, what: str) -> list[tuple[str, yaml.Node]]:
        """The texts of a list of scalars; one scalar alone counts as a list of one."""
        if isinstance(node, yaml.MappingNode):
            self.report(node, f"{what}: expected a word or a list of words, found {describe(node)}")
            return []
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: list[tuple[str, yaml.Node]] = []
        for item in nodes:
            text = self.text(item, what)
            if text is not None:
                found.append((text, item))
        return found

    def flag(self, node: yaml.Node, what: str) -> bool | None:
        """True or false; None, and a problem, for anything else."""
        if isinstance(node, yaml.ScalarNode) and node.tag == BOOLEAN:
            return str(node.value).lower() in ("true", "yes", "on")
        self.report(node, f"{what}: expected true or false, found {describe(node)}")
        return None


def line_of(node: yaml.Node) -> int:
    """The 1-based line on which a node starts."""
    return int(node.start_mark.line) + 1


def is_null(node: yaml.Node) -> bool:
    """Whether a node is an empty value or `null`."""
    return isinstance(node, yaml.ScalarNode) and node.tag == NULL and not node.style


def is_empty_list(node: yaml.Node) -> bool:
    """Whether a node is `[]`."""
    return isinstance(node, yaml.SequenceNode) and not node.value


def is_number(node: yaml.Node) -> bool:
    """Whether a node is digits without quotes: YAML reads 043 as 35, and other readers 085 as 85."""
    return (
        isinstance(node, yaml.ScalarNode)
        and not node.style
        and (node.tag in NUMBERS or str(node.value).lstrip("-").isdigit())
    )


def describe(node: yaml.Node) -> str:
    """What a node is, for a message."""
    if isinstance(node, yaml.MappingNode):
        return "`key: value` (quote a text that holds a colon)"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if is_null(node):
        return "nothing"
    return f"'{node.value}'"


def read_yaml(path: Path, data: bytes) -> YamlFile:
    """Compose one file. Broken YAML, wrong encoding and unquoted `&name` references are problems of the result."""
    file = YamlFile(str(path))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        file.problems.append(Problem(str(path), line, "not UTF-8: save the file as UTF-8"))
        return file
    try:
        file.root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = " ".join(part for part in (error.context, error.problem) if part)
        begun = error.context_mark
        since = f" (begun in line {begun.line + 1})" if begun and mark and begun.line < mark.line else ""
        message = (
            f"not valid YAML: {reason}{since}. Look in this line and above it for another indentation than the lines "
            "beside it, a missing bracket, quotation mark or comma, or a tab"
        )
        file.problems.append(Problem(str(path), mark.line + 1 if mark else 0, message))
    except yaml.YAMLError as error:
        file.problems.append(Problem(str(path), 0, f"not valid YAML: {error}"))
    if "&" in text:
        file.problems += _unquoted_references(str(path), text)
    return file


def _unquoted_references(path: str, text: str) -> list[Problem]:
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        if "&" in line:
            for anchor in _ANCHOR.findall(_QUOTED_OR_COMMENT.sub(' ""', line)):
                problems.append(Problem(path, number, f'{anchor} needs quotes: "{anchor}"'))
    return problems
