"""`ud:` of a frame: read and refused by the loader, and a condition for the coder."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.codebook.load import load_codebook
from eventcoder.errors import CodebookError
from eventcoder.pipeline import load_coder
from tests.golden.stored import parse_of

CODES = "code\tlabel\tquad_class\tgoldstein\nX01\tAttack\tmaterial conflict\t-9\n"
HEAD = 'name: small\ntitle: Small\nversion: "1"\n'


def write(folder: Path, ud: str) -> Path:
    """A codebook of one frame with this `ud`."""
    (folder / "frames").mkdir(parents=True)
    (folder / "codebook.yaml").write_text(HEAD)
    (folder / "codes.tsv").write_text(CODES)
    (folder / "frames" / "a.yaml").write_text(
        f'frames:\n  - id: attack\n    verbs: [expel]\n    ud: {ud}\n    null_target: true\n    code: "X01"\n'
    )
    return folder


def test_a_pattern_is_read(tmp_path: Path) -> None:
    (frame,) = load_codebook(write(tmp_path / "small", "'{} >obj {upos:NOUN}'")).frames
    assert frame.ud == ("{} >obj {upos:NOUN}",)


def test_a_pattern_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"a\.yaml:4: .*ud.*expected ATTRIBUTE:VALUE"):
        load_codebook(write(tmp_path / "small", "'{lema}'"))


@pytest.mark.parametrize(
    ("ud", "count"),
    [
        ("'{} >obj {lemma:consul}'", 1),
        ("'{} >obj {lemma:soldier}'", 0),
        ("['{} >obj {lemma:soldier}', '{} >nsubj {lemma:peru}']", 1),
        ("'{} !>nsubj {}'", 0),
    ],
)
def test_a_pattern_is_a_condition(tmp_path: Path, ud: str, count: int) -> None:
    coder = load_coder([write(tmp_path / "small", ud)])
    # "Peru expels the Cuban consul."
    document, sentences = parse_of("triples", "Peru expels the Cuban consul.")
    assert len(coder.code(document, sentences).events["small"]) == count
