"""What the static check finds in a codebook that loads."""

from __future__ import annotations

import pytest

from eventcoder.codebook.check import Coverage, check_codebook, looks_inflected, measure_coverage
from eventcoder.codebook.load import load_codebook

EXAMPLES = """
    examples:
      match: [{text: "A hit B.", source: A, target: B, code: "190"}]
      no_match: ["A slept."]
"""


def frame(name, lines):
    """One frame with examples; lines: its other keys, one a line."""
    body = "".join(f"    {line}\n" for line in lines.split("\n"))
    return f'  - id: {name}\n    code: "190"\n{body.rstrip()}{EXAMPLES}'


@pytest.fixture
def findings(write_codebook):
    """Checks a codebook of these frames; gives its warnings (or infos) without their path."""

    def find(*frames, severity="warning", **files):
        text = "frames:\n" + "".join(frames)
        folder = write_codebook(text, **files)
        found = check_codebook(load_codebook(folder))
        base = str(folder.parent)
        return [str(problem).replace(f"{base}/", "") for problem in found if problem.severity == severity]

    return find


def test_a_clean_codebook_has_no_warnings(findings):
    assert findings(frame("hit", "verbs: [hit]"), frame("push", "verbs: [push]")) == []


def test_a_frame_without_examples(findings):
    assert findings('  - {id: hit, verbs: [hit], code: "190"}\n') == [
        "small/frames/10-first.yaml:2: frame 'hit': no match and no no_match example"
    ]


def test_a_frame_without_no_match_examples(findings):
    match = '{text: A., source: A, target: null, code: "190"}'
    assert findings(f'  - {{id: hit, verbs: [hit], code: "190", examples: {{match: [{match}]}}}}\n') == [
        "small/frames/10-first.yaml:2: frame 'hit': no no_match example"
    ]


def test_an_operator_without_examples(findings):
    more = 'operators: [{id: plan, verbs: [plan]}]\ncompose: {plan: {"19": "030"}}'
    assert findings(frame("hit", "verbs: [hit]"), more=more) == [
        "small/frames/more.yaml:1: operator 'plan': no match and no no_match example"
    ]


def test_one_entry_under_the_same_conditions_in_two_frames(findings):
    first = frame("hit", "verbs: [hit, push, shove]\nobject: [man, wall]")
    second = frame("shove", "verbs: [shove, push, kick]\nobject: [wall, man]")
    assert findings(first, second) == [
        "small/frames/10-first.yaml:9: frame 'shove': 'shove', 'push' under the same conditions in frame 'hit'"
        " (small/frames/10-first.yaml:2), which wins"
    ]


@pytest.mark.parametrize(
    "lines",
    ["object: [door]", "where: {in: [street]}", "target_is: [COP]", "clause: [fall]", "not_object: [record]"],
)
def test_another_condition_makes_no_tie(findings, lines):
    assert findings(frame("hit", "verbs: [hit]"), frame("strike", f"verbs: [hit]\n{lines}")) == []


def test_a_verb_and_a_noun_of_one_spelling_make_no_tie(findings):
    assert findings(frame("hit", "verbs: [attack]"), frame("strike", "nouns: [attack]")) == []


def test_two_operators_with_one_word(findings):
    examples = '{match: [{text: A., source: A, target: B, code: "030"}], no_match: [B.]}'
    more = (
        f"operators:\n- {{id: plan, verbs: [plan], examples: {examples}}}\n"
        f"- {{id: scheme, verbs: [plan], table: plan, examples: {examples}}}\n"
        'compose: {plan: {"19": "030"}}'
    )
    assert findings(frame("hit", "verbs: [hit]"), more=more) == [
        "small/frames/more.yaml:3: operator 'scheme': 'plan' under the same conditions in operator 'plan'"
        " (small/frames/more.yaml:2), which wins"
    ]


WIDER = [
    ("object: [man, wall]", "object: [wall]"),
    ("target_is: [COP, MIL]", "target_is: [MIL]"),
    ("where: {in: []}", "where: {in: [street]}"),
    ("where: {in: [street, square]}", "where: {in: [street]}"),
    ("not_object: [record]", "not_object: [record, note]"),
]


@pytest.mark.parametrize(("wide", "narrow"), WIDER)
def test_a_frame_that_can_never_win(findings, wide, narrow):
    assert findings(frame("wide", f"verbs: [hit, push]\n{wide}"), frame("narrow", f"verbs: [hit]\n{narrow}")) == [
        "small/frames/10-first.yaml:9: frame 'narrow': can never win: frame 'wide' (small/frames/10-first.yaml:2)"
        " takes all that it takes"
    ]


@pytest.mark.parametrize(("wide", "narrow"), WIDER)
def test_the_narrow_frame_before_the_wide_one_wins(findings, wide, narrow):
    assert findings(frame("narrow", f"verbs: [hit]\n{narrow}"), frame("wide", f"verbs: [hit, push]\n{wide}")) == []


def test_a_frame_with_a_word_of_its_own_is_not_shadowed(findings):
    assert (
        findings(frame("wide", "verbs: [hit]\nobject: [a, b]"), frame("own", "verbs: [hit, kick]\nobject: [a]")) == []
    )


def test_a_frame_with_one_condition_more_is_not_shadowed(findings):
    narrow = frame("narrow", "verbs: [hit]\nobject: [a]\ntarget_is: [COP]")
    assert findings(frame("wide", "verbs: [hit]\nobject: [a, b]"), narrow) == []


def test_an_inflected_verb_and_an_article(findings):
    assert findings(frame("hit", "verbs: [attacks, take to the street]")) == [
        "small/frames/10-first.yaml:2: frame 'hit': verb 'attacks': 'attacks' looks inflected: write the lemma",
        "small/frames/10-first.yaml:2: frame 'hit': entry 'take to the street': entries are written without articles",
    ]


@pytest.mark.parametrize("verb", ["lifted", "accuses", "killing", "lied", "meets", "gang-raped"])
def test_inflected_forms(verb):
    assert looks_inflected(verb)


@pytest.mark.parametrize(
    "verb",
    ["bring", "need", "proceed", "discuss", "focus", "shed", "embed", "harass", "canvas", "lift", "wed", "tear-gas"],
)
def test_lemmas_that_only_look_inflected(verb):
    assert not looks_inflected(verb)


def test_a_word_listed_twice_in_a_frame_or_a_synset(findings):
    found = findings(frame("hit", "verbs: [hit, hit]"), synsets="levy: [tariff, tariff]\n")
    assert found == [
        "small/frames/10-first.yaml:4: frame 'hit': verbs: 'hit' is listed twice (first in line 4)",
        "synsets/words.yaml:1: synset 'levy': 'tariff' is listed twice (first in line 1)",
    ]


def test_codes_that_nothing_gives_and_roots_that_a_table_misses(findings):
    more = 'operators: [{id: plan, verbs: [plan]}]\ncompose: {plan: {"19": "030", "085": "0354"}}'
    assert findings(frame("hit", "verbs: [hit]"), more=more, severity="info") == [
        "small/frames/more.yaml:1: operator 'plan': compose table 'plan' has no row for all of the roots 03, 08, 14"
        " (for parts of 08)",
        "small: root 08: nothing gives 08, 085",
        "small: root 14: nothing gives 14, 141",
    ]


def test_coverage_counts(write_codebook):
    assert measure_coverage(load_codebook(write_codebook())) == Coverage(
        frames=2, operators=1, entries=5, examples=6, codes=9, codes_covered=4
    )
