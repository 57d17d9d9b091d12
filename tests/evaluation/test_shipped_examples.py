"""Every example of the shipped codebook, on stored parses: a codebook is tested software."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from eventcoder.evaluation.examples import ExampleResult, check_example, examples_of
from tests.golden.stored import shipped_coder, stored_parses

# Share of the examples that do as they should. Lowered only on purpose, with a reason in the commit.
FLOOR = 0.99
# Share of the examples whose text may be newer than the store.
UNSTORED = 0.02


@lru_cache
def results() -> tuple[list[ExampleResult], list[str]]:
    """The results of the examples whose parse is stored, and the texts of the others."""
    coder = shipped_coder()
    codebook = coder.codebooks[0].codebook
    parses = stored_parses("cameo_examples/parses.conllu.gz")
    found, missing = [], []
    for rule, example in examples_of(codebook):
        if example.text in parses:
            found.append(check_example(rule, example, *parses[example.text], coder, codebook.name))
        else:
            missing.append(example.text)
    return found, missing


def test_the_stored_parses_are_those_of_the_codebook() -> None:
    found, missing = results()
    share = len(missing) / (len(found) + len(missing))
    assert share <= UNSTORED, (
        f"{len(missing)} examples have no stored parse ({share:.1%}): run python tools/make_golden.py cameo\n"
        + "\n".join(missing[:10])
    )


def test_the_examples_of_the_shipped_codebook_pass() -> None:
    found, _ = results()
    failed = [result for result in found if not result.passed]
    share = 1 - len(failed) / len(found)
    files = Counter(Path(result.rule.path).name for result in failed)
    assert share >= FLOOR, (
        f"{share:.1%} of {len(found)} examples pass; failures: {dict(files.most_common())}\n"
        + "\n".join(map(str, failed[:10]))
    )


def test_every_rule_has_an_example_that_must_match() -> None:
    codebook = shipped_coder().codebooks[0].codebook
    without = [rule.id for rule in codebook.rules if not any(example.expected for example in rule.examples)]
    assert not without


@pytest.mark.parametrize("root", [f"{number:02d}" for number in range(1, 21)])
def test_every_root_has_examples_that_pass(root: str) -> None:
    found, _ = results()
    assert any(
        result.passed and result.example.expected and (result.example.code or result.rule.code).startswith(root)
        for result in found
    )
