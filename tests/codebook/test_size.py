"""Coding does not cost more with more frames: entries are looked up by their head lemma, never tried one by one."""

from __future__ import annotations

from functools import lru_cache, partial

import pytest

from bench.codebook_size import code_all, measure, resized, resized_coder, stored_documents
from eventcoder.stages.coding.matching import Matcher
from tests.golden.stored import shipped_coder, stored_parses

# Every twentieth text is enough to see what grows.
STEP = 20


@lru_cache
def documents():
    stored = stored_parses("cameo_examples/parses.conllu.gz")
    return stored_documents({text: stored[text][1] for text in sorted(stored)[::STEP]})


@lru_cache
def coder_of(size):
    """Compiling takes seconds: each size once."""
    return resized_coder(shipped_coder(), size)


def test_half_and_twice_the_frames():
    codebook = shipped_coder().codebooks[0].codebook
    count = len(codebook.frames)
    assert len(resized(codebook, 0.5).frames) == (count + 1) // 2
    twice = resized(codebook, 2.0)
    assert len(twice.frames) == len({frame.id for frame in twice.frames}) == 2 * count
    with pytest.raises(ValueError, match=r"not 3"):
        resized(codebook, 3)


def test_the_copies_have_entries_of_their_own():
    entries, more = (coder_of(size).codebooks[0].entries for size in (1.0, 2.0))
    assert entries.keys() <= more.keys()
    assert sum(len(bucket.all()) for bucket in more.values()) > 1.9 * sum(len(one.all()) for one in entries.values())


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch):
    """Counts the entries that are tried against a predication."""
    counts = []
    match = Matcher._match

    def counted(self, entry, predication):
        counts.append(entry.rule.id)
        return match(self, entry, predication)

    monkeypatch.setattr(Matcher, "_match", counted)

    def count(size):
        counts.clear()
        code_all(coder_of(size), documents())
        return list(counts)

    return count


def test_twice_the_frames_try_no_entry_more(tried):
    once = tried(1.0)
    assert len(once) > 100
    assert tried(2.0) == once


def test_half_the_frames_try_no_fewer_than_are_gone(tried):
    # the cost per sentence is that of the entries of its own words: with half the frames about half of them
    assert 0.25 * len(tried(1.0)) < len(tried(0.5)) < 0.75 * len(tried(1.0))


def test_twice_the_frames_give_the_same_rows():
    rows = []
    for size in (1.0, 2.0):
        coder = coder_of(size)
        rows.append([coder.code(document, sentences).events["cameo"] for document, sentences in documents()])
    assert rows[0] == rows[1]


@pytest.mark.slow
def test_twice_the_frames_take_as_long():
    coders = [coder_of(size) for size in (1.0, 2.0)]
    once, twice = measure([partial(code_all, coder, documents()) for coder in coders])
    # nothing grows; the rest is what a busy machine does between two measurements
    assert twice < 1.3 * once
