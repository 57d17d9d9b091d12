"""The closed word lists of one language, from codebooks/lexicon/LANGUAGE.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import yaml

from eventcoder.codebook.yaml_nodes import YamlFile, read_yaml, suggest
from eventcoder.errors import DataFileError, Problem
from eventcoder.model.lexicon import Lexicon

CORRECTIONS = "_corrections"
"""The lists whose names end so hold `form=lemma` pairs."""


def load_lexicon(folder: Path, language: str = "en") -> Lexicon:
    """Read the word lists of a language from a folder of codebooks (its `lexicon/LANGUAGE.yaml`).

    One key is one field of Lexicon; its value is a list of words or of lists of words, and of `form=lemma` pairs in the
    lists of corrections. Raises: DataFileError with every problem of the file, or naming the languages there are.
    """
    path = folder / "lexicon" / f"{language}.yaml"
    if not path.is_file():
        known = sorted(file.stem for file in path.parent.glob("*.yaml"))
        raise DataFileError(
            [Problem(str(path), 0, f"no lexicon for the language '{language}'.{suggest(language, known)}")]
        )
    file = read_yaml(path, path.read_bytes())
    # what the run knows is put together from the codebooks, not read from a file
    lists = {field.name: field.default is MISSING for field in fields(Lexicon) if not field.name.startswith("known_")}
    words: dict[str, Any] = {}
    if file.root is None and not file.problems:
        file.problems.append(Problem(file.path, 0, "the file is empty"))
    elif file.root is not None:
        for name, key_node, value in file.entries(file.root, "lexicon"):
            if name in lists:
                read = _read_corrections if name.endswith(CORRECTIONS) else _read_words
                words[name] = frozenset(read(file, value, name))
            else:
                file.report(key_node, f"unknown list '{name}'.{suggest(name, lists)}")
        missing = [name for name, required in lists.items() if required and name not in words]
        if missing:
            file.report(file.root, f"lists that are missing: {', '.join(missing)}")
    if file.problems:
        raise DataFileError(file.problems)
    return Lexicon(**words)


def _read_words(file: YamlFile, node: yaml.Node, name: str) -> set[str]:
    words: set[str] = set()
    for item in file.items(node, name):
        words.update(text.lower() for text, _ in file.texts(item, name))
    return words


def _read_corrections(file: YamlFile, node: yaml.Node, name: str) -> Iterator[str]:
    """`form=lemma` pairs, each form once."""
    lemmas: dict[str, str] = {}
    for item in file.items(node, name):
        for text, text_node in file.texts(item, name):
            form, _, lemma = text.lower().partition("=")
            if not (form and lemma) or not (form + lemma).replace("-", "").isalpha():
                file.report(text_node, f"{name}: '{text}' is no form=lemma, as in lent=lend")
            elif lemmas.setdefault(form, lemma) != lemma:
                file.report(text_node, f"{name}: the lemma of '{form}' is {lemmas[form]} or {lemma}, not both")
            else:
                yield f"{form}={lemma}"
