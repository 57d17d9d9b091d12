"""The words by which sentences that are no politics are known, from codebooks/lexicon/topics.yaml."""

from __future__ import annotations

from pathlib import Path

import yaml

from eventcoder.codebook.yaml_nodes import YamlFile, read_yaml, suggest
from eventcoder.errors import DataFileError, Problem
from eventcoder.model.topics import Past, PrivateLife, Told, Topic, Topics, by_last_word

FILE_KEYS = ("politics", "topics", "between_states", "private", "told", "past")
TOPIC_KEYS = ("sure", "hints", "beside")
TOLD_KEYS = ("works", "verbs", "parts", "performers", "performing")
PRIVATE_KEYS = ("public", "beside")
PAST_KEYS = ("names", "ages")


def load_topics(folder: Path) -> Topics:
    """Read `lexicon/topics.yaml` of a folder of codebooks. Raises: DataFileError with every problem of the file."""
    path = folder / "lexicon" / "topics.yaml"
    if not path.is_file():
        raise DataFileError([Problem(str(path), 0, "there is no such file")])
    file = read_yaml(path, path.read_bytes())
    politics: frozenset[str] = frozenset()
    topics: list[Topic] = []
    told = Told()
    between_states: frozenset[str] = frozenset()
    private: PrivateLife | None = None
    past = Past()
    if file.root is None and not file.problems:
        file.problems.append(Problem(file.path, 0, "the file is empty"))
    elif file.root is not None:
        for name, key_node, value in file.entries(file.root, "topics.yaml"):
            if name == "politics":
                politics = _read_words(file, value, name)
            elif name == "topics":
                topics = [_read_topic(file, topic, node) for topic, _, node in file.entries(value, name)]
            elif name == "between_states":
                between_states = _read_words(file, value, name)
            elif name == "private":
                private = PrivateLife(**_read_lists(file, name, value, PRIVATE_KEYS))
            elif name == "told":
                told = Told(**_read_lists(file, name, value, TOLD_KEYS))
            elif name == "past":
                lists = _read_lists(file, name, value, PAST_KEYS)
                past = Past(
                    _single(lists.get("names", frozenset())), by_last_word(_phrases(lists.get("ages", frozenset())))
                )
            else:
                file.report(key_node, f"unknown key '{name}'.{suggest(name, FILE_KEYS)}")
    if file.problems:
        raise DataFileError(file.problems)
    return Topics(politics, tuple(topics), told, past, between_states, private)


def _read_topic(file: YamlFile, name: str, node: yaml.Node) -> Topic:
    lists = _read_lists(file, name, node, TOPIC_KEYS)
    sure = lists.get("sure", frozenset())
    return Topic(
        name,
        _single(sure),
        lists.get("hints", frozenset()),
        by_last_word(words for words in _phrases(sure) if len(words) > 1),
        lists.get("beside", frozenset()),
    )


def _read_lists(file: YamlFile, name: str, node: yaml.Node, known: tuple[str, ...]) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for key, key_node, value in file.entries(node, name):
        if key in known:
            lists[key] = _read_words(file, value, key)
        else:
            file.report(key_node, f"unknown key '{key}'.{suggest(key, known)}")
    return lists


def _read_words(file: YamlFile, node: yaml.Node, name: str) -> frozenset[str]:
    return frozenset(text.lower() for item in file.items(node, name) for text, _ in file.texts(item, name))


def _single(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if " " not in word)


def _phrases(words: frozenset[str]) -> set[tuple[str, ...]]:
    """The words of each entry, hyphens and apostrophes as gaps: the parser makes "start-up" three tokens."""
    return set(tuple(word.replace("-", " ").replace("'", " ").split()) for word in words)
