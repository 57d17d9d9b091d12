"""The stored parses of tests/golden as documents; no model is loaded. Made by tools/make_golden.py."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from eventcoder.evaluation.triple_cases import TripleCase, read_cases
from eventcoder.evaluation.triple_quality import TripleQuality, score_cases
from eventcoder.model.sentence import Document, Sentence
from eventcoder.parsing.conllu import read_documents
from eventcoder.pipeline import Coder, load_coder

GOLDEN = Path(__file__).parent


@lru_cache
def shipped_coder() -> Coder:
    """The coder with the shipped codebook, lexicon and actors, loaded once for all tests."""
    return load_coder()


@lru_cache
def stored_parses(name: str) -> dict[str, tuple[Document, list[Sentence]]]:
    """Text -> its document and sentences. name: a file under tests/golden, `.conllu` or `.conllu.gz`."""
    data = (GOLDEN / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    return {document.text: (document, sentences) for document, sentences in read_documents(text, name)}


def cases(folder: str) -> list[Any]:
    """The cases of tests/golden/FOLDER/cases.yaml as parameters; those with `xfail` must fail."""
    found = []
    for case in yaml.safe_load((GOLDEN / folder / "cases.yaml").read_text(encoding="utf-8")):
        reason = case.get("xfail")
        marks = [pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)] if reason else []
        found.append(pytest.param(case, id=case["id"], marks=marks))
    return found


@lru_cache
def triple_cases() -> tuple[TripleCase, ...]:
    """The cases of tests/golden/triples/cases.yaml."""
    return tuple(read_cases(GOLDEN / "triples" / "cases.yaml"))


@lru_cache
def triple_quality() -> TripleQuality:
    """What the program gives for them, with the lexicon of a run with the shipped codebook."""
    return score_cases(triple_cases(), stored_parses("triples/cases.conllu"), shipped_coder().lexicon)


def parse_of(folder: str, text: str) -> tuple[Document, list[Sentence]]:
    """The stored parse of one case's text."""
    parses = stored_parses(f"{folder}/cases.conllu")
    if text not in parses:
        pytest.fail(f"no parse is stored for {text!r}: run python tools/make_golden.py {folder}", pytrace=False)
    return parses[text]
