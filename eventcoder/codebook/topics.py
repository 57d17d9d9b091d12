"""The words by which sentences that are no politics are known, from codebooks/lexicon/topics.yaml."""

from __future__ import annotations

from pathlib import Path

import yaml

from eventcoder.codebook.yaml_nodes import YamlFile, read_yaml
from eventcoder.errors import DataFileError, Problem
from eventcoder.model.topics import Topic, Topics


def load_topics(folder: Path) -> Topics:
    """Read `lexicon/topics.yaml` of a folder of codebooks. Raises: DataFileError with every problem of the file."""
    path = folder / "lexicon" / "topics.yaml"
    if not path.is_file():
        raise DataFileError([Problem(str(path), 0, "there is no such file")])
    file = read_yaml(path, path.read_bytes())
    politics: frozenset[str] = frozenset()
    topics: list[Topic] = []
    if file.root is None and not file.problems:
        file.problems.append(Problem(file.path, 0, "the file is empty"))
    elif file.root is not None:
        for name, key_node, value in file.entries(file.root, "topics.yaml"):
            if name == "politics":
                politics = _read_words(file, value, name)
            elif name == "topics":
                topics = [_read_topic(file, topic, node) for topic, _, node in file.entries(value, name)]
            else:
                file.report(key_node, f"unknown key '{name}'; known are politics and topics")
    if file.problems:
        raise DataFileError(file.problems)
    return Topics(politics, tuple(topics))


def _read_topic(file: YamlFile, name: str, node: yaml.Node) -> Topic:
    lists: dict[str, frozenset[str]] = {"sure": frozenset(), "hints": frozenset()}
    for key, key_node, value in file.entries(node, name):
        if key in lists:
            lists[key] = _read_words(file, value, key)
        else:
            file.report(key_node, f"unknown key '{key}'; known are sure and hints")
    return Topic(name, lists["sure"], lists["hints"])


def _read_words(file: YamlFile, node: yaml.Node, name: str) -> frozenset[str]:
    return frozenset(text.lower() for item in file.items(node, name) for text, _ in file.texts(item, name))
