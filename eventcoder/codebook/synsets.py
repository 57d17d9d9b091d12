"""Lists of words with a name, which frames insert by `"&name"`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from eventcoder.codebook.keys import SYNSET_NAME
from eventcoder.codebook.yaml_nodes import YamlFile, is_empty_list, line_of, suggest
from eventcoder.errors import Problem


@dataclass(frozen=True, slots=True)
class _Synset:
    """shared: the one of the same name whose place it takes."""

    file: YamlFile
    node: yaml.Node
    members: tuple[tuple[str, yaml.Node], ...]
    shared: _Synset | None = None

    @property
    def place(self) -> str:
        return f"{self.file.path}:{line_of(self.node)}"


@dataclass(slots=True)
class Synsets:
    """All synsets: name -> words, nested references expanded, in the order written, each word once."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def expand(self, file: YamlFile, members: list[tuple[str, yaml.Node]], what: str) -> tuple[str, ...]:
        """The words of a list with its `&name` references replaced. Lower case; reports unknown names and doublets."""
        found: dict[str, None] = {}
        for text, node in _once(file, members, what):
            if not text.startswith("&"):
                found[text.lower()] = None
            elif text[1:] in self.words:
                found.update(dict.fromkeys(self.words[text[1:]]))
            else:
                file.report(node, f"{what}: unknown synset '{text}'.{suggest(text[1:], self.words)}")
        _report_held(file, members, self.words, what)
        return tuple(found)


def read_synsets(shared: Sequence[YamlFile], own: Sequence[YamlFile] = ()) -> Synsets:
    """Read `name: [words]` maps: the shared ones, and a codebook's own, which take the place of shared ones.

    Reports names written twice, empty synsets, unknown names, and cycles; for information, shared names taken over.
    """
    raw: dict[str, _Synset] = {}
    for file in shared:
        _read_file(file, raw, {})
    mine: dict[str, _Synset] = {}
    for file in own:
        _read_file(file, mine, raw)
    raw |= mine
    synsets = Synsets()
    for name in raw:
        if name not in synsets.words:
            _expand(name, raw[name], raw, synsets.words, [])
    return synsets


def _read_file(file: YamlFile, found: dict[str, _Synset], shared: Mapping[str, _Synset]) -> None:
    """Add the synsets of one file to those found so far."""
    if file.root is None:
        return
    for name, key_node, value in file.entries(file.root, "synsets"):
        if name in found:
            file.report(key_node, f"synset '{name}' is defined twice (first in {found[name].place})")
            continue
        if not re.fullmatch(SYNSET_NAME, name):
            file.report(key_node, f"synset '{name}': a name is lower-case letters, digits and underscores")
        members = tuple(file.texts(value, f"synset '{name}'"))
        if is_empty_list(value):
            file.report(key_node, f"synset '{name}': no words")
        found[name] = _Synset(file, key_node, members, shared.get(name))
        if name in shared:
            adds = any(text == f"&{name}" for text, _ in members)
            how = "adds to" if adds else "takes the place of"
            file.report(key_node, f"synset '{name}' {how} the shared one ({shared[name].place})", "info")


def _expand(
    name: str, synset: _Synset, raw: Mapping[str, _Synset], done: dict[str, tuple[str, ...]], above: list[str]
) -> tuple[str, ...]:
    """The words of a synset, which `done` then holds by its name. above: the names that are being expanded."""
    what = f"synset '{name}'"
    found: dict[str, None] = {}
    for text, node in _once(synset.file, list(synset.members), what):
        inner = text[1:]
        if not text.startswith("&"):
            found[text.lower()] = None
        elif inner == name and synset.shared is not None:
            # its own name inside it: the shared words, and more
            found.update(dict.fromkeys(_expand(name, synset.shared, raw, done, above)))
        elif inner == name or inner in above:
            path = [*above[above.index(inner) :], name] if inner in above else [name]
            synset.file.report(node, f"{what} contains itself: {' -> '.join([*path, inner])}")
        elif inner in done:
            found.update(dict.fromkeys(done[inner]))
        elif inner in raw:
            found.update(dict.fromkeys(_expand(inner, raw[inner], raw, done, [*above, name])))
        else:
            synset.file.report(node, f"{what}: unknown synset '{text}'.{suggest(inner, raw)}")
    _report_held(synset.file, synset.members, done, what)
    done[name] = tuple(found)
    return done[name]


def _report_held(
    file: YamlFile, members: Sequence[tuple[str, yaml.Node]], synsets: Mapping[str, tuple[str, ...]], what: str
) -> None:
    """Tell, for information, which words of a list a synset beside them holds as well."""
    for reference, node in members:
        held = synsets.get(reference[1:], ()) if reference.startswith("&") else ()
        again = [text.lower() for text, _ in members if text.lower() in held] if held else []
        if again:
            words = ", ".join(f"'{word}'" for word in again)
            file.report(node, f"{what}: '{reference}' holds {words} already", "info")


def _once(file: YamlFile, members: list[tuple[str, yaml.Node]], what: str) -> list[tuple[str, yaml.Node]]:
    """The members without those written twice, which get a warning."""
    first: dict[str, yaml.Node] = {}
    for text, node in members:
        word = text.lower() if not text.startswith("&") else text
        if word in first:
            problem = Problem(
                file.path,
                line_of(node),
                f"{what}: '{word}' is listed twice (first in line {line_of(first[word])})",
                "warning",
            )
            file.problems.append(problem)
        else:
            first[word] = node
    return [(text, node) for text, node in members if first.get(text if text.startswith("&") else text.lower()) is node]
