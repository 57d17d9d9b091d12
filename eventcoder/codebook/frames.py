"""Frames, operators and compose tables out of YAML nodes, checked against the keys, codes and synsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from eventcoder.codebook.keys import (
    EXAMPLE_KEYS,
    FACTUALITIES,
    FILE_KEYS,
    FRAME_KEYS,
    KINDS,
    NAMED_LINKS,
    NAMED_SLOTS,
    OPERATOR_KEYS,
    PREPOSITIONS,
    SPEECH_KEYS,
    Key,
)
from eventcoder.codebook.synsets import Synsets
from eventcoder.codebook.yaml_nodes import YamlFile, is_empty_list, is_null, is_number, line_of, suggest
from eventcoder.model.codebook import Code, Example, Frame, Operator, Speech
from eventcoder.model.tree_pattern import TreePatternError, parse_tree_pattern

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SLOTS = frozenset((*NAMED_SLOTS, *PREPOSITIONS))
_LINKS = frozenset((*NAMED_LINKS, *PREPOSITIONS))
_KIND = {kind.lower(): kind for kind in KINDS}

# Keys of the YAML whose field of the dataclass has another name.
_FIELD = {"target": "targets"}


@dataclass(slots=True)
class FrameReader:
    """Reads the frame files of one codebook, one after the other, into what it holds."""

    codes: Mapping[str, Code]
    synsets: Synsets
    frames: list[Frame] = field(default_factory=list)
    operators: list[Operator] = field(default_factory=list)
    compose: dict[str, dict[str, str]] = field(default_factory=dict)
    speech: Speech = field(default_factory=Speech)
    _ids: dict[str, str] = field(default_factory=dict)
    _prefixes: dict[tuple[str, str], str] = field(default_factory=dict)
    _tables: dict[str, tuple[YamlFile, yaml.Node]] = field(default_factory=dict)
    _operator_nodes: list[tuple[Operator, YamlFile, yaml.Node]] = field(default_factory=list)
    _speech_nodes: list[tuple[str, YamlFile, yaml.Node]] = field(default_factory=list)
    _speech_place: str = ""

    def read(self, file: YamlFile) -> None:
        """Add the frames, operators and compose tables of one file; its problems go to the file."""
        if file.root is None:
            return
        for key, key_node, value in file.entries(file.root, "frames file"):
            if key not in FILE_KEYS:
                file.report(key_node, f"unknown key '{key}'.{suggest(key, FILE_KEYS)}")
            elif key == "compose":
                self._read_compose(file, value)
            elif key == "speech":
                self._read_speech(file, key_node, value)
            else:
                for node in file.items(value, key):
                    self._read_entry(file, node, key)

    def finish(self) -> None:
        """Report operators and speech rules without a compose table, tables that nothing names, and speech unsaid."""
        if self._operator_nodes and not self._speech_place:
            _, file, node = self._operator_nodes[0]
            file.report(
                node,
                'there are operators and no speech rules: "X will lift sanctions" stays the lifting, as `future`. Name '
                "the tables under `speech`, or write `speech: {}` where that is meant",
                "warning",
            )
        named = {operator.table for operator in self.operators} | set(self.speech.tables)
        for table, file, node in self._speech_nodes:
            if table not in self.compose:
                file.report(node, f"speech: no compose table '{table}'.{suggest(table, self.compose)}")
        for operator, file, node in self._operator_nodes:
            if operator.table not in self.compose:
                file.report(
                    node,
                    f"operator '{operator.id}': no compose table '{operator.table}'."
                    f"{suggest(operator.table, self.compose)}",
                )
        for table, (file, node) in self._tables.items():
            if table not in named:
                file.report(node, f"compose table '{table}' belongs to no operator.{suggest(table, sorted(named))}")

    def _read_entry(self, file: YamlFile, node: yaml.Node, section: str) -> None:
        kind = section.removesuffix("s")
        keys = FRAME_KEYS if kind == "frame" else OPERATOR_KEYS
        values = self._read_record(file, node, keys, kind)
        if values is None:
            return
        what = f"{kind} '{values.get('id', '?')}'"
        if not any(values.get(form) for form in ("verbs", "nouns", "adjectives")):
            file.report(node, f"{what}: no words: give verbs, nouns or adjectives")
        if values.get("symmetric") and values.get("reverse"):
            file.report(node, f"{what}: symmetric and reverse exclude each other: symmetric gives both rows one code")
        identity = values.get("id")
        if identity is None or (kind == "frame" and "code" not in values):
            return  # reported already
        here = f"{file.path}:{line_of(node)}"
        if identity in self._ids:
            file.report(node, f"{what}: the id is taken (first in {self._ids[identity]})")
            return
        self._ids[identity] = here
        fields = {_FIELD.get(key, key): value for key, value in values.items()}
        if kind == "frame":
            self.frames.append(Frame(**fields, path=file.path, line=line_of(node)))
        else:
            fields.setdefault("table", identity)
            operator = Operator(**fields, path=file.path, line=line_of(node))
            self.operators.append(operator)
            self._operator_nodes.append((operator, file, node))

    def _read_record(
        self, file: YamlFile, node: yaml.Node, keys: Mapping[str, Key], kind: str
    ) -> dict[str, Any] | None:
        """Key -> value of one mapping; broken values are reported and left out. None where it is no mapping."""
        if not isinstance(node, yaml.MappingNode):
            file.report(node, f"{kind}: expected `key: value` lines")
            return None
        identity = next((value.value for key, value in node.value if key.value == "id"), None)
        what = f"{kind} '{identity}'" if isinstance(identity, str) else kind
        values: dict[str, Any] = {}
        seen: set[str] = set()
        for name, key_node, value_node in file.entries(node, what):
            seen.add(name)
            if name not in keys:
                file.report(key_node, f"{what}: unknown key '{name}'.{suggest(name, keys)}")
                continue
            value = self._read_value(file, value_node, keys[name].form, f"{what}: {name}")
            if value is not None:
                values[name] = value
        for name, key in keys.items():
            if key.required and name not in seen:
                hint = f": write `{name}: null` where there is none" if name in ("source", "target") else ""
                file.report(node, f"{what}: no {name}{hint}")
        return values

    def _read_value(self, file: YamlFile, node: yaml.Node, form: str, what: str) -> Any:
        if form == "id":
            text = file.text(node, what)
            if text is not None and not _ID.fullmatch(text):
                file.report(node, f"{what}: '{text}' must be lower-case words joined by hyphens")
                return None
            return text
        if form in ("code", "code-or-drop"):
            return self._read_code(file, node, what, drop=form == "code-or-drop")
        if form == "flag":
            return file.flag(node, what)
        if form == "words":
            return self._read_words(file, node, what)
        if form == "phrases":
            return tuple(
                (preposition, self._read_words(file, words, f"{what}: {preposition}", empty=True))
                for preposition, key_node, words in file.entries(node, what)
                if _known(file, key_node, preposition, PREPOSITIONS, what, "preposition")
            )
        if form == "slots":
            return self._read_known(file, node, what, _SLOTS, "slot")
        if form == "links":
            return self._read_known(file, node, what, _LINKS, "link")
        if form == "prepositions":
            return self._read_known(file, node, what, PREPOSITIONS, "preposition")
        if form == "kinds":
            return self._read_kinds(file, node, what)
        if form == "patterns":
            return self._read_patterns(file, node, what)
        if form == "end":
            text = file.text(node, what)
            known = text is not None and _known(file, node, text, ("source", "target"), what, "end")
            return text if known else None
        if form == "examples":
            return self._read_examples(file, node, what)
        return file.text(node, what)

    def _read_code(self, file: YamlFile, node: yaml.Node, what: str, drop: bool = False) -> str | None:
        code = file.text(node, what)
        if code is None:
            return None
        if is_number(node):
            file.report(node, f'{what}: codes need quotes: "{code}"')
            return None
        if code in self.codes or (drop and code == "drop"):
            return code
        file.report(node, f"{what}: unknown code '{code}'.{suggest_code(code, self.codes)}")
        return None

    def _read_words(self, file: YamlFile, node: yaml.Node, what: str, empty: bool = False) -> tuple[str, ...]:
        members = file.texts(node, what)
        if is_empty_list(node) and not empty:
            file.report(node, f"{what}: an empty list: leave the key out or name words")
        return self.synsets.expand(file, members, what)

    def _read_known(
        self, file: YamlFile, node: yaml.Node, what: str, known: Iterable[str], noun: str
    ) -> tuple[str, ...]:
        found = file.texts(node, what)
        if is_empty_list(node):
            file.report(node, f"{what}: an empty list: leave the key out or name a {noun}")
        words = [text.lower() if _known(file, item, text.lower(), known, what, noun) else None for text, item in found]
        return tuple(dict.fromkeys(word for word in words if word is not None))

    def _read_kinds(self, file: YamlFile, node: yaml.Node, what: str) -> tuple[str, ...]:
        found: list[str] = []
        for text, item in file.texts(node, what):
            kind = _KIND.get(text.lower())
            if kind is None:
                nearest = suggest(text, KINDS) or suggest(text.upper(), KINDS)
                file.report(item, f"{what}: unknown kind '{text}'.{nearest}")
            else:
                found.append(kind)
        if is_empty_list(node):
            file.report(node, f"{what}: an empty list: leave the key out or name a kind")
        return tuple(dict.fromkeys(found))

    def _read_patterns(self, file: YamlFile, node: yaml.Node, what: str) -> tuple[str, ...]:
        found = file.texts(node, what)
        for text, item in found:
            try:
                parse_tree_pattern(text)
            except TreePatternError as error:
                file.report(item, f"{what}: {error}")
        if is_empty_list(node):
            file.report(node, f"{what}: an empty list: leave the key out or write a pattern")
        return tuple(dict.fromkeys(text for text, _ in found))

    def _read_examples(self, file: YamlFile, node: yaml.Node, what: str) -> tuple[Example, ...]:
        found: list[Example] = []
        for key, key_node, value in file.entries(node, what):
            if key == "match":
                for item in file.items(value, f"{what}: match"):
                    example = self._read_match(file, item, f"{what}: match")
                    if example is not None:
                        found.append(example)
            elif key == "no_match":
                for item in file.items(value, f"{what}: no_match"):
                    text = file.text(item, f"{what}: no_match")
                    if text is not None:
                        found.append(Example(text, expected=False, line=line_of(item)))
            else:
                file.report(key_node, f"{what}: unknown key '{key}'.{suggest(key, ('match', 'no_match'))}")
        return tuple(found)

    def _read_match(self, file: YamlFile, node: yaml.Node, what: str) -> Example | None:
        if not isinstance(node, yaml.MappingNode):
            file.report(node, f"{what}: expected {{text: ..., source: ..., target: ..., code: ...}}")
            return None
        # null is a value here: an end that is not there.
        pairs = [
            (key, value) for key, value in node.value if not (key.value in ("source", "target") and is_null(value))
        ]
        absent = {key.value for key, value in node.value if key.value in ("source", "target") and is_null(value)}
        given = yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark)
        keys = {name: key for name, key in EXAMPLE_KEYS.items() if name not in absent}
        values = self._read_record(file, given, keys, what)
        if values is None or "text" not in values:
            return None
        factuality = values.get("factuality")
        if factuality is not None and factuality not in FACTUALITIES:
            file.report(node, f"{what}: unknown factuality '{factuality}'.{suggest(factuality, FACTUALITIES)}")
        return Example(**values, expected=True, line=line_of(node))

    def _read_speech(self, file: YamlFile, key_node: yaml.Node, node: yaml.Node) -> None:
        if self._speech_place:
            file.report(key_node, f"speech: a codebook has one such section (first in {self._speech_place})")
            return
        self._speech_place = f"{file.path}:{line_of(key_node)}"
        values: dict[str, Any] = {}
        for name, name_node, value in file.entries(node, "speech"):
            if name not in SPEECH_KEYS:
                file.report(name_node, f"speech: unknown key '{name}'.{suggest(name, SPEECH_KEYS)}")
                continue
            tables = [(text, item) for text, item in file.texts(value, f"speech: {name}")]
            self._speech_nodes += [(text, file, item) for text, item in tables]
            if SPEECH_KEYS[name].form == "tables":
                values[name] = tuple(text for text, _ in tables)
            elif len(tables) == 1:
                values[name] = tables[0][0]
            else:
                file.report(value, f"speech: {name}: one table")
        self.speech = Speech(**values)

    def _read_compose(self, file: YamlFile, node: yaml.Node) -> None:
        for table, table_node, value in file.entries(node, "compose"):
            self._tables.setdefault(table, (file, table_node))
            rows = self.compose.setdefault(table, {})
            what = f"compose '{table}'"
            for prefix, prefix_node, code_node in file.entries(value, what):
                code = self._read_code(file, code_node, f"{what}: {prefix}")
                first = self._prefixes.setdefault((table, prefix), f"{file.path}:{line_of(prefix_node)}")
                if is_number(prefix_node):
                    file.report(prefix_node, f'{what}: codes need quotes: "{prefix}"')
                elif not is_prefix(prefix, self.codes):
                    file.report(prefix_node, f"{what}: '{prefix}' begins no code.{suggest_code(prefix, self.codes)}")
                elif prefix in rows:
                    file.report(prefix_node, f"{what}: '{prefix}' is there already (first in {first})")
                elif code is not None:
                    rows[prefix] = code


def is_prefix(prefix: str, codes: Iterable[str]) -> bool:
    """Whether a text is the beginning of at least one code."""
    return prefix != "" and any(code.startswith(prefix) for code in codes)


def suggest_code(code: str, codes: Mapping[str, Code]) -> str:
    """The nearest code: the longest known beginning of what was written, or what difflib finds."""
    for length in range(len(code) - 1, 1, -1):
        if code[:length] in codes:
            return f" Did you mean '{code[:length]}' ({codes[code[:length]].label})?"
    return suggest(code, codes, cutoff=0.5)


def _known(file: YamlFile, node: yaml.Node, word: str, known: Iterable[str], what: str, noun: str) -> bool:
    if word in known:
        return True
    file.report(node, f"{what}: unknown {noun} '{word}'.{suggest(word, tuple(known))}")
    return False
